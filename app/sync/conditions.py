"""Writes a declared condition as SQL of one ERP."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from app.connect.databases import Database
from app.model.agent import AgentSettings
from app.model.errors import Fatal
from app.model.job import AllOf, AnyOf, Condition, Equals, OneOfSetting, Related, Table, While
from app.sync.dialects import SourceLanguage, source_language
from app.sync.shapes import Shape, SourceColumn

FindShape = Callable[[str], Shape | None]
ALWAYS, NEVER = "1 = 1", "1 = 0"


@dataclass(frozen=True, kw_only=True)
class Writer:
    """Writes conditions; `shape` looks a table up where the ERP is at hand, else every column is taken to be there."""

    language: SourceLanguage
    settings: AgentSettings
    shape: FindShape | None = None
    erp: str = "the ERP database"

    def write(self, condition: Condition | None, *, table: str) -> str | None:
        """The condition as SQL over `table`, None where it takes every row."""
        return None if condition is None else self._write(condition, _Scope(table=table))

    def either(self, conditions: Iterable[Condition | None], *, table: str) -> str | None:
        """SQL that takes a row when one of the conditions does."""
        written = [self.write(condition, table=table) for condition in conditions]
        if any(text is None for text in written):
            return None
        return " OR ".join(f"({text})" for text in dict.fromkeys(written))

    def _write(self, condition: Condition, scope: _Scope) -> str | None:
        match condition:
            case Equals():
                return self._equals(condition, scope)
            case OneOfSetting():
                return self._one_of(condition, scope)
            case Related():
                return self._related(condition, scope)
            case AllOf():
                parts = [text for part in condition.parts if (text := self._write(part, scope))]
                return " AND ".join(f"({text})" for text in parts) or None
            case AnyOf():
                alternatives = [self._write(part, scope) for part in condition.parts]
                return None if None in alternatives else " OR ".join(f"({text})" for text in alternatives)
            case While():
                return self._write(condition.condition, scope) if getattr(self.settings, condition.setting) else None

    def _equals(self, condition: Equals, scope: _Scope) -> str:
        empty = condition.value in (0, "")  # False is 0
        name, column = self._column(condition.column, scope)
        if name is None:
            return ALWAYS if empty else NEVER
        written = f"{name} {self.language.equals(condition.value, column)}"
        return f"({written} OR {name} IS NULL)" if empty else written

    def _one_of(self, condition: OneOfSetting, scope: _Scope) -> str | None:
        wanted: tuple[str, ...] = getattr(self.settings, condition.setting)
        if not wanted:
            return None
        name, _ = self._column(condition.column, scope)
        return f"{name} IN ({', '.join(self.language.literal(text) for text in wanted)})" if name else NEVER

    def _related(self, condition: Related, scope: _Scope) -> str:
        inner = _Scope(table=condition.table, outer=scope)
        source = self.language.table(self._found(condition.table))
        alias = "" if inner.alias == condition.table else f" AS {self.language.name(inner.alias)}"
        parts = [self._join(here, there, inner) for here, there in condition.on]
        if condition.condition is not None and (text := self._write(condition.condition, inner)):
            parts.append(f"({text})" if " OR " in text else text)
        return (
            f"{'NOT ' if condition.negated else ''}EXISTS (SELECT 1 FROM {source}{alias} WHERE {' AND '.join(parts)})"
        )

    def _join(self, here: str, there: str, inner: _Scope) -> str:
        ours, _ = self._column(here, inner.outer or inner, qualified=True)
        theirs, _ = self._column(there, inner)
        return f"{theirs} = {ours}" if ours and theirs else NEVER

    def _column(
        self, name: str, scope: _Scope, *, qualified: bool = False
    ) -> tuple[str, SourceColumn | None] | tuple[None, None]:
        found = None
        if self.shape is not None:
            shape = self.shape(scope.table)
            found = shape.column(name) if shape else None
            if found is None:
                return None, None
        written = self.language.name(found.name if found else name)
        if scope.outer is None and not qualified:
            return written, found
        alias = self._found(scope.table) if scope.alias == scope.table else scope.alias
        return f"{self.language.name(alias)}.{written}", found

    def _found(self, table: str) -> str:
        if self.shape is None:
            return table
        shape = self.shape(table)
        if shape is None:
            raise Fatal(
                "It cannot be told which rows belong",
                why=f"{self.erp} has no table {table}, which the condition looks at",
                remedy="Check that the address leads to the right Kinetic database.",
            )
        return shape.name


@dataclass(frozen=True, kw_only=True)
class _Scope:
    """A table in whose columns a condition speaks, inside the tables around it."""

    table: str
    outer: _Scope | None = None

    @property
    def alias(self) -> str:
        around: list[str] = []
        scope = self.outer
        while scope is not None:
            around.append(scope.table)
            scope = scope.outer
        again = around.count(self.table)
        return f"{self.table}_{again + 1}" if again else self.table


def where_text(
    table: Table,
    *,
    settings: AgentSettings,
    erp: Database | str = "sqlite",
    shapes: Mapping[str, Shape] | None = None,
) -> str | None:
    """The SQL condition that limits the source rows of `table`, or None; `erp` is the database or its dialect.

    It fits the shapes; without them every column is taken to be there, of the type that Kinetic gives it.
    """
    language = source_language(erp if isinstance(erp, str) else erp.dialect)
    declared = Writer(language=language, settings=settings)
    if shapes is None or table.source.lower() not in shapes:
        return declared.write(table.condition, table=table.source)
    try:
        found = replace(declared, shape=lambda name: shapes.get(name.lower()))
        text = found.write(table.condition, table=table.source)
    except Fatal:  # it looks at a table that is not there: a run will say so
        return declared.write(table.condition, table=table.source)
    return None if text == ALWAYS else text
