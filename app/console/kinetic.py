"""Whether a company's Kinetic REST API lets us in, and whether others can read along."""

from __future__ import annotations

from urllib.parse import urlsplit

from app.connect.addresses import masked
from app.model.check import Check, CheckState, trouble
from app.model.errors import TielineError

_BRIEFLY = 10.0  # seconds for its answer


def answers(address: str, *, company: str) -> Check:
    """One call that reads next to nothing; nothing is written and nothing is tried twice."""
    # What speaks HTTP is loaded here, for its loading is half the start of a command.
    from app.connect.kinetic import Kinetic, Patience
    from app.connect.kinetic_address import parse_address

    name, where = f"Kinetic of {company}", masked(address)
    briefly = Patience(timeout=_BRIEFLY, tries=1)
    try:
        parsed = parse_address(address)
        with Kinetic(parsed, company=company, patience=briefly) as client:
            client.probe()
    except TielineError as error:
        return trouble(name, error, where=where)
    return _link(name, where, root=parsed.root)


def _link(name: str, where: str, *, root: str) -> Check:
    """What is known of the link to one that answers; `where` may leave its scheme to the environment."""
    parts = urlsplit(root)
    if parts.scheme == "https":
        found = f"{where} answers; encrypted, the server's certificate is verified"
        return Check(name=name, state=CheckState.OK, found=found)
    if parts.hostname in ("localhost", "127.0.0.1", "::1"):
        return Check(name=name, state=CheckState.OK, found=f"{where} answers; on this machine")
    found = f"{where} answers; the connection is not encrypted"
    remedy = "Give its https address: the password is sent along with each call."
    return Check(name=name, state=CheckState.NOTE, found=found, remedy=remedy)
