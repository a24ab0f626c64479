"""Every value that the files keep about a person, with where it stands and who may read it.

Nothing is listed here by its name: files are walked as their models have them, and the schemas
say what a value names (`x-names`), when it came (`x-day`) and who else may read it (`x-audience`).
So a key that a schema gains is in the record by itself.

Files that lie with the person, and claims in which they have a part, are here whole. Of other
files it is what names them, with the entry of a list that is theirs alone. Ids of other people,
and texts that several said together, are named and kept back.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.audience.record import WITHHELD
from goodword.diagnostics import Place
from goodword.ledger.statement import INFLUENCER, LOT, REDEMPTION, head_of
from goodword.marked import marked
from goodword.model.claim import Claim, Judged
from goodword.model.plain import Words
from goodword.model.program import KINDS
from goodword.model.shape import Part, fields
from goodword.model.term import Term
from goodword.reports.kept import PEOPLE
from goodword.reports.kept_audience import GROUPED, GROUPS, Readers, agreed_by
from goodword.reports.kept_rows import rows_with
from goodword.reports.kept_ways import NONE, STEP, root
from goodword.source.schemas.fields import anywhere

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Pointer
    from goodword.model.shape import Model
    from goodword.reports.kept_audience import Agreed
    from goodword.reports.kept_ways import Ways
    from goodword.snapshot import Snapshot
    from goodword.source.schemas.annotations import Marks

OTHERS = "about another person"
TOGETHER = "several people said it together"
SEALED = "encrypted to a key that is the person's own"
_BRAND = "what departments think; the audit sets it against the person's own answer"
_KEPT_BACK = {"profile": WITHHELD, "audit": {"brand": _BRAND}}
"""Keys whose values are kept back, by kind. They are named whether a file has them or not: what
a file leaves out says something too."""
_OFF = "snoozed"
"""When staff put a line of their agenda off: about their work."""
_PEOPLE = frozenset({"influencer", "person"})
_WRITTEN = {
    "asks_per_quarter": ("capacity", "asks_per_quarter"),
    "moment": ("date",),
    "percents": ("with",),
    "place_name": ("place",),
    "stated_since": ("since",),
    "stated_stage": ("stage",),
}
"""Where a file has what its model calls otherwise."""
_LINES = {each[0]: each for each in (INFLUENCER, LOT, REDEMPTION)}


class Value(NamedTuple):
    """A value that is kept.

    Args:
        file: its path; the folder where the name holds another person's id.
        place: where it stands; where the file leaves a value to its own name, where it would.
        value: None where it is kept back.
        seen_by: the widest audience that may read it; the person always may.
        kept_from: why it is kept back.
    """

    file: str
    place: Place
    value: Any
    seen_by: str
    kept_from: str | None = None


def kept_values(snapshot: Snapshot, person: str) -> tuple[Value, ...]:
    """All values kept about a person up to the day, file by file.

    Args:
        snapshot: the program on a day.
        person: id of somebody the program has.
    """
    agreed = agreed_by(snapshot, person)
    found = [*_own(snapshot, person, agreed), *_named(snapshot, person, agreed)]
    found += _statements(snapshot, person)
    if person in snapshot.program.contacts:
        path = f"influencers/{person}/contact.age"
        found.append(Value(path, Place(path), None, "staff", SEALED))
    return tuple(sorted(found, key=lambda each: each.file))


def _own(snapshot: Snapshot, person: str, agreed: Agreed) -> Iterator[Value]:
    program, day = snapshot.program, snapshot.as_of
    theirs: list[tuple[str, Any, date | None]] = [
        ("profile", program.influencers[person], None),
        *(("touchpoint", each, each.date) for each in program.touchpoints_of.get(person, ())),
        *(("redemption", each, each.requested) for each in program.redemptions_of.get(person, ())),
        *(("signal", each, each.first_day) for each in program.signals_of.get(person, ())),
        *(("term", each, each.begun) for each in program.terms_of.get(person, ())),
        *(("claim", each, each.submitted) for each in program.claims_with.get(person, ())),
        *(("audit", each, None) for each in program.audits_of.get(person, ()) if each.begun(day)),
    ]
    for kind, model, begun in theirs:
        if begun is None or begun <= day:
            yield from _Walk(snapshot, person, kind, model, agreed).whole()


def _named(snapshot: Snapshot, person: str, agreed: Agreed) -> Iterator[Value]:
    """What other files have that names the person."""
    program = snapshot.program
    kinds = {
        each.place.path: (kind.name, each)
        for kind in KINDS
        for each in (getattr(program, kind.room).values() if kind.many else ())
        if not hasattr(each, "influencer") or isinstance(each, Claim | Term)
    }
    if program.conversations is not None:
        kinds[program.conversations.place.path] = ("conversations", program.conversations)
    wanted = marked(program, "x-names", lambda mark, value: value == person and _is_person(mark))
    for place, found in wanted:
        kind, model = kinds.get(place.path, ("profile", None))
        if kind == "profile" or (isinstance(model, Claim) and person in model.people):
            continue
        if isinstance(model, Term) and person == model.influencer:
            continue
        if isinstance(model, Term) and model.begun > snapshot.as_of:
            continue
        walk = _Walk(snapshot, person, kind, model, agreed)
        parts = dict.fromkeys(walk.part(each.steps, each.mark) for each in found)
        for way in parts:
            yield from walk.at(way)


def _is_person(mark: Any) -> bool:
    return isinstance(mark, str) and mark in _PEOPLE


class _Walk:
    """Goes through a file for one person."""

    def __init__(
        self, snapshot: Snapshot, person: str, kind: str, model: Model, agreed: Agreed
    ) -> None:
        self._snapshot, self._person = snapshot, person
        self._day = snapshot.as_of.isoformat()
        self._kind, self._model = kind, model
        self._readers = Readers(snapshot, person, kind, model, agreed)
        self._together = False
        own = getattr(model, "influencer", person) == person
        path = model.place.path
        folder = PEOPLE if isinstance(model, Term) else path.rpartition("/")[0]
        self._file = path if own else folder

    def whole(self) -> Iterator[Value]:
        """All of the file."""
        back = _KEPT_BACK.get(self._kind, {})
        for key, why in back.items():
            place = Place(self._model.place.path, (key,))
            yield Value(self._file, place, None, "staff", why)
        for key, value in _laid(self._model).items():
            if key not in back:
                yield from self._key(key, value)

    def _key(self, key: str, value: Any) -> Iterator[Value]:
        way = _WRITTEN.get(key, (key,))
        if way[0] not in anywhere(self._kind) or key == _OFF:
            return
        ways = root(self._kind)
        for step in way:
            ways = ways.below(step)
        yield from self._values(value, way, ways)

    def part(self, steps: Pointer, mark: str) -> Pointer:
        """The way to what is the person's where a value names them: the value, or its entry."""
        for end in range(len(steps) - 1, 1, -1):
            in_list = isinstance(steps[end - 1], int)
            if mark == "influencer" and in_list and isinstance(self._value(steps[:end]), Part):
                return steps[:end]
        return steps

    def at(self, way: Pointer) -> Iterator[Value]:
        """What stands there."""
        ways = root(self._kind)
        for step in way:
            ways = ways.entries if isinstance(step, int) else ways.below(step)
        value = self._value(way)
        if isinstance(value, Part):
            several = (each for each in _held(value).values() if isinstance(each, tuple))
            self._together = any(self._person in each and len(each) > 1 for each in several)
        yield from self._values(value, way, ways)
        self._together = False

    def _value(self, way: Pointer) -> Any:
        value: Any = self._model
        for step in way:
            if isinstance(step, int):
                value = value[step]
            else:
                named = {each.encode_name: each.name for each in fields(value)}
                value = getattr(value, named[step])
        return value

    def _values(self, value: Any, way: Pointer, ways: Ways) -> Iterator[Value]:
        if isinstance(value, Words):
            for language, text in value:
                yield self._leaf(text, (*way, language) if language else way, ways)
        elif isinstance(value, Part):
            yield from self._part(value, way, ways)
        elif isinstance(value, tuple):
            for step, each in _entries(value):
                if self._kind == "claim" and isinstance(step, str) and step != self._person:
                    continue  # of claims such a mapping says what each of its people has
                yield from self._values(each, (*way, step), ways.entries)
        elif not (ways.days.own and _is_after(value, self._day)):
            yield self._leaf(value, way, ways)

    def _part(self, part: Part, way: Pointer, ways: Ways) -> Iterator[Value]:
        if isinstance(part, Judged) and self._file != self._model.place.path:
            yield Value(self._file, Place(self._model.place.path, way), None, "staff", OTHERS)
            return
        if _later(part, ways.days, self._day):
            return
        tag = part.__struct_config__.tag
        if tag is not None:
            yield self._leaf(tag, (*way, "step"), STEP)
        for key, each in _held(part).items():
            if key in GROUPS.get(type(part), ()):
                place = Place(self._model.place.path, (*way, key))
                yield Value(self._file, place, None, "staff", GROUPED)
            else:
                yield from self._values(each, (*way, key), ways.below(key))

    def _leaf(self, value: Any, way: Pointer, ways: Ways) -> Value:
        named = ways.names.own
        why = None
        if isinstance(value, str) and self._of_another(value, named):
            why = OTHERS
        elif self._together and isinstance(value, str) and not named:
            why = TOGETHER
        free = isinstance(value, str) and not named
        seen = self._readers.widest(ways.readers.own, way, free=free)
        place = Place(self._model.place.path, way)
        return Value(self._file, place, None if why else value, seen, why)

    def _of_another(self, value: str, named: Any) -> bool:
        program = self._snapshot.program
        if _is_person(named):
            staff = named == "person" and value in program.staff
            return value != self._person and not staff
        return named is not None and _another_in(value, self._person, program.everybody)


def _laid(model: Model) -> dict[str, Any]:
    """The keys of a file, those beside others that only some files have as well."""
    found = _held(model)
    found.pop("place")
    detail = found.pop("detail", None)
    if isinstance(detail, Part):
        found |= _held(detail)
    entry = found.get("history", ())
    if len(entry) == 1 and set(_held(entry[0])) <= {"date", "stage"} and "stated_stage" in found:
        del found["history"]  # the file has it in its short form
    return found


def _held(part: Part) -> dict[str, Any]:
    """What a part says by key, written or by default; a part below that says nothing is not it."""
    return {
        key: value
        for key, name, default in _keys(type(part))
        if (value := getattr(part, name)) is not None
        and value != ()
        and not (isinstance(value, Part) and value == default)
    }


@cache
def _keys(kind: type[Part]) -> tuple[tuple[str, str, Any], ...]:
    """The keys of a part, with the name and the default of each."""
    return tuple((each.encode_name, each.name, each.default) for each in fields(kind))


def _entries(value: tuple[Any, ...]) -> Iterator[tuple[str | int, Any]]:
    """The entries of a list by their places, or those of a mapping with free keys."""
    pairs = all(isinstance(each, tuple) and not isinstance(each, Words) for each in value)
    yield from value if pairs else enumerate(value)


def _later(part: Part, days: Marks, day: str) -> bool:
    """Whether an entry came after the day, by the first of its days; some are moments, as texts."""
    for key, name, _ in _keys(type(part)):
        value = getattr(part, name)
        if isinstance(value, date) or (isinstance(value, str) and days.keys.get(key, NONE).own):
            return _is_after(value, day)
    return False


def _is_after(value: Any, day: str) -> bool:
    return str(value)[:10] > day


def _another_in(record: str, person: str, people: frozenset[str]) -> bool:
    """Whether a reference to a record holds another person's id, in a folder or in its name."""
    for each in record.removesuffix(".yml").split("/"):
        slug = each[11:].partition(".")[0]
        if any(name in people and name != person for name in (each, slug)):
            return True
    return False


def _statements(snapshot: Snapshot, person: str) -> Iterator[Value]:
    """The person's lines in statements of closed cycles, each cell by its heading."""
    people = snapshot.program.everybody
    for cycle, content in snapshot.program.statements.items():
        head = head_of(content)
        if head is None or head.closed > snapshot.as_of:
            continue
        path = f"program/statements/{cycle}.csv"
        for number, row in rows_with(content.decode("utf-8", "replace"), person):
            heading = _LINES.get(row[0] if row else "")
            if heading is not None and len(row) == len(heading) and row[1] == person:
                cells = zip(heading[2:], row[2:], strict=True)
                mine = {word: cell for word, cell in cells if not _another_in(cell, person, people)}
                yield Value(path, Place(path, (number, heading[0])), mine, "staff")
