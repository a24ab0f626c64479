"""New files by command: what they say, how they are called, what is refused."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.cli import main
from goodword.cli.commands.new import command
from goodword.edits.naming import free_identifier, free_record, identifier
from goodword.model.paths import ID
from goodword.model.program import BY_NAME
from goodword.verbs import GROUPS, NEW
from tests.test_claim_commands import FILES, SCHEMAS, TODAY, everything, put, timeless

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = "missions/write-a-guide"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        put(tmp_path, path, text)
    return tmp_path


def run(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), "new", *arguments, "--as-of", TODAY])


def said(root: Path, path: str) -> str:
    """The file without its comments and the time of day."""
    lines = (root / path).read_text(encoding="utf-8").splitlines(keepends=True)
    assert lines[0].startswith("# yaml-language-server: $schema=../")
    return timeless("".join(line for line in lines if not line.startswith("#")))


def clean(root: Path) -> bool:
    return main(["--root", str(root), "check", "--strict", "--as-of", TODAY]) == 0


def test_a_new_file_says_more_than_was_given(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(program)
    person = ("influencer", "--name", "Zoë Müller-Žižek", "--topic", "lenses", "--region", "PT")
    assert run(program, *person) == 0
    assert everything(program) == before
    assert "zoe-muller-zizek is told of being listed" in capsys.readouterr().out
    for arguments in (
        person,
        ("mission", "--title", "Speak at a meetup", "--instructions", "Speak.", "--points", "0"),
        ("reward", "--name", "Mug", "--kind", "merchandise", "--cost", "60"),
        ("claim", "--mission", "write-a-guide", "--influencer", "ana", "--link", "https://a.org/b"),
    ):
        assert run(program, *arguments, "--write") == 0
    assert said(program, "influencers/zoe-muller-zizek/profile.yml") == (
        f'name: Zoë Müller-Žižek\nstage: candidate\nsince: "{TODAY}"\nregion: PT\n'
        "topics:\n  - lenses\n"
    )
    assert said(program, "missions/speak-at-a-meetup/mission.yml") == (
        "title: Speak at a meetup\ninstructions: Speak.\npoints: 0\n"
    )
    assert said(program, "program/rewards/mug.yml") == "name: Mug\nkind: merchandise\ncost: 60\n"
    assert said(program, f"{GUIDE}/claims/{TODAY}-ana.yml") == "evidence: https://a.org/b\n"
    assert clean(program)


def test_a_claim_of_many_fields_loses_one(program: Path) -> None:
    asked = (
        *("claim", "--mission", "write-a-guide", "--influencer", "ana", "--with", "tomo"),
        *("--occurred", "2025-06-01", "--link", "https://a.org/b", "--witness", "jon"),
        *("--disclosure", "program:first line", "--disclosure", "gift", "--effort-hours", "3"),
    )
    assert run(program, *asked, "--write") == 0
    path = f"{GUIDE}/claims/2025-06-01-ana.yml"
    assert said(program, path) == (
        "evidence:\n  - kind: link\n    url: https://a.org/b\n  - kind: witness\n"
        "    witness: jon\nwith:\n  - tomo\ndisclosure:\n  - connection: program\n"
        "    where: first line\n  - connection: gift\neffort_hours: 3\n"
        f'submitted: "{TODAY}"\n'
    )
    assert (
        run(program, *asked[:7], "--occurred", "2025-06-01", "--link", "https://a.org/c", "--write")
        == 0
    )
    assert (program / path.replace(".yml", ".2.yml")).is_file()


def test_a_percent_of_a_team_is_lost(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ("claim", "--mission", "write-a-guide", "--influencer", "ana", "--link")
    assert run(program, *asked, "https://a.org/b", "--with", "tomo:40", "--write") == 0
    path = f"{GUIDE}/claims/{TODAY}-ana.yml"
    assert "\nwith:\n  - id: tomo\n    percent: 40\n" in said(program, path)
    assert clean(program)
    for wrong in ("tomo:", "tomo:0", "tomo:100", "tomo:4o", "tomo:40:2"):
        assert run(program, *asked, "https://a.org/c", "--with", wrong, "--write") == 2
        assert f'--with is "{wrong}", expected such as ben, or ben:40' in capsys.readouterr().err
    some = ("--with", "tomo:40", "--with", "maya")
    assert run(program, *asked, "https://a.org/c", *some, "--write") != 0


def test_a_reward_for_few_is_for_all(program: Path) -> None:
    asked = (
        *("reward", "--name", "Mug", "--kind", "merchandise", "--cost", "60", "--stock", "9"),
        *("--limit", "1", "--every", "year", "--region", "PT", "--nda", "--id", "cup"),
    )
    assert run(program, *asked, "--write") == 0
    assert said(program, "program/rewards/cup.yml") == (
        "name: Mug\nkind: merchandise\ncost:\n  points: 60\n  per_influencer:\n    limit: 1\n"
        "    every: year\n  regions:\n    - PT\n  nda: true\n"
        f'stock:\n  - date: "{TODAY}"\n    quantity: 9\n'
    )


def test_two_of_a_name_are_one(program: Path) -> None:
    rows = program / "rows.csv"
    rows.write_text("name,stage,topic\nAna,,\nAna,member,a; b\nMaya,,\n", encoding="utf-8")
    assert run(program, "influencer", "--from", str(rows), "--write") == 0
    found = sorted(path.name for path in (program / "influencers").iterdir())
    assert found == ["ana", "ana-2", "ana-3", "maya-2", "tomo"]
    assert "topics:\n  - a\n  - b\n" in said(program, "influencers/ana-3/profile.yml")
    assert clean(program)


def test_ids_that_say_nothing_are_made_of_names(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(program, "program/program.yml", FILES["program/program.yml"] + "ids: opaque\n")
    assert run(program, "influencer", "--name", "Zoe", "--write") == 0
    (made,) = {each.name for each in (program / "influencers").iterdir()} - {"ana", "tomo"}
    assert re.fullmatch("[0-9a-f]{8}", made)
    assert run(program, "influencer", "--name", "Zoe", "--id", "zoe") == 2
    assert "ids are opaque" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("influencer", "--name", "Ana", "--id", "ana"), 'the id "ana" is taken'),
        (("influencer", "--name", "Ana", "--id", "../../x"), "is not written as ids are"),
        (("influencer", "--name", "Ana", "--id", "a" * 41), "is not written as ids are"),
        (("influencer", "--name", "!…"), "no id can be made of that name"),
        (("influencer", "--name", "A\u202eB", "--id", "ab"), "ab/profile.yml"),
        (("influencer", "--name", "x" * 101), "[schema]"),
        (("influencer", "--name", "Zoe", "--owner", "mia"), "[unknown-reference]"),
        (("mission", "--title", "A", "--instructions", "B", "--points", "1", "--reviewer", "x"),
         "[unknown-reference]"),
        (("claim", "--mission", "write-a-guide", "--influencer", "ana", "--link", "ftp://x"),
         f"{TODAY}-ana.yml"),
    ],
)  # fmt: skip
def test_a_file_that_check_would_refuse_is_written(
    program: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    before = everything(program)
    assert run(program, *arguments, "--write") == 1
    out, err = capsys.readouterr()
    assert words in out
    assert err == "nothing was written\n"
    assert everything(program) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("influencer",), "--name is needed"),
        (("mission", "--title", "A", "--points", "1"), "--instructions is needed"),
        (("reward", "--name", "A", "--kind", "access"), "--cost is needed"),
        (
            ("reward", "--name", "A", "--kind", "access", "--cost", "1", "--every", "year"),
            "--limit",
        ),
        (
            (
                *("mission", "--title", "A", "--instructions", "B", "--points", "1"),
                *("--reviewer", "maya", "--reviewers-members", "3"),
            ),
            "--reviewer says who may decide alone",
        ),
        (("claim", "--mission", "write-a-guid", "--influencer", "ana"), "did you mean"),
        (("claim", "--mission", "write-a-guide", "--influencer", "anna"), "did you mean"),
    ],
)
def test_what_is_needed_is_not_asked_for(
    program: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    assert run(program, *arguments) == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "written"),
    [
        (("--reviewers-members", "3"), "reviewers:\n  members: 3\n"),
        (
            ("--reviewers-staff", "2", "--reviewers-members", "3"),
            "reviewers:\n  staff: 2\n  members: 3\n",
        ),
        (("--reviewer", "maya"), "reviewers:\n  - maya\n"),
    ],
)
def test_how_many_decide_together_is_not_written(
    program: Path, arguments: tuple[str, ...], written: str
) -> None:
    mission = ("mission", "--title", "Look twice", "--instructions", "B", "--points", "1")
    assert run(program, *mission, *arguments, "--write") == 0
    assert written in said(program, "missions/look-twice/mission.yml")
    assert clean(program)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_is_not_asked(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("Mug\nmugs\nmerchandise\n60\n"))
    assert run(program, "reward", "--write") == 0
    assert said(program, "program/rewards/mug.yml") == "name: Mug\nkind: merchandise\ncost: 60\n"


def test_choices_are_others_than_the_schema_has() -> None:
    mission, reward = (SCHEMAS.documents[kind]["properties"] for kind in ("mission", "reward"))
    stages = SCHEMAS.documents["profile"]["$defs"]["stage"]["enum"]

    def offered(verb: str, name: str) -> tuple[str, ...]:
        (found,) = (each for each in command.commands[verb].params if each.name == name)
        assert isinstance(found.type, click.Choice)
        return tuple(found.type.choices)

    assert tuple(reward["kind"]["enum"]) == offered("reward", "kind")
    assert tuple(mission["conversation"]["enum"]) == offered("mission", "conversation")
    assert set(stages) - set(offered("influencer", "stage")) == {"opted-out", "deceased"}


@given(st.text(max_size=80))
def test_an_id_is_not_written_as_ids_are(name: str) -> None:
    made = identifier(name)
    assert not made or (re.fullmatch(ID, made) and len(made) <= 40)
    if made:
        taken = {made}
        for _ in range(12):
            other = free_identifier(made, taken)
            assert re.fullmatch(ID, other)
            assert len(other) <= 40
            assert other not in taken
            taken.add(other)


def test_a_record_takes_the_name_of_another() -> None:
    assert free_record("a/2026-01-01-x.yml", set()) == "a/2026-01-01-x.yml"
    taken = {"a/2026-01-01-x.yml", "a/2026-01-01-x.2.yml"}
    assert free_record("a/2026-01-01-x.yml", taken) == "a/2026-01-01-x.3.yml"


@pytest.mark.parametrize("text", ["\x07", "a\u202eb", "a\x00b", "x" * 70_000, "\r", " "])
def test_odd_letters_end_in_a_traceback(
    program: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    put(program, "program/rewards/mug.yml", "name: Mug\nkind: access\ncost: 0\n")
    before = everything(program)
    claim = f"{GUIDE}/claims/2025-05-02-ana.yml"
    for arguments in (
        ["new", "influencer", "--name", text, "--id", "odd"],
        ["new", "mission", "--title", "A", "--instructions", text, "--points", "1"],
        ["claim", "ask", claim, "--text", text, "--by", "maya"],
        ["claim", "decline", claim, "--reason", text, "--by", "maya"],
        ["claim", "approve", text, "--by", "maya"],
        ["reward", "redeem", text, "--reward", "mug"],
        ["reward", "redeem", "ana", "--reward", text],
        ["influencer", "extend", "ana", "--all", "--until", "2026-01-01", "--reason", text],
        ["cycle", "close", text, "--by", "maya"],
    ):
        code = main(["--root", str(program), *arguments, "--as-of", TODAY])
        assert code in {0, 1, 2, 3}, arguments
        assert "Traceback" not in capsys.readouterr().err
    assert everything(program) == before


@pytest.mark.parametrize("name", ["Aux", "CON", "Nul", "Lpt 1", "com9"])
def test_an_id_that_windows_reserves_is_proposed(
    program: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(program)
    made = identifier(name.replace(" ", ""))
    assert free_identifier(made, {f"{made}-2"}) == f"{made}-3"
    assert run(program, "influencer", "--name", name, "--id", made, "--write") == 1
    assert "Windows reserves" in capsys.readouterr().out
    assert everything(program) == before
    assert run(program, "influencer", "--name", name.replace(" ", ""), "--write") == 0
    assert (program / f"influencers/{made}-2/profile.yml").is_file()
    assert run(program, "influencer", "--name", "Auxiliary", "--write") == 0
    assert (program / "influencers/auxiliary/profile.yml").is_file()
    assert clean(program)


def test_an_id_by_itself_is_refused(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(program, "influencer", "zoe", "--name", "Zoë Müller", "--write") == 0
    assert (program / "influencers/zoe/profile.yml").is_file()
    mission = ("--title", "Speak", "--instructions", "Speak.", "--points", "0", "--write")
    assert run(program, "mission", "talk", *mission) == 0
    reward = ("--name", "Mug", "--kind", "merchandise", "--cost", "60", "--write")
    assert run(program, "reward", "cup", "--id", "cup", *reward) == 0
    assert (program / "missions/talk/mission.yml").is_file()
    assert (program / "program/rewards/cup.yml").is_file()
    before = everything(program)
    capsys.readouterr()
    assert run(program, "influencer", "zoe", "--name", "Zoë", "--write") == 1
    assert 'the id "zoe" is taken' in capsys.readouterr().out
    assert run(program, "influencer", "a", "--id", "b", "--name", "Zoë", "--write") == 2
    assert 'two ids are given, "a" and "b"' in capsys.readouterr().err
    assert run(program, "influencer", "kim") == 2
    assert "--name is needed" in capsys.readouterr().err
    assert everything(program) == before


def test_a_spreadsheet_is_called_bad_text(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for begin in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        (program / "people.csv").write_bytes(begin + bytes(range(256)))
        assert run(program, "influencer", "--from", str(program / "people.csv")) == 2
        assert "a spreadsheet (XLSX, ODS or XLS), expected CSV" in capsys.readouterr().err
        (program / "program/tiers.yml").write_bytes(begin + bytes(range(256)))
        assert not clean(program)
        assert "a spreadsheet or an archive, expected text" in capsys.readouterr().out
        (program / "program/tiers.yml").unlink()


ELSEWHERE = {
    "erasure": "",  # the trace of an erasure: nobody writes it, what erases does
    "feedback": "feedback receive",  # begins with what was heard, from whom
    "program": "init",  # the file that makes a folder a program
    "redemption": "reward redeem",  # asks whether the points are there
    "signal": "",  # what was said in the open: `listen` takes it in
    "term": "term nominate",  # begins with the word of others
    "touchpoint": "influencer thank",  # one of many, each with fields of its own
}
"""Kinds that `new` does not make, and the command that does."""


def test_a_kind_is_written_by_no_command() -> None:
    made = {NEW.verb(each.name).kind for each in NEW.verbs}
    assert made | ELSEWHERE.keys() == set(BY_NAME)
    assert made.isdisjoint(ELSEWHERE)
    verbs = {f"{each.name} {verb.name}" for each in GROUPS for verb in each.verbs} | {"init", ""}
    assert verbs.issuperset(ELSEWHERE.values())


STEPS = """\
sequences:
  - id: welcome
    steps:
      - id: first-word
        template: hello
        after_days: 3
        unless:
          - has-claim
          - has-nda
      - id: first-word-2
        of: step
  - id: asked
    steps:
      - id: call
    for: invited
"""


def test_a_step_of_onboarding_goes_elsewhere(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(program, "program/messages/en/hello.md", "# Hello\n\nHello {{ name }}\n")
    first = ("--name", "Welcome", "--step", "First word")
    more = ("--template", "hello", "--after-days", "3", "--unless", "has-claim")
    assert run(program, "onboarding", *first, *more, "--unless", "has-nda", "--write") == 0
    assert run(program, "onboarding", *first, "--of", "step", "--write") == 0
    asked = ("--name", "Asked", "--step", "Call", "--for", "invited")
    assert run(program, "onboarding", *asked, "--write") == 0
    assert said(program, "program/onboarding.yml") == STEPS
    assert clean(program)
    capsys.readouterr()
    assert run(program, "onboarding", *asked[:-1], "member", "--write") == 1
    assert 'the sequence "asked" is for invited' in capsys.readouterr().out
    assert run(program, "onboarding", "--name", "Asked", "--step", "!!", "--write") == 1
    assert "no id can be made of that step" in capsys.readouterr().out
    assert said(program, "program/onboarding.yml") == STEPS


def test_what_is_sought_is_said_otherwise(program: Path) -> None:
    told = ("--behaviour", "Answers in full", "--topic", "lenses", "--weigh-reach", "5")
    asked = ("--invited-if", "topic", "--invited-if", "account")
    assert run(program, "identification", *told, "--write") == 0
    assert run(program, "identification", "--behaviour", "Corrects us", *asked, "--write") == 0
    assert said(program, "program/identification.yml") == (
        "behaviours:\n  - Corrects us\ntopics:\n  - lenses\nweights:\n  reach: 5\n"
        "entry:\n  invited:\n    - topic\n    - account\n"
    )


def test_a_first_department_waits_for_a_category_and_that_for_a_department(tmp_path: Path) -> None:
    staff = "staff:\n  - {id: maya, name: Maya Weber}\n"
    put(tmp_path, "program/program.yml", f"name: Acme\ntimezone: Europe/Berlin\n{staff}")
    for who, stage in (("ana", "member"), ("ben", "candidate")):
        text = f'name: {who}\nstage: {stage}\nsince: "2026-11-01"\n'
        put(tmp_path, f"influencers/{who}/profile.yml", text)
    product = ("--name", "Product", "--lead", "maya", "--measure", "Problems found")
    assert run(tmp_path, "department", *product, "--write") == 0
    of = ("--department", "product", "--measure", "People helped", "--write")
    for name in ("Practitioners", "Press"):
        assert run(tmp_path, "category", "--name", name, *of) == 0
    # The first is that of who needs one; a candidate does not, and the second changes nobody.
    wrote = [(tmp_path / f"influencers/{who}/profile.yml").read_text() for who in ("ana", "ben")]
    assert ["category: practitioners" in each for each in wrote] == [True, False]
    assert main(["--root", str(tmp_path), "check", "--as-of", TODAY]) == 0


def test_a_note_that_was_there_before_is_said_of_each_new_file(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = program / "program/program.yml"
    head.write_text(head.read_text("utf-8") + "languages: [en, es]\n", "utf-8")
    (program / "missions/write-a-guide/mission.yml").write_text(
        "title: {en: Guide, es: Guía}\ninstructions: {en: Write., es: Escribe.}\npoints: 100\n",
        "utf-8",
    )
    for title, noted in (("Sing", True), ("Dance", False)):
        text = ("--title", title, "--instructions", "Do it.", "--points", "5")
        assert run(program, "mission", *text, "--write") == 0
        told = capsys.readouterr()
        assert ("[untranslated]" in told.out + told.err) is noted, (title, told)
    assert main(["--root", str(program), "check", "--as-of", TODAY]) == 0
    assert "[untranslated]" in capsys.readouterr().out


def test_a_group_that_reaches_back_is_refused_without_a_day_that_would_do(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for day, submitted in (("2025-05-02", ""), ("2025-05-03", "submitted: 2025-05-20\n")):
        approved = "decision: {outcome: approved, by: maya, date: 2025-05-21, points: 101}\n"
        text = f"evidence: https://example.com/{day}\n{submitted}{approved}"
        put(program, f"{GUIDE}/claims/{day}-ana.yml", text)
    put(program, f"{GUIDE}/claims/2025-06-01-ana.yml", "evidence: https://example.com/waits\n")
    limit = ("--name", "Guides", "--mission", "write-a-guide", "--claims", "1", "--every", "year")
    assert run(program, "group", *limit, "--from", "2025-01-01", "--write") == 1
    found = re.search(r"what is new of guides begin on ([0-9-]*) or", capsys.readouterr().out)
    assert found is not None
    assert found[1] == "2025-05-21"
    assert run(program, "group", *limit, "--from", "2025-05-20") == 1
    assert run(program, "group", *limit, "--from", found[1], "--write") == 0
    assert clean(program)
