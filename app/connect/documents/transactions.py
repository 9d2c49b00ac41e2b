"""The Transaction table, ARM's settings and its logs."""

from __future__ import annotations

import sqlalchemy as sa

from app.connect.documents.columns import METADATA, keyed, memo, moment, number, text

TRANSACTION = sa.Table(
    "Transaction",
    METADATA,
    sa.Column("Id", sa.Integer, primary_key=True),
    sa.Column("Company", sa.Unicode(8), nullable=False),
    sa.Column("Document", sa.Unicode(30), nullable=False),
    sa.Column("DocumentNumber", sa.Unicode(60), nullable=False),
    sa.Column("Version", sa.Integer, nullable=False),
    text("Step", 10),
    text("Status", 10),
    memo("Payload"),
    memo("Result"),
    moment("CreatedOn"),
    number("Run"),
    moment("SentOn"),
    moment("SettleAt"),
    moment("DoneOn"),
    number("Attempts"),
    text("ErrorType", 100),
    memo("ErrorText"),
    text("Correlation", 50),
    # A document's version goes out once, whatever writes it.
    sa.UniqueConstraint("Company", "Document", "DocumentNumber", "Version", name="UQ_Transaction_Document"),
    sa.Index("IX_Transaction_Open", "Company", "Status", "Document"),
)

COMPANY_SETTING = keyed("CompanySetting", text("Name", 60), columns=(memo("Value"),))

LOG_RETENTION = keyed("LogRetention", text("Kind", 20), columns=(number("Days", default=90),))

INTEGRATION_LOG = sa.Table(
    "IntegrationLog",
    METADATA,
    sa.Column("Id", sa.Integer, primary_key=True),
    sa.Column("Company", sa.Unicode(8), nullable=False),
    text("Kind", 20),  # outbound, edi, email, ocr, upkeep: each with its own retention
    moment("At"),
    text("Level", 10),
    sa.Column("TransactionId", sa.Integer, nullable=True),
    text("Document", 30),
    text("DocumentNumber", 64),
    memo("Text"),
    sa.Index("IX_IntegrationLog_At", "Company", "Kind", "At"),
    sa.Index("IX_IntegrationLog_Document", "Company", "Document", "DocumentNumber"),
)

APPLICATION_LOG = sa.Table(
    "ApplicationLog",
    METADATA,
    sa.Column("Id", sa.Integer, primary_key=True),
    sa.Column("Company", sa.Unicode(8), nullable=False),
    moment("At"),
    text("Level", 10),
    text("Source", 50),
    memo("Text"),
    sa.Index("IX_ApplicationLog_At", "Company", "At"),
)
