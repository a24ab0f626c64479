"""The people of a generated program: who they are, when they came and went, and their profiles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from goodword.source.schemas.fields import key
from goodword.starter.example_frame import CATEGORIES, STAFF, TOPICS
from goodword.starter.example_names import CULTURES
from goodword.starter.written import flow, quoted, schema_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from random import Random

    from goodword.starter.example_frame import Span

_ENDINGS = ("left", "emeritus", "opted-out", "on-leave", "deceased")
_ENDING_WEIGHTS = (50, 20, 10, 18, 2)
_SHARINGS: tuple[str, ...] = tuple(key("profile", "consent", ("recognition",))["enum"])
_REASONS = {
    "left": "sold the bike",
    "emeritus": "steps back after years of help",
    "opted-out": "asked by mail to be taken off",
    "on-leave": "a small child, back next spring",
    "deceased": "the family told us",
}


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the program.

    Args:
        id: the folder's name.
        joined: the day they became a member; None for those who never did.
        until: the last day on which they did something as a member; before `joined` where none.
        ended: the stage they went to on the day after `until`, None for those who stayed.
        shares: whether others may see their name, so that they write under it.
    """

    id: str
    name: str
    category: str
    region: str
    languages: tuple[str, ...]
    topics: tuple[str, ...]
    owner: str
    joined: date | None
    until: date
    ended: str | None
    history: tuple[tuple[date, str], ...]
    shares: bool

    def there_on(self, day: date) -> bool:
        """Whether they were a member that day."""
        return self.joined is not None and self.joined <= day <= self.until


def _days(random: Random, low: int, high: int) -> timedelta:
    return timedelta(days=random.randint(low, high))


def _career(
    random: Random, time: Span, number: int, members: int
) -> tuple[date | None, date, str | None, tuple[tuple[date, str], ...]]:
    """When somebody joined, how long they were there, how it ended, and all their stages.

    The program grows evenly from a fifth of its people on the first days to all of them.
    """
    share = max(0.0, (number / members - 0.2) / 0.8)
    found = time.first + timedelta(days=int((time.days - 60) * share))
    if number >= members * 0.97:
        if number % 3 == 0:
            return None, found, None, ((found, "candidate"), (found + timedelta(10), "declined"))
        if number % 3 == 1:
            return None, found, None, ((found, "candidate"), (found + timedelta(10), "invited"))
        return None, found, None, ((found, "candidate"),)
    invited = found + _days(random, 2, 12)
    joined = invited + _days(random, 1, 15)
    history = [(found, "candidate"), (invited, "invited"), (joined, "member")]
    left = joined + _days(random, 200, 2500)
    if left <= time.last:
        stage = random.choices(_ENDINGS, _ENDING_WEIGHTS)[0]
        history.append((left, stage))
        return joined, left - timedelta(1), stage, tuple(history)
    return joined, time.last, None, tuple(history)


def people(random: Random, time: Span, members: int) -> Iterator[Person]:
    """So many people, in the order in which they were found."""
    owners = {department: identifier for identifier, _, department in STAFF}
    categories = tuple(CATEGORIES)
    seen: dict[str, int] = {}
    for number in range(members):
        culture = random.choice(CULTURES)
        given, family = random.choice(culture.given), random.choice(culture.family)
        stem = f"{given[1]}-{family[1]}"
        seen[stem] = seen.get(stem, 0) + 1
        category = random.choices(categories, (50, 12, 4, 16, 10, 8))[0]
        joined, until, ended, history = _career(random, time, number, members)
        yield Person(
            stem if seen[stem] == 1 else f"{stem}-{seen[stem]}",
            culture.name(given, family),
            category,
            random.choice(culture.regions),
            culture.languages,
            tuple(sorted(random.sample(TOPICS, random.randint(1, 3)))),
            owners[CATEGORIES[category]],
            joined,
            until,
            ended,
            history,
            random.random() < 0.7,
        )


def _consent(random: Random, person: Person) -> str:
    if person.joined is None:
        return ""
    recognition = random.choice(_SHARINGS[2:]) if person.shares else random.choice(_SHARINGS[:2])
    points = random.choice(("staff", "members")) if person.shares else "nobody"
    messages = random.choice(("all", "essential", "essential", "portal-only"))
    return (
        f'consent:\n  - from: "{person.joined}"\n    version: "1"\n    source: joining form\n'
        f"    recognition: {recognition}\n    contact: {random.choice(('staff', 'members'))}\n"
        f"    points: {points}\n    messages: {messages}\n"
    )


def _profile(random: Random, person: Person) -> str:
    stages = "".join(
        f'  - date: "{day}"\n    stage: {stage}\n    by: {person.owner}\n'
        + (f"    reason: {_REASONS[stage]}\n" if stage in _REASONS else "")
        for day, stage in person.history
    )
    reach = min(int(random.paretovariate(1.1) * 40), 900000)
    namesake = person.id.rpartition("-")[2]
    if namesake.isdigit():  # two of one name and one figure would be taken for one person
        reach += 1000 * int(namesake)
    return (
        f"{schema_line('profile', 2)}name: {quoted(person.name)}\ncategory: {person.category}\n"
        f"owner: {person.owner}\nregion: {quoted(person.region)}\n"
        f"languages: {flow(person.languages)}\ntopics: {flow(person.topics)}\n"
        f"reach:\n  - channel: forum\n    measure: followers\n    value: {reach}\n"
        f'    date: "{person.history[0][0]}"\n{_consent(random, person)}history:\n{stages}'
    )


def profile_files(random: Random, people: tuple[Person, ...]) -> Iterator[tuple[str, bytes]]:
    """The profiles as (path, bytes)."""
    for person in people:
        yield f"influencers/{person.id}/profile.yml", _profile(random, person).encode()
