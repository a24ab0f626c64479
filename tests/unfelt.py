"""Changes of a program that an audience must not feel, drawn from everything it may not have."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodword.audience.gate import audience_view
from goodword.load import load
from goodword.model.paths import row_of
from goodword.snapshot import Snapshot
from goodword.source.trees import DiskTree, Overlay
from tests.design_felt import felt, felt_whole
from tests.design_oracle import Case, may_have
from tests.filled import Marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from random import Random

    from goodword.audience.view import View
    from goodword.audience.view.missions import LimitsView
    from goodword.source.schemas import Schemas

    Documents = Mapping[str, Any]
    Way = tuple[str | int, ...]


@dataclass(frozen=True)
class Change:
    """One change: a value of a file, or (without a way) the whole of it, None for gone."""

    path: str
    way: Way
    value: Any

    def __str__(self) -> str:
        return f"{self.path} {'.'.join(map(str, self.way))} = {self.value!r}"


@dataclass(frozen=True)
class Moment:
    """Days of a build: of the figures, and on which it is made."""

    as_of: date
    today: date


def leaves(value: Any, way: Way = ()) -> Iterator[tuple[Way, Any]]:
    """Every plain value of a document with the way to it."""
    if isinstance(value, dict | list):
        for step, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(each, (*way, step))
    else:
        yield way, value


def changes(
    documents: Documents, audience: str, on: Moment, schemas: Schemas, rng: Random
) -> list[Change]:
    """One change of every value, and of every second record, that the audience may not feel."""
    found: list[Change] = []
    pool = _pool(documents)
    for path, document in documents.items():
        row = row_of(path)
        assert row is not None, path

        def case(way: Way, path: str = path, kind: str = row.kind, d: Any = document) -> Case:
            mark = Marked(path, kind, way, d)
            return Case(documents, mark, audience, on.as_of.isoformat(), on.today)

        whole = case(())
        if audience != "staff" and not felt_whole(whole):
            made = _record(path, document, rng)
            if made is not None:
                found.append(made)
        for way, value in leaves(document):
            unfelt = (may_have if audience == "staff" else felt)(case(way))
            if unfelt:
                continue
            for other in _others(value, pool[row.kind, case(way).mark.field], rng):
                if other != value and schemas.judge(row.kind, _with(document, way, other)):
                    found.append(Change(path, way, other))
                    break
    return found


def _pool(documents: Documents) -> dict[tuple[str, str], list[Any]]:
    pool: dict[tuple[str, str], list[Any]] = {}
    for path, document in documents.items():
        row = row_of(path)
        for way, value in leaves(document):
            mark = Marked(path, row.kind if row else "", way, document)
            pool.setdefault((mark.kind, mark.field), []).append(value)
    return pool


def _record(path: str, document: Any, rng: Random) -> Change | None:
    """The record gone, or one like it beside it."""
    if rng.random() < 0.5:
        return Change(path, (), None)
    stem = path.removesuffix(".yml")
    if path.endswith(("/profile.yml", "/mission.yml")):
        folder, _, name = path.rpartition("/")
        return Change(f"{folder[:36]}-2/{name}", (), document)
    if not stem[-1].isalpha() or "/audits/" in path or "/measures/" in path:
        return None
    numbered = "/claims/" in path or "/touchpoints/" in path or "/redemptions/" in path
    return Change(f"{stem}.2.yml" if numbered else f"{stem}-2.yml", (), document)


def _others(value: Any, pool: Sequence[Any], rng: Random) -> Iterator[Any]:
    """What may stand in the place of a value."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield from (value + rng.choice([1, 7, 1000]), value + 1, max(0, value - 1))
    elif isinstance(value, str):
        yield rng.choice(pool)
        try:
            yield (date.fromisoformat(value) + timedelta(rng.choice([-9, -1, 1, 9]))).isoformat()
        except ValueError:
            yield f"{value} or another {rng.randrange(1000)}"
            yield f"{value}x"
        yield from sorted(set(map(str, pool)) - {value})[:9]
        yield from ("none", "modest", "critical", "declined", "other-failure", "adoption")
    else:
        yield 1


def _with(document: Any, way: Way, value: Any) -> Any:
    """The document with another value; what lies beside the way is shared by both."""
    step, *rest = way
    made = copy.copy(document)
    made[step] = _with(document[step], tuple(rest), value) if rest else value
    return made


def changed(documents: Documents, made: Sequence[Change], schemas: Schemas) -> dict[str, Any]:
    """The documents with these changes; one that does not fit the others is left out."""
    result = dict(documents)
    for each in made:
        row = row_of(each.path)
        assert row is not None, each.path
        if not each.way:
            if each.value is None:
                result.pop(each.path, None)
            else:
                result[each.path] = each.value
        elif each.path in result:
            tried = _with(result[each.path], each.way, each.value)
            if schemas.judge(row.kind, tried):
                result[each.path] = tried
    return result


def snapshot_of(documents: Documents, on: Moment, schemas: Schemas) -> Snapshot:
    """The program of these documents on a day."""
    files = {
        path: json.dumps(each, ensure_ascii=False).encode() for path, each in documents.items()
    }
    loaded = load(Overlay(DiskTree(Path("no such folder")), dict(files)), schemas, workers=0)
    assert not loaded.program.broken, loaded.diagnostics[:3]
    return Snapshot(loaded.program, on.as_of)


def view_of(documents: Documents, audience: str, on: Moment, schemas: Schemas) -> View:
    """What an audience has of the program of these documents: see `view_in`."""
    return view_in(snapshot_of(documents, on, schemas), audience, on)


def view_in(snapshot: Snapshot, audience: str, on: Moment) -> View:
    """What an audience has, without the figures that are released to everybody.

    Those are the number of members, how long reviews take, places left and stock.
    """
    view = audience_view(snapshot, audience, on.today)
    if audience == "staff":
        return view
    missions = tuple(
        replace(each, review_days=None, limits=_unreleased(each.limits)) for each in view.missions
    )
    rewards = tuple(replace(each, left=None, redeemable=True) for each in view.rewards)
    figures = replace(view.figures, members=None, review_days=None, few=False)
    return replace(view, missions=missions, rewards=rewards, figures=figures)


def _unreleased(limits: LimitsView) -> LimitsView:
    """Limits without what is left of them."""
    groups = tuple(replace(each, left=None) for each in limits.groups)
    return replace(limits, left=None, most=None, groups=groups)


def felt_ones(made: Sequence[Change], same: Any, most: int = 5) -> list[Change]:
    """Which of the changes are felt: halves of them are tried, then halves of these.

    Args:
        made: changes that are felt together.
        same: says of some of them whether nothing is felt.
        most: so many are found.
    """
    rest = list(made)
    found: list[Change] = []
    while len(found) < most and rest and not same(rest):
        low, high = 0, len(rest)
        while high - low > 1:
            middle = (low + high) // 2
            if same(rest[:middle]):
                low = middle
            else:
                high = middle
        found.append(rest.pop(high - 1))
    return found
