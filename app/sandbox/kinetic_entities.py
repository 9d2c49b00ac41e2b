"""Which service and entity set of Kinetic's REST API each table stands behind."""

from __future__ import annotations

# Service, then its tables, each with the entity set where that is not the table's name and an s.
_SERVICES = """
APInvGrp: APInvGrp
APInvoice: APInvDtl APInvHed=APInvoices
AccountBudget: GLBudgetHd=AccountBudgets GLBudgetDtl
AprvVend: AprvVend
COASegValues: COASegValues=COASegValues COASegOpt
COA: COA COASegment
Company: Company=Companies
Country: Country=Countries
CurrExRate: CurrExRate
Currency: Currency=Currencies
CustXPrt: CustXPrt
Customer: Customer
EAD: EADComp=EADs EADType
FOB: FOB
FiscalCal: FiscalCal FiscalYr FiscalPer
GLAccount: GLAccount
GLAcctDisp: GLAcctDisp
GLBook: GLBook
GLCOARefType: GLCOARefType GLCOARefAcct
GLPeriodBalSearch: GLPeriodBal=GLPeriodBalSearches
ICommCode: ICommCode
InternalPartCrossRef: PartXRefInt=InternalPartCrossRefs
JobEntry: JobHead=JobEntries JobAsmbl JobMtl JobOper
Manufacturer: Manufacturer
POSugg: SugPoDtl=POSuggs
PO: POHeader=POes PODetail PORel POMisc
PartClass: PartClass=PartClasses EntityGLC
Part: PartWhse PartUOM Part PartPlant
PartTranHistSearch: PartTran=PartTranHistSearches
PartXRefMfg: PartXRefMfg
PayMethod: PayMethod
Plant: Plant
PlantWhseSearch: PlantWhse=PlantWhseSearches
ProdGrup: ProdGrup
Project: Project
PurAgent: PurAgent PurAuth
PurMisc: PurMisc
Receipt: RcvHead=Receipts RcvDtl
RoleCd: RoleCd
ShipVia: ShipVia
SupplierPart: PartXRefVend=SupplierParts
TaxRgn: TaxRgn TaxRgnSalesTax=TaxRgnSalesTaxes
TransOrderReceipt: TFShipHead=TransOrderReceipts TFShipDtl PlantTran
TransferOrderEntry: TFOrdHed=TransferOrderEntries TFOrdDtl
UOMClass: UOMClass=UOMClasses UOMConv
UOM: UOM
UserFile: UserFile UserComp
VendGrup: VendGrup
VendPart: VendPart VendPBrk
Vendor: Vendor VendorPP VendCnt
Warehse: Warehse
"""


def _read() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    service = ""
    for word in _SERVICES.split():
        if word.endswith(":"):
            service = f"Erp.BO.{word[:-1]}Svc"
            continue
        table, _, entities = word.partition("=")
        found[service, entities or f"{table}s"] = table
    return found


TABLES = _read()
SERVICES = frozenset(service for service, _ in TABLES) | {
    "Erp.BO.InventoryQtyAdjSvc",
    "Ice.LIB.SessionModSvc",
}


def table_of(service: str, entities: str) -> str | None:
    """The table behind an entity set; names are case-sensitive."""
    return TABLES.get((service, entities))


def tables_of(service: str) -> tuple[str, ...]:
    """The tables of a service, its own first."""
    return tuple(table for (of, _), table in TABLES.items() if of == service)
