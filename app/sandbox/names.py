"""Believable names: people, firms, streets and towns of the countries the company buys in."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

FIRST = (
    "Ada", "Amir", "Anna", "Bruno", "Chloe", "Daniel", "Elif", "Emma", "Felix", "Grace", "Hana", "Igor", "Ines",
    "James", "Julia", "Kenji", "Laura", "Liam", "Maria", "Nadia", "Noah", "Olga", "Oscar", "Priya", "Rosa", "Samuel",
    "Sofia", "Tomás", "Wei", "Zoë",
)  # fmt: skip
LAST = (
    "Alvarez", "Andersson", "Baker", "Bianchi", "Chen", "Clark", "Dubois", "Evans", "Fischer", "García", "Hughes",
    "Ivanova", "Jansen", "Kowalski", "Kumar", "Larsen", "Lopes", "Meyer", "Morris", "Nakamura", "Novák", "O'Brien",
    "Patel", "Reyes", "Rossi", "Schäfer", "Silva", "Tanaka", "Weber", "Young",
)  # fmt: skip
_STEMS = (
    "Alpine", "Apex", "Atlas", "Beacon", "Borealis", "Cascade", "Castle", "Cobalt", "Delta", "Eagle", "Foundry",
    "Granite", "Harbor", "Helix", "Ironwood", "Juniper", "Keystone", "Lakeside", "Meridian", "Northgate", "Orion",
    "Pinnacle", "Quarry", "Redwood", "Summit", "Tidewater", "Union", "Vanguard", "Westfield", "Zenith",
)  # fmt: skip
_TRADES = (
    "Bearings", "Castings", "Controls", "Electric", "Fasteners", "Hydraulics", "Industrial Supply", "Machining",
    "Metals", "Packaging", "Plastics", "Precision", "Pumps", "Rubber", "Steel", "Tooling", "Valves", "Wire & Cable",
)  # fmt: skip
_STREETS = ("Canal", "Commerce", "Foundry", "Industrial", "Main", "Mill", "Park", "Railway", "River", "Station")


@dataclass(frozen=True, kw_only=True)
class Place:
    """A country with its towns (town, state, postal code) and the ways of its firms."""

    code: str
    currency: str
    legal: str
    street: str
    dial: str
    towns: tuple[tuple[str, str, str], ...]


PLACES = (
    Place(
        code="US", currency="USD", legal="Inc.", street="{name} Street", dial="+1 612",
        towns=(
            ("Minneapolis", "MN", "55401"), ("Dayton", "OH", "45402"), ("Tulsa", "OK", "74103"),
        ),
    ),
    Place(
        code="CA", currency="CAD", legal="Ltd.", street="{name} Road", dial="+1 905",
        towns=(("Hamilton", "ON", "L8P 1A1"), ("Calgary", "AB", "T2P 1J9"), ("Laval", "QC", "H7N 0A1")),
    ),
    Place(
        code="MX", currency="MXN", legal="S.A. de C.V.", street="Calle {name}", dial="+52 81",
        towns=(("Monterrey", "NLE", "64000"), ("Querétaro", "QUE", "76000")),
    ),
    Place(
        code="GB", currency="GBP", legal="Ltd", street="{name} Lane", dial="+44 114",
        towns=(("Sheffield", "", "S1 2HE"), ("Coventry", "", "CV1 1FY"), ("Leeds", "", "LS1 4AP")),
    ),
    Place(
        code="DE", currency="EUR", legal="GmbH", street="{name}straße", dial="+49 711",
        towns=(("Stuttgart", "BW", "70173"), ("Köln", "NW", "50667"), ("Chemnitz", "SN", "09111")),
    ),
    Place(
        code="IT", currency="EUR", legal="S.r.l.", street="Via {name}", dial="+39 011",
        towns=(("Torino", "TO", "10121"), ("Brescia", "BS", "25121")),
    ),
    Place(
        code="SE", currency="SEK", legal="AB", street="{name}gatan", dial="+46 31",
        towns=(("Göteborg", "", "411 03"), ("Västerås", "", "722 11")),
    ),
    Place(
        code="PL", currency="PLN", legal="Sp. z o.o.", street="ul. {name}", dial="+48 12",
        towns=(("Kraków", "", "30-001"), ("Łódź", "", "90-001")),
    ),
    Place(
        code="JP", currency="JPY", legal="K.K.", street="{name} 2-chome", dial="+81 52",
        towns=(("Nagoya", "Aichi", "450-0002"), ("Osaka", "Osaka", "530-0001")),
    ),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Firm:
    """A firm with its address."""

    name: str
    place: Place
    address: str
    town: str
    state: str
    postal: str
    phone: str
    domain: str


def firm(dice: Random, *, number: int) -> Firm:
    """A firm; the number keeps names apart when stems and trades run out."""
    home = dice.random() < 0.6
    place = PLACES[0] if home else dice.choice(PLACES[1:])
    stem, trade = _STEMS[number % len(_STEMS)], dice.choice(_TRADES)
    town, state, postal = dice.choice(place.towns)
    turn = number // len(_STEMS)
    name = f"{stem} {trade} {place.legal}" if not turn else f"{stem} {town} {trade} {place.legal}"
    return Firm(
        name=name[:50],
        place=place,
        address=f"{dice.randint(1, 980)} {place.street.format(name=dice.choice(_STREETS))}",
        town=town,
        state=state,
        postal=postal,
        phone=f"{place.dial} {dice.randint(2000000, 9999999)}",
        domain=f"{stem.lower()}{number}.example",
    )


def person(dice: Random) -> str:
    """A person's full name."""
    return f"{dice.choice(FIRST)} {dice.choice(LAST)}"
