"""What came of missions: people counted with a source, for the hours that these took."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from goodword.cli import main

if TYPE_CHECKING:
    from pathlib import Path

DAY = "2026-11-15"
PROGRAM = "name: Acme\ntimezone: Europe/Berlin\nstaff: [{id: maya, name: Maya}]\n"
DEPARTMENTS = """\
departments: [{id: social, name: Social}]
categories:
  - {id: owner, name: Owner, department: social}
  - {id: dealer, name: Dealer, department: social}
"""
PERSON = 'name: {name}\nstage: member\nsince: "2026-01-01"\ncategory: {category}\nowner: maya\n'
MISSION = "title: Host a meetup\ninstructions: Host one.\npoints: 10\nevidence: {reuse: always}\n"
CLAIM = "evidence: https://example.org/{number}\n{more}"
APPROVED = "decision: {{outcome: approved, by: maya, date: '2026-10-20', points: 10{shares}}}\n"
RESULT = "  - {{date: '{date}', kind: {kind}, count: {count}, source: the list}}\n"
KINDS = ("adopted", "cited", "attended", "referred", "bought", "answered")


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def program(tmp_path: Path) -> Path:
    people = {"ana": "owner", "ben": "dealer", "eva": "owner"}
    files = {"program/program.yml": PROGRAM, "program/departments.yml": DEPARTMENTS}
    for name, category in people.items():
        text = PERSON.format(name=name.title(), category=category)
        files[f"influencers/{name}/profile.yml"] = text
    write(tmp_path, {**files, "missions/meetup/mission.yml": MISSION})
    return tmp_path


def report(root: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["--root", str(root), "report", "--as-of", DAY, "--format", "json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_report_speaks_of_people_whom_nobody_counted(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    claim = CLAIM.format(number=1, more=APPROVED.format(shares=""))
    write(program, {"missions/meetup/claims/2026-10-11-ana.yml": claim})
    assert "came_of" not in report(program, capsys)
    assert main(["--root", str(program), "record", "ana", "--as-of", DAY, "--format", "json"]) == 0
    assert '"results"' not in capsys.readouterr().out


def test_results_are_added_up_otherwise_than_by_hand(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Drawn claims of one or two people, counted plainly beside what the report says."""
    chance = random.Random(11)  # noqa: S311 - the same claims in each run
    wanted: dict[str, dict[str, Any]] = {}
    category = {"ana": "owner", "ben": "dealer", "eva": "owner"}
    for number in range(60):
        who, other = chance.sample(sorted(category), 2)
        people = [who, other] if chance.random() < 0.4 else [who]
        hours, results = chance.randint(1, 5), []
        for _ in range(chance.randint(0, 3)):
            day = chance.choice(["2026-10-20", "2026-11-15", "2026-11-16"])
            results.append((day, chance.choice(KINDS), chance.randint(1, 40)))
        shares = f", shares: {{{who}: 5, {other}: 5}}" if len(people) > 1 else ""
        text = f"effort_hours: {hours}\n"
        text += f"with: [{other}]\n" if len(people) > 1 else ""
        text += APPROVED.format(shares=shares)
        if results:
            text += "results:\n"
            text += "".join(RESULT.format(date=d, kind=k, count=c) for d, k, c in results)
        name = f"missions/meetup/claims/2026-10-{number % 12 + 1:02}-{who}.{number + 2}.yml"
        write(program, {name: CLAIM.format(number=number, more=text)})
        known = [each for each in results if each[0] <= DAY]
        for name in {category[each] for each in people}:
            row = wanted.setdefault(name, {"claims": 0, "counted": 0, "hours": 0, "people": {}})
            row["claims"] += 1
            row["counted"] += bool(known)
            row["hours"] += hours * sum(category[each] == name for each in people)
            for _, kind, count in known:
                row["people"][kind] = row["people"].get(kind, 0) + count
    found = {each.pop("category"): each for each in report(program, capsys)["came_of"]}
    assert set(found) == set(wanted)
    for name, row in wanted.items():
        reached = sum(row["people"].values())
        tenths = int(reached * 10 / row["hours"] + 0.5)
        assert found[name] == {**row, "reached": reached, "per_hour": tenths / 10}


def test_a_result_is_entered_by_no_command_or_where_nothing_was_approved(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = "missions/meetup/claims/2026-10-11-ana.yml"
    write(program, {path: CLAIM.format(number=1, more="")})
    asked = [
        *("--root", str(program), "claim", "result", "meetup/2026-10-11-ana", "--kind", "attended"),
        *("--count", "21", "--source", "list at the door", "--as-of", DAY, "--write"),
    ]
    assert main(asked) == 1
    assert "the claim was not approved by 2026-11-15 [came-of]" in capsys.readouterr().out
    write(program, {path: CLAIM.format(number=1, more=APPROVED.format(shares=""))})
    assert main(asked) == 0
    (row,) = report(program, capsys)["came_of"]
    assert (row["category"], row["people"], row["per_hour"]) == ("owner", {"attended": 21}, 21)
    assert main(["--root", str(program), "check", "--strict", "--as-of", DAY]) == 0
