"""Who acts, what the user may do, and the record of it.

The account comes from the operating system, not from the environment. `TIELINE_USER` names another user to act for,
which only an admin may. Whoever may write the store's file or database can write anything into it: roles guard against
mistakes and misuse of Tieline, the database's own rights guard the database.
"""

from __future__ import annotations

import os
import platform
import sys
from contextlib import suppress
from dataclasses import dataclass

import sqlalchemy as sa

from app.model.audit import Actor, Deed, Result
from app.model.errors import NotAllowed
from app.model.role import Grant, Role
from app.store import audit, grants
from app.store.database import Store

ACTS_FOR = "TIELINE_USER"


def this_user() -> Actor:
    """The account this process runs under, and the user it acts for."""
    account = _account()
    named = os.environ.get(ACTS_FOR, "").strip()
    return Actor(user=named or account, host=platform.node() or "unknown", account=account)


@dataclass(frozen=True, kw_only=True)
class Acting:
    """The user of this process over a store."""

    store: Store
    actor: Actor

    def require(self, role: Role, what: str, *, agent: str = "") -> None:
        """Raise NotAllowed, and record it, unless the user has this role with the agent (empty: with every one)."""
        known = self._known()
        if not known:
            return  # a desktop where nobody has given roles: everybody may do everything
        user, account = self.actor.user, self.actor.account
        if user != account and not _has(known, account, role=Role.ADMIN, agent=""):
            raise self._denied(what, f"{account}, who acts for {user}, is none", Role.ADMIN, known, agent)
        if not _has(known, user, role=role, agent=agent):
            raise self._denied(what, _has_what(known, user, agent), role, known, agent)

    def require_any(self, what: str) -> None:
        """Raise NotAllowed unless the user may at least look at some agent."""
        known = self._known()
        mine = [one.agent for one in known if _folded(one.user) == _folded(self.actor.user)]
        self.require(Role.VIEWER, what, agent=mine[0] if mine else "")

    def may(self, role: Role, *, agent: str = "") -> bool:
        """Whether the user has this role with the agent."""
        known = self._known()
        return not known or _has(known, self.actor.user, role=role, agent=agent)

    def _known(self) -> tuple[Grant, ...]:
        with self.store.read() as connection:
            return grants.every(connection)

    def note(self, connection: sa.Connection, deed: Deed) -> None:
        """Record what was done, in the transaction that does it, as the last thing in it."""
        audit.add(connection, deed, actor=self.actor, at=self.store.now(connection))

    def record(self, deed: Deed) -> None:
        """Record what is done elsewhere than in the store."""
        with self.store.begin() as connection:
            self.note(connection, deed)

    def _denied(self, what: str, why: str, role: Role, known: tuple[Grant, ...], agent: str) -> NotAllowed:
        self.record(Deed(action="denied", what=what, agent=agent, note=why, result=Result.DENIED))
        able = sorted({one.user for one in known if one.role.includes(role) and one.agent in {"", agent}})
        may = f"Ask {' or '.join(able)}, who may" if able else "Ask an admin"
        return NotAllowed(f"{what} was not done", why=f"it takes the role {role.value}, and {why}", remedy=f"{may}.")


def _has(known: tuple[Grant, ...], user: str, *, role: Role, agent: str) -> bool:
    same = _folded(user)
    return any(_folded(one.user) == same and one.agent in {"", agent} and one.role.includes(role) for one in known)


def _has_what(known: tuple[Grant, ...], user: str, agent: str) -> str:
    roles = sorted({one.role.value for one in known if _folded(one.user) == _folded(user) and one.agent in {"", agent}})
    return f"{user} has {' and '.join(roles)} only" if roles else f"{user} has no role here"


def _folded(user: str) -> str:
    return user.casefold() if sys.platform == "win32" else user


def _account() -> str:
    """The user's name by the system's own word: variables like USER and LOGNAME are anybody's to set."""
    if sys.platform == "win32":
        return _windows_account()
    import pwd

    with suppress(KeyError):
        return pwd.getpwuid(os.getuid()).pw_name
    return f"uid {os.getuid()}"


def _windows_account() -> str:
    import ctypes

    size = ctypes.c_ulong(257)
    buffer = ctypes.create_unicode_buffer(size.value)
    known = getattr(ctypes, "windll").advapi32.GetUserNameW(buffer, ctypes.byref(size))  # noqa: B009 - Windows alone has it
    return buffer.value if known else "unknown"
