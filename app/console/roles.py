"""Roles: give, list and take back."""

from __future__ import annotations

from collections.abc import Mapping

from app.console.lookup import Lookup
from app.engine.engine import Engine
from app.model.audit import Actor, Deed
from app.model.errors import UsageError
from app.model.role import Grant, Role
from app.store import grants


class Roles:
    """Who may do what, with which agent."""

    def __init__(self, engine: Engine) -> None:
        self._store, self._acting, self._lookup = engine.store, engine.acting, Lookup(engine=engine)

    @property
    def actor(self) -> Actor:
        """The user of this process."""
        return self._acting.actor

    def rows(self) -> tuple[Grant, ...]:
        """Every grant; none means that everybody may do everything."""
        with self._store.read() as connection:
            return grants.every(connection)

    def grant(self, user: str, *, role: Role, agent: str | None = None) -> Grant:
        """Give a user a role with an agent or with all; the first one given must be an admin's."""
        name = user.strip()
        if not name or not name.isprintable():
            raise UsageError("The role was not given", why=f"{user!r} is no user", remedy="Give the account's name.")
        where = "" if agent is None else self._lookup.agent(agent).name
        self._acting.require(Role.ADMIN, f"Giving {name} a role")
        with self._store.begin() as connection:
            grants.lock(connection)
            before = _as_was(grants.every(connection), name, where)
            grants.put(
                connection,
                name,
                role=role,
                agent=where,
                by=self._acting.actor.shown,
                at=self._store.now(connection),
            )
            known = grants.every(connection)
            _keep_an_admin(known, what="The role was not given")
            deed = Deed(
                action="role.grant", what=f"user {name}", agent=where, before=before, after={"role": role.value}
            )
            self._acting.note(connection, deed)
        return next(one for one in known if one.user == name and one.agent == where)

    def revoke(self, user: str, *, agent: str | None = None) -> None:
        """Take a role back; the last admin's only together with nobody else's left."""
        name, where = user.strip(), "" if agent is None else self._lookup.agent(agent).name
        self._acting.require(Role.ADMIN, f"Taking a role from {name}")
        with self._store.begin() as connection:
            grants.lock(connection)
            before = _as_was(grants.every(connection), name, where)
            if not grants.remove(connection, name, agent=where):
                why = f"{name} has none " + (f"with {where}" if where else "with every agent")
                raise UsageError("No role was taken back", why=why, remedy="See: tieline role list.")
            _keep_an_admin(grants.every(connection), what="The role was not taken back")
            self._acting.note(connection, Deed(action="role.revoke", what=f"user {name}", agent=where, before=before))


def _as_was(known: tuple[Grant, ...], user: str, agent: str) -> Mapping[str, object]:
    return next(({"role": one.role.value} for one in known if one.user == user and one.agent == agent), {})


def _keep_an_admin(known: tuple[Grant, ...], *, what: str) -> None:
    """As soon as there is any role, nobody could give one without an admin of every agent."""
    if known and not any(one.role is Role.ADMIN and not one.agent for one in known):
        raise UsageError(
            what,
            why="then nobody would be admin of every agent",
            remedy="Make somebody admin first: tieline role grant USER admin.",
        )
