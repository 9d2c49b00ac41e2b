"""Charges that were added to an order after it had gone out: the outbound half of job 6."""

from __future__ import annotations

import sqlalchemy as sa

from app.connect.kinetic import Kinetic
from app.connect.kinetic_datasets import first, only_changes
from app.connect.kinetic_errors import Refused
from app.connect.kinetic_json import Row, Tables
from app.model.document import DocumentKind
from app.model.errors import RecordError
from app.model.outgoing import LateCharge
from app.model.payload import loads
from app.outbox.processors.charges import SERVICE, send_charges
from app.outbox.processors.handler import Bench, Effect, Outcome, shown
from app.outbox.processors.orders import keep_charge, known_charges, must_know


class LateCharges:
    """Brings charges that were added after their order had gone out: job 6's outbound half."""

    kind = DocumentKind.MISC_CHARGE

    def bring(self, bench: Bench) -> Outcome:
        """See Handler."""
        late = loads(LateCharge, bench.transaction.payload)
        po = must_know(bench, late.order)
        answer = bench.kinetic.read(SERVICE, "GetByID", poNum=po)
        if answer is None:
            raise RecordError(
                f"The charge of purchase order {late.order} was not sent to Kinetic",
                field="PONum",
                why=f"order {po} is no longer there",
                remedy="Restore it there and retry, or take the charge out of the order in ARM.",
            )
        header, tables = first(answer.tables, "POHeader"), answer.tables
        approved = bool(header["Approve"]) or bool(bench.notes.get("approved"))
        if approved:
            bench.note(approved=True)  # should this run die, the next one still gives the approval back
        sent = _Switch(bench.kinetic, header)
        known = known_charges(bench, late.order)
        try:
            numbers, tables = send_charges(
                bench.kinetic, po=po, charges=[late.charge], tables=tables, before=sent.open, known=known
            )
        except Refused:
            sent.give_back(approved=approved)
            raise
        if approved and not first(tables, "POHeader")["Approve"]:
            _Switch(bench.kinetic, first(tables, "POHeader")).switch(approve=True)
        there: Row | None = first(tables, "POHeader") if late.charge.sequence in numbers else None
        shown(there, what=f"Charge {late.charge.sequence} of purchase order {late.order}")
        effect = Effect.CREATED if sent.opened or bench.tried_before else Effect.NOTHING
        return Outcome(effect=effect, numbers={"po": po, "charges": numbers})

    def keep(self, bench: Bench, connection: sa.Connection, outcome: Outcome) -> None:
        """See Handler."""
        late = loads(LateCharge, bench.transaction.payload)
        for sequence, number in outcome.numbers["charges"].items():
            keep_charge(bench, connection, order=late.order, sequence=int(sequence), seq_num=number)


class _Switch:
    """The approval of an order, which is taken back while it is changed."""

    def __init__(self, kinetic: Kinetic, header: Row) -> None:
        self._kinetic, self._header = kinetic, header
        self.opened = False

    def open(self) -> None:
        """Take the approval back, so that the order can be changed."""
        self.opened = True
        if self._header["Approve"]:
            self.switch(approve=False)

    def give_back(self, *, approved: bool) -> None:
        """Approve the order as it was, when nothing has been changed after all."""
        if approved and not self._header["Approve"]:
            self.switch(approve=True)

    def switch(self, *, approve: bool) -> None:
        ds: Tables = {"POHeader": [{**self._header, "RowMod": "U"}]}
        tables = self._kinetic.call(SERVICE, "ChangeApproveSwitch", ApproveValue=approve, ds=ds).tables
        self._header = first(self._kinetic.write(SERVICE, "Update", ds=only_changes(tables)).tables, "POHeader")
