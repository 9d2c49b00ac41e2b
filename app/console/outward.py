"""Checks of what a company's jobs reach beside its databases, and the tables of its documents."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.connect.addresses import masked
from app.connect.databases import open_database, parse_url
from app.connect.documents.settings import CompanySettings, Settings
from app.model.agent import Company
from app.model.check import Check, CheckState, trouble
from app.model.errors import TielineError

_BRIEFLY = 10.0  # seconds for an answer


def checks(company: Company) -> Iterator[Check]:
    """Whether the services that the company's settings name let us in; nothing where none is named."""
    from app.connect.documents import presence

    try:
        if not presence.are_there(company):
            return
    except TielineError:
        return  # told where the databases are checked
    arm = open_database(company.arm, name=f"The ARM database of {company.code}", read_only=True)
    try:
        settings = CompanySettings(company, arm=arm)
        for name, ask in (("Mail", _mail), ("Invoice capture", _capture), ("Worklist", _worklist)):
            yield from _asked(f"{name} of {company.code}", settings, ask)
    finally:
        arm.close()


def ddl(company: Company) -> str:
    """The statements that make the document tables, for companies that send documents or use services."""
    from app.connect import documents

    lines = documents.statements(parse_url(company.arm).get_dialect()())
    head = f"-- {company.code}: {masked(company.arm)}: documents, for outbound jobs and services"
    return "\n".join([head, *(f"{line};" for line in lines), ""])


def _asked(name: str, settings: Settings, ask: Callable[[Settings], str]) -> Iterator[Check]:
    try:
        found = ask(settings)
    except TielineError as error:
        yield trouble(name, error)
    else:
        if found:
            yield Check(name=name, state=CheckState.OK, found=found)


def _mail(settings: Settings) -> str:
    from app.connect.mail import open_mailbox
    from app.services.order_mails import read_server

    if _of_sandbox(settings, "SmtpPort"):
        return ""
    server = read_server(settings, timeout=_BRIEFLY)
    if server is None:
        return ""
    with open_mailbox(server):
        return f"{server.host}:{server.port} takes mail; security {server.security.value}"


def _capture(settings: Settings) -> str:
    from app.connect.ocr import Ocr
    from app.services.worklist import read_service

    if _of_sandbox(settings, "OcrServiceUrl"):
        return ""
    service = read_service(settings, timeout=_BRIEFLY)
    if service is None:
        return ""
    with Ocr(service) as ocr:
        ocr.probe()
    return f"{service.url} lets {service.user} of tenant {service.tenant} in"


def _worklist(settings: Settings) -> str:
    from app.services.worklist import read_folders

    folders = read_folders(settings, make=False)
    return f"{folders.inbox} is watched" if folders else ""


def _of_sandbox(settings: Settings, name: str) -> bool:
    """The sandbox's own services answer only while a process works."""
    return "${TIELINE_SANDBOX_" in settings.setting(name)
