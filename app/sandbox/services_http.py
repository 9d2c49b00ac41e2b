"""What the sandbox's HTTP servers share: a server in a thread, requests read whole, answers that may break off."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, ClassVar  # JSON is untyped
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request that has come in."""

    verb: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]  # by their names in lower case
    body: bytes


@dataclass(frozen=True, kw_only=True)
class Told:
    """An answer; `cut` breaks the connection instead."""

    status: int = 200
    body: bytes = b""
    kind: str = "application/json"
    cut: bool = False


def as_json(body: Any, *, status: int = 200) -> Told:
    """An answer in JSON."""
    return Told(status=status, body=json.dumps(body).encode())


class HttpService:
    """Serves a function, each request in a thread of its own."""

    def __init__(self, answer: Callable[[Asked], Told], *, name: str, port: int = 0) -> None:
        self._http = _Server(("127.0.0.1", port), answer)
        self._thread = Thread(target=self._http.serve_forever, args=(0.05,), name=name, daemon=True)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._http.server_address[1])

    def start(self) -> None:
        """Begin to answer, from a thread."""
        self._thread.start()

    def serve(self) -> None:
        """Answer until interrupted."""
        self._http.serve_forever()

    def stop(self) -> None:
        """Stop answering."""
        if self._thread.is_alive():
            self._http.shutdown()
            self._thread.join()
        self._http.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = hasattr(socket, "SO_REUSEPORT")  # on Windows it would let two servers have one port

    def __init__(self, place: tuple[str, int], answer: Callable[[Asked], Told]) -> None:
        self.answer = answer
        super().__init__(place, _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that has gone is none of ours to tell."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server  # pyright: ignore[reportIncompatibleVariableOverride]
    disable_nagle_algorithm: ClassVar[bool] = True

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_PUT(self) -> None:
        self._serve()

    def do_PATCH(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the parent's signature
        """Keep quiet."""

    def _serve(self) -> None:
        told = self.server.answer(self._asked())
        try:
            self._tell(told)
        except OSError:
            self.close_connection = True  # the client has gone

    def _asked(self) -> Asked:
        parts = urlsplit(self.path)
        return Asked(
            verb=self.command,
            path=parts.path,
            query=dict(parse_qsl(parts.query)),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=self.rfile.read(int(self.headers.get("Content-Length") or 0)),
        )

    def _tell(self, told: Told) -> None:
        if told.cut:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(told.status)
        self.send_header("Content-Type", told.kind)
        self.send_header("Content-Length", str(len(told.body)))
        self.end_headers()
        self.wfile.write(told.body)
