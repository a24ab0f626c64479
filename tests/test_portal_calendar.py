"""Calendars by RFC 5545: of an audience's events, and of one member's own days, sealed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from goodword.audience import mine
from goodword.audience.permissions import Newer
from goodword.portal import calendar
from goodword.portal.ical import Entry, written
from goodword.portal.me.days import calendar as own_calendar
from goodword.portal.page import Reader
from goodword.portal.seal import code_of, name_of
from goodword.rendering.prose import plain
from goodword.texts import LANGUAGES, Texts
from tests.own_page_program import DAY, SECRET, files, own_pages, snapshot, view
from tests.portal_site import build, tree
from tests.relation_program import mission, person, program
from tests.sample_view import sample
from tests.test_own_pages import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.audience.view import View
    from goodword.audience.view.mine import OwnDay

LINE = re.compile(rb"[A-Z-]+(?:;[A-Z-]+=[^:]+)*:[^\x00-\x08\x0a-\x1f\x7f]*")


def judged(data: bytes) -> list[Any]:
    """The events of a calendar, once what RFC 5545 asks of its lines holds."""
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no letter is cut in two
    whole = data.replace(b"\r\n ", b"").removesuffix(b"\r\n").split(b"\r\n")
    for line in whole:
        assert LINE.fullmatch(line), line
    read = Calendar.from_ical(data)
    assert read.errors == []
    found = list(read.walk("VEVENT"))
    for each in found:
        for name in ("uid", "dtstamp", "dtstart", "summary"):
            assert name in each
        assert each.errors == []
        assert each.decoded("dtend") > each.decoded("dtstart")
    ids = [str(each["uid"]) for each in found]
    assert len({*ids}) == len(ids)
    return found


def made(view: View, language: str = "en") -> dict[str, bytes]:
    return dict(calendar.files(view, Reader(Texts(language), plain)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", ["public", "members", "nda", "staff"])
def test_a_calendar_of_an_audience_is_none(audience: str, language: str) -> None:
    shown = sample(audience, languages=("en", language))
    shown = replace(shown, program=replace(shown.program, url="https://c.example.org/p/"))
    found = made(shown, language)
    root = "https://c.example.org/p/" + ("" if language == "en" else f"{language}/")
    events = judged(found.pop("events/events.ics"))
    assert [str(each["url"]) for each in events] == [
        f"{root}events/{each.id}/index.html" for each in shown.events
    ]
    assert [str(each["uid"]) for each in events] == [
        f"{each.id}@c.example.org" for each in shown.events
    ]
    assert {each.decoded("dtstamp") for each in events} == {datetime(2026, 11, 21, tzinfo=UTC)}
    for each in shown.events:
        (one,) = judged(found.pop(f"events/{each.id}/event.ics"))
        assert one == next(e for e in events if str(e["uid"]).startswith(each.id))
    assert found == {}
    assert made(replace(shown, events=()), language) == {}


TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=()),
        st.sampled_from(';,\\:"\r\n\t\u2028\u2029\x85\x00\x0b\x7fäé山\U0001f600'),
    ),
    max_size=120,
)


@settings(max_examples=120)
@given(TEXTS, TEXTS, TEXTS)
def test_a_text_does_more_than_it_says(title: str, place: str, notes: str) -> None:
    entry = Entry("2026-05-02-fair", title, "2026-05-02", place=place, notes=notes)
    (found,) = judged(written(title, [entry], DAY, "UTC", None))
    lost = str.maketrans(dict.fromkeys(("\u2028", "\u2029"), " "))

    def same(text: str) -> str:
        text = text.replace("\r\n", "\n").replace("\r", "\n").translate(lost)
        return "".join(" " if _control(letter) else letter for letter in text)

    assert str(found["summary"]) == same(title)
    assert str(found.get("location", "")) == same(place)
    assert str(found.get("description", "")) == same(notes)


def _control(letter: str) -> bool:
    code = ord(letter)
    return (code < 32 and letter not in "\t\n") or 127 <= code < 160 or 0xD800 <= code < 0xE000


def event(who: list[str], **more: Any) -> dict[str, Any]:
    return {"title": "Tea; with, Ben", "invited": who, **more}


def documents(**of_ana: Any) -> dict[str, Any]:
    """Ana's events and missions beside those of others."""
    held = {"points": 10, "instructions": "Do it."}
    return {
        **files(region="PT", **of_ana),
        "program/events/2026-06-01-over.yml": event(["ana"], attended=["ana"]),
        "program/events/2026-07-02-tea.yml": event(
            ["ana"], starts="2026-07-02T18:00", ends="2026-07-02T19:30", place="Rua da Rosa 1"
        ),
        "program/events/2026-06-29-days.yml": event(["ana"], ends="2026-07-01", audience="staff"),
        "program/events/2026-07-05-others.yml": event(["ben"], title="Ben's alone"),
        **mission("open", closes="2026-07-31", **held),
        **mission("today", closes="2026-06-30", **held),
        **mission("over", closes="2026-06-29", **held),
        **mission("unlimited", **held),
        **mission("later", opens="2026-07-01", closes="2026-07-31", **held),
        **mission("idea", status="proposed", closes="2026-07-31", **held),
        **mission("paused", status="paused", closes="2026-07-31", **held),
        **mission("mine", closes="2026-08-01", eligibility={"regions": ["PT"]}, **held),
        **mission("theirs", closes="2026-08-01", eligibility={"regions": ["DE"]}, **held),
        **mission("golden", closes="2026-08-01", eligibility={"tiers": ["gold"]}, **held),
        **mission("agreed", closes="2026-08-02", audience="nda", **held),
        **mission("secret", closes="2026-08-03", audience="staff", **held),
    }


def days(found: dict[str, Any], who: str = "ana", on: date = DAY) -> tuple[OwnDay, ...]:
    return next(each.days for each in mine.mine(snapshot(found, on), on) if each.record.id == who)


def test_a_member_misses_a_day_of_theirs_or_has_one_of_others() -> None:
    assert [(each.kind, each.id, str(each.last)) for each in days(documents())] == [
        ("event", "2026-06-29-days", "2026-07-01"),
        ("mission", "today", "2026-06-30"),
        ("event", "2026-07-02-tea", "2026-07-02"),
        ("mission", "open", "2026-07-31"),
        ("mission", "mine", "2026-08-01"),
        ("points", "2026-09-30", "2026-09-30"),
    ]
    assert [each.id for each in days(documents(), "ben")] == ["today", "2026-07-05-others", "open"]


@pytest.mark.parametrize(
    ("outcome", "told", "shown"),
    [("", True, True), ("ended", False, True), ("ended", True, True), ("renewed", True, False)],
)
def test_the_last_day_of_a_term_is_missing_or_shown_of_one_that_goes_on(
    outcome: str, *, told: bool, shown: bool
) -> None:
    said = {"of": "decided", "date": "2026-06-20", "by": "maya", "channel": "call", "summary": "So"}
    decision = {"outcome": outcome, "by": "maya", "date": "2026-06-19", "reason": "R", "say": "S"}
    term: dict[str, Any] = {"until": "2026-07-14", **({"decision": decision} if outcome else {})}
    files = documents() | {
        "influencers/ana/terms/2025-07-15.yml": term | ({"told": [said]} if told else {})
    }
    found = [(each.id, each.starts) for each in days(files) if each.kind == "term"]
    assert found == ([("2025-07-15", "2026-07-14")] if shown else [])
    assert not [each for each in days(files, on=date(2026, 7, 15)) if each.kind == "term"]
    if shown:
        ana = own_pages(files).people[0]
        text = own_calendar(ana, view(), Reader(Texts("en"), plain), "")
        (entry,) = (x for x in judged(text.encode()) if str(x["uid"]).startswith("term-"))
        assert str(entry["summary"]) == "Last day of your term: since 15 Jul 2025"
        assert entry.decoded("dtstart") == date(2026, 7, 14)


AGREED = [{"version": "1", "signed": "2026-01-01", "expires": "2026-12-31"}]
ENDED = [{"version": "1", "signed": "2026-01-01", "expires": "2026-06-29"}]


@pytest.mark.parametrize(("nda", "told"), [(AGREED, True), (ENDED, False), ([], False)])
def test_who_is_under_no_agreement_is_told_of_what_needs_one(nda: Any, *, told: bool) -> None:
    assert ("agreed" in [each.id for each in days(documents(nda=nda))]) == told


def test_a_later_end_of_an_agreement_waits() -> None:

    now = snapshot(documents(nda=AGREED))
    later = Newer(program(documents(nda=ENDED), started="2025-01-01"), follows=True)
    (ana,) = (each for each in mine.mine(now, DAY, (later,)) if each.record.id == "ana")
    assert "agreed" not in [each.id for each in ana.days]


def test_the_calendar_of_a_member_is_no_calendar() -> None:
    ana = own_pages(documents()).people[0]
    text = own_calendar(ana, view(), Reader(Texts("en"), plain), "")
    found = {str(each["uid"]).partition("@")[0]: each for each in judged(text.encode())}
    tea = found["2026-07-02-tea"]
    assert (str(tea["summary"]), str(tea["location"])) == ("Tea; with, Ben", "Rua da Rosa 1")
    assert tea.decoded("dtstart") == datetime(2026, 7, 2, 16, tzinfo=UTC)  # Berlin
    assert "transp" not in tea
    points = found["points-2026-09-30-ana"]
    assert str(points["summary"]) == "Last day of points: 8 points"
    assert points.decoded("dtstart") == date(2026, 9, 30)
    assert str(points["transp"]) == "TRANSPARENT"
    assert str(found["mission-open-ana"]["summary"]) == "Last day of a mission: Open"
    nobody = person("ben", consent=[])
    (ben,) = own_pages(nobody).people
    assert own_calendar(ben, view(), Reader(Texts("en"), plain), "") == ""


def test_a_calendar_of_a_member_lies_on_the_host_in_clear(tmp_path: Path) -> None:
    build(view(), tmp_path / "site", mine=own_pages(documents()))
    path = f"me/{name_of(code_of(SECRET, 'ana', 1))}"
    found = tree(tmp_path / "site")
    assert "BEGIN:VCALENDAR" in text_of(tmp_path / "site", "ana")
    assert path in found
    for name, data in found.items():
        assert b"Tea; with" not in data, name
        assert b"Rua da Rosa" not in data, name
