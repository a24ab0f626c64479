"""The body of a filled-in form: known headings once each and in order, and a value below each.

An issue form and the mail that the portal opens have the same body: `### Label`, a blank line, the
value, a blank line. The labels are those of one language of the program.
"""

from __future__ import annotations

import re
import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.intake.hidden import judge_characters, judge_text, letters, looks
from goodword.intake.sheet import Refused, Say
from goodword.intake.values import read_values
from goodword.verbs.forms import FORMS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from goodword.intake.sheet import Words
    from goodword.verbs.forms import Blank, Form

LARGEST = 16_384
"""The most characters of a body."""
_HEADING = re.compile(r"[ \t>]*#{1,6}(?:[ \t]|$)")
_MARK = "### "
EMPTY = "_No response_"
"""What an issue form puts below a heading that nothing was written under."""


class Labels(NamedTuple):
    """The words of the forms in one language.

    Args:
        tag: of the language.
        fields: the label of each field, by form and field.
        agree: what stands beside the box of consent.
    """

    tag: str
    fields: Mapping[tuple[str, str], str]
    agree: str


class Filled(NamedTuple):
    """A body that is a form.

    Args:
        form: which.
        labels: those of the language in which it was filled in.
        texts: what stands below each of its headings, by field; empty where there is nothing.
    """

    form: Form
    labels: Labels
    texts: Mapping[str, str]

    def values(self) -> dict[str, Any]:
        """The values of its fields.

        Raises:
            Refused: a field says what it may not, or nothing where something is needed.
        """
        with speaking(self.labels.tag):
            return read_values(
                self.form, self.texts, lambda name: self.labels.fields[self.form.name, name]
            )


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Whatever is refused meanwhile is said in this language, unless one is known already."""
    try:
        yield
    except Refused as why:
        why.language = why.language or tag
        raise


def read_body(text: str, languages: Sequence[Labels]) -> Filled:
    """Which form a body is, and the text below each of its headings.

    Args:
        text: the body; its lines may end in CR LF.
        languages: the labels of every language of the program.

    Raises:
        Refused: it is no form as it was given out.
    """
    with speaking(spoken(text[:LARGEST], languages)):
        return _read(text, languages)


def spoken(text: str, languages: Sequence[Labels]) -> str:
    """The language whose headings a body has most of, the program's first where it has none."""
    lines = [line.strip() for line in text.splitlines()]
    return _likely([line for line in lines if _HEADING.match(line)], languages).tag


def _read(text: str, languages: Sequence[Labels]) -> Filled:
    if len(text) > LARGEST:
        raise Refused("long", count=len(text), most=LARGEST)
    text = text.replace("\r\n", "\n")
    judge_characters(text, Say("the-text", {}))
    lines = text.split("\n")
    marked = [index for index, line in enumerate(lines) if _HEADING.match(line)]
    if not marked:
        raise Refused("no-headings")
    if any(line.strip() for line in lines[: marked[0]]):
        raise Refused("above")
    found, fields, labels = _which([lines[index] for index in marked], languages)
    every = looks(label for each in languages for label in each.fields.values())
    texts = {}
    for field, start, end in zip(fields, marked, [*marked[1:], len(lines)], strict=True):
        value = "\n".join(lines[start + 1 : end]).strip()
        value = "" if value == EMPTY else unicodedata.normalize("NFC", value)
        label = labels.fields[found.name, field.name]
        if field.kind == "check":
            value = _ticked(value, label, labels.agree)
        else:
            judge_text(value, Say("below", {"label": label}), every)
        texts[field.name] = value
    return Filled(found, labels, texts)


def _which(
    headings: Sequence[str], languages: Sequence[Labels]
) -> tuple[Form, tuple[Blank, ...], Labels]:
    """The form, its fields and the language that have these headings, in this order."""
    for labels in languages:
        for each in FORMS:
            for fields in each.ways:
                wanted = [_MARK + labels.fields[each.name, field.name] for field in fields]
                if list(headings) == wanted:
                    return each, fields, labels
    raise _unlike(headings, _likely(headings, languages))


def _likely(headings: Sequence[str], languages: Sequence[Labels]) -> Labels:
    """The language that has most of these headings; of equals the first."""
    return max(languages, key=lambda labels: sum(each in _marked(labels) for each in headings))


def _unlike(headings: Sequence[str], likely: Labels) -> Refused:
    """What is wrong with headings that are those of no form."""
    known = _marked(likely)
    for each in headings:
        if each not in known:
            near = next((k for k in known if letters(k) == letters(each)), "")
            said = each.strip()[:60]
            if near:
                return Refused("heading-alike", heading=said, near=near)
            return Refused("heading-unknown", heading=said)
    for each in headings:
        if headings.count(each) > 1:
            return Refused("heading-twice", heading=each)
    return Refused("headings-order")


def _marked(labels: Labels) -> list[str]:
    return [_MARK + label for label in labels.fields.values()]


def _ticked(value: str, label: str, option: str) -> str:
    """`yes` where the box is ticked; the option is there once, as it was given out."""
    match = re.fullmatch(r"- \[([ xX])\] (.+)", value)
    if match is None or match[2] != option:
        raise Refused("no-box", label=label)
    return "yes" if match[1] in "xX" else ""


def labels_of(words: Words, tag: str) -> Labels:
    """The labels in a language.

    Args:
        words: gives the text of a key.
        tag: of the language.
    """
    fields = {
        (each.name, field.name): words(f"form.{field.name}")
        for each in FORMS
        for field in each.fields
    }
    return Labels(tag, fields, words("form.agree.option"))
