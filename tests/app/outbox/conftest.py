"""A site with documents for every outbound job, fresh for each test."""

import shutil
import tempfile
from pathlib import Path

import pytest

from app import sandbox
from app.sandbox import documents
from tests.peers import kinetic

_MEMORY = Path("/dev/shm")  # where there is one: these tests commit often, and no disk needs to turn for them


@pytest.fixture(scope="session")
def pattern(tmp_path_factory):
    """An ERP and an ARM full of documents, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("pattern")
    report = sandbox.create(folder, rows=60)
    arm = folder / "documents.sqlite"
    documents.fill(erp=report.erp, arm=f"sqlite:///{arm}", folder=folder, company=str(report.company))
    return report.folder / "erp.sqlite", arm


@pytest.fixture
def site(pattern, tmp_path):
    folder = Path(tempfile.mkdtemp(dir=_MEMORY)) if _MEMORY.is_dir() else tmp_path
    erp, arm = folder / "erp.sqlite", folder / "arm.sqlite"
    shutil.copy(pattern[0], erp)
    shutil.copy(pattern[1], arm)
    with kinetic.running(erp) as server:
        yield kinetic.Site(erp=erp, arm=arm, kinetic=server, folder=folder)
    shutil.rmtree(folder, ignore_errors=True)
