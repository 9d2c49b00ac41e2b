"""Companies and the agent each belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import sqlalchemy as sa

from app.connect import credentials
from app.connect.addresses import KEPT, holds_secret, is_sqlite_file, masked, place
from app.connect.databases import parse_url
from app.console.lookup import Lookup
from app.engine.engine import Engine
from app.model.agent import Company, CompanyCode
from app.model.audit import Deed
from app.model.errors import ConfigError, UsageError
from app.model.role import Role
from app.store import companies


class Companies:
    """The companies of this store."""

    def __init__(self, engine: Engine) -> None:
        self._store, self._lookup, self._acting = engine.store, Lookup(engine=engine), engine.acting

    def map(
        self,
        code: str,
        *,
        agent: str,
        erp: str,
        arm: str,
        kinetic_api: str | None = None,
        together: bool = False,
    ) -> Company:
        """Give a company to an agent, or change its addresses; UsageError if another agent has it.

        With `together` the other companies of this ARM get the new ERP too, since two ERPs never share one.
        """
        serving = self._lookup.agent(agent)
        self._acting.require(Role.IMPLEMENTER, f"Mapping the company {code}", agent=serving.name)
        company = Company(
            code=CompanyCode(_checked(code)),
            agent=serving.name,
            erp=_absolute(erp),
            arm=_absolute(arm),
            kinetic_api=kinetic_api,
        )
        _refuse_one_file(company)
        with self._store.read() as connection:
            others = companies.of(connection)
        moved = [other for other in others if together and _shares(company, other)]
        for one in moved:
            self._acting.require(Role.IMPLEMENTER, f"Mapping the company {one.code}", agent=one.agent)
        _refuse_clashes(company, (other for other in others if other not in moved))
        company = _without_secrets(company)
        with self._store.begin() as connection:
            for one in moved:
                self._put(connection, replace(one, erp=company.erp))
            _refuse_clashes(company, companies.of(connection))
            self._put(connection, company)
        return company

    def _put(self, connection: sa.Connection, company: Company) -> None:
        earlier = companies.find(connection, company.code)
        companies.put(connection, company)
        self._acting.note(connection, _deed(earlier, company))

    def of(self, agent: str) -> tuple[Company, ...]:
        """The companies an agent serves, by code."""
        serving = self._lookup.agent(agent)
        self._acting.require(Role.VIEWER, f"Listing the companies of {serving.name}", agent=serving.name)
        with self._store.read() as connection:
            return companies.of(connection, serving.name)


def shown(address: str) -> str:
    """An address as people may see it: without its secrets."""
    return masked(address)


def kept(company: Company) -> str:
    """Where this machine keeps the secrets of the company's addresses; empty if they have none."""
    addresses = (company.erp, company.arm, company.kinetic_api or "")
    return credentials.described() if any(KEPT in address for address in addresses) else ""


def exposed(company: Company) -> tuple[str, ...]:
    """Which of its addresses hold a secret that anybody can read who can read Tieline's store."""
    named = {"ERP": company.erp, "ARM": company.arm, "Kinetic": company.kinetic_api}
    return tuple(name for name, address in named.items() if address and holds_secret(address))


def _deed(earlier: Company | None, company: Company) -> Deed:
    """For the record, without passwords."""
    was, will = (_addresses(one) if one else {} for one in (earlier, company))
    return Deed(action="company.map", what=f"company {company.code}", agent=company.agent, before=was, after=will)


def _addresses(company: Company) -> dict[str, object]:
    api = company.kinetic_api and masked(company.kinetic_api)
    return {"erp": masked(company.erp), "arm": masked(company.arm), "kinetic_api": api}


def _without_secrets(company: Company) -> Company:
    """Its passwords and keys are in the credential store, or named as variables; never in Tieline's store."""
    try:
        return replace(
            company,
            erp=credentials.keep_secrets(company.erp),
            arm=credentials.keep_secrets(company.arm),
            kinetic_api=company.kinetic_api and credentials.keep_secrets(company.kinetic_api),
        )
    except ConfigError as error:
        raise ConfigError(
            f"The company {company.code} was not mapped",
            why=f"there is a password or key in an address, and {error.why}",
            remedy=error.remedy,
        ) from error


def _checked(code: str) -> str:
    wanted = code.strip()
    if not wanted or len(wanted) > 50 or not wanted.isprintable() or " " in wanted:
        remedy = "Write it as the ERP has it, like EPIC06."
        raise UsageError("The company was not mapped", why=f"{code!r} is no company code", remedy=remedy)
    return wanted


def _absolute(address: str) -> str:
    """The address as it will be used from any folder; what it takes from the environment stays out of the store."""
    url = parse_url(address)
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise ConfigError(
            "The company was not mapped",
            why=f"{masked(address)} names no file",
            remedy="Write the address like sqlite:////folder/file.db.",
        )
    return address if "${" in address else url.render_as_string(hide_password=False)


def _refuse_one_file(company: Company) -> None:
    """On PostgreSQL the ERP's tables and ARM's stand in different schemas; in an SQLite file they would be the same."""
    erp, arm = parse_url(company.erp), parse_url(company.arm)
    if is_sqlite_file(erp) and place(erp) == place(arm):
        raise UsageError(
            f"The company {company.code} was not mapped",
            why=f"the ERP and ARM are the same file, {masked(company.arm)}",
            remedy="Give ARM a file of its own.",
        )


def _refuse_clashes(company: Company, others: Iterable[Company]) -> None:
    for other in others:
        _refuse_clash(company, other)


def _shares(company: Company, other: Company) -> bool:
    """Whether another company would have the same ARM and another ERP."""
    same_arm = place(parse_url(other.arm)) == place(parse_url(company.arm))
    return other.code != company.code and same_arm and place(parse_url(other.erp)) != place(parse_url(company.erp))


def _refuse_clash(company: Company, other: Company) -> None:
    if other.code.casefold() == company.code.casefold():
        if other.agent != company.agent:
            raise UsageError(
                f"The company {company.code} was not mapped",
                why=f"it belongs to the agent {other.agent}, and a company belongs to one agent",
                remedy=f"Map it with --agent {other.agent}.",
            )
        if other.code != company.code:
            why = f"it is known as {other.code}"
            raise UsageError(f"The company {company.code} was not mapped", why=why, remedy="Write it that way.")
    elif _shares(company, other):
        raise UsageError(
            f"The company {company.code} was not mapped",
            why=f"{other.code} of another ERP uses the ARM database {masked(other.arm)}",
            remedy="Two ERPs never share one ARM: give another --arm, or give all its companies the new ERP "
            "with --together.",
        )
