"""The body of a filled-in form: known headings once each and in order, and a value below each.

An issue form and the mail that the portal opens have the same body: `### Label`, a blank line, the
value, a blank line. The labels are those of one language of the program.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from goodword.intake.hidden import judge_characters, judge_text, letters, looks
from goodword.intake.sheet import Refused
from goodword.verbs.forms import FORMS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from goodword.verbs.forms import Form

LARGEST = 16_384
"""The most characters of a body."""
_HEADING = re.compile(r"[ \t>]*#{1,6}(?:[ \t]|$)")
_MARK = "### "
EMPTY = "_No response_"
"""What an issue form puts below a heading that nothing was written under."""


class Labels(NamedTuple):
    """The words of the forms in one language.

    Args:
        fields: the label of each field, by form and field.
        agree: what stands beside the box of consent.
    """

    fields: Mapping[tuple[str, str], str]
    agree: str


def read_body(text: str, languages: Sequence[Labels]) -> tuple[Form, dict[str, str]]:
    """Which form a body is, and the text below each of its headings; empty where there is none.

    Args:
        text: the body; its lines may end in CR LF.
        languages: the labels of every language of the program.

    Raises:
        Refused: it is no form as it was given out.
    """
    if len(text) > LARGEST:
        raise Refused(f"the text has {len(text)} characters, at most {LARGEST} are taken")
    text = text.replace("\r\n", "\n")
    judge_characters(text, "the text")
    lines = text.split("\n")
    marked = [index for index, line in enumerate(lines) if _HEADING.match(line)]
    if not marked:
        raise Refused("the text has none of the headings of a form; fill the form in as it opens")
    if any(line.strip() for line in lines[: marked[0]]):
        raise Refused("there is text above the first heading; write below the headings")
    found, labels = _which([lines[index] for index in marked], languages)
    every = looks(label for each in languages for label in each.fields.values())
    values = {}
    for field, start, end in zip(found.fields, marked, [*marked[1:], len(lines)], strict=True):
        value = "\n".join(lines[start + 1 : end]).strip()
        value = "" if value == EMPTY else unicodedata.normalize("NFC", value)
        label = labels.fields[found.name, field.name]
        if field.kind == "check":
            value = _ticked(value, label, labels.agree)
        else:
            judge_text(value, f'what stands below "{label}"', every)
        values[field.name] = value
    return found, values


def _which(headings: Sequence[str], languages: Sequence[Labels]) -> tuple[Form, Labels]:
    """The form and the language that have these headings, in this order."""
    for labels in languages:
        for each in FORMS:
            wanted = [_MARK + labels.fields[each.name, field.name] for field in each.fields]
            if list(headings) == wanted:
                return each, labels
    raise Refused(_unlike(headings, languages))


def _unlike(headings: Sequence[str], languages: Sequence[Labels]) -> str:
    """What is wrong with headings that are those of no form."""
    likely = max(
        (labels for labels in languages),
        key=lambda labels: sum(each in _marked(labels) for each in headings),
    )
    known = _marked(likely)
    for each in headings:
        if each not in known:
            near = next((k for k in known if letters(k) == letters(each)), "")
            hint = f'; it looks like "{near}" and is written otherwise' if near else ""
            return f'"{each.strip()[:60]}" is no heading of the form{hint}'
    for each in headings:
        if headings.count(each) > 1:
            return f'the heading "{each}" stands twice'
    return "headings are missing, or not in the order of the form; fill it in as it opens"


def _marked(labels: Labels) -> list[str]:
    return [_MARK + label for label in labels.fields.values()]


def _ticked(value: str, label: str, option: str) -> str:
    """`yes` where the box is ticked; the option is there once, as it was given out."""
    match = re.fullmatch(r"- \[([ xX])\] (.+)", value)
    if match is None or match[2] != option:
        raise Refused(f'below "{label}" stands something else than the box of the form')
    return "yes" if match[1] in "xX" else ""


def labels_of(words: Callable[[str], str]) -> Labels:
    """The labels in a language.

    Args:
        words: gives the text of a key.
    """
    fields = {
        (each.name, field.name): words(f"form.{field.name}")
        for each in FORMS
        for field in each.fields
    }
    return Labels(fields, words("form.agree.option"))
