"""What comes in twice is there once; of a table's rows those that are refused stop no other one."""

from __future__ import annotations

import io
import json
import string
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from goodword.cli import main
from goodword.intake.sheet import address_hash
from tests.intake_program import (
    ADDRESS,
    DAY,
    FILES,
    KEY,
    SERVER,
    body,
    eml,
    event,
    lay,
    signature,
    written,
)
from tests.test_claim_commands import everything

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = "https://example.org/guide"
LATER = "2026-12-05"
FORMS = {
    "claim": {"mission": "write-a-guide", "evidence": GUIDE},
    "feedback": {"title": "Slow export", "said": "It takes an hour."},
    "reward": {"reward": "hoodie"},
    "profile": {"bio": "Writes guides.", "recognition": "public"},
    "join": {"name": "Ana Lopes"},
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GOODWORD_INTAKE_KEY", KEY)
    known = address_hash(ADDRESS, KEY)
    return lay(tmp_path / "p", {k: v.replace("7e1b7a5f3c", known) for k, v in FILES.items()})


def intake(root: Path, *asked: str, day: str = DAY) -> int:
    return main(["--root", str(root), "intake", *asked, "--write", "--as-of", day])


def mailed(root: Path, file: Path, data: bytes, day: str = DAY) -> int:
    file.write_bytes(data)
    return intake(root, "--eml", str(file), "--server", SERVER, day=day)


def change(root: Path) -> None:
    """What a person changes of their profile themselves, after a form changed it."""
    file = root / "influencers/ana/profile.yml"
    text = file.read_text(encoding="utf-8").replace("Writes guides.", "Writes no more.")
    file.write_text(text.replace("recognition: public", "recognition: nobody"), encoding="utf-8")


def _other_letters(line: str) -> str:
    """The signature with other bits at its end, where none of them count."""
    assert line.endswith("==")
    letters = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"
    return f"{line[:-3]}{letters[letters.index(line[-3]) ^ 1]}=="


@pytest.mark.parametrize("form", [each for each in FORMS if each != "join"])
@pytest.mark.parametrize(
    "again", ["the same", "another name", "another signature", "folded", "other letters"]
)
def test_a_mail_that_comes_in_twice_is_taken_in_twice(
    form: str, again: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = body(form, **FORMS[form])
    mine = signature("lopes.example", "mine")
    later = {"Received": "from b by mx.acme.example; Sat, 5 Dec 2026 09:10:11 +0100"}
    more: dict[str, dict[str, str]] = {
        "the same": {},
        "another name": {"Message-ID": "<2@lopes.example>"},
        "another signature": {"DKIM-Signature": signature("lopes.example", "other")},
        "other letters": {  # which stand for the same bytes
            "Message-ID": "<5@lopes.example>",
            "DKIM-Signature": _other_letters(mine),
        },
        "folded": {
            "Message-ID": "<3@lopes.example>",
            "DKIM-Signature": mine.replace("b=", "b=\n\t").replace("\n ", ""),
        },
    }
    file = tmp_path / "a.eml"
    first = eml(text, **{"DKIM-Signature": mine})
    assert mailed(root, file, first) == 0, capsys.readouterr()
    change(root)
    there = everything(root)
    sent = {"DKIM-Signature": mine, **later, **more[again]}
    assert mailed(root, file, eml(text, **sent), LATER) == 0, capsys.readouterr()
    assert "is there as " in capsys.readouterr().out
    assert everything(root) == there


def test_another_mail_is_taken_for_one_that_was_there(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.eml"
    text = body("feedback", **FORMS["feedback"])
    assert mailed(root, file, eml(text)) == 0
    other = {"DKIM-Signature": signature("lopes.example", "b"), "Message-ID": "<4@lopes.example>"}
    assert mailed(root, file, eml(text, **other)) == 0
    assert "program/feedback/2026-11-28-slow-export-2.yml" in everything(root), capsys.readouterr()


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ({"DKIM-Signature": ""}, "lacks the signature line"),
        ({"DKIM-Signature": signature("evil.example", "a")}, "lacks the signature line"),
        ({"DKIM-Signature": "v=1; d=lopes.example; b=AAAA"}, "lacks the signature line"),
        ({"DKIM-Signature": signature("lopes.example", "a", " l=120;")}, "leaves a part"),
        (
            {
                "DKIM-Signature": "\nDKIM-Signature: ".join(
                    signature("lopes.example", str(each)) for each in range(5)
                )
            },
            "has 5 signatures",
        ),
        ({"Content-Type": "text/plain; charset=utf-7"}, 'charset "utf-7"'),
        ({"Content-Type": "text/plain; charset=unicode_escape"}, "charset"),
        ({"From": f"{'(' * 30_000} <{ADDRESS}>"}, "not written as mails are"),
        ({"From": f"{'a@b.example,' * 300} {ADDRESS}"}, "not written as mails are"),
        ({"Content-Type": "text/plain" + "; a=b" * 1_000}, "not written as mails are"),
        ({"X-A": " boundary" * 60}, "not written as mails are"),
    ],
)
def test_a_signature_that_covers_less_than_the_mail_is_enough(
    line: dict[str, str],
    why: str,
    root: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = everything(root)
    assert mailed(root, tmp_path / "a.eml", eml(body("claim", **FORMS["claim"]), **line)) == 1
    assert why in capsys.readouterr().out
    assert everything(root) == before


def test_a_mail_whose_program_wraps_lines_is_no_form(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = body("feedback", title="Slow export", said="It takes \nan hour.\n Always.")
    sent = eml(f"{text}-- \nAna", **{"Content-Type": "text/plain; charset=utf-8; format=flowed"})
    assert mailed(root, tmp_path / "a.eml", sent) == 0, capsys.readouterr()
    made = everything(root)["program/feedback/2026-11-28-slow-export.yml"].decode()
    assert "It takes an hour." in made
    assert "      Always." in made


@pytest.mark.parametrize("form", [each for each in FORMS if each != "join"])
def test_an_event_that_is_delivered_twice_is_taken_in_twice(
    form: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "event.json"
    file.write_bytes(written(event(body(form, **FORMS[form]), form)))
    assert intake(root, str(file)) == 0, capsys.readouterr()
    change(root)
    there = everything(root)
    assert intake(root, str(file), day=LATER) == 0, capsys.readouterr()
    assert everything(root) == there


MAP = """\
form: {form}
account: {{platform: mail, column: Who}}
received: When
columns: {{{columns}}}
"""


def table(root: Path, tmp_path: Path, form: str, rows: list[dict[str, str]], **more: str) -> int:
    """Take in a table whose columns are called as the fields."""
    day = more.pop("day", DAY)
    fields = sorted({each for row in rows for each in row} - {"When", "Who", "Id"})
    names = MAP.format(form=form, columns=", ".join(f"{each}: {each}" for each in fields))
    names += "".join(f"{key}: {each}\n" for key, each in more.items())
    (tmp_path / "map.yml").write_text(names, encoding="utf-8")
    heads = sorted({each for row in rows for each in row})
    text = "\n".join([",".join(heads), *(",".join(r.get(h, "") for h in heads) for r in rows)])
    (tmp_path / "rows.csv").write_text(f"{text}\n", encoding="utf-8")
    files = ["--csv", str(tmp_path / "rows.csv"), "--map", str(tmp_path / "map.yml")]
    return intake(root, *files, day=day)


@pytest.mark.parametrize("form", FORMS)
def test_a_table_that_comes_in_twice_is_taken_in_twice(
    form: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    agree = {"agree": "yes"} if form == "join" else {}
    rows = [{"When": "2026-11-20 10:00", "Who": ADDRESS, **FORMS[form], **agree}]
    if form == "profile":
        rows.append({**rows[0], "When": "2026-11-21 10:00", "bio": "Another."})
    assert table(root, tmp_path, form, rows) == 0, capsys.readouterr()
    there = everything(root)
    assert table(root, tmp_path, form, rows, day=LATER) == 0, capsys.readouterr()
    assert everything(root) == there


def test_rows_of_one_person_in_one_minute_are_taken_for_one(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = {"When": "2026-11-27 10:00", "Who": ADDRESS, **FORMS["claim"]}
    second = {**first, "evidence": f"{GUIDE}-2"}
    assert table(root, tmp_path, "claim", [first, second, first]) == 0, capsys.readouterr()
    assert "rows.csv:4: says the same as line 2" in capsys.readouterr().out
    there = everything(root)
    assert sum("/claims/" in each for each in there) == 2
    assert table(root, tmp_path, "claim", [first, second]) == 0
    assert everything(root) == there


def test_a_row_is_known_by_its_place_among_others(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = {"When": "2026-11-27 10:00", "Who": ADDRESS, **FORMS["feedback"], "title": "!!!"}
    good = {**wrong, "title": "Slow"}
    assert table(root, tmp_path, "feedback", [wrong, good]) == 1
    there = everything(root)
    assert table(root, tmp_path, "feedback", [good]) == 0, capsys.readouterr()
    assert table(root, tmp_path, "feedback", [{**good, "said": "Mended."}]) == 0
    assert everything(root) == there
    assert table(root, tmp_path, "feedback", [{**wrong, "title": "Fast"}, good]) == 0
    assert len(everything(root)) == len(there) + 1


def test_rows_are_known_by_another_name_than_their_own(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {"When": "2026-11-27 10:00", "Who": ADDRESS, "Id": "r1", **FORMS["claim"]}
    named = {"event": "Id", "system": "claims-form"}
    assert table(root, tmp_path, "claim", [row], **named) == 0, capsys.readouterr()
    there = everything(root)
    again = {**row, "When": "2026-11-28 08:00"}
    assert table(root, tmp_path, "claim", [again], **named) == 0
    assert everything(root) == there
    other = [{**row, "Id": "r2", "evidence": f"{GUIDE}-2"}, {**row, "Id": ""}]
    twice = {**row, "Id": "r2", "evidence": f"{GUIDE}-3"}
    assert table(root, tmp_path, "claim", [*other, twice], **named) == 1
    said = capsys.readouterr()
    assert "rows.csv:3:1: error: the row does not say its own name" in said.out
    assert 'rows.csv:4:1: error: the name "r2" is that of line 2' in said.out
    assert len(everything(root)) == len(there) + 1


def test_a_form_that_is_older_than_a_consent_undoes_it(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = root / "influencers/ana/profile.yml"
    entry = 'consent: [{from: "2026-11-25", recognition: nobody}]\n'
    profile.write_text(profile.read_text(encoding="utf-8") + entry, encoding="utf-8")
    row = {"When": "2026-11-20 10:00", "Who": ADDRESS, "recognition": "public"}
    before = everything(root)
    assert table(root, tmp_path, "profile", [row]) == 1
    assert "on 2026-11-25 something newer was agreed on" in capsys.readouterr().out
    assert everything(root) == before


def test_a_refused_row_stops_the_others(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = {"When": "2026-11-27 10:00", "Who": ADDRESS, **FORMS["claim"]}
    rows = [
        good,
        {**good, "When": "2026-11-27 11:00", "Who": "nobody@x.example", "evidence": f"{GUIDE}-2"},
        {**good, "When": "2026-11-27 12:00"},
        {**good, "When": "2026-11-27 13:00", "mission": "write-a-gide", "evidence": f"{GUIDE}-3"},
        {**good, "When": "soon", "evidence": f"{GUIDE}-4"},
        {**good, "When": "2026-11-27 14:00", "evidence": f"{GUIDE}-5"},
    ]
    assert table(root, tmp_path, "claim", rows) == 1
    said = capsys.readouterr()
    for line, why in (
        (3, "nobody on the map has the account of this address; join first"),
        (4, "this evidence was handed in before"),
        (5, 'there is no mission "write-a-gide", did you mean "write-a-guide"?'),
        (6, 'it came in "soon"'),
    ):
        assert f"rows.csv:{line}:1: error: {why}" in said.out
    assert "4 rows refused" in said.err
    assert "2 files written" in said.out
    there = everything(root)
    rows[2]["evidence"] = f"{GUIDE}-6"
    rows[3]["mission"] = "write-a-guide"
    rows[4]["When"] = "2026-11-27 15:00"
    del rows[1]
    assert table(root, tmp_path, "claim", rows, day=LATER) == 0, capsys.readouterr()
    made = everything(root)
    assert {path: made[path] for path in there} == there
    assert len(made) == len(there) + 3
    assert main(["--root", str(root), "check", "--as-of", LATER]) == 0, capsys.readouterr()
    capsys.readouterr()


def test_requests_that_the_points_do_not_cover_stop_those_before_them(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {"When": "2026-11-27 10:00", "Who": ADDRESS, "reward": "hoodie", "quantity": "4"}
    rows = [row, {**row, "When": "2026-11-27 11:00"}, {**row, "When": "2026-11-27 12:00"}]
    rows[2] = {**rows[2], "quantity": "1"}
    assert table(root, tmp_path, "reward", rows) == 1
    said = capsys.readouterr().out
    assert "rows.csv:3:1: error: your points do not cover it" in said
    assert "2 files written" in said
    assert main(["--root", str(root), "check", "--as-of", DAY]) == 0, capsys.readouterr()
    capsys.readouterr()


def handed(root: Path, monkeypatch: pytest.MonkeyPatch, *lines: dict[str, Any]) -> int:
    """Lines that a program hands in."""
    text = "\n".join(map(json.dumps, lines))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
    return intake(root, "--jsonl", "-")


def test_an_event_of_somebody_else_is_taken_for_ones_own(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line: dict[str, Any] = {"form": "feedback", "received": "2026-11-28T10:00:00Z", "event": "m1"}
    line["fields"] = FORMS["feedback"]
    line["from"] = {"platform": "github", "login": "ana-l", "id": 4711}
    assert handed(root, monkeypatch, line) == 0
    there = everything(root)
    capsys.readouterr()
    assert handed(root, monkeypatch, {**line, "from": {"platform": "github", "login": "bo-b"}}) == 1
    assert "this came in before, from somebody else" in capsys.readouterr().out
    assert everything(root) == there


def test_who_asks_to_join_twice_at_once_is_two_people(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line: dict[str, Any] = {"form": "join", "received": "2026-11-28T10:00:00Z", "event": "m1"}
    line["fields"] = {"name": "Di", "agree": True}
    line["from"] = {"platform": "forum", "login": "di"}
    other = {**line, "event": "m2", "fields": {"name": "Di Berg", "agree": True}}
    assert handed(root, monkeypatch, line, other) == 0, capsys.readouterr()
    assert "joined in these already" in capsys.readouterr().out
    assert [path for path in everything(root) if path.startswith("influencers/di")] == [
        "influencers/di/profile.yml"
    ]


@pytest.mark.parametrize(
    ("moment", "why"),
    [
        ("9999-12-31T23:59:59Z", "came in on 9999-12-31, which is not yet"),
        ("0001-01-01T00:00:00+14:00", "received is no moment"),
        ("0001-01-02T00:00:00Z", "came in on 0001-01-02, when there was no program"),
        ("2026-11-29T12:00:00Z", "came in on 2026-11-29, which is not yet"),
    ],
)
def test_a_moment_at_the_end_of_time_is_taken_in(
    moment: str,
    why: str,
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    account = {"platform": "github", "login": "ana-l", "id": 4711}
    line = {"form": "claim", "from": account, "received": moment, "fields": FORMS["claim"]}
    stdin = SimpleNamespace(buffer=io.BytesIO(json.dumps(line).encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    assert intake(root, "--jsonl", "-") == 1
    assert why in capsys.readouterr().out


def test_a_refused_line_stops_the_others(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line: dict[str, Any] = {
        "form": "feedback",
        "from": {"platform": "github", "login": "ana-l", "id": 4711},
        "received": "2026-11-28T10:00:00Z",
        "fields": FORMS["feedback"],
        "event": "m1",
    }
    given = [line, {**line, "event": "m2", "form": "staff"}, {**line, "event": "m3"}, "{"]
    given.append({**line, "event": "m4", "fields": {"title": [[["a"]]], "said": "b"}})
    given.append({**line, "event": "m1", "fields": {"title": "Other", "said": "b"}})
    text = "\n".join(each if isinstance(each, str) else json.dumps(each) for each in given)
    codes = []
    for _ in range(2):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(text.encode())))
        codes.append(intake(root, "--jsonl", "-"))
    said = capsys.readouterr()
    assert codes == [1, 1]
    assert "4 rows refused" in said.err
    for number in (2, 4, 5, 6):
        assert f"-:{number}:1: error: " in said.out
    assert sum(path.startswith("program/feedback/") for path in everything(root)) == 2
