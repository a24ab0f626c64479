"""What an import makes, what it had to assume, and what of it cannot be spent any more."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.actions.import_claims import decider, without_link
from goodword.reports.expected import few

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.actions.import_claims import Importing
    from goodword.actions.judging import Proposal
    from goodword.ledger.terms import Terms
    from goodword.model.mission import Mission
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot

_BECAUSE = {"bot": "a bot", "asked": "asked to be left out"}
_REUSE = {
    "always": "a link may count several times",
    "other-missions": "a link counts once",
    "never": "a link counts once in all missions",
}


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of one kind of thing: how many are new, how many were there or are left out."""

    what: str
    created: int
    kept: int
    why: str = ""


def overview(request: Importing, proposal: Proposal) -> tuple[Line, ...]:
    """What would be created, what is there already, what is left out, and why.

    Args:
        request: what was asked.
        proposal: what `import_claims` proposes.
    """
    history, names = request.history, request.names
    made = {edit.path for edit in proposal.edits}
    lines = [
        Line(f"program/{kind}.yml", 1, 0)
        if f"program/{kind}.yml" in made
        else Line(f"program/{kind}.yml", 0, 1, "kept as it is")
        for kind in names.documents
    ]
    profiles = sum(path.endswith("/profile.yml") for path in made)
    kept = len(history.people) - profiles
    lines.append(Line("people", profiles, kept, _there(kept)))
    events = Counter(event.mission for event in history.events)
    claims = Counter(path.split("/")[1] for path in made if "/claims/" in path)
    for mission in names.missions:
        new = f"missions/{mission.id}/mission.yml" in made
        lines.append(Line(f"mission {mission.id}", int(new), int(not new), _there(not new)))
        kept = events[mission.id] - claims[mission.id]
        lines.append(Line(f"claims of {mission.id}", claims[mission.id], kept, _there(kept)))
    if history.again:
        lines.append(Line("rows that stand again", 0, history.again, "the same event or link"))
    if history.erased:
        lines.append(Line("rows of the erased", 0, history.erased, "they are not made anew"))
    for handle, count in history.left_out.items():
        lines.append(Line(f"rows of {handle}", 0, count, _BECAUSE[names.left_out[handle]]))
    return tuple(lines)


def _there(count: int) -> str:
    return "already there" if count else ""


def assumptions(before: Program | None, after: Snapshot, request: Importing) -> tuple[str, ...]:
    """What the export does not say and the import had to assume, as sentences.

    Args:
        before: the program to which it is added, None for a new one.
        after: the program with the import, on the day.
        request: what was asked.
    """
    names, history = request.names, request.history
    found = [f"days are counted in {after.program.settings.timezone}"]
    found += _of_people(before, request)
    found.append(f"every claim was handed in, and approved by {names.by}, on the day of its event")
    own = sorted(p for p in history.people if decider(before, p, names) != names.by)
    if own:
        found.append(
            f"what {few(own)} did was approved by {names.second}, since it is {names.by}'s own"
        )
    found += _of_missions(before, after, request)
    if "points" not in names.columns:
        found.append("points are those of the map, since the export has none")
    if "evidence" not in names.columns:
        found.append("no claim has evidence, since the export has none")
    if history.timed < len(history.events):
        found.append("an event without a time counts at the end of its day")
    if names.dates is not None:
        found.append(f"days with the year last are written {names.dates}")
    if names.decimal is not None:
        found.append(f"a {names.decimal} stands before a fraction")
    if history.respelled:
        how = ", with what the map replaces" if names.replace else ""
        found.append(f"handles are written in lower case{how}")
    if history.left_out:
        found.append(f"left out: {few(list(history.left_out))}")
    if history.absent:
        found.append(f"named in the map, without a row in the export: {few(list(history.absent))}")
    found += [f"the column {heading} is not used" for heading in history.unused]
    return tuple(found)


def _of_people(before: Program | None, request: Importing) -> Iterator[str]:
    names = request.names
    there = before.influencers if before else {}
    if not any(person not in there for person in request.history.people):
        return
    whom = "everyone in the export" if not there else "everyone new in the export"
    since = names.since or "the day of their first event"
    yield f"{whom} is a member since {since}"
    yield "nobody has agreed to be shown: everything is for staff until they do"
    for what, value in (
        ("looked after by", names.owner),
        ("of the department", names.department),
        ("of the category", names.category),
    ):
        if value is not None:
            yield f"{whom} is {what} {value}"


def _of_missions(before: Program | None, after: Snapshot, request: Importing) -> Iterator[str]:
    """What holds for the missions that are made, and for those that are there."""
    names = request.names
    yield "every claim was done as was asked (quality normal)"
    there = before.missions if before else {}
    new = [mission for mission in names.missions if mission.id not in there]
    if new:
        which = "the missions" if len(new) == len(names.missions) else "the new missions"
        yield f"{which} have no limits, and one link may count several times"
        yield (
            f"points of {which} can be spent from the day of the event, and expire by the "
            "program's policy"
        )
    lacking = without_link(request)
    for mission in new:
        if mission.at_least is None and "evidence" in names.columns and lacking[mission.id]:
            count = lacking[mission.id]
            rows = "1 row has none" if count == 1 else f"{count} rows have none"
            yield f"{mission.id} asks for no evidence, since {rows}"
    for mission in names.missions:
        if mission.graded is not None:
            least, most = mission.graded
            yield (
                f"the points of {mission.id} are those of each row, from {least} to {most}, "
                f"agreed to by {names.second}"
            )
    for mission in names.missions:
        if mission.id in there:
            yield _stays(after.program.missions[mission.id], after.terms, request)


def _stays(mission: Mission, terms: Terms, request: Importing) -> str:
    """What holds for a mission that is there already, on the days of the events brought over."""
    on = {event.day for event in request.history.events if event.mission == mission.id}
    versions = [terms.points_version(mission.id, day) for day in on]
    limits = any(version is not None and version.limits for version in versions)
    waits = sorted({terms.maturation(mission.id, day) for day in on})
    parts = [f"{mission.id} stays as it is: {'with its' if limits else 'no'} limits"]
    parts.append(_REUSE[mission.evidence.reuse])
    if waits:
        least, most = waits[0], waits[-1]
        after = f"after {most} days" if least == most else f"after {least} to {most} days"
        parts.append(f"points can be spent {after if most else 'at once'}")
    return ", ".join(parts)


def expired(
    before: Program | None, snapshot: Snapshot, request: Importing, proposal: Proposal
) -> tuple[str, ...]:
    """How many of the points brought over cannot be spent any more, and what to set.

    Args:
        before: the program to which it is added, None for a new one.
        snapshot: the program with the import, on the day.
        request: what was asked.
        proposal: what `import_claims` proposes.
    """
    made = {edit.path for edit in proposal.edits}
    accounts = [snapshot.ledger.account(person) for person in request.history.people]
    lots = [lot for each in accounts for lot in each.lots if lot.source.place.path in made]
    gone = sum(lot.expired for lot in lots)
    brought = sum(lot.points for lot in lots)
    if not gone:
        return ()
    how_many = "all of them" if gone == brought else f"{gone} of {brought}"
    extend = "goodword influencer extend ID --of CLAIM --until DAY brings them back"
    keep = "to keep them set `points: [{from: DAY, expiry: never}]` under program in the map"
    return (
        f"points that have expired on arrival: {how_many}, by the program's policy",
        f"once they are written, {extend}" if before is not None else f"{keep}; later {extend}",
    )
