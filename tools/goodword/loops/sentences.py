"""Why a loop is not closed, and who must do what next, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.loops.item import LATE, UNTOLD
from goodword.loops.rounds import gives
from goodword.loops.tellings import FOR_GOOD
from goodword.loops.told import level, silent_from
from goodword.loops.visible import effective
from goodword.model.feedback import Reopened
from goodword.texts import english
from goodword.texts.said import Named, Row, Said, row
from goodword.verbs import LEFT_OPEN, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from goodword.loops.item import Clock, Item, Loops, Told, Verdict
    from goodword.model.program import Program
    from goodword.texts.said import Slot


class Next(NamedTuple):
    """One thing that brings the loop nearer to its end.

    Args:
        who: staff id of whose job it is; empty where we wait for somebody else.
        said: what must be done, in every language.
        by: the last day; None where there is no clock.
        late: whether that day has passed.
        command: what does it; empty where nothing can be done now.
        to: those it is owed to; empty where that is everybody who raised the item.
        tells: of telling one person: the milestone.
        begun: of the same, the day of the step that they are told of.
    """

    who: str
    said: Said
    by: date | None
    late: bool
    command: str
    to: tuple[str, ...] = ()
    tells: str = ""
    begun: date | None = None

    @property
    def what(self) -> str:
        """The same as a sentence in English, without its full stop."""
        return english().say(self.said)


_STATE = {
    "received": "it was received, and nobody has taken notice",
    "acknowledged": "it has no owner yet",
    "triaged": "nothing has been decided",
    "planned": "it is planned, and nothing was delivered",
    "exploring": "it is being explored, and nothing was delivered",
    "deferred": "it is deferred, which is no end",
    "needs-info": "a question has to be answered first",
    "duplicate": "it is a duplicate, and ends with the item it repeats",
    "delivering": "it is not delivered in full",
    "reopened": "it was reopened",
    "delivered": "it is delivered, and not everybody who raised it was told",
    "declined": "it is declined, and not everybody who raised it was told",
    "available": "it is already available, and not everybody who raised it was told",
}
_CLOSED = {
    "closed-delivered": "it was delivered, and everybody who raised it was told",
    "closed-declined": "it was declined, and everybody who raised it was told",
    "closed-available": "it was there already, and everybody who raised it was told",
    "closed-withdrawn": "everybody who raised it has withdrawn it",
    "closed-duplicate": "the item it repeats is closed, and its own people were told",
    "closed-exempt": "everything owed was told or exempt, and at least one person was not told",
}
_CLOCK = {
    "acknowledge": "acknowledging it",
    "triage": "finding it an owner",
    "decide": "deciding it",
    "tell_decision": "telling the decision",
    "tell_delivery": "telling the delivery",
    "heartbeat": "the word of each cycle",
    "revisit": "looking at it again",
}


_GOING_ON = frozenset(_STATE) - {"duplicate", "delivered", "declined", "available"}
"""Phases in which people hear something in every cycle."""


def named(people: Sequence[str]) -> str:
    """Ids in a sentence: `ana, ben and eve`."""
    return " and ".join(filter(None, (", ".join(people[:-1]), *people[-1:])))


def owner_of(item: Item, program: Program, on: date) -> str:
    """Whose job the item is: its owner, else, or where they have left, the first of staff."""
    owner = program.staff.get(item.owner) if item.owner else None
    if owner is not None and owner.on(on):
        return owner.id
    present = (each.id for each in program.settings.staff if each.on(on))
    return next(present, program.settings.staff[0].id)


def nexts(item: Item, loops: Loops, program: Program) -> tuple[Next, ...]:
    """What must be done for an open item, most pressing first; nothing for a closed one."""
    if item.closed:
        return ()
    who = owner_of(item, program, loops.as_of)
    found = [*_brand(item, loops, program, who), *_tell(item, who, program, loops.as_of)]
    found += _heartbeat(item, who, loops.as_of)
    if item.phase in _GOING_ON and all(each.by is None for each in found):
        found += _next_beat(item, loops, program, who)
    found.sort(key=lambda each: (each.by is None, each.by or loops.as_of))
    return tuple(each._replace(command=whole(each.command)) for each in found)


def explain(item: Item, loops: Loops, program: Program) -> tuple[str, ...]:
    """The item's state and why, then what is next, then what was late, one sentence each."""
    reason = _CLOSED[item.state] if item.closed else _STATE[item.phase]
    round_ = f", round {item.round}" if item.round > 1 else ""
    sentences = [f'"{item.title}" is {item.state}{round_}: {reason}.']
    for each in nexts(item, loops, program):
        when = "" if each.by is None else f" by {each.by}"
        late = " (that day has passed)" if each.late else ""
        command = f": {each.command}" if each.command else "."
        subject = f"{each.who} must {each.what}" if each.who else each.what
        sentences.append(f"{subject}{when}{late}{command}")
    sentences += _exempt(item)
    for verdict in item.verdicts:
        what = judged(verdict, item, program, loops.as_of)
        sentences.append(f"{verdict.by} said on {verdict.date} that it {what}.")
    sentences += _breaches(item)
    return tuple(sentences)


def judged(verdict: Verdict, item: Item, program: Program, day: date) -> str:
    """What somebody's verdict says of an item, and what to think of where nothing came of it.

    Nothing is to be reopened that was since, or that they are content with since.
    """
    said = _VERDICT[verdict.verdict]
    later = any(
        each.by == verdict.by and each.verdict != "no"
        for each in item.verdicts[item.verdicts.index(verdict) + 1 :]
    )
    if verdict.verdict != "no" or later or not _stands(verdict, item, program, day):
        return said
    return f"{said}; consider reopening the item"


def _stands(verdict: Verdict, item: Item, program: Program, day: date) -> bool:
    """Whether a verdict is about the round that the item is in."""
    for _, step in reversed(effective(program.feedback[item.id].steps, day)):
        if gives(step) and step.date <= verdict.date:
            return True
        if isinstance(step, Reopened):
            return False
    return True


_VERDICT = {"solves": "solves it", "partly": "solves it in part", "no": "does not solve it"}


def _live(item: Item, name: str) -> Clock | None:
    return next((c for c in item.clocks if c.clock == name and c.running), None)


def _what(*milestones: str) -> Row:
    """What people are told of, as an object of telling."""
    return Row(tuple(Said(f"next.what.{each}") for each in dict.fromkeys(milestones)))


def _next(who: str, said: Said, clock: Clock | None, command: str) -> Next:
    late = clock is not None and clock.status in LATE
    return Next(who, said, clock.due if clock else None, late, command)


def _brand(item: Item, loops: Loops, program: Program, who: str) -> Iterator[Next]:
    """What the brand must do with the item itself."""
    verb = f"goodword feedback {{}} {item.id}"
    decide = f"{verb.format('decide')}{_words_for(item.originators, program, loops.as_of)}"
    triage = verb.format("triage") + (f" --department {LEFT_OPEN}" if program.departments else "")
    owner = program.staff.get(item.owner) if item.owner else None
    if item.owner is None:
        said = Said("next.department" if program.departments else "next.owner")
        yield _next(who, said, _live(item, "triage"), triage)
        return
    if owner is None or not owner.on(loops.as_of):
        said = Said("next.new_owner", {"owner": Named("staff", item.owner)})
        yield Next(who, said, None, late=False, command=triage)
    if item.phase in {"received", "acknowledged", "triaged"}:
        yield _next(who, Said("next.decide"), _live(item, "decide"), decide)
    elif item.phase == "needs-info":
        yield from _question(item, who, decide)
    elif item.phase in {"planned", "exploring", "delivering"}:
        said = Said("next.deliver_rest" if item.delivered else "next.deliver")
        yield Next(who, said, None, late=False, command=verb.format("deliver"))
    elif item.phase == "deferred":
        clock = _live(item, "revisit")
        if clock is None:
            yield Next(who, Said("next.look"), item.revisit, late=False, command=decide)
        else:
            yield _next(who, Said("next.again"), clock, decide)
    elif item.phase == "reopened":
        yield _next(who, Said("next.reopened"), _live(item, "decide"), decide)
    elif item.phase == "duplicate":
        yield _duplicate(item, loops, who, decide)


def _question(item: Item, who: str, decide: str) -> Iterator[Next]:
    clock = _live(item, "decide")
    if clock is not None and clock.status == "paused":
        yield Next("", Said("next.paused"), None, late=False, command="")
    said = Said("next.answered" if item.answered else "next.unanswered")
    yield _next(who, said, clock, decide)


def _duplicate(item: Item, loops: Loops, who: str, decide: str) -> Next:
    other = loops.items.get(item.of or "")
    if other is None:
        said = Said("next.no_item", {"item": item.of or ""})
        return Next(who, said, None, late=False, command=decide)
    said = Said("next.waits", {"item": Named("feedback", other.id), "state": other.state})
    return Next("", said, None, late=False, command=f"goodword loops {other.id} --explain")


def _tell(item: Item, who: str, program: Program, as_of: date) -> Iterator[Next]:
    """Whom to tell what: a newer message pays the older ones, so each person once.

    All that they wait for is named, since the day is that by which the first of it was due.
    """
    by_person: dict[str, list[Told]] = {}
    for told in item.told:
        if told.status in UNTOLD:
            by_person.setdefault(told.to, []).append(told)
    for person, owed in by_person.items():
        free = [told for told in owed if told.status != "withheld"]
        if free:
            due = min(told.due for told in free if told.due is not None)
            late = any(told.status == "overdue" for told in free)
            newest = free[-1].milestone
            if newest == "decided" and item.phase == "needs-info":
                newest = "question"
            round_ = f" --round {item.round}" if item.round > 1 else ""
            command = f"goodword feedback tell {item.id} {person} --milestone {newest}{round_}"
            what = _what(*(told.milestone for told in free[:-1]), newest)
            said = Said("next.tell", {"people": row((person,)), "what": what})
            begun = program.feedback[item.id].steps[free[-1].step].date
            yield Next(who, said, due, late, command, (person,), newest, begun)
    yield from _withheld(item, who, program, as_of)


_RULED = {
    "already-available": f" --link {LEFT_OPEN}",
    "declined": f" --as {LEFT_OPEN}",
    "deferred": f" --revisit {LEFT_OPEN}",
    "duplicate": f" --of {LEFT_OPEN}",
}
"""What else an outcome is decided with."""


_SAID_TO = ("public", "members", "nda")
"""For whom words are, by what a person may know."""


def _words_for(people: Iterable[str], program: Program, as_of: date) -> str:
    """The words that a decision needs so that each of these may be told it; empty for nobody.

    A decision without them leaves its telling withheld, and would have to be taken again.
    """
    levels = [level(program.influencers.get(each), as_of) for each in people]
    return f" --say-{_SAID_TO[min(levels)]} {LEFT_OPEN}" if levels else ""


def _withheld(item: Item, who: str, program: Program, as_of: date) -> Iterator[Next]:
    """What nobody may say yet: wait for the day, or find the words for all who lack them."""
    held = [told for told in item.told if told.status == "withheld"]
    for told in held:
        if told.reason == "not-public":
            values: dict[str, Slot] = {
                "person": Named("person", told.to),
                "what": _what(told.milestone),
            }
            yield Next("", Said("next.not_public", values), None, late=False, command="")
    # What is delivered is not decided again: a word of the delivery pays for the decision too.
    delivered = item.phase == "delivered"
    wordless = [told for told in held if told.reason != "not-public" and not delivered]
    unsaid = tuple(dict.fromkeys(told.to for told in wordless))
    if unsaid:
        due = min((told.due for told in wordless if told.due is not None), default=None)
        late = any(told.late_on(as_of) for told in wordless)
        what = _what(*(told.milestone for told in wordless))
        wanted: dict[str, Slot] = {"people": row(unsaid), "what": what}
        again = f"--outcome {item.outcome}{_RULED.get(item.outcome or '', '')}"
        command = f"goodword feedback decide {item.id} {again}{_words_for(unsaid, program, as_of)}"
        yield Next(who, Said("next.words", wanted), due, late=late, command=command, to=unsaid)


def _heartbeat(item: Item, who: str, as_of: date) -> Iterator[Next]:
    """A word to each who heard none in a cycle, those of one cycle together."""
    round_ = f" --round {item.round}" if item.round > 1 else ""
    for due, unheard in item.unheard:
        names = " ".join(unheard)
        command = f"goodword feedback tell {item.id} {names} --milestone heartbeat{round_}"
        said = Said("next.heartbeat", {"people": row(unheard)})
        yield Next(who, said, due, due < as_of, command, unheard)


def _next_beat(item: Item, loops: Loops, program: Program, who: str) -> Iterator[Next]:
    """What stays to be done while nothing has a clock: a word in the cycle that follows."""
    never = {told.to for told in item.told if told.status == "exempt" and told.reason in FOR_GOOD}
    day, profiles = loops.as_of, program.influencers
    waiting = [
        person
        for person in item.originators
        if person not in never and silent_from(profiles.get(person), day, day) is None
    ]
    if waiting:
        cycles = program.cycles
        last = cycles.after(cycles.of(loops.as_of)).last
        said = Said("next.beat", {"people": row(waiting)})
        yield Next(who, said, last, late=False, command="")


def _exempt(item: Item) -> Iterator[str]:
    reasons: dict[tuple[str, str], list[str]] = {}
    for told in item.told:
        if told.status == "exempt":
            reasons.setdefault((told.to, told.reason), []).append(
                english().say(Said(f"next.what.{told.milestone}"))
            )
    for (person, reason), what in reasons.items():
        yield f"{person} was not told {named(what)}: exempt as {reason}."


def _breaches(item: Item) -> Iterator[str]:
    """What was late and is over; what is late now stands above."""
    for clock in item.clocks:
        if clock.clock not in _CLOCK or not clock.breached or clock.running:
            continue
        whose = f" ({clock.person})" if clock.person else ""
        if clock.status == "met":
            how = f"took until {clock.stopped}"
        else:
            how = f"had not happened by {clock.stopped}, when it no longer mattered"
        yield f"{_CLOCK[clock.clock].capitalize()}{whose} was due by {clock.due} and {how}."
