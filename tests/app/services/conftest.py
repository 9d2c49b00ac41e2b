"""A company whose services are real servers on loopback."""

import shutil
import tempfile
from pathlib import Path

import pytest

from app import sandbox, services
from app.model.job import JobNumber
from app.sandbox import documents
from app.sandbox.services_edi import EdiServer
from app.sandbox.services_ocr import OcrServer
from tests.peers import kinetic

_MEMORY = Path("/dev/shm")


@pytest.fixture(scope="session")
def pattern(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pattern")
    report = sandbox.create(folder, rows=60)
    arm = folder / "documents.sqlite"
    documents.fill(erp=report.erp, arm=f"sqlite:///{arm}", folder=folder / "files", company=str(report.company))
    return folder


class Desk(kinetic.Site):
    """Runs service jobs."""

    def run(self, job, *, mode=kinetic.RunMode.INCREMENTAL, kinds=None, now=kinetic.now):
        context = kinetic.Context(order=self.order(job, mode=mode))
        counted = (kinds or services.kinds(now=now))[JobNumber(job)].run(context)
        assert counted.adds_up
        return counted, context

    def set(self, name, value):
        self.execute("DELETE FROM CompanySetting WHERE Name = ?", name)
        self.execute("INSERT INTO CompanySetting VALUES ('EPIC06', ?, ?)", name, str(value))


@pytest.fixture
def site(pattern, tmp_path):
    folder = Path(tempfile.mkdtemp(dir=_MEMORY)) if _MEMORY.is_dir() else tmp_path
    shutil.copytree(pattern / "files", folder / "files")
    shutil.copy(pattern / "documents.sqlite", folder / "arm.sqlite")
    desk = Desk(
        erp=pattern / "sandbox" / "erp.sqlite", arm=folder / "arm.sqlite", kinetic=None, folder=folder / "files"
    )
    desk.set("WorklistBasePath", desk.folder)
    yield desk
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def edi(site, tmp_path):
    server = EdiServer(tmp_path / "edi")
    server.start()
    site.execute("UPDATE PunchoutSupplier SET EdiUrl = ? WHERE EdiUrl <> ''", server.url)
    yield server
    server.stop()


@pytest.fixture
def ocr(site, tmp_path):
    server = OcrServer(tmp_path / "ocr.sqlite")
    server.start()
    site.set("OcrServiceUrl", server.url)
    yield server
    server.stop()
