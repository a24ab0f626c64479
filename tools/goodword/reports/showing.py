"""`goodword show ID`: one person, mission, item or record on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.days import from_day
from goodword.diagnostics import Unnamed
from goodword.ledger.how_much import worth_in_words
from goodword.ledger.limits import limits_in_words
from goodword.ledger.visible import counts_on
from goodword.ledger.wording import beyond
from goodword.model.paths import row_of
from goodword.model.program import BY_NAME
from goodword.nearest import did_you_mean
from goodword.reports.groups import group_of, group_screen, limits_of
from goodword.reports.listing import cell, claim_state, summary
from goodword.reports.report import Column, Table
from goodword.reports.screens import fact, facts_table, item_screen, screen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.claim import Claim, Decision, Disclosure, Evidence, Later, Review
    from goodword.model.mission import Mission
    from goodword.model.program import Program
    from goodword.reports.report import Report
    from goodword.snapshot import Snapshot

_NEWEST = 10
_OF_PERSON = ("touchpoints", "redemptions", "terms")


def showing(snapshot: Snapshot, identifier: str) -> Report:
    """What the program knows of one thing.

    Args:
        snapshot: the program on a day.
        identifier: id of a person, mission, group, reward or feedback item, a record's path, or
            `<mission>/<date>-<influencer>` or, of a person's, `<influencer>/<date>-<name>`.

    Raises:
        Unnamed: nothing has that id.
    """
    program = snapshot.program
    identifier = _id_at(program, identifier)
    if identifier in program.influencers:
        return _person(snapshot, identifier)
    if identifier in program.missions:
        return _mission(snapshot, identifier)
    if identifier in program.feedback:
        return item_screen(snapshot, identifier)
    claim = program.claims.get(identifier) or program.claims.get(claim_path(identifier))
    if claim is not None:
        return _claim(snapshot, claim)
    record = _record(program, identifier)
    if record is not None:
        return _facts_of(identifier, record)
    group = group_of(program, identifier)
    if group is not None:
        return group_screen(snapshot, group)
    known = [*program.influencers, *program.missions, *program.feedback, *program.rewards]
    raise Unnamed(
        f'nothing has the id "{identifier}"{did_you_mean(identifier, known)}',
        "goodword list shows what there is",
    )


def _id_at(program: Program, path: str) -> str:
    """The key of what lies at a path; what is no path of anything stays as it is."""
    row = row_of(path)
    if row is None or row.kind not in BY_NAME or not BY_NAME[row.kind].many:
        return path
    things = getattr(program, BY_NAME[row.kind].room)
    return next((key for key, each in things.items() if each.place.path == path), path)


def claim_path(name: str) -> str:
    """The path of a claim named `<mission>/<date>-<influencer>[.n]`; a path stays as it is."""
    mission, slash, record = name.partition("/")
    return f"missions/{mission}/claims/{record}.yml" if slash and "/" not in record else name


def _record(program: Program, identifier: str) -> Any:
    rooms = (
        program.rewards,
        program.events,
        program.communities,
        program.incidents,
        program.signals,
        program.touchpoints,
        program.redemptions,
        program.audits,
        program.terms,
        program.measures,
        program.erasures,
    )
    names = (identifier, *_paths(identifier))
    return next((room[name] for name in names for room in rooms if name in room), None)


def _paths(name: str) -> Iterator[str]:
    """Where a record of a person may lie that is named `<influencer>/<date>-<name>`."""
    person, slash, record = name.removesuffix(".yml").partition("/")
    if slash and "/" not in record:
        yield from (f"influencers/{person}/{room}/{record}.yml" for room in _OF_PERSON)


def _person(snapshot: Snapshot, identifier: str) -> Report:
    program = snapshot.program
    person = program.influencers[identifier]
    day = snapshot.as_of
    account, stage = snapshot.ledger.members.get(identifier), person.stage_on(day)
    facts: list[tuple[str, object]] = [
        ("name", person.name),
        ("stage", f"{stage} since {person.entered_on(day)}" if stage else "not yet"),
        ("owner", program.owner_of(person)),
        ("department", program.department_of(person)),
        ("category", person.category),
        ("stance", person.stance),
        ("reachable", "yes" if person.reachable else "no"),
        ("region", person.region),
        ("topics", ", ".join(person.topics)),
        ("relations", "; ".join(map(cell, person.relations))),
        ("wants", "; ".join(map(cell, person.wants_on(day)))),
    ]
    consent = person.consent_on(day)
    if consent:
        shown = f"recognition {consent.recognition}, contact {consent.contact}"
        heard = f", by {consent.source}" if consent.source else ""
        messages = f"messages {consent.messages}{heard}"
        facts.append(("consent", f"{shown}, points {consent.points}, {messages}"))
    else:
        facts.append(("consent", "none given: staff only, nothing automated"))
    if account:
        facts += [
            ("tier", account.tier),
            ("standing", account.standing),
            ("spendable", account.spendable),
            ("pending", account.pending),
        ]
    facts += [
        (f"tier by hand from {each.from_}", f"{each.tier}: {each.reason}")
        for each in person.tier_floor
        if each.from_ <= day
    ]
    facts += [
        (f"put off until {each.until}", f"{each.what}: {each.because}")
        for each in person.snoozed
        if each.on(day)
    ]
    claims = [c for c in program.claims_in_order if identifier in c.people and c.submitted <= day]
    items = [i for i in snapshot.items.values() if identifier in i.originators]
    touchpoints = [t for t in program.touchpoints_of.get(identifier, ()) if t.date <= day]
    tables = [
        facts_table(facts),
        Table(
            (Column("from", "date"), Column("stage"), Column("by"), Column("reason")),
            tuple((e.date, e.stage, e.by, e.reason) for e in person.history if e.date <= day),
            "stages",
        ),
        _claims(snapshot, claims),
        Table(
            (Column("item"), Column("state"), Column("received", "date")),
            tuple((each.id, each.state, each.received) for each in items),
            "feedback",
        ),
        Table(
            (Column("date", "date"), Column("kind"), Column("by"), Column("summary")),
            tuple((t.date, t.kind, t.by, summary(t)) for t in touchpoints[-_NEWEST:]),
            f"touchpoints, newest {_NEWEST}" if len(touchpoints) > _NEWEST else "touchpoints",
        ),
    ]
    value = {
        "kind": "influencer",
        "id": identifier,
        "path": person.place.path,
        "facts": {name: fact(each) for name, each in facts},
        "claims": [c.place.path for c in claims],
        "feedback": [each.id for each in items],
        "touchpoints": [t.place.path for t in touchpoints],
    }
    return screen(f"{person.name} ({identifier})", tables, person.place.path, value)


def _claims(snapshot: Snapshot, claims: list[Claim]) -> Table:
    shown = claims[-_NEWEST:]
    rows = tuple(
        (
            each.occurred,
            each.mission,
            each.influencer,
            claim_state(on),
            on.points,
        )
        for each, on in zip(shown, map(snapshot.claim, shown), strict=True)
    )
    title = f"claims, newest {_NEWEST} of {len(claims)}" if len(claims) > _NEWEST else "claims"
    columns = (
        Column("occurred", "date"),
        Column("mission"),
        Column("influencer"),
        Column("state"),
        Column("points", "number"),
    )
    return Table(columns, rows, title)


def _mission(snapshot: Snapshot, identifier: str) -> Report:
    mission = snapshot.program.missions[identifier]
    claims = [
        c
        for c in snapshot.program.claims_in_order
        if c.mission == identifier and c.submitted <= snapshot.as_of
    ]
    facts: list[tuple[str, object]] = [
        ("title", mission.title.first),
        ("status", mission.status),
        ("opens", mission.opens),
        ("closes", mission.closes),
        ("objective", mission.objective),
        ("audience", mission.audience),
        ("reviewers", _reviewers(mission)),
        ("instructions", mission.instructions.first),
    ]
    for each in mission.points:
        begun = from_day(each.from_)
        facts.append((f"points{begun}", worth_in_words(each)))
        if each.limits:
            facts.append((f"limits{begun}", limits_in_words(each.limits)))
    facts += limits_of(snapshot, identifier)
    value = {
        "kind": "mission",
        "id": identifier,
        "path": mission.place.path,
        "facts": {name: fact(each) for name, each in facts},
        "claims": [c.place.path for c in claims],
    }
    tables = [facts_table(facts), _claims(snapshot, claims)]
    return screen(f"{mission.title.first} ({identifier})", tables, mission.place.path, value)


def _reviewers(mission: Mission) -> str:
    quorum = mission.quorum
    if quorum is None:
        return ", ".join(mission.reviewers) or "everyone on staff"
    return f"{quorum.staff} of staff" + (
        f", or members: {quorum.members}" if quorum.members else ""
    )


def _shown(each: Evidence) -> str:
    stated = each.url or each.witness or each.event or each.title or each.kind
    return f"{stated} of {each.date}" if each.date else stated


def _with_part(person: str, claim: Claim) -> str:
    return f"{person} {claim.parts[person]} %" if person in claim.parts else person


def _disclosed(each: Disclosure) -> str:
    return f"{each.connection} in {each.where}" if each.where else each.connection


def _claim(snapshot: Snapshot, claim: Claim) -> Report:
    on = snapshot.claim(claim)
    decision = on.decision
    facts: list[tuple[str, object]] = [
        ("mission", claim.mission),
        ("people", ", ".join(_with_part(each, claim) for each in claim.people)),
        ("occurred", claim.occurred),
        ("submitted", claim.submitted),
        ("received", claim.received),
        ("state", claim_state(on)),
        ("summary", claim.summary),
        ("evidence", "; ".join(map(_shown, claim.evidence))),
        ("disclosure", "; ".join(_disclosed(each) for each in claim.disclosure)),
    ]
    for name, each in (("quantity", claim.quantity), ("key", claim.key)):
        facts += [] if each is None else [(name, each)]
    if claim.source:
        facts.append(("source", str(claim.source)))
    facts += [(f"by {each.date}", _more(each, by)) for each, by in counts_on(claim, snapshot.as_of)]
    facts += [(f"review by {each.by}", _said(each)) for each in claim.reviews]
    if decision:
        shares = ", ".join(f"{person} {points}" for person, points in on.shares)
        facts += [
            (
                "decided",
                f"{decision.outcome} on {on.decided} by {' and '.join(decision.deciders)}",
            ),
            ("points", on.points),
            ("shares", shares),
            ("reason", decision.reason or decision.reason_code),
        ]
        facts += _together(snapshot, claim, decision)
    if on.contested is not None:
        facts.append(("appeal", "on {}: {}".format(*on.contested)))
    value = {
        "kind": "claim",
        "path": claim.place.path,
        "facts": {name: fact(each) for name, each in facts},
    }
    return screen(claim.place.path, [facts_table(facts)], claim.place.path, value)


def _together(snapshot: Snapshot, claim: Claim, decision: Decision) -> Iterator[tuple[str, str]]:
    """Whom the limit of a group left less than their share."""
    for who, limit in decision.capped_by:
        if group_of(snapshot.program, limit) is not None:
            yield f"{who} cut by", beyond(snapshot.terms, claim, limit)


def _more(each: Later, decision: Decision | None) -> str:
    """How many there were later, and what was decided on it."""
    found = f"{each.quantity} in all, from {each.source}"
    if decision is None:
        return f"{found}: not decided yet"
    return f"{found}: {decision.outcome} on {decision.date}, {decision.points} points"


def _said(each: Review) -> str:
    """What one of several said of a claim."""
    parts = [each.quality] if each.outcome == "approved" else [each.reason_code]
    parts += [f"{each.quantity} counted" if each.quantity is not None else None]
    parts += [f"{each.stated} points" if each.stated is not None else None, *each.bonus]
    parts += [each.reason]
    return ", ".join(filter(None, [f"{each.outcome} on {each.date}", *parts]))


def _facts_of(identifier: str, record: Any) -> Report:
    facts = [
        (name.rstrip("_"), cell(getattr(record, name)))
        for name in record.__struct_fields__
        if name != "place"
    ]
    kind = type(record).__name__.lower()
    plain = {name: fact(each) for name, each in facts if each not in (None, (), "")}
    value = {"kind": kind, "id": identifier, "path": record.place.path, "facts": plain}
    return screen(f"{kind} {identifier}", [facts_table(facts)], record.place.path, value)
