"""Countries as people and lists of countries write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodword.model.regions import COUNTRIES, MEANT, country

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_REGION = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")
_HABITS = {
    "usa": "US",
    "u-s-a": "US",
    "u-s": "US",
    "united-states-of-america": "US",
    "uk": "GB",
    "u-k": "GB",
    "great-britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern-ireland": "GB",
    "united-kingdom-of-great-britain-and-nort": "GB",
    "uae": "AE",
    "holland": "NL",
    "czech-republic": "CZ",
    "turkey": "TR",
    "macedonia": "MK",
    "bosnia": "BA",
    "hong-kong": "HK",
    "macau": "MO",
    "myanmar": "MM",
    "burma": "MM",
    "ivory-coast": "CI",
    "cape-verde": "CV",
    "swaziland": "SZ",
    "republic-of-korea": "KR",
    "korea-republic-of": "KR",
    "korea": "KR",
    "russian-federation": "RU",
    "viet-nam": "VN",
    "palestine": "PS",
    "east-timor": "TL",
    "iran-islamic-republic-of": "IR",
    "tanzania-united-republic-of": "TZ",
    "moldova-republic-of": "MD",
    "venezuela-bolivarian-republic-of": "VE",
    "bolivia-plurinational-state-of": "BO",
    "taiwan-province-of-china": "TW",
    "syrian-arab-republic": "SY",
    "brunei-darussalam": "BN",
}
"""What people and lists of countries write for one that CLDR calls otherwise."""
_TWO_THINGS = {"georgia"}
"""Names of a country that behind a comma may be a part of another one."""


def country_names(codes: Mapping[str, str], identifier: Callable[[str], str]) -> dict[str, str]:
    """Letters of countries by name, as names of countries are compared.

    Args:
        codes: letters by name, perhaps of more than countries.
        identifier: makes an id of a text.
    """
    there = {name: code for name, code in codes.items() if code in COUNTRIES}
    return {_plain(name, identifier): code for name, code in there.items()} | _HABITS


def _plain(name: str, identifier: Callable[[str], str]) -> str:
    """A name of a country as it is compared: accents, `the`, `&` and brackets do not matter."""
    plain = identifier(name.partition("(")[0].replace("&", " and "))
    return plain.removeprefix("the-")


def region_of(
    text: str, countries: Mapping[str, str], identifier: Callable[[str], str]
) -> str | None:
    """The region that a text names by its letters, or the country by its name.

    Of `Porto, Portugal` what stands last counts; letters that stand last may be those of a part of
    another country, and are none.

    Args:
        text: what was written.
        countries: as `country_names` has them.
        identifier: makes an id of a text.
    """
    if _REGION.fullmatch(text):
        letters = MEANT.get(country(text), country(text))
        if letters in COUNTRIES:
            return letters + text[2:]
    for part in dict.fromkeys((text, text.rpartition(",")[2])):
        plain = _plain(part, identifier)
        if plain in countries and (part == text or plain not in _TWO_THINGS):
            return countries[plain]
    return None
