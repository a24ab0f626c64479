"""Programs that hold a given text in every free field of every kind of file."""

from __future__ import annotations

import copy
from functools import cache
from itertools import cycle
from typing import TYPE_CHECKING, Any

from goodword.edits.layout import lines_of
from goodword.source.schemas.visible import trimmed
from tests.test_cases import BASE
from tests.test_schema_model import PATHS, WALKERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.test_schema_model import Walker, Way

PROBE = "„Zażółć“ — gęślą: 25 or more letters"
"""No id, day, link or word of a list looks like this: a field that takes it is free."""
ALONE = frozenset(
    {"calendar", "departments", "identification", "onboarding", "policies", "strategy", "tiers"}
)
"""Kinds of which a program has one file, but program.yml."""
SMALL = (60, 20)
"""Letters that are tried where a field does not take the whole text."""


@cache
def forms(kind: str) -> list[tuple[Any, list[Way]]]:
    """Full documents of a kind, one for each branch of it, and the ways to their free fields."""
    walker = WALKERS[kind]
    documents = walker.samples(walker.schema, full=True)
    return [(each, list(free_fields(walker, each))) for each in documents]


def fits(walker: Walker, document: Any) -> bool:
    """Whether a schema takes the document, with its texts as written and as they are seen."""
    if not walker.fits(walker.schema, document):
        return False
    shown = trimmed(document, b"\\")
    return shown == document or walker.fits(walker.schema, shown)


def free_fields(walker: Walker, document: Any) -> Iterator[Way]:
    for way, value in leaves(document):
        if isinstance(value, str):
            changed = with_text(document, way, PROBE)
            if walker.fits(walker.schema, changed):
                yield way


def leaves(value: Any, way: Way = ()) -> Iterator[tuple[Way, Any]]:
    if isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for step, each in inner:
            yield from leaves(each, (*way, step))
    else:
        yield way, value


def with_text(document: Any, way: Way, text: Any) -> Any:
    """The document with a text at the end of a way; what lies beside the way is shared by both."""
    step, *rest = way
    changed = copy.copy(document)
    changed[step] = with_text(document[step], tuple(rest), text) if rest else text
    return changed


def filled(kind: str, number: int, text: str) -> str:
    """A file of the kind with the text, or as much of it as fits, in each free field."""
    walker = WALKERS[kind]
    document, fields = forms(kind)[number % len(forms(kind))]
    for way in fields:
        for tried in (text, *(text[:most] for most in SMALL), f"{text[: SMALL[0]]} {'x' * 20}"):
            changed = with_text(document, way, tried)
            if fits(walker, changed):
                document = changed
                break
    return "\n".join((*lines_of(document, 0), ""))


def path_of(kind: str, number: int) -> str:
    """A path of its own for the file of that number."""
    path = PATHS[kind]
    for old, new in (
        ("ana", f"p{number}"),
        ("write-a-guide", f"m{number}"),
        ("hoodie.yml", f"hoodie{number}.yml"),
        ("meetup", f"meetup{number}"),
        ("map-makers", f"map-makers{number}"),
        ("slow-export", f"slow-export{number}"),
        ("exports.yml", f"exports{number}.yml"),
        ("quiet-fox", f"quiet-fox{number}"),
        ("measures/2026", f"measures/{2000 + number}"),
    ):
        path = path.replace(old, new)
    return path


def program(texts: Sequence[str]) -> dict[str, bytes]:
    """The files of a program in which each text stands in a file of each kind.

    Kinds of which there is one file take the texts in turn, field by field; program.yml is that
    of the base of all cases, with the first text as its name.
    """
    files: dict[str, str] = {}
    for kind in sorted(set(PATHS) - {"program"}):
        for number, text in enumerate(texts):
            files[path_of(kind, number)] = filled(kind, number, text)
    turn = cycle(texts)
    for kind in sorted(ALONE):
        document, fields = forms(kind)[0]
        for way in fields:
            changed = with_text(document, way, next(turn)[: SMALL[1]])
            if fits(WALKERS[kind], changed):
                document = changed
        files[f"program/{kind}.yml"] = "\n".join((*lines_of(document, 0), ""))
    files |= {
        path.relative_to(BASE).as_posix(): path.read_text(encoding="utf-8")
        for path in BASE.rglob("program.yml")
    }
    return {path: text.encode() for path, text in files.items()}
