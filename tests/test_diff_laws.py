"""What holds of every comparison: moves add up, causes add up to moves, nothing raises or acts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goodword.changes import changes
from goodword.changes.moves import SHOWN
from goodword.formats import json as json_format
from goodword.formats import markdown, table
from goodword.ledger import compute
from goodword.load import load
from goodword.model import shape
from goodword.reports.diff import Side, diff_report
from goodword.reports.report import Column, Report, Table
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from tests.hostile_program import program as hostile
from tests.ledger_history import STEPS, History
from tests.test_cases import DAY, folders
from tests.test_cases import laid as laid_case
from tests.test_hostile_texts import ACTS, TEXTS, taken
from tests.test_ledger_properties import told

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.ledger.ledger import Ledger
    from goodword.model.program import Program

MOST = 60_000
MODES = ("closed", "shared", "public")


def other_rules(program: Program, which: int) -> Program:
    """The program with some of its rules otherwise, as the bits of a number say."""
    rooms: dict[str, Any] = {}
    if which & 1 and program.tiers:
        versions = [
            shape.replace(
                each,
                tiers=tuple(
                    shape.replace(tier, standing_at_least=tier.standing_at_least * 2)
                    for tier in each.tiers
                ),
            )
            for each in program.tiers.versions
        ]
        rooms["tiers"] = shape.replace(program.tiers, versions=tuple(versions))
    if which & 2:
        points = [
            shape.replace(each, maturation_days=each.maturation_days + 5)
            for each in program.settings.points
        ]
        rooms["settings"] = shape.replace(program.settings, points=tuple(points))
    if which & 4:
        guide = program.missions["guide"]
        versions_ = [
            shape.replace(each, limits={"total": 1 + which // 64 % 3}, value=each.value + 7)
            for each in guide.points
        ]
        changed = shape.replace(guide, points=tuple(versions_))
        rooms["missions"] = {**program.missions, "guide": changed}
    if which & 8:
        book = shape.replace(program.rewards["book"], stock=program.rewards["book"].stock[:1])
        rooms["rewards"] = {**program.rewards, "book": book}
    if which & 16:
        rooms["influencers"] = {k: v for k, v in program.influencers.items() if k != "ben"}
    if which & 32:
        claims = list(program.claims.items())
        rooms["claims"] = dict(claims[: len(claims) // 2])
    return replace(program, **rooms)


def totals(ledger: Ledger) -> dict[str, int]:
    return {name: sum(getattr(each, name) for each in ledger.members.values()) for name in SHOWN}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS, share=st.integers(0, 100), which=st.integers(0, 255))
def test_moves_do_not_add_up(steps: list[tuple[int, str, int]], share: int, which: int) -> None:
    days = History(steps).days
    early, (day, late) = days[share * (len(days) - 1) // 100], days[-1]
    head = Snapshot(other_rules(late, which), day)
    base = Snapshot(early[1], day, like=head)
    found = changes(base, head)
    was, now = totals(compute(base.program, day)), totals(compute(head.program, day))
    moved = {each.id: each for each in found.moves}
    for name in SHOWN:
        gains = [getattr(e.after, name) - getattr(e.before, name) for e in found.moves]
        assert sum(gains) == now[name] - was[name]
        for each, gain in zip(found.moves, gains, strict=True):
            assert sum(getattr(cause, name) for cause in each.causes) == gain, (each.id, name)
        by_records = sum(
            getattr(cause, name) for each in found.moves for cause in each.causes if not cause.rule
        )
        of_rules = sum(
            getattr(touch, name)
            for rule in found.touched
            for touch in rule.people
            if touch.id in moved
        )
        assert of_rules + by_records == now[name] - was[name]
    assert [each.size for each in found.moves] == sorted(
        (each.size for each in found.moves), reverse=True
    )
    same = changes(head, Snapshot(head.program, day, like=head))
    assert not any(getattr(same, name) for name in same.__slots__)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS, share=st.integers(0, 100), which=st.integers(0, 255))
def test_a_ledger_like_another_differs_from_one_alone(
    steps: list[tuple[int, str, int]], share: int, which: int
) -> None:
    days = History(steps).days
    early, (day, late) = days[share * (len(days) - 1) // 100], days[-1]
    head = other_rules(late, which)
    # The same objects in both, as where unchanged files are read once.
    base = replace(
        early[1],
        influencers={k: late.influencers.get(k, v) for k, v in early[1].influencers.items()},
        claims={k: _same(late.claims.get(k), v) for k, v in early[1].claims.items()},
        redemptions={k: _same(late.redemptions.get(k), v) for k, v in early[1].redemptions.items()},
    )
    like = compute(head, day)
    assert told(compute(base, day, like=like)) == told(compute(base, day))


def _same(late: Any, early: Any) -> Any:
    return late if late == early else early


def side(files: Any, mode: str, name: str) -> Side:
    loaded = load(files, Schemas.load(schemas_directory()))
    program = loaded.program
    settings_ = shape.replace(program.settings, mode=mode)
    return Side(name, Snapshot(replace(program, settings=settings_), DAY), loaded.diagnostics)


def every(base: Side, head: Side) -> list[str]:
    report = diff_report(base, head, DAY)
    return [
        table.report(report, table.WHOLE),
        markdown.comment(report, MOST),
        json_format.report(report),
    ]


@pytest.mark.parametrize("mode", MODES)
def test_some_change_of_files_raises(mode: str) -> None:
    """From the base of all rules' cases to each of them, and back."""
    base = side(laid_case(None), mode, "base")
    for case in folders()[MODES.index(mode) :: len(MODES)]:
        head = side(laid_case(case), mode, "head")
        for texts in (every(base, head), every(head, base)):
            assert all(len(text) > 40 for text in texts), case
            assert len(texts[1]) <= MOST


@pytest.mark.parametrize("mode", MODES)
def test_a_text_that_breaks_other_programs_acts(mode: str, tmp_path: Path) -> None:
    texts = taken(TEXTS)
    for path, content in hostile(texts).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    head = side(DiskTree(tmp_path), mode, "@everyone <b>")
    base = side(laid_case(None), mode, "`x`")
    for one, other in ((base, head), (head, base)):
        plain, comment, _ = written = every(one, other)
        for text in written:
            found = ACTS.search(text)
            assert found is None, text[max(0, found.start() - 60) : found.end() + 60]
        assert len(comment) <= MOST
        own = re.sub(r"</?(details|summary)>", "", comment)
        assert not re.search(r"(?<!\\)<|@(?=\w)|(?<!\\)\]\(|://(?!\u2060)", own)
        assert len(plain) > 40


def wide(rows: int, cell: str) -> Report:
    columns = (Column("who"), Column("n", "number"))
    parts = tuple((f"{cell}{number}", number) for number in range(rows))
    return Report("x", (Table(columns, parts, "One"), Table(columns, parts[:3], "Two")), ("note",))


@pytest.mark.parametrize("cell", ["a", "*" * 90, "é" * 500, "|<>" * 300])
@pytest.mark.parametrize("rows", [0, 1, 5, 4_000])
@pytest.mark.parametrize("most", [2_000, 60_000])
def test_a_comment_is_too_long_or_cut_within_a_row(cell: str, rows: int, most: int) -> None:
    text = markdown.comment(wide(rows, cell), most)
    assert len(text) <= most
    body = text.partition("<summary>One")[2].partition("</details>")[0]
    kept = [line for line in body.split("\n") if line.startswith("| ")][1:]
    assert all(line.endswith(" |") for line in kept)
    more = re.search(r"^and (\d+) more$", body, re.MULTILINE)
    assert len(kept) + (int(more[1]) if more else 0) == rows
    assert text.count("<details>") == text.count("</details>") == 2
