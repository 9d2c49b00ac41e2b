"""A web server on loopback that says exactly what a test wants, in its own time."""

from __future__ import annotations

import socket
import threading
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

SILENCE = b""  # takes the request and never answers
_HEAD = "HTTP/1.1 {status} X\r\nContent-Length: {length}\r\nConnection: close\r\n{more}\r\n"


def answer(status: int, body: bytes = b"", **headers: str) -> bytes:
    """A whole answer."""
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return _HEAD.format(status=status, length=len(body), more=more).encode() + body


@dataclass
class Web:
    """What came in, and what is still to be said; the last answer is said for ever."""

    answers: list[bytes | Sequence[bytes]]
    asked: list[bytes] = field(default_factory=list)
    port: int = 0
    over: threading.Event = field(default_factory=threading.Event)

    def serve(self, door: socket.socket) -> None:
        while not self.over.is_set():
            try:
                guest, _ = door.accept()
            except OSError:
                return
            with guest:
                self._talk(guest)

    def _talk(self, guest: socket.socket) -> None:
        guest.settimeout(5)
        try:
            self.asked.append(_request(guest))
            told = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
            if told == SILENCE:
                self.over.wait(5)
                return
            for part in [told] if isinstance(told, bytes) else told:
                guest.sendall(part)
                if not isinstance(told, bytes) and self.over.wait(0.02):
                    return
        except OSError:
            return


def _request(guest: socket.socket) -> bytes:
    text = b""
    while b"\r\n\r\n" not in text:
        if not (part := guest.recv(65536)):
            return text
        text += part
    head, _, body = text.partition(b"\r\n\r\n")
    sizes = [line.partition(b":")[2] for line in head.splitlines() if line.lower().startswith(b"content-length:")]
    while sizes and len(body) < int(sizes[0]):
        body += guest.recv(65536)
    return head + b"\r\n\r\n" + body


@contextmanager
def saying(*answers: bytes | Sequence[bytes]):
    """A server that answers so, one request after another."""
    door = socket.create_server(("127.0.0.1", 0))
    web = Web(answers=list(answers), port=door.getsockname()[1])
    thread = threading.Thread(target=web.serve, args=(door,), name="scripted-web")
    thread.start()
    try:
        yield web
    finally:
        web.over.set()
        door.shutdown(socket.SHUT_RDWR)
        door.close()
        thread.join()
