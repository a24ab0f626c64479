"""What staff follow: what a digest and a feed tell, to whom, and what they never tell."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from goodword.cli import main
from goodword.outbox.plan import plan
from goodword.portal import following as following_feeds
from goodword.portal.pages import PAGES
from goodword.relation.following import following
from goodword.source.schemas import Schemas
from tests.community_files import FORUM, community, found, one, staff_reader
from tests.conftest import ROOT
from tests.erased_world import put
from tests.relation_program import STAFF, person, program, snapshot

if TYPE_CHECKING:
    from pathlib import Path

SCHEMAS = Schemas.load(ROOT / "schemas")


def test_a_digest_leaves_out_or_repeats_what_is_dated_on_its_day() -> None:
    files = community("forum", *(found(f"2026-03-0{day}") for day in range(1, 6)))
    follows = [{"community": "forum"}]
    told: list[str] = []
    for since, day in (
        (None, "2026-03-02"),
        ("2026-03-02", "2026-03-04"),
        ("2026-03-04", "2026-04-01"),
    ):
        had = {"digest": since} if since else {}
        (each,) = following(program(files, **one(follows, **had)), date.fromisoformat(day))
        told += reversed([f"{change.date}" for change in each.changes])
    assert told == [f"2026-03-0{day}" for day in range(1, 6)]


def test_a_digest_is_due_within_a_week_or_for_nothing() -> None:
    files = community("forum", found("2026-03-03"))
    follows = [{"community": "forum"}]

    def sent(day: str, **had: str) -> list[str]:
        return [each.person for each in plan(snapshot(files, day, **one(follows, **had))).digests]

    assert sent("2026-03-03") == [], "what is dated on the day comes with the next"
    assert sent("2026-03-04") == ["maya"]
    assert sent("2026-03-08", digest="2026-03-02") == []
    assert sent("2026-03-09", digest="2026-03-02") == ["maya"]
    assert sent("2026-03-20", digest="2026-03-04") == [], "nothing changed since"
    assert sent("2026-03-09", digest="2026-12-01") == ["maya"], "a digest that is to come"
    assert sent("2026-03-09", until="2026-03-08") == [], "who has left"


def test_a_digest_names_who_moves_a_community() -> None:
    files = {**person("ana"), **person("ben")}
    files |= community(
        "forum",
        found("2026-03-01", movers=["ana"]),
        found("2026-03-03", movers=["ben"], source="Ana's list", relevance=5),
    )
    (made,) = plan(snapshot(files, "2026-03-09", **one([{"community": "forum"}]))).digests
    assert "assessed anew, relevance 5, before 4. Movers: 1 more, 1 fewer." in made.text
    for word in ("ana", "ben", "Ana", "Ben"):
        assert word not in made.text + made.html + made.subject


@pytest.mark.parametrize("field", ["name", "title"])
def test_markup_in_a_name_reaches_a_digest_as_markup(field: str) -> None:
    nasty = "<img src=x onerror=alert(1)> {{ news }} [x](javascript:alert(1))"
    files = community("forum", found("2026-03-01"))
    files[FORUM]["name"] = nasty
    item = {"title": nasty, "steps": [{"step": "received", "date": "2026-03-01", "from": ["ana"]}]}
    files |= {**person("ana"), "program/feedback/2026-03-01-slow.yml": item}
    follows = [{"community": "forum"}] if field == "name" else [{"item": "2026-03-01-slow"}]
    (made,) = plan(snapshot(files, "2026-03-09", **one(follows))).digests
    assert "&lt;img src=x" in made.html
    assert "<img" not in made.html
    assert 'href="javascript' not in made.html
    assert nasty in made.text


@pytest.mark.parametrize(
    "wrong",
    [
        {"community": "../forum"},
        {"community": "a/b"},
        {"topic": "<b>"},
        {"item": "2026-03-01-slow/../../x"},
        {"item": "slow"},
        {"community": "forum", "topic": "looms"},
        {},
    ],
    ids=lambda each: "-".join(each) or "nothing",
)
def test_something_else_than_one_id_can_be_followed(wrong: dict[str, str]) -> None:
    def judged(followed: dict[str, str]) -> bool:
        staff = [{**STAFF[0], "follows": [followed]}]
        return SCHEMAS.judge("program", {"name": "A", "timezone": "Etc/UTC", "staff": staff})

    assert judged({"topic": "looms"})
    assert not judged(wrong)


def test_a_feed_or_page_of_staff_reaches_another_audience() -> None:
    files = {**person("ana"), **community("forum", found("2026-03-01", movers=["ana"]))}
    on = snapshot(files, "2026-03-09", **one([{"community": "forum"}]))
    for audience in ("public", "members", "nda"):
        view, reader = staff_reader(on, audience)
        assert not list(following_feeds.files(view, reader))
        for name in ("staff_communities", "staff_following"):
            assert not list(PAGES[name](view, reader))
    view, reader = staff_reader(on, "staff")
    ((path, feed),) = following_feeds.files(view, reader)
    assert path == "staff/following/maya.xml"
    made = ET.fromstring(feed)  # noqa: S314 - made here
    (entry,) = made.iter("{http://www.w3.org/2005/Atom}entry")
    title = entry.findtext("{http://www.w3.org/2005/Atom}title")
    assert title == "Forum: assessed, relevance 4. We are not there"
    assert b"Ana" not in feed
    for name in ("staff_communities", "staff_following"):
        assert len(list(PAGES[name](view, reader))) == 1


def test_a_feed_changes_with_the_day_or_shows_what_was_told() -> None:
    files = community("forum", found("2026-03-01"), found("2026-03-05"))

    def feed(day: str, **had: str) -> bytes:
        on = snapshot(files, day, **one([{"community": "forum"}], **had))
        ((_, data),) = following_feeds.files(*staff_reader(on, "staff"))
        return data

    assert feed("2026-03-09") == feed("2026-03-20")
    assert feed("2026-03-09").count(b"<entry>") == 2
    assert feed("2026-03-09", digest="2026-03-05").count(b"<entry>") == 1
    assert b"<entry>" not in feed("2026-03-09", digest="2026-03-09")


def test_markup_of_a_name_is_markup_of_a_feed() -> None:
    files = community("forum", found("2026-03-01"))
    files[FORUM]["name"] = "</title><script>alert(1)</script> & \x0b"
    on = snapshot(files, "2026-03-09", **one([{"community": "forum"}]))
    ((_, feed),) = following_feeds.files(*staff_reader(on, "staff"))
    assert b"<script" not in feed
    made = ET.fromstring(feed)  # noqa: S314 - made here
    assert len(list(made.iter("{http://www.w3.org/2005/Atom}entry"))) == 1


def test_a_command_of_staff_says_nothing_of_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = {"name": "A", "timezone": "Etc/UTC", "started": "2026-01-01", "staff": STAFF}
    put(tmp_path, {"program/program.yml": json.dumps(settings)})
    root = ["--root", str(tmp_path), "staff"]
    for verb in ("follow", "unfollow"):
        assert main([*root, verb, "maya"]) == 2
        assert "--community or --topic or --item is needed" in capsys.readouterr().err
    assert main([*root, "follow", "maya", "--topic", "looms", "--as-of", "2026-03-09"]) == 0
    assert 'nothing has the topic "looms" [follows-nothing]' in capsys.readouterr().out


def test_a_digest_of_a_day_is_noted_twice_without_a_word(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = community("forum", found("2026-03-03"))
    staff = [{**STAFF[0], "follows": [{"community": "forum"}]}, *STAFF[1:]]
    settings = {"name": "A", "timezone": "Etc/UTC", "started": "2026-01-01", "staff": staff}
    files["program/program.yml"] = settings
    put(tmp_path, {path: json.dumps(each) for path, each in files.items()})
    root = ["--root", str(tmp_path)]
    day = ["--as-of", "2026-03-09"]
    assert main([*root, "outbox", *day]) == 0
    assert "0 messages due, 1 digest due for staff, 0 not sent" in capsys.readouterr().out
    assert main([*root, "staff", "digest", "maya", *day, "--write"]) == 0
    assert main([*root, "staff", "digest", "maya", *day]) == 1
    assert "maya has had the digest of 2026-03-09 already" in capsys.readouterr().out
    assert main([*root, "outbox", *day]) == 0
    assert "0 messages due, 0 not sent" in capsys.readouterr().out
