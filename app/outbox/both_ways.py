"""A job that works both ways: documents go out, the ERP's rows come in, and ARM's documents follow them."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.model.errors import Fatal, Transient
from app.model.run import Counters, RunMode, RunOrder
from app.model.work import RunContext, Work


class BothWays:
    """Runs the outbound half, then the inbound one; trouble with Kinetic's REST API keeps no row from coming in."""

    def __init__(self, outbound: Work, inbound: Work, *, echo: Work | None = None) -> None:
        self._outbound, self._inbound, self._echo = outbound, inbound, echo

    def run(self, context: RunContext) -> Counters:
        """Full syncs and fetches concern the ERP's rows only."""
        counted, trouble = Counters(), None
        if context.order.mode in (RunMode.INCREMENTAL, RunMode.RETRY):
            spy = _Shifted(context=context, by=Counters())
            try:
                counted = self._outbound.run(spy)
            except (Transient, Fatal) as error:
                counted, trouble = spy.last, error
                context.log(str(error), level="error")
        counted += self._inbound.run(_Shifted(context=context, by=counted))
        if self._echo is not None:
            self._echo.run(_Shifted(context=context, by=counted))
        if trouble is not None:
            raise trouble
        return counted


@dataclass
class _Shifted:
    """The context of one half: its reports start where the other half ended."""

    context: RunContext
    by: Counters
    last: Counters = field(default_factory=Counters)

    @property
    def order(self) -> RunOrder:
        return self.context.order

    def check(self) -> None:
        self.context.check()

    def report(self, counters: Counters, *, table: str, total: int | None = None) -> None:
        self.last = counters
        self.context.report(self.by + counters, table=table, total=total)

    def log(self, text: str, *, level: str = "info") -> None:
        self.context.log(text, level=level)
