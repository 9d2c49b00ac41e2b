"""Roles as rows: who has which, and what each may do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject

from app.model.role import Grant, Role
from ui import words
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.words import tr

Clock = Callable[[], datetime]
_RANK = {role: place for place, role in enumerate(Role)}


@dataclass(frozen=True, kw_only=True)
class Permission:
    """Something that can be done, the least role it takes, and who may do it."""

    place: int
    what: str
    least: Role
    able: tuple[str, ...]


def role_word(role: Role) -> str:
    """The role as people call it."""
    return {
        Role.VIEWER: tr("Viewer"),
        Role.OPERATOR: tr("Operator"),
        Role.IMPLEMENTER: tr("Implementer"),
        Role.ADMIN: tr("Admin"),
    }[role]


def role_meaning(role: Role) -> str:
    """What the role is for, in a sentence."""
    return {
        Role.VIEWER: tr("Looks at everything and changes nothing."),
        Role.OPERATOR: tr("Runs, stops and retries jobs, pauses agents, carries out Timberline actions."),
        Role.IMPLEMENTER: tr("Sets up companies and changes settings of agents and properties of jobs."),
        Role.ADMIN: tr("Adds agents, gives roles, moves and backs up the store."),
    }[role]


def permissions(grants: Sequence[Grant], *, agent: str = "") -> list[Permission]:
    """What can be done with an agent (empty: with every one), and who may."""
    deeds = (
        (tr("See jobs, runs, logs, failed records, audit"), Role.VIEWER),
        (tr("Run, stop and retry jobs"), Role.OPERATOR),
        (tr("Request and cancel full data syncs"), Role.OPERATOR),
        (tr("Pause, resume, start and end an agent"), Role.OPERATOR),
        (tr("Write invoices and post receipts (Timberline)"), Role.OPERATOR),
        (tr("Change settings of agents and properties of jobs"), Role.IMPLEMENTER),
        (tr("Set up companies and their databases"), Role.IMPLEMENTER),
        (tr("Add agents"), Role.ADMIN),
        (tr("Give and take back roles"), Role.ADMIN),
        (tr("Move, back up and restore the store"), Role.ADMIN),
    )
    return [
        Permission(place=place, what=what, least=least, able=_able(grants, least, agent=agent))
        for place, (what, least) in enumerate(deeds)
    ]


def _able(grants: Sequence[Grant], least: Role, *, agent: str) -> tuple[str, ...]:
    able = [one.user for one in grants if one.role.includes(least) and one.agent in {"", agent}]
    return tuple(sorted(dict.fromkeys(able), key=str.casefold))


def grants_model(*, clock: Clock, parent: QObject) -> RowsModel[Grant]:
    """Nobody has a role yet."""
    return RowsModel(
        (
            Column(key="user", title=tr("User"), text=lambda one: one.user, width=150, icon="people"),
            Column(
                key="role", title=tr("Role"), text=lambda one: role_word(one.role), width=120,
                sort=lambda one: -_RANK[one.role], tip=lambda one: role_meaning(one.role),
            ),
            Column(
                key="agent", title=tr("With agent"), text=lambda one: one.agent or tr("every agent"), width=130,
                tone=lambda one: "text" if one.agent else "muted", stretch=True,
            ),
            Column(key="by", title=tr("Given by"), text=lambda one: one.by, width=130, tone="muted"),
            Column(
                key="at", title=tr("When"), text=lambda one: words.day_and_time(one.at, now=clock()), width=130,
                sort=lambda one: one.at, tone="muted", tip=lambda one: words.exactly(one.at),
            ),
        ),
        key=lambda one: (one.user, one.agent),
        tie=lambda one: (-_RANK[one.role], one.user.casefold(), one.agent),
        parent=parent,
    )  # fmt: skip


def permissions_model(parent: QObject) -> RowsModel[Permission]:
    """What each role may do; a role may also do what the ones before it may."""
    return RowsModel(
        (
            Column(
                key="what", title=tr("What"), text=lambda one: one.what, width=310, stretch=True,
                tip=lambda one: one.what,
            ),
            *(_role_column(role) for role in Role),
            Column(
                key="able", title=tr("Who may"), width=120, tip=lambda one: "\n".join(one.able),
                text=lambda one: ", ".join(one.able) or tr("everybody"),
                tone=lambda one: "text" if one.able else "muted",
            ),
        ),
        key=lambda one: one.place,
        tie=lambda one: one.place,
        parent=parent,
    )  # fmt: skip


def _role_column(role: Role) -> Column[Permission]:
    def may(one: Permission) -> bool:
        return role.includes(one.least)

    return Column(
        key=role.value,
        title=role_word(role),
        text=lambda one: "✓" if may(one) else "–",
        sort=may,
        width={Role.VIEWER: 78, Role.OPERATOR: 90, Role.IMPLEMENTER: 108, Role.ADMIN: 76}[role],
        tone=lambda one: "succeeded" if may(one) else "faint",
        spoken=lambda one: tr("yes") if may(one) else tr("no"),
    )
