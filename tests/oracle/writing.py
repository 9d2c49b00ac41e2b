"""Writes an invented world as two SQLite files, a profile and a folder for the invoice file."""

import datetime as dt
import json
import sqlite3
from contextlib import closing

FRAMEWORK = {
    "job": {
        "l_job_id": "INTEGER PRIMARY KEY",
        "s_job_num": "text",
        "s_job_name": "text",
        "l_wfl_stgMajor_id": "INT",
        "l_job_status_gl_id": "INT",
        "l_context_id": "INT",
        "l_team_id": "INT",
        "l_accounts_e_id": "INT",
        "s_link_accts": "text",
    },
    "cst_claim": {
        "l_claim_id": "INTEGER PRIMARY KEY",
        "l_job_id": "INT",
        "s_claim_name": "text",
        "d_invoice": "date",
        "s_invoice_num": "text",
        "c_total": "money",
        "c_paid_amt": "money",
        "f_link_exported": "SMALLINT",
        "s_link_accts": "text",
    },
    "cont": {"l_cont_id": "INTEGER PRIMARY KEY", "l_job_id": "INT", "c_total": "money", "c_paid_amt": "money"},
    "cont_pay": {
        "l_pay_id": "key",
        "l_cont_id": "INT",
        "l_claim_id": "INT",
        "d_paid": "date",
        "c_amount": "money",
        "s_link_accts": "text",
    },
}
TIMBERLINE = {
    "job": {"job": "text", "jdesc": "text", "jbMeth": "text", "jcust": "text"},
    "phase": {"pjob": "text", "pextra": "text", "phase": "text", "pdesc": "text"},
    "contract_item": {"iic": "text", "iici": "text"},
    "transaction": {
        "tInv": "text",
        "type": "text",
        "tdate": "date",
        "tRun": "",
        "tSeq": "",
        "tAmt": "money",
        "tcust": "text",
    },
}
EXTRA = ("s_note TEXT DEFAULT 'kept'", "l_zone INT NOT NULL DEFAULT 3")


def write(world, folder):
    """Write the files of a world and return the path of its profile."""
    folder.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(folder / "framework.db")) as connection, connection:
        for table, columns in FRAMEWORK.items():
            create(connection, table, columns=columns, shape=world.shape, extra=world.shape.extra_columns)
            insert(connection, table, rows=world.framework[table])
        for view in world.shape.views:
            connection.execute(view_of(view))
    with closing(sqlite3.connect(folder / "timberline.db")) as connection, connection:
        for key, columns in TIMBERLINE.items():
            table, upper = world.shape.timberline_table(key), world.shape.upper_columns
            named = {name.upper() if upper else name: kind for name, kind in columns.items()}
            create(connection, table, columns=named, shape=world.shape, extra=False)
            insert(connection, table, rows=world.timberline[key])
    place = f"{folder.as_posix()}/" if world.shape.absolute else ""
    return write_beside(
        world, folder, addresses={name: f"sqlite:///{place}{name}.db" for name in ("framework", "timberline")}
    )


def write_beside(world, folder, *, addresses):
    """Write what is no database: the profile, the folder for invoices and a file that may stand there already."""
    output = folder / world.profile["invoices"]["folder"]
    output.mkdir(parents=True, exist_ok=True)
    if world.existing_file is not None:
        (output / world.profile["invoices"]["file"]).write_bytes(world.existing_file)
    profile = folder / "profile.toml"
    profile.write_text(toml(profile_of(world, addresses=addresses)), encoding="utf-8")
    return profile


def create(connection, table, *, columns, shape, extra):
    types = {
        "text": shape.text_type,
        "money": shape.money_type,
        "date": shape.date_type,
        "key": shape.key_type,
    }
    lines = [f'"{name}" {types.get(kind, kind)}' for name, kind in columns.items()]
    connection.execute(f"CREATE TABLE {table} ({', '.join([*lines, *(EXTRA if extra else ())])})")


def insert(connection, table, *, rows):
    for row in rows:
        names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
        connection.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))


def view_of(name):
    jobs = [f"j.{column}" for column in FRAMEWORK["job"] if column != "s_link_accts"]
    claims = [f"c.{column}" for column in FRAMEWORK["cst_claim"] if column not in ("l_job_id", "s_link_accts")]
    links = ["j.s_link_accts AS job_s_link_accts", "c.s_link_accts AS claim_s_link_accts"]
    columns = ", ".join([*jobs, *claims, *links])
    return f"CREATE VIEW {name} AS SELECT {columns} FROM job j JOIN cst_claim c ON c.l_job_id = j.l_job_id"


def profile_of(world, *, addresses):
    tables = {key: world.shape.timberline_table(key) for key in world.shape.renamed}
    return world.profile | {"databases": addresses} | ({"tables": tables} if tables else {})


def toml(profile):
    """TOML of strings, numbers, booleans, dates and one level of tables."""
    lines = [f"{key} = {literal(value)}" for key, value in profile.items() if not isinstance(value, dict)]
    for section, keys in profile.items():
        if isinstance(keys, dict):
            lines += ["", f"[{section}]", *(f"{key} = {literal(value)}" for key, value in keys.items())]
    return "\n".join(lines) + "\n"


def literal(value):
    return value.isoformat() if isinstance(value, dt.date) else json.dumps(value, ensure_ascii=False)
