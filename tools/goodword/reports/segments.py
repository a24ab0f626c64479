"""`goodword segments`: who is in each segment on a day, why somebody is or is not, and its uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.ledger.segments import asked, people
from goodword.marked import marked
from goodword.model.segments import INSIDE
from goodword.model.shape import fields as fields_of
from goodword.reports.people import known_people, known_segment
from goodword.reports.report import Field, Report, counted, table, values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from goodword.diagnostics import Place
    from goodword.ledger.segments import Asked
    from goodword.model.profile import Profile
    from goodword.model.program import Program
    from goodword.model.segments import Segment, Where
    from goodword.snapshot import Snapshot


class _Use(NamedTuple):
    """Where a segment is named that decides something."""

    segment: str
    place: Place


class _In(NamedTuple):
    """A person and a segment, with what that asks of them."""

    segment: Segment
    person: str
    asked: tuple[Asked, ...]

    @property
    def whole(self) -> bool:
        """Whether they are in it."""
        return all(each.met for each in self.asked)


def segments_report(
    snapshot: Snapshot, ids: Sequence[str] = (), *, influencer: str | None = None
) -> Report:
    """Every segment with how many people are in it, or those named with who they are.

    Args:
        snapshot: the program on a day.
        ids: only these segments, each with its people and uses.
        influencer: say of this person, key by key, why they are or are not in them.

    Raises:
        Failure: a segment or a person that the program does not have.
    """
    program = snapshot.program
    chosen = [known_segment(program, each) for each in dict.fromkeys(ids)]
    chosen = chosen or list(program.segments.segments if program.segments else ())
    found = {each.id: people(program, each, snapshot.as_of, snapshot.tier_on) for each in chosen}
    uses = _uses(program)
    fields = _fields(program, found, uses)
    tables = [table(fields, chosen)]
    value: dict[str, Any] = {
        "as_of": snapshot.as_of.isoformat(),
        "segments": values(fields, chosen),
    }
    if influencer is not None:
        (who,) = known_people(snapshot, (influencer,))
        person = program.influencers[who]
        day, tier = snapshot.as_of, snapshot.tier_on
        rows = [_In(each, who, tuple(asked(each, person, day, tier))) for each in chosen]
        tables = [table(_WHY, [(row, each) for row in rows for each in row.asked], who)]
        value["influencer"] = {"id": who, "segments": values(_IN, rows)}
    elif ids:
        tables += [_who(snapshot, each, found[each.id]) for each in chosen]
        used = [each.id for each in chosen if uses[each.id]]
        tables += [table(_USED, uses[each], f"{each} decides") for each in used]
    title = f"segments, {snapshot.as_of}"
    return Report(title, tuple(tables), tuple(_notes(program, chosen)), value, tables[0])


_IN: tuple[Field[_In], ...] = (
    Field("id", "", get=lambda each: each.segment.id),
    Field("in", "", get=lambda each: each.whole),
    Field(
        "asked",
        "",
        get=lambda each: [
            {"key": x.key, "wanted": list(x.wanted), "held": list(x.held), "met": x.met}
            for x in each.asked
        ],
    ),
)
_WHY: tuple[Field[tuple[_In, Asked]], ...] = (
    Field("", "segment", get=lambda each: each[0].segment.id),
    Field("", "in it", get=lambda each: "yes" if each[0].whole else "no"),
    Field("", "asks for", get=lambda each: each[1].key),
    Field("", "one of", get=lambda each: ", ".join(each[1].wanted)),
    Field("", "has", get=lambda each: ", ".join(each[1].held) or "none"),
    Field("", "met", get=lambda each: "yes" if each[1].met else "no"),
)
_USED: tuple[Field[_Use], ...] = (Field("", "where", get=lambda each: each.place),)
_PLACE: tuple[Field[_Use], ...] = (
    Field("path", "", get=lambda each: each.place),
    Field("field", "", get=lambda each: each.place.pointer),
    Field("line", "", get=lambda each: each.place),
)


def _fields(
    program: Program, found: Mapping[str, Sequence[str]], uses: Mapping[str, Sequence[_Use]]
) -> tuple[Field[Segment], ...]:
    return (
        Field("id", "segment"),
        Field("name", "name"),
        Field("where", "", get=lambda each: asks(each.where)),
        Field("", "where", get=lambda each: words(each.where)),
        Field("kept", "", get=lambda each: list(each.kept)),
        Field("count", "people", "number", lambda each: len(found[each.id])),
        Field("people", "", get=lambda each: list(found[each.id])),
        Field("decides", "", get=lambda each: values(_PLACE, uses[each.id])),
        Field("", "decides", "number", lambda each: len(uses[each.id])),
        Field("place", "", get=lambda each: _place(program, each)),
    )


def _place(program: Program, segment: Segment) -> Place | None:
    found = program.segments
    return found.place.at("segments", found.segments.index(segment)) if found else None


def asks(where: Where) -> dict[str, list[str]]:
    """What a segment asks for, by key; keys that ask for nothing left out."""
    found = {each.name: list(getattr(where, each.name)) for each in fields_of(where)}
    return {key: wanted for key, wanted in found.items() if wanted}


def words(where: Where) -> str:
    """The same in a line; stages only where they are others than those that are asked about."""
    usual = where.stages == INSIDE
    return "; ".join(
        f"{key} {', '.join(wanted)}"
        for key, wanted in asks(where).items()
        if not (usual and key == "stages" and len(asks(where)) > 1)
    )


def _uses(program: Program) -> dict[str, list[_Use]]:
    """Where each segment decides something, by file."""
    found: dict[str, list[_Use]] = {each: [] for each in program.segment_of}

    def there(_: object, value: object) -> bool:
        return value in found

    for place, named in marked(program, "x-names", there, only="segment") if found else ():
        for each in named:
            found[each.value].append(_Use(each.value, place.at(*each.steps)))
    return found


def _who(snapshot: Snapshot, segment: Segment, ids: Sequence[str]) -> Any:
    program, day = snapshot.program, snapshot.as_of
    fields: tuple[Field[Profile], ...] = (
        Field("", "id", get=lambda each: each.id),
        Field("", "name", get=lambda each: each.name),
        Field("", "stage", get=lambda each: each.stage_on(day)),
        Field("", "category", get=lambda each: each.category),
        Field("", "region", get=lambda each: each.region),
        Field("", "owner", get=program.owner_of),
        Field("", "file", get=lambda each: each.place.path),
    )
    title = f"{segment.id}: {counted(len(ids), 'person', 'people')}"
    return table(fields, [program.influencers[each] for each in ids], title)


def _notes(program: Program, chosen: Sequence[Segment]) -> Iterator[str]:
    if program.segments is None:
        yield "there is no program/segments.yml: goodword new segment begins it"
    kept = [each.id for each in chosen if each.kept]
    if kept:
        yield f"{', '.join(kept)}: for lists and the agenda alone, since only staff know of it"
    if any(each.where.tiers for each in chosen):
        yield "a tier is the one with which the day began"
