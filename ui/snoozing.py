"""Alerts that this user does not want to hear of for a while; a matter of this desktop alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast  # kept values come back untyped

from PySide6.QtCore import QSettings

_KEY = "alerts/snoozed"


class Snoozing:
    """Until when which cause is quiet."""

    def until(self, key: str, *, now: datetime) -> datetime | None:
        """Until when this cause is quiet; None if it is not."""
        moment = self._kept().get(key)
        return moment if moment and moment > now else None

    def snooze(self, keys: Iterable[str], *, until: datetime) -> None:
        """Be quiet about these causes."""
        self._keep({**self._kept(), **dict.fromkeys(keys, until)})

    def wake(self, keys: Iterable[str]) -> None:
        """Tell of these causes again."""
        gone = set(keys)
        self._keep({key: moment for key, moment in self._kept().items() if key not in gone})

    def _kept(self) -> dict[str, datetime]:
        try:
            found: Any = json.loads(str(QSettings().value(_KEY, "{}")))
            kept = cast("dict[str, str]", found) if isinstance(found, dict) else {}
            return {key: datetime.fromisoformat(text) for key, text in kept.items()}
        except ValueError:
            return {}

    def _keep(self, kept: dict[str, datetime]) -> None:
        QSettings().setValue(_KEY, json.dumps({key: moment.isoformat() for key, moment in kept.items()}))
