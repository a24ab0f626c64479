"""Other people's double-entry programs judge our points: beancount lot by lot, hledger and ledger.

Three programs are judged: the example, the imported leaderboard, and one made up of 500 members
and five years. All cycles that can be closed are, so that their ends are judged too.
"""

from __future__ import annotations

import csv
import io
import re
import subprocess
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from goodword.cli.main import main
from goodword.exports.beancount import FIGURES, NEGATIVE, account, beancount, standing
from goodword.exports.journal import journal
from goodword.ledger import compute
from goodword.load import load
from goodword.resources import schemas_directory
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree, Overlay
from goodword.starter.example import example
from tests.conftest import ROOT
from tests.ledger_program import approved, claim, day, mission, person, program

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.ledger import Account, Ledger
    from goodword.model.program import Program
    from goodword.source.trees import Tree
    from tests.conftest import Require

EXAMPLE, LEADERBOARD, MADE_UP = date(2026, 11, 15), date(2026, 9, 1), date(2026, 10, 31)


class Subject(NamedTuple):
    """A ledger, and where its exports and what beancount makes of them may be written."""

    ledger: Ledger
    folder: Path


def read(tree: Tree) -> Program:
    loaded = load(tree, Schemas.load(schemas_directory()), workers=1)
    assert not loaded.diagnostics
    return loaded.program


def closed(given: Program, as_of: date) -> Program:
    """The program with every cycle closed whose grace was over by a day."""
    first = min(each.occurred for each in given.claims.values())
    cycle, statements = given.cycles.of(first), dict(given.statements)
    while (on := cycle.end + timedelta(days=20)) <= as_of:
        statements.setdefault(cycle.name, f"statement,{cycle.name},{on},maya,1,,\n".encode())
        cycle = given.cycles.after(cycle)
    return replace(given, statements=statements)


@pytest.fixture(scope="module", params=["example", "leaderboard", "made up"])
def subject(
    request: pytest.FixtureRequest, require: Require, tmp_path_factory: pytest.TempPathFactory
) -> Subject:
    folder = tmp_path_factory.mktemp("referees")
    if request.param == "example":
        given, as_of = read(DiskTree(ROOT)), EXAMPLE
    elif request.param == "leaderboard":
        events, into = require("data") / "leaderboard" / "events.csv", folder / "program"
        names = folder / "map.yml"
        names.write_bytes((ROOT / "tests" / "data" / "leaderboard-map.yml").read_bytes())
        command = ["import", "claims", str(events), "--map", str(names), "--into", str(into)]
        assert main([*command, "--as-of", str(LEADERBOARD), "--write"]) == 0
        given, as_of = read(DiskTree(into)), LEADERBOARD
    else:
        files = dict(example(500, 5, 3, MADE_UP))
        given, as_of = read(Overlay(DiskTree(folder), files)), MADE_UP
    return Subject(compute(closed(given, as_of), as_of), folder)


def written(path: Path, pieces: Any) -> Path:
    if not path.exists():
        path.write_text("".join(pieces), encoding="utf-8")
    return path


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def bean_check(require: Require, path: Path) -> tuple[int, str]:
    done = run(require("bean-check"), path)
    return done.returncode, done.stderr + done.stdout


@cache
def beans(path: Path) -> list[Any]:
    """The entries that beancount makes of a file, after booking; without a complaint."""
    from beancount import loader  # noqa: PLC0415 - not everywhere; bean-check has been asked for

    entries, errors, _ = loader.load_file(str(path))
    assert not errors, errors[:3]
    return entries


# beancount


def test_what_beancount_refuses(subject: Subject, require: Require) -> None:
    path = written(subject.folder / "points.beancount", beancount(subject.ledger, "Acme"))
    assert bean_check(require, path) == (0, "")


def figures(of: Account) -> dict[str, int]:
    """What each account of a person should have, those with 0 left out."""
    wanted = {
        account(of.id, place): (-1 if place in NEGATIVE else 1) * getattr(of, figure)
        for place, figure in FIGURES.items()
    }
    wanted[standing(of.id)] = of.standing
    wanted |= {standing(of.id, cycle): -points for cycle, points in of.by_cycle}
    return {name: points for name, points in wanted.items() if points}


def test_a_balance_that_beancount_finds_otherwise(subject: Subject, require: Require) -> None:
    require("bean-check")
    path = written(subject.folder / "points.beancount", beancount(subject.ledger, "Acme"))
    found: Counter[str] = Counter()
    for entry in beans(path):
        for posting in getattr(entry, "postings", ()):
            found[posting.account] += int(posting.units.number)
    wanted: dict[str, int] = {}
    for each in subject.ledger.members.values():
        wanted |= figures(each)
    assert {name: points for name, points in found.items() if points} == wanted
    assert len(wanted) > 100


def test_a_lot_that_beancount_finds_elsewhere(subject: Subject, require: Require) -> None:
    require("bean-check")
    path = written(subject.folder / "points.beancount", beancount(subject.ledger, "Acme"))
    found: Counter[tuple[str, str]] = Counter()
    for entry in beans(path):
        for posting in getattr(entry, "postings", ()):
            if posting.cost is not None and posting.account.startswith("Assets:"):
                record = posting.cost.label.partition(" ")[0] + ".yml"
                found[posting.account, record] += int(posting.units.number)
    wanted: Counter[tuple[str, str]] = Counter()
    for who, of in subject.ledger.members.items():
        for lot in of.lots:
            for place in ("pending", "active", "held"):
                wanted[account(who, place), lot.source.place.path] += getattr(lot, place)
    assert +found == +wanted
    assert not -found


def test_a_closed_cycle_that_was_not_so_on_its_last_day(subject: Subject) -> None:
    program, as_of = subject.ledger.program, subject.ledger.as_of
    text = "".join(beancount(subject.ledger, "Acme"))
    stated: dict[str, dict[str, int]] = {}
    for on, name, points in re.findall(r"^(\S+) balance (\S+)  (-?\d+) ", text, re.MULTILINE):
        stated.setdefault(on, {})[name] = int(points)
    ends = [cycle for name in program.statements if (cycle := program.cycles.named(name))]
    assert len(ends) >= 3
    for cycle in sorted(ends, key=lambda each: each.start)[-4:]:
        then = compute(program, cycle.last, closing=True)
        wanted: dict[str, int] = {}
        for each in then.members.values():
            wanted |= figures(each)
        wanted = {k: v for k, v in wanted.items() if not re.search(r":Standing:", k)}
        assert {k: v for k, v in stated[str(cycle.end)].items() if v} == wanted
    assert str(as_of + timedelta(days=1)) in stated


FILES: dict[str, Any] = {
    **person("ana"),
    **mission(),
    **claim("ana", "2026-01-05", decision=approved("2026-01-06")),
    **claim("ana", "2026-02-05", decision=approved("2026-02-06")),
    "influencers/ana/redemptions/2026-02-10-mug.yml": {"points": 150},
    "influencers/ana/touchpoints/2026-02-11-longer.yml": {
        "kind": "extension",
        "of": ["guide/2026-01-05-ana"],
        "until": "2027-01-01",
        "reason": "x",
        "by": "maya",
    },
}


def small() -> str:
    return "".join(beancount(compute(program(FILES), day("2026-03-01")), "Acme"))


PLANTED = {
    "a figure": (r"(balance Assets:Ana:Active) +50", r"\1  51"),
    "a lot that has too little": (
        r"-100 POINT (.*01-05-ana\"})\n(  Assets:Ana:Held) +100",
        r"-101 POINT \1\n\2  101",
    ),
    "a lot that is not there": (r"(Ana:Active  -50 .*)02-05-ana", r"\g<1>02-06-ana"),
    "points made of nothing": (r"(Assets:Ana:Pending)  100 ", r"\1  120 "),
    "a day before its lot": (r"2026-02-10 \*", "2026-01-02 *"),
}
"""Mistakes in an export, each as what is replaced and by what."""


@pytest.mark.parametrize("name", PLANTED)
def test_a_mistake_that_no_referee_sees(name: str, require: Require, tmp_path: Path) -> None:
    old, new = PLANTED[name]
    text, count = re.subn(old, new, small(), count=1)
    assert count == 1
    path = tmp_path / "small.beancount"
    path.write_text(text, encoding="utf-8")
    code, said = bean_check(require, path)
    assert code == 1, said


# hledger and ledger


def by_hledger(require: Require, path: Path) -> dict[str, int]:
    balance = ("balance", "standing", "--flat", "-N", "-O", "csv")
    done = run(require("hledger"), "-f", path, *balance)
    assert not done.stderr, done.stderr
    rows = list(csv.reader(io.StringIO(done.stdout)))[1:]
    return {name: int(points.removesuffix(" PTS")) for name, points in rows if points != "0"}


def by_ledger(require: Require, path: Path) -> dict[str, int]:
    line = "%(account)\t%(quantity(scrub(display_total)))\n"
    balance = ("balance", "standing", "--flat", "--no-total", "--balance-format", line)
    done = run(require("ledger"), "--args-only", "-f", path, *balance)
    assert not done.stderr, done.stderr
    return {
        name: int(points)
        for name, points in csv.reader(io.StringIO(done.stdout), delimiter="\t")
        if points != "0"
    }


def test_standing_on_which_they_do_not_agree(subject: Subject, require: Require) -> None:
    path = written(subject.folder / "standing.journal", journal(subject.ledger, "Acme"))
    wanted = {
        f"standing:{who}:{cycle}": points
        for who, of in subject.ledger.members.items()
        for cycle, points in of.by_cycle
        if points
    }
    assert by_hledger(require, path) == wanted
    assert by_ledger(require, path) == wanted
    for who, of in subject.ledger.members.items():
        assert sum(n for name, n in wanted.items() if name.split(":")[1] == who) == of.standing


@pytest.mark.parametrize("which", ["hledger", "ledger"])
def test_standing_that_is_asserted_wrongly(which: str, require: Require, tmp_path: Path) -> None:
    text = "".join(journal(compute(program(FILES), day("2026-03-01")), "Acme"))
    path = tmp_path / "wrong.journal"
    path.write_text(text.replace("= 200 PTS", "= 201 PTS"), encoding="utf-8")
    done = run(require(which), *(["--args-only"] * (which == "ledger")), "-f", path, "balance")
    assert done.returncode, done.stdout


ANSWERS = {"value": 10, "unit": {"one": "answer", "many": "answers"}}
MORE = {"date": "2026-03-01", "quantity": 9, "source": "counted"}
RICH: dict[str, Any] = {
    **person("ana"),
    **person("ben", history=[{"date": "2026-01-10", "stage": "member"}], referred_by="ana"),
    **mission(),
    **mission("answer", points=ANSWERS),
    **claim("ben", "2026-01-12", decision=approved("2026-01-20")),
    **claim(
        "ben",
        "2026-01-14",
        decision=approved("2026-01-21", 50, computed=100, capped_by={"ben": "group:guides"}),
    ),
    **claim(
        *("ana", "2026-02-01", "answer"),
        quantity=5,
        decision=approved("2026-02-03", 50),
        quantity_later=[{**MORE, "decision": approved("2026-03-05", 40)}],
    ),
    "program/milestones.yml": {
        "milestones": [
            {"id": "two", "from": "2026-01-01", "all": [{"claims": 2, "of": "guide"}], "points": 25}
        ]
    },
    "program/groups.yml": {
        "groups": [
            {
                "id": "guides",
                "name": "Guides",
                "missions": ["guide"],
                "limits": [
                    {"from": "2026-01-01", "points": 150, "each": "program", "every": "year"}
                ],
            }
        ]
    },
}
"""A claim that grew, a milestone, a referral, and a budget that cut a claim."""
REFERRAL = [{"from": "2026-01-01", "points": 30, "percent": 10, "within_days": 90}]


def test_a_growth_a_milestone_a_referral_or_a_budget_that_a_referee_refuses(
    require: Require, tmp_path: Path
) -> None:
    made = program(RICH, referral=REFERRAL)
    given = compute(made, day("2026-06-01"))
    # 50, 40 more later; of ben's first claim 30, and a tenth of what 100 and 50 are.
    assert given.account("ana").standing == 50 + 40 + 30 + 15
    assert given.account("ben").standing == 100 + 50 + 25
    path = written(tmp_path / "rich.beancount", beancount(given, "Acme"))
    assert bean_check(require, path) == (0, "")
    found: Counter[str] = Counter()
    for entry in beans(path):
        for posting in getattr(entry, "postings", ()):
            found[posting.account] += int(posting.units.number)
    wanted = {**figures(given.account("ana")), **figures(given.account("ben"))}
    assert {name: points for name, points in found.items() if points} == wanted
    plain = written(tmp_path / "rich.journal", journal(given, "Acme"))
    by_cycle = {
        f"standing:{who}:{cycle}": points
        for who in ("ana", "ben")
        for cycle, points in given.account(who).by_cycle
        if points
    }
    assert by_hledger(require, plain) == by_ledger(require, plain) == by_cycle


HOSTILE = 'a "b" \\ ; | {c} # ^d  ;e\n2026-01-01 open Assets:X\r\n\\" é ☃ = 1 @ {{ (f) [2026-01-01]'


def test_words_that_a_referee_takes_for_more(require: Require, tmp_path: Path) -> None:
    files = {path: dict(data) for path, data in FILES.items()}
    files["influencers/ana/touchpoints/2026-07-11-longer.yml"] = {
        "kind": "extension",
        "of": ["guide/2026-02-05-ana"],
        "until": "2027-01-01",
        "reason": HOSTILE,
        "by": "maya",
    }
    files["influencers/ana/redemptions/2026-02-10-mug.yml"] = {
        "points": 10,
        "declined": {"date": "2026-02-11", "by": HOSTILE},
    }
    given = compute(program(files), day("2026-08-01"))
    path = written(tmp_path / "hostile.beancount", beancount(given, HOSTILE))
    assert bean_check(require, path) == (0, "")
    said = [entry.narration for entry in beans(path) if hasattr(entry, "narration")]
    words = f"guide of 2026-02-05, expired, lasts until 2027-01-01 now: {HOSTILE}"
    assert " ".join(words.split()) in said
    plain = written(tmp_path / "hostile.journal", journal(given, HOSTILE))
    wanted = {"standing:ana:2026-Q1": 200}
    assert by_hledger(require, plain) == by_ledger(require, plain) == wanted
