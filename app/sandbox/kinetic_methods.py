"""Methods of the Kinetic double: which service answers which, and those that every service has."""

from __future__ import annotations

import copy
from typing import Any  # JSON is untyped

import sqlalchemy as sa

from app.sandbox import kinetic_invoices, kinetic_jobs, kinetic_orders, kinetic_receipts, kinetic_transfers
from app.sandbox.kinetic_columns import tables
from app.sandbox.kinetic_entities import tables_of
from app.sandbox.kinetic_filters import where_clause
from app.sandbox.kinetic_refusals import Refusal, missing
from app.sandbox.kinetic_requests import Method, Request, Result, strip, told
from app.sandbox.kinetic_rows import Row

_METHODS: dict[str, dict[str, Method]] = {
    "Erp.BO.POSvc": kinetic_orders.METHODS,
    "Erp.BO.ReceiptSvc": kinetic_receipts.METHODS,
    "Erp.BO.JobEntrySvc": kinetic_jobs.METHODS,
    "Erp.BO.TransferOrderEntrySvc": kinetic_transfers.ORDERS,
    "Erp.BO.TransOrderReceiptSvc": kinetic_transfers.RECEIPTS,
    "Erp.BO.InventoryQtyAdjSvc": kinetic_transfers.ADJUSTMENTS,
    "Erp.BO.APInvGrpSvc": kinetic_invoices.GROUPS,
    "Erp.BO.APInvoiceSvc": kinetic_invoices.INVOICES,
}


def answer(request: Request, *, service: str, name: str) -> Any:
    """Call a method and put its answer into Kinetic's envelope; raises Refusal."""
    method = _METHODS.get(service, {}).get(name) or _common(service, name)
    if method is None:
        raise Refusal(f"Method {name} of {service} not found.", status=404, kind="Ice.Common.ApiException")
    result = method(request)
    body: Row = {}
    if result.value is not None:
        body["returnObj"] = result.value
    if result.ds is not None or result.out:
        body["parameters"] = {**(result.out or {}), **({"ds": result.ds} if result.ds is not None else {})}
    return body


def store_row(request: Request, *, service: str, table: str, row: Row) -> Row:
    """Store one row the way Update would; services without rules of their own store it as it is."""
    update = _METHODS.get(service, {}).get("Update") or _METHODS.get(service, {}).get("UpdateMaster")
    if update is None:
        return _stored_plainly(request, table=table, row=row)
    request.ds[table] = [row]
    result = update(request)
    same = [each for each in (result.ds or {}).get(table, []) if _same_key(table, each, row)]
    return same[0] if same else row


def _stored_plainly(request: Request, *, table: str, row: Row) -> Row:
    values = strip(row)
    key = {name: values.get(name) for name in tables()[table].key if name != "Company"}
    there = request.rows.one(table, **key)
    if row.get("RowMod") == "A":
        if there:
            raise Refusal("Record already exists.", status=409, kind="Ice.Common.DuplicateRecordException", table=table)
        return request.rows.insert(table, values)
    if there is None:
        raise missing("Record not found.")
    request.rows.update(table, there, **values)
    return request.rows.one(table, **key) or there


def _same_key(table: str, left: Row, right: Row) -> bool:
    return all(left.get(name) == right.get(name) for name in tables()[table].key if name != "Company")


def _common(service: str, name: str) -> Method | None:
    if service == "Ice.LIB.SessionModSvc":
        return {"Login": _login, "Logout": _logout}.get(name)
    if not tables_of(service):
        return None

    def get_rows(request: Request) -> Result:
        return _rows(request, service)

    def update_ext(request: Request) -> Result:
        return _update_ext(request, service)

    def by_row_id(request: Request) -> Result:
        return _by_row_id(request, service)

    generic: dict[str, Method] = {
        "GetRows": get_rows, "GetList": get_rows, "UpdateExt": update_ext, "GetBySysRowID": by_row_id,
    }  # fmt: skip
    return generic.get(name)


def _login(_: Request) -> Result:
    return Result(value="5e551011-0000-4000-8000-000000000001")


def _logout(_: Request) -> Result:
    return Result(out={})


def _rows(request: Request, service: str) -> Result:
    """One where clause a table; `morePages` says whether the first table has more."""
    size, page = request.number("pageSize"), max(request.number("absolutePage"), 1)
    found: dict[str, list[Row]] = {}
    more = False
    for position, table in enumerate(tables_of(service)):
        text = request.text(f"whereClause{table}") or (request.text("whereClause") if position == 0 else "")
        if not text and position:
            continue
        where, order = where_clause(text, request.rows.table(table))
        top = size + 1 if size and position == 0 else None
        skip = size * (page - 1) if top else 0
        rows = request.rows.select(table, where=where, order=order, top=top, skip=skip)
        more = more or bool(top and len(rows) > size)
        found[table] = rows[:size] if top else rows
    return Result(value=told(*found.items()), out={"morePages": more})


def _by_row_id(request: Request, service: str) -> Result:
    table = tables_of(service)[0]
    within = request.rows.table(table)
    rows = request.rows.select(table, where=sa.func.lower(within.c.SysRowID) == request.text("id").lower())
    if not rows:
        raise missing("Record not found.")
    return Result(value=told((table, rows)))


def _update_ext(request: Request, service: str) -> Result:
    """Store row by row; a refused row is told in BOUpdError, the others stay unless the caller wants none."""
    errors: list[Row] = []
    rows = [(name, row) for name, part in request.ds.items() for row in part if row.get("RowMod")]
    for name, row in rows:
        single = Request(rows=request.rows, user=request.user, parameters={"ds": {}})
        point = request.rows.connection.begin_nested()
        try:
            store_row(single, service=service, table=name, row=copy.deepcopy(row))
        except Refusal as refusal:
            point.rollback()
            errors.append(update_error(refusal.text, table=name, row_id=str(row.get("SysRowID") or "")))
            if not request.parameters.get("continueProcessingOnError"):
                break
        else:
            point.commit()
    return Result(value={"BOUpdError": errors}, ds=request.ds, out={"errorsOccurred": bool(errors)})


def update_error(text: str, *, table: str = "", row_id: str = "") -> Row:
    """One row of a BOUpdError table."""
    return {
        "TableName": table, "ErrorLevel": "E", "ErrorType": "BusinessObjectException", "ErrorText": text,
        "ErrorSysRowID": row_id, "RowMod": "",
    }  # fmt: skip
