"""Named views of a list: filters, sort and columns together; kept, made the default, given to others as a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast  # what a filter holds, and what a file says

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QMenu, QToolButton
from typing_extensions import override

from app.model.errors import Fatal
from ui.dialogs.name import NameDialog
from ui.theme.theme import Theme, set_kind
from ui.widgets.chips import Chips
from ui.widgets.table import RowsView
from ui.words import tr

_KIND = "tieline-views"
State = dict[str, Any]


class Filter(Protocol):
    """A part of the page that narrows its list."""

    def value(self) -> Any:
        """What it is set to."""
        ...

    def show(self, value: Any) -> None:
        """Set it to this."""
        ...


@dataclass(frozen=True, kw_only=True)
class TextFilter:
    """A search box."""

    box: QLineEdit

    def value(self) -> str:
        """The text."""
        return self.box.text()

    def show(self, value: Any) -> None:
        """Search for this."""
        self.box.setText(str(value or ""))


@dataclass(frozen=True, kw_only=True)
class ChoiceFilter:
    """A box to choose from; kept by place, since texts differ by language."""

    box: QComboBox

    def value(self) -> int:
        """The place chosen."""
        return self.box.currentIndex()

    def show(self, value: Any) -> None:
        """Choose this place."""
        place = value if isinstance(value, int) and 0 <= value < self.box.count() else 0
        self.box.setCurrentIndex(place)


@dataclass(frozen=True, kw_only=True)
class ChipFilter:
    """The chips above a list."""

    chips: Chips

    def value(self) -> str:
        """The pressed chip."""
        return self.chips.current

    def show(self, value: Any) -> None:
        """Press this chip."""
        if self.chips.current != str(value or ""):
            self.chips.pick(str(value or ""))


class SavedViews(QToolButton):
    """A button with a menu: the views there are, keep this one, default, delete, file out and in."""

    def __init__(
        self,
        view: RowsView,
        *,
        filters: Mapping[str, Filter],
        theme: Theme,
        ready_made: Mapping[str, State] | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("viewsButton")
        self.setAccessibleName(tr("Views of this list"))
        self.setToolTip(tr("Views of this list: filter, sort and columns by name"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        set_kind(self, "kind", value="quiet")
        theme.dress(self, "bookmark")
        self._view, self._filters, self._theme = view, filters, theme
        self._first = self.capture()
        self._ready_made = {tr("As it came"): self._first, **(ready_made or {})}
        self._key = f"views/{view.objectName()}"
        self.views_menu = QMenu(self)
        self.views_menu.setObjectName("viewsMenu")
        self.views_menu.aboutToShow.connect(self.fill)
        self.setMenu(self.views_menu)
        default = self.kept().get(self._default())
        if default:
            self.apply(default)

    def capture(self) -> State:
        """The view as it is now."""
        return {
            "filters": {name: one.value() for name, one in self._filters.items()},
            "table": self._view.memory.capture(),
        }

    def apply(self, state: State) -> None:
        """Show the list this way."""
        for name, one in self._filters.items():
            one.show(state.get("filters", {}).get(name))
        self._view.memory.apply(state.get("table", {}))

    def keep(self, name: str) -> None:
        """Keep the view as it is now under a name."""
        self._store({**self.kept(), name: self.capture()}, default=self._default())

    def drop(self, name: str) -> None:
        """Forget a view."""
        left = {known: state for known, state in self.kept().items() if known != name}
        self._store(left, default="" if self._default() == name else self._default())

    def be_default(self, name: str) -> None:
        """Show this view whenever the window opens; once more: none."""
        self._store(self.kept(), default="" if self._default() == name else name)

    def propose(self, name: str) -> None:
        """Begin with a ready-made view where nobody has kept one or changed the layout."""
        if not self.kept() and self.capture() == self._first and name in self._ready_made:
            self.apply(self._ready_made[name])

    def kept(self) -> dict[str, State]:
        """The views there are, by name."""
        return _views_of(str(QSettings().value(self._key, "{}")))

    def write(self, file: Path) -> None:
        """Give the views away as a file."""
        document = {"kind": _KIND, "list": self._view.objectName(), "views": self.kept()}
        try:
            file.write_text(json.dumps(document, indent=2, ensure_ascii=False), encoding="utf-8")
        except OSError as error:
            why = f"{file}: {error.strerror or error}"
            raise Fatal("The views were not saved", why=why, remedy="Choose another folder.") from error

    def read(self, file: Path) -> None:
        """Take the views of a file; those of the same name are replaced."""
        try:
            text = file.read_text(encoding="utf-8")
            document: Any = json.loads(text)
        except (OSError, ValueError) as error:
            raise Fatal("The views were not read", why=f"{file}: {error}", remedy="Choose another file.") from error
        if not isinstance(document, dict) or cast("State", document).get("list") != self._view.objectName():
            why = f"{file.name} holds no views of this list"
            raise Fatal("The views were not read", why=why, remedy="Import it on the page where it was exported.")
        self._store({**self.kept(), **_views_of(text)}, default=self._default())

    def fill(self) -> None:
        """Make the menu for the views there are."""
        menu = self.views_menu
        menu.clear()
        for name, state in self._ready_made.items():
            menu.addAction(name).triggered.connect(lambda _checked=False, state=state: self.apply(state))
        names = sorted(self.kept(), key=str.casefold)
        for name in names:
            shown = f"{name} ({tr('default')})" if name == self._default() else name
            menu.addAction(shown).triggered.connect(lambda _checked=False, name=name: self.apply(self.kept()[name]))
        menu.addSeparator()
        menu.addAction(tr("Keep this view…")).triggered.connect(lambda _checked=False: self._ask_name())
        for title, act in ((tr("Default"), self.be_default), (tr("Delete"), self.drop)):
            part = menu.addMenu(title)
            part.setEnabled(bool(names))
            for name in names:
                part.addAction(name).triggered.connect(lambda _checked=False, act=act, name=name: act(name))
        menu.addSeparator()
        out = menu.addAction(tr("Export views…"))
        out.setEnabled(bool(names))
        out.triggered.connect(lambda _checked=False: self._ask_file(save=True))
        menu.addAction(tr("Import views…")).triggered.connect(lambda _checked=False: self._ask_file(save=False))

    @override
    def showMenu(self) -> None:
        self.fill()
        super().showMenu()

    def _default(self) -> str:
        try:
            found: Any = json.loads(str(QSettings().value(self._key, "{}")))
        except ValueError:
            return ""
        return str(cast("State", found).get("default", "")) if isinstance(found, dict) else ""

    def _store(self, views: dict[str, State], *, default: str) -> None:
        QSettings().setValue(self._key, json.dumps({"views": views, "default": default}))

    def _ask_name(self) -> None:
        dialog = NameDialog(
            head=tr("Keep this view"), label=tr("Name"), step=tr("Keep"), theme=self._theme, parent=self.window()
        )
        dialog.accepted.connect(lambda: self.keep(dialog.name()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_file(self, *, save: bool) -> None:
        title = tr("Export views") if save else tr("Import views")
        dialog = QFileDialog(self.window(), title, str(Path.home()), f"{tr('Views')} (*.json)")
        dialog.setObjectName("viewsDialog")
        if save:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("json")
            dialog.selectFile(f"tieline-{self._view.objectName()}.json")
        act = self.write if save else self.read
        dialog.fileSelected.connect(lambda file: act(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _views_of(text: str) -> dict[str, State]:
    try:
        found: Any = json.loads(text)
    except ValueError:
        return {}
    views: Any = cast("State", found).get("views", {}) if isinstance(found, dict) else {}
    return cast("dict[str, State]", views) if isinstance(views, dict) else {}
