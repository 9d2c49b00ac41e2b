"""Where secrets that are entered are kept on this machine."""

from __future__ import annotations

from app.connect import credentials
from app.model.check import Check, CheckState


def where() -> Check:
    """Whether there is a credential store, and what becomes of a password where there is none."""
    backend = credentials.store()
    if backend is not None:
        name = type(backend).__module__.rpartition(".")[2]
        return Check(name="Credential store", state=CheckState.OK, found=_NAMES.get(name, name))
    return Check(
        name="Credential store",
        state=CheckState.NOTE,
        found="this machine has none",
        remedy="Write ${NAME} instead of a password and set the environment variable NAME for the engine.",
    )


_NAMES = {
    "Windows": "Windows Credential Manager",
    "macOS": "the keychain",
    "SecretService": "the desktop's Secret Service",
    "kwallet": "KWallet",
    "sealed": "a file of this account, sealed for this machine, which has no credential store",
}
