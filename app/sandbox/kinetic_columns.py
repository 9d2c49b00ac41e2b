"""Which columns the Kinetic double keeps: the catalogue's, and those that only writing needs."""

from __future__ import annotations

from functools import cache

from app import catalogue
from app.catalogue.columns import COMPANY, Columns, bit, date, integer, money, quantity, text, unit_price
from app.model.job import Column, ColumnKind, Table

# Columns of tables that the jobs read as well; the jobs have no use for these.
_MORE: dict[str, Columns] = {
    "POHeader": text("XRefPONum", size=20) + text("CommentText"),
    "PORel": (),
    "JobMtl": text("PurComment"),
    "TFOrdHed": text("PickListComment"),
    "TFOrdDtl": quantity("OurStockShippedQty"),
    "PlantTran": text("PlntTranReference") + text("WarehseCodeTo", "BinNum", size=10) + text("RecEntryPerson", size=75),
    "FiscalPer": bit("ClosedPeriod"),
    "RcvDtl": text("TranReference", "PartDescription") + unit_price("VendorUnitCost") + date("ReceiptDate"),
}

# Tables that no job reads: what Kinetic needs to keep a document whole.
_OWN: tuple[tuple[str, Columns, Columns], ...] = (
    (
        "POMisc",
        COMPANY + integer("PONum", "POLine", "SeqNum"),
        text("MiscCode", size=4) + text("Description", size=30) + money("MiscAmt", "DocMiscAmt"),
    ),
    (
        "PartTran",
        COMPANY + integer("TranNum"),
        text("TranType", size=7)
        + text("PartNum", size=50)
        + text("Plant", "WareHouseCode", "ReasonCode", size=8)
        + text("BinNum", size=10)
        + quantity("TranQty")
        + text("UM", size=6)
        + date("TranDate")
        + text("TranReference", size=30),
    ),
    (
        "APInvGrp",
        COMPANY + text("GroupID", size=9),
        text("CreatedBy", size=75)
        + text("ActiveUserID", "PostErrorLog")
        + date("ApplyDate")
        + integer("FiscalYear", "FiscalPeriod"),
    ),
)


@cache
def tables() -> dict[str, Table]:
    """Every table of the double by its name."""
    known: dict[str, Table] = {}
    for job in catalogue.load():
        for table in job.tables:
            known.setdefault(table.source, table)
    for name, extra in _MORE.items():
        table = known[name]
        known[name] = Table(source=name, target=name, key=table.key, columns=(*table.columns, *_new(table, extra)))
    for name, key, main in _OWN:
        known[name] = Table(source=name, target=name, key=tuple(c.name for c in key), columns=(*key, *main))
    return known


def _new(table: Table, extra: Columns) -> Columns:
    have = {column.name for column in table.columns}
    return tuple(column for column in extra if column.name not in have)


def kind(table: str, column: str) -> ColumnKind:
    """How the values of a column are told in JSON; columns unknown to us as they are."""
    found: Column | None = next((c for c in tables()[table].columns if c.name == column), None)
    return found.kind if found else ColumnKind.ANY
