"""A supplier's EDI endpoint: takes cXML order messages, each payload id once."""

from __future__ import annotations

import re
from collections import deque
from hashlib import sha256
from pathlib import Path

from app.sandbox.services_http import Asked, HttpService, Told

_PAYLOAD = re.compile(rb'payloadID="([^"]+)"')
_REPLY = (
    '<?xml version="1.0" encoding="UTF-8"?><cXML payloadID="reply@{code}" timestamp="2026-10-30T12:00:00+00:00">'
    '<Response><Status code="{code}" text="{text}"/></Response></cXML>'
)


class EdiServer(HttpService):
    """Keeps each message as a file; `faults` are answers that come instead: a status, `cut` or `cut-after`."""

    def __init__(self, folder: Path, *, port: int = 0) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.faults: deque[str | int] = deque()
        self.received: list[str] = []  # payload ids as they came, repeated ones too
        super().__init__(self._answer, name="edi-double", port=port)

    @property
    def url(self) -> str:
        """The address a supplier would give."""
        return f"http://127.0.0.1:{self.port}/cxml"

    def messages(self) -> list[str]:
        """The messages that were taken, each once."""
        return [path.read_text(encoding="utf-8") for path in sorted(self._folder.glob("*.xml"))]

    def _answer(self, asked: Asked) -> Told:
        found = _PAYLOAD.search(asked.body)
        if found is None:
            return _reply(406, "No payload id")
        fault = self.faults.popleft() if self.faults else None
        if fault == "cut":
            return Told(cut=True)
        if isinstance(fault, int):
            return _reply(fault, "Refused by the supplier")
        name = found[1].decode()
        self.received.append(name)
        path = self._folder / f"{sha256(found[1]).hexdigest()[:24]}.xml"
        if not path.exists():
            path.write_bytes(asked.body)
        return Told(cut=True) if fault == "cut-after" else _reply(200, "OK")


def _reply(code: int, text: str) -> Told:
    return Told(body=_REPLY.format(code=code, text=text).encode(), kind="text/xml")
