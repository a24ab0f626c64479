"""What is said of files as people write them: how the line is written right, and nothing more."""

from __future__ import annotations

import pytest

from goodword.diagnostics import Place
from goodword.model.claim import Claim
from goodword.resources import schemas_directory
from goodword.source.judged import judged
from goodword.source.schemas import Schemas

SCHEMAS = Schemas.load(schemas_directory())
BROWSER = "or copy it from the browser"
REACH = "reach:\n  - channel: blog\n    measure: visits\n    value: 3\n    date: 2026-08-03\n"
PERSON = "name: Ana\nstage: member\nsince: 2026-11-01\n"


def said(kind: str, text: str) -> list[tuple[int, str, str]]:
    """Line, message and hint of all that is wrong with a file."""
    document = judged("x.yml", kind, text.encode(), SCHEMAS)
    return [
        (each.mark.line if each.mark else 0, each.message, each.hint)
        for each in document.diagnostics
    ]


def hint(text: str, kind: str = "profile") -> str:
    """The one hint for a file."""
    ((_, _, found),) = said(kind, text)
    return found


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("topics: replication, backup", "write it as a list: [replication, backup]"),
        ("topics: write a guide, x", "write it as a list: [write a guide, x]"),
        ("topics: replication", 'write it as a list: ["replication"]'),
        ("topics:\n  -replication", "put a space after the dash: - replication"),
        ("topics:\n  -replication\n  -backup", "put a space after the dash: - replication"),
        ("relations:\n  -staff: maya", "put a space after the dash: - staff"),
        ("topics:\n  - a\n    - b", "begin each `- ` in the column of the item above"),
        ("owner: Sun", 'did you mean "sun"?'),
        ("owner: ' sun'", 'did you mean "sun"?'),
        ("owner: '@Sun_Li'", 'did you mean "sun-li"?'),
        ("region: pt", 'did you mean "PT"?'),
        ("languages: [pt_BR]", 'did you mean "pt-BR"?'),
        ("languages: [EN]", 'did you mean "en"?'),
        (
            "owner: maya\u200b",
            "U+200B ZERO WIDTH SPACE at the end, which editors may not show; delete it",
        ),
        ("na\u00adme: x", 'U+00AD SOFT HYPHEN behind "na", which editors may not show; delete it'),
        (
            "stance: critical\u00a0",
            "U+00A0 NO-BREAK SPACE at the end, which editors may not show; delete it",
        ),
        ("pronouns: Null", 'write it in quotes: "Null"'),
        ("pronouns: NULL", 'write it in quotes: "NULL"'),
        ("pronouns: True", 'write it in quotes: "True"'),
        ("pronouns: false", 'write it in quotes: "false"'),
        ("pronouns: ~", "write a value, or leave the line out"),
        ("pronouns:", "write a value, or leave the line out"),
        ("owner: Null", "write a value, or leave the line out"),
        ("reachable: Null", "write a value, or leave the line out"),
        (
            "links: [https://example.org/a b]",
            f'a link has no blanks: write %20 behind "https://example.org/a", {BROWSER}',
        ),
        ("links: [ftp://example.org/a]", ""),
        (
            f"{REACH}    owner: sun",
            'it belongs to the file itself: begin it in the column of "reach"',
        ),
    ],
)
def test_a_slip_is_not_mended(lines: str, expected: str) -> None:
    assert hint(f"{PERSON}{lines}\n") == expected


def test_a_key_that_the_file_has_already_is_sent_there() -> None:
    text = f"{PERSON}owner: sun\nreach:\n  - channel: blog\n    measure: visits\n    value: 3\n"
    assert hint(f"{text}    date: 2026-08-03\n    owner: sun\n").startswith("known here: ")


STEPS = "title: A\nsteps:\n- {step: received, date: '2026-01-02', from: [ana], channel: forum}\n"
PUT_OFF = (
    "snoozed:\n- {what: items, date: '2026-01-02', by: maya, until: '2026-01-03', because: x}\n"
)


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("- step: acknowledged\n  date: '2026-01-03'\n", {"step"}),
        ("- {wat: items, date: '2026-01-02', by: maya}\n", set()),
        ("- {stop: acknowledged, date: '2026-01-02', by: maya}\n", set()),
    ],
)
def test_an_item_that_landed_in_the_list_before_is_not_sent_home(
    text: str, hints: set[str]
) -> None:
    told = [hint for _, message, hint in said("feedback", STEPS + PUT_OFF + text)]
    sent = 'the item belongs to "steps": put it below the last one there'
    assert told.count(sent) == len(hints)
    assert told


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("3.8.2026", "write 2026-08-03"),
        ("2026-8-3", "write 2026-08-03"),
        ("2026/8/3", "write 2026-08-03"),
        ("2026-05-08 19:00", "write 2026-05-08"),
        ("2026-05-08T19:00", "write 2026-05-08"),
        ("20260803", "write 2026-08-03"),
        ("3/8/2026", "write 2026-08-03 or 2026-03-08"),
        ("13/8/2026", "write 2026-08-13"),
        ("3.8.26", "write 2026-08-03"),
        ("3 August 2026", "write 2026-08-03"),
        ("Aug 3rd, 2026", "write 2026-08-03"),
        ("31.2.2026", ""),
        ("2026-13-01", ""),
        ("3 Foo 2026", ""),
        ("tomorrow", ""),
    ],
)
def test_a_day_is_not_written_right(written: str, right: str) -> None:
    assert hint(f"name: Ana\nstage: member\nsince: {written}\n") == right


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("2026-05-08 19:00", "write 2026-05-08T19:00"),
        ("8.5.2026 9:30", "write 2026-05-08T09:30"),
        ("2026-5-8", "write 2026-05-08"),
    ],
)
def test_a_moment_is_not_written_right(written: str, right: str) -> None:
    assert hint(f"title: Meetup\nstarts: {written}\n", "event") == right


def test_a_name_is_called_empty() -> None:
    ((line, message, _),) = said("profile", PERSON.replace("Ana", "Null"))
    assert (line, message) == (1, "name is Null, which stands for nothing, expected text")
    ((_, message, _),) = said("profile", PERSON.replace("Ana", "TRUE"))
    assert message == "name is TRUE, expected text"
    assert said("profile", PERSON.replace("Ana", '"Null"')) == []
    assert said("profile", PERSON.replace("Ana", "Nullman Trueblood")) == []


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (f"{PERSON}topics:\n    - a\n   - b\n", 6, "indented less than the item above, on line 5"),
        (
            "name: A\nstaff:\n  - id: maya\n    name: M\n   - id: jon\n",
            5,
            "indented more than the item above, on line 3",
        ),
        (
            f"{PERSON}topics:\n  - a\n  owner: sun\n",
            6,
            "`owner` stands among the items of `topics`",
        ),
        (f"{PERSON}topics:\n  - a\n  -b\n", 6, "an item of a list without its space"),
        (f"{PERSON}topics:\n- a\n-b\nowner: sun\n", 6, "an item of a list without its space"),
        (f"{PERSON}topics:\n  - a\n  -b\n  - c\n", 6, "an item of a list without its space"),
        (
            f"{PERSON}topics:\n- a\nowner: sun\n- b\n",
            7,
            "an item of a list below `owner`, which is none",
        ),
        (f"{PERSON}bio: a\n-b\n", 5, "a key without its colon"),
        (f'{PERSON}bio: a\n"owner: sun\nsince: "2026-01-01"\n', 5, "the quotes that open here are"),
        ('{\n"name": "A",\n"timezone": "UTC"\n"staff": []}\n', 3, "a comma is missing"),
        ('{\n"name": "A",\n"languages": [\n"en"\n\n"de"]}\n', 4, "a comma is missing"),
        ('{\n"staff": [{"id": "a"}\n{"id": "b"}]}\n', 2, "a comma is missing"),
        ('{"name": "A" "stage": "member"}\n', 1, "a comma is missing behind this text"),
        ('{"name": "A", "topics": ["a" "b"]}\n', 1, "a comma is missing behind this text"),
        ('{"name": "A "loud" one"}\n', 1, "the text goes on behind its closing quotes"),
        ("name: A\nowner:\u200b sun\n", 2, "zero width space U+200B beside what the syntax needs"),
        ("name: A\nowner:\u2060sun\n", 2, "word joiner U+2060 beside what the syntax needs"),
        ("topics: [a, b\nowner: sun\n", 1, "the list that opens here is not closed"),
    ],
)
def test_what_is_wrong_is_told_of_another_line(text: str, line: int, message: str) -> None:
    ((found, words, told),) = said("profile", text)
    assert (found, told != "") == (line, True)
    assert words.startswith(message)


@pytest.mark.parametrize(
    ("evidence", "kinds"),
    [
        ("[{url: https://example.org/a}]", ["link"]),
        ("[{witness: tomo}, {event: 2026-11-02-meetup}]", ["witness", "attendance"]),
        ("[{kind: document, title: Slides, url: https://example.org/a}]", ["document"]),
        ("[{kind: link, url: https://example.org/a}]", ["link"]),
        ("https://example.org/a", ["link"]),
    ],
)
def test_the_kind_of_evidence_does_not_follow_from_its_field(
    evidence: str, kinds: list[str]
) -> None:
    path = "missions/guide/claims/2026-11-02-ana.yml"
    document = judged(path, "claim", f"evidence: {evidence}\n".encode(), SCHEMAS)
    assert document.diagnostics == ()
    assert [each.kind for each in Claim.read(document.value, Place(path)).evidence] == kinds


@pytest.mark.parametrize(
    ("evidence", "message"),
    [
        ("{title: Slides}", "kind is missing"),
        ("{url: https://example.org/a, witness: tomo}", 'unknown key "witness"'),
        ("{kind: witness, event: 2026-11-02-meetup}", 'unknown key "event"'),
        ("{witnes: tomo}", 'unknown key "witnes"'),
    ],
)
def test_evidence_of_no_kind_or_of_two_is_taken(evidence: str, message: str) -> None:
    assert message in [each[1] for each in said("claim", f"evidence: [{evidence}]\n")]
