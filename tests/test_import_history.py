"""What a history of another system may look like, and what becomes of it."""

from __future__ import annotations

import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from goodword.audience.gate import audience_view
from goodword.cli import main
from goodword.load import load
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree

if TYPE_CHECKING:
    from pathlib import Path

TODAY = ("--as-of", "2026-09-01")
DAY = date(2026, 9, 1)
MAP = """\
by: maya
second: jon
columns:
  person: who
  type: what
  occurred: when
missions:
  - {type: Post, id: write-a-post, title: Write, instructions: Write a post., points: 3}
people:
  owner: maya
program:
  name: Acme Champions
  timezone: Europe/Berlin
  staff:
    - {id: maya, name: Maya Weber}
    - {id: jon, name: Jon Dahl}
"""


ESCALATE = (
    "  timezone: Europe/Berlin\n",
    "  timezone: Europe/Berlin\n  points: {escalate_above: 2}\n",
)


class Room:
    """A folder with a map, an export, and the program that they become."""

    def __init__(self, path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path = path
        self._capsys = capsys
        self.out = self.err = ""

    @property
    def program(self) -> Path:
        return self.path / "program"

    def map(self, *changes: tuple[str, str], more: str = "") -> None:
        text = MAP
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (self.path / "map.yml").write_text(text + more, encoding="utf-8")

    def bring(self, rows: str, *arguments: str, write: bool = True) -> int:
        (self.path / "rows.csv").write_text(rows, encoding="utf-8")
        code = main(
            [
                *("import", "claims", str(self.path / "rows.csv")),
                *("--map", str(self.path / "map.yml"), "--into", str(self.program)),
                *TODAY,
                *arguments,
                *(("--write",) if write else ()),
            ]
        )
        self.out, self.err = self._capsys.readouterr()
        return code

    def check(self) -> int:
        return main(["--root", str(self.program), "check", "--strict", *TODAY])

    def claims(self, mission: str = "write-a-post") -> list[str]:
        return sorted(path.stem for path in (self.program / f"missions/{mission}/claims").iterdir())

    def read(self, path: str) -> str:
        return (self.program / path).read_text(encoding="utf-8")

    def totals(self, text: str) -> tuple[str, str]:
        (self.path / "totals.csv").write_text(text, encoding="utf-8")
        return ("--expect", str(self.path / "totals.csv"))


@pytest.fixture
def room(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Room:
    found = Room(tmp_path, capsys)
    found.map()
    return found


HEAD = "who,what,when\n"
LINK = ("occurred: when", "occurred: when\n  evidence: url")
EVENT = ("occurred: when", "occurred: when\n  evidence: url\n  event: id")
POINTS = ("occurred: when", "occurred: when\n  points: points")


# The same thing again


def test_an_event_with_its_own_name_is_made_twice(room: Room) -> None:
    room.map(EVENT)
    head = "id,who,what,when,url\n"
    first = "17,ana,Post,2026-03-01,https://example.org/1\n"
    assert room.bring(head + first + first.replace("org/1", "org/1/")) == 0
    assert "rows that stand again" in room.out
    assert room.claims() == ["2026-03-01-ana"]
    text = room.read("missions/write-a-post/claims/2026-03-01-ana.yml")
    assert 'source:\n  system: import\n  event: "17"\n' in text
    mended = "17,ana,Post,2026-03-02,https://example.org/other\n"
    assert room.bring(head + mended) == 0
    assert room.claims() == ["2026-03-01-ana"]
    assert room.bring(head + mended + "18,ana,Post,2026-03-01,https://example.org/1\n") == 0
    assert room.claims() == ["2026-03-01-ana", "2026-03-01-ana.2"]
    assert room.check() == 0


def test_the_same_number_in_another_system_is_the_same_event(room: Room) -> None:
    room.map(EVENT)
    head = "id,who,what,when,url\n"
    assert room.bring(head + "17,ana,Post,2026-03-01,https://example.org/1\n") == 0
    other = head + "17,ben,Post,2026-03-01,https://example.org/2\n"
    assert room.bring(other) == 1
    assert 'rows.csv:2:1: error: the event "17" is there already as missions' in room.out
    assert "name the other system in the map" in room.out
    room.map(EVENT, ("by: maya", "by: maya\nsystem: new-board"))
    assert room.bring(other) == 0
    assert "system: new-board" in room.read("missions/write-a-post/claims/2026-03-01-ben.yml")


def test_what_came_without_names_comes_again_with_names(room: Room) -> None:
    room.map(LINK)
    assert room.bring("who,what,when,url\nana,Post,2026-03-01,https://example.org/1\n") == 0
    room.map(EVENT)
    assert (
        room.bring("id,who,what,when,url\n1,ana,Post,2026-03-01,http://www.example.org/1/\n") == 0
    )
    assert room.claims() == ["2026-03-01-ana"]


def test_a_link_spelled_otherwise_is_another(room: Room) -> None:
    room.map(LINK)
    rows = (
        "who,what,when,url\n"
        "ana,Post,2026-03-01,https://example.org/1\n"
        "ana,Post,2026-03-01,http://Example.org/%31/?utm_source=x\n"
    )
    assert room.bring(rows) == 0
    assert room.claims() == ["2026-03-01-ana"]
    # Where the export has the very same row twice, it counted twice there.
    twice = "who,what,when,url\n" + "ben,Post,2026-03-01,https://example.org/2\n" * 2
    assert room.bring(twice) == 0
    assert room.claims()[1:] == ["2026-03-01-ben", "2026-03-01-ben.2"]


def test_an_export_that_gains_times_or_seconds_makes_all_anew(room: Room) -> None:
    assert room.bring(HEAD + "ana,Post,2026-03-01\nben,Post,2026-03-01T10:00\n") == 0
    more = HEAD + "ana,Post,2026-03-01T09:30\nben,Post,2026-03-01T10:00:23\n"
    assert room.bring(more) == 0
    assert room.out.endswith("nothing to write: all of it is there already\n")
    assert room.bring(more + "ben,Post,2026-03-01T10:01\nana,Post,2026-03-01T09:31\n") == 0
    assert len(room.claims()) == 4


# What the map says


def test_one_empty_cell_refuses_the_export(room: Room) -> None:
    room.map(LINK)
    rows = "who,what,when,url\nana,Post,2026-03-01,https://example.org/1\nben,Post,2026-03-01,\n"
    assert room.bring(rows) == 0
    assert "- write-a-post asks for no evidence, since 1 row has none\n" in room.out
    assert "at_least: 0" in room.read("missions/write-a-post/mission.yml")
    assert room.check() == 0


def test_the_evidence_that_the_map_asks_for_is_not_asked(room: Room) -> None:
    room.map(LINK, ("points: 3}", "points: 3, evidence: {at_least: 1}}"))
    assert room.bring("who,what,when,url\nben,Post,2026-03-01,\n") == 1
    assert 'rows.csv:2:1: error: no link, but the map asks for evidence of "Post"' in room.out
    room.map(LINK, ("points: 3}", "points: 3, evidence: {at_least: 0}}"))
    assert room.bring("who,what,when,url\nben,Post,2026-03-01,https://example.org/1\n") == 0
    assert "at_least: 0" in room.read("missions/write-a-post/mission.yml")


def test_a_value_that_fell_in_history_is_refused(room: Room) -> None:
    falls = "[{from: '2025-01-01', value: 5}, {from: '2026-01-01', value: 3}]"
    room.map(("points: 3}", f"points: {falls}}}"))
    assert room.bring(HEAD + "ana,Post,2025-03-01\nana,Post,2026-03-01\n") == 0
    text = room.read("missions/write-a-post/mission.yml")
    assert '- from: "2026-01-01"\n    announced: before\n    value: 3\n' in text
    assert text.count("announced") == 1
    assert room.check() == 0


def test_points_that_each_row_states_are_not_brought_over(room: Room) -> None:
    room.map(POINTS, ("points: 3}", "points: {least: 1, most: 20}}"))
    head = "who,what,when,points\n"
    assert room.bring(head + "ana,Post,2026-03-01,21\n") == 1
    assert '21 points for "Post", the map gives 1 to 20' in room.out
    assert room.bring(head + "ana,Post,2026-03-01,7\nana,Post,2026-03-02,20\n") == 0
    assert "the points of write-a-post are those of each row, from 1 to 20, agreed to by jon" in (
        room.out
    )
    text = room.read("missions/write-a-post/claims/2026-03-01-ana.yml")
    assert "points: 7\n" in text
    assert "reason_code: override\n" in text
    assert "by: jon\n" in text
    assert "override" not in room.read("missions/write-a-post/claims/2026-03-02-ana.yml")
    assert room.check() == 0
    expect = room.totals("person,points\nana,27\n")
    assert room.bring(head + "ana,Post,2026-03-01,7\nana,Post,2026-03-02,20\n", *expect) == 0


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ((("points: 3}", "points: {least: 1, most: 20}}"),), "no column is named"),
        ((POINTS, ("points: 3}", "points: {least: 9, most: 2}}")), "least 9 is more than most 2"),
        (
            (POINTS, ("points: 3}", "points: {least: 1, most: 2}}"), ("second: jon\n", "")),
            "need a second person",
        ),
    ],
)
def test_a_map_with_graded_points_lacks_what_they_need(
    room: Room, changes: tuple[tuple[str, str], ...], words: str
) -> None:
    room.map(*changes)
    assert room.bring(HEAD + "ana,Post,2026-03-01\n") == 1
    assert "map.yml:" in room.out
    assert words in room.out


def test_a_rule_for_handles_is_not_followed(room: Room) -> None:
    rows = HEAD + "_Ana__L,Post,2026-03-01\nben.k_,Post,2026-03-01\n"
    assert room.bring(rows) == 1
    assert 'people.replace what stands for a character: {"_": "-"}' in room.out
    room.map(("people:\n", "people:\n  account: forum\n  replace: {_: '-', .: ''}\n"))
    assert room.bring(rows) == 0
    assert room.claims() == ["2026-03-01-ana-l", "2026-03-01-benk"]
    assert 'forum: "_Ana__L"\n' in room.read("influencers/ana-l/profile.yml")
    assert room.bring(HEAD + "ben_k,Post,2026-03-01\nben-k,Post,2026-03-01\n") == 1
    assert "both become ben-k" in room.out


def test_an_employee_is_a_stranger(room: Room) -> None:
    room.map(("people:\n", "people:\n  staff: {maya-w: maya, jon-d: jon}\n"))
    assert room.bring(HEAD + "Maya-W,Post,2026-03-01\njon-d,Post,2026-03-01\n") == 0
    assert "staff: maya\n" in room.read("influencers/maya-w/profile.yml")
    assert "by: jon\n" in room.read("missions/write-a-post/claims/2026-03-01-maya-w.yml")
    assert "by: maya\n" in room.read("missions/write-a-post/claims/2026-03-01-jon-d.yml")
    assert "what maya-w did was approved by jon, since it is maya's own" in room.out
    assert room.check() == 0


def test_somebody_decides_their_own_in_an_import(room: Room) -> None:
    room.map(("people:\n", "people:\n  staff: {maya-w: maya}\n"), ("second: jon\n", ""))
    assert room.bring(HEAD + "maya-w,Post,2026-03-01\n") == 1
    assert "rows.csv:2:1: error: " in room.out
    assert "(as missions/write-a-post/claims/2026-03-01-maya-w.yml)" in room.out


def test_a_renamed_account_keeps_its_old_name(room: Room) -> None:
    room.map(
        ("occurred: when", "occurred: when\n  name: name\n  number: uid"),
        ("people:\n", "people:\n  account: github\n  ids: {old-ana: ana, Ana-New: ana}\n"),
    )
    rows = (
        "who,what,when,name,uid\nAna-New,Post,2026-05-01,Ana Lopes,123456789012345678\n"
        "old-ana,Post,2026-03-01,Ana L,123456789012345678\n"
    )
    assert room.bring(rows) == 0
    text = room.read("influencers/ana/profile.yml")
    assert 'name: Ana Lopes\nstage: member\nsince: "2026-03-01"\n' in text
    assert "github:\n    login: Ana-New\n    id: 123456789012345678\n" in text
    assert room.check() == 0


def test_who_is_named_and_has_no_row_is_dropped_in_silence(room: Room) -> None:
    room.map(("people:\n", "people:\n  ids: {Zoe_X: zoe}\n"))
    expect = room.totals("person,points\nana,3\nkim,0\n")
    assert room.bring(HEAD + "ana,Post,2026-03-01\n", *expect) == 0
    assert "- named in the map, without a row in the export: Zoe_X\n" in room.out
    assert "listed with 0 points, without events, and not made: kim\n" in room.out


def test_a_map_of_many_missions_and_ids_is_refused(room: Room) -> None:
    missions = "".join(
        f"  - {{type: T{n}, id: m{n}, title: Do {n}, instructions: Do it., points: 1}}\n"
        for n in range(600)
    )
    ids = "".join(f"    H_{n}: h{n}\n" for n in range(2_500))
    room.map(("people:\n", missions + "people:\n  ids:\n" + ids))
    assert room.bring(HEAD + "ana,T7,2026-03-01\nH_9,T8,2026-03-01\n", write=False) == 0
    assert "without a row in the export: H_0, H_1, H_10, " in room.out
    assert " and 2449 more\n" in room.out
    assert room.bring(HEAD + "ana,T7,2026-03-01\nH_9,T8,2026-03-01\n") == 0
    kept = (room.path / "map.yml").read_text(encoding="utf-8")
    assert "\nassumed:\n  - days are counted in Europe/Berlin\n" in kept


# What is said


def test_a_file_that_was_never_written_is_named(room: Room) -> None:
    room.map(LINK)
    assert room.bring("who,what,when,url\nana,Post,2026-03-01,https://example.org/1\n") == 0
    rows = "who,what,when,url\nben,Post,2026-03-01,\nkim,Post,2026-03-02,\n"
    assert room.bring(rows) == 1
    assert "rows.csv:2:1: error: 0 pieces of evidence, the mission asks for 1 (as " in room.out
    assert "rows.csv:3:1: error: " in room.out
    assert room.err == "nothing was written: 2 problems\n"


def test_the_number_of_problems_is_that_of_those_shown(room: Room) -> None:
    assert room.bring(HEAD + "ana,Post,x\n" * 2052) == 1
    assert "2002 more problems" in room.out
    assert room.err == "nothing was written: 2052 problems\n"


def test_a_mission_that_is_there_is_spoken_of_as_new(room: Room) -> None:
    assert room.bring(HEAD + "ana,Post,2026-03-01\n") == 0
    mission = room.program / "missions/write-a-post/mission.yml"
    mission.write_text(
        "title: Write\ninstructions: Write a post.\nevidence: {at_least: 0}\n"
        "points: {value: 3, maturation_days: 7, limits: {total: 90}}\n",
        encoding="utf-8",
    )
    assert room.bring(HEAD + "ana,Post,2026-04-01\n", write=False) == 0
    assert "the missions have no limits" not in room.out
    assert "a member since" not in room.out
    stays = "- write-a-post stays as it is: with its limits, a link counts once, points can be "
    assert f"{stays}spent after 7 days\n" in room.out
    mission.write_text(
        "title: Write\ninstructions: Write a post.\nevidence: {at_least: 0}\npoints:\n"
        "  - {from: '2020-01-01', value: 3, maturation_days: 7}\n"
        "  - {from: '2026-03-15', value: 3, limits: {total: 90}}\n",
        encoding="utf-8",
    )
    stays = "- write-a-post stays as it is: {} limits, a link counts once, points can be spent {}\n"
    assert room.bring(HEAD + "ana,Post,2026-03-05\n", write=False) == 0
    assert stays.format("no", "after 7 days") in room.out
    assert room.bring(HEAD + "ana,Post,2026-03-05\nana,Post,2026-04-01\n", write=False) == 0
    assert stays.format("with its", "after 0 to 7 days") in room.out


def test_points_that_expired_on_arrival_are_not_spoken_of(room: Room) -> None:
    assert room.bring(HEAD + "ana,Post,2020-03-01\n", write=False) == 0
    assert "points that have expired on arrival: all of them, by the program's policy" in room.out
    assert "expiry: never" in room.out
    assert room.bring(HEAD + "ana,Post,2020-03-01\n") == 0
    # What had expired before is not brought over, and a program that is there has its policy.
    later = HEAD + "ana,Post,2020-03-01\nana,Post,2026-06-01\n"
    assert room.bring(later, write=False) == 0
    assert "expired on arrival" not in room.out
    later = HEAD + "ana,Post,2020-03-01\nana,Post,2020-04-01\nana,Post,2026-06-01\n"
    assert room.bring(later, write=False) == 0
    assert "expired on arrival: 3 of 6," in room.out
    assert "expiry: never" not in room.out
    shutil.rmtree(room.program)
    never = "program:\n  points: [{from: '1900-01-01', expiry: never}]\n"
    room.map(("program:\n", never))
    assert room.bring(HEAD + "ana,Post,2020-03-01\n") == 0
    assert "expired on arrival" not in room.out
    assert room.check() == 0


def test_a_row_of_somebody_without_an_event_is_told_cell_by_cell(room: Room) -> None:
    assert room.bring(HEAD + "ana,Post,2026-03-01\nyan,,\n") == 1
    assert 'rows.csv:3:1: error: a row of "yan" without an event' in room.out
    assert room.err == "nothing was written: 1 problem\n"
    assert room.bring(HEAD + "yan,Post,\n") == 1
    assert 'error: "" is no day or moment' in room.out


# Published totals


def test_who_was_left_out_is_counted(room: Room) -> None:
    room.map(("people:\n", "people:\n  left_out: [{handle: Bot, because: bot}]\n"))
    expect = room.totals("person,points\nana,3\nbot,90\n")
    assert room.bring(HEAD + "ana,Post,2026-03-01\nbot,Post,2026-03-01\n", *expect) == 0
    assert "totals.csv: 1 of 1 totals are reproduced\n" in room.out
    assert "left out by the map, and not counted: bot\n" in room.out


def test_the_first_of_many_are_not_enough(room: Room) -> None:
    rows = HEAD + "ana,Post,2026-03-01\nana,Post,2026-03-02\nben,Post,2026-03-01\n"
    expect = room.totals("rank,person,points\n1,ana,6\n")
    assert room.bring(rows, *expect, write=False) == 1
    room.map(more="expect: {top: 1}\n")
    assert room.bring(rows, *expect, write=False) == 0
    assert "of those beyond the first 1 nobody has over 6\n" in room.out
    assert room.bring(rows + "ben,Post,2026-03-04\n" * 2, *expect, write=False) == 1
    assert "ben has 9 here, nothing there (not in the list)" in room.out
    room.map(more="expect: {top: 2}\n")
    assert room.bring(rows, *expect, write=False) == 1


def test_a_known_error_of_the_publisher_stops_the_import(room: Room) -> None:
    expect = room.totals("person,points\nana,4\nben,4\n")
    rows = HEAD + "Ana,Post,2026-03-01\nben,Post,2026-03-01\n"
    room.map(more="expect: {accept: {Ana: They counted a draft.}}\n")
    assert room.bring(rows, *expect) == 1
    room.map(more="expect: {accept: {Ana: They counted a draft., ben: So here.}}\n")
    assert room.bring(rows, *expect) == 0
    assert "totals.csv: 0 of 2 totals are reproduced\n" in room.out
    assert "totals.csv:2: ana has 3 here, 4 there (accepted: They counted a draft.)" in room.out


def test_a_window_without_its_last_day_counts_it(room: Room) -> None:
    rows = HEAD + "ana,Post,2026-03-01\nana,Post,2026-04-01\n"
    expect = room.totals("person,points\nana,3\n")
    half_open = ("--from", "2026-03-01", "--until-before", "2026-04-01")
    assert room.bring(rows, *expect, *half_open, write=False) == 0
    assert "of 2026-03-01 to 2026-03-31 are reproduced" in room.out
    assert room.bring(rows, *expect, *half_open[:3], "2026-04-02", write=False) == 1
    assert room.bring(rows, *expect, *half_open, "--to", "2026-03-31", write=False) == 2
    assert room.bring(rows, *expect, *half_open[2:], write=False) == 2
    assert room.bring(rows, *expect, *half_open[:3], "2026-03-01", write=False) == 2
    assert "the last day, 2026-02-28, is before the first, 2026-03-01" in room.err
    assert room.bring(rows, *expect, *half_open[:3], "2026-03-02", write=False) == 0
    backwards = room.totals("person,points,from,until_before\nana,3,2026-03-01,2026-03-01\n")
    assert room.bring(rows, *backwards, write=False) == 1
    assert '"2026-03-01" to "2026-03-01" is no span of days' in room.out
    listed = room.totals("person,points,from,until_before\nana,3,2026-03-01,2026-04-01\n")
    assert room.bring(rows, *listed, write=False) == 0


def test_a_form_that_means_two_things_is_guessed(room: Room) -> None:
    room.map(POINTS)
    rows = 'who,what,when,points\nana,Post,27/12/2025,"1,200"\n'
    assert room.bring(rows) == 1
    assert '"27/12/2025" has its day first and its year last' in room.out
    assert "add to the map `dates: day-first`" in room.out
    assert "say in the map what stands before a fraction: `decimal: point` or `comma`" in room.out
    room.map(
        POINTS,
        ("by: maya", "by: maya\ndates: day-first\ndecimal: point"),
        ("points: 3}", "points: 1200}"),
    )
    expect = room.totals('person,points\nana,"1,200.0"\n')
    assert room.bring(rows, *expect) == 0
    assert room.claims() == ["2025-12-27-ana"]
    assert "- days with the year last are written day-first\n" in room.out


# Two people, closed cycles, review times


def test_points_above_what_one_may_decide_are_decided_by_one(room: Room) -> None:
    rows = "who,what,when\nAna,Post,2026-05-01\n"
    room.map(ESCALATE)
    assert room.bring(rows) == 0, room.out
    assert "second:\n    by: jon\n" in room.read("missions/write-a-post/claims/2026-05-01-ana.yml")
    assert room.check() == 0


def test_an_export_that_takes_two_names_a_file_to_mend(room: Room) -> None:
    room.map(ESCALATE, ("second: jon\n", ""))
    assert room.bring("who,what,when\nAna,Post,2026-05-01\n") == 1
    assert "map.yml:1:" in room.out
    assert "3 points decided by one person, expected two above 2 [second-person]" in room.out
    assert "= name a second beside by in the map" in room.out


def test_points_that_one_may_decide_take_two(room: Room) -> None:
    room.map((ESCALATE[0], ESCALATE[1].replace("2", "3")))
    assert room.bring("who,what,when\nAna,Post,2026-05-01\n") == 0
    assert "second" not in room.read("missions/write-a-post/claims/2026-05-01-ana.yml")


def test_a_row_of_a_closed_cycle_says_to_undo_a_change(room: Room) -> None:
    room.map()
    assert room.bring("who,what,when\nAna,Post,2026-02-01\n") == 0
    close = ("cycle", "close", "2026-Q1", "--by", "maya", "--on", "2026-08-01", *TODAY, "--write")
    assert main(["--root", str(room.program), *close]) == 0
    rows = "who,what,when\nAna,Post,2026-02-01\nBen,Post,2026-02-02\n"
    assert room.bring(rows) == 1
    assert "rows.csv:3:" in room.out
    assert "= leave out what was done in a closed cycle, and give its points by hand" in room.out


def test_an_imported_claim_counts_as_reviewed_at_once(room: Room) -> None:
    people = ("Ana", "Ben", "Cleo", "Dan", "Eva", "Finn")
    room.map()
    rows = "".join(f"{who},Post,2026-05-0{day}\n" for day, who in enumerate(people, 1))
    assert room.bring(f"who,what,when\n{rows}") == 0
    program = load(DiskTree(room.program), Schemas.load(schemas_directory())).program
    figures = audience_view(Snapshot(program, DAY), "staff", DAY).figures
    assert (figures.review_days, figures.imported) == (None, 6)
    assert audience_view(Snapshot(program, DAY), "members", DAY).figures.imported == 0
