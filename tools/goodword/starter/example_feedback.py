"""The feedback of a generated program: items, their steps, and the answers that people got."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from goodword.starter.example_frame import STAFF
from goodword.starter.written import quoted, schema_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from goodword.starter.example_frame import Span
    from goodword.starter.example_people import Person

_PARTS = (
    "kickstand",
    "rain canopy",
    "battery dock",
    "belt tensioner",
    "box floor",
    "child harness",
    "rear light",
    "steering cable",
    "brake lever",
    "mudguard stay",
)
_TROUBLES = (
    ("sticks after rain", "It worked for a year; since the first wet week it has to be forced."),
    ("rattles on cobbles", "You hear me coming two streets ahead, and the children cover their ears."),
    ("is not explained in the manual", "The picture shows the old part and there is no torque value."),
    ("wears faster than the rest", "This is the third one in a season; everything else is as new."),
    ("does not fit small hands", "My daughter cannot work it, and she is the one who rides it."),
    ("cannot be bought alone", "I need one screw and the shop sells me the whole assembly."),
)
_OUTCOMES = (
    ("planned", 45),
    ("declined", 15),
    ("already-available", 8),
    ("exploring", 10),
    ("deferred", 7),
    ("needs-info", 5),
)
_RATIONALES = {
    "planned": "Seen on {n} bikes in the workshop; the next batch of the {part} can carry the change.",
    "declined": "Looked at for the {part} ({n} reports): the change would cost what it is to save.",
    "already-available": "The {part} has had this since batch {n}; the manual did not say so.",
    "exploring": "Two suppliers sent a trial of the {part} ({n} pieces); the winter will tell.",
    "deferred": "The mould of the {part} is due in {n} months; a change before would be thrown away.",
    "needs-info": "We could not see it on the {part} here in {n} tries; load and weather are missing.",
}
_TOLD_BY = ("mail", "phone", "forum", "in-person")


@dataclass(slots=True)
class _Item:
    """An item as its steps are written."""

    id: str
    lines: list[str] = field(default_factory=list)

    def step(self, step: str, day: date, **fields: str) -> None:
        """Add a step; the fields are written as they are."""
        self.lines.append(f'  - step: {step}\n    date: "{day}"\n')
        self.lines.extend(f"    {key.rstrip('_')}: {value}\n" for key, value in fields.items())


def _present(random: Random, people: tuple[Person, ...], day: date) -> Person | None:
    for _ in range(40):
        person = random.choice(people)
        if person.joined and person.joined <= day <= person.until:
            return person
    return None


def _answer(  # noqa: PLR0913 - the parts of one record
    random: Random,
    item: str,
    person: Person,
    milestone: str,
    day: date,
    text: str,
) -> tuple[str, bytes]:
    channel = random.choice(_TOLD_BY)
    body = (
        f"{schema_line('touchpoint', 3)}kind: answer\nby: {person.owner}\nchannel: {channel}\n"
        f"refs: [{quoted(item)}]\nstep: told\nmilestone: {milestone}\n"
        f"ref: https://mail.example/m/{random.randrange(10**9)}\ndelivery: sent\n"
        f"summary: {quoted(text)}\n"
    )
    return f"influencers/{person.id}/touchpoints/{day}-{milestone}-{item[11:]}.yml", body.encode()


class _Telling:
    """Tells the originators of one item, with few left out."""

    def __init__(self, random: Random, time: Span, item: str, people: list[Person]) -> None:
        self.random, self.time, self.item, self.people = random, time, item, people

    def of(self, milestone: str, day: date, text: str) -> Iterator[tuple[str, bytes]]:
        """The answers for a milestone; nobody is told after they left, nor after the last day."""
        for person in self.people:
            told = day + timedelta(days=self.random.randint(0, 7))
            if told > min(self.time.last, person.until) or self.random.random() < 0.06:
                continue
            words = f"{person.name.split()[0]}, {text}"
            yield _answer(self.random, self.item, person, milestone, told, words)


def _steps(  # noqa: PLR0913 - one story from its beginning to its end
    random: Random,
    time: Span,
    item: _Item,
    tell: _Telling,
    part: str,
    received: date,
) -> Iterator[tuple[str, bytes]]:
    """The later steps of an item, as far as the time reaches; the answers come out."""
    owner, department = random.choice(STAFF)[::2]
    day = received + timedelta(days=random.randint(0, 4))
    if day > time.last:
        return
    item.step("acknowledged", day, by=owner)
    if random.random() < 0.5:
        yield from tell.of("acknowledged", day, f"we have your note about the {part}.")
    day += timedelta(days=random.randint(0, 5))
    if day > time.last:
        return
    severity = random.choice(("low", "normal", "normal", "high"))
    item.step("triaged", day, department=department, owner=owner, severity=severity)
    day += timedelta(days=random.randint(2, 60))
    if day > time.last:
        return
    outcome = random.choices([o for o, _ in _OUTCOMES], [w for _, w in _OUTCOMES])[0]
    rationale = _RATIONALES[outcome].format(part=part, n=random.randint(3, 400))
    extra = {}
    if outcome == "deferred":
        extra["revisit"] = f'"{day + timedelta(days=180)}"'
    if outcome == "declined":
        extra["reason_code"] = "too-costly"
    if outcome == "already-available":
        extra["link"] = "https://haulwick.example/manual"
    say = f"\n      members: {quoted(f'We looked at the {part}: {outcome}.')}"
    item.step(
        "decided", day, by=owner, outcome=outcome, rationale=quoted(rationale), say=say, **extra
    )
    milestone = "question" if outcome == "needs-info" else "decided"
    yield from tell.of(milestone, day, f"about the {part}: {rationale}")
    if outcome != "planned":
        return
    day += timedelta(days=random.randint(5, 120))
    if day > time.last:
        return
    say = f"\n      members: {quoted(f'The {part} is changed; ask for it at any workshop.')}"
    item.step("delivered", day, by=owner, what=f"A changed {part}", where="next batch", say=say)
    yield from tell.of("delivered", day, f"the changed {part} that you asked for is here.")


def feedback_files(
    random: Random, time: Span, people: tuple[Person, ...], count: int
) -> Iterator[tuple[str, bytes]]:
    """So many items and the answers to the people who raised them, as (path, bytes)."""
    for number in range(count):
        received = time.first + timedelta(days=random.randint(30, time.days - 2))
        originators = [_present(random, people, received) for _ in range(random.choice((1, 1, 2)))]
        raised = list({each.id: each for each in originators if each}.values())
        if not raised:
            continue
        part, (trouble, words) = random.choice(_PARTS), random.choice(_TROUBLES)
        item = _Item(f"{received}-{part.replace(' ', '-')}-{number}")
        item.step(
            "received",
            received,
            from_=f"[{', '.join(each.id for each in raised)}]",
            channel=random.choice(_TOLD_BY),
            summary=quoted(words),
        )
        tell = _Telling(random, time, item.id, raised)
        yield from _steps(random, time, item, tell, part, received)
        text = (
            f"{schema_line('feedback', 2)}title: The {part} {trouble}\narea: {part}\n"
            f"pillar: efficacy\nconfidentiality: members\nsteps:\n{''.join(item.lines)}"
        )
        yield f"program/feedback/{item.id}.yml", text.encode()
