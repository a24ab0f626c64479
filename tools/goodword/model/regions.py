"""Codes of countries that are in use: ISO 3166-1, and XK, which is used for Kosovo."""

from __future__ import annotations

_CODES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR "
    "BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ "
    "EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW "
    "GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY "
    "KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV "
    "MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY "
    "QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG "
    "TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA "
    "ZM ZW "
)
COUNTRIES = frozenset(_CODES.split())
"""The two letters of each country."""
MEANT = {
    "BU": "MM",
    "CS": "CZ",
    "DA": "DK",
    "DD": "DE",
    "EL": "GR",
    "EN": "GB",
    "FX": "FR",
    "IC": "ES",
    "JA": "JP",
    "KO": "KR",
    "TP": "TL",
    "UK": "GB",
    "YU": "RS",
    "ZH": "CN",
    "ZR": "CD",
}
"""What is written for a country that has other letters: a language, an old code, a habit."""


def lies_in(region: str, wanted: str) -> bool:
    """Whether a region is the one wanted, or a part of it: `DE-BE` is in `DE`."""
    return region == wanted or region.startswith(f"{wanted}-")


def country(region: str) -> str:
    """The country of a region: `DE` of `DE-BE`."""
    return region.partition("-")[0]
