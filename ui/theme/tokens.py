"""The colour tokens of the three looks and the sizes they share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

GRID = 8
NAVIGATION_WIDTH = 212
ROW_HEIGHT = 34
INPUT_HEIGHT = 32
RADIUS = 5
CARD_RADIUS = 8
ICON = 16


class Look(Enum):
    """Which set of colours is in use."""

    SYSTEM = "system"  # follows the desktop
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"  # high contrast


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """One look; every colour is an RGB text."""

    dark: bool
    window: str  # behind the navigation and the status bar
    surface: str  # pages and tables
    raised: str  # cards, menus, dialogs
    field: str  # inputs
    hover: str
    pressed: str
    line: str  # hairlines
    border: str  # around inputs and buttons
    text: str
    muted: str
    faint: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    selection: str
    focus: str
    failed: str
    warning: str
    running: str
    succeeded: str
    scheduled: str
    disabled: str
    failed_soft: str
    warning_soft: str
    running_soft: str
    succeeded_soft: str
    neutral_soft: str
    production: str
    test: str
    sandbox: str
    on_band: str


LIGHT = Tokens(
    dark=False,
    window="#F3F5F8",
    surface="#FFFFFF",
    raised="#FFFFFF",
    field="#FFFFFF",
    hover="#EEF1F5",
    pressed="#E3E8EE",
    line="#E6E9EE",
    border="#C9D0D9",
    text="#1A2028",
    muted="#56606D",
    faint="#6C7682",
    accent="#0F6CBD",
    accent_hover="#0C5CA3",
    accent_pressed="#0A4B86",
    on_accent="#FFFFFF",
    selection="#DDEBF8",
    focus="#0F6CBD",
    failed="#A8003F",
    warning="#8A5A00",
    running="#0F6CBD",
    succeeded="#0F766E",
    scheduled="#5B6470",
    disabled="#6C7580",
    failed_soft="#FBE9EF",
    warning_soft="#FBF1DC",
    running_soft="#E3F0FB",
    succeeded_soft="#DFF3F0",
    neutral_soft="#EDF0F4",
    production="#A8003F",
    test="#8A5A00",
    sandbox="#0F6F68",
    on_band="#FFFFFF",
)

DARK = Tokens(
    dark=True,
    window="#171A1F",
    surface="#1E2228",
    raised="#262B33",
    field="#262B33",
    hover="#2B313A",
    pressed="#353C47",
    line="#2E343D",
    border="#454D59",
    text="#E8EBEF",
    muted="#A9B2BD",
    faint="#929CA8",
    accent="#3A94E6",
    accent_hover="#57A5EC",
    accent_pressed="#2C82D1",
    on_accent="#06131F",
    selection="#23405D",
    focus="#6CB8FF",
    failed="#FF8A7A",
    warning="#F2B84B",
    running="#6CB8FF",
    succeeded="#4FC9B0",
    scheduled="#A2AAB5",
    disabled="#98A1AC",
    failed_soft="#46262A",
    warning_soft="#41351F",
    running_soft="#1F3750",
    succeeded_soft="#1C3D39",
    neutral_soft="#2E343D",
    production="#B0174F",
    test="#8F6210",
    sandbox="#14736A",
    on_band="#FFFFFF",
)

CONTRAST = Tokens(
    dark=True,
    window="#000000",
    surface="#000000",
    raised="#000000",
    field="#000000",
    hover="#1F1F1F",
    pressed="#3A3A3A",
    line="#8C8C8C",
    border="#FFFFFF",
    text="#FFFFFF",
    muted="#E8E8E8",
    faint="#D6D6D6",
    accent="#FFE600",
    accent_hover="#FFF27A",
    accent_pressed="#E6CF00",
    on_accent="#000000",
    selection="#003F7F",
    focus="#FFE600",
    failed="#FF9C8F",
    warning="#FFD166",
    running="#7CC8FF",
    succeeded="#5FE3C6",
    scheduled="#E0E0E0",
    disabled="#CFCFCF",
    failed_soft="#2A0000",
    warning_soft="#2A2000",
    running_soft="#001F3D",
    succeeded_soft="#00261F",
    neutral_soft="#1F1F1F",
    production="#8F0035",
    test="#6B4600",
    sandbox="#00524B",
    on_band="#FFFFFF",
)
