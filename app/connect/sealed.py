"""Secrets of this account in a file of its own, sealed for this machine: for a Linux without a credential store.

It is not as good as a credential store: a program of the same account on the same machine can open it. But the file is
not in the data folder and means nothing on another machine, so that no store, backup or copied folder holds a secret.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

PLACE = "TIELINE_SECRETS"  # another file than the one in the account's configuration folder
_MACHINE = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))


def here() -> SealedFile | None:
    """The file of this account; None on a system that has a credential store for every account."""
    if not sys.platform.startswith("linux"):
        return None
    named = os.environ.get(PLACE)
    if named:
        return SealedFile(file=Path(named).expanduser().absolute())
    import platformdirs

    return SealedFile(file=platformdirs.user_config_path("Tieline", appauthor=False) / "secrets")


@dataclass(frozen=True, kw_only=True)
class SealedFile:
    """Keeps and gives secrets as the credential stores do; raises OSError where the file cannot be used."""

    file: Path

    def set_password(self, service: str, account: str, secret: str) -> None:
        """Keep a secret, in place of the one that is there."""
        with self._alone():
            kept = self._read()
            salt = kept.get("salt") or os.urandom(16).hex()
            sealed = self._key(salt).encrypt(secret.encode()).decode()
            self._write({**kept, "salt": salt, _name(service, account): sealed})

    def get_password(self, service: str, account: str) -> str | None:
        """The secret, or None where there is none that this account of this machine has sealed."""
        from cryptography.fernet import InvalidToken

        kept = self._read()
        sealed = kept.get(_name(service, account))
        if sealed is None:
            return None
        try:
            return self._key(kept.get("salt", "")).decrypt(sealed).decode()
        except InvalidToken:
            return None  # sealed on another machine, or by another account

    def _key(self, salt: str) -> Fernet:
        from cryptography.fernet import Fernet

        return Fernet(_derived(salt, os.getuid()))

    def _read(self) -> dict[str, str]:
        try:
            return cast("dict[str, str]", json.loads(self.file.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return {}
        except ValueError as error:
            raise OSError(f"{self.file} cannot be read as the file of secrets it should be") from error

    def _write(self, kept: dict[str, str]) -> None:
        part = self.file.with_name(f"{self.file.name}.{os.getpid()}.part")
        part.unlink(missing_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as written:
            json.dump(kept, written, indent=1, sort_keys=True)
            written.flush()
            os.fsync(written.fileno())
        part.replace(self.file)

    @contextmanager
    def _alone(self) -> Generator[None]:
        """Two processes that keep a secret at once must not lose one of them."""
        import fcntl

        self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = os.open(self.file.with_name(f"{self.file.name}.lock"), os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)


@cache
def _derived(salt: str, user: int) -> bytes:
    machine = next((file.read_bytes() for file in _MACHINE if file.is_file()), b"")
    made = hashlib.scrypt(machine + str(user).encode(), salt=bytes.fromhex(salt), n=2**14, r=8, p=1, dklen=32)
    return base64.urlsafe_b64encode(made)


def _name(service: str, account: str) -> str:
    return f"{service}:{account}"
