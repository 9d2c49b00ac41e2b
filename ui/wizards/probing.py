"""Whether something answers: a port of the business integration layer, a database, Kinetic's REST API."""

from __future__ import annotations

import socket
from collections.abc import Sequence

from app.console import connections, kinetic
from app.model.agent import AgentName, Company, CompanyCode
from app.model.check import Check, CheckState
from ui.words import tr

_WAIT_S = 3.0


def port(host: str, *, number: int) -> Check:
    """Whether a port takes connections."""
    name = f"{host}:{number}"
    try:
        with socket.create_connection((host, number), timeout=_WAIT_S):
            return Check(name=name, state=CheckState.OK, found=tr("answers"))
    except OSError as error:
        why = error.strerror or str(error) or tr("no answer")
        return Check(
            name=name,
            state=CheckState.UNREACHABLE,
            found=why,
            remedy=tr("Start the business integration layer there, or correct the host or the port."),
        )


def ports(host: str, *, numbers: Sequence[int]) -> tuple[Check, ...]:
    """Each instance's port."""
    return tuple(port(host, number=number) for number in numbers)


def database(address: str, *, arm: bool) -> tuple[Check, ...]:
    """Whether the ERP or the ARM database behind an address answers."""
    company = Company(code=CompanyCode("…"), agent=AgentName("…"), erp=address, arm=address)
    found = tuple(connections.checks(company))
    return found[1:2] if arm else found[:1]


def rest(address: str, *, company: str) -> tuple[Check, ...]:
    """Whether Kinetic's REST API answers with this login and key."""
    return (kinetic.answers(address, company=company or "…"),)
