"""The sandbox's services in this process: Kinetic, invoice capture, EDI and mail, on free ports of loopback.

Each process that works serves itself; what the services keep stands in files beside the sandbox's databases, so that
all of them tell the same story. The sandbox's addresses name their ports as ${TIELINE_SANDBOX_…_PORT}, and Kinetic's
keys in the same way.
"""

from __future__ import annotations

import os
from pathlib import Path
from threading import Lock
from typing import Protocol

from app.model.agent import Company
from app.model.run import Counters
from app.model.work import RunContext, Work
from app.sandbox.kinetic_access import Keys
from app.sandbox.kinetic_server import INSTANCE, KineticServer
from app.sandbox.services_edi import EdiServer
from app.sandbox.services_mail import MailSink
from app.sandbox.services_ocr import OcrServer

_PORT = "TIELINE_SANDBOX_{name}_PORT"
_PASSWORD, _API_KEY = "TIELINE_SANDBOX_KINETIC_PASSWORD", "TIELINE_SANDBOX_KINETIC_API_KEY"
KEPT = "services"


class _Server(Protocol):
    @property
    def port(self) -> int: ...

    def start(self) -> None: ...

    def stop(self) -> None: ...


def kinetic_api() -> str:
    """The REST address of the sandbox company."""
    user, _ = Keys().user
    port, password, key = (f"${{{name}}}" for name in (_PORT.format(name="KINETIC"), _PASSWORD, _API_KEY))
    return f"http://{user}:{password}@127.0.0.1:{port}/{INSTANCE}?api-key={key}"


class SandboxServices:
    """Starts the services when they are first needed, and stops them with the process's console."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._servers: dict[str, _Server] = {}

    def serves(self, company: Company) -> bool:
        """Whether the company is the sandbox under this folder."""
        return company.arm.endswith((self._folder.resolve() / "arm.sqlite").as_posix())

    def start(self) -> None:
        """Start what does not run yet and tell this process where it is."""
        with self._lock:
            if self._servers:
                return
            kept = self._folder / KEPT
            kept.mkdir(parents=True, exist_ok=True)
            erp = f"sqlite:///{(self._folder / 'erp.sqlite').resolve().as_posix()}"
            self._servers = {
                "KINETIC": KineticServer(erp),
                "OCR": OcrServer(kept / "ocr.sqlite"),
                "EDI": EdiServer(kept / "edi"),
                "SMTP": MailSink(kept / "mail"),
            }
            for name, server in self._servers.items():
                server.start()
                os.environ[_PORT.format(name=name)] = str(server.port)
            os.environ[_PASSWORD], os.environ[_API_KEY] = Keys().user[1], Keys().everything

    def stop(self) -> None:
        """Stop everything."""
        with self._lock:
            for server in self._servers.values():
                server.stop()
            self._servers = {}


class Served:
    """Work that needs the sandbox's services when it is done for the sandbox company."""

    def __init__(self, work: Work, *, services: SandboxServices) -> None:
        self._work, self._services = work, services

    def run(self, context: RunContext) -> Counters:
        """Start them first."""
        if self._services.serves(context.order.company):
            self._services.start()
        return self._work.run(context)
