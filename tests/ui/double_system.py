"""The parts of the console in memory that stand behind the system pages."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

from app.model.agent import AgentName
from app.model.alert import Alert, AlertKind
from app.model.audit import Actor, AuditRow, Result, Verdict
from app.model.errors import UsageError
from app.model.job import JobNumber
from app.model.overview import StoreOverview
from app.model.role import Grant, Role
from app.model.version import SettingVersion


def audit_rows(now):
    rows = (
        ("agent.pause", "agent Sandbox", "ERP upgrade until noon", {}, {}, Result.DONE),
        ("job.change", "job 26 Vendor", "", {"interval_s": 600}, {"interval_s": 300}, Result.DONE),
        ("denied", "Moving the store", "it takes the role admin, and Ben has operator only", {}, {}, Result.DENIED),
        ("role.grant", "user Ben", "", {}, {"role": "operator"}, Result.DONE),
    )
    return [
        AuditRow(
            id=place,
            at=now - timedelta(hours=10 - place),
            who="Ada" if place != 3 else "Ben",
            host="desk-7",
            agent="Sandbox" if place < 3 else "",
            action=action,
            what=what,
            note=note,
            before=before,
            after=after,
            result=result,
            hash=f"{place:064x}",
        )
        for place, (action, what, note, before, after, result) in enumerate(rows, 1)
    ]


class AuditDouble:
    def __init__(self, world, *, now) -> None:
        self._world, self.all, self.verdict = world, audit_rows(now), None

    def page(self, *, limit=100, before=None, since=None, action=None, text=None, **_rest):
        found = [
            row
            for row in reversed(self.all)
            if (before is None or row.id < before)
            and (action or "") in row.action
            and (text or "").casefold() in f"{row.who} {row.what} {row.note}".casefold()
            and (since is None or row.at >= since)
        ]
        return tuple(found[:limit])

    def verify(self, *, expect=None):
        return self.verdict or Verdict(rows=len(self.all), head="ab" * 32)

    def export(self, to, **wanted):
        self._world.note("export-audit", str(to), wanted.get("text"))
        return len(self.all)


class RolesDouble:
    def __init__(self, world, *, now) -> None:
        self._world, self._now, self.all = world, now, []
        self.actor = Actor(user="Ada", host="desk-7", account="Ada")

    def rows(self):
        return tuple(self.all)

    def grant(self, user, *, role, agent=None):
        self._world.note("grant", user, role.value, agent)
        made = Grant(user=user, role=role, agent=agent or "", by="Ada", at=self._now)
        self.all = [one for one in self.all if (one.user, one.agent) != (user, agent or "")] + [made]
        return made

    def revoke(self, user, *, agent=None):
        self._world.note("revoke", user, agent)
        left = [one for one in self.all if (one.user, one.agent) != (user, agent or "")]
        if left and not any(one.role is Role.ADMIN for one in left):
            raise UsageError("The role was not taken back", why="then nobody would be admin of every agent")
        self.all = left


class StoresDouble:
    def __init__(self, world, *, now) -> None:
        self._world = world
        self.view = StoreOverview(
            where="sqlite:////data/tieline/tieline.sqlite",
            kind="sqlite",
            version="0004",
            size=48_211_000,
            free=73_200_000_000,
            made=now,
            rows={"agent": 1, "log_line": 1200, "run": 59},
        )

    def overview(self):
        return self.view

    def backup(self, to, *, tell=None):
        self._world.note("backup", str(to))
        return to, self.view.rows

    def restore_into(self, file, folder):
        self._world.note("restore", str(file), str(folder))
        return self.view.rows

    def move(self, to, *, tell):
        self._world.note("move", to)
        for table, rows in self.view.rows.items():
            tell(table, rows)
        return self.view.rows


class VersionsDouble:
    def __init__(self, world, *, now) -> None:
        self._world, self._now = world, now

    def of(self, agent, *, job=None, limit=100):
        values = (
            {"enabled": True, "interval_s": 300, "instance": 1},
            {"enabled": True, "interval_s": 900, "instance": 1},
        )
        if job is None:
            values = ({"enabled": True, "po_buyers": ["ANNA"]}, {"enabled": True, "po_buyers": []})
        return tuple(
            SettingVersion(
                id=20 - place,
                agent=AgentName(agent),
                job=None if job is None else JobNumber(job),
                at=self._now - timedelta(days=place),
                by=("Ada", "Ben")[place],
                settings=settings,
            )
            for place, settings in enumerate(values)
        )

    def revert(self, version, *, agent, job=None, by):
        self._world.note("revert", version, agent, job)


class AlertsDouble:
    def __init__(self, *, now) -> None:
        failing = Alert(
            kind=AlertKind.FAILING,
            agent=AgentName("Sandbox"),
            since=now - timedelta(hours=2),
            jobs=(JobNumber(31),),
            company="EPIC06",
            count=4,
            detail="The ERP refused the login.",
        )
        late = dataclasses.replace(failing, kind=AlertKind.LATE, jobs=(JobNumber(11),), company="", count=0, detail="")
        self.all = [failing, late]

    def now(self):
        return tuple(self.all)
