"""guard: what is on record only grows, and who wrote it down was somebody who may."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.diagnostics import Failure
from goodword.formats import DIAGNOSTICS
from goodword.guard import GUARDS
from tests.guard_history import FOLDER, agreed, commit, git, guarded, histories, laid, root

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Golden
    from tests.guard_history import Told

__all__ = ["agreed", "root"]


UNEQUAL = "where case and compatibility do not count"
APPROVED = "missions/write/claims/2026-08-03-ana.yml"


def text(told: Told) -> str:
    """As the terminal has it, without what differs from one run to the next."""
    shown = DIAGNOSTICS["text"](told.found, told.locator.text)
    return re.sub(r"\b[0-9a-f]{12}\b", "COMMIT", shown) or "all kept\n"


@pytest.mark.parametrize("name", histories())
def test_a_history_is_judged_otherwise(name: str, root: Path, golden: Golden) -> None:
    golden(FOLDER / name / "expected.txt", text(guarded(root, laid(root, name))))


@pytest.mark.parametrize(
    "name",
    [
        "a-broken-file-is-mended-by-staff",
        "a-claim-is-approved-by-staff",
        "a-decision-is-rewritten-by-a-member",
        "a-person-is-erased",
        "an-id-comes-back-for-another",
        "policies-named-are-broken-in-base",
        "the-last-statement-goes",
        "views-come-before-the-answer",
    ],
)
def test_a_history_below_the_top_of_its_repository_is_judged_otherwise(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(tmp_path, "init", "--quiet", "-b", "main")
    (tmp_path / "README.md").write_text("# Everything")
    root = shutil.copytree(FOLDER / "base", tmp_path / "programs" / "acme")
    commit(root)
    base = laid(root, name)
    assert text(guarded(root, base)) == (FOLDER / name / "expected.txt").read_text()
    assert main(("--root", str(root), "blame", "program/program.yml:name")) == 0
    assert "Maya Weber" in capsys.readouterr().out


def test_what_an_executable_or_a_link_or_a_second_name_is_passes(root: Path) -> None:
    base = git(root, "rev-parse", "HEAD")
    git(root, "update-index", "--chmod=+x", "missions/write/mission.yml")
    blob = git(root, "rev-parse", "HEAD:program/program.yml")
    for mode, path in (("120000", "site/pages/a.md"), ("100644", "site/pages/B.md")):
        git(root, "update-index", "--add", "--cacheinfo", f"{mode},{blob},{path}")
    git(root, "update-index", "--add", "--cacheinfo", f"100644,{blob},site/pages/ﬀ.md")
    git(root, "update-index", "--add", "--cacheinfo", f"100644,{blob},site/pages/ff.md")
    git(root, "update-index", "--add", "--cacheinfo", f"100644,{blob},site/pages/b.md")
    git(root, "commit", "--quiet", "-m", "odd")
    told = [(each.place.path, each.message) for each in guarded(root, base).found]
    assert told == [
        ("missions/write/mission.yml", "an executable file, expected a plain file (100644)"),
        ("site/pages/a.md", "a symbolic link, expected a plain file (100644)"),
        ("site/pages/b.md", f"is the same as site/pages/B.md {UNEQUAL}"),
        ("site/pages/ﬀ.md", f"is the same as site/pages/ff.md {UNEQUAL}"),
    ]


def decided(root: Path) -> None:
    """Decide the open claim as one of the histories does."""
    folder = next((FOLDER / "a-claim-is-approved-by-staff").glob("01-*"))
    shutil.copy(folder / APPROVED, root / APPROVED)


def test_a_decision_of_a_side_branch_is_laid_on_who_merges(root: Path) -> None:
    base = git(root, "rev-parse", "HEAD")
    git(root, "checkout", "--quiet", "-b", "side")
    decided(root)
    commit(root, "jon")
    git(root, "checkout", "--quiet", "main")
    (root / "notes.md").write_text("x")
    commit(root, "ana")
    git(root, "merge", "--quiet", "--no-ff", "-m", "merge", "side", who="ana")
    assert guarded(root, base).found == ()


def test_a_merge_that_decides_by_itself_is_passed_over(root: Path) -> None:
    base = git(root, "rev-parse", "HEAD")
    git(root, "checkout", "--quiet", "-b", "side")
    (root / "notes.md").write_text("x")
    commit(root, "maya")
    git(root, "checkout", "--quiet", "main")
    (root / "other.md").write_text("x")
    commit(root, "maya")
    git(root, "merge", "--quiet", "--no-ff", "--no-commit", "side", who="ana")
    decided(root)
    commit(root, "ana")
    assert [each.rule for each in guarded(root, base).found] == ["recorded-by"]


def test_named_takes_an_unsigned_commit_or_another_persons(root: Path) -> None:
    policies = 'versions:\n  - from: "2026-01-01"\n    decisions_recorded_by: named\n'
    (root / "program/policies.yml").write_text(policies)
    base = commit(root)
    decided(root)
    commit(root, "jon")
    told = [each.message for each in guarded(root, base).found]
    assert len(told) == 1
    assert 'but it says that "maya" decided' in told[0]
    git(root, "reset", "--quiet", "--hard", base)
    decided(root)
    unsigned = commit(root, "maya")
    assert [m.message.endswith("unsigned") for m in guarded(root, base).found] == [True]
    text = git(root, "cat-file", "commit", unsigned)
    head, _, message = text.partition("\n\n")
    signed = (
        f"{head}\ngpgsig -----BEGIN SSH SIGNATURE-----\n -----END SSH SIGNATURE-----\n\n{message}\n"
    )
    (root / "commit.txt").write_text(signed)
    found = git(root, "hash-object", "-t", "commit", "-w", "commit.txt")
    assert guarded(root, base, found).found == ()


def test_anyone_still_asks_who_wrote_it(root: Path) -> None:
    policies = 'versions:\n  - from: "2026-01-01"\n    decisions_recorded_by: anyone\n'
    (root / "program/policies.yml").write_text(policies)
    base = commit(root)
    decided(root)
    commit(root, "ana")
    assert guarded(root, base).found == ()


def test_many_may_not_leave_where_it_is_allowed(root: Path) -> None:
    base = laid(root, "nearly-all-leave")
    assert [each.rule for each in guarded(root, base).found] == ["many-leave"]
    assert guarded(root, base, allow_removal=True).found == ()


def test_what_is_not_contained_or_cut_off_is_judged(root: Path, tmp_path: Path) -> None:
    base = laid(root, "a-member-hands-in-a-claim")
    with pytest.raises(Failure, match="does not contain"):
        guarded(root, "HEAD", base)
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{root}", "shallow")
    with pytest.raises(Failure, match="shallow"):
        guarded(tmp_path / "shallow", "HEAD")


def test_a_promise_is_broken_by_no_history() -> None:
    told = "".join((FOLDER / name / "expected.txt").read_text() for name in histories())
    unbroken = {each.name for each in GUARDS if f"[{each.name}]" not in told}
    assert unbroken == {"tree-forms"}


def test_the_command_ends_otherwise_than_it_says(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(("--root", str(root), "guard", *arguments))
        return (code, *capsys.readouterr())

    base = laid(root, "a-decided-claim-goes")
    assert run(base, "HEAD~1")[0] == 0
    code, _, errors = run(base)
    assert code == 1
    assert f"{len(GUARDS)} promises over 1 commit: 1 error" in errors
    told = run(base, "--format", "github")[1]
    assert told.startswith("::error file=missions/write/claims/2026-04-10-ana.yml")
    assert run("nothing")[0] == 3
    git(root, "checkout", "--quiet", "--orphan", "empty")
    git(root, "rm", "--quiet", "-r", "--cached", ".")
    git(root, "commit", "--quiet", "--allow-empty", "-m", "x")
    assert "nothing to keep" in run("empty")[1]


def test_blame_names_another_commit(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    laid(root, "a-decision-is-rewritten-by-a-member")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(("--root", str(root), "blame", *arguments))
        return (code, *capsys.readouterr())

    told = json.loads(run(f"{APPROVED}:decision", "--format", "json")[1])
    assert {each["author"] for each in told} == {"Ana Lopes"}, "the newest commit that brought it"
    told = json.loads(run(f"{APPROVED}:evidence", "--format", "json")[1])
    assert [(each["author"], each["date"]) for each in told] == [("Maya Weber", "2026-08-10")]
    code, _, errors = run(f"{APPROVED}:decision.who")
    assert code == 3
    assert "there are: outcome, by, date, points" in errors
    assert run("missions/write/nothing.yml")[0] == 3


def test_a_moment_that_no_calendar_has_ends_the_run(root: Path) -> None:
    base = git(root, "rev-parse", "HEAD")
    decided(root)
    text = git(root, "cat-file", "commit", commit(root, "maya"))
    (root / "commit.txt").write_text(re.sub(r"> [0-9]+ ", "> 9000000000000000 ", text) + "\n")
    found = git(root, "hash-object", "-t", "commit", "-w", "--literally", "commit.txt")
    assert guarded(root, base, found).found == ()
