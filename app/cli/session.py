"""What commands are handed and what their options are called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from app.cli.opened import Session

if TYPE_CHECKING:
    from cyclopts import Token

_WHOLE = re.compile(r"[+-]?\d{1,13}\Z", re.ASCII)


def whole(_kind: object, tokens: Sequence[Token]) -> int:
    """A whole number as people write one; the parser's own reading would round 1.5."""
    word = tokens[0].value
    if not _WHOLE.match(word):
        raise ValueError(f"{word!r} is not a whole number, or too large a one")
    return int(word)


Given = Annotated[Session, Parameter(parse=False)]  # commands take it as `session: Given`; main hands it in
AgentOption = Annotated[
    str | None, Parameter(name="--agent", help="The agent; may be left out while there is only one.")
]
JobArgument = Annotated[str, Parameter(help="The job's number, or its name.")]
