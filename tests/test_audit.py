"""The perception audit: both shares, the gaps, and what may not be shown of a few people."""

from __future__ import annotations

from collections import Counter, defaultdict
from json import loads
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from goodword.cli import main
from goodword.diagnostics import Failure, Spot
from goodword.formats import json, table
from goodword.relation.audit import audit, points
from goodword.reports.asked import FEW, NOT
from goodword.reports.audit import audit_report
from goodword.reports.report import percent, plain
from tests.conftest import ROOT
from tests.relation_program import decided, example, item, person, snapshot, told

if TYPE_CHECKING:
    from tests.conftest import Golden

DAY = "2026-06-10"


def view(department: str, relationship: str = "working", on: str = "2026-06-01") -> dict[str, str]:
    said = {"department": department, "by": "maya", "recorded": on}
    return {**said, "relationship": relationship}


def answered(relationship: str, told_: str = "gave-none", **more: Any) -> dict[str, Any]:
    data = {"collected_by": "jon", "date": DAY, "relationship": relationship}
    return {**data, "told_what_became_of_feedback": told_, **more}


def audits(*people: tuple[list[dict[str, str]], dict[str, Any] | None]) -> dict[str, Any]:
    files: dict[str, Any] = {}
    for number, (brand, answer) in enumerate(people):
        name = f"p{number}"
        files |= person(name)
        data: dict[str, Any] = {"brand": brand}
        if answer is not None:
            data["answer"] = answer
        files[f"program/audits/2026-Q2/{name}.yml"] = data
    return files


@pytest.mark.parametrize("cycle", ["2025-Q2", "2026-Q2"])
def test_the_gap_of_the_example_is_not_what_its_answers_say(cycle: str) -> None:
    """The same counted by a few lines over the files, per department and overall."""
    rows = defaultdict(list)
    for path in sorted((ROOT / "program" / "audits" / cycle).glob("*.yml")):
        data: Any = yaml.safe_load(path.read_bytes())
        if "answer" not in data:
            continue
        theirs, wants = data["answer"]["relationship"], data["answer"].get("wants_one", False)
        ours = {each["department"]: each["relationship"] for each in data["brand"]}
        lonely = wants and theirs in {"none", "aware"}
        for department, said in ours.items():
            rows[department].append((said == "working", theirs == "working", lonely))
        rows[None].append(("working" in ours.values(), theirs == "working", lonely))
    overall, departments = audit(example()[0].program, cycle, example()[0].as_of)
    assert {gap.department for gap in departments} == set(rows) - {None}
    for gap in (overall, *departments):
        mine = rows[gap.department]
        assert gap.answered == len(mine) > 0
        assert gap.claimed == sum(brand for brand, _, _ in mine)
        assert gap.works == sum(person_ for _, person_, _ in mine)
        assert len(gap.over_claimed) == sum(brand and not they for brand, they, _ in mine)
        assert len(gap.without_contact) == sum(lonely for _, _, lonely in mine)
        exact = 1000 * (gap.claimed - gap.works) / gap.answered
        assert gap.gap_tenths is not None
        assert abs(gap.gap_tenths - exact) <= 0.5


def test_the_command_shows_other_figures_than_the_answers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Each department's shares by counting lines of YAML, without what the tool knows of them."""
    arguments = ["--root", str(ROOT), "audit", "--format", "json", "--as-of", "2026-11-15"]
    assert main(arguments) == 0
    said = loads(capsys.readouterr().out)
    folder = max((ROOT / "program" / "audits").iterdir())
    files: list[Any] = [yaml.safe_load(path.read_bytes()) for path in folder.glob("*.yml")]
    assert (said["cycle"], said["viewed"]) == (folder.name, len(files))
    answers = [each for each in files if "answer" in each]
    assert said["answered"] == len(answers) < len(files)
    views = [(view, each["answer"]) for each in answers for view in each["brand"]]
    shown = {each["department"]: each for each in said["departments"] if each["shown"]}
    counts = Counter(view["department"] for view, _ in views)
    assert {each["department"] for each in said["departments"]} == set(counts)
    many = {name for name, count in counts.items() if count >= 5}
    assert set(shown) == many - {"product"}, "all less social and product would be two people"
    assert len(shown) >= 2
    for name, figures in shown.items():
        mine = [(v["relationship"], a["relationship"]) for v, a in views if v["department"] == name]
        ours = sum(brand == "working" for brand, _ in mine)
        theirs = sum(person_ == "working" for _, person_ in mine)
        over = sum(brand == "working" != person_ for brand, person_ in mine)
        assert figures["answered"] == len(mine)
        assert figures["brand_working"] == pytest.approx(100 * ours / len(mine), abs=0.05)
        assert figures["influencer_working"] == pytest.approx(100 * theirs / len(mine), abs=0.05)
        assert figures["gap"] == pytest.approx(100 * (ours - theirs) / len(mine), abs=0.05)
        assert figures["over_claimed"] == (None if 0 < over < 5 else over)


def test_without_answers_it_says_nought() -> None:
    files = audits(([view("pr")], None), ([view("pr")], answered("working", date="2026-07-02")))
    report = audit_report(snapshot(files))
    assert report.value["overall"] is None
    assert report.tables[0].rows == ()
    assert report.notes[0] == (
        "nobody has answered the audit of 2026-Q2; departments gave a view of 2, "
        "so there is no gap to show"
    )
    assert "%" not in "".join(report.notes)
    assert "0.0" not in table.report(report)
    none = audit_report(snapshot({}))
    assert none.notes[0].startswith("nobody has answered the audit of 2026-Q2, ")


@pytest.mark.parametrize(
    ("ours", "theirs", "whole", "gap", "shown"),
    [
        (2, 1, 3, 333, "33.3"),
        (1, 2, 3, -333, "-33.3"),
        (5, 3, 16, 125, "12.5"),
        (1, 0, 16, 63, "6.3"),
        (0, 1, 16, -63, "-6.3"),
        (3, 3, 8, 0, "0.0"),
        (0, 0, 0, None, None),
    ],
)
def test_a_gap_is_rounded_otherwise(
    ours: int, theirs: int, whole: int, gap: int | None, shown: str | None
) -> None:
    assert points(ours, theirs, whole) == gap
    assert shown == (None if gap is None else str(percent(gap)))


def test_a_claim_of_any_department_is_not_the_brands() -> None:
    files = audits(([view("pr", "aware"), view("product")], answered("aware")))
    found = snapshot(files)
    overall, departments = audit(found.program, "2026-Q2", found.as_of)
    assert (overall.claimed, overall.works) == (1, 0)
    assert [(gap.department, gap.claimed) for gap in departments] == [("pr", 0), ("product", 1)]


def test_a_view_recorded_later_counts() -> None:
    files = audits(([view("pr", on="2026-07-01")], answered("aware")))
    overall, departments = audit(snapshot(files).program, "2026-Q2", snapshot(files).as_of)
    assert (overall.answered, overall.claimed, departments) == (1, 0, ())


def test_told_by_our_records_counts_what_was_told_after_they_answered() -> None:
    story = {
        **item("2026-05-04-slow", "p0", "p1", "p2", steps=(decided("2026-05-05"),)),
        **told("p0", "2026-05-04-slow", "decided", DAY),
        **told("p1", "2026-05-04-slow", "decided", "2026-06-11"),
        **told("p2", "2026-05-04-slow", "acknowledged", "2026-05-05"),
    }
    people = [([view("pr")], answered("working", said)) for said in ("no", "yes", "no")]
    files = {**audits(*people, ([view("pr")], answered("working"))), **story}
    overall, _ = audit(snapshot(files).program, "2026-Q2", snapshot(files).as_of)
    assert (len(overall.gave), overall.recorded_told, overall.say_told) == (3, 1, 1)
    assert overall.told_gap_tenths == 0


def people_of(counts: dict[str, int]) -> dict[str, Any]:
    return audits(
        *(
            ([view(name)], answered("aware", "no", wants_one=True))
            for name, count in counts.items()
            for _ in range(count)
        )
    )


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"pr": 4}, []),
        ({"pr": 5}, ["pr"]),
        ({"pr": 5, "product": 4}, []),  # the total would give product away
        ({"pr": 6, "product": 5, "social": 4}, ["pr"]),
        ({"pr": 5, "product": 3, "social": 4}, ["pr"]),
        ({"pr": 5, "product": 5}, ["pr", "product"]),
    ],
)
def test_a_figure_about_a_few_is_shown(counts: dict[str, int], shown: list[str]) -> None:
    report = audit_report(snapshot(people_of(counts)))
    departments = report.value["departments"]
    assert [each["department"] for each in departments if each["shown"]] == shown
    for each in departments:
        figures = {k: v for k, v in each.items() if k not in {"department", "shown", "named"}}
        assert each["shown"] or set(figures.values()) == {None}
    for row in report.tables[0].rows:
        if row[0] != "all" and row[0] not in shown:
            assert row[1] == NOT
            assert set(row[2:]) == {None}
    if sum(counts.values()) < 5:
        assert report.value["overall"]["gap"] is None
        assert report.value["answered"] is None


def test_somebody_is_named_who_did_not_agree() -> None:
    files = audits(
        ([view("pr")], answered("none", wants_one=True)),
        ([view("pr")], answered("none", wants_one=True, may_be_named=True)),
        ([view("pr", "aware")], answered("working", may_be_named=True)),
        *[([view("pr")], answered("working"))] * 5,
    )
    report = audit_report(snapshot(files))
    for text in (table.report(report), json.report(report)):
        assert "p1" in text
        for name in ("p0", "p2", "p3"):
            assert name not in text
    assert report.value["overall"]["over_claimed"] is None
    assert report.tables[0].rows[-1][5] == FEW
    assert [each["what"] for each in report.value["overall"]["named"]] == [
        "the brand says working; says none",
        "would like contact and has none; says none",
    ]


def test_another_cycle_is_shown_than_the_newest() -> None:
    files = audits(([view("pr")], answered("working")))
    assert audit_report(snapshot(files, "2027-01-01")).value["cycle"] == "2026-Q2"
    assert audit_report(snapshot(files, "2026-05-31")).value["answered"] == 0
    found = audit_report(snapshot(files), "2026-Q1")
    assert found.notes[1] == "there are audits of 2026-Q2"
    with pytest.raises(Failure):
        audit_report(snapshot(files), "2026-H1")


def test_the_example_reads_otherwise(golden: Golden) -> None:
    found, locator = example()
    shown = [audit_report(found, cycle) for cycle in ("2025-Q2", None)]
    texts = (table.report(each, 200, line=locator.spot) for each in shown)
    golden("reports/audit.txt", "\n".join(texts))


def test_a_view_in_knowledge_of_the_answer_counts() -> None:
    late, same = view("pr", on="2026-06-11"), view("product", "aware", on=DAY)
    people = [([late, same], answered("working", date=DAY)) for _ in range(5)]
    files = audits(*people, ([view("pr", on="2026-06-12")], None))
    before, after = snapshot(files, DAY), snapshot(files, "2026-06-11")
    for each in (before, after):
        overall, departments = audit(each.program, "2026-Q2", each.as_of)
        assert (overall.answered, overall.claimed) == (5, 0)
        assert [gap.department for gap in departments] == ["product"]
    assert audit_report(before).value["late_views"] == []
    named = audit_report(after)
    assert plain(named.value["late_views"], lambda place: Spot(place.path, 7)) == [
        {"department": "pr", "where": f"program/audits/2026-Q2/p{n}.yml:7"} for n in range(5)
    ]
    note = "the view of pr in program/audits/2026-Q2/p0.yml:7 was recorded after the answer"
    assert [note in each for each in named.sentences(lambda place: Spot(place.path, 7))].count(
        True
    ) == 1
