"""Which documents `why` looks for."""

from __future__ import annotations

from app import outbox
from app.console.documents import KINDS
from app.model.document import DocumentKind


def test_each_outbound_job_is_asked_for_just_the_documents_that_it_brings() -> None:
    brings = {job: tuple(handler.kind for handler in parts) for job, parts in outbox.handlers().items()}
    assert {**brings, outbox.GENERATE: tuple(DocumentKind)} == KINDS
