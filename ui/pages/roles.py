"""Roles: who has which, what each may do and who may do it, and what was denied lately."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QStackedLayout, QVBoxLayout, QWidget

from app.model.role import Grant
from ui import words
from ui.desk import Desk
from ui.dialogs.agreement import agreed
from ui.dialogs.asking import accepted
from ui.dialogs.confirm import Question
from ui.dialogs.grant import GrantDialog
from ui.models.audit import denials_model
from ui.models.roles import grants_model, permissions, permissions_model, role_word
from ui.widgets import parts
from ui.widgets.list_head import ListHead, list_page
from ui.widgets.table import RowsView
from ui.words import tr

_DENIED = 50


class RolesPage(QWidget):
    """While nobody has a role everybody may do everything, which the page says first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self.grants = grants_model(clock=desk.clock, parent=self)
        self.permissions = permissions_model(self)
        self.denied = denials_model(clock=desk.clock, parent=self)
        theme = desk.theme
        self.view = RowsView(self.grants, theme=theme, name="grantsTable", title=tr("Roles given"))
        self.may_view = RowsView(self.permissions, theme=theme, name="permissionsTable", title=tr("Who may what"))
        self.denied_view = RowsView(self.denied, theme=theme, name="deniedTable", title=tr("Denied lately"))
        self._may_head = parts.heading("")
        self._stack, self._denials = QStackedLayout(), QStackedLayout()
        self._lay_out()
        self.view.picked.connect(self._on_picked)

    def read(self) -> None:
        """Read the roles again."""
        self._desk.work.start(self._read(), owner=self)

    def grant(self) -> None:
        """Ask whom to give which role."""
        self._desk.work.start(self._grant(), owner=self)

    def revoke(self) -> None:
        """Ask, and take the picked role back."""
        picked: Grant | None = self.view.current()
        if picked:
            self._desk.work.start(self._revoke(picked), owner=self)

    async def _read(self) -> None:
        console, call = self._desk.console, self._desk.work.call
        found = await call(console.roles.rows)
        actor = await call(lambda: console.roles.actor)
        self.grants.replace(found)
        self._stack.setCurrentIndex(0 if found else 1)
        self._take.setEnabled(bool(found))
        mine = sorted({role_word(one.role) for one in found if one.user == actor.user})
        who = actor.shown + (f" ({', '.join(mine)})" if mine else "")
        you = words.phrase("you are {who}", who=who)
        self.head.say(f"{words.counted(len(found), one='role given', many='roles given')} · {you}")
        if found and self.view.current() is None:
            self.view.select(self.grants.key_at(0))
        self._on_picked(self.view.current())
        self.denied.replace(await call(console.audit.page, action="denied", limit=_DENIED))
        self._denials.setCurrentIndex(0 if self.denied.rowCount() else 1)

    async def _grant(self) -> None:
        console, call = self._desk.console, self._desk.work.call
        agents = [str(row.name) for row in await call(console.agents.rows)]
        first = not self.grants.every()
        actor = await call(lambda: console.roles.actor)
        dialog = GrantDialog(
            agents=agents, user=actor.user if first else "", first=first, theme=self._desk.theme, parent=self.window()
        )
        if not await accepted(dialog, work=self._desk.work):
            return
        user, role, agent = dialog.values()
        await call(console.roles.grant, user, role=role, agent=agent)
        where = agent or tr("every agent")
        told = f"{user}: {role_word(role)}, {where}."
        self._desk.notices.tell(told, tone="succeeded", brief=True)
        self.read()

    async def _revoke(self, grant: Grant) -> None:
        where = grant.agent or tr("every agent")
        question = Question(
            title=tr("Take this role back?"),
            text=f"{grant.user}: {role_word(grant.role)}, {where}.",
            facts=[(tr("Other roles of this user"), words.number(self._others(grant)))],
        )
        if not await agreed(question, desk=self._desk, parent=self.window()):
            return
        await self._desk.work.call(self._desk.console.roles.revoke, grant.user, agent=grant.agent or None)
        self._desk.notices.tell(f"{grant.user}: {tr('the role was taken back.')}", tone="succeeded", brief=True)
        self.read()

    def _others(self, grant: Grant) -> int:
        return sum(one.user == grant.user for one in self.grants.every()) - 1

    def _lay_out(self) -> None:
        theme = self._desk.theme
        give = parts.button(
            tr("Give a role…"), theme=theme, name="grantButton", icon="add", kind="primary", act=self.grant
        )
        self._take = parts.button(
            tr("Take back…"), theme=theme, name="revokeButton", icon="subtract_circle", act=self.revoke
        )
        self.head = ListHead(tr("Roles"), self._take, give)
        nothing = parts.EmptyState(
            theme=theme, icon="people", head=tr("Everybody may do everything"),
            text=tr(
                "Nobody has a role yet, as on a desktop of one's own. Give the first one to an admin: from then on "
                "each person may do what their role allows, and what is denied says who may."
            ),
        )  # fmt: skip
        self._stack.addWidget(self.view)
        self._stack.addWidget(nothing)
        top = QWidget()
        top.setLayout(self._stack)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(top)
        split.addWidget(self._below())
        split.setSizes([320, 420])
        split.setChildrenCollapsible(False)
        list_page(self, self.head, split)

    def _below(self) -> QWidget:
        left, right, denials = QWidget(), QWidget(), QWidget()
        none = parts.muted(tr("Nothing was denied to anybody."), wrap=True)
        none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._denials.addWidget(self.denied_view)
        self._denials.addWidget(none)
        denials.setLayout(self._denials)
        for side, head, view in (
            (left, self._may_head, self.may_view),
            (right, parts.heading(tr("Denied lately")), denials),
        ):
            inside = QVBoxLayout(side)
            inside.setContentsMargins(0 if side is left else 16, 12, 16 if side is left else 0, 0)
            inside.setSpacing(8)
            inside.addWidget(head)
            inside.addWidget(view, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([850, 310])
        split.setChildrenCollapsible(False)
        return split

    def _on_picked(self, grant: Grant | None) -> None:
        agent = grant.agent if grant else ""
        with_one = words.phrase("Who may what with the agent {agent}", agent=agent)
        self._may_head.setText(with_one if agent else tr("Who may what with every agent"))
        self.permissions.replace(permissions(self.grants.every(), agent=agent))
