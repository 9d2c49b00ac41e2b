"""The company itself, its sites and warehouses, countries, currencies, taxes and exchange rates."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.sandbox import rates
from app.sandbox.names import PLACES
from app.sandbox.world import TODAY, Row, Tables, World

_DECIMALS = {"JPY": 0, "KRW": 0, "ISK": 0, "IDR": 0, "HUF": 0, "CLP": 0, "BHD": 3, "KWD": 3, "TND": 3}
_SYMBOLS = {
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "¥",
    "CNY": "¥",
    "INR": "₹",
    "KRW": "₩",
    "PLN": "zł",
    "BRL": "R$",
}
_EU = frozenset("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())  # noqa: SIM905

# code, name, town, state, postal code
SITES = (
    ("MfgSys", "Main Plant", "Minneapolis", "MN", "55401"),
    ("EAST", "East Assembly", "Dayton", "OH", "45402"),
    ("SERV", "Service Center", "Tulsa", "OK", "74103"),
)
# code, name, site
WAREHOUSES = (
    ("MAIN", "Main Warehouse", "MfgSys"),
    ("RAW", "Raw Material", "MfgSys"),
    ("FG", "Finished Goods", "MfgSys"),
    ("INSP", "Incoming Inspection", "MfgSys"),
    ("EAST", "East Warehouse", "EAST"),
    ("EASTFG", "East Finished Goods", "EAST"),
    ("SPARES", "Spare Parts", "SERV"),
)
# code, description, taxes in percent
TAX_REGIONS = (
    ("MN", "Minnesota", (("MNST", "6.875"), ("HENN", "0.150"))),
    ("OH", "Ohio", (("OHST", "5.750"),)),
    ("OK", "Oklahoma", (("OKST", "4.500"), ("TULS", "4.017"))),
    ("EU", "European Union", (("VATRC", "0.000"),)),
    ("UK", "United Kingdom", (("UKVAT", "20.000"),)),
    ("CA", "Canada", (("GST", "5.000"), ("HST", "13.000"))),
    ("EXMT", "Exempt", (("NONE", "0.000"),)),
)


def tables(world: World) -> Tables:
    """Everything this module knows of a company."""
    yield "Company", _company(world)
    yield "Plant", _sites()
    yield "Warehse", _warehouses()
    yield "Country", _countries()
    yield "Currency", _currencies()
    yield "CurrExRate", _rates(world)
    yield (
        "TaxRgn",
        ({"TaxRegionCode": code, "Description": name, "UseInAP": 1, "UseInAR": 1} for code, name, _ in TAX_REGIONS),
    )
    yield "TaxRgnSalesTax", _taxes()


def tax_region(country: str) -> str:
    """The tax region of a supplier or customer in this country."""
    return {"US": "MN", "CA": "CA", "GB": "UK"}.get(country, "EU" if country in _EU else "EXMT")


def country_numbers() -> dict[str, int]:
    """Each ISO country's number in the ERP, which is its ISO number."""
    import pycountry

    return {country.alpha_2: int(country.numeric) for country in pycountry.countries}


def country_name(code: str) -> str:
    """The English short name of an ISO country."""
    import pycountry

    found = pycountry.countries.get(alpha_2=code)
    return found.name if found else code


def _company(world: World) -> Iterator[Row]:
    _, _, town, state, postal = SITES[0]
    yield {
        "Name": world.name, "LegalName": f"{world.name}, Incorporated",
        "Address1": "1650 Industrial Boulevard", "City": town, "State": state, "Zip": postal,
        "Country": country_name("US"), "CountryNum": country_numbers()["US"], "PhoneNum": "+1 612 5550100",
        "TaxRegionCode": "MN", "FiscalCalendarID": "MAIN",
    }  # fmt: skip


def _sites() -> Iterator[Row]:
    for number, (code, name, town, state, postal) in enumerate(SITES, start=1):
        yield {
            "Plant": code, "Name": name, "Address1": f"{number * 100} Mill Street",
            "City": town, "State": state, "Zip": postal, "CountryNum": country_numbers()["US"],
            "PhoneNum": f"+1 612 555{number:04}", "CalendarID": "MAIN", "SiteCode": code,
            "TaxID": f"41-{1700000 + number}",
        }  # fmt: skip


def _warehouses() -> Iterator[Row]:
    places = {code: (town, state, postal) for code, _, town, state, postal in SITES}
    for code, name, site in WAREHOUSES:
        town, state, postal = places[site]
        yield {
            "WarehouseCode": code, "Description": name[:30], "Name": name, "Plant": site,
            "Address1": f"Hall {code}", "City": town, "State": state, "Zip": postal, "Country": country_name("US"),
            "DefRcvWhse": "INSP" if site == "MfgSys" else code, "DefRcvBin": "RECV",
        }  # fmt: skip


def _countries() -> Iterator[Row]:
    import pycountry

    currencies = {place.code: place.currency for place in PLACES} | dict.fromkeys(_EU - {"PL", "SE"}, "EUR")
    for country in sorted(pycountry.countries, key=lambda each: each.alpha_2):
        yield {
            "CountryNum": int(country.numeric), "Description": country.name,
            "ISOCode": country.alpha_2, "CurrencyCode": currencies.get(country.alpha_2, ""),
            "EUMember": int(country.alpha_2 in _EU),
        }  # fmt: skip


def _currencies() -> Iterator[Row]:
    """Every ISO currency; those without a rate are not in use."""
    import pycountry

    active = {rates.BASE, *rates.quoted()}
    for currency in sorted(pycountry.currencies, key=lambda each: each.alpha_3):
        code = currency.alpha_3
        yield {
            "CurrencyCode": code, "CurrDesc": currency.name, "CurrName": currency.name,
            "CurrSymbol": _SYMBOLS.get(code, code), "CurrencyID": code, "ISOCurrCode": code,
            "DecimalsGeneral": _DECIMALS.get(code, 2), "BaseCurr": int(code == rates.BASE),
            "Inactive": int(code not in active),
        }  # fmt: skip


def _rates(world: World) -> Iterator[Row]:
    """The bank's rates, and one fixed rate that the company set itself."""
    for each in rates.history(world.some(60)):
        yield {
            "RateGrpCode": "MAIN", "SourceCurrCode": each.currency, "TargetCurrCode": rates.BASE,
            "EffectiveDate": each.day.isoformat(), "CurrentRate": str(each.rate), "Reference": "ECB",
        }  # fmt: skip
    budget = rates.latest()["EUR"].quantize(Decimal("0.01"))
    yield {
        "RateGrpCode": "BUDGET", "SourceCurrCode": "EUR", "TargetCurrCode": rates.BASE,
        "EffectiveDate": TODAY.replace(month=1, day=1).isoformat(), "CurrentRate": str(budget),
        "FixedRate": 1, "Reference": f"Budget {TODAY.year}",
    }  # fmt: skip


def _taxes() -> Iterator[Row]:
    for region, _, taxes in TAX_REGIONS:
        for number, (code, percent) in enumerate(taxes, start=1):
            yield {
                "TaxRegionCode": region, "TaxCode": code, "TaxNum": number,
                "ExemptType": 1 if percent == "0.000" else 0,
                "ExemptPercent": "100.000" if percent == "0.000" else "0",
            }  # fmt: skip
