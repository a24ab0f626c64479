"""A table for each kind of file and for each list in one, made from the kind's model.

A key is a column; what lies in a mapping below a key is a column too (`decision_by`); a list, or a
mapping with free keys, is a table of its own (`claim_reversals_shares`), whose first columns name
the row that it belongs to. A text in several languages is a column with the program's first one,
and a table `…_texts` with all. So a new kind, or a new key, is there by itself.
"""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_origin

from goodword.exports.tables.making import (
    Making,
    attribute,
    branches,
    entries,
    first_of,
    held_in,
    is_part,
    members,
    only,
)
from goodword.exports.tables.table import NAMED, Column, Table
from goodword.exports.tables.ways import ways_of, ways_of_form
from goodword.model.audit import Audit
from goodword.model.plain import Words
from goodword.model.program import KINDS
from goodword.model.shape import replace
from goodword.model.touchpoint import DETAILS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from goodword.exports.tables.making import Get, Things
    from goodword.exports.tables.table import Row, Type
    from goodword.exports.tables.ways import Ways
    from goodword.model.program import Kind
    from goodword.model.shape import Part
    from goodword.snapshot import Snapshot

TYPES: dict[Any, Type] = {
    str: "text",
    int: "integer",
    bool: "boolean",
    date: "day",
    Decimal: "number",
    Words: "text",
}
"""What a column is, by the type of the model's field."""
ABOUT_PEOPLE = frozenset(
    {
        "profile",
        "touchpoint",
        "claim",
        "redemption",
        "feedback",
        "audit",
        "incident",
        "signal",
        "term",
        "erasure",
    }
)
"""Kinds whose texts are somebody's words about somebody; they leave for no lake."""
KEYED = {"claim": "influencer"}
"""What the keys of all mappings of a kind name, where its schema leaves that to a rule."""
WITHHELD = frozenset(
    {
        *("profile_accounts", "profile_relations", "audit", "audit_brand", "audit_brand_said"),
        *("segments_segments_where_stances", "segments_segments_where_wants", "audit_answer_said"),
        *("profile.portal_key", "profile.stance", "profile.reachable", "profile.staff"),
        *("program_staff.github_id", "program_staff.github_login"),
    }
)
"""Tables and columns that leave for no lake, though they hold ids or figures."""
LEFT_OUT = re.compile(r".*_(?:snoozed|judged_[a-z_]+)")
"""Tables that no question over several programs is about."""


def kind_tables() -> tuple[Table, ...]:
    """The tables of all kinds, each kind's own before those of its lists."""
    return tuple(table for kind in KINDS for table in _tables(kind))


def _tables(kind: Kind) -> Iterator[Table]:
    made: list[Making] = []
    root = "path"
    if kind.many:
        root = next(n for n in ("id", "path") if n == "path" or n in members(kind.model))
    if kind.name == "measures":
        root = "cycle"
    own = Column(root, needed=True)
    things = _by_id if root == "id" else _by_cycle if root == "cycle" else _by_path
    making = Making(kind, kind.name, f"a file of the kind {kind.name}", (own,), things)
    made.append(making)
    _members(made, making, kind.model, lambda part: part, "", ways_of(kind.name))
    for each in made:
        yield _finished(each)
        yield from _texts(each)


def _by_id(model: Any) -> Iterable[tuple[Row, Any]]:
    return (((model.id,), model),)


def _by_path(model: Any) -> Iterable[tuple[Row, Any]]:
    return (((model.place.path,), model),)


def _by_cycle(model: Any) -> Iterable[tuple[Row, Any]]:
    return (((model.cycle,), model),)


def _members(
    made: list[Making], into: Making, cls: type, get: Get, prefix: str, ways: Ways
) -> None:
    """A column or a table for each field of a struct, of which `get` gives one of a thing."""
    for key, each in members(cls).items():
        value = attribute(get, each.name)
        if each.name == "place":
            if into.key != ("path",):
                path = attribute(value, "path")
                into.leaves.append((Column("path", needed=True, shared=False), path, False))
        elif each.name == "detail":
            for detail in dict.fromkeys(DETAILS.values()):
                forms = tuple(form for form, made_of in DETAILS.items() if made_of is detail)
                _beside(made, into, detail, value, ways_of_form(into.kind.name, forms))
        elif not (len(into.own) == 1 and not prefix and key == into.key[0]):
            _add(made, into, f"{prefix}{key}", each.hint, value, ways.below(key, into.kind.name))


def _beside(made: list[Making], into: Making, cls: type, get: Get, ways: Ways) -> None:
    """A table of what only some of the files have, a row for each of these."""
    columns, foreign = into.owned()

    def things(model: Any) -> Iterator[tuple[Row, Any]]:
        for key, thing in into.things(model):
            part = get(thing)
            if isinstance(part, cls):
                yield key, part

    name = f"{into.name}_{cls.__name__.lower()}"
    about = f"what a file of the kind {into.kind.name} adds: {cls.__name__.lower()}"
    below = Making(into.kind, name, about, columns, things, foreign)
    made.append(below)
    _members(made, below, cls, lambda part: part, "", ways)


def _add(made: list[Making], into: Making, name: str, hint: Any, get: Get, ways: Ways) -> None:
    """What a value of that type becomes: columns of a table, or tables below it."""
    forms = [each for each in branches(hint) if each is not type(None)]
    parts = [each for each in forms if is_part(each)]
    plain = [each for each in forms if each in TYPES or each in parts]
    for branch in forms:
        own = only(get, get_origin(branch) or branch) if len(forms) > 1 else get
        if branch in TYPES:
            _leaf(into, name, branch, own, ways, alone=len(plain) == 1)
        elif branch not in parts:
            _below(made, into, name, branch, own, ways)
    tagged = len(parts) > 1
    if tagged:
        into.leaves.append((Column(f"{name}step", needed=True), attribute(get, "step"), False))
    for part in parts:
        inside = f"{name}_" if name and not tagged else name
        of = ways_of_form(into.kind.name, (_word(part),)) if tagged else ways
        _members(made, into, part, only(get, part), inside, of)
    if tagged:
        _merge(into)


def _word(step: type[Part]) -> str:
    """The word by which a form of a step is told from the others."""
    return str(step.__struct_config__.tag)


def _merge(into: Making) -> None:
    """Columns of the same name that several forms of a thing have, as one."""
    merged: dict[str, tuple[Column, list[Get], bool]] = {}
    for column, get, words in into.leaves:
        known = merged.get(column.name)
        if known is not None and known[0].type != column.type:
            other = f"{column.name}_{column.type}"
            merged[other] = (dataclasses.replace(column, name=other), [get], words)
            continue
        if known is None:
            merged[column.name] = (column, [get], words)
            continue
        both = dataclasses.replace(
            known[0],
            names=known[0].names if known[0].names == column.names else "",
            shared=known[0].shared and column.shared,
            needed=False,
        )
        merged[column.name] = (both, [*known[1], get], words)
    into.leaves = [(column, first_of(gets), words) for column, gets, words in merged.values()]


def _leaf(into: Making, name: str, cls: Any, get: Get, ways: Ways, *, alone: bool) -> None:
    kind, type_, names = into.kind.name, TYPES[cls], NAMED.get(ways.named, "") if alone else ""
    shared = type_ != "text" or ways.coded or name == "id" or _is_title(kind, name, cls)
    if {into.name, f"{into.name}.{name}"} & WITHHELD:
        shared = False
    column = Column(into.apart(name), type_, names, shared)
    into.leaves.append((column, get, cls is Words))


def _is_title(kind: str, name: str, cls: Any) -> bool:
    """Whether it is what the program calls something of its own, which everybody may read."""
    titles = {"name", "title", "goal", "unit"}
    return cls is Words and kind not in ABOUT_PEOPLE and name.rpartition("_")[2] in titles


def _below(made: list[Making], into: Making, name: str, hint: Any, get: Get, ways: Ways) -> None:
    """The table of a list, or of a mapping with free keys."""
    columns, foreign = into.owned()
    inner, pairs = held_in(hint)
    last = Column("position", "integer", needed=True)
    if pairs:
        named = ways.keyed or KEYED.get(into.kind.name, "")
        last = Column("key", names=NAMED.get(named, ""), needed=True)
    kept = len(columns)

    def things(model: Any) -> Iterator[tuple[Row, Any]]:
        for key, thing in into.things(model):
            for each, what in entries(get(thing), pairs=pairs):
                yield (*key[:kept], each), what

    known = next((each for each in made if each.name == f"{into.name}_{name}"), None)
    if known is not None:  # another form of the thing has the same list
        known.things = _chained(known.things, things)
        return
    about = f"an entry of `{name}` in a row of {into.name}"
    below = Making(into.kind, f"{into.name}_{name}", about, (*columns, last), things, foreign)
    made.append(below)
    parts = all(is_part(each) for each in branches(inner) if each is not type(None))
    _add(made, below, "" if parts else "value", inner, lambda thing: thing, ways.entries)


def _chained(one: Things, other: Things) -> Things:
    def things(model: Any) -> Iterator[tuple[Row, Any]]:
        yield from one(model)
        yield from other(model)

    return things


def _texts(making: Making) -> Iterator[Table]:
    """The table of all languages of the texts of another table."""
    words = [(column.name, get) for column, get, is_words in making.leaves if is_words]
    if not words:
        return
    owner, foreign = making.owned()
    alone = not owner

    def make(snapshot: Snapshot) -> Iterator[Row]:
        first = snapshot.program.settings.languages[0]
        for model in _models(snapshot, making.kind):
            for key, thing in making.things(model):
                for name, get in words:
                    text = get(thing)
                    for language, said in text.by_language(first).items() if text else ():
                        yield (*(() if alone else key), name, language, said)

    own = (
        Column("field", needed=True),
        Column("language", needed=True),
        Column("text", needed=True, shared=False),
    )
    yield Table(
        f"{making.name}_texts",
        f"a text of {making.name} in one of its languages",
        (*owner, *own),
        (*(each.name for each in owner), "field", "language"),
        make,
        foreign,
        shared=False,
    )


def _finished(making: Making) -> Table:
    leaves = [
        (dataclasses.replace(column, shared=column.shared and making.name not in WITHHELD), get, w)
        for column, get, w in making.leaves
    ]
    shared = making.name not in WITHHELD and not LEFT_OUT.fullmatch(making.name)
    says = [column for column, _, _ in leaves if column.shared] or making.kind.name == making.name
    return Table(
        making.name,
        making.about,
        (*making.own, *(column for column, _, _ in leaves)),
        making.key,
        _maker(making.kind, making.things, [(get, words) for _, get, words in leaves]),
        making.foreign,
        dated=_dated(making.kind),
        shared=shared and bool(says),
    )


def _maker(
    kind: Kind, things: Things, gets: list[tuple[Get, bool]]
) -> Callable[[Snapshot], Iterator[Row]]:
    def make(snapshot: Snapshot) -> Iterator[Row]:
        first = snapshot.program.settings.languages[0]
        for model in _models(snapshot, kind):
            for key, thing in things(model):
                yield (*key, *(_value(get(thing), first) if w else get(thing) for get, w in gets))

    return make


def _value(words: Words | None, first: str) -> str | None:
    return words.by_language(first).get(first, words.first) if words else None


def _models(snapshot: Snapshot, kind: Kind) -> Iterator[Any]:
    room = getattr(snapshot.program, kind.room)
    for model in room.values() if kind.many else (room,):
        if model is not None:
            yield _discreet(model)


def _discreet(model: Any) -> Any:
    """The model without what not even staff read: an audit's answer of who may not be named."""
    if isinstance(model, Audit) and model.answer and not model.answer.may_be_named:
        return replace(model, answer=None)
    return model


def _dated(kind: Kind) -> Callable[[Row], date | str] | None:
    """The day or cycle in the name of a file, for kinds whose files have one."""
    if kind.name in {"audit", "measures"}:
        at = 2 if kind.name == "audit" else 0
        return lambda row: str(row[0]).split("/")[at]
    if kind.name in {
        "event",
        "feedback",
        "incident",
        "signal",
        "term",
        "touchpoint",
        "redemption",
        "claim",
    }:
        return lambda row: date.fromisoformat(str(row[0]).rpartition("/")[2][:10])
    return None
