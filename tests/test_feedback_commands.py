"""The commands of the loop: what they write, what they refuse, and that they close loops."""

from __future__ import annotations

import shlex
import shutil
import subprocess
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from goodword.actions.answer import answer
from goodword.actions.append import append
from goodword.actions.asked import Asked
from goodword.cli import main
from goodword.load import load
from goodword.loops.sentences import nexts
from goodword.model.feedback import Received
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from goodword.verbs import FEEDBACK, LEFT_OPEN
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from goodword.edits import Edit

SCHEMAS = Schemas.load(schemas_directory())
TODAY = "2026-11-16"
ITEM = "2026-11-02-slow-export"
MEMBER = 'stage: member\nsince: "2025-01-01"\ncategory: rider\n'
FILES = {
    "program/program.yml": """\
name: Acme Champions
timezone: Europe/Berlin
staff:
  - {id: maya, name: Maya Weber}
  - {id: jon, name: Jon Dahl}
""",
    "program/departments.yml": """\
departments:
  - {id: product, name: Product, measure: fixes}
categories:
  - {id: rider, name: Rider, department: product, measure: finds}
""",
    "influencers/ana/profile.yml": f"name: Ana\n{MEMBER}",
    "influencers/tomo/profile.yml": f"name: Tomo\n{MEMBER}",
    f"program/feedback/{ITEM}.yml": """\
# it began in the forum
title: 'Slow export'   # their words
confidentiality: members
steps:
- {step: received, date: '2026-11-02', from: [ana, tomo], channel: forum, summary: It is slow.}
# what we did
""",
}
FILE = f"program/feedback/{ITEM}.yml"


def put(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    put(tmp_path, FILES)
    return tmp_path


def run(root: Path, command: str, *, by: str = "maya", on: str = TODAY) -> int:
    words = shlex.split(command)
    return main(["--root", str(root), "feedback", *words, "--by", by, "--as-of", on])


def text(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def everything(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".goodword" not in path.parts
    }


def snapshot(root: Path, on: str = TODAY) -> Snapshot:
    return Snapshot(load(DiskTree(root), SCHEMAS, workers=1).program, date.fromisoformat(on))


TRIAGE = f"triage {ITEM} --department product --owner jon"
DECLINE = (
    f"decide {ITEM} --outcome declined --as too-costly --say-public 'Not this year.' "
    "--rationale 'It takes a year of two people.'"
)


def test_a_step_is_written_without_being_asked_or_not_where_it_belongs(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(program)
    assert run(program, TRIAGE) == 0
    dry = capsys.readouterr().out
    assert everything(program) == before
    assert f"{ITEM}: open-triaged, 2 people still untold, the first due by" in dry
    assert "next: jon must tell ana that it arrived by 5 November 2026: goodword feedback" in dry
    assert run(program, f"{TRIAGE} --write") == 0
    step = (
        '- step: triaged\n  date: "2026-11-16"\n  by: maya\n  department: product\n'
        "  owner: jon\n  severity: normal\n"
    )
    assert text(program, FILE) == FILES[FILE].replace("# what", f"{step}# what")


def test_a_story_from_received_to_told_does_not_close_its_loop(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(program, f"acknowledge {FILE} --write") == 0
    assert run(program, f"{TRIAGE} --severity high --write") == 0
    later = (
        f"decide {ITEM} --outcome deferred --rationale 'There are no hands before spring.' "
        "--revisit 2027-03-01"
    )
    assert run(program, f"{later} --write", by="jon") == 0
    planned = f"decide {ITEM} --outcome planned --rationale 'It turned out to be easy.'"
    assert run(program, f"{planned} --say-members Soon. --write", by="jon") == 0
    assert run(program, f"deliver {ITEM} --begun --link https://example.com/1 --write") == 0
    part = f"deliver {ITEM} --what Paging --where '2.1' --remaining Speed --write"
    assert run(program, part) == 0
    assert (
        run(program, f"deliver {ITEM} --what Speed --where '2.2' --say-public There. --write") == 0
    )
    capsys.readouterr()
    assert (
        run(program, f"tell {ITEM} ana --milestone delivered --channel mail --ref m-1 --write") == 0
    )
    out = capsys.readouterr().out
    assert f"{ITEM}: open-delivered, 1 person still untold, due by 5 November 2026\n" in out
    assert run(program, f"reopen {ITEM} --cause regression --write") == 0
    assert run(program, f"deliver {ITEM} --what Speed --where '2.3' --write") == 0
    capsys.readouterr()
    both = f"tell {ITEM} ana tomo --milestone delivered --channel mail --ref m-1 --write"
    assert run(program, both) == 0
    out = capsys.readouterr().out
    assert f"{ITEM}: loop closed, closed-delivered\n" in out
    assert out.endswith("2 records written\n")
    second = "influencers/ana/touchpoints/2026-11-16-delivered-slow-export.2.yml"
    assert text(program, second).splitlines()[1:] == [
        "kind: answer",
        "step: told",
        "refs:",
        f'  - "{ITEM}"',
        "milestone: delivered",
        "ref: m-1",
        "round: 2",
        "by: maya",
        "channel: mail",
    ]
    assert main(["--root", str(program), "check", "--as-of", TODAY]) == 0


def test_an_item_is_named_like_another_or_not_by_its_title(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = "receive 'Slow export' --raised-by tomo --channel mail --summary Again. --on 2026-11-02"
    assert run(program, f"{asked} --area export --confidentiality members --write") == 0
    assert text(program, f"program/feedback/{ITEM}-2.yml") == (
        "# yaml-language-server: $schema=../../schemas/feedback.schema.json\n"
        "title: Slow export\narea: export\nconfidentiality: members\nsteps:\n"
        '  - step: received\n    date: "2026-11-02"\n    by: maya\n    from:\n      - tomo\n'
        "    channel: mail\n    summary: Again.\n"
    )
    assert run(program, f"{asked} --slug 'The Export!' --write") == 0
    assert (program / "program/feedback/2026-11-02-the-export.yml").is_file()
    capsys.readouterr()
    assert run(program, asked.replace("Slow export", "!?")) == 1
    assert "give one with --slug" in capsys.readouterr().out


def test_a_question_does_not_stop_the_clock_or_an_answer_does_not_start_it(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ask = f"decide {ITEM} --outcome needs-info --rationale 'Which file was it, and how large?'"
    for command in (TRIAGE, ask):
        assert run(program, f"{command} --write") == 0
    out = capsys.readouterr().out
    assert "next: jon must tell ana that it arrived and what we have to ask them by" in out
    assert f"goodword feedback tell {ITEM} ana --milestone question" in out
    both = f"tell {ITEM} ana tomo --milestone question --channel mail --ref m-1 --write"
    assert run(program, both) == 0
    decide = next(c for c in snapshot(program).loops.items[ITEM].clocks if c.clock == "decide")
    assert decide.status == "paused"
    assert run(program, f"hear {ITEM} ana --write") == 2
    assert run(program, f"hear {ITEM} ana --summary 'The large one' --write") == 0
    decide = next(c for c in snapshot(program).loops.items[ITEM].clocks if c.clock == "decide")
    assert decide.status == "running"
    path = "influencers/tomo/touchpoints/2026-11-16-replied-slow-export.yml"
    assert run(program, f"hear {ITEM} tomo --summary Both --channel phone --write") == 0
    assert text(program, path).splitlines()[1:] == [
        "kind: answer",
        "step: replied",
        "refs:",
        f'  - "{ITEM}"',
        "by: maya",
        "channel: phone",
        "summary: Both",
    ]
    assert main(["--root", str(program), "check", "--as-of", TODAY]) == 0


def test_a_verdict_is_taken_before_there_is_anything(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is refused by the command as by check, with the command for what they said till then."""
    planned = f"decide {ITEM} --outcome planned --rationale 'It is slow for everybody.'"
    for command in (TRIAGE, f"{planned} --say-members Soon."):
        assert run(program, f"{command} --write") == 0
    before = everything(program)
    heard = f"hear {ITEM} tomo --verdict solves --channel phone"
    for command in (heard, f"{heard} --write"):
        capsys.readouterr()
        assert run(program, command) == 1
        out = capsys.readouterr().out
        assert f"a verdict of {TODAY}, but {ITEM} was not delivered [verdict-of-nothing]" in out
        assert f"goodword feedback hear {ITEM} tomo --summary … records what they said" in out
    assert everything(program) == before
    part = f"deliver {ITEM} --what Paging --where '2.1' --remaining Speed --say-members There."
    assert run(program, f"{part} --write") == 0
    assert run(program, f"{heard} --write") == 0
    assert main(["--root", str(program), "check", "--as-of", TODAY]) == 0


def test_words_for_those_who_do_not_see_the_item_seem_to_be_shown(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Said with the step that has them where no page shows the item to their audience."""
    assert run(program, f"{TRIAGE} --write") == 0
    hidden = f"{ITEM}: no page shows it to anybody but"
    shown = text(program, FILE)
    for level, words, whom in (
        ("staff", "public", "staff"),
        ("staff", "members", "staff"),
        ("nda", "public", "those under an agreement"),
        ("nda", "nda", ""),
        ("members", "public", "members"),
        ("members", "members", ""),
        ("public", "public", ""),
    ):
        put(program, {FILE: shown.replace("lity: members", f"lity: {level}")})
        capsys.readouterr()
        assert run(program, DECLINE.replace("--say-public", f"--say-{words}")) == 0
        out = capsys.readouterr().out
        assert (hidden in out) == bool(whom)
        assert (f"{hidden} {whom} (confidentiality)" in out) == bool(whom)
        assert main(["--root", str(program), "check", "--as-of", TODAY]) == 0
    put(program, {FILE: shown.replace("lity: members", "lity: staff")})
    capsys.readouterr()
    assert run(program, f"acknowledge {ITEM}") == 0
    assert hidden not in capsys.readouterr().out


def test_who_joins_an_item_makes_a_new_one(program: Path) -> None:
    put(program, {"influencers/kim/profile.yml": FILES["influencers/ana/profile.yml"]})
    assert run(program, f"receive --joins {ITEM} --raised-by kim --write") == 0
    assert '- step: joined\n  date: "2026-11-16"\n  by: maya\n  from:\n  - kim\n' in text(
        program, FILE
    )
    assert snapshot(program).loops.items[ITEM].originators == ("ana", "kim", "tomo")


def test_exemptions_need_no_grounds(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = f"exempt {ITEM} tomo --milestone acknowledged --reason unreachable --write"
    assert run(program, asked) == 1
    assert "[exemption-grounds]" in capsys.readouterr().out
    for channel in ("mail", "phone"):
        assert run(program, f"tell {ITEM} tomo --channel {channel} --attempted --write") == 0
    capsys.readouterr()
    assert run(program, asked) == 0
    assert f"{ITEM}: open-received, 1 person still untold" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("at", "written"),
    [
        ("2026-11-10 --at 14:30", '"2026-11-10T14:30"'),
        ("2026-10-25 --at 02:30", '"2026-10-25T02:30+02:00"'),
        ("2026-11-10", None),
    ],
)
def test_the_hour_of_telling_an_incident_is_lost(
    program: Path, capsys: pytest.CaptureFixture[str], at: str, written: str | None
) -> None:
    incident = "title: Down\nkind: outage\nseverity: high\nalert: {ids: [ana]}\n"
    put(program, {"program/incidents/2026-10-24-down.yml": incident})
    telling = "tell 2026-10-24-down ana --milestone acknowledged --channel phone --ref m-1"
    asked = f"{telling} --on {at} --write"
    assert run(program, asked) == 0
    record = f"influencers/ana/touchpoints/{at[:10]}-acknowledged-down.yml"
    lines = [each for each in text(program, record).splitlines() if each.startswith("date: ")]
    assert lines == ([] if written is None else [f"date: {written}"])
    assert main(["--root", str(program), "check", "--as-of", TODAY]) == 0
    capsys.readouterr()
    wrong = f"{telling} --on {at.partition(' ')[0]} --at 25:00"
    assert run(program, wrong) == 2
    assert "expected a time such as 14:30" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        ("tell 2026-11-02-slow-exports ana", 2, "ana --milestone … --channel … --by maya"),
        (f"tell {ITEM} ana --channel mail", 2, "--milestone is needed"),
        (f"tell {ITEM} ana --channel mail --milestone decided", 2, "--ref or --summary is needed"),
        (
            f"tell {ITEM}s ana --channel mail --ref m-1 --milestone decided",
            2,
            f'did you mean "{ITEM}"',
        ),
        (f"tell {ITEM} anna --channel mail --ref m-1 --milestone decided", 2, 'did you mean "ana"'),
        (f"tell {ITEM} --channel mail --ref m-1 --milestone decided", 2, "name a person"),
        (f"tell {ITEM} ana --channel mail --ref m-1 --milestone decided", 1, "[told-before-step]"),
        (f"tell {ITEM} ana --channel mail --ref m-1 --milestone decided --round 2", 1, "round 2"),
        (DECLINE, 1, "[feedback-order]"),
        (f"deliver {ITEM} --what x --where y", 1, "[feedback-order]"),
        (f"decide {ITEM} --outcome declined --rationale long", 2, "--as is needed"),
        (f"decide {ITEM} --outcome planned --rationale short", 1, "at least 20"),
        ("acknowledge", 2, "name an item"),
        (f"reopen {ITEM}", 2, "--cause is needed"),
        (f"acknowledge {ITEM} --on 2026-11-17", 2, "lies in the future"),
        (f"acknowledge {ITEM}x", 2, f'did you mean "{ITEM}"'),
        ("receive Title --channel mail --summary x", 2, "--raised-by is needed"),
        (f"receive --joins {ITEM} --raised-by kim --channel mail", 2, "--channel would be lost"),
        (f"receive --joins {ITEM} --raised-by kim --area x", 2, "--area would be lost"),
        (f"receive Title --joins {ITEM} --raised-by kim", 2, "leave the TITLE out"),
        (f"deliver {ITEM} --begun --what x --where y", 2, "--what and --where would be lost"),
    ],
)
def test_what_may_not_be_is_written(
    program: Path, capsys: pytest.CaptureFixture[str], command: str, code: int, words: str
) -> None:
    before = everything(program)
    assert run(program, f"{command} --write") == code
    out, err = capsys.readouterr()
    assert words in out + err
    assert everything(program) == before


def test_a_table_of_people_told_is_written_in_part(program: Path) -> None:
    for command in (TRIAGE, DECLINE):
        assert run(program, f"{command} --write") == 0
    table = program / "told.csv"
    table.write_text(
        f"item,person,milestone,channel,ref\n{ITEM},ana,decided,mail,m-1\n{ITEM},tom,decided,mail,m-2\n"
    )
    before = everything(program)
    assert run(program, f"tell --from {table} --write") == 2
    assert everything(program) == before
    table.write_text(table.read_text().replace("tom,", "tomo,"))
    assert run(program, f"tell --from {table} --write") == 0
    assert snapshot(program).loops.items[ITEM].state == "closed-declined"


def test_a_cell_of_a_table_is_split_at_its_blanks(program: Path) -> None:
    table = program / "new.csv"
    table.write_text(
        "summary,raised-by,channel,title\n"
        "Ten seconds a word.,ana;tomo,mail,Search is slow on old phones\n"
    )
    assert run(program, f"receive --from {table} --on 2026-11-10 --write") == 0
    found = snapshot(program).program.feedback["2026-11-10-search-is-slow-on-old-phones"]
    assert found.title.first == "Search is slow on old phones"
    first = found.steps[0]
    assert isinstance(first, Received)
    assert first.from_ == ("ana", "tomo")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("person,item\nana,{ITEM}\n", 0),  # in another order than the command's
        ("item,person\n{ITEM},ana tomo\n", "did you mean"),
        ("item,person\n,ana\n", "item is empty"),
        ("item,person\n{ITEM},\n", "name a person"),
    ],
)
def test_the_values_of_a_row_change_places(
    program: Path, rows: str, said: str | int, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (TRIAGE, DECLINE):
        assert run(program, f"{command} --write") == 0
    table = program / "told.csv"
    table.write_text(rows.format(ITEM=ITEM))
    code = run(program, f"tell --from {table} --milestone decided --channel mail --ref m-1")
    assert code == 0 if said == 0 else (code, str(said) in capsys.readouterr().err) == (2, True)


# Tells of one item on a hundred branches


def git(root: Path, *arguments: str, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["git", "-C", str(root), *arguments], input=data, capture_output=True, check=False
    )


def branches(root: Path, changes: dict[str, Iterable[Edit]]) -> None:
    """A branch of HEAD for each name, with one commit of the edits."""
    lines = []
    for name, edits in changes.items():
        lines.append(
            f"commit refs/heads/{name}\ncommitter A <a@example.org> 1700000000 +0000\n"
            "data 1\nx\nfrom refs/heads/main^0\n".encode()
        )
        for edit in edits:
            content = edit.new or b""
            lines.append(f"M 100644 inline {edit.path}\ndata {len(content)}\n".encode())
            lines += [content, b"\n"]
    assert git(root, "fast-import", "--quiet", data=b"".join(lines)).returncode == 0


def test_tells_on_a_hundred_branches_conflict(program: Path) -> None:
    people = [f"p{number:02}" for number in range(100)]
    put(
        program,
        {f"influencers/{p}/profile.yml": FILES["influencers/ana/profile.yml"] for p in people},
    )
    (program / FILE).write_text(
        FILES[FILE].replace("[ana, tomo]", f"[{', '.join(people)}]"), encoding="utf-8"
    )
    for command in (TRIAGE, DECLINE):
        assert run(program, f"{command} --write") == 0
    assert git(program, "init", "-q").returncode == 0
    assert git(program, "add", "program", "influencers").returncode == 0
    assert git(program, "commit", "-q", "-m", "base").returncode == 0
    tree, today = DiskTree(program), snapshot(program)
    changes: dict[str, Iterable[Edit]] = {}
    for person in people:
        said = {"milestone": "decided", "channel": "mail", "ref": "m-1"}
        verb = FEEDBACK.verb("tell")
        telling = Asked(verb, ITEM, today.as_of, "maya", said, (person,), step="told")
        changes[person] = answer(today, [telling], tree).edits
    # A step in the item's own file, twice, is what conflicts: so git would tell.
    for by in ("maya", "jon"):
        wanted = [Asked(FEEDBACK.verb("acknowledge"), FILE, today.as_of, by)]
        changes[f"step-{by}"] = append(today, wanted, tree).edits
    branches(program, changes)
    assert git(program, "merge-tree", "--write-tree", "step-maya", "step-jon").returncode == 1
    merged = git(program, "merge", "-q", "--no-edit", *people)
    assert merged.returncode == 0, merged.stderr.decode()
    found = snapshot(program).loops.items[ITEM]
    assert found.state == "closed-declined"
    assert len(found.told) == 2 * len(people)


# Doing what --explain says

OPEN = Snapshot(load(DiskTree(ROOT), SCHEMAS, workers=1).program, date(2026, 11, 15))
WORDS = {
    "triage": "--department product --owner edwin",
    "decide": (
        "--outcome declined --as too-costly --rationale 'It would cost more than it brings.' "
        "--say-public 'No, it costs too much.'"
    ),
    "deliver": "--what 'All of it' --where 'series 2027' --say-public 'It is there.'",
    "tell": "--channel mail --ref message-1",
}
"""What the commands that the sentences name are completed with."""


def only(item: str, root: Path) -> None:
    """The example without what has nothing to do with feedback."""
    shutil.copytree(ROOT / "program", root / "program")
    for folder in ("events", "incidents", "audits", "measures", "messages", "communities"):
        shutil.rmtree(root / "program" / folder)
    items = {item, OPEN.loops.items[item].of}
    people = {p for each in items if each for p in OPEN.loops.items[each].originators}
    for person in people:
        put(
            root,
            {f"influencers/{person}/profile.yml": text(ROOT, f"influencers/{person}/profile.yml")},
        )
    for path, touchpoint in OPEN.program.touchpoints.items():
        if items & set(touchpoint.refs):
            put(root, {path: text(ROOT, path)})


@pytest.mark.parametrize("item", [i.id for i in OPEN.loops.items.values() if not i.closed])
def test_doing_what_is_said_does_not_close_the_loop(
    item: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    only(item, tmp_path)
    today = "2026-11-15"
    done = []
    for _ in range(12):
        now = snapshot(tmp_path, today)
        at = item
        found = nexts(now.loops.items[at], now.loops, now.program)
        if found and found[0].command == f"goodword loops {now.loops.items[at].of} --explain":
            at = now.loops.items[at].of or ""
            found = nexts(now.loops.items[at], now.loops, now.program)
        if not found:
            break
        assert any(each.by for each in found), "nobody is told by when"
        step = next(each for each in found if each.command)
        assert step.who in now.program.staff
        tool, group, verb, *rest = shlex.split(step.command)
        assert (tool, group) == ("goodword", "feedback")
        words = shlex.split(WORDS[verb])
        # What the words say is said once, by them.
        kept = [
            each
            for flag, each in pairwise(["", *rest])
            if each not in words and (each.startswith("--") or flag not in words)
        ]
        kept = ["We cannot do it now." if each == LEFT_OPEN else each for each in kept]
        command = f"{shlex.join([verb, *kept, *words])} --write"
        assert run(tmp_path, command, by=step.who, on=today) == 0, capsys.readouterr().out
        done.append(step.what)
    assert snapshot(tmp_path, today).loops.items[item].closed, done
    capsys.readouterr()
    assert main(["--root", str(tmp_path), "loops", item, "--explain", "--as-of", today]) == 0
    assert f'" is {snapshot(tmp_path, today).loops.items[item].state}' in capsys.readouterr().out


def test_somebody_is_told_the_same_twice_in_silence(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = f"tell {ITEM} ana --milestone acknowledged --channel mail --ref m-1"
    assert run(program, f"{asked} --write") == 0
    assert "told the same" not in capsys.readouterr().out
    assert run(program, asked) == 0
    assert f"ana was told the same already, on {TODAY}\n" in capsys.readouterr().out
    assert run(program, asked.replace("ana", "tomo")) == 0
    assert run(program, asked.replace("acknowledged", "heartbeat")) == 0
    assert "told the same" not in capsys.readouterr().out


def test_what_was_delivered_since_is_said_to_have_been_told_already(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of a part and of the rest people are told each; of the same step they were told."""
    say = "--say-members 'It is there.'"
    tell = f"tell {ITEM} ana --milestone delivered --channel mail --ref m-1"
    steps = (
        (TRIAGE, "2026-11-16"),
        (
            f"decide {ITEM} --outcome planned --rationale 'All of them wait for it.' {say}",
            "2026-11-17",
        ),
        (f"deliver {ITEM} --what Paging --where 4.2 --remaining Speed {say}", "2026-11-18"),
        (tell, "2026-11-19"),
    )
    for command, on in steps:
        assert run(program, f"{command} --write", on=on) == 0
    capsys.readouterr()
    assert run(program, tell, on="2026-11-20") == 0
    assert "ana was told the same already, on 2026-11-19" in capsys.readouterr().out
    deliver = f"deliver {ITEM} --what Speed --where 4.3 {say} --write"
    assert run(program, deliver, on="2026-11-21") == 0
    assert run(program, tell, on="2026-11-22") == 0
    assert "told the same" not in capsys.readouterr().out


def test_a_verdict_on_a_closed_loop_closes_it_again(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    say = "--say-members 'It is fast now.'"
    for command in (
        TRIAGE,
        f"decide {ITEM} --outcome planned --rationale 'It is slow for everybody.' {say}",
        f"deliver {ITEM} --what Export --where 4.2 {say}",
        f"tell {ITEM} ana tomo --milestone delivered --channel mail --ref m-1",
    ):
        assert run(program, f"{command} --write") == 0
    assert f"{ITEM}: loop closed, closed-delivered" in capsys.readouterr().out
    assert run(program, f"hear {ITEM} tomo --verdict no --channel phone --write") == 0
    out = capsys.readouterr().out
    assert "loop closed" not in out
    assert f"{ITEM}: tomo says that it does not solve it; consider reopening the item" in out
    assert f"{ITEM}: stays closed-delivered" in out
    assert f"must reopen it, or talk with them: goodword feedback reopen {ITEM} --cause …" in out
    assert run(program, f"hear {ITEM} ana --verdict solves --channel phone --write") == 0
    out = capsys.readouterr().out
    assert f"{ITEM}: ana says that it solves it" in out
    assert f"{ITEM}: stays closed-delivered" in out
    assert "next:" not in out
