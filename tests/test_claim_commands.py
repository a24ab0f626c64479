from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING

import click
import pytest

from goodword.actions.approve import approve
from goodword.actions.asked import Asked, order
from goodword.actions.judging import judge
from goodword.cli import main
from goodword.cli.commands.claim import command
from goodword.edits import Edit, digest
from goodword.load import load
from goodword.model.plain import day
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from goodword.verbs import CLAIM as CLAIM_VERBS

if TYPE_CHECKING:
    from pathlib import Path

SCHEMAS = Schemas.load(schemas_directory())
TODAY = "2025-06-10"
GUIDE = "missions/write-a-guide"
FILES = {
    "program/program.yml": """\
name: Acme Champions
timezone: Europe/Berlin
staff:
  - {id: maya, name: Maya Weber, emails: [Maya@Example.com]}
  - id: jon
    name: Jon Dahl
""",
    "influencers/ana/profile.yml": 'name: Ana Lopes\nstage: member\nsince: "2025-01-01"\n',
    "influencers/tomo/profile.yml": 'name: Tomo\nstage: member\nsince: "2025-01-01"\n',
    f"{GUIDE}/mission.yml": """\
title: Write a how-to guide
instructions: Publish a guide and send us the link.
points: 101
""",
    f"{GUIDE}/claims/2025-05-02-ana.yml": "evidence: https://example.com/a\n",
}
CLAIM = f"{GUIDE}/claims/2025-05-02-ana.yml"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        put(tmp_path, path, text)
    return tmp_path


def put(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def run(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "claim", *arguments, "--as-of", TODAY])


def timeless(text: str) -> str:
    """A text without the times of day at which things were done."""
    return re.sub(r'^ *at: "[0-9:]{8}"\n', "", text, flags=re.MULTILINE)


def everything(root: Path) -> dict[str, bytes]:
    """Every file but git's and the tool's own; asked for thousands of times, so by plain names."""
    found: dict[str, bytes] = {}
    for folder, folders, names in os.walk(root):
        folders[:] = [each for each in folders if each not in OWN]
        below = os.path.relpath(folder, root)
        for name in names:
            place = f"{folder}/{name}"
            if name not in OWN and os.path.isfile(place):  # noqa: PTH113 - a third of the time
                with open(place, "rb") as file:  # noqa: PTH123 - as above
                    found[name if below == "." else f"{below}/{name}"] = file.read()
    return dict(sorted(found.items()))


OWN = {".git", ".goodword"}
"""What git and the tool keep beside the files of a program."""


DECISION = """\
decision:
  outcome: approved
  by: maya
  date: "2025-06-10"
  points: 101
  computed: 101
  shares:
    ana: 101
  quality: normal
  version: "1900-01-01"
  judged:
    status: open
"""


def test_a_claim_is_approved_in_another_way_than_shown(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(program)
    assert run(program, "approve", CLAIM, "--by", "maya") == 0
    dry = capsys.readouterr().out
    assert everything(program) == before
    added = "".join(f"+{line}\n" for line in DECISION.splitlines())
    assert added in dry
    assert "+101 points for ana, to spend now\n" in dry
    assert dry.endswith("dry run: nothing was written; --write writes it\n")
    assert run(program, "approve", CLAIM, "--by", "maya", "--write") == 0
    assert capsys.readouterr().out == dry.replace(
        "dry run: nothing was written; --write writes it\n", "1 claim written\n"
    )
    after = everything(program)
    assert after.pop(CLAIM).decode() == FILES[CLAIM] + DECISION
    before.pop(CLAIM)
    assert after == before
    assert main(["--root", str(program), "check", "--strict", "--as-of", TODAY]) == 0


def test_comments_order_or_quotes_are_lost(program: Path) -> None:
    put(
        program,
        CLAIM,
        "# seen by Maya\nevidence:\n-   kind: link   # it moved\n    url:  'https://example.com/a'\n"
        "questions:\n- {asked: '2025-05-03', by: maya, text: Which?, answered: '2025-05-04'}\n"
        "# the rest\n",
    )
    old = (program / CLAIM).read_text(encoding="utf-8")
    assert run(program, "decline", CLAIM, "--by", "maya", "--reason", "no: nothing", "--write") == 0
    decision = (
        'decision:\n  outcome: declined\n  by: maya\n  date: "2025-06-10"\n'
        '  reason: "no: nothing"\n'
    )
    expected = old.replace("# the rest\n", decision + "# the rest\n")
    assert (program / CLAIM).read_text(encoding="utf-8") == expected


def test_a_short_name_or_a_path_does_not_name_a_claim(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in (
        CLAIM,
        f"./{CLAIM}",
        "write-a-guide/2025-05-02-ana",
        "write-a-guide/2025-05-02-ana.yml",
    ):
        assert run(program, "approve", name, "--by", "maya") == 0
    capsys.readouterr()
    assert run(program, "approve", "write-a-guide/2025-05-02-anna", "--by", "maya") == 2
    assert f'did you mean "{CLAIM}"?' in capsys.readouterr().err
    assert run(program, "approve", "--by", "maya") == 2
    assert run(program, "approve", "--by", "maya", "--all") == 2
    assert run(program, "approve", "--by", "maya", "--all", "--mission", "write-a-guid") == 2
    assert 'did you mean "write-a-guide"?' in capsys.readouterr().err
    assert run(program, "approve", CLAIM, "--by", "maya", "--mission", "write-a-guide") == 2
    assert run(program, "approve", CLAIM, "--by", "maya", "--on", "2025-06-11") == 2


def test_somebody_else_is_taken_for_who_decides(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(program, "approve", CLAIM) == 2
    assert "say --by with one of maya, jon" in capsys.readouterr().err
    git = ("git", "-C", str(program))
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "config", "user.email", "maya@example.com"], check=True)
    assert run(program, "approve", CLAIM) == 0
    assert "+  by: maya\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--by", "kim"], '"kim" is not on staff'),
        (["--by", "maya", "--points", "7"], "other points need --reason and --second"),
        (["--by", "maya", "--second", "maya"], 'the second person is "maya" too'),
        (["--by", "maya", "--on", "2025-05-01"], "is before the claim was submitted, 2025-05-02"),
    ],
)
def test_a_decision_that_may_not_be_made_is_written(
    program: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    before = everything(program)
    assert run(program, "approve", CLAIM, *arguments, "--write") == 1
    out, err = capsys.readouterr()
    assert words in out
    assert f"{CLAIM}: error:" in out
    assert err == "nothing was written\n"
    assert everything(program) == before


def test_one_refusal_lets_the_others_through(program: Path) -> None:
    other = f"{GUIDE}/claims/2025-05-03-tomo.yml"
    put(program, other, "evidence: https://example.com/b\nwithdrawn: {date: '2025-05-04'}\n")
    before = everything(program)
    assert run(program, "approve", CLAIM, other, "--by", "maya", "--write") == 1
    assert everything(program) == before


def test_what_check_would_refuse_is_written(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mission = FILES[f"{GUIDE}/mission.yml"]
    put(program, f"{GUIDE}/mission.yml", mission + "public_facing: true\n")
    before = everything(program)
    assert main(["--root", str(program), "check", "--as-of", TODAY]) == 0
    capsys.readouterr()
    assert run(program, "approve", CLAIM, "--by", "maya", "--write") == 1
    out = capsys.readouterr().out
    assert "no disclosure, although the mission shows the brand to others" in out
    assert f"{CLAIM}: error:" in out
    assert "goodword claim disclose" in out
    assert everything(program) == before


def test_an_error_that_was_there_before_refuses_an_action(program: Path) -> None:
    put(program, f"{GUIDE}/claims/2025-05-09-gone.yml", "evidence: https://example.com/z\n")
    assert main(["--root", str(program), "check", "--as-of", TODAY]) == 1
    assert run(program, "approve", CLAIM, "--by", "maya", "--write") == 0


def test_a_file_that_cannot_be_read_is_passed_over(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(program, "influencers/tomo/profile.yml", "name: [\n")
    assert run(program, "approve", CLAIM, "--by", "maya") == 3
    assert "influencers/tomo/profile.yml:" in capsys.readouterr().err


TIERS = """\
versions:
  - from: "2025-01-01"
    tiers:
      - {id: silver, name: Silver, standing_at_least: 40}
      - {id: gold, name: Gold, standing_at_least: 120}
"""


def test_the_effect_is_not_told(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(program, "program/tiers.yml", TIERS)
    put(
        program,
        CLAIM,
        "evidence: https://example.com/a\nwith: [tomo]\n",
    )
    assert run(program, "approve", CLAIM, "--by", "maya", "--quality", "high") == 0
    out = capsys.readouterr().out
    assert "+  points: 151\n+  computed: 151\n+  shares:\n+    ana: 76\n+    tomo: 75\n" in out
    assert "+76 points for ana, to spend now, now Silver, now 44 short of Gold\n" in out
    assert "+75 points for tomo, to spend now, now Silver, now 45 short of Gold\n" in out
    mission = FILES[f"{GUIDE}/mission.yml"]
    put(
        program,
        f"{GUIDE}/mission.yml",
        mission.replace("points: 101", "points: {value: 101, maturation_days: 9}"),
    )
    assert run(program, "approve", CLAIM, "--by", "maya") == 0
    out = capsys.readouterr().out
    assert "+51 points for ana, pending until 19 June 2025, now 40 short of Silver\n" in out
    assert run(program, "decline", CLAIM, "--by", "maya", "--reason", "x") == 0
    assert "no points for ana: declined\nno points for tomo: declined\n" in capsys.readouterr().out


def limited(program: Path) -> None:
    put(
        program,
        f"{GUIDE}/mission.yml",
        FILES[f"{GUIDE}/mission.yml"].replace(
            "points: 101", "points: {value: 101, limits: {total: 1}}"
        ),
    )
    put(program, f"{GUIDE}/claims/2025-05-03-tomo.yml", "evidence: https://example.com/b\n")


def test_a_place_is_given_twice(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    limited(program)
    second = f"{GUIDE}/claims/2025-05-03-tomo.yml"
    assert run(program, "approve", second, "--by", "maya") == 1
    assert f"an earlier claim that is undecided: {CLAIM}" in capsys.readouterr().out
    third = f"{GUIDE}/claims/2025-05-04-tomo.yml"
    put(program, third, "evidence: https://example.com/c\n")
    assert run(program, "approve", second, third, "--by", "maya", "--anyway") == 0
    said = "write-a-guide has a limit of 1 in all, place {} in line for one that becomes free"
    words = f"no points for tomo: {said.format(1)}; {said.format(2)}\n"
    assert words in capsys.readouterr().out
    (program / third).unlink()
    assert run(program, "approve", second, CLAIM, "--by", "maya", "--write") == 0
    text = (program / second).read_text(encoding="utf-8")
    assert "  points: 0\n  computed: 101\n" in text
    assert "  capped_by:\n    tomo: total\n" in text
    assert "  points: 101\n" in (program / CLAIM).read_text(encoding="utf-8")
    assert main(["--root", str(program), "check", "--strict", "--as-of", TODAY]) == 0


def test_who_waits_for_a_place_of_another_key_stands_in_the_same_line(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    points = "points: {value: 101, per: {key: deal, claims: 1}}"
    mission = FILES[f"{GUIDE}/mission.yml"].replace("points: 101", points)
    put(program, f"{GUIDE}/mission.yml", mission)
    keys = ("deal-1", "Deal-1", "deal-2", "deal-2", "deal-2")
    paths = [f"{GUIDE}/claims/2025-05-0{n}-tomo.yml" for n in range(1, 6)]
    for number, (path, key) in enumerate(zip(paths, keys, strict=True)):
        put(program, path, f"evidence: https://example.com/{number}\nkey: {key}\n")
    first = (paths[0], paths[2])
    assert run(program, "approve", *first, "--by", "maya", "--write", "--anyway") == 0
    capsys.readouterr()
    assert run(program, "approve", *(set(paths) - {*first}), "--by", "maya") == 0
    said = "write-a-guide has a limit of 1 with the same key, place {} in line"
    out = capsys.readouterr().out
    # The first of each deal is told the same, and what is told the same is told once.
    assert [out.count(said.format(n)) for n in (1, 2, 3)] == [1, 1, 0]


def test_all_of_a_mission_leaves_some_out(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(2, 12):
        put(
            program,
            CLAIM.replace(".yml", f".{number}.yml"),
            f"evidence: https://example.com/{number}\n",
        )
    asked = ("approve", "--all", "--mission", "write-a-guide", "--by", "maya")
    before = everything(program)
    assert run(program, *asked) == 0
    out = capsys.readouterr().out
    assert out.startswith("11 claims\n")
    assert "+1111 points for ana" in out
    assert run(program, *asked, "--write") == 2
    assert everything(program) == before
    assert run(program, *asked, "--write", "--yes") == 0
    capsys.readouterr()
    assert run(program, *asked) == 0
    assert capsys.readouterr().out == "nothing to decide\n"


def test_an_appeal_is_answered_in_the_wrong_place(program: Path) -> None:
    put(
        program,
        CLAIM,
        """\
evidence: https://example.com/a
decision:
  outcome: declined
  by: maya
  date: "2025-05-05"
  reason: The page is empty.
appeal:
  date: "2025-05-06"
  text: Now it is not.
""",
    )
    before = (program / CLAIM).read_text(encoding="utf-8")
    assert run(program, "approve", CLAIM, "--by", "maya", "--write") == 1
    assert run(program, "approve", CLAIM, "--by", "jon", "--on", "2025-05-09", "--write") == 0
    text = (program / CLAIM).read_text(encoding="utf-8")
    assert text.startswith(before + "  decision:\n    outcome: approved\n    by: jon\n")
    assert '    date: "2025-05-09"\n' in text
    assert main(["--root", str(program), "check", "--strict", "--as-of", TODAY]) == 0


def test_what_was_judged_is_not_kept(program: Path) -> None:
    mission = FILES[f"{GUIDE}/mission.yml"]
    put(program, f"{GUIDE}/mission.yml", mission + "eligibility: {regions: [PT], since_days: 30}\n")
    put(
        program,
        "influencers/ana/profile.yml",
        FILES["influencers/ana/profile.yml"] + "region: PT\n",
    )
    assert run(program, "approve", CLAIM, "--by", "maya", "--write") == 0
    text = (program / CLAIM).read_text(encoding="utf-8")
    assert "  judged:\n    region: PT\n" in text
    assert "    eligibility:\n      regions:\n        - PT\n      since_days: 30\n" in text
    put(program, "influencers/ana/profile.yml", FILES["influencers/ana/profile.yml"])
    assert main(["--root", str(program), "check", "--strict", "--as-of", TODAY]) == 0


def test_an_override_is_not_written_with_its_second(program: Path) -> None:
    asked = ("--points", "5", "--reason", "a short one", "--second", "jon")
    assert run(program, "approve", CLAIM, "--by", "maya", *asked, "--write") == 0
    text = (program / CLAIM).read_text(encoding="utf-8")
    assert "  points: 5\n  computed: 101\n  shares:\n    ana: 5\n" in text
    assert '  second:\n    by: jon\n    date: "2025-06-10"\n  reason_code: override\n' in text
    assert main(["--root", str(program), "check", "--strict", "--as-of", TODAY]) == 0


def test_judging_changes_the_program_that_was_there(program: Path) -> None:
    tree = DiskTree(program)
    loaded = load(tree, SCHEMAS)
    snapshot = Snapshot(loaded.program, day(TODAY))
    request = Asked(CLAIM_VERBS.verb("approve"), CLAIM, day(TODAY), "maya")
    proposal = approve(snapshot, [request], tree)
    judgement = judge(tree, proposal.edits, SCHEMAS, day(TODAY), before=loaded)
    assert not judgement.problems
    assert judgement.after.ledger.account("ana").standing == 101
    assert snapshot.ledger.account("ana").standing == 0
    whole = load(judgement.tree, SCHEMAS)
    assert judgement.loaded.program == whole.program
    assert judgement.loaded.counts == whole.counts
    assert judgement.loaded.diagnostics == whole.diagnostics


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (CLAIM, "evidence: [\n"),
        (CLAIM, "evidence: 1\n"),
        (CLAIM, None),
        ("program/program.yml", FILES["program/program.yml"].replace("Acme", "Best")),
        ("influencers/kim/profile.yml", "name: Kim\n"),
        (f"{GUIDE}/mission.yml", FILES[f"{GUIDE}/mission.yml"].replace("101", "102")),
        ("program/unknown.yml", "a: 1\n"),
    ],
)
def test_judging_sees_another_program_than_check_would(
    program: Path, path: str, text: str | None
) -> None:
    tree = DiskTree(program)
    loaded = load(tree, SCHEMAS)
    expected = digest(FILES[path].encode()) if path in FILES else None
    edit = Edit(path, expected, None if text is None else text.encode())
    judgement = judge(tree, (edit,), SCHEMAS, day(TODAY), before=loaded)
    whole = load(judgement.tree, SCHEMAS)
    assert judgement.loaded.program == whole.program
    assert judgement.loaded.diagnostics == whole.diagnostics
    assert set(whole.diagnostics) <= set(judgement.problems)


def test_keys_of_a_claim_are_unknown_to_the_order() -> None:
    assert order("claim") == tuple(SCHEMAS.documents["claim"]["properties"])


def test_a_reason_of_the_schema_cannot_be_given() -> None:
    codes = SCHEMAS.documents["claim"]["$defs"]["reason_code"]["enum"]
    (offered,) = (each for each in command.commands["decline"].params if each.name == "as")
    assert isinstance(offered.type, click.Choice)
    assert ("override", *offered.type.choices) == tuple(codes)


def test_a_new_file_is_judged_otherwise_than_check_would(program: Path) -> None:
    tree = DiskTree(program)
    loaded = load(tree, SCHEMAS)
    edits = tuple(
        Edit(path, None, text.encode())
        for path, text in (
            (f"{GUIDE}/claims/2025-05-01-ana.yml", "evidence: https://example.com/z\n"),
            ("influencers/kim/profile.yml", "name: Kim\n"),
            ("program/rewards/mug.yml", "name: Mug\nkind: access\ncost: 1\n"),
            ("influencers/ana/redemptions/2025-05-01-mug.yml", "points: 1\n"),
        )
    )
    judgement = judge(tree, edits, SCHEMAS, day(TODAY), before=loaded)
    whole = load(judgement.tree, SCHEMAS)
    assert judgement.loaded.program == whole.program
    assert judgement.loaded.counts == whole.counts
    for room in ("claims", "influencers", "rewards", "redemptions"):
        found, wanted = (list(getattr(each.program, room)) for each in (judgement.loaded, whole))
        assert found == wanted


def test_joint_work_is_approved_twice(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = f"{GUIDE}/claims/2025-05-03-tomo.yml"
    put(program, CLAIM, "evidence: https://example.com/a\nwith: [tomo]\n")
    put(program, other, "evidence: https://www.example.com/%61/\nwith: [ana]\n")
    before = everything(program)
    assert run(program, "approve", CLAIM, other, "--by", "maya", "--write") == 1
    out = capsys.readouterr().out
    assert f"this evidence stands already in {CLAIM}" in out
    assert "tomo has a part in that one: withdraw this, or decline it as a duplicate" in out
    assert run(program, "approve", other, "--by", "maya", "--write") == 1
    assert everything(program) == before
    assert run(program, "approve", CLAIM, "--by", "maya", "--write") == 0
    assert "shares:\n    ana: 51\n    tomo: 50\n" in (program / CLAIM).read_text()
    assert run(program, "approve", other, "--by", "maya", "--write") == 1
    said = ("--by", "maya", "--reason", "It is in that of Ana.", "--as", "duplicate", "--write")
    assert run(program, "decline", other, *said) == 0
    assert main(["--root", str(program), "check", "--strict", "--as-of", TODAY]) == 0


def test_a_member_makes_it_enough_and_nothing_is_decided(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, content in FILES.items():
        put(tmp_path, path, content)
    for who in ("ben", "cleo"):
        since = 'stage: member\nsince: "2025-01-01"\n'
        put(tmp_path, f"influencers/{who}/profile.yml", f"name: {who.title()}\n{since}")
    mission = tmp_path / GUIDE / "mission.yml"
    with mission.open("a", encoding="utf-8") as opened:
        opened.write("reviewers: {staff: 1, members: 2}\n")
    claim = "write-a-guide/2025-05-02-ana"
    assert run(tmp_path, "approve", claim, "--by", "ana", "--write") == 1
    assert '"ana" cannot decide what is their own' in "".join(capsys.readouterr())
    assert run(tmp_path, "approve", claim, "--by", "ben", "--write") == 0
    said = capsys.readouterr().out
    assert "is not decided yet: one more decides by saying the same" in said
    assert "no points" not in said  # nothing is decided, so nobody is left without
    assert run(tmp_path, "approve", claim, "--by", "ben", "--write") == 1
    assert '"ben" has said the same already' in "".join(capsys.readouterr())
    file = tmp_path / GUIDE / "claims/2025-05-02-ana.yml"
    assert "decision" not in file.read_text(encoding="utf-8")
    agenda = ["--root", str(tmp_path), "agenda", "--all", "--as-of", TODAY]
    assert main(agenda) == 0
    assert "; 1 of 2 have said the same" in capsys.readouterr().out
    assert run(tmp_path, "decline", claim, "--by", "cleo", "--reason", "Not it", "--write") == 0
    assert "decision" not in file.read_text(encoding="utf-8")
    assert run(tmp_path, "approve", claim, "--by", "cleo", "--write") == 0
    written = file.read_text(encoding="utf-8")
    assert "decision:\n  outcome: approved\n  by:\n    - ben\n    - cleo\n" in written
    assert "    reviewers:\n      staff: 1\n      members: 2\n" in written
    assert main(["--root", str(tmp_path), "check", "--strict", "--as-of", TODAY]) == 0
    capsys.readouterr()
    assert run(tmp_path, "reverse", claim, "--by", "ben", "--reason-code", "duplicate") == 1
    shown = ["--root", str(tmp_path), "show", claim, "--as-of", TODAY]
    assert main(shown) == 0
    assert "approved on 2025-06-10 by ben and cleo" in capsys.readouterr().out


def test_more_of_a_claim_that_is_neither_noted_nor_decided(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, content in FILES.items():
        put(tmp_path, path, content)
    points = "points:\n  value: 3\n  unit: {one: answer, many: answers}\n"
    put(tmp_path, f"{GUIDE}/mission.yml", f"title: Answer\ninstructions: Answer.\n{points}")
    claim = "write-a-guide/2025-05-02-ana"
    counted = ("--quantity", "9", "--source", "the forum's own count")
    assert run(tmp_path, "approve", claim, "--by", "maya", "--on", "2025-05-05", "--write") == 0
    assert run(tmp_path, "grow", claim, *counted, "--write") == 0
    capsys.readouterr()
    agenda = ["--root", str(tmp_path), "agenda", "--all", "--as-of", TODAY]
    assert main(agenda) == 0
    assert f"goodword claim approve {claim}" in capsys.readouterr().out
    assert run(tmp_path, "approve", claim, "--by", "maya", "--write") == 0
    assert "24 points for ana" in capsys.readouterr().out
    written = (tmp_path / GUIDE / "claims/2025-05-02-ana.yml").read_text(encoding="utf-8")
    assert "    source: the forum's own count\n    decision:\n      outcome: approved\n" in written
    assert main(["--root", str(tmp_path), "check", "--strict", "--as-of", TODAY]) == 0
    assert run(tmp_path, "approve", claim, "--by", "maya", "--write") == 1
    assert "already approved by maya" in "".join(capsys.readouterr())
    assert run(tmp_path, "grow", claim, "--quantity", "8", "--source", "x", "--write") != 0
