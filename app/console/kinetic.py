"""Whether a Kinetic REST API answers with the login and the key that were entered."""

from __future__ import annotations

from app.connect.addresses import masked
from app.model.check import Check, CheckState
from app.model.errors import ConfigError, TielineError

_WAIT_S = 5.0


def answers(address: str, *, company: str) -> Check:
    """One call that reads next to nothing; nothing is written and nothing is tried twice."""
    from app.connect.kinetic import Kinetic, Patience
    from app.connect.kinetic_address import parse_address

    name, where = f"Kinetic of {company}", masked(address)
    try:
        with Kinetic(parse_address(address), company=company, patience=Patience(timeout=_WAIT_S, tries=1)) as client:
            client.probe()
    except ConfigError as error:
        return Check(name=name, state=CheckState.PROBLEM, found=error.why, remedy=error.remedy)
    except TielineError as error:
        return Check(name=name, state=CheckState.UNREACHABLE, found=f"{where}: {error.why}", remedy=error.remedy)
    return Check(name=name, state=CheckState.OK, found=f"{where} answers")
