"""A network link to a database that can be cut: bytes stop arriving, and neither side is told."""

from __future__ import annotations

import selectors
import socket
import threading
from typing import Any  # what a selector keeps is untyped


class Link:
    """Listens on loopback and carries bytes to a server's socket while it is whole."""

    def __init__(self, target: str) -> None:
        self._target = target
        self._whole = threading.Event()
        self._whole.set()
        self._over = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ)
        self._thread = threading.Thread(target=self._carry, name="link", daemon=True)
        self._thread.start()

    inside: tuple[str, ...] = ()  # no words before a program's: it runs on this machine

    @property
    def place(self) -> str:
        """Where clients connect."""
        return f"127.0.0.1:{self._listener.getsockname()[1]}"

    def cut(self) -> None:
        """From now on nothing arrives, in either direction."""
        self._whole.clear()

    def mend(self) -> None:
        """What was sent meanwhile arrives late, as after a switch has woken up."""
        self._whole.set()

    def close(self) -> None:
        """Give every socket back."""
        self._over = True
        self._whole.set()
        self._thread.join()
        for key in list(self._selector.get_map().values()):
            key.fileobj.close()  # type: ignore[union-attr]
        self._selector.close()

    def _carry(self) -> None:
        while not self._over:
            if not self._whole.wait(0.1):
                continue
            for key, _ in self._selector.select(0.1):
                if self._whole.is_set():
                    self._accept() if key.fileobj is self._listener else self._pass(key.fileobj, key.data)

    def _accept(self) -> None:
        client, _ = self._listener.accept()
        server = socket.socket(socket.AF_UNIX)
        server.connect(self._target)
        self._selector.register(client, selectors.EVENT_READ, server)
        self._selector.register(server, selectors.EVENT_READ, client)

    def _pass(self, source: Any, sink: Any) -> None:
        try:
            data = source.recv(65_536)
            if data:
                sink.sendall(data)
                return
        except OSError:
            pass
        for one in (source, sink):
            try:
                self._selector.unregister(one)
            except (KeyError, ValueError):
                continue
            one.close()
