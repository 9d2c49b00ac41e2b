"""The keys of a profile as declarations: title, meaning, kind and what a new profile starts with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from ui.words import tr


class Kind(Enum):
    """How a key is entered."""

    TEXT = "text"
    SWITCH = "switch"
    METHOD = "method"
    SIGN = "sign"
    DAY = "day"  # an empty field takes the key away


@dataclass(frozen=True, kw_only=True)
class Field:
    """One key; `optional` keys may be left out of the file."""

    key: str
    title: str
    meaning: str
    start: object
    kind: Kind = Kind.TEXT
    optional: bool = False

    @property
    def section(self) -> str:
        """The table of the file the key stands in; empty for the top."""
        return self.key.rpartition(".")[0]

    @property
    def name(self) -> str:
        """The key inside its table."""
        return self.key.rpartition(".")[2]


METHODS = {
    1: "1 Region or division",
    2: "2 Single job",
    3: "3 Team",
    4: "4 All jobs",
    5: "5 Accounts entity",
}


def sections() -> dict[str, str]:
    """Titles of the file's tables."""
    return {
        "": tr("Profile"),
        "databases": tr("Databases"),
        "criteria": tr("Which jobs"),
        "analysis": tr("Codes and job numbers"),
        "invoices": tr("Invoice file"),
        "receipts": tr("Receipts"),
        "consistency": tr("Consistency check"),
        "tables": tr("Timberline table names"),
    }


def fields() -> tuple[Field, ...]:
    """Every key, in the order of the file."""
    return (*_where(), *_which(), *_file(), *_dates(), *_tables())


def _where() -> tuple[Field, ...]:
    return (
        Field(key="name", title=tr("Name"), start="Default", meaning=tr("What the profile is called in lists.")),
        Field(
            key="databases.framework",
            title=tr("Framework"),
            start="sqlite:///framework.db",
            meaning=tr("Address of the Framework database; it is read and written."),
        ),
        Field(
            key="databases.timberline",
            title=tr("Timberline"),
            start="sqlite:///timberline.db",
            meaning=tr("Address of Timberline; it is only ever read. ODBC: odbc+pyodbc:///?odbc_connect=…"),
        ),
    )


def _which() -> tuple[Field, ...]:
    return (
        Field(
            key="criteria.method",
            title=tr("Jobs by"),
            start=4,
            kind=Kind.METHOD,
            meaning=tr("By what the jobs of this profile are picked."),
        ),
        Field(
            key="criteria.id",
            title=tr("Id"),
            start="",
            meaning=tr("The region, job number, team or entity; not used for all jobs."),
        ),
        Field(
            key="analysis.phase_code",
            title=tr("Phase code"),
            start="01-100",
            meaning=tr("Looked up for quick-bill jobs."),
        ),
        Field(
            key="analysis.contract_code",
            title=tr("Contract code"),
            start="C-100",
            meaning=tr("Looked up for contract jobs."),
        ),
        Field(
            key="analysis.use_job_format",
            title=tr("Format for contracts"),
            start=False,
            kind=Kind.SWITCH,
            meaning=tr("Format the job number for the contract lookup too."),
        ),
        Field(
            key="analysis.job_format",
            title=tr("Job format"),
            start="##-####",
            meaning=tr("# stands for a letter or digit, other characters separate; empty leaves the number as it is."),
        ),
        Field(
            key="analysis.require_codes",
            title=tr("Codes required"),
            start=True,
            kind=Kind.SWITCH,
            meaning=tr("A job whose code is missing exports nothing."),
        ),
    )


def _file() -> tuple[Field, ...]:
    return (
        Field(
            key="invoices.folder",
            title=tr("Folder"),
            start="out",
            meaning=tr("Where the invoice file goes; relative to the profile."),
        ),
        Field(key="invoices.file", title=tr("File name"), start="ARInvImport.txt", meaning=tr("Without a folder.")),
        Field(
            key="invoices.layout",
            title=tr("Layout"),
            start="sage-ar",
            meaning=tr("sage-ar, or the path of your own layout file."),
        ),
    )


def _dates() -> tuple[Field, ...]:
    return (
        Field(
            key="receipts.start",
            title=tr("From"),
            start=date.today().replace(month=1, day=1),  # noqa: DTZ011  a day
            kind=Kind.DAY,
            meaning=tr("First day of the receipts that are carried over (YYYY-MM-DD)."),
        ),
        Field(
            key="receipts.end",
            title=tr("To"),
            start=None,
            kind=Kind.DAY,
            optional=True,
            meaning=tr("Last day; empty means today. A forgotten end lets receipts wait for ever."),
        ),
        Field(
            key="receipts.sign",
            title=tr("Sign"),
            start=1,
            kind=Kind.SIGN,
            meaning=tr("-1 where Timberline stores receipts as negative amounts."),
        ),
        Field(
            key="consistency.from",
            title=tr("From"),
            start=None,
            kind=Kind.DAY,
            optional=True,
            meaning=tr("First invoice day that is compared; empty means no limit."),
        ),
        Field(
            key="consistency.to",
            title=tr("To"),
            start=None,
            kind=Kind.DAY,
            optional=True,
            meaning=tr("Last invoice day that is compared; empty means no limit."),
        ),
        Field(
            key="consistency.tolerance",
            title=tr("Tolerance"),
            start="0.05",
            meaning=tr("How much the sums may differ, in money, not below zero."),
        ),
    )


def _tables() -> tuple[Field, ...]:
    names = (
        ("job", "Master_Jcm_Record_1_1"),
        ("phase", "Master_Jcm_Record_3"),
        ("contract_item", "Active_Cnc_Record_10"),
        ("transaction", "Current_Art_Record_1"),
    )
    return tuple(
        Field(
            key=f"tables.{name}",
            title=name,
            start=None,
            optional=True,
            meaning=f"{tr('Empty means')} {usual}.",
        )
        for name, usual in names
    )
