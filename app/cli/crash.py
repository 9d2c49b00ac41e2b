"""Keeps the traceback of a fault of ours, for support."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from app import __version__
from app.connect.addresses import masked


def keep(error: BaseException, *, home: Path) -> Path:
    """Write the traceback to the home's logs, or where temporary files go if that is not possible; the file's path."""
    now = datetime.now(UTC)
    lines = [
        f"Tieline {__version__}, Python {platform.python_version()}, {platform.platform()}, {now.isoformat()}\n",
        f"Command: {' '.join(sys.argv[1:2])}\n\n",  # no more of it: addresses may hold passwords
        *(masked(line) for line in "".join(traceback.format_exception(error)).splitlines(keepends=True)),
    ]
    for folder in (home / "logs", Path(tempfile.gettempdir())):
        path = folder / f"tieline-fault-{now:%Y%m%d-%H%M%S-%f}.log"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text("".join(lines), encoding="utf-8")
        except OSError:
            continue
        return path
    sys.stderr.writelines(lines)
    return Path("above")
