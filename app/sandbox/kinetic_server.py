"""A faithful double of Kinetic's REST API v2: a real HTTP server on loopback over the sandbox ERP."""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from threading import Lock
from time import monotonic, sleep
from typing import Any  # JSON is untyped
from urllib.parse import unquote

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
from app.sandbox.services_http import Asked, HttpService, Told

INSTANCE = "kinetic"
_ODATA = re.compile(rf"^/{INSTANCE}/api/v2/odata/(?P<company>[^/]+)/(?P<service>[^/]+)/(?P<rest>.+)$")
_FUNCTION = re.compile(rf"^/{INSTANCE}/api/v2/efx/[^/]+/(?P<library>[^/]+)/(?P<function>[^/]+)$")


class KineticServer(HttpService):
    """The double; `faults` may be switched while it runs."""

    def __init__(self, erp: str, *, keys: Keys | None = None, port: int = 0) -> None:
        self.faults = Faults()
        self.access = Access(keys or Keys())
        self.writes: list[str] = []  # Service/Method of every request that changed the ERP, in order
        self._database = open_database(erp, name="The ERP of the Kinetic double")
        self._metadata = open_erp(self._database.engine)
        self._lock = Lock()  # a write of the ERP at a time, as its own locks would have it
        super().__init__(self._serve, name="kinetic-double", port=port)

    def address(self, *, auth: str = "basic") -> str:
        """The address a company would have, with user and key."""
        user, password = self.access.keys.user
        suffix = "" if auth == "basic" else f"&auth={auth}"
        key = self.access.keys.everything
        return f"http://{user}:{password}@127.0.0.1:{self.port}/{INSTANCE}?api-key={key}{suffix}"

    def stop(self) -> None:
        """Stop answering and let go of the ERP."""
        super().stop()
        self._database.close()

    def _serve(self, asked: Asked) -> Told:
        """Answer a request, unless a fault strikes it before or after the work is done."""
        found = _ODATA.match(asked.path)
        fault = self.faults.take(f"{found['service']}/{found['rest']}") if found else None
        struck = _struck_before(fault) if fault else None
        if struck:
            return struck
        try:
            body = self._answered(asked)
        except Refusal as refusal:
            return _refused(refusal)
        if fault and fault.kind is FaultKind.CUT_AFTER:
            return Told(cut=True)
        if fault and fault.kind is FaultKind.LATE_STATUS:
            return _refused(Refusal(fault.text, status=fault.status, kind=""))
        inserts = asked.verb == "POST" and found is not None and (found["service"], found["rest"]) in ENTITY_SETS
        return _told(body, status=HTTPStatus.CREATED if inserts else HTTPStatus.OK)

    def _answered(self, asked: Asked) -> Any:
        if asked.path.rstrip("/").endswith("/TokenResource.svc"):
            return self.access.token(asked.headers)
        if asked.path.startswith(f"/{INSTANCE}/apps/resthelp"):
            return {"services": sorted(SERVICES)}
        user = self.access.user(asked.headers, query=asked.query, path=asked.path)
        return self.answer(asked, user=user)

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
        given = _json(asked)
        body = given if isinstance(given, dict) else {}
        found = kinetic_odata.answer(
            rows, verb=asked.verb, service=service, path=path, query=asked.query, body=body, user=user
        )
        if found is not None:
            return found
        call = Request(rows=rows, user=user, parameters={**asked.query, **body})
        return kinetic_methods.answer(call, service=service, name=path)

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
            given = dict(_json(asked))
            self.faults.add(Fault(kind=FaultKind(given.pop("kind")), **given))
        return {}


def _counter(metadata: sa.MetaData) -> sa.Select[Any]:
    return sa.select(sa.table("SysRevision", sa.column("Last"), schema=metadata.schema).c.Last)


def _json(asked: Asked) -> Any:
    try:
        return decode(asked.body.decode()) if asked.body else {}
    except ValueError:
        raise Refusal("The body is no JSON.", kind="Ice.Common.ApiException") from None


def _told(body: Any, *, status: int) -> Told:
    return Told(status=status, body=encode(body) if isinstance(body, (dict, list)) else json.dumps(body).encode())


def _refused(refusal: Refusal) -> Told:
    return _told(body_of(refusal), status=refusal.status)


def _struck_before(fault: Fault) -> Told | None:
    """The answer that comes in place of the work; None where the work is done all the same."""
    if fault.kind is FaultKind.LATENCY:
        until = monotonic() + fault.seconds
        while monotonic() < until:
            sleep(0.01)
        return None
    if fault.kind is FaultKind.CUT_BEFORE:
        return Told(cut=True)
    if fault.kind is FaultKind.STATUS:
        not_ready = fault.status == HTTPStatus.SERVICE_UNAVAILABLE
        kind = "Ice.Common.ConversionsPendingException" if not_ready else "Ice.Common.FaultException"
        return _refused(Refusal(fault.text, status=fault.status, kind=kind))
    if fault.kind is FaultKind.UPDATE_ERROR:
        refused = {"returnObj": {"BOUpdError": [kinetic_methods.update_error(fault.text)]}}
        return _told(refused, status=HTTPStatus.OK)
    return None
