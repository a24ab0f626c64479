"""What a shell is offered: commands, options, choices, and ids that are names of files."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest
from click.shell_completion import ShellComplete

from goodword.cli import completable, main
from goodword.cli.commands import COMMANDS, command
from goodword.cli.commands.completion import SHELLS
from goodword.cli.completing import RECORD, known
from goodword.cli.group import goodword
from tests.conftest import ROOT
from tests.test_claim_commands import put

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Golden, Require


def offered(root: Path, *words: str) -> list[str]:
    shell = ShellComplete(known(), {}, "goodword", "_GOODWORD_COMPLETE")
    before = ["--root", str(root), *words[:-1]]
    return [each.value for each in shell.get_completions(before, words[-1])]


SETTINGS = """\
name: Acme
staff:
- id: maya
  name: Maya
  github: {login: maya-w, id: 815}
- {id: "jon", name: Jon}
# - id: gone
timezone: UTC
"""
DEPARTMENTS = """\
departments:

  - name: Press
    id: pr
    lead: maya
categories: [{id: writer, name: Writer}, {id: maker, name: Maker}]
"""
TIERS = """\
versions:
  - from: "2025-01-01"
    tiers: &none
      - id: scout
        standing_at_least: 0
  - tiers: [{id: guide}]
"""
STRATEGY = """\
pillars: [adoption]
objectives:
  - id: more-guides
    kpis:
      - id: guides-used
        kind: outcome
"""
FILES = {
    "program/program.yml": SETTINGS,
    "program/departments.yml": DEPARTMENTS,
    "program/tiers.yml": TIERS,
    "program/strategy.yml": STRATEGY,
    "influencers/ana/profile.yml": "{",
    "influencers/tomo/profile.yml": "",
    "influencers/tomo/touchpoints/2025-05-01-thanks.2.yml": "",
    "influencers/ana/redemptions/2025-06-01-mug.yml": "",
    "influencers/$(touch ran)/profile.yml": "",
    "influencers/README.md": "",
    "missions/write/claims/2025-05-02-ana.yml": "",
    "missions/write/notes.md": "",
    "program/feedback/2025-07-01-slow.yml": "",
    "program/incidents/2025-07-02-brake.yml": "",
    "program/signals/2025-07-03-forum.yml": "",
    "program/events/2025-07-03-ride.yml": "",
    "program/communities/forum.yml": "",
    "program/rewards/mug.yml": "",
    "program/rewards/mug.txt": "",
    "program/measures/2025-Q1.yml": "",
    "program/audits/2025-Q2/ana.yml": "",
}


@pytest.fixture
def program(tmp_path: Path) -> Path:
    for path, content in FILES.items():
        put(tmp_path, path, content)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("influencer thank ", ["ana", "tomo"]),
        ("influencer thank ana t", ["tomo"]),
        ("points t", ["tomo"]),
        ("audit view a", ["ana"]),
        ("mission pause ", ["write"]),
        ("claim approve ", ["write/2025-05-02-ana"]),
        ("claim approve --mission w", ["write"]),
        ("claim approve --by ", ["jon", "maya"]),
        ("claim approve --second m", ["maya"]),
        ("influencer owner --from j", ["jon"]),
        ("new influencer --owner ", ["jon", "maya"]),
        ("new influencer --name ", []),
        ("init --staff ", []),
        ("agenda --department ", ["pr"]),
        ("department lead ", ["pr"]),
        ("new influencer --category ", ["maker", "writer"]),
        ("new reward --tier ", ["guide", "scout"]),
        ("new mission --objective ", ["more-guides"]),
        ("objective step ", ["more-guides"]),
        ("cycle measure 2025-Q1 --kpi ", ["guides-used"]),
        ("new objective --kpi ", []),
        ("new claim --event ", ["2025-07-03-ride"]),
        ("new claim --witness ", ["ana", "tomo", "jon", "maya"]),
        ("influencer extend ana --of ", ["write/2025-05-02-ana"]),
        ("claim approve --quality n", ["normal"]),
        ("claim approve --qu", ["--quality", "--quantity"]),
        ("cla", ["claim"]),
        ("clam ", []),
        ("outbox --preview ", []),
        ("reward approve an", ["ana/2025-06-01-mug"]),
        ("reward redeem --reward ", ["mug"]),
        ("touchpoint void ", ["tomo/2025-05-01-thanks.2"]),
        ("feedback tell ", ["2025-07-01-slow", "2025-07-02-brake"]),
        ("feedback tell 2025-07-01-slow a", ["ana"]),
        ("event attend ", ["2025-07-03-ride"]),
        ("signal dismiss ", ["2025-07-03-forum"]),
        ("incident heard ", ["2025-07-02-brake"]),
        ("community review f", ["forum"]),
        ("cycle measure ", ["2025-Q1", "2025-Q2"]),
        ("new influencer a", []),
        ("completion ", list(SHELLS)),
        ("show mu", ["mug"]),
    ],
)
def test_another_word_is_offered(program: Path, words: str, expected: list[str]) -> None:
    assert offered(program, *words.split(" ")) == expected


def test_a_file_is_read_to_complete_an_id(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*_: object, **__: object) -> None:
        pytest.fail("a file was opened")

    shell = ShellComplete(known(), {}, "goodword", "_GOODWORD_COMPLETE")  # reads the record
    monkeypatch.setattr(Path, "open", read)
    monkeypatch.setattr("builtins.open", read)
    monkeypatch.setattr(os, "open", read)
    found = shell.get_completions(["--root", str(program), "influencer", "thank"], "")
    assert [each.value for each in found] == ["ana", "tomo"]


def test_the_record_lacks_what_a_command_takes(golden: Golden) -> None:
    golden(RECORD, completable.record(goodword))


def verbs(made: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The command, and those in it."""
    yield path, made
    for name, each in getattr(made, "commands", {}).items():
        yield from verbs(each, (*path, name))


TAKEN = (
    "name",
    "opts",
    "secondary_opts",
    "nargs",
    "multiple",
    "is_flag",
    "hidden",
    "count",
    "help",
)


def taken(made: click.Command) -> list[Any]:
    """What a command takes, as far as a shell can see it."""
    return [
        (
            each.param_type_name,
            *(getattr(each, name, None) for name in TAKEN),
            getattr(each, "_flag_needs_value", None),
            getattr(each.type, "choices", None),
            getattr(each.type, "file_okay", None),
        )
        for each in made.params
    ]


def test_the_record_makes_a_command_that_takes_other_words() -> None:
    real = [pair for row in COMMANDS for pair in verbs(command(row), (row.name,))]
    top = known()
    context = click.Context(top)
    kept = [
        pair
        for row in COMMANDS
        if (made := top.get_command(context, row.name))
        for pair in verbs(made, (row.name,))
    ]
    assert [path for path, _ in kept] == [path for path, _ in real]
    assert taken(top) == taken(goodword)
    for (path, one), (_, other) in zip(kept, real, strict=True):
        assert taken(one) == taken(other), path
        assert one.get_short_help_str() == other.get_short_help_str(), path


@pytest.mark.parametrize(
    "words",
    ["", "-", "claim ", "claim approve --", "claim approve --by --", "portal --serve --",
     "portal --audience ", "list ", "list x --format j", "new claim --influencer x --", "check x "],
)  # fmt: skip
def test_the_record_offers_another_word_than_the_commands(words: str) -> None:
    """Both are asked by click itself."""
    *before, begun = words.split(" ")
    real, kept = (
        [
            (each.value, each.help, each.type)
            for each in ShellComplete(top, {}, "goodword", "").get_completions([*before], begun)
        ]
        for top in (goodword, known())
    )
    assert real == kept


def test_a_shell_has_what_it_does_not_need_imported() -> None:
    script = (
        "import os, sys; os._exit = sys.exit\n"
        "import atexit; atexit.register(lambda: print([each for each in sys.modules "
        "if each.startswith('goodword')]))\n"
        "from goodword.cli import run; run()"
    )
    asked = {
        "_GOODWORD_COMPLETE": "bash_complete",
        "COMP_WORDS": "goodword show a",
        "COMP_CWORD": "2",
    }
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **asked},
    )
    assert set(ast.literal_eval(done.stdout.splitlines()[-1])) == {
        "goodword", "goodword.cli", "goodword.cli.main", "goodword.cli.completing",
        "goodword.cli.named", "goodword.source", "goodword.source.home",
    }  # fmt: skip


def test_without_a_program_there_are_ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goodword.source.home.SETTINGS", "program/nowhere.yml")
    shell = ShellComplete(known(), {}, "goodword", "_GOODWORD_COMPLETE")
    assert shell.get_completions(["influencer", "thank"], "") == []
    assert offered(tmp_path, "influencer", "thank", "") == []


def test_a_command_is_not_offered() -> None:
    assert set(offered(ROOT, "")) == {row.name for row in COMMANDS}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_has_no_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert f"_GOODWORD_COMPLETE={shell}_complete" in script
    assert "_goodword_completion" in script


def environment() -> dict[str, str]:
    """With the command as it is installed on the path."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "TERM": "dumb"}


def ran(program: Path, *command: str | Path) -> str:
    return subprocess.run(
        command, cwd=program, check=True, capture_output=True, text=True, env=environment()
    ).stdout


ASKED = [
    ("influencer thank t", "tomo"),
    ("claim approve --by ma", "maya"),
    ("agenda --department p", "pr"),
    ("new reward --tier s", "scout"),
    ("reward redeem --reward m", "mug"),
    ("event attend 2", "2025-07-03-ride"),
    ("community review f", "forum"),
    ("incident heard 2", "2025-07-02-brake"),
]
"""What is typed, and the word that the last one becomes; its kind: people, staff, and so on."""


def script(program: Path, shell: str) -> Path:
    """The script of a shell, in a file."""
    file = program / f"completion.{shell}"
    file.write_text(ran(program, "goodword", "completion", shell), encoding="utf-8")
    return file


def test_bash_does_not_complete(program: Path) -> None:
    lines = [f"source {script(program, 'bash')}"]
    for words, _ in ASKED:
        count = len(words.split())
        lines.append(f"COMP_WORDS=(goodword {words}); COMP_CWORD={count}; COMPREPLY=()")
        lines.append('_goodword_completion goodword; echo "${COMPREPLY[@]}"')
    found = ran(program, "bash", "--norc", "-c", "\n".join(lines))
    assert found.splitlines() == [word for _, word in ASKED]
    assert not (program / "ran").exists()


def test_fish_does_not_complete(program: Path, require: Require) -> None:
    fish = require("fish")
    lines = [f"source {script(program, 'fish')}"]
    lines += [f"complete --do-complete 'goodword {words}'" for words, _ in ASKED]
    found = ran(program, fish, "--no-config", "-c", "\n".join(lines))
    assert [line.partition("\t")[0] for line in found.splitlines()] == [word for _, word in ASKED]
    assert not (program / "ran").exists()


def test_zsh_does_not_complete(program: Path, require: Require) -> None:
    """The script as zsh runs it; what it hands to the editor of the line is printed."""
    zsh = require("zsh")
    lines = ["compdef() {}", "_describe() {}", 'compadd() { print -r -- "${completions[@]}" }']
    lines.append(f"source {script(program, 'zsh')}")
    for words, _ in ASKED:
        count = len(words.split()) + 1
        lines.append(f"words=(goodword {words}); CURRENT={count}; _goodword_completion")
    found = ran(program, zsh, "-f", "-c", "\n".join(lines))
    assert found.splitlines() == [word for _, word in ASKED]
    assert not (program / "ran").exists()
