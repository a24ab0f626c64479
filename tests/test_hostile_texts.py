"""Texts that break other programs, in every free field: nothing raises, nothing acts."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goodword.cli import main
from goodword.diagnostics import arrange
from goodword.formats import DIAGNOSTICS, REPORTS, table
from goodword.load import load
from goodword.reports.leaderboard import leaderboard_report
from goodword.reports.listing import KINDS, _things, listing
from goodword.reports.loops import loops_report
from goodword.reports.points import points_report
from goodword.reports.showing import showing
from goodword.resources import schemas_directory
from goodword.rules import judge
from goodword.snapshot import Snapshot
from goodword.source.characters import REFUSED
from goodword.source.places import Locator
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from tests.hostile_program import PROBE, filled, forms, path_of, program
from tests.test_schema_model import PATHS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from goodword.reports.report import Report
    from tests.conftest import Require

DAY = date(2026, 11, 15)
MOST = 8
"""Columns of a table that is folded for a window; one of more is written as for a pipe."""
ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
TEXTS = [
    "<script>alert(1)</script>", "'; DROP TABLE claims; --", "{{ 7 * 7 }}", "${jndi:ldap://x}",
    "::error file=x::y", "##[group]x", "%s%n%x", "[red]x[/red]", "[link=file:///etc]x[/link]",
    "=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "＝1+1", "\t=1", "|x|y|", "---", "...", "- a", "? b",
    "a: b", "# c", "&a", "*a", "!!str x", "| x", "%YAML 1.1", "`x`", "null", "~", "NO", "1e3",
    "0x1F", "2026-02-30", "../../etc/passwd", "\\", '"', "'", "\"'\"'", "a\nb", "\n\n", "a\\nb",
    "", " ", "ｆｕｌｌ ｗｉｄｔｈ", "Ｔ", "e\u0301" * 9, "ﷺ", "\u200b", "\u00a0", "\u00ad",
    "ß" * 300,
    "\U0001f3f3\ufe0f\u200d\U0001f308", "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "שלום", "مرحبا", "x\u200fy", "\u202egnp.exe", "\x1b[2J", "\x07", "\x00", "\ud800", "\ufeff",
    "\x85", "1" * 400, "x" * 9_000,
]  # fmt: skip


def snapshot_of(files: dict[str, bytes], folder: Path) -> tuple[Snapshot, Locator, DiskTree]:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    tree = DiskTree(folder)
    loaded = load(tree, Schemas.load(schemas_directory()))
    assert loaded.diagnostics == ()
    return Snapshot(loaded.program, DAY), Locator(tree), tree


def reports(snapshot: Snapshot) -> Iterator[Report]:
    """What the reading commands show: everything, at its fullest."""
    yield points_report(snapshot, (), None, explain=True)
    yield loops_report(snapshot, explain=True)
    yield leaderboard_report(snapshot)
    for kind in KINDS:
        yield listing(snapshot, kind)
        rows = listing(snapshot, kind).value["items"]
        if rows:
            yield listing(snapshot, kind, columns=fields(_things(snapshot, kind)[0]))
    for kind in sorted(PATHS.keys() - {"program"}):
        for number in range(3):
            yield showing(snapshot, path_of(kind, number))


def fields(thing: Any) -> list[str]:
    return [name.rstrip("_") for name in thing.__struct_fields__]


def shown(snapshot: Snapshot, locator: Locator) -> Iterator[str]:
    for report in reports(snapshot):
        # A table of many columns in a hundred letters is slow, and nobody asks for it.
        wide = len(report.tables[0].columns) > MOST
        for form, write in REPORTS.items():
            if wide and form == "table":
                yield table.report(report, table.WHOLE, line=locator.spot)
            else:
                yield write(report, line=locator.spot)
    found = arrange(judge(snapshot, locator.mark))
    assert found
    for format_ in DIAGNOSTICS.values():
        yield format_(found, locator.text)


def taken(texts: list[str]) -> list[str]:
    """The texts that files may hold."""
    return [each for each in texts if not REFUSED.search(each)]


def judge_all(texts: list[str], folder: Path) -> None:
    snapshot, locator, _ = snapshot_of(program(texts), folder)
    for written in shown(snapshot, locator):
        written.encode()
        found = ACTS.search(written)
        assert found is None, written[max(0, found.start() - 60) : found.end() + 60]


def test_a_free_field_is_not_filled() -> None:
    found = {(kind, way[-1]) for kind in PATHS for _, ways in forms(kind) for way in ways}
    for kind, names in {
        "profile": {"name", "bio", "pronouns", "reason", "source", "measure"},
        "mission": {"title", "summary", "instructions", "text"},
        "claim": {"summary", "helped", "title", "where", "reason", "text", "note"},
        "feedback": {"title", "summary", "verbatim", "rationale", "public", "what", "remaining"},
        "touchpoint": {"summary", "helped", "for", "disclosure", "ref", "reason", "message_id"},
        "event": {"title", "place", "notes"},
        "incident": {"title", "summary", "public"},
        "signal": {"summary", "about", "reason"},
        "reward": {"name", "summary"},
        "community": {"name"},
    }.items():
        assert {name for of, name in found if of == kind} >= names, kind
    text = filled("mission", 0, PROBE)
    assert text.count(PROBE) >= 4


def test_a_text_that_breaks_other_programs_acts_or_raises(tmp_path: Path) -> None:
    judge_all(taken(TEXTS), tmp_path)


def test_a_naughty_string_acts_or_raises(require: Require, tmp_path: Path) -> None:
    listed = json.loads((require("corpora") / "blns" / "blns.base64.json").read_bytes())
    texts = taken([base64.b64decode(each).decode("utf-8", "replace") for each in listed])
    assert len(texts) > 400
    for start in range(0, len(texts), 60):
        judge_all(texts[start : start + 60], tmp_path / str(start))


def test_a_text_that_no_file_may_hold_is_taken_or_acts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    refused = [each for each in TEXTS if REFUSED.search(each)]
    assert len(refused) > 5
    files = program([""])
    for number, text in enumerate(refused):
        profile = f"name: {json.dumps(text, ensure_ascii=False)}\n"
        files[path_of("profile", number)] = profile.encode("utf-8", "surrogatepass")
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    for form in DIAGNOSTICS:
        arguments = ("check", "influencers", "--format", form, "--as-of", str(DAY))
        assert main(("--root", str(tmp_path), *arguments)) == 1
        out = capsys.readouterr().out
        assert not ACTS.search(out)
        if form == "json":
            said = {each["path"] for each in json.loads(out) if each["rule"] == "yaml"}
            assert said == {path_of("profile", number) for number in range(len(refused))}


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1+1", "＝1+1", "|calc", "%0A=1"]


def cells(written: str) -> list[str]:
    return [cell for row in list(csv.reader(io.StringIO(written)))[1:] for cell in row]


@pytest.mark.parametrize("source", ["ours", "payloadbox"])
def test_a_formula_reaches_a_spreadsheet(source: str, require: Require, tmp_path: Path) -> None:
    payloads = FORMULAS
    if source == "payloadbox":
        path = require("corpora") / "payloadbox-csv" / "Intruder" / "csv-payload.txt"
        payloads = [each for each in path.read_text(encoding="utf-8").splitlines() if each.strip()]
    snapshot, _, _ = snapshot_of(program(payloads), tmp_path)
    names = cells(REPORTS["csv"](listing(snapshot, "influencers", columns=["name"])))
    assert len(names) == len(payloads)
    kept = {name.removeprefix("'") for name in names}
    assert kept == {payload[:60] if len(payload) > 60 else payload for payload in payloads}
    for report in reports(snapshot):
        for cell in cells(REPORTS["csv"](report)):
            plain = cell.lstrip(" ").translate(str.maketrans("＝＋－＠", "=+-@"))
            is_number = re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", cell) is not None
            assert is_number or not plain.startswith(("=", "+", "-", "@", "\t", "|", "%")), cell


def test_the_commands_raise_on_hostile_texts_or_print_what_acts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, content in program(taken(TEXTS)).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    for command in (
        ("check",),
        ("points", "--explain"),
        ("loops", "--explain"),
        ("leaderboard",),
        ("list", "missions"),
        ("list", "influencers", "--format", "csv", "--columns", "id,name,bio,pronouns"),
        ("show", "p3"),
        ("show", "m7", "--format", "json"),
    ):
        code = main(("--root", str(tmp_path), *command, "--as-of", str(DAY)))
        shown_ = capsys.readouterr()
        assert (code, shown_.err.count("\n")) == ((1, 1) if command == ("check",) else (0, 0))
        assert shown_.out.strip()
        assert not ACTS.search(shown_.out + shown_.err)
