"""What base says without somebody whom the change erases: that is what head must contain.

An erasure changes records of many people at once, and nothing but that. So base is read as the
erasure would have left it, by the same code that erases; all promises compare head with that. An
erasure lets nothing else through: what it does not bring about itself is judged as ever.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.diagnostics import Diagnostic
from goodword.erasing.files import Files, of_person, touchpoint_of
from goodword.erasing.kept import STOOD_FOR, rests
from goodword.erasing.own import ERASED
from goodword.erasing.traces import Traces, said_by
from goodword.model.paths import DOCUMENTS, row_of
from goodword.nearest import alike
from goodword.source.documents import read_document

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from goodword.diagnostics import Pointer
    from goodword.model.program import Program
    from goodword.source.trees import Tree

_LARGEST = 1 << 30


class Gone(NamedTuple):
    """Somebody whom a change erases: their id in base, and what they are called in head."""

    old: str
    new: str


class Without(NamedTuple):
    """Base without them.

    Args:
        changes: contents by path, None for files that go; laid over base.
        blanked: texts of which head has less words than base, as the way to each.
    """

    changes: Mapping[str, bytes | None]
    blanked: tuple[tuple[str, Pointer], ...]


def who_went(base: Program, head: Program, there: frozenset[str]) -> tuple[Gone, ...]:
    """Who is erased, each under which name; nobody where fewer erasures came than people went.

    Args:
        base: what base says.
        head: what head says.
        there: paths of all files of head.
    """
    went = sorted(set(base.influencers) - set(head.influencers))
    came = sorted(
        {each.id for path, each in head.erasures.items() if path not in base.erasures}
        - set(base.influencers)
    )
    if not went or len(came) < len(went):
        return ()
    found = []
    for old in went:
        # Of several the one that has this person's records, as far as their names say so.
        paths = [each for each in (*base.claims, *base.redemptions) if _has(each, old)]
        new = max(came, key=lambda name: sum(_moved(each, old, name) in there for each in paths))
        came.remove(new)
        found.append(Gone(old, new))
    return tuple(found)


def _has(path: str, person: str) -> bool:
    return f"/{person}/" in path or path[:-4].partition("/claims/")[2][11:].split(".")[0] == person


def _moved(path: str, old: str, new: str) -> str:
    if path.startswith("influencers/"):
        return path.replace(f"influencers/{old}/", f"influencers/{new}/", 1)
    return re.sub(rf"(?<=/[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}-){re.escape(old)}(?=\.)", new, path)


def without(gone: Gone, base: Tree, program: Program, head: Tree, after: Program) -> Without:
    """Base as the erasure of one person would have left it.

    Args:
        gone: who.
        base: its files.
        program: what they say.
        head: the files of head, where touchpoints have new names that only their order tells.
        after: what they say.
    """
    paths = [each.path for each in base.listing().files]
    contents = {
        path: data
        for path, data in base.read_many(paths, _LARGEST)
        if not isinstance(data, Diagnostic)
    }
    own = contents.get(f"influencers/{gone.old}/profile.yml", b"")
    traces = Traces(
        gone.old,
        gone.new,
        said_by(read_document(own, "")[0]),
        frozenset(_others(program, gone.old)),
        (),
        _records(
            gone,
            [*paths, *program.packed],
            [*(each.path for each in head.listing().files), *after.packed],
        ),
    )
    referral = rests(contents.items()).referral or _brought(after, gone.new)
    stands = {
        field: dict(sorted({*_stands(gone, program, after, field)}, reverse=True))
        for field in STOOD_FOR
    }
    traces = replace(traces, referral=referral, stands=stands)
    files = Files(traces, _dumped)
    files.digests.learn(data for path, data in contents.items() if path.endswith(".csv"))
    changes: dict[str, bytes | None] = {}
    blanked: list[tuple[str, Pointer]] = []
    for path, data in contents.items():
        there, new = files.path(path), files.content(path, data)
        if there != path:
            changes[path] = None
        if there is None or new is None:
            continue
        row = row_of(there)
        if row is not None and row.kind in DOCUMENTS:
            new, found = _as_head(there, new, head, gone.new)
            blanked += [(there, each) for each in found]
        if there != path or new != data:
            changes[there] = new
    return Without(changes, tuple(blanked))


def _brought(program: Program, one: str) -> bool:
    return one in program.influencers and program.influencers[one].referred_by is not None


def _stands(gone: Gone, base: Program, head: Program, field: str) -> Iterator[tuple[str, str]]:
    """What stands in head for a text of each claim of the person's; empty for the same words."""
    for path, claim in base.claims.items():
        other = head.claims.get(_moved(path, gone.old, gone.new))
        if not of_person(path, gone.old) or other is None:
            continue
        text, now = getattr(claim, field), getattr(other, field)
        if text and now:
            made = re.fullmatch(rf"{ERASED} {re.escape(gone.new)} [0-9]+", now)
            yield alike(text), now if made else ""


def _dumped(_: str, __: str, value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _others(program: Program, one: str) -> Iterator[str]:
    for each in program.influencers.values():
        if each.id != one:
            yield from (each.id, each.name, *each.links)
            yield from (account.login for _, account in each.accounts)
    for staff in program.settings.staff:
        yield from (staff.id, staff.name, *staff.emails)


def _records(gone: Gone, base: list[str], head: list[str]) -> dict[str, str]:
    """New names of touchpoints: those of a day keep their order."""

    def by_day(paths: list[str], person: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        names = {name for each in paths if (name := touchpoint_of(each, person)) is not None}
        for name in sorted(names, key=_order):
            found.setdefault(name[:10], []).append(name)
        return found

    after = by_day(head, gone.new)
    return {
        old: new
        for day, names in by_day(base, gone.old).items()
        for old, new in zip(names, after.get(day, ()), strict=False)
    }


def _order(name: str) -> tuple[str, int, str]:
    slug, _, number = name.partition(".")
    return slug, int(number) if number.isdecimal() else 1, name


def _as_head(path: str, data: bytes, head: Tree, new: str) -> tuple[bytes, list[Pointer]]:
    """A file in which texts have the words of head, where head only has the new id in their place.

    More words may have gone than the newest profile names the person by: older names, and those
    that somebody said.
    """
    other = head.read(path, _LARGEST)
    if isinstance(other, Diagnostic) or other == data:
        return data, []
    before, after = read_document(data, path)[0], read_document(other, path)[0]
    found: list[Pointer] = []
    merged = _merged(before, after, new, (), found)
    return (_dumped("", "", merged), found) if found else (data, [])


def _merged(before: Any, after: Any, new: str, way: Pointer, found: list[Pointer]) -> Any:
    if isinstance(before, dict) and isinstance(after, dict):
        return {
            key: _merged(each, after[key], new, (*way, key), found) if key in after else each
            for key, each in before.items()
        }
    if isinstance(before, list) and isinstance(after, list):
        return [
            _merged(each, after[at], new, (*way, at), found) if at < len(after) else each
            for at, each in enumerate(before)
        ]
    if isinstance(before, str) and isinstance(after, str) and _blanked(before, after, new):
        found.append(way)
        return after
    return before


def _blanked(before: str, after: str, new: str) -> bool:
    """Whether a text is another with the new id in the place of words."""
    parts = ".+?".join(map(re.escape, after.split(new)))
    return before != after and new in after and bool(re.fullmatch(parts, before, re.DOTALL))
