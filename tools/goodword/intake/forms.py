"""How an export may write days, moments and whole numbers: all forms that mean one thing only."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import tzinfo

_FIRST, _LAST = 1900, 2199
_YEAR_FIRST = r"(?P<y>[0-9]{4})(?P<s>[-/.])(?P<a>[0-9]{1,2})(?P=s)(?P<b>[0-9]{1,2})"
_YEAR_LAST = r"(?P<c>[0-9]{1,2})(?P<t>[-/.])(?P<d>[0-9]{1,2})(?P=t)(?P<z>[0-9]{4})"
_TIME = (
    r"(?P<h>[0-9]{1,2}):(?P<m>[0-9]{2})(?::(?P<sec>[0-9]{2})(?:[.,][0-9]{1,9})?)?"
    r"(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?"
)
_ZONE = (
    r"(?P<utc>Z|z|UTC|GMT)(?![+-])"
    r"|(?:UTC|GMT)?(?P<sign>[+-])(?P<oh>[0-9]{2}|[0-9](?=:|$)):?(?P<om>[0-9]{2})?"
)
_MOMENT = re.compile(rf"(?:{_YEAR_FIRST}|{_YEAR_LAST})(?:(?:[Tt]| +){_TIME}(?: ?(?:{_ZONE}))?)?")
_PLAIN = re.compile(r"-?[0-9]{1,9}(?:\.(?:0|00|0000+))?")
_MONTHS = (
    "january enero januari janeiro",
    "february febrero februari fevereiro",
    "march marzo maart março mrt",
    "april abril",
    "may mayo mei maio",
    "june junio juni junho",
    "july julio juli julho",
    "august agosto augustus",
    "september septiembre setembro sept",
    "october octubre oktober outubro",
    "november noviembre novembro",
    "december diciembre dezembro",
)
"""Names of months in English, Spanish, Dutch and Portuguese; three letters of each will do."""
_MONTH = {
    word[:length]: number
    for number, names in enumerate(_MONTHS, 1)
    for name in names.split()
    for word, length in ((name, 3), (name, len(name)))
}
_DAY_OF = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)?"
_WEEKDAY = r"(?:[^\W\d_]{2,13}\.?,? +)?"
_NAMED = re.compile(
    rf"{_WEEKDAY}(?:{_DAY_OF}(?: +|-)(?:(?:of|de) )?(?P<m>[^\W\d_]{{3,10}})\.?(?: +|-)(?:de )?"
    rf"|(?P<n>[^\W\d_]{{3,10}})\.? +(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th)?,? +)"
    r"(?P<y>[0-9]{4})(?=[ T]|,|$),?",
    re.IGNORECASE,
)
_NOON = 12
_GROUPED = {
    "point": re.compile(r"-?(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.0+)?"),
    "comma": re.compile(r"-?(?:[0-9]{1,9}|[0-9]{1,3}(?:[. \u00a0\u202f][0-9]{3}){1,2})(?:,0+)?"),
}
"""By what stands before a fraction; the other one stands between thousands."""


def moment(text: str, zone: tzinfo, dates: str | None) -> tuple[date, str | None] | None:
    """The day in a zone, and the time in UTC where there is one; None where it is neither.

    Args:
        text: a day, which is taken as it is printed, or a moment; one without an offset is in
            the zone.
        zone: to which moments with an offset are converted.
        dates: `day-first` or `month-first` where days are written with the year last, `3/8/2026`;
            without it such a day is not taken.
    """
    found = instant(text, zone, dates)
    if not isinstance(found, datetime):
        return None if found is None else (found, None)
    return found.date(), found.astimezone(UTC).strftime("%H:%M:%S")


def instant(text: str, zone: tzinfo, dates: str | None) -> datetime | date | None:
    """The moment in a zone, the day alone where no time stands there; None where it is neither.

    Args:
        text: as for `moment`.
        zone: in which it is given back.
        dates: as for `moment`.
    """
    found = _MOMENT.fullmatch(_numbered(text))
    if found is None:
        return None
    try:
        on = _day(found, dates)
        if on is None or found["h"] is None:
            return on
        here = datetime.combine(on, _time(found), _offset(found) or zone).astimezone(zone)
    except (ValueError, OverflowError):
        return None
    return here if _FIRST <= here.year <= _LAST else None


def _numbered(text: str) -> str:
    """A day whose month has a name, `3 August 2026`, written as others are."""
    found = _NAMED.match(text)
    month = _MONTH.get((found["m"] or found["n"]).lower()) if found else None
    if found is None or month is None:
        return text
    day = found["day"] or found["d"]
    return f"{found['y']}-{month:02}-{day:0>2}{text[found.end() :]}"


def needs_order(text: str, dates: str | None) -> bool:
    """Whether a text is a day with the year last, whose order nobody has stated."""
    found = _MOMENT.fullmatch(text)
    return dates is None and found is not None and found["z"] is not None


def only_order(text: str) -> str | None:
    """The order in which such a text is a day, where the other makes none of it."""
    found = _MOMENT.fullmatch(text)
    if found is None or found["z"] is None:
        return None
    first, second = int(found["c"]), int(found["d"])
    if (first > 12) == (second > 12):
        return None
    return "day-first" if first > 12 else "month-first"


def _day(found: re.Match[str], dates: str | None) -> date | None:
    if found["y"] is not None:
        on = date(int(found["y"]), int(found["a"]), int(found["b"]))
    elif dates is None:
        return None
    else:
        first, second = int(found["c"]), int(found["d"])
        day, month = (first, second) if dates == "day-first" else (second, first)
        on = date(int(found["z"]), month, day)
    return on if _FIRST <= on.year <= _LAST else None


def _time(found: re.Match[str]) -> time:
    hour = int(found["h"])
    if found["half"]:
        if not 1 <= hour <= _NOON:
            raise ValueError
        hour = hour % _NOON + (_NOON if found["half"] in "Pp" else 0)
    return time(hour, int(found["m"]), int(found["sec"] or 0))


def _offset(found: re.Match[str]) -> tzinfo | None:
    if found["utc"]:
        return UTC
    if not found["sign"]:
        return None
    away = timedelta(hours=int(found["oh"]), minutes=int(found["om"] or 0))
    return timezone(-away if found["sign"] == "-" else away)


def whole(text: str, decimal: str | None) -> int | None:
    """The whole number that a text writes, also as `4.0`; None where it is none.

    Args:
        text: digits, perhaps with a fraction of noughts.
        decimal: one of `_GROUPED` where thousands are parted, as in `1,200`.
    """
    if not text.isascii() and decimal != "comma":
        return None
    if decimal is None:
        return int(text.partition(".")[0]) if _PLAIN.fullmatch(text) else None
    if not _GROUPED[decimal].fullmatch(text):
        return None
    head = text.partition("." if decimal == "point" else ",")[0]
    return int(re.sub(r"[^0-9-]", "", head))


def needs_decimal(text: str, decimal: str | None) -> bool:
    """Whether a text is a number only once it is said what its point or comma means."""
    return decimal is None and any(whole(text, each) is not None for each in _GROUPED)
