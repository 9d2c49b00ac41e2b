"""The worklist of a company: a watched folder whose invoice files are handed to the capture service and archived."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.connect.documents.desk import Desk
from app.connect.ocr import OcrService
from app.model.errors import ConfigError, RecordError, Unreachable

_HALF_WRITTEN = 60.0  # seconds that a file may take to be copied into the folder


@dataclass(frozen=True, kw_only=True)
class Folders:
    """Where files come in and where they go."""

    inbox: Path
    archive: Path


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One file of the worklist, read whole; its content is its identity."""

    path: Path
    content: bytes

    @property
    def id(self) -> str:
        """The same file is the same document."""
        return hashlib.sha256(self.content).hexdigest()


def read_service(desk: Desk, *, timeout: float) -> OcrService | None:
    """The company's capture service, or None where none is set."""
    url = desk.setting("OcrServiceUrl")
    if not url:
        return None
    tenant, user = desk.setting("OcrTenant"), desk.setting("OcrUser")
    if not tenant or not user:
        raise ConfigError(
            "The invoice-capture service was not used",
            why="OcrTenant or OcrUser is empty",
            remedy="Fill in the company's settings.",
        )
    return OcrService(url=url, tenant=tenant, user=user, password=desk.setting("OcrPassword"), timeout=timeout)


def read_folders(desk: Desk) -> Folders | None:
    """The company's folders: base path, root folder name, company; None where no base path is set."""
    base = desk.setting("WorklistBasePath")
    if not base:
        return None
    root = Path(base)
    if not root.is_dir():
        raise Unreachable(
            "The worklist could not be read", why=f"there is no folder {root}", remedy="Check WorklistBasePath."
        )
    inbox = root / (desk.setting("WorklistRootFolder") or "worklist") / desk.code
    archive = root / (desk.setting("WorklistArchiveFolder") or "archived") / desk.code
    for folder in (inbox, archive):
        folder.mkdir(parents=True, exist_ok=True)
    return Folders(inbox=inbox, archive=archive)


def waiting_files(folders: Folders) -> list[Path]:
    """The files to be scanned, by name; hidden ones and folders stay."""
    return sorted(path for path in folders.inbox.iterdir() if path.is_file() and not path.name.startswith("."))


def read_paper(path: Path, *, now: datetime) -> Paper | None:
    """The file, or None while it is still being written; raises RecordError where it is no PDF."""
    try:
        content = path.read_bytes()
        age = now.timestamp() - path.stat().st_mtime
    except OSError:
        return None  # gone again, or locked by who writes it
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-1024:]:
        return Paper(path=path, content=content)
    if age < _HALF_WRITTEN:
        return None
    raise RecordError(
        f"{path.name} was not scanned", field="FileName", why="it is no complete PDF file",
        remedy="Replace it by a PDF, or remove it.",
    )  # fmt: skip


def archived(folders: Folders, paper: Paper) -> Path:
    """Move the file into the archive; a file of that name that is there already is never overwritten."""
    target = folders.archive / paper.path.name
    number = 1
    while target.exists() and target.read_bytes() != paper.content:
        target = folders.archive / f"{paper.path.stem} ({number}){paper.path.suffix}"
        number += 1
    if paper.path.exists():
        shutil.move(paper.path, target)
    return target
