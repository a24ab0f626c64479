"""What models say beyond what their files say: by day, by pair of people, by default."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goodword.days import Cycles
from goodword.diagnostics import Place
from goodword.model import audit, event, mission, reward, snooze, touchpoint
from goodword.model.broken import Broken
from goodword.model.link import canonical, fault
from goodword.model.measures import Measure
from goodword.model.plain import Words, record_name
from goodword.model.policies import Clocks, PoliciesVersion
from goodword.model.settings import Staff
from tests.ledger_program import claim, person, program
from tests.ledger_program import mission as a_mission


def june(number: int) -> date:
    return date(2026, 6, number)


DAYS = [june(n) for n in range(1, 9)]


def inside(first: str | None, last: str | None) -> list[int]:
    """The days of the first week of June that lie between two days of it, both included."""
    low, high = int(first or 1), int(last or 8)
    return [n for n in range(1, 9) if low <= n <= high]


SPANS = [(None, None), ("3", None), (None, "5"), ("3", "5"), ("4", "4")]


@pytest.mark.parametrize(("first", "last"), SPANS)
def test_a_span_of_days_begins_or_ends_on_another(first: str | None, last: str | None) -> None:
    start = june(int(first)) if first else None
    end = june(int(last)) if last else None
    found = {
        "staff": Staff("maya", "Maya", from_=start, until=end).on,
        "window": reward.Window(from_=start, to=end).__contains__,
        "mission": mission.Mission.read(
            {
                "title": "Guide",
                "instructions": "Write",
                "points": 1,
                **({"opens": start} if start else {}),
                **({"closes": end} if end else {}),
            },
            Place("missions/guide/mission.yml"),
        ).open_on,
    }
    for name, on in found.items():
        assert [day.day for day in DAYS if on(day)] == inside(first, last), name


def test_a_thing_put_off_comes_back_on_another_day() -> None:
    put = snooze.Snooze("what", june(2), "maya", june(4), "x")
    assert [day.day for day in DAYS if put.on(day)] == [2, 3, 4]
    long = snooze.Snooze("what", june(2), "maya", date(2026, 12, 1), "x")
    assert (long.on(date(2026, 7, 2)), long.on(date(2026, 7, 3))) == (True, False)


def test_a_promise_is_kept_or_a_record_void_on_another_day() -> None:
    kept = touchpoint.Promise(due=june(4), kept=june(3))
    assert [kept.kept_by(june(n)) for n in (2, 3, 4)] == [None, june(3), june(3)]
    assert touchpoint.Promise(due=june(4)).kept_by(june(9)) is None
    data = {"kind": "contact", "void": {"date": "2026-06-03", "by": "maya", "reason": "x"}}
    place = Place("influencers/ana/touchpoints/2026-06-01-call.yml")
    found = touchpoint.Touchpoint.read(data, place)
    assert [day.day for day in DAYS if found.void_by(day)] == [3, 4, 5, 6, 7, 8]
    del data["void"]
    assert not touchpoint.Touchpoint.read(data, place).void_by(june(9))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"kind": "contact"}, ("to-them", 1)),
        ({"kind": "contact", "direction": "from-them"}, ("from-them", 1)),
        ({"kind": "answer", "step": "told"}, ("to-them", 1)),
        ({"kind": "answer", "step": "replied"}, ("from-them", 1)),
        ({"kind": "answer", "step": "verdict"}, ("from-them", 1)),
        ({"kind": "answer", "step": "verdict", "direction": "to-them"}, ("to-them", 1)),
        ({"kind": "ask", "step": "replied"}, ("to-them", 1)),
    ],
)
def test_who_spoke_is_somebody_else(data: dict[str, Any], says: tuple[str, int]) -> None:
    place = Place("influencers/ana/touchpoints/2026-06-01-call.yml")
    found = touchpoint.Touchpoint.read(data, place)
    assert (found.direction, found.number) == says
    assert (found.date, found.influencer, found.name) == (june(1), "ana", "2026-06-01-call")


def test_a_minute_or_a_number_is_lost() -> None:
    place = Place("influencers/ana/touchpoints/2026-06-01-call.3.yml")
    data = {"kind": "answer", "step": "told", "date": "2026-06-02T09:30:00+02:00"}
    found = touchpoint.Touchpoint.read(data, place)
    assert (found.date, found.number) == (june(2), 3)
    assert isinstance(found.detail, touchpoint.Answer)
    assert found.detail.moment == data["date"]
    found = touchpoint.Touchpoint.read({**data, "date": "2026-06-02"}, place)
    assert isinstance(found.detail, touchpoint.Answer)
    assert found.detail.moment is None
    assert found.order == ("2026-06-01-call", 3, place.path)
    longer = {"kind": "extension", "until": "2026-07-01", "reason": "x"}
    for of, kept in (("all", ()), (["guide/2026-06-01-ana"], ("guide/2026-06-01-ana",))):
        detail = touchpoint.Touchpoint.read({**longer, "of": of}, place).detail
        assert isinstance(detail, touchpoint.Extension)
        assert detail.of == kept
    assert record_name(place.path) == ("2026-06-01", "call", 3)
    assert record_name("x/2026-06-01-call.yml") == ("2026-06-01", "call", 1)


def test_an_event_or_an_audit_has_another_day() -> None:
    place = Place("program/events/2026-06-03-meetup.yml")
    said = {"title": "Meetup", "attended": []}
    plain = event.Event.read(said, place)
    assert (plain.first_day, plain.last_day, plain.counted) == (june(3), june(3), True)
    del said["attended"]
    stated = {**said, "starts": "2026-06-04T18:00", "ends": "2026-06-05T01:00", "place": "Lisbon"}
    found = event.Event.read(stated, place)
    assert (found.first_day, found.last_day, found.counted) == (june(4), june(5), False)
    assert found.place_name == "Lisbon"
    view = {"department": "x", "by": "maya", "recorded": "2026-06-05", "relationship": "aware"}
    answer = {"collected_by": "maya", "date": "2026-06-03", "relationship": "aware"}
    where = Place("program/audits/2026-Q2/ana.yml")
    for data, first in (
        ({}, 1),
        ({"brand": [view]}, 5),
        ({"answer": answer}, 3),
        ({"brand": [view], "answer": answer}, 3),
    ):
        begun = audit.Audit.read(data, where)
        assert [day.day for day in DAYS if begun.begun(day)] == [*range(first, 9)]
    cycle = Cycles(()).of(june(1))
    assert Measure(kpi="x", value=1).on(cycle) == date(2026, 6, 30)  # type: ignore[arg-type] # whole
    assert Measure(kpi="x", value=1, date=june(2)).on(cycle) == june(2)  # type: ignore[arg-type] # whole


def test_a_stage_begins_on_another_day() -> None:
    history = [
        {"date": "2026-06-02", "stage": "candidate"},
        {"date": "2026-06-05", "stage": "member"},
    ]
    ana = program(person("ana", history=history)).influencers["ana"]
    assert (ana.stage, ana.since) == ("member", june(5))
    stages = [ana.stage_on(june(n)) for n in (1, 2, 4, 5)]
    assert stages == [None, "candidate", "candidate", "member"]
    entered = [ana.entered_on(june(n)).day for n in (1, 2, 4, 5, 8)]
    assert entered == [2, 2, 2, 5, 5]
    files = person("ana")
    files["influencers/ana/profile.yml"] = {"name": "Ana"}
    alone = program(files).influencers["ana"]
    assert (alone.stage, alone.since) == ("candidate", date(1900, 1, 1))


def test_what_could_not_be_read_is_judged() -> None:
    assert not Broken()
    assert not Broken().touches("ana")
    assert not Broken(mute=True).touches("ana"), "nothing was set aside"
    files = {"influencers/ana/profile.yml": "profile"}
    ids = {"profile": frozenset({"ana"})}
    found = Broken(files, ids, frozenset({"ana"}))
    assert found
    assert (found.holds("profile", "ana"), found.holds("profile", "ben")) == (True, False)
    assert not found.holds("mission", "ana")
    assert (found.lacks("profile"), found.lacks("mission")) == (True, False)
    assert (found.touches("ana"), found.touches("ben"), found.touches("ben", "ana")) == (
        True,
        False,
        True,
    )
    assert Broken(files, ids, frozenset(), mute=True).touches("ben")
    assert Broken(files, {"program": frozenset()}).touches("ben")


TEAM = {
    **person("ana", staff="jon", relations=[{"influencer": "ben"}]),
    **person("ben"),
    **person("cleo", relations=[{"staff": "maya"}, {"influencer": "cleo"}]),
    **person("dan", owner="jon", department="sales", relations=[{"staff": "jon"}]),
    **person("eve", category="makers", relations=[{}]),
}


def test_two_ids_of_a_person_are_two_people() -> None:
    found = program(TEAM)
    assert found.same_person("ana", "jon")
    assert found.same_person("jon", "ana")
    assert found.same_person("zoe", "zoe")
    assert not found.same_person("ana", "maya")
    assert not found.same_person("ben", "jon")
    pairs = [
        *[("ana", "ben"), ("jon", "ben"), ("ana", "jon")],
        *[("cleo", "maya"), ("dan", "jon"), ("dan", "ana")],
    ]
    assert found.relations == {*pairs, *((other, one) for one, other in pairs)}
    owners = {who: found.owner_of(each) for who, each in found.influencers.items()}
    assert owners == {"ana": "maya", "ben": "maya", "cleo": "maya", "dan": "jon", "eve": "maya"}


def test_somebody_is_another_departments() -> None:
    rooms = {
        "departments": [{"id": "sales"}, {"id": "product"}],
        "categories": [
            {"id": "users", "department": "sales"},
            {"id": "makers", "department": "product"},
        ],
    }
    found = program({**TEAM, "program/departments.yml": rooms})
    people = found.influencers
    assert [found.department_of(people[who]) for who in ("dan", "eve", "ben")] == [
        "sales",
        "product",
        None,
    ]
    assert [program(TEAM).department_of(people[who]) for who in ("dan", "eve")] == ["sales", None]
    assert found.departments is not None
    product = found.departments.department("product")
    assert product is not None
    assert (product.id, product.name.first) == ("product", "product")
    assert found.departments.department("x") is None


def test_the_clocks_are_those_of_another_tier() -> None:
    fast = Clocks(review=3)
    version = PoliciesVersion(june(1), clocks_by_tier=(("gold", fast),))
    assert [version.clocks_for(tier).review for tier in ("gold", "base", None)] == [3, 14, 14]


def test_records_stand_in_another_order() -> None:
    files = {
        **person("ana"),
        **person("ben"),
        **a_mission(),
        **claim("ben", "2026-06-02"),
        **claim("ana", "2026-06-02", number=2),
        **claim("ana", "2026-06-02"),
        **claim("ana", "2026-06-03", submitted="2026-06-01"),
        **claim("ben", "2026-06-01", submitted="2026-06-02", at="08:00:00"),
    }
    for on in ("2026-06-02-mug", "2026-06-01-mug.2", "2026-06-01-mug"):
        files[f"influencers/ana/redemptions/{on}.yml"] = {"points": 1}
        files[f"influencers/ana/touchpoints/{on}.yml"] = {"kind": "contact"}
    files["influencers/ana/redemptions/2026-06-02-cup.yml"] = {"points": 1, "at": "08:00:00"}
    files["influencers/ana/redemptions/2026-06-02-a.yml"] = {"points": 1, "at": "09:00:00"}
    found = program(files)
    assert [each.place.path[22:-4] for each in found.claims_in_order] == [
        "2026-06-03-ana",
        "2026-06-01-ben",
        "2026-06-02-ana",
        "2026-06-02-ana.2",
        "2026-06-02-ben",
    ]
    assert [each.place.path[28:-4] for each in found.redemptions_of["ana"]] == [
        "2026-06-01-mug",
        "2026-06-01-mug.2",
        "2026-06-02-cup",
        "2026-06-02-a",
        "2026-06-02-mug",
    ]
    assert [each.name for each in found.touchpoints_of["ana"]] == [
        "2026-06-01-mug",
        "2026-06-01-mug.2",
        "2026-06-02-mug",
    ]


def test_a_text_is_in_another_language() -> None:
    assert Words.of("Guide").by_language("en") == {"en": "Guide"}
    both = Words.of({"de": "Anleitung", "en": "Guide"})
    assert (both.first, both.by_language("en")) == ("Anleitung", {"de": "Anleitung", "en": "Guide"})


@pytest.mark.parametrize(
    ("url", "form"),
    [
        ("https://github.com/Acme", "https://github.com/acme"),
        ("https://github.com/", "https://github.com"),
        ("https://github.com/A/B.git/Tree/x", "https://github.com/a/b/Tree/x"),
        ("https://youtu.be/aB/x?t=1#!y", "https://youtube.com/watch?v=aB"),
        ("https://youtu.be/", "https://youtu.be"),
        ("https://youtube.com/embed/aB", "https://youtube.com/watch?v=aB"),
        ("https://youtube.com/watch", "https://youtube.com/watch"),
        ("https://youtube.com/watch/?v=aB", "https://youtube.com/watch?v=aB"),
        ("https://x.com/a/status/9?s=1", "https://x.com/i/status/9?s=1"),
        ("https://acme.example:443/a/", "https://acme.example/a"),
        ("http://acme.example:80/a", "https://acme.example/a"),
        ("https://acme.example:80/a", "https://acme.example:80/a"),
        ("http://[2001:db8::1]:81/a", "https://[2001:db8::1]:81/a"),
        ("https://acme.example/a#/x", "https://acme.example/a#/x"),
        ("https://acme.example/a#!x", "https://acme.example/a#!x"),
        ("https://acme.example/a#x", "https://acme.example/a"),
        ("https://acme.example/a?b=&utm_id=1", "https://acme.example/a?b="),
        ("https://www.m.acme.example/a", "https://acme.example/a"),
        ("https://www.com/a", "https://www.com/a"),
        ("https://acme.example/a%20/b", "https://acme.example/a/b"),
        ("https://acme.example/a%FF", "https://acme.example/a%FF"),
    ],
)
def test_a_link_has_another_form(url: str, form: str) -> None:
    assert canonical(url) == form


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://ana@acme.example/x", "the link holds a user name or password"),
        ("https://:secret@acme.example/x", "the link holds a user name or password"),
        ("https://ana:@/x", "the link has no host"),
        ("https://", "the link has no host"),
        ("ftp://acme.example/x", 'links begin with https:// or http://, this one with "ftp"'),
        (
            "//acme.example/guides",
            'links begin with https:// or http://, this one with "//acme.examp"',
        ),
        ("HTTPS://acme.example/x", None),
        ("https://acme.example/\x20", "a space or control character in the link"),
        ("https://acme.example/\x7f", "a space or control character in the link"),
        ("https://acme.example/\x9f", "a space or control character in the link"),
        ("https://acme.example/\xa0", None),
        ("https://acme.example/!", None),
        ("https://acme.example/~", None),
    ],
)
def test_a_link_is_refused_for_another_reason(url: str, words: str | None) -> None:
    assert fault(url) == words
