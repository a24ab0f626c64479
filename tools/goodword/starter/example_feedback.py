"""The feedback of a generated program: items, their steps, and the answers that people got."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.starter.example_frame import STAFF
from goodword.starter.written import both, quoted, schema_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
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
    (
        "rattles on cobbles",
        "You hear me coming two streets ahead, and the children cover their ears.",
    ),
    (
        "is not explained in the manual",
        "The picture shows the old part and there is no torque value.",
    ),
    ("wears faster than the rest", "This is the third one in a season; everything else is as new."),
    ("does not fit small hands", "My daughter cannot work it, and she is the one who rides it."),
    ("cannot be bought alone", "I need one screw and the shop sells me the whole assembly."),
)
_SPANISH = {
    "kickstand": "la pata de cabra",
    "rain canopy": "la capota",
    "battery dock": "la base de la batería",
    "belt tensioner": "el tensor de la correa",
    "box floor": "el suelo de la caja",
    "child harness": "el arnés infantil",
    "rear light": "la luz trasera",
    "steering cable": "el cable de dirección",
    "brake lever": "la maneta de freno",
    "mudguard stay": "la varilla del guardabarros",
    "sticks after rain": "se atasca tras la lluvia",
    "rattles on cobbles": "traquetea en los adoquines",
    "is not explained in the manual": "no se explica en el manual",
    "wears faster than the rest": "se gasta antes que el resto",
    "does not fit small hands": "no encaja en manos pequeñas",
    "cannot be bought alone": "no se vende por separado",
    "planned": "previsto",
    "declined": "rechazado",
    "already-available": "ya existe",
    "exploring": "en estudio",
    "deferred": "aplazado",
    "needs-info": "nos falta saber algo",
}
"""Parts, troubles and outcomes in the program's second language."""
_OUTCOMES = {
    "planned": 45,
    "declined": 15,
    "already-available": 8,
    "exploring": 10,
    "deferred": 7,
    "needs-info": 5,
}
"""How often each is decided, in relation to the others."""
_MORE = {
    "declined": {"reason_code": "too-costly"},
    "already-available": {"link": "https://haulwick.example/manual"},
}
_RATIONALES = {
    "planned": "Seen on {n} bikes in the workshop; the next batch of the {part} can carry it.",
    "declined": "Looked at for the {part} ({n} reports): it would cost what it is to save.",
    "already-available": "The {part} has had this since batch {n}; the manual did not say so.",
    "exploring": "Two suppliers sent a trial of the {part} ({n} pieces); the winter will tell.",
    "deferred": "The mould of the {part} is due in {n} months; a change before is wasted.",
    "needs-info": "We could not see it on the {part} in {n} tries; load and weather are missing.",
}
_SEVERITIES = ("low", "normal", "normal", "high")
_TOLD_BY = ("mail", "phone", "forum", "in-person")


class _Item:
    """An item, from received to as far as the time reaches, and who was told what.

    Args:
        random: what everything is drawn from.
        time: the program's days.
        number: makes its id unlike any other's.
        received: its first day.
        raised: its originators.
    """

    def __init__(
        self, random: Random, time: Span, number: int, received: date, raised: list[Person]
    ) -> None:
        self.random, self.time, self.raised = random, time, raised
        self.part = random.choice(_PARTS)
        self.trouble, self.words = random.choice(_TROUBLES)
        self.id = f"{received}-{self.part.replace(' ', '-')}-{number}"
        self.day = received
        self.lines: list[str] = []
        self.answers: list[tuple[str, bytes]] = []

    def live(self) -> None:
        """Let the item go its way: every step is some days after the one before."""
        random, part = self.random, self.part
        people = ", ".join(each.id for each in self.raised)
        self._step(
            0,
            "received",
            from_=f"[{people}]",
            channel=random.choice(_TOLD_BY),
            summary=quoted(f"About the {self.part}: {self.words}"),
        )
        owner, department = random.choice(STAFF)[::2]
        if not self._step(4, "acknowledged", by=owner):
            return
        if random.random() < 0.5:
            self._tell("acknowledged", f"we have your note about the {part}.")
        severity = random.choice(_SEVERITIES)
        triage = {"department": department, "owner": owner, "severity": severity}
        if not self._step(5, "triaged", **triage) or not self._decided(owner):
            return
        told = both(
            f"The {part} is changed; ask for it at any workshop.",
            f"Hemos cambiado {_SPANISH[part]}; pregunta en cualquier taller.",
            " " * 8,
        )
        say = f"\n      members:{told}"
        what = f"A changed {part}"
        if self._step(120, "delivered", by=owner, what=what, where="next batch", say=say):
            self._tell("delivered", f"the changed {part} that you asked for is here.")

    def file(self) -> tuple[str, bytes]:
        """The item as (path, bytes)."""
        named = f"{_SPANISH[self.part]} {_SPANISH[self.trouble]}"
        title = both(f"The {self.part} {self.trouble}", named[:1].upper() + named[1:], "  ")
        text = (
            f"{schema_line('feedback', 2)}title:{title}\n"
            f"area: {self.part}\npillar: efficacy\nconfidentiality: members\n"
            f"steps:\n{''.join(self.lines)}"
        )
        return f"program/feedback/{self.id}.yml", text.encode()

    def _step(self, within: int, step: str, **fields: str) -> bool:
        """Add a step at most so many days later, its fields as they are; False once time is up."""
        day = self.day + timedelta(days=self.random.randint(0, within))
        if day > self.time.last:
            return False
        self.day = day
        self.lines.append(f'  - step: {step}\n    date: "{day}"\n')
        self.lines.extend(f"    {key.rstrip('_')}: {value}\n" for key, value in fields.items())
        return True

    def _decided(self, owner: str) -> bool:
        """Add a decision; True where something is to be delivered."""
        random = self.random
        outcome = random.choices(list(_OUTCOMES), list(_OUTCOMES.values()))[0]
        rationale = _RATIONALES[outcome].format(part=self.part, n=random.randint(3, 400))
        more = dict(_MORE.get(outcome, {}))
        if outcome == "deferred":
            more["revisit"] = f'"{self.day + timedelta(days=270)}"'
        told = both(
            f"We looked at the {self.part}: {outcome}.",
            f"Hemos mirado {_SPANISH[self.part]}: {_SPANISH[outcome]}.",
            " " * 8,
        )
        say = f"\n      members:{told}"
        fields = {"by": owner, "outcome": outcome, "rationale": quoted(rationale), "say": say}
        if not self._step(60, "decided", **fields, **more):
            return False
        milestone = "question" if outcome == "needs-info" else "decided"
        self._tell(milestone, f"about the {self.part}: {rationale}")
        return outcome == "planned"

    def _tell(self, milestone: str, text: str) -> None:
        """Tell the originators, a few left out, nobody after they left or after the last day."""
        for person in self.raised:
            day = self.day + timedelta(days=self.random.randint(0, 7))
            if day > min(self.time.last, person.until) or self.random.random() < 0.06:
                continue
            body = (
                f"{schema_line('touchpoint', 3)}kind: answer\nby: {person.owner}\n"
                f"channel: {self.random.choice(_TOLD_BY)}\nrefs: [{quoted(self.id)}]\n"
                f"step: told\nmilestone: {milestone}\n"
                f"ref: https://mail.example/m/{self.random.randrange(10**9)}\n"
                f"summary: {quoted(f'{person.name}, {text}')}\n"
            )
            name = f"{day}-{milestone}-{self.id[11:]}.yml"
            self.answers.append((f"influencers/{person.id}/touchpoints/{name}", body.encode()))


def _raised(random: Random, people: tuple[Person, ...], day: date) -> list[Person]:
    """One or two people who were members that day; nobody where none is found soon."""
    wanted = random.choice((1, 1, 2))
    found: dict[str, Person] = {}
    for _ in range(60):
        person = random.choice(people)
        if person.there_on(day):
            found[person.id] = person
            if len(found) == wanted:
                break
    return list(found.values())


def feedback_files(
    random: Random, time: Span, people: tuple[Person, ...], count: int
) -> Iterator[tuple[str, bytes]]:
    """So many items and the answers to the people who raised them, as (path, bytes)."""
    for number in range(count):
        received = time.first + timedelta(days=random.randint(30, time.days - 2))
        raised = _raised(random, people, received)
        if raised:
            item = _Item(random, time, number, received, raised)
            item.live()
            yield item.file()
            yield from item.answers
