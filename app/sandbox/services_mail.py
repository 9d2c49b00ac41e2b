"""A mail server that delivers nothing: every message is kept as a file."""

from __future__ import annotations

import socketserver
from hashlib import sha256
from pathlib import Path
from threading import Thread


class MailSink:
    """Listens from a thread; the same message under the same id is kept once."""

    def __init__(self, folder: Path, *, port: int = 0) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._server = _Server(("127.0.0.1", port), folder)
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), name="mail-sink", daemon=True)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    def start(self) -> None:
        """Begin to take mail."""
        self._thread.start()

    def stop(self) -> None:
        """Stop taking mail."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def messages(self) -> list[bytes]:
        """What has come in."""
        return [path.read_bytes() for path in sorted(self._folder.glob("*.eml"))]


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, place: tuple[str, int], folder: Path) -> None:
        self.folder = folder
        super().__init__(place, _Session)


class _Session(socketserver.StreamRequestHandler):
    """As much of SMTP as a sender needs."""

    server: _Server  # pyright: ignore[reportIncompatibleVariableOverride]

    def handle(self) -> None:
        """Talk until the client leaves."""
        self._say("220 sandbox mail sink")
        while line := self.rfile.readline():
            word = line.split(None, 1)[0].upper() if line.strip() else b""
            if word == b"DATA":
                self._say("354 go ahead")
                self._keep()
            elif word == b"QUIT":
                self._say("221 goodbye")
                return
            else:
                self._say("250 ok" if word in (b"EHLO", b"HELO", b"MAIL", b"RCPT", b"RSET", b"NOOP") else "502 unknown")

    def _keep(self) -> None:
        lines: list[bytes] = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        content = b"".join(lines)
        heading = next((line for line in lines if line.lower().startswith(b"message-id:")), content)
        (self.server.folder / f"{sha256(heading).hexdigest()[:24]}.eml").write_bytes(content)
        self._say("250 kept")

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")
