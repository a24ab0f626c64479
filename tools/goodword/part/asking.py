"""What a question needs: the files of the people and things in it, and those that name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.diagnostics import BeyondPart
from goodword.ledger.coupled import crowded, stocked
from goodword.part.claims import take_claims, take_deciding
from goodword.part.items import take_items
from goodword.part.reading import Documents
from goodword.part.things import take_thing
from goodword.part.times import of_that_day
from goodword.source.holding import hints, holding, keyed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from datetime import date, tzinfo
    from pathlib import Path

    from goodword.model.program import Program
    from goodword.source.ignoring import Ignoring
    from goodword.source.packed import Stands
    from goodword.source.schemas import Schemas
    from goodword.source.trees import Tree

MOST = 50
"""Of more people than these the whole is read: a search for so many finds nearly everything."""


class Question(NamedTuple):
    """What is asked.

    Args:
        people: of whom the points are asked for.
        thing: an id or path of anything, as `goodword show` takes it; of a person also points
            and feedback.
        loops: whether feedback of the people is asked for, with what everybody was told of it.
        named: whether it is asked who else names the people, and who brought whom.
        items: ids of feedback, with what everybody was told of it.
        staff: whether it is asked who is on staff as well, or close to it.
        claims: paths of claims about which something is to be done, with everybody in them.
        approving: whether these are to be approved: with what shows the same, and all of a mission
            where that has a limit in total.
        missions: of which a claim of the people is to be approved that is not there yet.
        links: what that will show; with what shows the same.
        rewards: which the people are to ask for.
        profiles: ids of people, or of anybody, of whom the profile will do.
        registered: whether everybody's profile is asked for.
        times: `claims`, `redemptions` or `reversals`, where it is asked at what times of the day
            something of that kind was done.
        on: that day; None for the present one.
        moves: whether points, or places under a limit, may follow from what is done: dated back it
            changes what was decided or closed since, which only the whole knows.
    """

    people: tuple[str, ...] = ()
    thing: str = ""
    loops: bool = False
    named: bool = False
    items: tuple[str, ...] = ()
    staff: bool = False
    claims: tuple[str, ...] = ()
    approving: bool = False
    missions: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    rewards: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    registered: bool = False
    times: str = ""
    on: date | None = None
    moves: bool = False


def _no_line(_: str) -> Stands | None:
    raise BeyondPart


class Part(NamedTuple):
    """A part of a program.

    Args:
        program: what was read.
        people: of whom all is in it that decides their points.
        coupled: missions and rewards of which all claims and requests are in it; of missions of
            which a claim is to be approved most stand in the program's `lined`.
        of_day: the records of the day and kind for which times were asked for, and what else was
            found with them.
        ignoring: the question whether git ignores a file that was read, answered meanwhile.
        packed: finds the line of a packed record, as the part was found; see `PackedLines.find`.
    """

    program: Program
    people: frozenset[str]
    coupled: frozenset[str] = frozenset()
    of_day: Program | None = None
    ignoring: Ignoring | None = None
    packed: Callable[[str], Stands | None] = _no_line

    def see(self) -> None:
        """See that the whole program would have these files too: before anything is shown.

        Raises:
            BeyondPart: git ignores one of them.
            Failure: there is a repository and git gives no answer.
        """
        if self.ignoring is not None and self.ignoring.answer():
            raise BeyondPart


def part_of(
    tree: Tree,
    schemas: Schemas,
    question: Question,
    today: Callable[[tzinfo], date] | None = None,
    cache: Path | None = None,
) -> Part:
    """What a question needs; whoever shows something of it has it `see` before.

    Args:
        tree: the files.
        schemas: the definitions of shape.
        question: what is asked.
        today: gives the present day in a time zone, where a question is about it.
        cache: the program's folder, where an earlier run may have kept what it read; None without.

    Raises:
        BeyondPart: the question needs the whole program, or nothing answers it.
        Failure: git gives no answer.
    """
    if len(question.people) > MOST:
        raise BeyondPart
    documents = Documents(tree, schemas, cache)
    people, loops = {*question.people}, question.loops
    items = [*question.items]
    if question.thing:
        thing = take_thing(documents, question.thing)
        people |= {thing.person} - {""}
        items += [thing.item] if thing.item else []
        loops = loops or bool(thing.person)
    people |= take_deciding(documents, question.claims)
    _see_alone(documents.program, people)
    for each in people:
        _take_person(documents, each)
    _take_profiles(documents, question)
    if items or (loops and people):
        heard = take_items(documents, people, items)
        if any(each.clocks_by_tier for each in documents.program.policy_versions):
            people |= heard
            for each in heard:
                _take_person(documents, each)
    day = _day_of(documents, question, today)
    naming = _Naming(documents, question, people)
    coupled: frozenset[str] = frozenset()
    if people:
        approved = question.claims if question.approving else ()
        missions, links = question.missions, question.links
        coupled = take_claims(documents, people, approved, missions, links, naming.take)
        coupled |= _take_stock(documents, people, question.rewards)
    elsewhere = naming.take()
    for mission in _crowded(documents.program, people):
        coupled |= {mission}
        documents.take(documents.records(f"missions/{mission}/claims"))
    of_day = documents.apart(of_that_day(documents, question.times, day)) if day else None
    found, ignoring = documents.finished(elsewhere)
    lines = documents.finder.lines.find
    return Part(found, frozenset(people), coupled, of_day, ignoring, lines)


def _see_alone(program: Program, people: Collection[str]) -> None:
    """See that the points of people do not follow from what those whom they brought have earned."""
    if people and program.settings.referral:
        raise BeyondPart


def _day_of(
    documents: Documents, question: Question, today: Callable[[tzinfo], date] | None
) -> date | None:
    """The day of which times are asked for; None where none are."""
    if not question.times:
        return None
    if question.on is not None:
        return question.on
    if today is None:
        raise BeyondPart
    return today(documents.program.zone)


def _take_profiles(documents: Documents, question: Question) -> None:
    """Take profiles without what else is kept about these people."""
    folders = documents.finder.folders("influencers")
    wanted = folders if question.registered else {*question.profiles}.intersection(folders)
    paths = (f"influencers/{each}/profile.yml" for each in wanted)
    documents.take(each for each in paths if documents.finder.has(each))


def _crowded(program: Program, people: Collection[str]) -> frozenset[str]:
    """Missions of which all claims are needed, also of a claim that is asked for by itself."""
    shown = {person for claim in program.claims.values() for person in claim.people}
    return crowded(program, people or shown)


def _take_person(documents: Documents, person: str) -> None:
    """Take the files that lie with a person, and their audits."""
    finder, own = documents.finder, f"influencers/{person}"
    if person not in finder.folders("influencers") or not finder.has(f"{own}/profile.yml"):
        raise BeyondPart
    audits = (f"program/audits/{each}/{person}.yml" for each in finder.folders("program/audits"))
    documents.take(
        [
            *documents.records(own),
            *documents.records(f"{own}/touchpoints"),
            *documents.records(f"{own}/redemptions"),
            *documents.records(f"{own}/terms"),
            *(each for each in audits if finder.has(each)),
        ]
    )


def _take_stock(
    documents: Documents, people: Collection[str], asking: Collection[str]
) -> frozenset[str]:
    """Take everybody's requests for the rewards of which people ask, or asked, for some of a stock.

    Returns:
        these rewards.
    """
    there = documents.program.rewards
    new = {each for each in asking if each in there and there[each].stock}
    rewards = stocked(documents.program, people) | new
    if not rewards:
        return rewards
    held = holding(rewards)

    def wanted(name: str, data: bytes) -> bool:
        return name[11:].partition(".")[0] in rewards or held(data)

    documents.take_of_everybody("redemptions", wanted, hints(rewards))
    if new:
        _take_aside(documents, new)
    return rewards


def _take_aside(documents: Documents, rewards: Collection[str]) -> None:
    """Take what is set aside of rewards for anybody, with the profiles that say whether it is."""
    held, offered = holding(rewards), holding(["offer"])
    signs = hints(rewards)
    documents.take_of_everybody("touchpoints", lambda _, data: offered(data) and held(data), signs)
    whose = {each.influencer for each in documents.program.touchpoints.values()}
    paths = (f"influencers/{each}/profile.yml" for each in whose)
    documents.take(each for each in paths if documents.finder.has(each))


class _Naming:
    """Who names the people of a question, which is looked for once."""

    def __init__(self, documents: Documents, question: Question, people: set[str]) -> None:
        self._documents = documents
        self._question = question
        self._people = people
        self._found: frozenset[str] | None = None

    def take(self) -> frozenset[str]:
        """Take them, if they are asked for; gives the ids of all who are there."""
        if self._found is None:
            named, staff = self._question.named, self._question.staff
            self._found = frozenset()
            if named or staff:
                self._found = _take_naming(self._documents, self._people, staff=staff)
        return self._found


def _take_naming(documents: Documents, people: Collection[str], *, staff: bool) -> frozenset[str]:
    """Take the profiles that name people, and those of who brought them, one after the other.

    Args:
        documents: takes them.
        people: who is named.
        staff: take those that name themselves or somebody close as being on staff, too.

    Returns:
        everybody's ids.
    """
    held, on_staff, finder = holding(people), keyed("staff"), documents.finder
    everybody, found = set(), []
    for person in finder.folders("influencers"):
        path = f"influencers/{person}/profile.yml"
        data = finder.content(path)
        if data is not None:
            everybody.add(person)
            if held(data) or (staff and on_staff(data)):
                found.append(path)
    documents.take(found)
    documents.take_of_everybody("terms", lambda _, data: held(data), hints(people))
    for person in people:
        for brought in _above(documents, person):
            if brought in everybody:
                documents.take([f"influencers/{brought}/profile.yml"])
    return frozenset(everybody)


def _above(documents: Documents, person: str) -> Iterator[str]:
    """Who brought a person, who brought them, and so on; each is read before the next."""
    seen: set[str] = set()
    who: str | None = person
    while who is not None and who not in seen:
        seen.add(who)
        yield who
        profile = documents.program.influencers.get(who)
        who = profile.referred_by if profile else None
