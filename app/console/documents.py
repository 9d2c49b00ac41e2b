"""Documents of ARM on their way to the ERP: where each stands, and how it got there."""

from __future__ import annotations

from app.console.lookup import Lookup
from app.engine.engine import Engine
from app.model.agent import Company
from app.model.document import DocumentKind
from app.model.lineage import OnTheWay, Trail
from app.model.role import Role
from app.store import companies

# As `outbox.handlers` and the generators have them, which a test holds: loading those takes too long for a `why`.
KINDS = {
    6: (DocumentKind.MISC_CHARGE,),
    46: tuple(DocumentKind),
    53: (DocumentKind.JOB_MATERIAL,),
    54: (DocumentKind.TRANSFER_ORDER, DocumentKind.STOCK_ADJUSTMENT, DocumentKind.TRANSFER_RECEIPT),
    59: (DocumentKind.PURCHASE_ORDER, DocumentKind.RECEIPT),
    60: (DocumentKind.INVOICE,),
}


class Documents:
    """Lineage from document to transaction to the ERP's number, and back."""

    def __init__(self, engine: Engine) -> None:
        self._store, self._acting = engine.store, engine.acting
        self._lookup = Lookup(engine=engine)

    def trace(self, word: str, *, agent: str | None = None) -> tuple[Trail, ...]:
        """The ways of every document that a number may mean: ARM's, the ERP's, a pack slip, an invoice, `#12`."""
        from app.outbox import lineage

        return tuple(trail for company in self._served(agent) for trail in lineage.trace(company, word))

    def on_the_way(self, job: int, *, agent: str) -> tuple[OnTheWay, ...]:
        """Documents that an outbound job has still to bring, and why they wait; nothing for other jobs."""
        kinds = KINDS.get(self._lookup.job(job).number)
        if not kinds:
            return ()
        from app.outbox import lineage

        return tuple(one for company in self._served(agent) for one in lineage.on_the_way(company, kinds))

    def _served(self, agent: str | None) -> tuple[Company, ...]:
        name = None if agent is None else self._lookup.agent(agent).name
        self._acting.require(Role.VIEWER, f"Tracing the documents of {name or 'every agent'}", agent=name or "")
        with self._store.read() as connection:
            return companies.of(connection, name)
