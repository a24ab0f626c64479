"""`goodword listen`: who is heard, what is kept of them, and that nothing is kept of others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from goodword.cli import main
from goodword.intake.mentions.feed import plain
from goodword.relation.signals import signals
from goodword.reports.signals import signals_report
from tests.relation_program import person, snapshot

if TYPE_CHECKING:
    from pathlib import Path

TODAY = ("--as-of", "2026-11-28")
PROGRAM = "name: Acme\ntimezone: Europe/Berlin\nstaff: [{id: maya, name: Maya}]\n"
MAP = """\
columns: {author: Author, url: Link, date: When, tone: Tone, summary: Text, about: Topic}
channel: forum
values: {tone: {Critical: negative}}
"""
HEAD = "Author,Link,When,Tone,Text,Topic\n"
ANA = "@Ana-L,https://forum.example/t/1,2026-11-20 18:20,Critical,It stops.,export\n"
STRANGER = "zq-stranger,https://forum.example/zq-link,2026-11-20 18:20,,zq-text,zq-topic\n"
RSS = """\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Forum</title>
<item><title>It stops</title><link>https://forum.example/t/1?a=1&amp;copy=2</link>
<dc:creator>ana-l</dc:creator><pubDate>Fri, 20 Nov 2026 12:20:00 EST</pubDate>
<description>&lt;p&gt;Half-way &amp;amp; silent.&lt;/p&gt;</description></item>
<item><link>https://forum.example/zq</link><dc:creator>zq-stranger</dc:creator></item>
</channel></rss>
"""
FEED_MAP = "columns: {author: creator, url: link, date: pubDate, summary: description}\n"


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "program").mkdir()
    (tmp_path / "program/program.yml").write_text(PROGRAM, "utf-8")
    for who, login, number in (("ana", "ana-l", 4711), ("ben", "ben", 4712)):
        path = tmp_path / f"influencers/{who}/profile.yml"
        path.parent.mkdir(parents=True)
        accounts = f"accounts: {{forum: {{login: {login}, id: {number}}}}}\n"
        path.write_text(f"name: {who}\nstage: member\nsince: '2026-01-01'\n{accounts}", "utf-8")
    return tmp_path


def run(room: Path, data: str | bytes, *more: str, names: str = MAP, file: str = "m.csv") -> int:
    (room / file).write_bytes(data.encode() if isinstance(data, str) else data)
    (room / "map.yml").write_text(names, "utf-8")
    given = ("listen", str(room / file), "--map", str(room / "map.yml"))
    return main(["--root", str(room), *given, *TODAY, *more])


def kept(room: Path) -> dict[str, list[str]]:
    found = sorted((room / "program/signals").glob("*"))
    return {each.name: each.read_text("utf-8").splitlines()[1:] for each in found}


def test_a_mention_is_not_kept_or_that_of_a_stranger_is(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(room, HEAD + STRANGER + ANA) == 0
    assert "dry run" in capsys.readouterr().out
    assert kept(room) == {}
    assert run(room, HEAD + STRANGER + ANA, "--write") == 0
    told = capsys.readouterr()
    assert "1 new signal" in told.out
    assert "1 mention by nobody on the map" in told.out
    assert kept(room) == {
        "2026-11-20-forum.yml": [
            "influencer: ana",
            "channel: forum",
            "url: https://forum.example/t/1",
            'date: "2026-11-20T18:20"',
            "tone: negative",
            "summary: It stops.",
            "about: export",
        ]
    }
    assert main(["--root", str(room), "check", "--strict", *TODAY]) == 0
    out = told.out + told.err + capsys.readouterr().out
    for path in room.rglob("*"):
        if path.is_file() and path.name != "m.csv":
            assert b"zq-" not in path.read_bytes(), path
    assert "zq-" not in out


def test_an_export_once_more_makes_a_second_signal(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = ANA.replace("https://", "https://www.").replace("/t/1", "/t/1/?utm_source=mail")
    later = ANA.replace("/t/1", "/t/2").replace("18:20", "19:00")
    earlier = ANA.replace("/t/1", "/t/3").replace("18:20", "07:00")
    assert run(room, HEAD + ANA + again, "--write") == 0
    before = kept(room)
    assert len(before) == 1
    assert run(room, HEAD + later + again + earlier, "--write") == 0
    assert {name: kept(room)[name] for name in before} == before
    assert [each[2][-1] for each in kept(room).values()] == ["3", "2", "1"]
    assert run(room, HEAD + earlier + ANA + later, "--write") == 0
    assert "nothing to write" in capsys.readouterr().out


def test_signals_hang_on_the_order_of_an_export(room: Path, tmp_path_factory: Any) -> None:
    other = tmp_path_factory.mktemp("other")
    rows = [ANA, ANA.replace("/t/1", "/t/2").replace("18:20", "07:00"), ANA.replace("/t/1", "/t/3")]
    for path in room.rglob("*.yml"):
        (other / path.relative_to(room)).parent.mkdir(parents=True, exist_ok=True)
        (other / path.relative_to(room)).write_bytes(path.read_bytes())
    assert run(room, HEAD + "".join(rows), "--write") == 0
    assert run(other, HEAD + "".join(reversed(rows)), "--write") == 0
    assert kept(room) == kept(other)


def test_json_or_a_feed_is_read_as_something_else(room: Path) -> None:
    one = {"who": {"login": "ANA-L"}, "url": "https://forum.example/t/1", "at": "2026-11-20T17:20Z"}
    names = "columns: {author: who.login, url: url, date: at}\nchannel: forum\nlist: data.items\n"
    data = json.dumps({"data": {"items": [one, {"who": 7, "url": [], "at": None}]}})
    assert run(room, data, "--write", names=names, file="m.json") == 0
    assert kept(room)["2026-11-20-forum.yml"][-1] == 'date: "2026-11-20T18:20"'
    assert run(room, RSS, "--write", names=f"{FEED_MAP}channel: forum\n", file="m.xml") == 0
    assert kept(room)["2026-11-20-forum.2.yml"] == [
        "influencer: ana",
        "channel: forum",
        "url: https://forum.example/t/1?a=1&copy=2",
        'date: "2026-11-20T18:20"',
        "summary: Half-way & silent.",
    ]


def test_an_account_on_another_channel_or_with_another_number_is_taken_for_theirs(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = (
        "columns: {author: Author, number: Text, channel: Topic, url: Link, date: When}\n"
        "values: {channel: {The forum: forum}}\n"
    )
    rows = "".join(
        f"{login},https://forum.example/t/{n},2026-11-20,,{number},{channel}\n"
        for n, (login, number, channel) in enumerate(
            [
                ("ana-l", "", "github"),
                ("ana-l", "4799", "forum"),
                ("ana-l", "", "The forum"),
                ("", "", "forum"),
                ("https://forum.example/u/ana-l", "", "Forum"),
            ]
        )
    )
    assert run(room, HEAD + rows, "--write", names=names) == 0, capsys.readouterr()
    assert [each[2][-1] for each in kept(room).values()] == ["4", "2"]


@pytest.mark.parametrize("stage", ["left", "declined", "opted-out", "deceased"])
def test_somebody_who_went_is_listened_to(room: Path, stage: str) -> None:
    path = room / "influencers/ana/profile.yml"
    path.write_text(path.read_text("utf-8").replace("stage: member", f"stage: {stage}"), "utf-8")
    assert run(room, HEAD + ANA, "--write") == 0
    assert kept(room) == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ask @ben and @zq-1 or @zq@host.example", "Ask @ben and @… or @…"),
        ("write zq@mail.example now", "write … now"),
        ("x" * 2000, "x" * 999 + "…"),
        ("a\u202eb", "ab"),
        ("hi .@zq and \uff20zq and \uff20ben", "hi .@… and @… and \uff20ben"),
        ("https://host.example/@zq/1 or /@ben", "https://host.example/@…/1 or /@ben"),
        ("word " * 9000 + "zq@mail.example", ("word " * 200)[:999] + "…"),
    ],
)
def test_a_summary_names_a_stranger_or_hides_something(room: Path, text: str, said: str) -> None:
    assert run(room, HEAD + ANA.replace("It stops.", text), "--write") == 0
    assert kept(room)["2026-11-20-forum.yml"][5] == f"summary: {said}"


def test_a_subject_names_a_stranger(room: Path) -> None:
    export = HEAD + ANA.replace(",export", ',"@zq-1, zq@a.example"')
    assert run(room, export, "--write") == 0
    assert kept(room)["2026-11-20-forum.yml"][6] == 'about: "@…, …"'


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<p>It</p>stops<br>at <b>half</b> &amp; 5 &lt; 6", "It stops at half & 5 < 6"),
        ("<![endif]-->It stops", "It stops"),
        ("<![ " * 4000 + "x", None),
        ("<a " * 6000, None),
        ("<div><b>" * 2500, None),
        ("<!--" * 5000, None),
        ("<script>alert(1)</script>It stops", "It stops"),
    ],
)
def test_a_feed_with_broken_html_stops_or_is_taken_otherwise(html: str, said: str | None) -> None:
    found = plain(html)
    assert "<script" not in found
    assert said is None or found == said


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2026-11-20 18:20", "yesterday", 'When is "yesterday", expected a moment'),
        ("2026-11-20 18:20", "2026-11-30", 'When is "2026-11-30", which is not yet'),
        ("2026-11-20 18:20", "3/8/2026", 'When is "3/8/2026"; say dates in the map'),
        ("https://forum.example/t/1", "", "Link is empty"),
        ("https://forum.example/t/1", "javascript:alert(1)", "Link is no address"),
        ("Critical", "furious", 'Tone is "furious", expected positive'),
    ],
)
def test_what_is_wrong_with_a_mention_is_not_told_by_its_line(
    room: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, told: str
) -> None:
    assert run(room, HEAD + STRANGER + ANA.replace(old, new), "--write") == 1
    said = capsys.readouterr()
    assert f"m.csv:3:1: error: {told}" in said.out.replace(f"{room}/", ""), said
    assert "zq-" not in said.out + said.err
    assert kept(room) == {}


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("m.xml", '<!DOCTYPE r [<!ENTITY a "zq-">]><rss>&a;</rss>'),
        ("m.xml", '<!DOCTYPE r [<!ENTITY a "zq-">]><rss>&a;</rss>'.encode("utf-16")),
        ("m.xml", "<rss><item>" + "<a>" * 5000),
        ("m.xml", "<rss><item></rss>"),
        ("m.xml", "<html/>"),
        ("m.xml", b"<?xml version='1.0' encoding='latin-1'?><rss>\xe9</rss>"),
        ("m.json", '{"a": [' * 5000),
        ("m.json", '["zq-a", 7, null]'),
        ("m.json", '[{"who": "ana-l"}]'),
        ("m.yml", "a: &b [*b]"),
        ("m.csv", b"\xff\xfe\x00"),
        ("m.csv", b"PK\x03\x04"),
        ("m.csv", 'Author,Link\n"open'),
        ("m.csv", HEAD + "ana-l,zq-\n"),
        ("m.csv", ""),
    ],
)
def test_a_hostile_export_is_taken_raises_or_shows_what_it_holds(
    room: Path, capsys: pytest.CaptureFixture[str], file: str, data: str | bytes
) -> None:
    assert run(room, data, "--write", file=file) == 1
    said = capsys.readouterr()
    assert "error:" in said.out
    assert "Traceback" not in said.err
    assert "zq-" not in said.out + said.err
    assert kept(room) == {}


def test_an_export_without_a_mention_is_a_mistake(room: Path) -> None:
    assert run(room, HEAD, "--write") == 0
    assert run(room, "[]", "--write", file="m.json") == 0
    assert run(room, "<rss><channel/></rss>", "--write", file="m.rss") == 0


def test_a_map_without_a_channel_is_taken(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(room, HEAD + ANA, names=MAP.replace("channel: forum\n", "")) == 1
    assert "nothing says on which channel" in capsys.readouterr().out


def signal(date: str, **more: Any) -> dict[str, Any]:
    said = {"influencer": "ana", "channel": "forum", "date": date, **more}
    return {f"program/signals/{date[:10]}-forum.yml": said}


def test_hours_over_a_clock_change_are_those_of_the_clock() -> None:
    files = {**person("ana"), **signal("2026-10-24T20:00")}
    (on,) = signals(snapshot(files).program, snapshot(files, "2026-10-25").as_of, lambda *_: None)
    assert f"{on.by:%Y-%m-%dT%H:%M}" == "2026-10-25T19:00"
    assert (on.age, on.over) == (29, 5)
    told = {"kind": "contact", "by": "jon", "refs": ["2026-10-24-forum"]}
    files |= {"influencers/ana/touchpoints/2026-10-25-contact.yml": told}
    (on,) = signals(snapshot(files).program, snapshot(files, "2026-10-30").as_of, lambda *_: None)
    assert (on.hours, on.state) == (29, "open")


def test_hours_of_a_tier_or_the_end_of_a_signal_do_not_count() -> None:
    versions = {"clocks": {"signal_hours": 48}, "clocks_by_tier": {"gold": {"signal_hours": 2}}}
    files = {
        **person("ana"),
        **signal("2026-06-01"),
        "program/policies.yml": {"versions": versions},
    }
    on = snapshot(files, "2026-06-03")
    (slow,) = signals(on.program, on.as_of, lambda *_: None)
    (fast,) = signals(on.program, on.as_of, lambda *_: "gold")
    assert (slow.allowed, slow.over, str(slow.due)) == (48, 0, "2026-06-03")
    assert (fast.allowed, fast.over) == (2, 46)
    end = {"date": "2026-06-03", "by": "maya", "reason": "A joke"}
    files |= signal("2026-06-01", dismissed=end)
    report = signals_report(snapshot(files, "2026-06-03"))
    assert report.value["median_hours"] is None
    assert report.value["signals"][0]["state"] == "dismissed"
    assert signals_report(snapshot(files, "2026-06-02")).value["open"] == 1


def test_a_word_from_before_or_from_them_is_the_first_word() -> None:
    folder = "influencers/ana/touchpoints"
    about = {"by": "jon", "refs": ["2026-06-02-forum"], "summary": "Yes."}
    files = {
        **person("ana"),
        **signal("2026-06-02T10:00"),
        f"{folder}/2026-06-01-contact.yml": {"kind": "contact", **about},
        f"{folder}/2026-06-02-contact.yml": {"kind": "contact", **about, "direction": "from-them"},
        f"{folder}/2026-06-03-gift.yml": {"kind": "gift", **about},
    }
    report = signals_report(snapshot(files, "2026-06-30")).value
    assert report["signals"][0]["hours"] is None
    files[f"{folder}/2026-06-04-thanks.yml"] = {"kind": "thanks", "helped": "us", **about}
    assert signals_report(snapshot(files, "2026-06-30")).value["signals"][0]["hours"] == 62
