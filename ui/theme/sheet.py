"""The style sheet for containers, tables, menus and buttons; inputs are left to the style."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from ui.theme import tokens as sizes
from ui.theme.tokens import Tokens

_CONTAINERS = """
QMainWindow, QDialog, QWizard, QWidget#page { background: $surface; }
QWidget#sidebar { background: $window; border-right: 1px solid $line; }
QStatusBar { background: $window; border-top: 1px solid $line; color: $muted; }
QStatusBar::item { border: none; }
QFrame[kind="card"] { background: $raised; border: 1px solid $line; border-radius: ${card}px; }
QFrame[kind="line"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[kind="notice"] { border-radius: ${card}px; border: 1px solid $line; background: $neutral_soft; }
QFrame[kind="notice"][tone="failed"] { background: $failed_soft; border-color: $failed; }
QFrame[kind="notice"][tone="warning"] { background: $warning_soft; border-color: $warning; }
QFrame[kind="notice"][tone="running"] { background: $running_soft; border-color: $running; }
QFrame[kind="notice"][tone="succeeded"] { background: $succeeded_soft; border-color: $succeeded; }
QFrame#environmentBand[environment="production"] { background: $production; }
QFrame#environmentBand[environment="test"] { background: $test; }
QFrame#environmentBand[environment="sandbox"] { background: $sandbox; }
QFrame#environmentBand QLabel { color: $on_band; }
QSplitter::handle { background: $line; }
QSplitter::handle:vertical { height: 1px; }
QScrollArea { border: none; background: transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 6px 8px; }
"""

_TEXT = """
QLabel { background: transparent; }
QLabel[role="title"] { color: $text; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="faint"] { color: $faint; }
QLabel[role="failed"] { color: $failed; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="succeeded"] { color: $succeeded; }
QLabel[role="section"] { color: $faint; padding: 14px 12px 4px 12px; }
"""

_BUTTONS = """
QPushButton { background: $raised; color: $text; border: 1px solid $border; border-radius: ${radius}px;
  padding: 0 14px; min-height: 30px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:focus { border: 2px solid $focus; padding: 0 13px; min-height: 28px; }
QPushButton:disabled { color: $disabled; background: $window; border-color: $line; }
QPushButton[kind="primary"] { background: $accent; color: $on_accent; border: 1px solid $accent; }
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_pressed; }
QPushButton[kind="primary"]:focus { border: 2px solid $text; }
QPushButton[kind="primary"]:disabled { background: $pressed; color: $disabled; border-color: $pressed; }
QPushButton[kind="choice"]:checked { background: $selection; border-color: $accent; }
QPushButton[kind="quiet"], QToolButton[kind="quiet"] { background: transparent; border: 1px solid transparent;
  border-radius: ${radius}px; padding: 0 8px; min-height: 28px; color: $text; }
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover { background: $hover; }
QPushButton[kind="quiet"]:pressed, QToolButton[kind="quiet"]:pressed { background: $pressed; }
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus { border: 2px solid $focus; padding: 0 7px;
  min-height: 26px; }
QToolButton[kind="quiet"]:disabled, QPushButton[kind="quiet"]:disabled { color: $disabled; }
QToolButton[kind="quiet"]::menu-indicator { image: none; width: 0; }
QPushButton[kind="chip"] { background: transparent; border: 1px solid $border; border-radius: 13px;
  padding: 0 9px; min-height: 24px; max-height: 24px; color: $muted; }
QPushButton[kind="chip"]:hover { background: $hover; color: $text; }
QPushButton[kind="chip"]:checked { background: $selection; border-color: $accent; color: $text; }
QPushButton[kind="chip"]:focus { border: 2px solid $focus; padding: 0 8px; min-height: 22px; max-height: 22px; }
"""

_LISTS = """
QListWidget#navigation { background: transparent; border: none; outline: none; padding: 0 8px; }
QListWidget#navigation::item { border-radius: ${radius}px; padding: 0 8px; color: $text; }
QListWidget#navigation::item:hover { background: $hover; }
QListWidget#navigation::item:selected { background: $selection; color: $text; }
QListWidget#navigation::item:disabled { color: $faint; background: transparent; }
QTableView, QTreeView, QListView { background: $surface; color: $text; border: none; outline: none;
  selection-background-color: $selection; selection-color: $text; alternate-background-color: $surface; }
QTableView::item, QTreeView::item { border-bottom: 1px solid $line; padding: 0 8px; }
QTableView::item:selected, QTreeView::item:selected { background: $selection; color: $text; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $muted; border: none; border-bottom: 1px solid $border;
  padding: 0 8px; font-weight: 600; }
QHeaderView::section:hover { color: $text; background: $hover; }
QTableCornerButton::section { background: $surface; border: none; }
QPlainTextEdit, QTextBrowser, QTextEdit { background: $surface; color: $text; border: none;
  selection-background-color: $selection; selection-color: $text; }
QPlainTextEdit[kind="boxed"], QTextEdit[kind="boxed"] { border: 1px solid $border; border-radius: ${radius}px;
  padding: 4px; background: $field; }
QPlainTextEdit[kind="boxed"]:focus, QTextEdit[kind="boxed"]:focus { border: 2px solid $focus; padding: 3px; }
"""

_MENUS_AND_TABS = """
QMenu { background: $raised; color: $text; border: 1px solid $border; border-radius: ${card}px; padding: 6px; }
QMenu::item { padding: 7px 28px 7px 12px; border-radius: ${radius}px; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QMenu::icon { padding-left: 8px; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabWidget::tab-bar { left: 10px; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $muted; padding: 9px 14px; border: none;
  border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:focus { color: $accent; }
QProgressBar { background: $pressed; border: none; border-radius: 3px; min-height: 6px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def sheet_of(tokens: Tokens) -> str:
    """The whole style sheet in the colours of `tokens`."""
    template = Template(_CONTAINERS + _TEXT + _BUTTONS + _LISTS + _MENUS_AND_TABS)
    return template.substitute(asdict(tokens), radius=sizes.RADIUS, card=sizes.CARD_RADIUS)
