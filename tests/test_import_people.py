"""`goodword import people`: who is created, changed, as they were, or passed over, and why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.intake.erased import account_hashes
from tests.git_person import as_maya, git

if TYPE_CHECKING:
    from pathlib import Path

TODAY = ("--as-of", "2026-11-28")
PROGRAM = """\
name: Acme Champions
timezone: Europe/Berlin
languages: [en, pt]
staff:
  - {id: maya, name: Maya Weber, github: {login: maya-w, id: 7}}
  - {id: jon, name: Jon Ek}
"""
MAP = """\
columns:
  name: Name
  region: Country
  languages: Languages
  topics: Topics
  stage: Status
  since: Since
accounts:
  github: {login: GitHub, number: GitHub id}
reach:
  - {column: Readers, channel: blog, measure: readers a month, date: "2026-10-01"}
values:
  stage: {Active: member, Lapsed: left}
people:
  source: community
"""
HEAD = "Name,Country,Languages,Topics,Status,Since,GitHub,GitHub id,Readers\n"
ANA = "Ana Lopes,Portugal,Portuguese; en,Maps;Data sets,Active,2025-03-01,@ana-l,4711,1200\n"
WOLF = "Jürgen Wölf,DE,German,,,,https://github.com/jw,,\n"


@pytest.fixture
def room(tmp_path: Path) -> Path:
    (tmp_path / "program").mkdir()
    (tmp_path / "program/program.yml").write_text(PROGRAM, "utf-8")
    (tmp_path / "map.yml").write_text(MAP, "utf-8")
    return tmp_path


def profile(room: Path, who: str, text: str) -> str:
    path = room / f"influencers/{who}/profile.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    if "stage:" not in text:
        text += "stage: candidate\nsince: 2026-01-01\n"
    path.write_text(text, "utf-8")
    return text


def said(room: Path, who: str) -> str:
    return (room / f"influencers/{who}/profile.yml").read_text("utf-8")


def people(room: Path) -> list[str]:
    return sorted(path.parent.name for path in room.glob("influencers/*/profile.yml"))


def run(room: Path, *arguments: str, rows: str | bytes | None = None, name: str = "l.csv") -> int:
    if rows is not None:
        data = rows.encode() if isinstance(rows, str) else rows
        (room / name).write_bytes(data)
    given = ("import", "people", str(room / name), "--map", str(room / "map.yml"))
    return main(["--root", str(room), *given, *TODAY, *arguments])


def check(room: Path) -> int:
    return main(["--root", str(room), "check", "--strict", *TODAY])


def test_people_of_a_table_are_not_put_on_the_map(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(room, rows=HEAD + ANA + WOLF) == 0
    told = capsys.readouterr().out
    assert "2 created, 0 changed, 0 as it is, 0 skipped" in told
    assert "dry run: nothing was written" in told
    assert people(room) == []
    assert run(room, "--write") == 0
    assert said(room, "ana-lopes") == (
        "# yaml-language-server: $schema=../../schemas/profile.schema.json\n"
        "name: Ana Lopes\nstage: member\n"
        'since: "2025-03-01"\n'
        "languages:\n  - pt\n  - en\nregion: PT\n"
        "topics:\n  - maps\n  - data-sets\n"
        "accounts:\n  github:\n    login: ana-l\n    id: 4711\n"
        "source: community\n"
        "reach:\n  - channel: blog\n    measure: readers a month\n    value: 1200\n"
        '    date: "2026-10-01"\n'
    )
    assert said(room, "jurgen-wolf").splitlines()[1:] == [
        "name: Jürgen Wölf",
        "stage: candidate",
        'since: "2026-11-28"',
        "languages:",
        "  - de",
        "region: DE",
        "accounts:",
        "  github: jw",
        "source: community",
    ]
    assert check(room) == 0


def test_the_same_list_once_more_changes_something(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(room, "--write", rows=HEAD + ANA + WOLF) == 0
    before = [said(room, who) for who in people(room)]
    capsys.readouterr()
    assert run(room, "--write", "--as-of", "2026-11-28") == 0
    told = capsys.readouterr().out
    assert "0 created, 0 changed, 2 as it is, 0 skipped" in told
    assert "nothing to write" in told
    assert [said(room, who) for who in people(room)] == before


def test_what_a_person_wrote_is_overwritten(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = "name: Ana L.  # as she signs\nregion: ES\naccounts:\n  github: ANA-L\n"
    profile(room, "ana", own)
    assert run(room, "--write", rows=HEAD + ANA) == 0
    assert "changed   ana   Ana Lopes" in capsys.readouterr().out
    assert people(room) == ["ana"]
    now = said(room, "ana")
    assert "name: Ana L.  # as she signs\n" in now
    assert "region: ES" in now
    assert "login: ANA-L\n    id: 4711" in now
    assert "topics:" in now
    assert "stage: candidate\nsince: 2026-01-01\n" in now
    assert "source:" not in now
    assert run(room, "--write") == 0
    assert said(room, "ana") == now


def test_a_number_finds_nobody_after_a_new_login(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile(room, "ana", "name: Ana Lopes\naccounts:\n  github: {login: ana-old, id: 4711}\n")
    assert run(room, "--write", rows=HEAD + ANA) == 0
    assert "github is ana-old there and ana-l in the list" in capsys.readouterr().out
    assert "{login: ana-old, id: 4711}" in said(room, "ana")


@pytest.mark.parametrize(
    ("there", "why"),
    [
        (
            "name: Somebody\naccounts:\n  github: {login: Ana-L, id: 12}\n",
            "the github account ana-l is x's with number 12, and has another here",
        ),
        (
            "name: ANA  lopes\naccounts:\n  github: someone-else\n",
            "has the name, and another account or country than x",
        ),
        ("name: Ana Lopes\nregion: BR\n", "has the name, and another account or country than x"),
        ("name: Ana Lopes\nstage: declined\nsince: 2026-01-01\n", "declined since 2026-01-01"),
        ("name: Ana Lopes\nstage: opted-out\nsince: 2026-01-01\n", "opted-out since 2026-01-01"),
    ],
)
def test_somebody_else_is_merged_or_overwritten(
    room: Path, there: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    there = profile(room, "x", there)
    assert run(room, "--write", rows=HEAD + ANA) == 0
    assert why in capsys.readouterr().out
    assert people(room) == ["x"]
    assert said(room, "x") == there


def test_the_map_does_not_say_who_is_who(room: Path) -> None:
    profile(room, "x", "name: Ana Lopes\nregion: BR\n")
    with (room / "map.yml").open("a", encoding="utf-8") as file:
        file.write("  ids: {ana-l: x, Jürgen Wölf: juwo}\n")
    assert run(room, "--write", rows=HEAD + ANA + WOLF) == 0
    assert people(room) == ["juwo", "x"]
    assert "login: ana-l" in said(room, "x")
    assert "region: BR" in said(room, "x")


def test_two_of_one_name_are_one_or_get_one_id(room: Path) -> None:
    rows = "Ana Lopes,PT,,,,,,,\nAna Lopes,BR,,,,,,,\nAná Lopes,,,,,,x,,\n"
    assert run(room, "--write", rows=HEAD + rows) == 0
    assert people(room) == ["ana-lopes", "ana-lopes-2", "ana-lopes-3"]
    assert run(room, "--write") == 0
    assert people(room) == ["ana-lopes", "ana-lopes-2", "ana-lopes-3"]


def test_two_of_one_name_that_nothing_tells_apart_are_guessed_at(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(room, "--write", rows=HEAD + "Ana Lopes,PT,,,,,,,\nana LOPES,,en,,,,,,\n") == 1
    told = capsys.readouterr().out
    assert "l.csv:3:1: error: ana LOPES is " in told
    assert "l.csv:2 too, and nothing tells them apart [import]" in told
    assert people(room) == []


def test_a_row_of_problems_lets_the_others_in(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = ",Atlantis,Elvish,,Retired,soon,two words,x1,many\n"
    assert run(room, "--write", rows=HEAD + WOLF + bad) == 1
    printed = capsys.readouterr()
    told = printed.out
    for each in (
        "l.csv:3:1: error: there is no name",
        'l.csv:3:2: error: "Country" is "Atlantis", expected a country by name or letters',
        'l.csv:3:11: error: "Languages" has "Elvish", expected a language by name or tag',
        'l.csv:3:19: error: "Status" is "Retired", expected candidate, invited',
        'l.csv:3:27: error: "Since" is "soon", expected a day such as 2026-11-28',
        'l.csv:3:32: error: "GitHub" is "two words", which is no account',
        'l.csv:3:45: error: "Readers" is "many", expected a whole number',
    ):
        assert each in told
    assert "nothing was written: 7 problems" in printed.err
    assert people(room) == []


def test_a_row_that_the_map_leaves_out_is_read(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (room / "map.yml").open("a", encoding="utf-8") as file:
        file.write("  left_out:\n    - {person: Bad Row, because: wrong}\n")
        file.write("    - {person: JW, because: asked}\n")
    rows = HEAD + ANA + WOLF + "Bad Row,Atlantis,,,,,,,\n"
    assert run(room, "--write", rows=rows) == 0
    told = capsys.readouterr().out
    assert "1 created, 0 changed, 0 as it is, 2 skipped" in told
    assert "asked to be left out, says the map" in told
    assert people(room) == ["ana-lopes"]


def test_what_check_would_refuse_is_written(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "departments:\n  - {id: product, name: Product, lead: maya}\n"
    text += "categories:\n  - {id: users, name: Users, department: product}\n"
    (room / "program/departments.yml").write_text(text, "utf-8")
    assert run(room, "--write", rows=HEAD + ANA) == 1
    told = capsys.readouterr().out
    assert "l.csv:2:1: error: ana-lopes is member and has no category" in told
    assert "(as influencers/ana-lopes/profile.yml) [person-complete]" in told
    assert people(room) == []


def test_somebody_joins_tomorrow(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(room, rows=HEAD + ANA.replace("2025-03-01", "2026-11-29")) == 1
    assert '"Since" is "2026-11-29", which is not yet' in capsys.readouterr().out


def test_an_account_of_staff_makes_a_second_person(room: Path) -> None:
    assert run(room, "--write", rows=HEAD + "Maya Weber,DE,,,,,Maya-W,,\n") == 0
    assert "staff: maya" in said(room, "maya-weber")
    assert check(room) == 0


def test_the_map_names_what_is_not_there(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (room / "map.yml").write_text(
        "columns: {name: Nmae}\npeople: {owner: maja, category: users}\n", "utf-8"
    )
    assert run(room, rows=HEAD + ANA) == 1
    told = capsys.readouterr().out
    assert (
        'map.yml:2:17: error: people.owner is "maja", there is none, did you mean "maya"?' in told
    )
    assert 'people.category is "users", there is none' in told
    (room / "map.yml").write_text("columns: {name: Nmae}\n", "utf-8")
    assert run(room) == 1
    assert 'there is no column "Nmae", did you mean "Name"?' in capsys.readouterr().out


def test_a_map_that_says_two_things_of_one_word_is_taken(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "columns: {name: Name}\nvalues:\n  stage: {Active: member, ACTIVE: left}\nx: 1\n"
    (room / "map.yml").write_text(text, "utf-8")
    assert run(room, rows=HEAD + ANA) == 1
    assert "map.yml:4:1: error: " in capsys.readouterr().out
    (room / "map.yml").write_text(text.replace("x: 1\n", ""), "utf-8")
    assert run(room) == 1
    assert 'map.yml:3:27: error: "ACTIVE" is the same word as "Active"' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("con", 'map.yml:16:16: error: "con" is a name that Windows reserves'),
        ("maya", 'map.yml:16:8: error: people.ids gives somebody the id "maya", which is one of'),
    ],
)
def test_the_map_gives_an_id_that_nobody_may_have(
    room: Path, who: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with (room / "map.yml").open("a", encoding="utf-8") as file:
        file.write(f"  ids: {{ana-l: {who}}}\n")
    assert run(room, "--write", rows=HEAD + WOLF + ANA) == 1
    assert why in capsys.readouterr().out
    assert people(room) == []


def test_ids_that_say_nothing_are_made_of_names(room: Path) -> None:
    (room / "program/program.yml").write_text(f"{PROGRAM}ids: opaque\n", "utf-8")
    assert run(room, "--write", rows=HEAD + ANA + WOLF) == 0
    made = people(room)
    assert len(made) == 2
    assert not {"ana-lopes", "jurgen-wolf"} & {*made}
    assert run(room, "--write") == 0
    assert people(room) == made


DEPARTMENTS = """\
departments:
  - {id: product, name: Product, lead: jon}
categories:
  - {id: practitioner, name: Practitioners, department: product, measure: People helped}
"""


def test_who_is_new_is_owed_nothing_or_nobody_s(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (room / "program/program.yml").write_text(f'{PROGRAM}started: "2026-11-01"\n', "utf-8")
    (room / "program/departments.yml").write_text(DEPARTMENTS, "utf-8")
    with (room / "map.yml").open("a", encoding="utf-8") as file:
        file.write("  owner: jon\n  category: practitioner\n")
    assert run(room, "--write", rows=HEAD + ANA + WOLF) == 0
    assert check(room) == 0
    capsys.readouterr()
    assert main(["--root", str(room), "agenda", "--days", "30", "--format", "json", *TODAY]) == 0
    (jon,) = json.loads(capsys.readouterr().out)["owners"]
    told = {(each["kind"], *each["to"], jon["owner"], each["due"]) for each in jon["due"]}
    # The candidate is told of being listed; the member of long ago is not called at once, and
    # asked what they consent to from the day on which the program began here.
    assert told == {
        ("candidates", "jurgen-wolf", "jon", "2026-12-28"),
        ("consents", "ana-lopes", "jon", "2026-12-01"),
    }
    assert main(["--root", str(room), "routing", "--format", "json", *TODAY]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["people"], found["open"], found["routes"]) == (2, 0, [])


def test_who_is_new_without_a_category_is_nobody_s(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (room / "program/departments.yml").write_text(DEPARTMENTS, "utf-8")
    assert run(room, "--write", rows=HEAD + WOLF) == 0
    capsys.readouterr()
    assert main(["--root", str(room), "routing", *TODAY]) == 0
    assert "jurgen-wolf   candidate" in capsys.readouterr().out


def test_a_branch_gets_no_commit(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    as_maya(monkeypatch)
    git(room, "init", "-q", "-b", "main")
    git(room, "add", "program")
    git(room, "commit", "-q", "-m", "Begin")
    assert run(room, "--branch", "--write", rows=HEAD + ANA) == 0
    new = git(room, "diff", "--name-only", "main", "import-people-l").split()
    assert new == ["influencers/ana-lopes/profile.yml"]
    assert people(room) == []


# Who was erased

KEY = "a-secret-of-20-chars"


def erase(room: Path, *known: tuple[str, str, str]) -> None:
    kept = [each for said in known for each in account_hashes(*said, KEY)]
    hashes = "".join(f"  - {each}\n" for each in kept)
    (room / "program/erasures").mkdir(exist_ok=True)
    path = room / "program/erasures/2026-10-01-r3x.yml"
    path.write_text(f"by: maya\nhashes:\n{hashes}", "utf-8")


@pytest.mark.parametrize(
    "known", [("github", "ANA-L", ""), ("github", "", "4711"), ("name", "ana lopes", "")]
)
def test_who_was_erased_is_made_anew(
    room: Path,
    known: tuple[str, str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("GOODWORD_INTAKE_KEY", KEY)
    erase(room, known)
    assert run(room, "--write", rows=HEAD + ANA + WOLF) == 0
    assert "erased" in capsys.readouterr().out
    assert people(room) == ["jurgen-wolf"]


def test_the_map_does_not_say_that_a_name_is_another_s(
    room: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GOODWORD_INTAKE_KEY", KEY)
    erase(room, ("name", "ana lopes", ""), ("github", "jw", ""))
    with (room / "map.yml").open("a", encoding="utf-8") as file:
        file.write("  ids: {ana-l: ana, jw: wolf}\n")
    assert run(room, "--write", rows=HEAD + ANA + WOLF) == 0
    assert "was erased" in capsys.readouterr().out
    assert people(room) == ["ana"]


def test_without_the_secret_the_erased_come_back(
    room: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("GOODWORD_INTAKE_KEY", raising=False)
    erase(room, ("github", "somebody", ""))
    assert run(room, "--write", rows=HEAD + WOLF) == 3
    assert (
        "GOODWORD_INTAKE_KEY has fewer than 16 characters, or is not set" in capsys.readouterr().err
    )
    assert people(room) == []


def test_an_address_comes_into_git(
    room: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (room / "map.yml").write_text("columns: {name: N}\naccounts: {mail: E}\n", "utf-8")
    monkeypatch.delenv("GOODWORD_INTAKE_KEY", raising=False)
    assert run(room, "--write", rows="N,E\nAna,ana@lopes.example\n") == 3
    monkeypatch.setenv("GOODWORD_INTAKE_KEY", KEY)
    assert run(room, "--write") == 0
    assert "lopes" not in said(room, "ana")
    assert run(room, "--write", rows="N,E\nAna L.,Ana@Lopes.example\nB,nobody\n") == 1
    told = capsys.readouterr()
    assert '"E" is no mail address' in told.out
    assert run(room, "--write", rows="N,E\nAna L.,Ana@Lopes.example\n") == 0
    assert "lopes" not in capsys.readouterr().out
    assert people(room) == ["ana"]


# What a list may be


def test_a_column_is_written_twice(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(room, rows="Name,Country,NAME\nAna,PT,Rui\n") == 1
    assert 'l.csv:1:1: error: the heading "NAME" is "Name" once more' in capsys.readouterr().out


def small(room: Path, text: str) -> None:
    (room / "map.yml").write_text(text, "utf-8")


def test_a_sheet_of_unicode_text_is_not_read(room: Path) -> None:
    small(room, "columns: {name: Nome, region: País}\n")
    text = "Nome\tPai\u0301s\r\nZoe\u0308 Lopes\tPortugal\r\n"
    assert run(room, "--write", rows=text.encode("utf-16")) == 0
    assert "name: Zoë Lopes\n" in said(room, "zoe-lopes")
    assert "region: PT\n" in said(room, "zoe-lopes")


def test_names_of_files_and_keys_are_no_columns(room: Path) -> None:
    small(room, "columns: {name: full}\naccounts: {github: '@key'}\n")
    text = "ana-l: {full: Ana Lopes}\nrui: {full: Rui Alves}\nversion: 3\n"
    assert run(room, "--write", rows=text, name="l.yml") == 0
    assert "github: ana-l" in said(room, "ana-lopes")
    small(room, "columns: {name: full}\naccounts: {forum: '@file'}\nlist: people\n")
    assert run(room, "--write", rows='{"people": {"full": "Eva"}}', name="eva-m.json") == 0
    assert "forum: eva-m" in said(room, "eva")


def test_a_list_inside_is_not_found(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small(room, "columns: {name: name.full}\nlist: data.people\n")
    text = '{"data": {"people": [{"name": {"full": "Ana"}},\n {"name": {"full": "="}}]}}'
    assert run(room, rows=text, name="l.json") == 1
    assert 'l.json:2:20: error: "=" is no name' in capsys.readouterr().out
    small(room, "columns: {name: name.full}\nlist: data.persons\n")
    assert run(room, name="l.json") == 1
    assert 'there is no list "data.persons"' in capsys.readouterr().out
    small(room, "columns: {name: name}\n")
    assert run(room, "--write", rows="updated: today\nall:\n- name: Eva\n", name="l.yml") == 0
    assert people(room) == ["eva"]


def test_a_person_with_a_list_is_a_list_of_people(room: Path) -> None:
    small(room, "columns: {name: name}\n")
    text = '{"name": "Ana", "talks": [{"name": "How we met"}]}'
    assert run(room, "--write", rows=text, name="l.json") == 0
    assert people(room) == ["ana"]
    text = '{"updated": "today", "all": [{"name": "Eva"}], "old": [{"name": "Rui"}]}'
    assert run(room, "--write", rows=text, name="l.json") == 1
    assert people(room) == ["ana"]


def test_a_problem_of_yaml_is_on_another_line(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small(room, "columns: {name: name, region: at.country}\n")
    text = "\ufeff# list\r\n- name: Ana\r\n  at: {town: Porto, country: Atlantis}\r\n- name: ''\r\n"
    assert run(room, rows=text, name="l.yml") == 1
    told = capsys.readouterr().out
    assert 'l.yml:3:30: error: "at.country" is "Atlantis", expected a country' in told
    assert "  3 |   at: {town: Porto, country: Atlantis}\n" in told
    assert "l.yml:4:9: error: there is no name" in told


def test_rows_of_one_account_are_two_people_or_disagree(
    room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small(
        room,
        "columns: {name: n, region: c, topics: t}\naccounts: {github: {login: g, number: i}}\n",
    )
    rows = "n,c,t,g,i\nAna,PT,maps,ana,7\nANA,,data,@Ana,\n"
    assert run(room, "--write", rows=rows) == 0
    assert people(room) == ["ana"]
    assert "topics:\n  - data\n  - maps\n" in said(room, "ana")
    assert run(room, rows=rows + "Ana Lopes,ES,,ana,\nRui,,,rui,7\n") == 1
    told = capsys.readouterr().out
    assert "l.csv:4:1: error: Ana Lopes is one person with" in told
    assert "and the name is another" in told
    assert "and the region is another" in told
    assert "l.csv:5:1: error: Rui is one person with" in told
    assert "and the github account is another" in told


def test_words_of_a_list_are_taken_for_ours(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (room / "program/departments.yml").write_text(DEPARTMENTS, "utf-8")
    small(
        room,
        "columns: {name: n, owner: o, category: c, source: s, stance: a, region: r}\n"
        "nothing: [n/a]\n"
        'values: {source: {Conference: event}, region: {Worldwide: ""}}\n',
    )
    rows = (
        "n,o,c,s,a,r\n"
        "Ana,Jon Ek,Practitioners,conference,Supportive,worldwide\n"
        "Rui,@maya-w,practitioner,loyalty,n/a,NA\n"
    )
    assert run(room, "--write", rows=rows) == 0
    assert "owner: jon\n" in said(room, "ana")
    assert "category: practitioner\n" in said(room, "ana")
    assert "source: event\n" in said(room, "ana")
    assert "region" not in said(room, "ana")
    assert "owner: maya\n" in said(room, "rui")
    assert "region: NA\n" in said(room, "rui")
    assert run(room, rows=rows.replace("Jon Ek", "Jon E").replace("Prac", "Prak")) == 1
    told = capsys.readouterr().out
    assert '"o" is "Jon E", which is no member of staff, did you mean "jon ek"?' in told
    assert '"c" is "Praktitioners", which is no category, did you mean "practitioners"?' in told


@pytest.mark.parametrize(
    ("text", "platform", "login"),
    [
        ("@ana", "github", "ana"),
        ("https://github.com/ana?tab=repositories", "github", "ana"),
        ("github.com/ana/", "github", "ana"),
        ("https://www.linkedin.com/in/ana-l-1/", "linkedin", "ana-l-1"),
        ("https://example.social/@ana", "mastodon", "ana@example.social"),
        ("@ana@example.social", "mastodon", "ana@example.social"),
        ("https://bsky.app/profile/ana.example", "bluesky", "ana.example"),
        ("https://stackoverflow.com/users/4711/ana-l", "stackoverflow", "ana-l"),
        ("https://www.meetup.com/members/4711/", "meetup", "4711"),
    ],
)
def test_an_account_is_read_otherwise(room: Path, text: str, platform: str, login: str) -> None:
    small(room, f"columns: {{name: n}}\naccounts: {{{platform}: a}}\n")
    assert run(room, "--write", rows=f"n,a\nAna,{text}\n") == 0
    assert f": {login}\n" in said(room, "ana").replace('"', "")
