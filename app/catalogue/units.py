"""The jobs about units of measure, their classes and conversions."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from app.catalogue.columns import COMPANY, bit, either, factor, integer, table, text
from app.catalogue.conditions import same
from app.model.job import Direction, Equals, Job, JobNumber, Related

_COUNTED = Related(
    table="UOMClass",
    on=same("Company", "UOMClassID"),
    condition=Equals(column="Description", value="Counted Units"),
)

# Three jobs feed the conversions, two the units of single parts: each takes in its own rows of the same table.
_CONVERSION = table(
    "UOMConv",
    key=(COMPANY, text("UOMClassID", size=12), text("UOMCode", size=6)),
    main=(factor("ConvFactor"), text("ConvOperator", size=8), either("BaseUOM"), bit("PartSpecific", "Active")),
)
_PART_UNIT = table(
    "PartUOM",
    key=(COMPANY, text("PartNum", size=50), text("UOMCode", size=6)),
    main=(factor("ConvFactor"), text("ConvOperator", size=8), bit("Active", "TrackOnHand", "HasBeenUsed")),
)

JOBS: tuple[Job, ...] = (
    Job(
        number=JobNumber(11),
        key="alternate_uom_part_specific",
        name="Alternate UOM: Part-specific",
        description="Brings the unit conversions that hold for single parts only, such as a roll of one cable.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=1),
        depends_on=("Company", "UOM", "Inventory Item"),
        follows=("UOM Class",),
        tables=(
            _PART_UNIT,
            replace(_CONVERSION, condition=Equals(column="PartSpecific", value=True)),
        ),
    ),
    Job(
        number=JobNumber(22),
        key="uom_class",
        name="UOM Class",
        description="Brings the classes that group units of measure, such as counts, weights and lengths.",
        direction=Direction.INBOUND,
        interval=timedelta(days=1),
        follows=("Company",),
        tables=(
            table(
                "UOMClass",
                key=(COMPANY, text("UOMClassID", size=12)),
                main=(text("Description", "ClassType", "BaseUOMCode", "DefUomCode"), bit("Active")),
            ),
        ),
    ),
    Job(
        number=JobNumber(27),
        key="uom",
        name="UOM",
        description="Brings the units in which things are counted, and how they convert.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=4),
        depends_on=("Company",),
        follows=("UOM Class",),
        tables=(
            table(
                "UOM",
                key=(COMPANY, text("UOMCode", size=6)),
                main=(
                    text("UOMDesc", "UOMSymbol"),
                    bit("AllowDecimals"),
                    integer("NumOfDec"),
                    either("Rounding"),
                    bit("Active"),
                ),
                condition=Related(table="UOMConv", on=same("Company", "UOMCode"), condition=_COUNTED),
            ),
            replace(_CONVERSION, condition=_COUNTED),
        ),
    ),
    Job(
        number=JobNumber(56),
        key="alternate_uom_standard",
        name="Alternate UOM: Standard",
        description="Brings the unit conversions that hold for every part.",
        direction=Direction.INBOUND,
        interval=timedelta(hours=1),
        depends_on=("Company", "UOM", "Inventory Item"),
        follows=("UOM Class",),
        tables=(
            replace(_CONVERSION, condition=Equals(column="PartSpecific", value=False)),
            _PART_UNIT,
        ),
    ),
)
