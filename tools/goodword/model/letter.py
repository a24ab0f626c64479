"""program/messages/<language>/<template>.md: the text of a message, with slots, as it is written.

A letter is Markdown. Its first line may be a heading of one `#`, which is the subject. `{{ slot }}`
is filled; `{% if slot %}`, `{% if not slot %}`, `{% else %}` and `{% endif %}`, each alone on its
line, keep or leave out what stands between. There is nothing else, so that whatever is wrong with
a letter is seen before anybody gets it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from goodword.nearest import one_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

FOLDER = "program/messages/"
LARGEST = 64 * 1024
"""Bytes of a letter that are read."""
MARKS = "\ue000\ue001"
"""Characters for private use that stand for slots while Markdown is made into HTML."""
ADDRESSES = frozenset({"page", "portal"})
"""Slots that are addresses: a link may lead there."""
BLOCKS = frozenset({"comes_with", "document", "news", "say"})
"""Slots of several lines, which stand alone on theirs."""
COMMON = {
    "name": "The name of who gets it.",
    "owner": "The name of who signs it, and gets the replies.",
    "program": "The name of the program.",
    "day": "The day on which it is sent, in words.",
    "portal": "The address of the portal; empty where program.yml names none.",
    "page": "The address of their own page, with the key where GOODWORD_PORTAL_SECRET is set; "
    "empty where there is none.",
}
"""Slots of every letter, and what stands in them."""
OWN: Mapping[str, Mapping[str, str]] = {
    "answer": {
        "title": "What they told us, by its title.",
        "received": "The day on which they told us.",
        "outcome": "What became of it, in a few words.",
        "say": "What is said of it to people like them; empty where there is nothing to say yet.",
    },
    "appeal": {
        "mission": "The title of the mission.",
        "points": "What they have again, as `60 points`; empty where it stays taken back.",
        "reason": "What was written; empty where nothing was.",
    },
    "consent": {
        "version": "The version of the document that holds now.",
        "document": "Its text; empty where policies.yml has none.",
    },
    "decision": {
        "mission": "The title of the mission.",
        "points": "What they get, as `60 points`.",
        "reason": "What the reviewer wrote; empty where they wrote nothing.",
    },
    "declined": {
        "mission": "The title of the mission.",
        "reason": "Why, as the reviewer wrote it; empty where they wrote nothing.",
        "appeal": "The last day to appeal; empty where it was one already.",
    },
    "digest": {
        "news": "What is new, a line each.",
        "since": "The day since which.",
    },
    "expiry": {
        "points": "What expires, as `60 points`.",
        "last": "The last day on which they can be spent.",
    },
    "named": {
        "mission": "The title of the mission.",
        "percent": "Their percent of the points; empty where shares are even.",
    },
    "nda": {
        "last": "The last day of the agreement.",
        "over": "Whether that day has passed: something or nothing, for `if`.",
    },
    "promotion": {
        "tier": "The tier they are in now.",
        "comes_with": "What comes with it, a line each; empty where nothing does.",
    },
    "question": {
        "mission": "The title of the mission.",
        "question": "What the reviewer asks.",
    },
    "reversal": {
        "mission": "The title of the mission.",
        "points": "What was taken back, as `60 points`.",
        "reason": "Why, as it was written; empty where nothing was.",
        "appeal": "The last day to appeal.",
    },
    "reward": {
        "reward": "The name of the reward.",
        "outcome": "What became of the request, in a few words.",
        "points": "What it costs, as `60 points`.",
    },
}
"""Slots that only one letter has; these letters are there in every language, unless a program
writes its own."""
_TOKEN = re.compile(r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\{#[^{}\n]*#\}|\{\{|\}\}|\{%|%\}|\{#|#\}")
_SLOT = re.compile(r"\{\{ *([a-z_]+) *\}\}")
_STEP = re.compile(r"\{% *(?:if( not)? +([a-z_]+)|(else)|(endif)) *%\}")
_DEFINED = re.compile(r"[ >]*\[[^\]]*\]:")
"""A line that says where the links of a name lead."""
_HEADING = re.compile(r"\A\s*#[ \t]+(.+?)[ \t]*(?:\n|\Z)")
_DEEPEST = 8
"""Ifs within each other."""
_WRITE = (
    "write {{ slot }}, or {% if slot %} … {% else %} … {% endif %}, each of these on its own line"
)


class Fault(NamedTuple):
    """What is wrong with a letter: line and column from 1, what it is, and what to do."""

    line: int
    column: int
    message: str
    hint: str = ""


class Token(NamedTuple):
    """A slot (`say` is empty) or a step (`if`, `if not`, `else`, `endif`): where, and of what."""

    start: int
    end: int
    say: str
    slot: str
    alone: bool


class Letter(NamedTuple):
    """A letter: `subject` may be empty; both parts have their slots in them."""

    subject: str
    body: str


def slots(template: str) -> Mapping[str, str]:
    """The slots that a letter of that name may have, and what stands in them."""
    return {**COMMON, **OWN.get(template, {})}


def letter(text: str) -> Letter:
    """The parts of a letter."""
    heading = _HEADING.match(text)
    if heading is None:
        return Letter("", text.strip("\n"))
    return Letter(" ".join(heading[1].split()), text[heading.end() :].strip("\n"))


def tokens(text: str) -> Iterator[Token]:
    """The slots and steps of a text, in order; whatever else has such brackets is none."""
    for found in _TOKEN.finditer(text):
        slot, step = _SLOT.fullmatch(found[0]), _STEP.fullmatch(found[0])
        before = found.start() == 0 or text[found.start() - 1] == "\n"
        alone = before and not _line(text, found.end()).strip()
        if slot:
            yield Token(found.start(), found.end(), "", slot[1], alone)
        elif step:
            say = step[3] or step[4] or ("if not" if step[1] else "if")
            yield Token(found.start(), found.end(), say, step[2] or "", alone)


def _line(text: str, start: int) -> str:
    """The rest of a line."""
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)]


def faults(template: str, text: str) -> tuple[Fault, ...]:
    """Everything that is wrong with a letter, by line.

    Args:
        template: its name, which says what slots it may have.
        text: as it stands in the file.
    """
    return tuple(sorted(_faults(slots(template), text)))


def _faults(known: Collection[str], text: str) -> Iterator[Fault]:
    good = {each.start: each for each in tokens(text)}
    for found in _TOKEN.finditer(text):
        if found.start() not in good:
            yield _at(text, found.start(), f"{_short(found[0])} is no slot", _WRITE)
    for mark in re.finditer(f"[{MARKS}]", text):
        yield _at(text, mark.start(), "a character for private use, expected text", "take it out")
    if not letter(text).body.strip():
        yield _at(text, 0, "no text below the subject, expected what the message says")
    for each in good.values():
        if each.slot and each.slot not in known:
            message = f'there is no slot "{each.slot}" here{one_of(each.slot, known)}'
            yield _at(text, each.start, message)
        yield from _standing(text, each)
    yield from _unpaired(text, good.values())


def _unpaired(text: str, found: Iterable[Token]) -> Iterator[Fault]:
    """Steps that belong to no other: each `if` has its `endif`, and one `else` at most."""
    opened: list[Token] = []
    for each in found:
        if each.say.startswith("if"):
            if len(opened) == _DEEPEST:
                yield _at(text, each.start, f"more than {_DEEPEST} ifs within each other")
            opened.append(each)
        elif each.say and not opened:
            yield _at(text, each.start, f"{each.say} without an if before it")
        elif each.say == "endif":
            opened.pop()
        elif each.say and opened[-1].say == "else":
            yield _at(text, each.start, "a second else of one if")
        elif each.say:
            opened[-1] = each
    for each in opened:
        yield _at(text, each.start, "an if without its endif")


def _standing(text: str, each: Token) -> Iterator[Fault]:
    """What is wrong with where a slot or step stands."""
    if each.say and not each.alone:
        yield _at(text, each.start, f"{each.say} has other text on its line", _WRITE)
    elif each.slot in BLOCKS and not each.say and not each.alone:
        yield _at(
            text, each.start, f"{each.slot} has other text on its line, and has several itself"
        )
    whole = None if each.say else _leads(text, each)
    if whole is False or (whole and each.slot not in ADDRESSES):
        message = f"a link leads to {each.slot}, expected one of {', '.join(sorted(ADDRESSES))}"
        yield _at(text, each.start, message, "write [words]({{ page }}) or an address")


def _leads(text: str, each: Token) -> bool | None:
    """Whether a slot is all of the address that a link leads to; None where it is no part of one.

    An address in the text is a link as well: it would tell whoever it leads to what fills the slot.
    """
    line = text[text.rfind("\n", 0, each.start) + 1 : each.start]
    word = line[max(line.rfind(" "), line.rfind("\t")) + 1 :]
    if ")" not in line[line.rfind("](") :] and "](" in line:
        return line.endswith("](") and text[each.end : each.end + 1] == ")"
    if _DEFINED.match(line):
        whole = line.removesuffix(" ").endswith("]:")
        return whole and not _line(text, each.end).strip()
    return False if "://" in word or "www." in word.lower() else None


def _at(text: str, index: int, message: str, hint: str = "") -> Fault:
    line = text.count("\n", 0, index) + 1
    return Fault(line, index - text.rfind("\n", 0, index), message, hint)


def _short(found: str) -> str:
    quiet = " ".join(found.split())
    return quiet if len(quiet) <= 40 else f"{quiet[:39]}…"
