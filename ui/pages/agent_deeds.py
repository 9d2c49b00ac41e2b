"""What a person can do with an agent: start, pause with a note, resume, change its settings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.model.agent import AgentRow
from ui import words
from ui.desk import Desk
from ui.dialogs.agent_properties import AgentPropertiesDialog
from ui.dialogs.agreement import agreed
from ui.dialogs.asking import accepted
from ui.dialogs.confirm import Question
from ui.dialogs.note import NoteDialog
from ui.pages.version_deeds import show_versions
from ui.words import tr


class AgentDeeds(QObject):
    """Deeds on agents; `done` says that the list should be read again."""

    done = Signal()

    def __init__(self, desk: Desk, *, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window

    async def start(self, agent: AgentRow) -> None:
        """Start the agent's process, beside the window and at lower priority."""
        await self.launch(str(agent.name))
        self.done.emit()
        self._desk.notices.tell(f"{tr('The agent')} {agent.name} {tr('is starting.')}", brief=True)

    async def launch(self, name: str) -> None:
        """Start the process; it goes on when the window is closed, unless it is asked to end."""
        process = await self._desk.work.call(self._desk.console.agents.start_process, name)
        self._desk.engines.remember(name, process=process)

    async def end(self, names: Sequence[str]) -> None:
        """Ask the processes of these agents on this machine to finish their batches and end."""
        for name in names:
            await self._desk.work.call(self._desk.console.agents.stop_process, name)
        self._desk.engines.drain()  # those that have not given a sign of life yet, so that the store knows none

    async def stop(self, agent: AgentRow) -> None:
        """Ask, then end the agent's processes on this machine."""
        running = words.counted(agent.running, one="job is running", many="jobs are running")
        others = sorted({process.host for process in agent.processes})
        question = Question(
            title=words.phrase("End the process of the agent {agent}?", agent=agent.name),
            text=tr(
                "Running jobs finish their batch and go on later where they stopped. Nothing runs until the agent is "
                "started again."
            ),
            facts=[(tr("Now"), running), (tr("Works on"), ", ".join(others) or "–")],
        )
        if not await agreed(question, desk=self._desk, parent=self._window.window()):
            return
        asked = await self._desk.work.call(self._desk.console.agents.stop_process, agent.name)
        self.done.emit()
        if asked:
            told = words.counted(asked, one="process ends", many="processes end")
            self._desk.notices.tell(f"{agent.name}: {told}.", tone="succeeded", brief=True)
        else:
            told = tr("no process of it runs on this machine. End it on the machine where it works.")
            self._desk.notices.tell(f"{agent.name}: {told}", tone="warning")

    async def pause(self, agent: AgentRow) -> None:
        """Drain the agent, with a note."""
        running = words.counted(
            agent.running, one="job is running and ends first", many="jobs are running and end first"
        )
        text = f"{tr('Running work ends, nothing new starts.')} {running}."
        if not agent.running:
            text = tr("No job is running, and nothing new starts.")
        dialog = NoteDialog(
            head=f"{tr('Pause the agent')} {agent.name}?",
            text=text,
            step=tr("Pause"),
            theme=self._desk.theme,
            parent=self._window.window(),
        )
        if await accepted(dialog, work=self._desk.work):
            agents = self._desk.console.agents
            await self._desk.work.call(agents.pause, agent.name, note=dialog.note(), by=self._desk.user)
            self.done.emit()

    async def resume(self, name: str) -> None:
        """Let the agent work again."""
        await self._desk.work.call(self._desk.console.agents.resume, name, by=self._desk.user)
        self.done.emit()
        self._desk.notices.tell(f"{tr('The agent')} {name} {tr('works again.')}", tone="succeeded", brief=True)

    async def properties(self, agent: AgentRow) -> None:
        """Change the agent's settings; afterwards a notice offers Undo."""
        dialog = AgentPropertiesDialog(agent, theme=self._desk.theme, parent=self._window.window())
        dialog.versions_asked.connect(lambda: self._desk.work.start(self._versions(agent, over=dialog), owner=dialog))
        if await accepted(dialog, work=self._desk.work):
            wanted, before = dialog.values(), dialog.before()
            await self._change(agent, values=wanted)

            def _undo() -> None:
                self._desk.work.start(self._change(agent, values=before), owner=self)

            text = f"{tr('The settings of the agent')} {agent.name} {tr('are saved.')}"
            self._desk.notices.tell(text, tone="succeeded", action=tr("Undo"), act=_undo, brief=True)

    async def _versions(self, agent: AgentRow, *, over: AgentPropertiesDialog) -> None:
        name = str(agent.name)
        if await show_versions(self._desk, agent=name, job=None, named=name, parent=over, done=self.done.emit):
            over.reject()  # what it shows is not so any more

    async def _change(self, agent: AgentRow, *, values: dict[str, object]) -> None:
        await self._desk.work.call(self._desk.console.agents.change, agent.name, by=self._desk.user, **values)
        self.done.emit()
