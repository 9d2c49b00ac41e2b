"""The jobs about tax regions, currencies and exchange rates."""

from __future__ import annotations

from datetime import timedelta

from app.catalogue.columns import COMPANY, bit, date, decimal, integer, money, table, text
from app.model.job import Direction, Equals, Job, JobNumber

JOBS: tuple[Job, ...] = (
    Job(
        number=JobNumber(30),
        key="tax_code",
        name="Tax Code",
        description="Brings tax regions and the taxes that apply in each.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=4),
        depends_on=("Company",),
        tables=(
            table(
                "TaxRgn",
                key=(COMPANY, text("TaxRegionCode", size=4)),
                main=(text("Description"), bit("UseInAP", "UseInAR", "InPrice")),
            ),
            table(
                "TaxRgnSalesTax",
                key=(COMPANY, text("TaxRegionCode", size=4), text("TaxCode")),
                main=(integer("ExemptType"), money("ExemptPercent"), integer("TaxNum")),
            ),
        ),
    ),
    Job(
        number=JobNumber(31),
        key="currency",
        name="Currency",
        description="Brings the currencies in use.",
        direction=Direction.INBOUND,
        interval=timedelta(days=1),
        depends_on=("Company",),
        tables=(
            table(
                "Currency",
                key=(COMPANY, text("CurrencyCode", size=4)),
                main=(
                    text("CurrDesc", "CurrSymbol", "CurrName", "CurrencyID", "ISOCurrCode"),
                    integer("DecimalsGeneral"),
                    bit("BaseCurr", "Inactive"),
                ),
                condition=Equals(column="Inactive", value=False),
            ),
        ),
    ),
    Job(
        number=JobNumber(50),
        key="currency_exchange_rate",
        name="Currency Exchange Rate",
        description="Brings exchange rates by group, pair of currencies and the day they take effect.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=4),
        depends_on=("Currency",),
        follows=("Company",),
        tables=(
            table(
                "CurrExRate",
                key=(
                    COMPANY,
                    text("RateGrpCode", size=12),
                    text("SourceCurrCode", "TargetCurrCode", size=4),
                    date("EffectiveDate"),
                ),
                main=(decimal("CurrentRate"), bit("FixedRate"), text("Reference")),
            ),
        ),
    ),
)
