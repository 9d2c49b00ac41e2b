"""Units of measure: three classes, of which only the counted one comes over."""

from __future__ import annotations

from collections.abc import Iterator

from app.sandbox.parts import bought
from app.sandbox.world import Row, Tables, World

# unit: name, factor to the base unit, only for single parts
_COUNTED = {
    "EA": ("Each", "1", 0), "PR": ("Pair", "2", 0), "DZ": ("Dozen", "12", 0), "C": ("Hundred", "100", 0),
    "BX": ("Box", "50", 1), "PK": ("Pack", "10", 1),
}  # fmt: skip
_LENGTHS = {
    "M": ("Meter", "1", 0), "CM": ("Centimeter", "0.01", 0), "FT": ("Foot", "0.3048", 0), "RL": ("Roll", "100", 1),
}  # fmt: skip
_VOLUMES = {"L": ("Liter", "1", 0), "GAL": ("US gallon", "3.7854118", 0), "DR": ("Drum", "200", 1)}
_WEIGHTS = {"KG": ("Kilogram", "1", 0), "LB": ("Pound", "0.4535924", 0), "T": ("Tonne", "1000", 0)}
_CLASSES = {
    "COUNT": ("Counted Units", "EA", _COUNTED),
    "LENGTH": ("Length", "M", _LENGTHS),
    "VOLUME": ("Volume", "L", _VOLUMES),
    "WEIGHT": ("Weight", "KG", _WEIGHTS),
}


def tables(world: World) -> Tables:
    """Everything this module knows of a company."""
    yield "UOMClass", _classes()
    yield "UOM", _units()
    yield "UOMConv", _conversions()
    yield "PartUOM", _part_units(world)


def _classes() -> Iterator[Row]:
    for code, (name, base, _) in _CLASSES.items():
        yield {
            "UOMClassID": code, "Description": name, "ClassType": name.split()[0], "BaseUOMCode": base,
            "DefUomCode": base, "Active": 1,
        }  # fmt: skip


def _units() -> Iterator[Row]:
    for _, _, units in _CLASSES.values():
        for code, (name, factor, _) in units.items():
            whole = units is _COUNTED
            yield {
                "UOMCode": code, "UOMDesc": name, "UOMSymbol": code.lower(), "AllowDecimals": int(not whole),
                "NumOfDec": 0 if whole else 3, "Rounding": "RND" if "." in factor else "UP",
                "Active": int(code != "T"),
            }  # fmt: skip


def _conversions() -> Iterator[Row]:
    for code, (_, base, units) in _CLASSES.items():
        for unit, (_, factor, single) in units.items():
            yield {
                "UOMClassID": code, "UOMCode": unit, "ConvFactor": factor, "ConvOperator": "*",
                "BaseUOM": int(unit == base), "PartSpecific": single, "Active": 1,
            }  # fmt: skip


def _part_units(world: World) -> Iterator[Row]:
    packs = {"EA": ("BX", (20, 50, 100)), "M": ("RL", (50, 100, 500)), "L": ("DR", (60, 200))}
    dice = world.dice("packs")
    for each in bought(world)[::2]:
        yield {"PartNum": each.number, "UOMCode": each.family.unit, "ConvFactor": 1, "ConvOperator": "*", "Active": 1}
        if each.family.unit in packs:
            unit, sizes = packs[each.family.unit]
            yield {
                "PartNum": each.number, "UOMCode": unit, "ConvFactor": dice.choice(sizes), "ConvOperator": "*",
                "Active": 1, "HasBeenUsed": dice.randint(0, 1),
            }  # fmt: skip
