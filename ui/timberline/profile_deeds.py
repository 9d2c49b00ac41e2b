"""Makes, edits and imports profiles."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.dialogs.asking import accepted
from ui.dialogs.files import save_prompt
from ui.dialogs.results import ResultsDialog
from ui.timberline.profile_editor import ProfileEditor
from ui.timberline.shelf import Shelf
from ui.words import tr


class ProfileDeeds(QObject):
    """`done` carries the file of a profile that was made or changed."""

    done = Signal(object)

    def __init__(self, desk: Desk, *, window: QWidget, shelf: Shelf) -> None:
        super().__init__(window)
        self._desk, self._window, self._shelf = desk, window, shelf

    async def edit(self, path: Path) -> None:
        """Edit a profile."""
        editor = ProfileEditor(path, desk=self._desk, parent=self._window.window())
        if await accepted(editor, work=self._desk.work):
            self.done.emit(path)
            self._desk.notices.tell(f"{tr('The profile')} {path.name} {tr('is saved.')}", tone="succeeded", brief=True)

    async def make(self) -> None:
        """Make a new profile: where first, then its keys."""
        proposal = Path(self._desk.console.home) / "profiles" / "new.toml"
        proposal.parent.mkdir(parents=True, exist_ok=True)
        chosen = await save_prompt(
            proposal,
            title=tr("New profile"),
            parent=self._window.window(),
            work=self._desk.work,
            kinds=tr("Profiles (*.toml)"),
            overwrite_asked=True,
        )
        if chosen:
            await self.edit(chosen if chosen.suffix else chosen.with_suffix(".toml"))

    async def convert(self, old: Path) -> None:
        """Make a profile of an old .ini and tell what had no place in it."""
        timberline = self._desk.console.timberline
        made = await self._desk.work.call(timberline.import_profile, old, to=old.with_suffix(".toml"))
        self.done.emit(made.file)
        lines = [*made.messages, *(f"{tr('kept under [legacy]')}: {key}" for key in made.legacy)]
        if lines:
            head = f"{old.name} {tr('is now')} {made.file.name}"
            dialog = ResultsDialog(lines, head=head, theme=self._desk.theme, parent=self._window.window())
            await accepted(dialog, work=self._desk.work)
