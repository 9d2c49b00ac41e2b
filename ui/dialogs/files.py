"""Prompts for files, opened and awaited; they never ask about overwriting, whoever writes does that better."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.dialogs.asking import accepted
from ui.words import tr
from ui.work import Work


async def save_prompt(
    proposal: Path, *, title: str, parent: QWidget, work: Work, kinds: str = "", overwrite_asked: bool = False
) -> Path | None:
    """Ask where to save, with a folder and a name as the proposal; None if the user leaves it."""
    dialog = QFileDialog(parent, title, str(proposal.parent), kinds or tr("All files (*)"))
    dialog.setObjectName("saveDialog")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, on=not overwrite_asked)
    dialog.selectFile(proposal.name)
    return await _chosen(dialog, work=work)


async def open_prompt(folder: Path, *, title: str, parent: QWidget, work: Work, kinds: str) -> Path | None:
    """Ask for an existing file; None if the user leaves it."""
    dialog = QFileDialog(parent, title, str(folder), kinds)
    dialog.setObjectName("openDialog")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return await _chosen(dialog, work=work)


async def folder_prompt(folder: Path, *, title: str, parent: QWidget, work: Work) -> Path | None:
    """Ask for a folder; None if the user leaves it."""
    dialog = QFileDialog(parent, title, str(folder))
    dialog.setObjectName("folderDialog")
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly, on=True)
    return await _chosen(dialog, work=work)


async def _chosen(dialog: QFileDialog, *, work: Work) -> Path | None:
    files: list[str] = []
    dialog.fileSelected.connect(files.append)
    return Path(files[0]) if await accepted(dialog, work=work) and files else None
