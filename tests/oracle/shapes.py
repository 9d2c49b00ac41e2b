"""How the tables of a world are made: column types, names, views, extra columns."""

import random
from dataclasses import dataclass

NAMES = {
    "job": "Master_Jcm_Record_1_1",
    "phase": "Master_Jcm_Record_3",
    "contract_item": "Active_Cnc_Record_10",
    "transaction": "Current_Art_Record_1",
}


@dataclass(frozen=True, kw_only=True)
class Shape:
    """The decisions about both schemas."""

    money_style: str  # float, text, int or mixed: how values are written
    date_style: str
    number_style: str
    padded: bool  # CHAR columns pad with blanks
    money_type: str
    date_type: str
    text_type: str
    key_type: str  # of l_pay_id
    views: tuple[str, ...]
    extra_columns: bool
    upper_columns: bool
    lower_tables: bool
    renamed: tuple[str, ...]  # keys of [tables] in the profile
    first_payment: int
    absolute: bool  # addresses of the databases

    def timberline_table(self, key):
        name = f"Site_{key}" if key in self.renamed else NAMES[key]
        return name.lower() if self.lower_tables else name


def invent_shape(source: random.Random) -> Shape:
    pick = source.choice
    every_view = ("v_sched_tlClaims", "v_sched_tlCstClaim")
    return Shape(
        money_style=pick(("float", "text", "int", "mixed")),
        date_style=pick(("iso", "iso", "midnight", "clock", "mixed")),
        number_style=pick(("int", "float", "text", "mixed")),
        padded=pick((False, False, True)),
        money_type=pick(("REAL", "DECIMAL(19,4)", "TEXT", "MONEY", "", "FLOAT")),
        date_type=pick(("DATE", "TEXT", "DATETIME", "")),
        text_type=pick(("TEXT", "VARCHAR(60)", "CHAR(40)")),
        key_type=pick(("INTEGER PRIMARY KEY", "INT PRIMARY KEY", "BIGINT NOT NULL PRIMARY KEY")),
        views=pick(((), (), every_view, every_view[:1], every_view[1:])),
        extra_columns=pick((False, True)),
        upper_columns=pick((False, False, True)),
        lower_tables=pick((False, False, True)),
        renamed=pick(((), (), (), ("job",), ("transaction", "phase"), tuple(NAMES))),
        first_payment=pick((0, 0, 41, 100000)),
        absolute=pick((False, False, True)),
    )
