"""One window a data folder: a second start brings the first one to the front."""

from __future__ import annotations

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 300


class Single(QObject):
    """Listens for a second start; only the same user can reach it."""

    called = Signal()

    def __init__(self, home: Path, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        mark = hashlib.sha256(f"{getpass.getuser()}|{home.absolute()}".encode()).hexdigest()[:24]
        self._name = f"tieline-{mark}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_called)

    def call_first(self) -> bool:
        """Whether another window of this folder was there and has been called."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        found = socket.waitForConnected(_WAIT_MS)
        socket.disconnectFromServer()
        return found

    def listen(self) -> bool:
        """Be the first; takes over what a crashed one has left behind."""
        if self._server.listen(self._name):
            return True
        QLocalServer.removeServer(self._name)
        return self._server.listen(self._name)

    def close(self) -> None:
        """Let another be the first."""
        self._server.close()

    def _on_called(self) -> None:
        while connection := self._server.nextPendingConnection():
            connection.disconnected.connect(connection.deleteLater)
        self.called.emit()
