"""What each page says of what the View holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import pytest

from goodword.audience import view as v
from goodword.portal.handing_in import link, open_form
from goodword.portal.page import Reader
from goodword.portal.pages import PAGES, events, home, how, people
from goodword.portal.pages import feedback as said
from goodword.rendering.prose import plain
from goodword.texts import LANGUAGES, Texts
from tests.sample_policy import points_policy
from tests.sample_view import TODAY, sample

if TYPE_CHECKING:
    from goodword.portal.page import Page

READER = Reader(Texts("en"), plain)


def one(name: str, view: v.View, path: str | None = None) -> Page:
    found = list(PAGES[name](view, READER))
    return found[0] if path is None else next(page for page in found if page.path == path)


def values(name: str, view: v.View, path: str | None = None) -> Any:
    return one(name, view, path).values


@pytest.mark.parametrize(
    ("day", "gone", "left"),
    [(date(2026, 10, 1), 0, 92), (TODAY, 51, 41), (date(2026, 12, 31), 91, 1)],
)
def test_the_days_of_a_cycle_are_counted_with_today(day: date, gone: int, left: int) -> None:
    progress = values("home", replace(sample(), as_of=day))["cycle"]
    assert (progress.gone, progress.left, progress.days) == (gone, left, 92)


def test_only_what_was_said_counts_as_answered() -> None:
    view = sample()
    silent = tuple(replace(item, say=None) for item in view.items)
    assert values("home", replace(view, items=silent))["answered"] == []
    found = values("home", view)["answered"]
    assert [item.id for item in found] == [
        *("2026-09-02-export", "2026-10-01-shortcuts", "2026-08-11-dark-print"),
    ]
    assert len(found) <= home.ANSWERS


@pytest.mark.parametrize(
    ("intake", "address"),
    [
        (v.Intake(), None),
        (
            v.Intake(issues="https://e.org/o/r/issues/", mail="a@e.org"),
            "https://e.org/o/r/issues/new?template=claim.yml&mission=a-b&title=Done%3A+A+%26+B",
        ),
        (v.Intake(form="https://f.org/?m={mission}", mail="a@e.org"), "https://f.org/?m=a-b"),
        (v.Intake(form="https://f.org/"), "https://f.org/"),
    ],
)
def test_handing_in_goes_where_the_program_wants_it(intake: v.Intake, address: str | None) -> None:
    texts = Texts("en")
    assert link(intake, "claim", texts, {"mission": "a-b"}, "Done: A & B") == address


@pytest.mark.parametrize(
    ("form", "address"),
    [
        ("https://f.org/?m={mission}", None),
        ("https://f.org/{form}?m={mission}", "https://f.org/feedback?m="),
        ("https://f.org/", "https://f.org/"),
    ],
)
def test_a_form_for_claims_takes_something_else(form: str, address: str | None) -> None:
    assert open_form(v.Intake(form=form), "feedback", Texts("en")) == address


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_is_not_in_the_readers_language_or_not_filled_in(language: str) -> None:
    texts = Texts(language)
    address = link(v.Intake(mail="a+b@e.org"), "reward", texts, {"reward": "cap"}, "A & B")
    assert address is not None
    place, _, query = address.partition("?")
    assert place == "mailto:a%2Bb@e.org"
    said = parse_qs(query, strict_parsing=True)
    assert said["subject"] == ["A & B"]
    lines = said["body"][0].split("\r\n")
    assert lines[:3] == [f"### {texts('form.reward')}", "", "cap"]
    assert f"### {texts('form.quantity')}" in lines


def test_a_mission_that_is_not_open_takes_nothing() -> None:
    for status in ("open", "paused", "closed", "proposed"):
        view = sample()
        changed = (replace(view.missions[0], status=status),)
        made = values("missions", replace(view, missions=changed), "missions/write-a-guide/")
        assert (made["hand_in"] is not None) == (status == "open")


def test_missions_stand_under_their_objective_in_forced_order() -> None:
    view = sample()
    groups = values("missions", view)["groups"]
    assert [(g.pillar, [m.id for m in g.missions]) for g in groups] == [
        ("adoption", ["write-a-guide"]),
        ("loyalty", ["help-in-forum"]),
        (None, ["give-a-talk"]),
    ]
    assert [m.id for m in values("missions", view)["past"]] == ["beta-week"]
    assert values("missions", view)["stages"] == ["using", "helping", "advocating"]


def test_who_may_do_a_mission_is_said_in_sentences() -> None:
    view = sample()
    asked = v.EligibilityView(
        tiers=({"en": "Gold"},), regions=("PT",), topics=("a", "b"), nda=True, since_days=1
    )
    changed = replace(view, missions=(replace(view.missions[0], eligibility=asked),))
    assert values("missions", changed, "missions/write-a-guide/")["rules"] == [
        "Tier: Gold",
        "From: Portugal",
        "Knows about: a, b",
        "With a non-disclosure agreement in force",
        "Member for 1 day at least",
    ]


def test_old_items_are_lines_and_none_is_lost() -> None:
    view = sample()
    first = view.items[0]
    many = tuple(
        replace(first, id=f"2026-01-01-{n:03}", delivered=TODAY - timedelta(days=n))
        for n in range(30)
    )
    made = values("feedback", replace(view, items=many))
    (group,), (earlier,) = made["groups"], made["earlier"]
    assert group.id == earlier.id == "delivered"
    assert (len(group.items), len(earlier.items)) == (said.SHOWN, 30 - said.SHOWN)
    assert group.count == 30
    assert group.items[0].id == "2026-01-01-000"
    assert len(list(said.pages(replace(view, items=many), READER))) == 31


def test_the_chart_shows_the_newest_cycles() -> None:
    rates = tuple(v.LoopRate({"": f"20{n}"}, n, n // 2) for n in range(10, 30))
    view = replace(sample(), loops=v.LoopsView(1, 1, rates))
    drawing = values("feedback", view)["drawing"]
    assert [bar.label for bar in drawing.bars] == [f"20{n}" for n in range(22, 30)]
    assert drawing.bars[0].text == "11 of 22, 50%"
    assert values("feedback", replace(view, loops=v.LoopsView()))["drawing"] is None


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ana Lopes", "AL"),
        ("zoë müller-šimková", "ZŠ"),
        ("山田太郎", "山"),
        ("(x) 'y", "?"),
        ("", "?"),
        ("Madonna", "M"),
    ],
)
def test_a_face_has_one_or_two_letters(name: str, letters: str) -> None:
    assert people.initials(name) == letters


def test_filters_offer_what_there_is_by_its_name() -> None:
    choices = {each.id: each for each in values("people", sample())["choices"]}
    assert [o.label for o in choices["region"].options][:3] == ["Germany", "Ireland", "Japan"]
    assert [o.value for o in choices["tier"].options] == ["bronze", "silver", "gold"]
    view = sample()
    alone = replace(view, people=view.people[:1])
    assert {each.id for each in values("people", alone)["choices"]} == {"language", "topic"}


def test_a_card_holds_what_its_filters_ask() -> None:
    card = values("people", sample())["cards"][0]
    assert dict(card.filters) == {
        "region": "PT",
        "language": "pt|en",
        "topic": "documentation|beginners",
        "tier": "gold",
    }
    assert card.about == "Portugal · documentation · beginners"


def test_only_staff_read_what_is_staffs() -> None:
    made = values("people", sample("staff"), "people/ana/")
    assert [fact.text for fact in made["staff"]] == [
        *("Member", "1 February 2025", "maya", "Support", "Critical"),
    ]
    assert values("people", sample(), "people/ana/")["staff"] == []


def test_bars_of_the_leaderboard_are_measured_by_the_first_place() -> None:
    row = sample().leaderboard.cycle[0]
    long = v.LeaderboardView((row, *(replace(row, points=1),) * 150))
    made = values("leaderboard", replace(sample(), leaderboard=long))
    assert (len(made["places"]), made["most"]) == (151, row.points)


@pytest.mark.parametrize(
    ("policy", "sentence"),
    [
        ({"expiry": "never"}, "Points do not expire."),
        (
            {"expiry": "months", "expiry_months": 2, "expiry_round_up": "cycle"},
            "Points can be spent for 2 months. The last day is rounded up to the end of its cycle.",
        ),
        ({"expiry": "months", "expiry_months": 1}, "Points can be spent for 1 month."),
    ],
)
def test_expiry_is_said_as_the_files_have_it(policy: dict[str, Any], sentence: str) -> None:
    view = sample()
    rules = replace(view.how, points=points_policy(date(2026, 1, 1), **policy), points_next=())
    section = values("how", replace(view, how=rules))["sections"][0]
    assert sentence in section.points
    assert "They are available on the day of the decision." in section.points


def test_how_it_works_leaves_out_what_the_program_has_not() -> None:
    view = sample()
    all_ids = [section.id for section in values("how", view)["sections"]]
    assert all_ids == [
        *("points", "tiers", "answers", "disclosure", "leaving", "data", "staff"),
    ]
    bare = replace(view, how=v.HowView(points_policy(date(2026, 1, 1))))
    assert [section.id for section in values("how", bare)["sections"]] == [
        *("points", "answers", "disclosure", "leaving", "data"),
    ]


def test_announced_tiers_and_clocks_are_told() -> None:
    view = sample()
    later = v.TiersVersion(date(2027, 7, 1), TODAY, (view.how.tiers[2],))
    sections = {
        section.id: section
        for section in values("how", replace(view, how=replace(view.how, tiers_next=(later,))))[
            "sections"
        ]
    }
    assert sections["tiers"].notes == ("From 1 July 2027: Gold 500",)
    assert sections["answers"].rows[:2] == (
        ("Reviewing a claim", "14 days"),
        ("Acknowledging", "3 business days"),
    )
    assert sections["answers"].rows[-1] == ("First word after an incident", "24 hours")
    assert sections["points"].notes[0] == "From 1 April 2027: Points can be spent for 9 months."
    assert how.SHARING[-1] == "never"


@pytest.mark.parametrize(
    ("intake", "address"),
    [
        (v.Intake(), None),
        (v.Intake(mail="a@e.org"), "mailto:a@e.org?subject=A%20reward%3A%20A%20tool%20roll"),
        (
            v.Intake(issues="https://e.org/o/r/issues/", form="https://f.org/?m={mission}"),
            (
                "https://e.org/o/r/issues/new?template=reward.yml&reward=tool-roll"
                "&title=A+reward%3A+A+tool+roll"
            ),
        ),
        (v.Intake(form="https://f.org/", mail="a@e.org"), "https://f.org/"),
    ],
)
def test_a_reward_is_asked_for_where_nobody_looks(intake: v.Intake, address: str | None) -> None:
    view = replace(sample(), program=replace(sample().program, intake=intake))
    offers = values("rewards", view)["offers"]
    found = offers[0].ask
    assert (found and found.partition("&body=")[0]) == address


def test_terms_of_a_reward_are_left_out() -> None:
    found = values("rewards", sample())
    roll, seat = found["offers"]
    assert roll.terms == (
        *("Tier: Silver", "Sent to: Germany, Portugal", "1 per person and year"),
        "Until 31 December 2026",
    )
    assert roll.changes == ("From 1 January 2027: 140 points",)
    assert seat.terms == ("With a non-disclosure agreement in force",)
    gone, course = found["later"]
    assert (gone.ask, course.ask) == (None, None)
    assert course.terms == ("For everyone", "From 1 January 2027")


@pytest.mark.parametrize(
    ("starts", "ends", "said"),
    [
        ("2026-11-27", None, "27 November 2026"),
        ("2026-11-27", "2026-11-29", "27 November 2026 \u2013 29 November 2026"),
        ("2026-11-27T18:00", None, "27 November 2026, 18:00"),
        ("2026-11-27T18:00", "2026-11-27T19:30", "27 November 2026, 18:00 \u2013 19:30"),
        (
            "2026-11-27T22:00",
            "2026-11-28T01:00",
            "27 November 2026, 22:00 \u2013 28 November 2026, 01:00",
        ),
        ("2026-11-27T23:30Z", None, "28 November 2026, 00:30"),
    ],
)
def test_an_event_is_at_another_time(starts: str, ends: str | None, said: str) -> None:
    event = replace(sample().events[0], starts=starts, ends=ends)
    assert events.when(event, Texts("en"), "Europe/Berlin") == said


def test_an_event_of_today_is_past() -> None:
    first, evening = sample().events
    today = replace(first, first_day=TODAY, last_day=TODAY, starts=TODAY.isoformat(), ends=None)
    found = values("events", replace(sample(), events=(first, today, evening)))
    assert [each.event.id for each in found["coming"]] == [today.id, evening.id]
    assert [each.event.starts for each in found["past"]] == ["2026-05-02"]
    assert len(values("home", sample())["meetings"]) == 1


def test_news_lead_nowhere_or_stand_in_another_month() -> None:
    months = values("news", sample())["months"]
    assert [month.title for month in months] == [
        *("November 2026", "August 2026", "May 2026"),
        *("April 2026", "January 2026", "December 2025"),
    ]
    assert [month.pieces[0].path for month in months] == [
        *("feedback/2026-09-02-export/", "people/ana/", "events/2026-05-02-fair/"),
        *(None, "missions/write-a-guide/", None),
    ]
