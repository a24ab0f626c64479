"""`goodword doctor`: each check sees what is wrong, and lets be what is right."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from goodword import __version__
from goodword.cli import main
from goodword.cli.probing import probed
from goodword.diagnostics import Failure, Place
from goodword.host import CHECKS, surroundings
from goodword.host.beside import held
from goodword.host.surroundings import Surroundings, by_gh
from goodword.load import load
from goodword.model.erasure import Erasure
from goodword.probe import RULES as ASKED
from goodword.probe.visit import Cell, Result
from goodword.resources import schemas_directory, starter_files
from goodword.source.repository import Repository
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from goodword.starter.owners import PATH, code_owners, drift

NOW = datetime(2026, 11, 30, 9, tzinfo=UTC)
PROGRAM = (
    "name: Here\ntimezone: UTC\nmode: closed\nstaff:\n"
    "  - {id: kim, name: Kim, github: kim, emails: [Author@example.org]}\n"
)
PIN = f"goodword=={__version__} --hash=sha256:{'0' * 64}\n"
CHECK = ".github/workflows/check.yml"


def git(root: Path, *arguments: str, at: str = "2026-11-30T08:00:00Z") -> None:
    stamp = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
    subprocess.run(["git", *arguments], cwd=root, check=True, env={**os.environ, **stamp})


@pytest.fixture
def around(tmp_path: Path) -> Surroundings:
    """A program around which all is well."""
    files: dict[str, bytes] = {
        "program/program.yml": PROGRAM.encode(),
        "requirements.txt": PIN.encode(),
        ".gitattributes": b"* text=auto eol=lf\n",
        **starter_files(),
        **{
            f"schemas/{each.name}": each.read_bytes() for each in schemas_directory().glob("*.json")
        },
    }
    for path, data in files.items():
        lay(tmp_path, path, data)
    git(tmp_path, "init", "--quiet")
    program = load(DiskTree(tmp_path), Schemas.load(schemas_directory()), cache=None).program
    lay(tmp_path, PATH, code_owners(program, NOW.date()).text.encode())
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "--quiet", "-m", "all")
    return read(tmp_path)


def lay(root: Path, path: str, data: bytes) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(data)


def read(root: Path) -> Surroundings:
    tree = DiskTree(root)
    program = load(tree, Schemas.load(schemas_directory()), cache=None).program
    return Surroundings(
        root=root,
        top=root,
        way="",
        tree=tree,
        program=program,
        owners=drift(code_owners(program, NOW.date()).text, held(root, PATH)),
        now=NOW,
        version=__version__,
        commit="",
        python=(3, 12),
        given=starter_files(),
        schemas=schemas_directory(),
        ask=answers(),
    )


RULES: list[dict[str, Any]] = [
    {"type": "non_fast_forward"},
    {"type": "pull_request", "parameters": {"require_code_owner_review": True}},
    {
        "type": "required_status_checks",
        "parameters": {"required_status_checks": [{"context": "CI"}]},
    },
]


def answers(**changed: Any) -> Callable[[str], Any]:
    """A host; `changed` replaces what it says to the last part of a path."""
    known = {
        "{repo}": {"private": True, "default_branch": "main"},
        "main": RULES,
        "secrets": {"secrets": [{"name": "PORTAL_KEY"}]},
        "events": [{"created_at": "2026-11-30T08:59:00Z"}],
        **changed,
    }

    def ask(path: str) -> Any:
        return known[path.partition("?")[0].rpartition("/")[2]]

    return ask


def states(around: Surroundings) -> dict[str, str]:
    return {check.name: check.look(around).state for check in CHECKS}


def said(around: Surroundings, name: str) -> str:
    return next(check.look(around).said for check in CHECKS if check.name == name)


def wrong(around: Surroundings) -> list[str]:
    return [name for name, state in states(around).items() if state == "wrong"]


def test_where_all_is_well_something_is_wrong(around: Surroundings) -> None:
    assert set(states(around).values()) == {"ok"}


@pytest.mark.parametrize("there", [True, False])
def test_the_repository_is_opened_for_each_check(
    around: Surroundings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, there: bool
) -> None:
    """One that is not there is not looked for by each check either."""
    if not there:
        shutil.move(around.top / ".git", tmp_path.parent / f"{tmp_path.name}-git")
    opened = []

    def opening(path: Path) -> Repository:
        opened.append(path)
        return Repository(path)

    monkeypatch.setattr(surroundings, "Repository", opening)
    assert ("wrong" in states(around).values()) is not there
    assert opened == [around.top]


def test_without_the_network_the_host_is_asked(around: Surroundings) -> None:
    found = states(replace(around, ask=None))
    asked = {name for name, state in found.items() if state == "not asked"}
    assert asked == {"privacy", "branch rules", "host clock"}
    assert wrong(replace(around, ask=None)) == []


@pytest.mark.parametrize(
    ("path", "data", "check", "words"),
    [
        ("requirements.txt", b"click==8.3\n", "version", "pins no goodword"),
        ("requirements.txt", None, "version", "pins no goodword"),
        ("requirements.txt", b"goodword==9.9.9\n", "version", "version 9.9.9 is pinned"),
        (
            "requirements.txt",
            b"./wheels/goodword-9.9.9-py3-none-any.whl --hash=sha256:00\n",
            "version",
            "version 9.9.9 is pinned",
        ),
        (
            "goodword.txt",
            b"goodword @ git+https://example.org/goodword@" + b"a" * 40 + b"\n",
            "version",
            "commit aaaa",
        ),
        (".gitattributes", b"*.png binary\n", "line ends", ".gitattributes does not say"),
        (".gitattributes", b"* text eol=crlf\n", "line ends", ".gitattributes does not say"),
        (PATH, b"* @somebody\n", "code owners", f"{PATH}:1: "),
        ("schemas/claim.schema.json", b"{}\n", "schemas", "the schemas that check judges by"),
        (CHECK, b"on: push\n", "workflows", f"1 file of another version, or changed: {CHECK}"),
        (".pre-commit-config.yaml", b"repos: []\n", "hooks", "are not set up here"),
    ],
)
def test_a_file_beside_the_data_that_is_wrong_passes(
    path: str, data: bytes | None, check: str, words: str, around: Surroundings
) -> None:
    if data is None:
        (around.root / path).unlink()
    else:
        lay(around.root, path, data)
    around = read(around.root)
    assert wrong(around) == [check]
    assert words in said(around, check)


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("requirements.txt", f"goodword == {__version__} \\\n    --hash=sha256:00\n".encode()),
        ("requirements.txt", f"./wheels/goodword-{__version__}-py3-none-any.whl\n".encode()),
        (".gitattributes", b"* text eol=lf\n"),
        (
            ".github/workflows/mine.yml",
            b"x: ${{ secrets.PORTAL_KEY }} ${{ secrets.GITHUB_TOKEN }}",
        ),
        (".github/workflows/own.yml", b"on: push\n"),
    ],
)
def test_a_file_beside_the_data_that_is_right_is_wrong(
    path: str, data: bytes, around: Surroundings
) -> None:
    lay(around.root, path, data)
    assert wrong(around) == []


def test_the_pinned_commit_runs_and_is_wrong(around: Surroundings) -> None:
    line = f"goodword @ git+https://example.org/goodword@{'a' * 40}\n"
    lay(around.root, "goodword.txt", line.encode())
    assert wrong(replace(around, commit="a" * 40)) == []


def test_a_program_without_any_workflow_is_checked(around: Surroundings) -> None:
    for path in starter_files():
        (around.root / path).unlink()
    assert wrong(around) == ["workflows"]
    lay(around.root, ".gitlab-ci.yml", starter_files()[".gitlab-ci.yml"])
    (around.root / PATH).unlink()
    assert wrong(read(around.root)) == []


def test_a_workflow_that_is_missing_is_wrong_or_unsaid(around: Surroundings) -> None:
    (around.root / ".github/workflows/agenda.yml").unlink()
    assert states(around)["workflows"] == "note"
    assert said(around, "workflows") == "not here: .github/workflows/agenda.yml"


def test_hooks_that_are_set_up_are_wrong(around: Surroundings) -> None:
    lay(around.root, ".pre-commit-config.yaml", b"repos: []\n")
    assert wrong(around) == ["hooks"]
    lay(around.root, ".git/hooks/pre-commit", b"#!/bin/sh\n")
    assert wrong(around) == []
    git(around.root, "config", "core.hooksPath", "elsewhere")
    assert wrong(around) == ["hooks"]
    lay(around.root, "elsewhere/pre-commit", b"#!/bin/sh\n")
    assert wrong(around) == []


Lay = Callable[[Path], None]


def shallow(root: Path) -> None:
    git(root, "commit", "--quiet", "--allow-empty", "-m", "more")
    newest = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, check=True, capture_output=True)
    (root / ".git" / "shallow").write_bytes(newest.stdout)


def detached(root: Path) -> None:
    git(root, "checkout", "--quiet", "--detach")


def unborn(root: Path) -> None:
    git(root, "checkout", "--quiet", "--orphan", "new")


def without_git(root: Path) -> None:
    (root / ".git").rename(root / "gone")


def of_another(root: Path) -> None:
    (root / ".git" / "HEAD").write_text("nonsense\n")


def written_with_cr(root: Path) -> None:
    no_attributes(root)
    git(root, "config", "core.autocrlf", "true")
    for path in (root / "program").iterdir():
        path.unlink()
    git(root, "checkout", "--quiet", "--", "program")
    lay(root, ".gitattributes", b"* text=auto eol=lf\n")
    git(root, "add", ".gitattributes")


def autocrlf_alone(root: Path) -> None:
    git(root, "config", "core.autocrlf", "true")
    for path in (root / "program").iterdir():
        path.unlink()
    git(root, "checkout", "--quiet", "--", "program")


def no_attributes(root: Path) -> None:
    git(root, "rm", "--quiet", ".gitattributes")


def another_version(root: Path) -> None:
    lay(root, "requirements.txt", b"goodword==9.9.9 --hash=sha256:00\n")


def another_commit(root: Path) -> None:
    line = f"goodword @ git+https://example.org/goodword@{'a' * 40}\n"
    lay(root, "goodword.txt", line.encode())


def no_schemas(root: Path) -> None:
    shutil.rmtree(root / "schemas")


def a_schema_less(root: Path) -> None:
    (root / "schemas" / "claim.schema.json").unlink()


def hooks_asked_for(root: Path) -> None:
    lay(root, ".pre-commit-config.yaml", b"repos: []\n")


@pytest.mark.parametrize(
    ("change", "check", "state", "words", "do"),
    [
        (shallow, "history", "wrong", "the clone is shallow", "git fetch --unshallow"),
        (detached, "history", "note", "no branch", "git switch main"),
        (unborn, "history", "wrong", "nothing is committed", "git add --all && git commit"),
        (without_git, "git", "wrong", "is not in a git repository", "git init"),
        (of_another, "git", "wrong", "is not in a git repository", "git init"),
        (written_with_cr, "line ends", "wrong", "1 file here", "git checkout-index -f -a"),
        (autocrlf_alone, "line ends", "ok", "", ""),
        (no_attributes, "line ends", "wrong", "does not say", "git add --renormalize ."),
        (another_version, "version", "wrong", "9.9.9 is pinned", "--require-hashes -r requirem"),
        (another_commit, "version", "wrong", "aaa is pinned", "--no-deps -r goodword.txt"),
        (no_schemas, "schemas", "note", "there is no schemas/", "goodword schemas --write"),
        (a_schema_less, "schemas", "wrong", "missing beside", "goodword schemas --write"),
        (hooks_asked_for, "hooks", "wrong", "are not set up here", "pre-commit install"),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_what_mends_it_is_not_said(
    change: Lay, check: str, state: str, words: str, do: str, around: Surroundings
) -> None:
    change(around.root)
    found = next(each.look(read(around.root)) for each in CHECKS if each.name == check)
    assert found.state == state
    assert words in found.said
    assert do in found.do


def test_the_command_that_is_said_mends_nothing(
    around: Surroundings, capsys: pytest.CaptureFixture[str]
) -> None:
    """Those that need no network and no other program, done as they are said."""
    root = around.root
    git(root, "branch", "--move", "main")
    for change, check in (
        (no_attributes, "line ends"),
        (written_with_cr, "line ends"),
        (a_schema_less, "schemas"),
        (no_schemas, "schemas"),
        (detached, "history"),
    ):
        change(root)
        look = next(each.look for each in CHECKS if each.name == check)
        do = look(read(root)).do.rpartition(", then ")[2]
        if do.startswith("goodword "):
            assert main(["--root", str(root), *do.split()[1:]]) == 0
        else:
            subprocess.run(["bash", "-c", do], cwd=root, check=True, capture_output=True)
        assert look(read(root)).state == "ok", do
        git(root, "add", "--all")
        git(root, "commit", "--quiet", "--allow-empty", "-m", "mended")
    assert main(["--root", str(root), "schemas", "--check"]) == 0
    lay(root, "schemas/claim.schema.json", b"{}\n")
    assert main(["--root", str(root), "schemas", "--check"]) == 1
    assert "[schemas-copy]" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("python", "state"), [((3, 10), "wrong"), ((3, 14), "ok"), ((3, 15), "note")]
)
def test_another_python_passes(python: tuple[int, int], state: str, around: Surroundings) -> None:
    assert states(replace(around, python=python))["python"] == state


def test_a_clock_that_is_behind_is_right(around: Surroundings) -> None:
    early = NOW - timedelta(days=1)
    assert wrong(replace(around, now=early, ask=None)) == ["clock"]
    assert wrong(replace(around, now=early)) == ["clock", "host clock"]
    assert wrong(replace(around, now=NOW - timedelta(minutes=62), ask=None)) == []


def test_a_folder_without_git_passes(tmp_path: Path, around: Surroundings) -> None:
    del around
    bare = tmp_path / "elsewhere"
    lay(bare, "program/program.yml", PROGRAM.encode())
    (tmp_path / ".git").rename(tmp_path / "gone")
    found = states(read(bare))
    assert found["git"] == "wrong"
    assert found["clock"] == found["line ends"] == "not asked"


def test_an_address_that_is_nobodys_is_somebodys(around: Surroundings) -> None:
    git(around.root, "config", "user.email", "stranger@example.org")
    assert states(around)["you"] == "note"


def test_files_that_cannot_be_read_end_the_run(around: Surroundings) -> None:
    found = states(replace(around, program=None))
    assert {found[name] for name in ("you", "code owners", "privacy", "signed commits")} == {
        "not asked"
    }


@pytest.mark.parametrize(
    ("changed", "check", "words"),
    [
        ({"{repo}": {"private": False, "default_branch": "main"}}, "privacy", "everybody can read"),
        ({"main": RULES[:2]}, "branch rules", "the check CI is not required"),
        ({"main": RULES[::2]}, "branch rules", "changes need no pull request"),
        ({"main": RULES[1:]}, "branch rules", "history can be rewritten"),
        (
            {"main": [*RULES[::2], {"type": "pull_request"}]},
            "branch rules",
            "code owners need not review",
        ),
        ({"events": [{"created_at": "2026-11-30T09:30:00Z"}]}, "host clock", "this clock says"),
    ],
)
def test_a_host_that_is_set_wrong_passes(
    changed: dict[str, Any], check: str, words: str, around: Surroundings
) -> None:
    around = replace(around, ask=answers(**changed))
    assert wrong(around) == [check]
    assert words in said(around, check)


@pytest.mark.parametrize("answer", [None, [], {}, "text", 7, [None], {"default_branch": "../x"}])
def test_an_answer_that_is_none_ends_the_run(answer: Any, around: Surroundings) -> None:
    for part in ("{repo}", "main", "secrets", "events"):
        lay(around.root, ".github/workflows/mine.yml", b"${{ secrets.PORTAL_KEY }}")
        found = states(replace(around, ask=answers(**{part: answer})))
        assert set(found.values()) <= {"ok", "wrong", "not asked"}


def test_a_secret_that_is_named_and_not_set_passes(around: Surroundings) -> None:
    lay(around.root, ".github/workflows/mine.yml", b"x: ${{ secrets.OTHER_KEY }}")
    assert wrong(around) == ["secrets"]
    assert said(around, "secrets") == "not set: OTHER_KEY"
    assert states(replace(around, ask=None))["secrets"] == "not asked"


def test_a_secret_of_a_host_is_asked_for_without_one(around: Surroundings) -> None:
    assert said(around, "secrets").startswith("of those that workflows name the repository needs")
    lay(around.root, ".github/portal/deploy", b"rsync\n")
    assert states(around)["secrets"] == "note"
    assert "MEMBERS_LOGIN" in said(around, "secrets")
    lay(around.root, ".github/workflows/mine.yml", b"x: ${{ secrets.MEMBERS_LOGIN }}")
    assert wrong(around) == ["secrets"]


def test_a_secret_of_sending_is_asked_for_where_it_is_not_kept(around: Surroundings) -> None:
    lay(around.root, ".github/workflows/outbox.yml", b"x: ${{ secrets.SENDING_KEY }}")
    assert said(around, "secrets").endswith("where this does not look: SENDING_KEY")
    lay(around.root, ".github/workflows/mine.yml", b"x: ${{ secrets.SENDING_KEY }}")
    assert said(around, "secrets") == "not set: SENDING_KEY"


def test_secrets_that_workflows_name_are_denied(around: Surroundings) -> None:
    for name in ("intake", "publish", "outbox"):
        lay(
            around.root,
            f".github/workflows/{name}.yml",
            f"x: ${{{{ secrets.{name}_key }}}}".encode(),
        )
    assert said(around, "secrets") == (
        "of those that workflows name the repository needs none; "
        "needed once somebody was erased: intake_key; "
        "needed where a host publishes, some of them: publish_key; "
        "of the environment that sends, where this does not look: outbox_key"
    )
    for name in ("intake", "publish", "outbox"):
        lay(around.root, f".github/workflows/{name}.yml", b"x: ${{ secrets.GITHUB_TOKEN }}")
    assert said(around, "secrets") == "workflows name no secrets"


def test_the_secret_of_intake_is_asked_for_before_somebody_was_erased(
    around: Surroundings,
) -> None:
    assert around.program is not None
    assert states(around)["secrets"] == "ok"
    place = Place("program/erasures/2026-10-01-a1.yml")
    gone = Erasure(place=place, id="a1", date=date(2026, 10, 1), by="maya", hashes=("0" * 64,))
    erased = replace(around, program=replace(around.program, erasures={place.path: gone}))
    assert wrong(erased) == ["secrets"]
    assert said(erased, "secrets") == "not set: GOODWORD_INTAKE_KEY"


def probing(*against: str) -> Callable[[str], Result]:
    cells = [Cell(rule.name, "x", ("GET /: 200",) * (rule.name in against)) for rule in ASKED]
    return lambda _: Result(tuple(cells), "")


def test_a_portal_that_is_open_is_not_wrong(around: Surroundings) -> None:
    assert said(around, "portal") == "the program names no address of a portal"
    url = "https://champions.example.com"
    lay(around.root, "program/program.yml", f"{PROGRAM}portal: {{url: {url}}}\n".encode())
    here = replace(read(around.root), probe=probing())
    assert states(here)["portal"] == "ok"
    assert states(replace(here, probe=None))["portal"] == "not asked"
    half = replace(here, probe=probing("login"))
    assert states(half)["portal"] == "note"
    for rule in ("get", "after-login"):
        found = replace(here, probe=probing("login", rule))
        assert wrong(found) == ["portal"]
        assert said(found, "portal") == f"{url} is not private by 1 rule: GET /: 200"
    lay(
        around.root,
        "program/program.yml",
        f"{PROGRAM}portal: {{url: {url}, audiences: [public]}}\n".encode(),
    )
    assert states(replace(read(around.root), probe=probing("get")))["portal"] == "ok"


def test_a_login_that_is_none_ends_doctor(around: Surroundings) -> None:
    url = "https://champions.example.com"
    lay(around.root, "program/program.yml", f"{PROGRAM}portal: {{url: {url}}}\n".encode())
    here = replace(read(around.root), probe=lambda each: probed([each], ["basic:NOT_SET"]))
    assert states(here)["portal"] == "not asked"


def test_named_deciders_need_not_sign(around: Surroundings) -> None:
    lay(around.root, "program/policies.yml", b"versions:\n  decisions_recorded_by: named\n")
    named = replace(read(around.root))
    assert wrong(named) == ["signed commits"]
    signed = replace(named, ask=answers(main=[*RULES, {"type": "required_signatures"}]))
    assert wrong(signed) == []


def gh(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Any]:
    """What asks through a `gh` that is this script."""
    (folder / "gh").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / "gh").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    return by_gh(folder)


def test_what_gh_says_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = gh(tmp_path, 'echo "{\\"asked\\": \\"$*\\"}"', monkeypatch)
    assert ask("repos/{owner}/{repo}")["asked"] == "api --method GET repos/{owner}/{repo}"
    with pytest.raises(Failure, match="gh says: no login"):
        gh(tmp_path, "echo no login >&2; exit 4", monkeypatch)("")
    with pytest.raises(Failure, match="something else than JSON"):
        gh(tmp_path, "echo hello", monkeypatch)("")
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    with pytest.raises(Failure, match="not installed"):
        by_gh(tmp_path)("")


def test_the_command_fails_where_nothing_is_wrong_or_passes_where_something_is(
    around: Surroundings, capsys: pytest.CaptureFixture[str]
) -> None:
    git(around.root, "commit", "--quiet", "--amend", "-m", "earlier", at="2024-05-06T12:00:00Z")
    arguments = ["--root", str(around.root), "doctor"]
    assert main([*arguments, "--format", "json"]) == 0
    value = json.loads(capsys.readouterr().out)
    assert [each["check"] for each in value] == [check.name for check in CHECKS]
    assert {each["state"] for each in value} == {"ok", "not asked"}
    lay(around.root, CHECK, b"on: push\n")
    assert main(arguments) == 1
    assert "of another version, or changed" in capsys.readouterr().out


def test_a_program_that_cannot_be_read_has_no_surroundings(
    around: Surroundings, capsys: pytest.CaptureFixture[str]
) -> None:
    lay(around.root, "influencers/ana/profile.yml", b"nmae: Ana\n")
    main(["--root", str(around.root), "doctor"])
    assert "files of the program cannot be read" in capsys.readouterr().out


def test_a_repository_of_another_owner_is_told_as_git_tells_it(
    around: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise Failure("git refuses the repository: it belongs to another user", "trust it")

    monkeypatch.setattr("goodword.host.surroundings.Repository", refuse)
    found = {check.name: check.look(around) for check in CHECKS}
    assert found["git"] == (
        *("wrong", "git refuses the repository: it belongs to another user", "trust it"),
    )
    assert found["you"].state == "not asked"
