"""A faithful double of Kinetic's REST API v2: a real HTTP server on loopback over the sandbox ERP."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from time import monotonic, sleep
from typing import Any, ClassVar  # JSON is untyped
from urllib.parse import parse_qsl, unquote, urlsplit

import sqlalchemy as sa

from app.connect.databases import open_database
from app.connect.kinetic_json import decode, encode
from app.sandbox import kinetic_methods, kinetic_odata
from app.sandbox.kinetic_access import Access, Keys
from app.sandbox.kinetic_columns import tables
from app.sandbox.kinetic_entities import SERVICES
from app.sandbox.kinetic_entities import TABLES as ENTITY_SETS
from app.sandbox.kinetic_faults import Fault, FaultKind, Faults
from app.sandbox.kinetic_refusals import Refusal, body_of
from app.sandbox.kinetic_requests import Request
from app.sandbox.kinetic_rows import Rows
from app.sandbox.kinetic_schema import open_erp

INSTANCE = "kinetic"
_ODATA = re.compile(rf"^/{INSTANCE}/api/v2/odata/(?P<company>[^/]+)/(?P<service>[^/]+)/(?P<rest>.+)$")
_FUNCTION = re.compile(rf"^/{INSTANCE}/api/v2/efx/[^/]+/(?P<library>[^/]+)/(?P<function>[^/]+)$")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request that has come in."""

    verb: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any  # JSON


class KineticServer:
    """Starts and stops the double; `faults` may be switched while it runs."""

    def __init__(self, erp: str, *, keys: Keys | None = None, port: int = 0) -> None:
        self.faults = Faults()
        self.access = Access(keys or Keys())
        self.writes: list[str] = []  # Service/Method of every request that changed the ERP, in order
        self._database = open_database(erp, name="The ERP of the Kinetic double")
        self._metadata = open_erp(self._database.engine)
        self._lock = Lock()  # a write of the ERP at a time, as its own locks would have it
        self._http = _Server(("127.0.0.1", port), self)
        self._thread: Thread | None = None

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._http.server_address[1])

    def address(self, *, auth: str = "basic") -> str:
        """The address a company would have, with user and key."""
        user, password = self.access.keys.user
        suffix = "" if auth == "basic" else f"&auth={auth}"
        key = self.access.keys.everything
        return f"http://{user}:{password}@127.0.0.1:{self.port}/{INSTANCE}?api-key={key}{suffix}"

    def start(self) -> None:
        """Answer from a thread."""
        self._thread = Thread(target=self._http.serve_forever, args=(0.05,), name="kinetic-double", daemon=True)
        self._thread.start()

    def serve(self) -> None:
        """Answer until interrupted."""
        self._http.serve_forever()

    def stop(self) -> None:
        """Stop answering and let go of the ERP."""
        if self._thread:
            self._http.shutdown()
            self._thread.join()
        self._http.server_close()
        self._database.close()

    def answer(self, asked: Asked, *, user: str) -> Any:
        """Answer one request in one transaction; raises Refusal."""
        if asked.path == f"/{INSTANCE}/double/faults":
            return self._switch(asked)
        if found := _FUNCTION.match(asked.path):
            raise Refusal(f"Function {found['library']}/{found['function']} is not published.", status=404)
        found = _ODATA.match(asked.path)
        if found is None:
            raise Refusal("Resource not found.", status=404, kind="Ice.Common.ApiException")
        service, rest = found["service"], unquote(found["rest"])
        if service == "BaqSvc":
            return self._query(asked, company=found["company"], name=rest.partition("/")[0])
        if service not in SERVICES:
            raise Refusal(f"Service {service} not found.", status=404, kind="Ice.Common.ApiException")
        with self._lock, self._database.begin() as connection:
            rows = Rows(connection, company=found["company"], metadata=self._metadata)
            before = connection.execute(_counter(self._metadata)).scalar()
            body = self._dispatch(rows, asked, service=service, path=rest, user=user)
            if connection.execute(_counter(self._metadata)).scalar() != before:
                self.writes.append(f"{service.removeprefix('Erp.BO.')}/{rest}")
            return body

    def _dispatch(self, rows: Rows, asked: Asked, *, service: str, path: str, user: str) -> Any:
        body = asked.body if isinstance(asked.body, dict) else {}
        found = kinetic_odata.answer(
            rows, verb=asked.verb, service=service, path=path, query=asked.query, body=body, user=user
        )
        if found is not None:
            return found
        given = {**asked.query, **body}
        return kinetic_methods.answer(Request(rows=rows, user=user, parameters=given), service=service, name=path)

    def _query(self, asked: Asked, *, company: str, name: str) -> Any:
        """A BAQ named TL-<Table> lists a table; its columns are called Table_Field."""
        table = name.removeprefix("TL-")
        if table == name or table not in tables():
            raise Refusal(f"BAQ {name} not found.", status=404, kind="Ice.Common.RecordNotFoundException")
        with self._database.begin() as connection:
            rows = Rows(connection, company=company, metadata=self._metadata).select(table)
        top = int(asked.query.get("$top") or len(rows))
        return {"value": [{f"{table}_{name}": value for name, value in row.items()} for row in rows[:top]]}

    def _switch(self, asked: Asked) -> Any:
        if asked.verb == "DELETE":
            self.faults.clear()
        else:
            given = dict(asked.body)
            self.faults.add(Fault(kind=FaultKind(given.pop("kind")), **given))
        return {}


def _counter(metadata: sa.MetaData) -> sa.Select[Any]:
    return sa.select(sa.table("SysRevision", sa.column("Last"), schema=metadata.schema).c.Last)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = hasattr(socket, "SO_REUSEPORT")  # on Windows it would let two servers have one port

    def __init__(self, place: tuple[str, int], double: KineticServer) -> None:
        self.double = double
        super().__init__(place, _Handler)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server  # pyright: ignore[reportIncompatibleVariableOverride]
    disable_nagle_algorithm: ClassVar[bool] = True

    def do_GET(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_PATCH(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the parent's signature
        """Keep quiet."""

    def _serve(self) -> None:
        asked = self._asked()
        found = _ODATA.match(asked.path)
        fault = self.server.double.faults.take(f"{found['service']}/{found['rest']}") if found else None
        if fault and self._struck_before(fault):
            return
        try:
            body = self._answered(asked)
        except Refusal as refusal:
            self._reply(refusal.status, body_of(refusal))
            return
        if fault and fault.kind is FaultKind.CUT_AFTER:
            self._cut()
        elif fault and fault.kind is FaultKind.LATE_STATUS:
            self._reply(fault.status, body_of(Refusal(fault.text, status=fault.status, kind="")))
        else:
            self._reply(HTTPStatus.CREATED if self._inserts(asked, found) else HTTPStatus.OK, body)

    def _answered(self, asked: Asked) -> Any:
        access = self.server.double.access
        if asked.path.rstrip("/").endswith("/TokenResource.svc"):
            return access.token(asked.headers)
        if asked.path.startswith(f"/{INSTANCE}/apps/resthelp"):
            return {"services": sorted(SERVICES)}
        user = access.user(asked.headers, query=asked.query, path=asked.path)
        return self.server.double.answer(asked, user=user)

    def _inserts(self, asked: Asked, found: re.Match[str] | None) -> bool:
        return asked.verb == "POST" and found is not None and (found["service"], found["rest"]) in ENTITY_SETS

    def _asked(self) -> Asked:
        length = int(self.headers.get("Content-Length") or 0)
        text = self.rfile.read(length).decode() if length else ""
        parts = urlsplit(self.path)
        return Asked(
            verb=self.command,
            path=parts.path,
            query=dict(parse_qsl(parts.query)),
            headers={name.lower(): value for name, value in self.headers.items()},
            body=decode(text) if text else {},
        )

    def _struck_before(self, fault: Fault) -> bool:
        """Whether the fault takes the place of the work."""
        if fault.kind is FaultKind.LATENCY:
            until = monotonic() + fault.seconds
            while monotonic() < until:
                sleep(0.01)
            return False
        if fault.kind is FaultKind.CUT_BEFORE:
            self._cut()
        elif fault.kind is FaultKind.STATUS:
            not_ready = fault.status == HTTPStatus.SERVICE_UNAVAILABLE
            kind = "Ice.Common.ConversionsPendingException" if not_ready else "Ice.Common.FaultException"
            self._reply(fault.status, body_of(Refusal(fault.text, status=fault.status, kind=kind)))
        elif fault.kind is FaultKind.UPDATE_ERROR:
            self._reply(HTTPStatus.OK, {"returnObj": {"BOUpdError": [kinetic_methods.update_error(fault.text)]}})
        else:
            return False
        return True

    def _cut(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _reply(self, status: int, body: Any) -> None:
        content = encode(body) if isinstance(body, (dict, list)) else json.dumps(body).encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        except OSError:
            self.close_connection = True  # the client has gone
