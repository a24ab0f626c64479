"""A hundred people work at once: their branches merge, and what they do together is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from tests.guard_history import FOLDER, begun, commit, git, guarded

if TYPE_CHECKING:
    from pathlib import Path

Files = dict[str, str]
PEOPLE = [f"p{number:02}" for number in range(100)]
CLAIM = ("new", "claim", "--mission", "write")
DAY = ("--on", "2026-08-10", "--as-of", "2026-08-10", "--write")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The base program of guard's histories with a hundred people more."""
    root = begun(tmp_path / "program")
    profile = (FOLDER / "base" / "influencers" / "mm" / "profile.yml").read_text()
    for person in PEOPLE:
        folder = root / "influencers" / person
        folder.mkdir()
        text = profile.replace("Maya Weber", f"Person {person}").replace("staff: maya\n", "")
        text = text.replace("2026-01-05", "2026-08-01")
        (folder / "profile.yml").write_text(text)
    commit(root)
    return root


def run(root: Path, *arguments: str) -> int:
    return main(("--root", str(root), *arguments))


def branch(root: Path, name: str, *commands: tuple[str, ...], files: Files | None = None) -> None:
    """A branch of main with one commit of what the commands write, and of other files."""
    git(root, "switch", "--quiet", "--create", name, "main")
    for command in commands:
        assert run(root, *command) == 0, command
    for path, text in (files or {}).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    commit(root)
    git(root, "switch", "--quiet", "main")


def handed_in(person: str) -> tuple[tuple[str, ...], ...]:
    """What is written about one person: a claim, thanks, and feedback."""
    way = ("--channel", "call", "--by", "maya")
    summary = ("--summary", f"{person} asks for a map.")
    return (
        (*CLAIM, "--influencer", person, "--link", f"https://example.org/{person}", *DAY),
        ("influencer", "thank", person, "--helped", "a newcomer", *way, *DAY),
        ("feedback", "receive", f"Map {person}", "--raised-by", person, *summary, *way, *DAY),
    )


def test_claims_thanks_and_feedback_of_a_hundred_branches_conflict(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each branch has all three, one of them by its command and the others as it writes them."""
    base = git(root, "rev-parse", "HEAD")
    first, *others = PEOPLE
    written: list[Files] = []
    for command in handed_in(first):
        assert run(root, *command) == 0
        paths = git(root, "ls-files", "--others").split("\n")
        known = {path for each in written for path in each}
        written.append({each: (root / each).read_text() for each in paths if each not in known})
    git(root, "clean", "--quiet", "-d", "--force")
    branch(root, first, files={path: text for each in written for path, text in each.items()})
    for number, person in enumerate(others):
        chosen = number % len(written)
        files = {
            path.replace(first, person): text.replace(first, person)
            for at, each in enumerate(written)
            for path, text in each.items()
            if at != chosen
        }
        branch(root, person, handed_in(person)[chosen], files=files)
    git(root, "merge", "--quiet", "--no-edit", *PEOPLE)
    capsys.readouterr()
    assert run(root, "check", "--strict", "--as-of", "2026-08-10") == 0, capsys.readouterr().out
    assert len(list((root / "missions/write/claims").iterdir())) == 2 + 100
    assert len(list((root / "program/feedback").iterdir())) == 1 + 100
    assert len(list(root.glob("influencers/p*/touchpoints/*.yml"))) == 100
    assert guarded(root, base).found == ()


def test_requests_that_overdraw_together_are_good_on_the_merged_tree(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rewards = root / "program" / "rewards"
    for name in ("cup", "tin"):
        text = (rewards / "mug.yml").read_text()
        (rewards / f"{name}.yml").write_text(text.replace("50", "30").replace("Mug", name))
    base = commit(root)
    for name in ("cup", "tin"):
        branch(root, name, ("reward", "redeem", "ana", "--reward", name, *DAY))
    for name in ("cup", "tin"):
        git(root, "switch", "--quiet", name)
        assert run(root, "check", "--strict", "--as-of", "2026-08-10") == 0
        assert guarded(root, base).found == ()
    git(root, "merge", "--quiet", "--no-edit", "cup")
    capsys.readouterr()
    assert run(root, "check", "--strict", "--as-of", "2026-08-10") == 1
    assert "[not-covered]" in capsys.readouterr().out
