"""What verbs are done to: how it is named on the command line, and looked up in the program."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from goodword.cli.lookup import known, records
from goodword.cli.referring import item, named, objective, people
from goodword.cli.segments import of_segment
from goodword.cli.terms import nominated, terms
from goodword.days import EARLIEST
from goodword.ledger.closing import open_cycles
from goodword.ledger.visible import UNDECIDED, state_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from goodword.cli.writing import Writing
    from goodword.days import Cycle
    from goodword.verbs import Verb

    Row = Mapping[str, Any]


class Subject(NamedTuple):
    """What a verb is done to.

    Args:
        arguments: name and metavar of each; one that ends in `...` takes several.
        find: the paths or ids that a row names, which must be there; of new things the ids that
            were given, empty for none.
        people: the argument or option that has the people concerned.
        once: whether none may be named twice in a run.
        spare: options with which the last argument is not needed.
    """

    arguments: tuple[tuple[str, str], ...]
    find: Callable[[Writing, Verb, Row], Iterable[str]]
    people: str = ""
    once: bool = False
    spare: tuple[str, ...] = ()


def _items(run: Writing, _: Verb, row: Row) -> Iterable[str]:
    named(row["items"], "an item")
    there = run.program.feedback
    return [there[item(run, each)].place.path for each in row["items"]]


def _about(run: Writing, _: Verb, row: Row) -> Iterable[str]:
    """The item or incident that people are told of."""
    named(row["item"], "an item")
    return [item(run, row["item"], (*run.program.feedback, *run.program.incidents))]


def _influencers(run: Writing, verb: Verb, row: Row) -> Iterable[str]:
    """The ids, each of somebody on the map, or the record of which it is said what came of it."""
    if verb.closes and row[verb.closes]:
        folder, there = "influencers/{}/touchpoints", run.program.touchpoints
        return records("record", folder, [row[verb.closes]], there)
    if row.get("segment"):
        return of_segment(run, row)
    named(row["influencers"], "an influencer")
    return people(run, row["influencers"])


def _profiles(run: Writing, _: Verb, row: Row) -> Iterable[str]:
    named(row["influencers"], "an influencer")
    there = run.program.influencers
    return [there[each].place.path for each in people(run, row["influencers"])]


def _cycles(run: Writing, _: Verb, row: Row) -> Iterable[str]:
    """The cycles that are named, in order; of those to be closed the open ones before them too."""
    if row is not run.context.params:
        raise click.UsageError("cycles are named, not listed in a table")
    named(row["cycles"], "a cycle, such as 2026-Q3")
    cycles = {_cycle(run, row, each) for each in row["cycles"]}
    if row.get("with_earlier"):
        cycles |= {each for cycle in cycles for each in open_cycles(run.program, cycle)}
    return [each.name for each in sorted(cycles)]


def _measured(run: Writing, _: Verb, row: Row) -> Iterable[str]:
    """The file that has the measures of a cycle."""
    named(row["cycle"], "a cycle, such as 2026-Q3")
    return [f"program/measures/{_cycle(run, row, row['cycle']).name}.yml"]


def _cycle(run: Writing, row: Row, name: str) -> Cycle:
    """The cycle of that name; of the ones around a day something near is proposed."""
    cycles = run.program.cycles
    found = cycles.named(name)
    if found is None:
        present = cycles.of(run.day(row))
        known("cycle", name, [present.name, cycles.before(present).name])
        raise click.UsageError(f'there is no cycle "{name}"')
    return found


def _claims(run: Writing, _: Verb, row: Row) -> Iterable[str]:
    """The claims that are named, or all undecided ones of a mission in the order of submitting."""
    program, mission = run.program, run.context.params.get("mission")
    every = run.context.params.get("all")
    if mission is not None and not every:
        raise click.UsageError("--mission belongs to --all")
    if not every:
        named(row["claims"], "a claim, or --all with --mission")
        return records("claim", "missions/{}/claims", row["claims"], program.claims)
    if row["claims"] or row is not run.context.params:
        raise click.UsageError("--all takes no claims besides")
    if mission is None:
        raise click.UsageError("--all needs --mission")
    known("mission", mission, program.missions)
    day = run.day(row)
    return [
        claim.place.path
        for claim in program.claims_in_order
        if claim.mission == mission and state_on(claim, day) in UNDECIDED
    ]


def _requests(run: Writing, _: Verb, row: Row) -> Iterable[str]:
    return records(
        "request", "influencers/{}/redemptions", row["requests"], run.program.redemptions
    )


def _touchpoints(run: Writing, _: Verb, row: Row) -> Iterable[str]:
    return records("record", "influencers/{}/touchpoints", row["records"], run.program.touchpoints)


def _here(argument: str, what: str, room: str) -> Callable[[Writing, Verb, Row], Iterable[str]]:
    """Finds the paths of things that are named by id or path, in a room of the program."""

    def find(run: Writing, _: Verb, row: Row) -> Iterable[str]:
        given = row[argument]
        named(given, what)
        there = getattr(run.program, room)
        paths = {each.place.path: name for name, each in there.items()}
        names = [given] if isinstance(given, str) else given
        word = what.partition(" ")[2]
        return [there[known(word, paths.get(n, n), there)].place.path for n in names]

    return find


def _departments(run: Writing, _: Verb, row: Row) -> Iterable[str]:
    """The ids, each of a department."""
    named(row["departments"], "a department")
    there = run.program.departments
    known_ids = [each.id for each in there.departments] if there else []
    return [known("department", each, known_ids) for each in row["departments"]]


def _staff(run: Writing, _: Verb, row: Row) -> Iterable[str]:
    """The ids, each of a member of staff."""
    named(row["staff"], "a member of staff")
    return [known("member of staff", each, run.program.staff) for each in row["staff"]]


def _objective(run: Writing, _: Verb, row: Row) -> Iterable[str]:
    """The id of an objective."""
    named(row["objective"], "an objective")
    return [objective(run, row["objective"])]


def _audited(run: Writing, _: Verb, row: Row) -> Iterable[str]:
    """The files of an audit, the present one unless another is named."""
    named(row["people"], "a person")
    cycle = _cycle(run, row, row["cycle"]).name if row["cycle"] else run.snapshot.cycle.name
    return [f"program/audits/{cycle}/{each}.yml" for each in people(run, row["people"])]


def _answered(run: Writing, _: Verb, row: Row) -> Iterable[str]:
    """The audit of each person that was asked for, or their newest one."""
    named(row["people"], "a person")
    wanted = _cycle(run, row, row["cycle"]).name if row["cycle"] else None
    for person in people(run, row["people"]):
        found = [
            each
            for each in run.program.audits.values()
            if each.influencer == person and wanted in {None, each.cycle}
        ]
        if not found:
            of = f" of {wanted}" if wanted else ""
            message = f"{person} is in no audit{of}; it begins with goodword audit view {person}"
            raise click.UsageError(message)
        cycles = run.program.cycles
        dated = []
        for each in found:
            cycle = cycles.named(each.cycle)
            dated.append((cycle.start if cycle else EARLIEST, each.place.path))
        yield max(dated)[1]


def _owned(run: Writing, verb: Verb, row: Row) -> Iterable[str]:
    """The profiles that are named; nothing where all of somebody's is handed over."""
    if not row["from"]:
        return _profiles(run, verb, row)
    if row["influencers"]:
        raise click.UsageError("name influencers, or say --from, not both")
    if known("member of staff", row["from"], run.program.staff) == row["to"]:
        raise click.UsageError("--from and --to are the same")
    return [""]


def _title(_: Writing, __: Verb, row: Row) -> Iterable[str]:
    return [row["title"] or ""]


def _id(run: Writing, verb: Verb, row: Row) -> Iterable[str]:
    """The id that was said, by a flag or by itself; where ids are opaque the tool makes them up."""
    stated, alone = row["id"], row["own_id"]
    opaque = verb.kind == "profile" and run.program.settings.ids == "opaque"
    if opaque and (stated or alone):
        raise click.UsageError("ids are opaque here, so the tool makes them up")
    if stated and alone and stated != alone:
        raise click.UsageError(f'two ids are given, "{alone}" and "{stated}"')
    return [secrets.token_hex(4) if opaque else stated or alone or ""]


_CLOSING = ("answered", "kept", "segment")
"""Options that name a record of somebody or a segment; nobody is named besides."""
SUBJECTS = {
    "items": Subject((("items", "[ITEM]..."),), _items),
    "answer": Subject((("item", "[ITEM]"), ("people", "[PERSON]...")), _about, "people"),
    "title": Subject((("title", "[TITLE]"),), _title, "raised_by"),
    "influencers": Subject((("influencers", "[INFLUENCER]..."),), _influencers, spare=_CLOSING),
    "claims": Subject((("claims", "[CLAIM]..."),), _claims, once=True, spare=("all",)),
    "cycle": Subject((("cycle", "[CYCLE]"),), _measured),
    "cycles": Subject((("cycles", "[CYCLE]..."),), _cycles),
    "profiles": Subject((("influencers", "[INFLUENCER]..."),), _profiles),
    "requests": Subject((("requests", "[REQUEST]..."),), _requests, once=True),
    "touchpoints": Subject((("records", "[RECORD]..."),), _touchpoints, once=True),
    "id": Subject((("own_id", "[ID]"),), _id),
    "attendance": Subject(
        (("event", "[EVENT]"), ("people", "[PERSON]...")),
        _here("event", "an event", "events"),
        "people",
        spare=("nobody",),
    ),
    "communities": Subject(
        (("communities", "[COMMUNITY]..."),),
        _here("communities", "a community", "communities"),
        once=True,
    ),
    "missions": Subject(
        (("missions", "[MISSION]..."),), _here("missions", "a mission", "missions"), once=True
    ),
    "rewards": Subject(
        (("rewards", "[REWARD]..."),), _here("rewards", "a reward", "rewards"), once=True
    ),
    "incidents": Subject(
        (("incidents", "[INCIDENT]..."),), _here("incidents", "an incident", "incidents"), once=True
    ),
    "signals": Subject(
        (("signals", "[SIGNAL]..."),), _here("signals", "a signal", "signals"), once=True
    ),
    "heard": Subject(
        (("incident", "[INCIDENT]"), ("people", "[PERSON]...")),
        _here("incident", "an incident", "incidents"),
        "people",
    ),
    "audited": Subject((("people", "[PERSON]..."),), _audited),
    "answered": Subject((("people", "[PERSON]..."),), _answered, once=True),
    "owned": Subject((("influencers", "[INFLUENCER]..."),), _owned, spare=("from",)),
    "departments": Subject((("departments", "[DEPARTMENT]..."),), _departments),
    "staff": Subject((("staff", "[STAFF]..."),), _staff, once=True),
    "objective": Subject((("objective", "[OBJECTIVE]"),), _objective),
    "nominated": Subject((("people", "[PERSON]..."),), nominated, once=True),
    "terms": Subject((("people", "[PERSON]..."),), terms, once=True),
    "policies": Subject((), lambda *_: ["program/policies.yml"]),
    "term_settings": Subject((), lambda *_: ["program/terms.yml"]),
    "none": Subject((), lambda *_: [""]),
}
"""By the word that a verb has for it."""
