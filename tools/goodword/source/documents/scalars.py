"""What a YAML scalar says: the YAML 1.2 core schema, less the numbers that readers differ on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

DIGITS = 18
"""The most digits that a number may have when it is written out."""

_NUMBER = re.compile(
    r"""(?P<sign>[-+]?)
    (?: (?P<based>0[xX][0-9a-fA-F]+|0[oO][0-7]+)
      | (?P<whole>[0-9]*)(?:\.(?P<part>[0-9]*))?(?:[eE](?P<power>[-+]?[0-9]+))?
      | (?P<endless>\.(?:inf|Inf|INF|nan|NaN|NAN)) )""",
    re.VERBOSE,
)
WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
"""Words that stand for no text."""
_NUMERIC = frozenset("0123456789+-.")
_TEXT = "quote it if it is text"


@dataclass(frozen=True, slots=True)
class Refused:
    """A scalar that has no place here, with the words for a diagnostic."""

    message: str
    hint: str = ""


Scalar = str | int | bool | Decimal | None


def resolve(text: str) -> Scalar | Refused:
    """The value of a plain (unquoted) scalar.

    Words and numbers are those of the YAML 1.2 core schema: `NO`, `on`, `12:30`, `2026-01-02`
    and `1_000` are strings. Whole numbers are int, fractions Decimal. Refused are numbers in
    hexadecimal or octal, with leading zeros, not finite, longer than `DIGITS`, and whole ones
    written with a point or an exponent.
    """
    if text in WORDS:
        return WORDS[text]
    if text[0] not in _NUMERIC:
        return text
    if text[0] != "0" and len(text) <= DIGITS and text.isdecimal() and text.isascii():
        return int(text)  # nearly every number, without taking it apart
    found = _NUMBER.fullmatch(text)
    return _number(text, found) if found else text


def _number(text: str, found: re.Match[str]) -> Scalar | Refused:
    if found["based"]:
        kind = "hexadecimal" if found["based"][1] in "xX" else "octal"
        return Refused(f"`{_short(text)}` is a number in {kind}, expected decimal digits", _TEXT)
    if found["endless"]:
        return Refused(f"`{text}` is not a finite number", _TEXT)
    whole, part, power = found["whole"], found["part"], found["power"]
    if len(whole) > 1 and whole[0] == "0":
        message = f"`{_short(text)}` begins with a zero, which readers of YAML take differently"
        return Refused(message, f"{_TEXT}, else leave the zeros out")
    if len(whole) + len(part or "") > DIGITS or len(power or "") > len("+00"):
        return Refused(f"`{_short(text)}` is a number of more than {DIGITS} digits", _TEXT)
    if part is None and power is None:
        return int(text) if whole else text
    return _fraction(text) if whole or part else text


def _fraction(text: str) -> Scalar | Refused:
    value = Decimal(text)
    exponent = value.as_tuple().exponent
    if value.adjusted() >= DIGITS or (isinstance(exponent, int) and exponent < -DIGITS):
        return Refused(f"`{_short(text)}` is a number of more than {DIGITS} digits", _TEXT)
    if value == value.to_integral_value():
        message = f"`{_short(text)}` is whole, but written with a point or an exponent"
        return Refused(message, f"write {int(value)}")
    return value


def _short(text: str, limit: int = 40) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
