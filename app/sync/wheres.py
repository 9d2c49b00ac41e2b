"""What an ERP really has of the tables that conditions speak of."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence

from app.model.agent import Company
from app.model.errors import ConfigError, Unreachable
from app.model.job import Table
from app.sync.feeds import looked_at
from app.sync.sessions import reading
from app.sync.shapes import Shape

_log = logging.getLogger(__name__)


def shapes(companies: Sequence[Company], tables: Iterable[Table]) -> Mapping[str, Shape] | None:
    """What the first ERP that answers has of the tables with a condition, and of those the conditions look at."""
    limited = [table for table in tables if table.condition is not None]
    names = {name for table in limited for name in (table.source, *looked_at(table.condition))}
    for company in companies:
        try:
            with reading(company) as (source, _):
                return source.shapes(sorted(names))
        except (Unreachable, ConfigError):
            _log.info("The conditions are told as declared: %s cannot be asked", company.code, exc_info=True)
    return None
