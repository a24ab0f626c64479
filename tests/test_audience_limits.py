"""What a larger program hides: permissions of later files, counts of few, and first versions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goodword.audience.gate import audience_view
from goodword.audience.known import known, points
from goodword.audience.missions import review_days
from goodword.audience.news import news
from goodword.audience.permissions import Newer, permitted, sharing_now
from goodword.audience.sharing import NOTHING, Sharing
from goodword.audience.view import NewsView
from goodword.snapshot import Snapshot
from tests.audience_records import FILES, world
from tests.audience_world import AFTER, DAY

if TYPE_CHECKING:
    from goodword.model.program import Program

PUBLIC = Sharing(recognition=True, contact=True, points=True)


def newer(program: Program, *, follows: bool = True, **rooms: Any) -> Newer:
    return Newer(replace(program, **rooms), follows)


def without(people: Program, who: str) -> dict[str, Any]:
    return {key: each for key, each in people.influencers.items() if key != who}


def test_a_later_file_is_not_heard_or_an_earlier_one_is() -> None:
    program = world().program
    ana, dan = program.influencers["ana"], program.influencers["dan"]
    assert sharing_now(ana, "public", DAY, []) == PUBLIC
    gone = without(program, "ana")
    assert sharing_now(ana, "public", DAY, [newer(program, influencers=gone)]) == NOTHING
    elsewhere = newer(program, follows=False, influencers=gone)
    assert sharing_now(ana, "public", DAY, [elsewhere]) == PUBLIC
    less = newer(program, influencers={**gone, "ana": dan})
    assert sharing_now(ana, "public", DAY, [less]) == replace(PUBLIC, contact=False, points=False)
    for several in ([less, newer(program)], [newer(program), less], [elsewhere, less]):
        found = sharing_now(ana, "public", DAY, several)
        assert found == replace(PUBLIC, contact=False, points=False)
    more = newer(program, influencers={**program.influencers, "dan": ana})
    assert sharing_now(dan, "public", DAY, [more]) == PUBLIC


def narrowed(room: str, key: str, **later: Any) -> Any:
    """A record as it is shown once a later state says something else of it."""
    snapshot = world()
    records = getattr(snapshot.program, room)
    changed = world(later["files"]).program
    states = [newer(changed, follows=later.get("follows", True))]
    found = permitted(snapshot, states)
    assert (found.as_of, found.revision) == (snapshot.as_of, snapshot.revision)
    assert records[key] == getattr(world().program, room)[key]
    return getattr(found.program, room)[key]


@pytest.mark.parametrize(
    ("room", "key", "path", "old", "new", "field", "value"),
    [
        ("missions", "guide", "missions/guide/mission.yml", "public", "nda", "audience", "nda"),
        ("missions", "staff", "missions/staff/mission.yml", "staff", "public", "audience", "staff"),
        (
            *("missions", "guide", "missions/guide/mission.yml"),
            *("audience: public", "audience: public\nstatus: proposed", "status", "proposed"),
        ),
        (
            *("missions", "guide", "missions/guide/mission.yml"),
            *("audience: public", "audience: public\nstatus: paused", "status", "open"),
        ),
        (
            *("events", "2026-11-14-open", "program/events/2026-11-14-open.yml"),
            *("audience: public", "audience: members", "audience", "members"),
        ),
        (
            *("events", "2026-11-14-open", "program/events/2026-11-14-open.yml"),
            *("audience: public", "audience: public\nnda: true", "nda", True),
        ),
        (
            *("events", "2026-11-14-open", "program/events/2026-11-14-open.yml"),
            *("audience: public", "audience: public\nnda: false", "nda", False),
        ),
        (
            *("feedback", "2026-10-01-said", "program/feedback/2026-10-01-said.yml"),
            *("confidentiality: public", "confidentiality: nda", "confidentiality", "nda"),
        ),
    ],
)
def test_a_record_is_shown_to_more_than_a_later_state_allows(
    *, room: str, key: str, path: str, old: str, new: str, field: str, value: object
) -> None:
    files = {path: FILES[path].replace(old, new)}
    assert getattr(narrowed(room, key, files=files), field) == value


def test_a_record_that_is_gone_later_is_shown() -> None:
    event, path = "2026-11-14-open", "program/events/2026-11-14-open.yml"
    assert narrowed("events", event, files={path: None}).audience == "staff"
    assert narrowed("events", event, files={path: None}, follows=False).audience == "public"
    thanks = "influencers/ana/touchpoints/2026-03-01-a.yml"
    void = f'{FILES[thanks]}void: {{date: "2026-11-15", by: tom, reason: It was none.}}\n'
    assert narrowed("touchpoints", thanks, files={thanks: void}).void is not None
    assert narrowed("touchpoints", thanks, files={thanks: FILES[thanks]}).void is None
    kept = world()
    assert permitted(kept, []) is kept
    other, gone = newer(kept.program), newer(kept.program, events={})
    for states in ([other, gone], [gone, other]):
        assert permitted(kept, states).program.events[event].audience == "staff"
    far = newer(kept.program, follows=False, events={})
    assert permitted(kept, [far, gone]).program.events[event].audience == "staff"


FIRST = f'"{AFTER}"'


def test_versions_of_later_are_not_taken_where_there_are_none_before() -> None:
    head = FILES["program/program.yml"]
    begin, end = head.index("points:"), head.index("staff:")
    later = (
        f"points:\n  - {{from: {FIRST}, maturation_days: 8}}\n"
        '  - {from: "2026-12-01", maturation_days: 9}\n'
        f"cycle:\n  - {{from: {FIRST}, every: year, starts_month: 11}}\n"
        '  - {from: "2027-11-01", every: quarter}\n'
    )
    policies = (
        f"versions:\n  - {{from: {FIRST}, exit_window_days: 30}}\n"
        '  - {from: "2026-12-01", exit_window_days: 40}\n'
        'consents:\n  - {version: "1", from: "2026-01-01"}\n'
    )
    files = {
        "program/program.yml": head[:begin] + later.replace("cycle:\n", "cycle:\n") + head[end:],
        "program/policies.yml": policies,
        "program/tiers.yml": None,
    }
    view = audience_view(world(files), "members", DAY)
    assert (view.how.points.maturation_days, view.how.exit_window_days) == (8, 30)
    assert (view.how.tiers, view.how.tiers_next, view.how.consent) == ((), (), None)
    assert {each.maturation_days for each in view.missions if each.id != "guide"} == {8}
    no_texts = audience_view(world({"program/policies.yml": None}), "members", DAY)
    assert (no_texts.how.disclosure_text, no_texts.how.consent) == (None, None)
    talk = next(each for each in no_texts.missions if each.id == "talk")
    assert talk.disclosure is None


def members(count: int, public: int, sharing: int) -> dict[str, str | None]:
    """So many members, the first of whom show themselves to everyone, the next to members."""
    files: dict[str, str | None] = {
        path: None for path in FILES if path.startswith(("influencers/", "missions/"))
    }
    for number in range(count):
        level = "public" if number < public else "members" if number < public + sharing else "staff"
        files[f"influencers/m{number}/profile.yml"] = (
            f'name: M {number}\nstage: member\nsince: "2026-02-01"\n'
            f'consent: [{{from: "2026-02-01", version: "1", recognition: {level}}}]\n'
        )
    return files


@pytest.mark.parametrize(
    ("count", "public", "sharing", "audience", "shown", "few"),
    [
        (9, 0, 4, "public", 5, False),
        (9, 0, 5, "public", None, False),
        (9, 5, 0, "public", None, False),
        (9, 4, 0, "public", 5, False),
        (9, 4, 0, "staff", 9, False),
        (9, 9, 0, "public", None, False),
        (11, 5, 0, "public", 10, False),
        (9, 5, 4, "public", None, False),
        (9, 5, 4, "members", None, False),
        (9, 5, 4, "staff", 9, False),
        (9, 0, 9, "members", None, False),
        (9, 0, 8, "staff", 9, False),
        (4, 0, 0, "public", None, True),
        (4, 1, 0, "public", None, False),
        (4, 0, 1, "public", None, False),
        (4, 0, 0, "staff", 4, False),
        (5, 0, 0, "public", 5, False),
        (5, 1, 0, "public", None, False),
        (0, 0, 0, "public", None, True),
        (0, 0, 0, "staff", 0, False),
    ],
)
def test_a_count_tells_of_fewer_than_five(
    *, count: int, public: int, sharing: int, audience: str, shown: int | None, few: bool
) -> None:
    figures = audience_view(world(members(count, public, sharing)), audience, DAY).figures
    assert (figures.members, figures.few) == (shown, few)


def test_a_look_back_knows_what_was_not_public_then_or_is_not_now() -> None:
    late, early = date(2026, 11, 16), date(2026, 11, 15)
    for as_of, today, hidden in ((late, late, False), (early, late, True), (late, early, True)):
        snapshot = Snapshot(world().program, as_of)
        unknown = known(snapshot, "members", today).unknown
        assert ("2026-10-01-early" in unknown) is hidden
    snapshot = world()
    for audience in ("nda", "staff"):
        assert known(snapshot, audience, DAY).unknown == {}
    found = known(snapshot, "public", DAY)
    assert found.unknown == {
        "2026-10-01-early": date(2026, 11, 1),
        "2026-10-01-tomorrow": date(2026, 11, 1),
        "2026-10-03-twice": date(2026, 11, 2),
    }
    kinds = [each.step for each in found.feedback["2026-10-03-twice"].steps]
    assert kinds[3:] == [
        *("decided", "delivered", "reopened", "received", "decided", "delivered"),
        *("void", "joined", "void", "decided"),
    ]


def test_points_of_hidden_missions_are_told() -> None:
    snapshot = world()
    assert points(snapshot, "staff") == {}
    # A claim of a mission that is not there is nobody's to see either.
    assert set(points(snapshot, "nda")) == {"ana"}
    assert {who: each.standing for who, each in points(snapshot, "members").items()} == {
        "ana": snapshot.ledger.account("ana").standing,
        "eve": snapshot.ledger.account("eve").standing - 200,
    }


def test_waits_are_told_of_other_claims_than_the_last_twenty() -> None:
    files = members(6, 0, 0) | {"missions/guide/mission.yml": FILES["missions/guide/mission.yml"]}
    for number in range(21):
        day = date(2026, 10, 1 + number)
        decided = day.replace(day=day.day + (9 if number == 0 else number % 3))
        files[f"missions/guide/claims/{day}-m{number % 6}.yml"] = (
            "evidence: [{witness: maya}]\ndecision: {outcome: declined, by: tom,"
            f' date: "{decided}", reason_code: no-evidence, reason: None.}}\n'
        )
    snapshot = world(files)
    assert review_days(snapshot) == 1
    assert review_days(snapshot, "guide") == 1
    assert review_days(snapshot, "talk") is None


def test_news_are_more_than_the_newest_sixty() -> None:
    notes = tuple(
        NewsView(date(2026, 9, 1 + n % 30), "incident", {"en": str(n)}) for n in range(61)
    )
    found = news((), (), (), (), DAY, "en", notices=notes)
    assert len(found) == 60
    assert [each.date.day for each in found[:3]] == [30, 30, 29]
    assert news((), (), (), (), date(2026, 9, 1), "en", notices=notes)[0].date.day == 1
