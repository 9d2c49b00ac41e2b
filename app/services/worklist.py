"""The worklist of a company: a watched folder whose invoice files are handed to the capture service and archived."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.connect.documents.settings import Settings
from app.connect.ocr import OcrService
from app.model.errors import ConfigError, RecordError, Unreachable

LARGEST = 100_000_000  # bytes of a file: it is read whole
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
    def name(self) -> str:
        """Its name as it can be stored and sent."""
        return shown_name(self.path)

    @property
    def id(self) -> str:
        """The same file is the same document."""
        return hashlib.sha256(self.content).hexdigest()


def read_service(desk: Settings, *, timeout: float) -> OcrService | None:
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


def read_folders(desk: Settings, *, make: bool = True) -> Folders | None:
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
    for folder in (inbox, archive) if make else ():
        folder.mkdir(parents=True, exist_ok=True)
    return Folders(inbox=inbox, archive=archive)


def waiting_files(folders: Folders) -> list[Path]:
    """The files to be scanned, by name; hidden ones, folders and links stay."""
    files = (path for path in folders.inbox.iterdir() if path.is_file() and not path.is_symlink())
    return sorted(path for path in files if not path.name.startswith("."))


def shown_name(path: Path) -> str:
    """The file's name as it can be stored and sent: a name may hold line breaks, or bytes that are no text."""
    text = os.fsencode(path.name).decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in text)[:200]


def read_paper(path: Path, *, now: datetime) -> Paper | None:
    """The file, or None while it is still being written; raises RecordError where it is no PDF."""
    try:
        known = path.stat()
    except OSError:
        return None  # gone again
    if known.st_size > LARGEST:
        raise _no_paper(path, why=f"it has {known.st_size:,} bytes, and at most {LARGEST:,} are taken")
    age = now.timestamp() - known.st_mtime
    try:
        content = path.read_bytes()
    except OSError as error:
        if age < _HALF_WRITTEN or isinstance(error, FileNotFoundError):
            return None  # locked by who writes it
        raise _no_paper(path, why=f"it cannot be read ({error.strerror or error})") from error
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-1024:]:
        return Paper(path=path, content=content)
    if age < _HALF_WRITTEN:
        return None
    raise _no_paper(path, why="it is no complete PDF file")


def _no_paper(path: Path, *, why: str) -> RecordError:
    remedy = "Replace it by a PDF that can be read, or remove it."
    return RecordError(f"{shown_name(path)} was not scanned", field="FileName", why=why, remedy=remedy)


def kept_at(folders: Folders, *, name: str, archived_as: str) -> list[Path]:
    """Where a file may be, within the company's folders: what ARM says of it can lead nowhere else."""
    places = [Path(archived_as)] if archived_as else []
    places += [folder / Path(name).name for folder in (folders.inbox, folders.archive) if Path(name).name]
    roots = [folder.resolve() for folder in (folders.inbox, folders.archive)]
    return [place for place in places if place.resolve().parent in roots and place.is_file()]


def archived(folders: Folders, paper: Paper) -> Path:
    """Move the file into the archive; a file of that name that is there already is never overwritten."""
    plain = Path(_plain(paper.path))
    target = folders.archive / plain
    number = 1
    while target.exists() and target.read_bytes() != paper.content:
        target = folders.archive / f"{plain.stem} ({number}){plain.suffix}"
        number += 1
    if paper.path.exists():
        _moved(paper.path, target)
    return target


def _plain(path: Path) -> str:
    """The name in the archive: the file's own, unless ARM could not tell it."""
    if (name := shown_name(path)) == path.name:
        return name
    short = name.replace("\ufffd", "_").encode()[:200].decode("utf-8", "ignore")
    return short if short.endswith(path.suffix) else f"{short}.pdf"


def _moved(source: Path, target: Path) -> None:
    """Move a file; on another disk it is complete there before it goes here."""
    try:
        source.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        half = target.with_name(f".{target.name}.half")
        shutil.copyfile(source, half)
        half.replace(target)
        source.unlink()
