"""The program's own questions in an audit, against a slow reading of the design, and attacks."""

from __future__ import annotations

import random
import re
import shutil
from collections import Counter
from fractions import Fraction
from itertools import product
from json import dumps
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from goodword.audience.gate import audience_view
from goodword.cli import main
from goodword.erasing.own import record
from goodword.formats import json, table
from goodword.load import load
from goodword.model.paths import FOLDERS
from goodword.portal.page import Desk, Reader
from goodword.portal.pages import PAGES
from goodword.relation.few import few
from goodword.relation.together import shown_together
from goodword.reports.asked import NOT
from goodword.reports.audit import audit_report
from goodword.reports.desk import desk_figures
from goodword.reports.record import record_report
from goodword.reports.report import nowhere, plain
from goodword.reports.results import results_report
from goodword.resources import schemas_directory
from goodword.rules import BY_NAME
from goodword.snapshot import Snapshot
from goodword.source.places import Locator
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from goodword.texts import Texts
from tests.conftest import ROOT
from tests.erased_world import put
from tests.guard_history import commit, git
from tests.relation_program import TODAY, person, snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from goodword.reports.report import Report
    from tests.conftest import Golden

DAY, SEEN, LATER = "2026-06-10", "2026-06-01", "2026-07-01"
CHOICES = [{"id": "mail", "text": "By mail"}, {"id": "call", "text": "By phone"}]
OLD: list[dict[str, Any]] = [
    {"id": "first", "text": "Do we ask first?", "kind": "yes-no"},
    {"id": "known", "text": "Do we know your work?", "kind": "scale"},
    {"id": "how", "text": "How?", "kind": "choice", "choices": CHOICES},
    {"id": "alone", "text": "Would you stay?", "kind": "yes-no", "ask": "influencer-only"},
    {"id": "words", "text": "What else?", "kind": "text", "ask": "influencer-only"},
]
NEW = [{**OLD[0], "text": "Do we listen?"}, *OLD[1:]]
VERSIONS = {"2026-01-01": OLD, "2026-05-15": NEW}
ASKED: dict[str, Any] = {
    "program/audit.yml": {
        "versions": [{"from": day, "questions": each} for day, each in VERSIONS.items()]
    }
}
QUESTIONS = {
    "program/program.yml": """\
name: Acme
timezone: Europe/Berlin
started: "2025-01-01"
staff:
  - {id: maya, name: Maya, department: pr}
  - {id: jon, name: Jon, department: product}
  - {id: sun, name: Sun}
""",
    "program/departments.yml": """\
departments:
  - {id: pr, name: PR, lead: maya, measure: Words}
  - {id: product, name: Product, lead: jon, measure: Problems}
categories: [{id: rider, name: Riders, department: pr, measure: Rides}]
""",
    "program/audit.yml": f"versions: {dumps(ASKED['program/audit.yml']['versions'])}\n",
    **{
        f"influencers/{who}/profile.yml": (
            f"name: {who}\nstage: member\nsince: '2025-01-05'\ncategory: rider\nowner: maya\n"
        )
        for who in ("ana", "ben")
    },
}
KEYS = {"yes-no": "yes_no", "scale": "scale", "choice": "choice", "text": "text"}
SAID: dict[str, Sequence[Any]] = {
    "yes-no": (True, False),
    "scale": (1, 2, 3, 4, 5),
    "choice": ("mail", "call"),
    "text": ("Nothing.",),
}


def view(department: str, version: str = "2026-01-01", on: str = SEEN, **said: Any) -> Any:
    entry = {"department": department, "by": "maya", "recorded": on, "relationship": "aware"}
    return entry | answered(version, said)


def answered(version: str, said: Mapping[str, Any]) -> dict[str, Any]:
    kinds = {each["id"]: each["kind"] for each in OLD}
    entries = [{"question": name, KEYS[kinds[name]]: each} for name, each in said.items()]
    return {"version": version, "said": entries} if entries else {}


def answer(version: str = "2026-01-01", on: str = DAY, **said: Any) -> dict[str, Any]:
    named = {"may_be_named": said.pop("may_be_named", False)}
    entry = {"collected_by": "nobody", "date": on, "relationship": "aware", **named}
    return entry | answered(version, said)


def program(*people: tuple[list[Any], dict[str, Any] | None]) -> dict[str, Any]:
    files: dict[str, Any] = dict(ASKED)
    for number, (brand, said) in enumerate(people):
        files |= person(f"p{number}")
        files[f"program/audits/2026-Q2/p{number}.yml"] = {
            "brand": brand,
            **({"answer": said} if said else {}),
        }
    return files


def report(files: dict[str, Any], day: str = "2026-06-30") -> Report:
    return audit_report(snapshot(files, day))


def findings(on: Snapshot) -> list[str]:
    return [each.message for each in BY_NAME["audit-question"].check(on)]


def drawn(rng: random.Random) -> dict[str, Any]:
    """Some people and departments, with answers to two versions, and some out of order."""
    departments = ["pr", "product", "social", "support"][: rng.randint(1, 4)]
    people: list[tuple[list[Any], dict[str, Any] | None]] = []
    for _ in range(rng.randint(0, 24)):
        version = rng.choice([*VERSIONS, "2026-01-01"])

        def said(share: float, only: str) -> dict[str, Any]:
            return {
                each["id"]: rng.choice(SAID[each["kind"]])
                for each in OLD
                if rng.random() < share and (only or each.get("ask") is None)
            }

        views = [
            view(
                each,
                rng.choice([version, version, *VERSIONS]),
                rng.choice([SEEN, SEEN, DAY, "2026-06-11"]),
                **said(0.9, ""),
            )
            for each in departments
            if rng.random() < 0.7
        ]
        day = rng.choice([DAY, DAY, "2026-07-01"])
        people.append(
            (views, answer(version, day, **said(0.8, "all")) if rng.random() < 0.9 else None)
        )
    return program(*people)


def rounded(value: Fraction) -> float:
    """To one decimal, half away from 0."""
    whole = int(abs(value) * 10 + Fraction(1, 2))
    return (whole if value >= 0 else -whole) / 10


def slowly(files: dict[str, Any], day: str) -> dict[tuple[str, str, str | None, str | None], Any]:
    """By question's id and text, choice and department: who counts, ours, theirs and the gap."""
    found: dict[tuple[str, str, str | None, str | None], dict[str, tuple[Fraction, Fraction]]] = {}
    for path, file in files.items():
        if "/audits/" not in path or "answer" not in file or file["answer"]["date"] > day:
            continue
        said = file["answer"]
        for question in VERSIONS.get(said.get("version", ""), []):
            key = KEYS[question["kind"]]
            mine = [each[key] for each in said["said"] if each["question"] == question["id"]]
            if not mine or question["kind"] == "text":
                continue
            before = [each for each in file["brand"] if each["recorded"] <= said["date"]]
            ours = {
                each["department"]: entry[key]
                for each in before
                if question in VERSIONS.get(each.get("version", ""), [])
                for entry in each["said"]
                if entry["question"] == question["id"]
            }
            alone = question.get("ask") == "influencer-only"
            departments = {each["department"] for each in before} if alone else set(ours)
            if not alone and not ours:
                continue
            for choice in [x["id"] for x in question.get("choices", [])] or [None]:

                def counted(value: Any, choice: str | None = choice) -> Fraction:
                    return Fraction(value == choice if choice else int(value))

                for department in (None, *departments):
                    rows = [ours[x] for x in ours if department in {None, x}]
                    best = max(map(counted, rows), default=Fraction(0))
                    at = (question["id"], question["text"], choice, department)
                    found.setdefault(at, {})[path] = (best, counted(mine[0]))
    return found


def shown_of(parts: dict[str, set[str]], whole: set[str]) -> set[str]:
    """The largest first, as long as no sum of multiples is about fewer than five people."""
    shown: list[str] = []
    if len(whole) < 5:
        return set()
    for part in sorted(sorted(parts), key=lambda each: -len(parts[each])):
        groups = [whole, *(parts[x] for x in shown), parts[part]]
        if len(parts[part]) >= 5 and safe(groups):
            shown.append(part)
    return set(shown)


def safe(groups: list[set[str]]) -> bool:
    everybody = sorted(groups[0])
    sorts = Counter(tuple(person in group for group in groups) for person in everybody)
    for weights in product(range(-3, 4), repeat=len(groups)):
        sums = {x: sum(w for w, there in zip(weights, x, strict=True) if there) for x in sorts}
        people = sum(count for x, count in sorts.items() if sums[x])
        if 0 < people < 5:
            return False
    return True


@pytest.mark.parametrize("seed", range(300))
def test_a_gap_is_another_than_a_slow_reading_of_the_design_finds(seed: int) -> None:
    files = drawn(random.Random(seed))  # noqa: S311 - a made-up program
    found = slowly(files, "2026-06-30")
    said = audit_report(snapshot(files, "2026-06-30")).value["questions"]
    rows = {
        (q["id"], q["text"]["en"], row["choice"], row["department"]): (q, row)
        for q in said
        for row in q["figures"]
        if row["department"] is not None or row["answered"] is not None or found
    }
    assert {key for key in found if found[key]} <= rows.keys()
    for key, (question, row) in rows.items():
        people = found.get(key, {})
        id_, text, choice, department = key
        whole = set(found.get((id_, text, choice, None), {}))
        parts = {d: set(x) for (*of, d), x in found.items() if d and of == [id_, text, choice]}
        shown = shown_of(parts, whole) if department else {None} if len(whole) >= 5 else set()
        assert row["shown"] is (department in shown), key
        if not row["shown"]:
            assert {row[x] for x in ("answered", "brand", "influencer", "gap")} == {None}
            continue
        assert row["answered"] == len(people)
        times = 1 if question["kind"] == "scale" else 100
        ours, theirs = (sum(x[at] for x in people.values()) / len(people) * times for at in (0, 1))
        alone = question["ask"] == "influencer-only"
        assert row["influencer"] == rounded(theirs)
        assert row["brand"] == (None if alone else rounded(ours))
        assert row["gap"] == (None if alone else rounded(ours - theirs))


@pytest.mark.parametrize("seed", range(200))
def test_what_is_shown_together_tells_of_fewer_than_five(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - made-up groups
    whole = {f"p{n}" for n in range(rng.randint(0, 30))}
    parts = {
        name: {each for each in sorted(whole) if rng.random() < share}
        for name in ("a", "b", "c")
        for share in (rng.choice([0.2, 0.5, 0.9]),)
    }
    assert shown_together(whole, parts) == shown_of(parts, whole)


def test_many_departments_take_long_or_tell_of_a_few() -> None:
    rng = random.Random(1)  # noqa: S311 - made-up groups
    whole = {f"p{n}" for n in range(400)}
    parts = {f"d{n}": {each for each in sorted(whole) if rng.random() < 0.3} for n in range(40)}
    shown = shown_together(whole, parts)
    assert 1 <= len(shown) < 40
    sorts = Counter(tuple(each in parts[x] for x in sorted(shown)) for each in whole)
    assert not any(few(len(parts[each])) for each in shown)
    assert len(sorts) > 1


def test_a_department_of_a_few_follows_from_the_others() -> None:
    """By difference from the whole, and by what two departments have in common."""
    pr, both = [view("pr", first=True)], [view("pr", first=True), view("product", first=False)]
    product_ = [view("product", first=True)]
    said = answer(first=False)
    left = report(program(*[(pr, said)] * 9, *[(product_, said)] * 4))
    common = report(program(*[(pr, said)] * 7, *[(product_, said)] * 6, *[(both, said)] * 2))
    apart = report(program(*[(pr, said)] * 7, *[(product_, said)] * 6))
    shown = [
        {x["department"] for x in each.value["questions"][0]["figures"] if x["shown"]}
        for each in (left, common, apart)
    ]
    assert shown == [{None}, {"pr", None}, {"pr", "product", None}]
    assert [row[3:] for row in left.tables[-1].rows if row[0] == "first"][:2] == [
        (NOT, None, None, None),
        (NOT, None, None, None),
    ]


def test_an_answer_from_before_the_view_counts() -> None:
    late = program(*[([view("pr", on="2026-06-11", first=True)], answer(first=False))] * 6)
    assert findings(snapshot(late)) == ['no department had answered "first" before they did'] * 6
    assert report(late).value["questions"][0]["figures"] == [
        {
            "question": "first",
            "choice": None,
            "department": None,
            "shown": False,
            **dict.fromkeys(("answered", "brand", "influencer", "gap")),
        }
    ]


def test_an_old_answer_is_read_by_a_new_version() -> None:
    """A department answered other words than the person: neither speaks to the other."""
    mixed = program(*[([view("pr", first=True)], answer("2026-05-15", first=False))] * 6)
    same = program(*[([view("pr", known=5)], answer("2026-05-15", known=2))] * 6)
    assert findings(snapshot(mixed)) == ['no department had answered "first" before they did'] * 6
    assert not findings(snapshot(same))
    known = [each for each in report(same).value["questions"] if each["id"] == "known"]
    assert [each["figures"][-1]["gap"] for each in known] == [3.0]
    gaps = [x["gap"] for each in report(mixed).value["questions"] for x in each["figures"]]
    assert set(gaps) == {None}


def test_words_are_shown_of_who_did_not_agree_or_in_the_report() -> None:
    hidden, open_ = "Say nothing of this.", "Say this."
    files = program(
        *[([view("pr", first=True)], answer(first=True, words=hidden))] * 6,
        ([view("pr", first=True)], answer(first=True, words=open_, may_be_named=True)),
    )
    on = snapshot(files)
    full, bare = audit_report(on), audit_report(on, words=False)
    for made in (table.report(full), json.report(full)):
        assert open_ in made
        assert hidden not in made
    for made in (table.report(bare), json.report(bare)):
        assert open_ not in made


def test_a_person_cannot_read_what_they_said_or_reads_what_we_did() -> None:
    files = program(
        ([view("pr", first=True)], answer(first=False, known=4, how="call", words="No."))
    )
    value = plain(record_report(snapshot(files), "p0").value)
    assert [(x["question"], x["answer"], x["choice"]) for x in value["asked"]] == [
        ({"en": "Do we ask first?"}, "no", {}),
        ({"en": "Do we know your work?"}, "4", {}),
        ({"en": "How?"}, "call", {"en": "By phone"}),
        ({"en": "What else?"}, "No.", {}),
    ]
    kept = {each["pointer"]: each["value"] for each in value["kept"]}
    assert kept["/brand"] is None
    assert kept["/answer/said/3/text"] == "No."
    assert not [each for each in kept if each.startswith("/brand/")]


def test_a_program_that_asks_nothing_of_its_own_says_other_bytes_than_before(
    tmp_path: Path, golden: Golden
) -> None:
    """The example without its questions, as it was shown before there were any."""
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "program/audit.yml").unlink()
    said = re.compile(r"^ +version: .*\n +said:\n(?: {4,}.*\n)*", re.MULTILINE)
    for path in (tmp_path / "program/audits").rglob("*.yml"):
        text = said.sub("", path.read_text("utf-8"))
        assert "said:" not in text
        path.write_text(text, "utf-8")
    tree = DiskTree(tmp_path)
    on = Snapshot(load(tree, Schemas.load(schemas_directory())).program, TODAY)
    shown = [audit_report(on, cycle) for cycle in ("2025-Q2", None)]
    locator = Locator(tree)
    texts = (table.report(each, 200, line=locator.spot) for each in shown)
    golden("reports/audit-alone.txt", "\n".join(texts))
    assert "questions" not in shown[1].value
    assert "questions" not in results_report(on).value["relationship"]
    assert "questions" not in desk_figures(on, (), nowhere)["audit"]
    assert "asked" not in record_report(on, "kwabena-owusu").value


def test_the_page_of_staff_shows_a_few_or_words() -> None:
    said = "Say this."
    files = program(
        *[([view("pr", known=5, how="mail")], answer(known=2, how="call"))] * 5,
        ([view("product", known=1)], answer(known=1, words=said, may_be_named=True)),
        *[([view("pr", known=5)], answer(words=said, may_be_named=True))] * 6,
    )
    on = snapshot(files)
    reader = Reader(Texts("en"), str, Desk(**desk_figures(on, (), nowhere)))
    (page,) = PAGES["staff_audit"](audience_view(on, "staff", on.as_of, ()), reader)
    assert page.whole is not None
    sheet: Any = page.whole().values["sheet"]
    rows = [[cell.text for cell in row] for each in sheet.tables for row in each.rows]
    assert not [row for row in rows if said in row]
    assert [row for row in rows if row[0] == "Do we know your work?"] == [
        ["Do we know your work?", "Mean, 1 to 5", "The whole brand", "6", "4.3", "1.8", "+2.5"],
        ["Do we know your work?", "Mean, 1 to 5", "pr", "not shown", "", "", ""],
        ["Do we know your work?", "Mean, 1 to 5", "product", "not shown", "", "", ""],
    ]
    assert [row[1:] for row in rows if row[0] == "How?"] == [
        ["By mail", "The whole brand", "5", "100%", "0%", "+100.0"],
        ["By mail", "pr", "5", "100%", "0%", "+100.0"],
        ["By phone", "The whole brand", "5", "0%", "100%", "-100.0"],
        ["By phone", "pr", "5", "0%", "100%", "-100.0"],
    ]


def test_words_stay_when_a_person_is_erased() -> None:
    text = "My neighbour Ana knows."
    data: dict[str, Any] = {
        "brand": [view("pr", first=True)],
        "answer": answer(first=False, known=3, how="call", words=text),
    }
    data["brand"][0]["said"].append({"question": "words", "text": text})
    left = record("audit", data, str, str, {})
    assert text not in str(left)
    assert left["answer"]["said"] == [
        {"question": "first", "yes_no": False},
        {"question": "known", "scale": 3},
        {"question": "how", "choice": "call"},
        {"question": "words"},
    ]


@pytest.mark.parametrize(
    ("said", "day", "why"),
    [
        ("first", DAY, '--said is "first", expected such as first=…'),
        (
            *("frist=yes", DAY),
            """the version from 2026-05-15 has no question "frist", did you mean "first"? [action]
  = it is the one that is asked on 2026-06-10""",
        ),
        ("../../x=yes", DAY, 'has no question "../../x"'),
        ("<b>=yes", DAY, 'has no question "<b>"'),
        ("first=perhaps", DAY, '"first" is answered by yes or no, not by "perhaps"'),
        ("known=6", DAY, '"known" is answered by a number from 1 to 5, not by "6"'),
        ("known=³", DAY, '"known" is answered by a number from 1 to 5, not by "³"'),
        ("first=yes", "2025-12-31", "nothing of the program's own is asked on 2025-12-31"),
    ],
)
def test_an_answer_that_is_none_is_written(
    said: str, day: str, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, QUESTIONS)
    asked = ("audit", "view", "ana", "--department", "pr", "--relationship", "aware")
    arguments = [*asked, "--said", said, "--by", "maya", "--as-of", day, "--write"]
    assert main(["--root", str(tmp_path), *arguments]) == 1
    assert why in capsys.readouterr().out
    assert not (tmp_path / "program/audits").exists()


def test_who_answers_later_answers_another_version_than_who_began(tmp_path: Path) -> None:
    put(tmp_path, QUESTIONS)
    for words in (
        "view ana --department pr --said first=yes --by maya --as-of 2026-05-10",
        "view ana --department product --said known=4 --by jon --as-of 2026-06-10",
        "answer ana --said known=2 --by sun --as-of 2026-06-12",
        "view ben --department pr --said first=no --by maya --as-of 2026-06-10",
    ):
        arguments = ["audit", *words.split(), "--relationship", "aware", "--cycle", "2026-Q2"]
        assert main(["--root", str(tmp_path), *arguments, "--write"]) == 0
    read = [(tmp_path / f"program/audits/2026-Q2/{who}.yml").read_text() for who in ("ana", "ben")]
    assert [re.findall(r'version: "(.*)"', each) for each in read] == [
        ["2026-01-01"] * 3,
        ["2026-05-15"],
    ]


def test_a_question_changes_what_was_asked_before(tmp_path: Path) -> None:
    put(tmp_path, QUESTIONS)
    (tmp_path / "program/audit.yml").unlink()
    for words in (
        ["Do we ask?", "--kind", "yes-no"],
        ["Why?", "--kind", "text", "--ask", "influencer-only"],
        ["How?", "--kind", "choice", "--choice", "Mail", "--choice", "Talk", "--starts", LATER],
        ["Do we ask?", "--kind", "yes-no", "--starts", LATER],
    ):
        asked = ["new", "question", "--as-of", "2026-05-10", "--text", *words]
        assert main(["--root", str(tmp_path), *asked, "--write"]) == 0
    said = yaml.safe_load((tmp_path / "program/audit.yml").read_text("utf-8"))["versions"]
    ask = {"id": "do-we-ask", "text": "Do we ask?", "kind": "yes-no"}
    why = {"id": "why", "text": "Why?", "kind": "text", "ask": "influencer-only"}
    choices = [{"id": "mail", "text": "Mail"}, {"id": "talk", "text": "Talk"}]
    how = {"id": "how", "text": "How?", "kind": "choice", "choices": choices}
    assert said == [
        {"from": "2026-05-10", "questions": [ask, why]},
        {"from": LATER, "questions": [ask, why, how, {**ask, "id": "do-we-ask-2"}]},
    ]
    assert main(["--root", str(tmp_path), "check", "--as-of", "2026-05-10"]) == 0


def test_a_version_that_is_committed_grows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, QUESTIONS)
    (tmp_path / "program/audit.yml").unlink()

    def pose(text: str, *more: str) -> int:
        asked = ["new", "question", "--as-of", "2026-05-10", "--kind", "yes-no", "--text", text]
        return main(["--root", str(tmp_path), *asked, *more, "--write"])

    def versions() -> dict[str, list[str]]:
        said = yaml.safe_load((tmp_path / "program/audit.yml").read_text("utf-8"))["versions"]
        return {each["from"]: [one["id"] for one in each["questions"]] for each in said}

    assert (pose("One?"), pose("Two?")) == (0, 0)
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    capsys.readouterr()
    assert pose("Three?") == 0
    assert "in a commit and stays as it is: this is asked from 2026-05-11 on" in (
        capsys.readouterr().out
    )
    assert pose("Four?") == 0
    assert pose("Five?", "--starts", "2026-05-10") == 1
    said = capsys.readouterr().out
    assert "the version from 2026-05-10 is in a commit and stays as it is" in said
    assert "= --starts 2026-05-11" in said
    assert versions() == {
        "2026-05-10": ["one", "two"],
        "2026-05-11": ["one", "two", "three", "four"],
    }
    assert main(["--root", str(tmp_path), "check", "--as-of", "2026-05-10"]) == 0


def test_a_version_that_was_answered_grows(tmp_path: Path) -> None:
    put(tmp_path, QUESTIONS)
    view_ = "audit view ana --department pr --relationship aware --said first=yes --by maya"
    pose = ["new", "question", "--kind", "yes-no", "--text", "Would you stay on?"]
    for arguments in (view_.split(), pose):
        on = ["--as-of", "2026-05-15", "--write"]
        assert main(["--root", str(tmp_path), *arguments, *on]) == 0
    said = yaml.safe_load((tmp_path / "program/audit.yml").read_text("utf-8"))["versions"]
    assert [(each["from"], len(each["questions"])) for each in said] == [
        ("2026-01-01", 5),
        ("2026-05-15", 5),
        ("2026-05-16", 6),
    ]


def test_nobody_learns_why_an_older_version_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = {"id": "in-time", "text": "In time?", "kind": "yes-no"}
    versions = [
        {"from": "2026-01-01", "questions": OLD},
        {"from": "2026-05-15", "questions": [*OLD, new]},
    ]
    codes: list[int] = []
    put(tmp_path, {**QUESTIONS, "program/audit.yml": f"versions: {dumps(versions)}\n"})
    for words, on in (
        ("view ana --department pr --said first=yes --by maya", "2026-05-10"),
        ("view ana --department product --said in-time=yes --by jon", "2026-06-10"),
    ):
        asked = ["audit", *words.split(), "--relationship", "aware", "--cycle", "2026-Q2"]
        codes.append(main(["--root", str(tmp_path), *asked, "--as-of", on, "--write"]))
    assert codes == [0, 1]
    said = capsys.readouterr().out
    assert 'the version from 2026-01-01 has no question "in-time"' in said
    assert "it is the one with which this audit began: both sides answer the same" in said
