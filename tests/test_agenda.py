"""The agenda: whose job what is, and that nothing is owed once all of it is done."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
from datetime import date
from typing import TYPE_CHECKING, Any

import click
import pytest
from icalendar import Calendar

from goodword.cli import asking, main
from goodword.cli.commands import agenda as agenda_command
from goodword.diagnostics import Failure
from goodword.edits.revision import append_item
from goodword.exports.calendar import agenda_calendar
from goodword.load import load
from goodword.model.paths import row_of
from goodword.reports.agenda import LINES, NOTHING, agenda, chosen
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas, fields
from goodword.source.trees import DiskTree
from tests.conftest import ROOT
from tests.test_due import BASE, EVENT, GUIDE, STRATEGY, Story, dues, put, stated
from tests.test_due import STORIES as DUE_STORIES

if TYPE_CHECKING:
    from pathlib import Path

SCHEMAS = Schemas.load(schemas_directory())
TODAY = "2026-11-15"


def snapshot(root: Path, on: str = TODAY) -> Snapshot:
    return Snapshot(load(DiskTree(root), SCHEMAS, workers=1).program, date.fromisoformat(on))


EXAMPLE = snapshot(ROOT)


def lines(**options: Any) -> list[dict[str, Any]]:
    owners = agenda(EXAMPLE, **options).value["owners"]
    return [due | {"owner": each["owner"]} for each in owners for due in each["due"]]


def test_a_line_is_in_the_agenda_of_another() -> None:
    every = lines()
    assert {each["owner"] for each in every} <= set(EXAMPLE.program.staff)
    for who in EXAMPLE.program.staff:
        assert lines(owner=who) == [each for each in every if each["owner"] == who]
    product = lines(department="product")
    assert product == [each for each in every if each["department"] == "product"]
    assert 0 < len(product) < len(every)


def test_what_comes_later_is_shown_or_what_is_late_is_not() -> None:
    soon, later = lines(days=0), lines(days=60)
    assert len(soon) < len(lines()) < len(later)
    late = [each for each in later if each["late"]]
    assert late == [each for each in soon if each["late"]]
    assert all(each["due"] < TODAY for each in late)


def test_people_stand_after_files_or_days_out_of_order() -> None:
    for who in EXAMPLE.program.staff:
        found = lines(owner=who, days=90)
        keys = [(each["kind"] != "incidents", not each["to"], each["due"]) for each in found]
        assert keys == sorted(keys)


def test_more_than_fifteen_lines_of_one_person_are_shown() -> None:
    found = agenda(EXAMPLE, days=90)
    assert {len(table.rows) for table in found.tables} > {LINES}
    assert max(len(table.rows) for table in found.tables) == LINES
    counted = {
        each["owner"]: sum(line["kind"] != "relations" for line in each["due"])
        for each in found.value["owners"]
    }
    most = max(counted, key=lambda each: counted[each])
    title = next(table.title for table in found.tables if f"({most})" in table.title)
    assert title.endswith(f"{LINES} here and {counted[most] - LINES} more: --all")
    whole = agenda(EXAMPLE, days=90, lines=None)
    owed = [table for table in whole.tables if "to talk with" not in (table.title or "")]
    assert sum(len(table.rows) for table in owed) == sum(counted.values())
    assert whole.value == found.value


@pytest.mark.parametrize("options", [{"owner": "samri"}, {"department": "produkt"}])
def test_an_unknown_owner_or_department_has_an_empty_agenda(options: dict[str, Any]) -> None:
    with pytest.raises(Failure, match="did you mean"):
        agenda(EXAMPLE, **options)


def test_a_sheet_leaves_owners_out() -> None:
    found = agenda(EXAMPLE, days=90)
    assert found.sheet is not None
    rows = [(str(row[0]), str(row[1])) for row in found.sheet.rows]
    assert rows == [(each["owner"], each["due"]) for each in lines(days=90)]


def test_the_forms_say_different_things(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--root", str(ROOT), "agenda", "--as-of", TODAY, "--owner", "samir", "--format"]
    shown = {}
    for form in ("table", "json", "csv", "markdown"):
        assert main([*asked, form]) == 0
        shown[form] = capsys.readouterr().out
    dues = json.loads(shown["json"])["owners"][0]["due"]
    rows = list(csv.reader(io.StringIO(shown["csv"])))
    assert len(rows) == len(dues) + 1
    assert shown["markdown"].count("\n| 20") == len(dues)
    for each in dues:
        assert each["due"] in shown["table"]
        assert each["command"] is None or each["command"].split()[2] in shown["markdown"]
        assert (ROOT / each["path"]).is_file()
        assert each["line"] > 0
    assert main([*asked[:-2], "samri"]) == 2
    assert 'did you mean "samir"?' in capsys.readouterr().err


def test_a_calendar_shows_other_days_or_one_thing_twice(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    assert main(["--root", str(ROOT), "agenda", "--as-of", TODAY, "--format", "ics"]) == 0
    made = capsysbinary.readouterr().out
    events = [each for each in Calendar.from_ical(made).walk() if each.name == "VEVENT"]
    days = re.findall(r"DTSTART;VALUE=DATE:(\d+)", made.decode())
    every = lines()
    assert sorted(days) == sorted(max(e["due"], TODAY).replace("-", "") for e in every)
    described = sorted(str(each["description"]) for each in events)
    assert described == sorted(each["command"] or each["path"] for each in every)
    assert len({str(each["uid"]) for each in events}) == len(every)
    again = agenda_calendar(snapshot(ROOT, "2026-11-16"), chosen(snapshot(ROOT, "2026-11-16")))
    uids = {str(each["uid"]) for each in Calendar.from_ical(again).walk() if each.name == "VEVENT"}
    assert len(uids & {str(each["uid"]) for each in events}) > len(every) - 5


# Putting off


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for folder in ("program", "influencers", "missions"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    return tmp_path


def put_off(root: Path, path: str, *more: str) -> int:
    arguments = ["agenda", "--snooze", path, "--by", "maite", "--as-of", TODAY, *more]
    return main(["--root", str(root), *arguments])


WHY = ("--because", "Ana is ill until then")
SOON = ("--until", "2026-11-30", *WHY)


def test_a_line_that_was_put_off_is_shown_or_never_comes_back(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = "program/feedback/2026-11-12-mirror-mount.yml"
    before = (copy / path).read_bytes()
    assert put_off(copy, path, *SOON) == 0
    assert (copy / path).read_bytes() == before
    assert put_off(copy, f"./{path}", *SOON, "--write") == 0
    assert capsys.readouterr().out.endswith("1 line written\n")
    assert (copy / path).read_text(encoding="utf-8") == before.decode() + (
        'snoozed:\n  - what: items\n    date: "2026-11-15"\n    by: maite\n'
        '    until: "2026-11-30"\n    because: Ana is ill until then\n'
    )
    shown = {
        day: {due.place.path for due in chosen(snapshot(copy, day))}
        for day in ("2026-11-14", TODAY, "2026-11-30", "2026-12-01")
    }
    assert [path in each for each in shown.values()] == [True, False, False, True]
    assert {due.place.path for due in chosen(EXAMPLE)} - shown[TODAY] == {path}
    assert main(["--root", str(copy), "check", "--strict", "--as-of", TODAY]) == 0


@pytest.mark.parametrize(
    ("path", "more", "code", "words"),
    [
        ("influencers/karim-al-najjar/touchpoints/2026-11-03-promise.yml", SOON, 1, "a promise"),
        ("program/departments.yml", SOON, 1, "nothing is due about this file"),
        ("influencers/wanjiru-mwangi/profile.yml", SOON, 1, "say which with --what"),
        (
            "program/feedback/2026-11-12-mirror-mount.yml",
            ("--until", "2026-12-16", *WHY),
            1,
            "at most until 2026-12-15",
        ),
        (
            "program/feedback/2026-11-12-mirror-mount.yml",
            ("--until", TODAY, *WHY),
            1,
            "is not after",
        ),
        ("program/feedback/2026-11-12-mirror-mount.yml", WHY, 2, "--until is needed"),
    ],
)
def test_what_may_not_be_put_off_is(
    path: str,
    more: tuple[str, ...],
    code: int,
    words: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert put_off(ROOT, path, *more) == code
    out, err = capsys.readouterr()
    assert words in out + err


STORY = {
    f"{GUIDE}/mission.yml": BASE[f"{GUIDE}/mission.yml"] + "objective: fixes\n",
    "program/strategy.yml": f"{STRATEGY}    steps: [{{what: Ask ten people, by: '2026-04-10'}}]\n",
    "program/departments.yml": BASE["program/departments.yml"].replace("lead: jon", "lead: kim"),
    EVENT: "title: A ride\nformat: offline\n",
}


@pytest.mark.parametrize(
    ("path", "what", "there"),
    [
        ("program/measures/2026-Q1.yml", "measures", ""),
        ("program/measures/2026-Q1.yml", "measures", "values: []\n"),
        ("program/strategy.yml", "steps", None),
        (EVENT, "attendance", None),
        ("program/departments.yml", "leads", None),
    ],
)
def test_a_line_about_a_file_of_the_program_cannot_be_put_off(
    path: str, what: str, there: str | None, tmp_path: Path
) -> None:
    files = BASE | STORY | ({path: there} if there else {})
    put(tmp_path, files)

    def due(day: str) -> set[str]:
        found = dues(tmp_path, Story(what, {}, day, "", "", ""))
        return {each.what for each in found if each.place.path == path}

    day = "2026-07-02"
    assert due(day) == {what}
    arguments = ("--until", "2026-07-10", "--because", "Jon is ill.", "--what", what, "--write")
    where = ("--root", str(tmp_path), "agenda", "--snooze", path)
    assert main([*where, "--by", "jon", "--as-of", day, *arguments]) == 0
    assert [due(each) for each in ("2026-07-01", day, "2026-07-10", "2026-07-11")] == [
        {what},
        set(),
        set(),
        {what},
    ]
    assert main(["--root", str(tmp_path), "check", "--as-of", day]) == 0


def test_a_line_about_what_is_not_there_yet_cannot_be_put_off(tmp_path: Path) -> None:
    """The next audit has no file; the program's own keeps that it waits, and no other line."""
    mission = {f"{GUIDE}/mission.yml": STORY[f"{GUIDE}/mission.yml"]}
    put(tmp_path, BASE | mission | {"program/strategy.yml": STRATEGY})
    arguments = ("--until", "2027-01-10", "--because", "Jon is ill.", "--by", "jon", "--write")
    day, path = "2027-01-02", "program/program.yml"

    def due(on: str) -> set[str]:
        found = chosen(snapshot(tmp_path, on))
        return {f"{each.what} {each.place.path}" for each in found if not each.to}

    there = due(day)
    assert {f"audits {path}", f"foundations {path}"} <= there
    where = ("--root", str(tmp_path), "agenda", "--snooze", path, "--as-of", day)
    assert main([*where, *arguments]) == 1
    assert main([*where, *arguments, "--what", "audits"]) == 0
    assert due(day) == there - {f"audits {path}"}
    assert f"audits {path}" in due("2027-01-11")
    assert main(["--root", str(tmp_path), "check", "--as-of", day]) == 0


@pytest.mark.parametrize("name", DUE_STORIES)
def test_what_is_due_is_about_a_file_that_cannot_keep_that_it_waits(
    name: str, tmp_path: Path
) -> None:
    story = DUE_STORIES[name]
    put(tmp_path, BASE | story.files)
    for each in dues(tmp_path, story):
        row = row_of(each.place.path)
        assert row is not None
        assert "snoozed" in fields.anywhere(row.kind)


def test_a_measure_that_was_put_off_cannot_be_entered(tmp_path: Path) -> None:
    put(tmp_path, BASE | {"program/strategy.yml": STRATEGY})
    root, path = ("--root", str(tmp_path)), "program/measures/2026-Q1.yml"
    why = ("--until", "2026-07-10", "--because", "Jon is ill.", "--by", "jon", "--as-of")
    assert main([*root, "agenda", "--snooze", path, *why, "2026-07-02", "--write"]) == 0
    value = ("faults", "--value", "3", "--source", "https://example.com/faults", "--by", "jon")
    entered = ("cycle", "measure", "2026-Q1", "--kpi", *value, "--on", "2026-07-03", "--write")
    assert main([*root, *entered]) == 0
    text = (tmp_path / path).read_text(encoding="utf-8")
    assert "snoozed:" in text
    assert "kpi: faults" in text


def test_nobody_puts_a_line_off(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = copy / "program/communities/amman-on-two-wheels.yml"
    entry = {"what": "communities", "date": TODAY, "by": "maita", "until": TODAY, "because": "x"}
    path.write_bytes(append_item(path.read_bytes(), ("snoozed",), entry))
    assert main(["--root", str(copy), "check", "--as-of", TODAY]) == 1
    assert 'did you mean "maite"' in capsys.readouterr().out


def test_one_line_of_several_cannot_be_put_off(copy: Path) -> None:
    path = "influencers/wanjiru-mwangi/profile.yml"
    assert put_off(copy, path, *SOON, "--what", "ndas", "--write") == 0
    left = {due.what for due in chosen(snapshot(copy)) if due.place.path == path}
    assert left == {d.what for d in chosen(EXAMPLE) if d.place.path == path} - {"ndas"}
    assert main(["--root", str(copy), "agenda", "--until", TODAY]) == 2


# Run as printed

ANSWERS: dict[str, Any] = {
    "--department": "product",
    "--owner": "edwin",
    "--outcome": "planned",
    "--relevance": 3,
    "--we": "some",
    "--rationale": "It is worth what it costs to us.",
    "--channel": "mail",
    "--summary": "We talked of it at length.",
    "--helped": "Whoever came to the workshop",
    "--for": "A word at the spring ride",
    "--what": "A louder bell",
    "--where": "In the shop",
    "--recognition": "members",
    "--contact": "nobody",
    "--points": "members",
    "--messages": "essential",
    "--kpi": "forum-readers",
    "--value": 420,
    "--source": "own statistics",
    "--relationship": "aware",
    "--category": "courier",
    "--say-nda": "We are looking at it.",
    "--say-members": "We are looking at it.",
}
"""What somebody at the terminal says when asked."""


def test_a_printed_command_stops_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []

    def prompt(words: str, **_: Any) -> Any:
        asked.append(words)
        flag = words.split(",", maxsplit=1)[0]
        answered = "--answered" in command
        # Who leads a department that is judged does not ask what they think of it.
        who = "edwin" if "audit answer" in command else "maite"
        return who if flag == "--by" else "declined" if answered else ANSWERS[flag]

    commands = {each["command"] for each in lines()}
    for command in sorted(commands):
        arguments = ["--root", str(ROOT), *shlex.split(command)[1:], "--as-of", TODAY]
        asked.clear()
        with monkeypatch.context() as patched:
            # First where the name is taken from: a module that is loaded while it is another
            # would keep the other.
            patched.setattr("goodword.cli.verbs.can_ask", lambda: True)
            patched.setattr(asking, "can_ask", lambda: True)
            patched.setattr("goodword.cli.writing.can_ask", lambda: True)
            patched.setattr(click, "prompt", prompt)
            patched.setattr("goodword.cli.writing.email", lambda _: None)
            assert main(arguments) == 0, (command, capsys.readouterr())
        flags = [each for each in asked if not each.startswith("--by")]
        assert len(flags) == command.count("…"), (command, asked)
        capsys.readouterr()
        code = main([*arguments, "--by", "maite"])
        err = capsys.readouterr().err
        assert (code, "in place of …" in err) == ((2, True) if "…" in command else (0, False))


def test_a_line_left_open_is_taken_for_words(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--root", str(ROOT), "influencer", "contact", "lucia-ibanez", "--by", "maite"]
    for more, words in (
        ((), "--summary is needed, such as "),
        (("--summary", "…"), "--summary …: put what is meant in place of …"),
        (("--summary=…",), "--summary …: put what is meant in place of …"),
    ):
        assert main([*asked, *more, "--as-of", TODAY]) == 2
        assert words in capsys.readouterr().err
    assert main([*asked, "--summary", "Well …", "--as-of", TODAY]) == 0


def test_what_is_needed_is_named_at_once_beside_what_was_given(
    capsys: pytest.CaptureFixture[str],
) -> None:
    item, still_open = "2026-11-09-bell-too-quiet", "--channel … --summary …"
    for given, words in (
        (
            ("tell", item, "wanjiru-mwangi", "--milestone", "acknowledged"),
            f"feedback tell {item} wanjiru-mwangi --milestone acknowledged {still_open}",
        ),
        (
            ("tell", item, "--milestone", "acknowledged", "--ref", "mail 7 of May"),
            f"tell {item} --milestone acknowledged --channel … --ref 'mail 7 of May'",
        ),
        (
            ("receive", "--summary", "$(x)"),
            "feedback receive … --raised-by … --channel … --summary '$(x)'",
        ),
        (
            ("decide", item, "--outcome", "deferred", "--as-of", TODAY),
            f"--rationale … --as-of {TODAY} --revisit …",
        ),
    ):
        assert main(["--root", str(ROOT), "feedback", *given]) == 2
        assert words in capsys.readouterr().err


def test_what_a_new_mission_may_serve_is_named_where_it_says_none(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = ("new", "mission", "--title", "Ring", "--instructions", "Ring a bell.", "--points", "5")
    assert main(["--root", str(ROOT), *said, "--as-of", TODAY]) == 2
    strategy = EXAMPLE.program.strategy
    assert strategy is not None
    known = ", ".join(each.id for each in strategy.objectives)
    assert f"; --objective is one of {known}\n" in capsys.readouterr().err


def test_an_empty_agenda_of_one_hides_the_lines_of_others(
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole = [each.who for each in chosen(EXAMPLE)]
    known = EXAMPLE.program.departments
    assert known is not None
    idle, other = next(
        (who, each.id)
        for who in set(whole)
        for each in known.departments
        if not chosen(EXAMPLE, owner=who, department=each.id)
    )
    asked = ["agenda", "--owner", idle, "--department", other, "--as-of", TODAY]
    assert main(["--root", str(ROOT), *asked]) == 0
    out = capsys.readouterr().out
    assert NOTHING not in out
    assert f"nothing is the job of {idle} of {other}; {len(whole)} lines in all: " in out
    assert f"edwin {whole.count('edwin')}" in out


# A day's work

WORDS = {
    "community assess": "--relevance 3 --we some",
    "feedback triage": "--department product --owner edwin",
    "feedback decide": (
        "--outcome declined --as too-costly --rationale 'It would cost more than it brings.' "
        "--say-public 'No, it costs too much.'"
    ),
    "feedback tell": "--channel mail --ref message-1",
    "audit answer": "--relationship aware",
    "influencer route": "--category courier",
    "influencer nda": "--expires 2028-12-31",
    "influencer contact": "--channel phone --summary 'We talked.'",
    "influencer ask": "--for 'A word at the spring ride'",
    "influencer ask --answered": "--outcome declined",
    "influencer consent": (
        "--recognition staff --contact staff --points staff --messages essential"
    ),
    "influencer thank": "--helped 'Whoever came to the workshop'",
}
"""What completes the commands that need more than the agenda can know."""


def entered(file: Path, due: dict[str, Any]) -> list[str]:
    """A table with a value for each KPI that a line names, and what reads it."""
    named = due["why"].removeprefix("enter ").partition(" of ")[0]
    rows = [f"{kpi},2.5,our shop" for kpi in named.split(" and ")]
    file.write_text("\n".join(["kpi,value,source", *rows, ""]), encoding="utf-8")
    return ["--from", str(file)]


def do(root: Path, due: dict[str, Any], who: str) -> None:
    """Do one line, by its command."""
    _, group, verb, *rest = shlex.split(stated(due["command"]))
    words = f"{group} {verb}" + (" --answered" if "--answered" in rest else "")
    more = shlex.split(WORDS.get(words, "")) if "--helped" not in rest else []
    if due["kind"] == "measures":
        more = entered(root.with_suffix(".csv"), due)
    for flag in {each for each in more if each.startswith("--")} & {*rest}:
        at = rest.index(flag)  # decided otherwise than the line proposes: an option is given once
        del rest[at : at + 2]
    arguments = [group, verb, *rest, *more, "--by", who, "--as-of", TODAY, "--write"]
    assert main(["--root", str(root), *arguments]) == 0, due["command"]


def test_something_stays_due_when_all_is_done(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = 0
    for _ in range(6):
        owners = agenda(snapshot(copy)).value["owners"]
        if not owners:
            break
        commands = set()
        for each in owners:
            for due in each["due"]:
                if due["command"] in commands:
                    continue  # two people wait for the same decision
                commands.add(due["command"])
                do(copy, due, each["owner"])
                done += 1
    assert done > 50
    capsys.readouterr()
    assert main(["--root", str(copy), "agenda", "--as-of", TODAY]) == 0
    assert capsys.readouterr().out == f"Agenda of {TODAY}\n\n{NOTHING}\n"
    assert main(["--root", str(copy), "check", "--strict", "--as-of", TODAY]) == 0


@pytest.mark.parametrize("most", [60_000, 9_000, 300])
def test_an_issue_is_longer_than_its_host_takes(
    most: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(agenda_command, "LONGEST", most)
    assert main(["--root", str(ROOT), "agenda", "--issue", "--as-of", "2026-11-02"]) == 0
    shown = capsys.readouterr().out
    assert len(shown) <= most
    assert shown.startswith("# Agenda of 2026-11-02\n")
    assert shown.endswith("\n")
    assert ("37 things due" in shown) == (most > 300)


def test_an_issue_of_a_shared_program_tells_what_others_are_owed(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = copy / "program" / "program.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("mode: closed", "mode: shared"))
    assert main(["--root", str(copy), "agenda", "--issue", "--as-of", "2026-11-02"]) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "nothing is written; the program is shared" in shown.err
