"""Agents: add, change, pause, resume, and the process that works for one."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Callable, Mapping
from typing import get_type_hints

from app.console import properties
from app.console.lookup import Lookup, nearest
from app.engine import gate, life
from app.engine.engine import Engine
from app.engine.facts import Facts
from app.model.agent import Agent, AgentName, AgentProcess, AgentRow, AgentSettings, AgentState, Pause, PoNumbering
from app.model.audit import Deed
from app.model.errors import UsageError
from app.model.role import Role
from app.model.run import RunStatus
from app.model.state import JobState, Process
from app.store import agents


class Agents:
    """The named agents of this store."""

    def __init__(self, engine: Engine, *, launch: Callable[[AgentName], int]) -> None:
        self._engine, self._store, self._launch = engine, engine.store, launch
        self._lookup = Lookup(engine=engine)

    def add(self, name: str) -> Agent:
        """Make an agent with every job enabled but those meant for go-live; UsageError if the name is taken."""
        wanted = _checked(name)
        self._engine.acting.require(Role.ADMIN, f"Adding the agent {wanted}")
        with self._store.begin() as connection:
            for known in agents.every(connection):
                if known.name.casefold() == wanted.casefold():
                    raise UsageError(
                        f"The agent {wanted} was not added",
                        why=f"there is one called {known.name}",
                        remedy="Take another name.",
                    )
            agents.add(connection, name=wanted, at=self._store.now(connection))
            self._engine.acting.note(connection, Deed(action="agent.add", what=f"agent {wanted}", agent=wanted))
        return self._lookup.agent(wanted)

    def rows(self) -> tuple[AgentRow, ...]:
        """Every agent, by name."""
        with self._store.read() as connection:
            known = [agent.name for agent in agents.every(connection)]
        names = [name for name in known if self._engine.acting.may(Role.VIEWER, agent=name)]
        if known and not names:
            self._engine.acting.require(Role.VIEWER, "Listing the agents")
        return tuple(_row(self._engine.facts(name)) for name in names)

    def row(self, name: str) -> AgentRow:
        """One agent; UsageError names the nearest right name."""
        agent = self._lookup.agent(name)
        self._engine.acting.require(Role.VIEWER, f"Showing the agent {agent.name}", agent=agent.name)
        return _row(self._engine.facts(agent.name))

    def pause(self, name: str, *, note: str, by: str) -> AgentRow:
        """Drain the agent: running work ends, nothing new starts."""
        agent = self._lookup.agent(name)
        if not note.strip():
            raise UsageError(
                f"The agent {agent.name} was not paused", why="the note is empty", remedy="Say why with --note."
            )
        self._engine.acting.require(Role.OPERATOR, f"Pausing the agent {agent.name}", agent=agent.name)
        with self._store.begin() as connection:
            now = self._store.now(connection)
            agents.resume(connection, agent.name, by=by, at=now)
            agents.pause(connection, agent.name, pause=Pause(by=by, at=now, note=note.strip()))
            self._engine.acting.note(connection, _deed("agent.pause", agent, note=note.strip()))
        return self.row(agent.name)

    def resume(self, name: str, *, by: str) -> AgentRow:
        """Let the agent work again."""
        agent = self._lookup.agent(name)
        self._engine.acting.require(Role.OPERATOR, f"Resuming the agent {agent.name}", agent=agent.name)
        with self._store.begin() as connection:
            agents.resume(connection, agent.name, by=by, at=self._store.now(connection))
            self._engine.acting.note(connection, _deed("agent.resume", agent))
        return self.row(agent.name)

    def change(self, name: str, *, by: str = "", **settings: object) -> AgentRow:
        """Change fields of AgentSettings, or `enabled`; each change is kept as a version."""
        agent = self._lookup.agent(name)
        changed = _changed(agent, settings)
        self._engine.acting.require(Role.IMPLEMENTER, f"Changing the agent {agent.name}", agent=agent.name)
        before, after = _differences(agent, changed)
        with self._store.begin() as connection:
            agents.change(connection, changed, by=by, at=self._store.now(connection))
            self._engine.acting.note(connection, _deed("agent.change", agent, before=before, after=after))
        return self.row(agent.name)

    def serve(self, name: str, *, until: threading.Event, instances: tuple[int, ...] | None = None) -> None:
        """Be the agent's process, for these instances or for all, until the event is set; running work ends first."""
        wrong = [number for number in instances or () if not 1 <= number <= properties.MOST_INSTANCES]
        if wrong:
            raise UsageError(
                f"The agent {name} was not started",
                why=f"{wrong[0]} is no instance number",
                remedy=f"Give numbers from 1 to {properties.MOST_INSTANCES}.",
            )
        chosen = tuple(sorted(set(instances))) if instances else None
        agent = self._lookup.agent(name)
        self._engine.acting.require(Role.OPERATOR, f"Working for the agent {agent.name}", agent=agent.name)
        self._engine.serve(agent.name, until=until, instances=chosen)

    def start_process(self, name: str) -> int:
        """Start the agent's process beside this one, at lower priority; its process id."""
        agent = self._lookup.agent(name)
        self._engine.acting.require(Role.OPERATOR, f"Working for the agent {agent.name}", agent=agent.name)
        return self._launch(agent.name)

    def stop_process(self, name: str) -> int:
        """Ask the agent's processes on this machine to drain and end; how many were asked."""
        agent = self._lookup.agent(name)
        self._engine.acting.require(Role.OPERATOR, f"Ending the processes of the agent {agent.name}", agent=agent.name)
        asked = [process for process in self._engine.facts(agent.name).processes if life.ask_to_end(process)]
        self._engine.acting.record(_deed("agent.stop-process", agent, after={"processes": len(asked)}))
        return len(asked)


def _checked(name: str) -> str:
    wanted = name.strip()
    if not wanted or len(wanted) > 100 or "/" in wanted or not wanted.isprintable():
        raise UsageError(
            "The agent was not added",
            why=f"{name!r} is no name for one",
            remedy="Take one to a hundred letters, digits, blanks or dashes, without a slash.",
        )
    return wanted


def _changed(agent: Agent, settings: Mapping[str, object]) -> Agent:
    hints = get_type_hints(AgentSettings)
    values: dict[str, object] = {}
    for name, value in settings.items():
        if name != "enabled" and name not in hints:
            remedy = nearest(name, [*hints, "enabled"]) or f"The settings are: {', '.join(hints)}, enabled."
            raise UsageError("Nothing was changed", why=f"there is no setting {name!r}", remedy=remedy)
        values[name] = PoNumbering(value) if name == "po_numbering" else value
        if isinstance(value, list):
            values[name] = tuple(value)
    _check_color(values.get("environment_color", ""))
    enabled = bool(values.pop("enabled", agent.enabled))
    return dataclasses.replace(agent, enabled=enabled, settings=dataclasses.replace(agent.settings, **values))  # pyright: ignore[reportArgumentType] - names and types are those of the settings


def _check_color(value: object) -> None:
    if value not in ("", "production", "test", "sandbox"):
        remedy = "It is one of production, test, sandbox, or empty."
        raise UsageError("Nothing was changed", why=f"{value!r} is no colour of an environment", remedy=remedy)


def _deed(
    action: str,
    agent: Agent,
    *,
    note: str = "",
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> Deed:
    return Deed(
        action=action,
        what=f"agent {agent.name}",
        agent=agent.name,
        note=note,
        before=before or {},
        after=after or {},
    )


def _differences(old: Agent, new: Agent) -> tuple[dict[str, object], dict[str, object]]:
    """What a change changes, as it was and as it will be."""
    was, will = ({"enabled": one.enabled, **dataclasses.asdict(one.settings)} for one in (old, new))
    names = [name for name, value in was.items() if will[name] != value]
    return {name: _plain(was[name]) for name in names}, {name: _plain(will[name]) for name in names}


def _plain(value: object) -> object:
    return value.value if isinstance(value, PoNumbering) else value


def _row(facts: Facts) -> AgentRow:
    agent = facts.agent
    states = [state for (_, job), state in facts.states.items() if job in facts.jobs and facts.enabled(job)]
    return AgentRow(
        name=agent.name,
        enabled=agent.enabled,
        state=agent_state(facts),
        pause=agent.pause,
        companies=facts.companies,
        running=sum(len(facts.busy(company)) for company in facts.companies),
        failing=len({state.job for state in states if state.last_status is RunStatus.FAILED}),
        seen=agent.seen,
        settings=agent.settings,
        processes=tuple(_process(one) for one in facts.processes if one.schedules),
        missing=_missing(facts),
        queued=sum(run.status is RunStatus.QUEUED for run in facts.runs),
        due=sum(_is_due(state, facts) for state in states),
    )


def _process(process: Process) -> AgentProcess:
    return AgentProcess(
        host=process.host.partition("|")[0],
        pid=process.pid,
        instances=process.instances,
        started=process.started,
        seen=process.beat,
    )


def _missing(facts: Facts) -> tuple[int, ...]:
    """Instances that no process works for, while others are at work."""
    working = [process for process in facts.processes if process.schedules]
    wanted = {facts.properties[job.number].instance for job in facts.jobs.values() if gate.is_switched_on(job, facts)}
    return tuple(sorted(n for n in wanted if working and not any(process.serves(n) for process in working)))


def _is_due(state: JobState, facts: Facts) -> bool:
    due = state.run is None and state.next_due is not None and state.next_due <= facts.now
    return due and state.job in facts.jobs and gate.is_switched_on(facts.jobs[state.job], facts)


def agent_state(facts: Facts) -> AgentState:
    """What the agent is doing."""
    if facts.agent.pause:
        busy = any(facts.busy(company) for company in facts.companies)
        return AgentState.DRAINING if busy else AgentState.PAUSED
    working = any(process.schedules for process in facts.processes)
    return AgentState.RUNNING if working else AgentState.UNREACHABLE
