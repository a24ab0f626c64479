"""A check that is told from an earlier run says what one without it says, whatever changed."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest

from goodword import resources
from goodword.actions import judging
from goodword.cli import again, ahead, checked, main, session
from goodword.cli import judging as problems
from goodword.diagnostics import Diagnostic, Mark, Place, Severity
from goodword.rules import judge
from goodword.source import answers, around, last, reading
from goodword.source.answers import FOLDER, MOST, MOST_DAYS, Answer, Answers, on_disk
from goodword.source.copies import aside
from goodword.source.trees import DiskTree, GitTree
from tests.test_trees import commit, git

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodword.snapshot import Snapshot
    from goodword.source.last import Last

EXAMPLE = Path(__file__).parent / "example"
DAY = "2026-11-15"
ON = date.fromisoformat(DAY)
FOUND = Answer(
    (
        Diagnostic(Place("missions/é/mission.yml", ("shares", 0), key=True), "r", "a\udcff\n", "b"),
        Diagnostic(Place("x"), "schemas-copy", "c", mark=Mark(1, 2, 3, 4), severity=Severity.NOTE),
    ),
    5,
    7,
)


class Said(NamedTuple):
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files of the tool may be as young as a fresh checkout."""
    monkeypatch.setattr(answers, "_SETTLED", -(1 << 62))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return commit(Path(shutil.copytree(EXAMPLE, tmp_path / "program")))


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each question to what is kept was answered."""
    found: list[bool] = []
    find = Answers.find

    def spy(self: Answers, day: date) -> Answer | None:
        answer = find(self, day)
        found.append(answer is not None)
        return answer

    monkeypatch.setattr(Answers, "find", spy)
    return found


@pytest.fixture
def check(root: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    def run(*arguments: str, kept: bool = True) -> Said:
        capsys.readouterr()
        with pytest.MonkeyPatch.context() as patch:
            if not kept:
                patch.setattr(checked, "_kept", lambda *_: None)
            code = main(["--root", str(root), "check", *arguments])
        return Said(code, *capsys.readouterr())

    return run


def kept(root: Path) -> Answers:
    found = on_disk(root)
    assert found is not None
    return found


def keep(root: Path, found: Answers | None = None) -> Answers:
    """What is kept of the state of a folder, kept now."""
    state = found or kept(root)
    state.keep(ON, FOUND, zone=ZoneInfo("UTC"))
    return state


def test_nothing_changed_and_it_is_read_again(
    root: Path, check: Callable[..., Said], told: list[bool]
) -> None:
    first = check("--as-of", DAY)
    assert told == [False]
    forms = [("--format", form) for form in ("text", "json", "github")]
    for arguments in ((), ("--strict",), ("program",), ("no-such",), *forms):
        told.clear()
        assert check("--as-of", DAY, *arguments) == check("--as-of", DAY, *arguments, kept=False)
        assert told == [True], arguments
    assert check("--as-of", DAY) == first
    told.clear()
    check()
    check()  # today, by the zone of the program that is kept with it
    assert told == [False, True]
    assert (root / FOLDER).is_dir()
    assert git(root, "status", "--porcelain") == ""


def test_what_is_wrong_is_told_otherwise(
    root: Path, check: Callable[..., Said], told: list[bool]
) -> None:
    (root / "influencers/ana/profile.yml").write_text("name: [Ana\nstage: nowhere\n")
    mission = root / "missions/write-a-guide/mission.yml"
    mission.write_text(mission.read_text() + "oddly: 1\n")
    for form in ("text", "json", "github"):
        fresh = check("--as-of", DAY, "--format", form, kept=False)
        assert fresh.code == 1
        assert check("--as-of", DAY, "--format", form) == fresh
    assert told == [False, True, True]


@pytest.mark.parametrize("lives", [(True, True), (True, False), (False, True), (False, False)])
@pytest.mark.parametrize("pattern", ["ignored.yml", "program/f[e]edback/ignored.yml", "other.yml"])
@pytest.mark.parametrize("link", ["missions/link", "influencers/ana/link", None])
def test_a_list_that_copies_make_ahead_is_another(
    root: Path,
    check: Callable[..., Said],
    monkeypatch: pytest.MonkeyPatch,
    lives: tuple[bool, bool],
    pattern: str,
    link: str | None,
) -> None:
    (root / "influencers/ana/Odd:.yml").write_text("a: b\n")
    if link:
        (root / link).symlink_to("write-a-guide")
    (root / "program/feedback/ignored.yml").write_text("a: b\n")
    (root / ".gitignore").write_text(f"{pattern}\n")
    before = check("--as-of", DAY, kept=False)
    assert before.code == 1
    copies: list[bool] = []

    def watched(work: Callable[[], Any]) -> Callable[[], Any]:
        alive = lives[len(copies) % 2]
        copies.append(alive)
        wait = aside(work if alive else lambda: os._exit(1))

        def waited() -> Any:
            found = wait()
            assert (found is not None) == alive
            return found

        return waited

    monkeypatch.setattr(ahead, "can_double", lambda: True)
    monkeypatch.setattr(ahead, "MANY", 0)
    monkeypatch.setattr(ahead, "aside", watched)
    assert check("--as-of", DAY, kept=False) == before
    assert check("--as-of", DAY) == before
    assert copies == [*lives, *lives]


def test_what_came_after_the_files_were_listed_is_believed_to_be_judged(
    check: Callable[..., Said], told: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    def early(folder: Path) -> DiskTree:
        made = DiskTree(folder).listing()
        (folder / "program/feedback/2026-01-01-late.yml").write_text("a: b\n")
        return DiskTree(folder, lambda: made)

    monkeypatch.setattr(checked, "listed_ahead", early)
    assert check("--as-of", DAY).code == 0
    assert check("--as-of", DAY).code == 1
    assert told == [False, False]


def test_a_hit_waits_for_what_reads_and_judges(root: Path) -> None:
    program = (
        "import sys; from goodword.source import answers; answers._SETTLED = -(1 << 62);"
        f"from goodword.cli import main; main(['--root', {str(root)!r}, 'check', '--as-of', "
        f"'{DAY}']); print(sorted(sys.modules))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    ]
    heavy = ("goodword.model", "goodword.rules", "goodword.ledger", "goodword.load", "yaml", "git")
    assert [f"'{each}'" in runs[0] for each in heavy] == [True] * 5 + [False]
    assert [f"'{each}'" in runs[1] for each in heavy] == [False] * 6


def append(path: Path, text: str = "# more\n") -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


class Town:
    """A program to which things happen."""

    def __init__(self, root: Path, chance: random.Random) -> None:
        self.root = root
        self.chance = chance

    def file(self) -> Path:
        found = [
            path
            for folder in ("program", "influencers", "missions")
            for path in sorted((self.root / folder).rglob("*.yml"))
            if path.is_file() and not path.is_symlink() and path.name != "program.yml"
        ]
        return self.chance.choice(found)

    def record(self) -> Path:
        folders = ("influencers", "missions/*/claims", "program/feedback")
        found = [path for each in folders for path in sorted(self.root.glob(f"{each}/**/*.yml"))]
        return self.chance.choice([path for path in found if path.is_file()])

    def same_size(self) -> None:
        path = self.file()
        known, data = path.stat(), path.read_bytes()
        at = data.rfind(b"\n", 0, -1) + 1
        path.write_bytes(data[:at] + b"#" + data[at + 1 :])
        os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))

    def comment(self) -> None:
        append(self.file())

    def note(self) -> None:
        append(self.record())

    def words(self) -> None:
        """Two texts of a file change places."""
        path = self.record()
        text = path.read_text("utf-8")
        found = re.findall(r"[a-z]+(?:-[a-z]+)+|[0-9]{4}-[0-9]{2}-[0-9]{2}", text)
        if len(set(found)) > 1:
            one, other = self.chance.sample(sorted(set(found)), 2)
            parts = [each.replace(other, one) for each in text.split(one)]
            path.write_text(other.join(parts), "utf-8")

    def day(self) -> None:
        path = self.record()
        text = path.read_text("utf-8")
        days = re.findall(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", text)
        if days:
            old = self.chance.choice(days)
            path.write_text(text.replace(old, f"20{self.chance.choice(range(20, 28))}{old[4:]}"))

    def copied(self) -> None:
        path = self.record()
        name = path.name
        if name[:2] == "20" and name[10] == "-":
            name = f"2026-10-{self.chance.randrange(10, 30)}{name[10:]}"
        path.with_name(name).write_bytes(path.read_bytes())

    def unknown_key(self) -> None:
        append(self.file(), "oddly: 1\n")

    def renamed(self) -> None:
        path = self.file()
        path.rename(path.with_name(f"2026-01-01-other-{self.chance.randrange(9)}.yml"))

    def locked(self) -> None:
        self.file().chmod(self.chance.choice((0o000, 0o600, 0o644)))

    def link(self) -> None:
        path = self.file()
        target = path.with_name(f".{path.name}")
        path.rename(target)
        path.symlink_to(target)

    def folder(self) -> None:
        path = self.file()
        path.unlink()
        path.mkdir()
        (path / "x.yml").write_text("a: 1\n")

    def gone(self) -> None:
        self.file().unlink()

    def ignored(self) -> None:
        (self.file().parent / ".gitignore").write_text("*.yml\n")

    def ignored_above(self) -> None:
        (self.root / ".gitignore").write_text(f"{self.file().name}\n")

    def excluded(self) -> None:
        (self.root / ".git/info").mkdir(exist_ok=True)
        (self.root / ".git/info/exclude").write_text(f"{self.file().name}\n")

    def excluded_everywhere(self) -> None:
        place = self.root.parent / f"patterns-{self.chance.randrange(2)}"
        place.write_text(f"{self.file().name}\n")
        git(self.root, "config", "core.excludesFile", str(place))

    def untracked(self) -> None:
        git(self.root, "rm", "--quiet", "--cached", "-r", "--ignore-unmatch", "--", "missions")

    def committed(self) -> None:
        git(self.root, "add", "--all")
        git(self.root, "commit", "--quiet", "--allow-empty", "--message", "x")

    def history_alone(self) -> None:
        git(self.root, "commit", "--quiet", "--allow-empty", "--message", "x")

    def unpacked(self) -> None:
        (self.root / "program\\tiers.yml").touch()

    def page(self) -> None:
        place = self.root / "site/pages" / self.chance.choice(("en", "xx")) / "code.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("# Code\n")

    def own_schema(self) -> None:
        shutil.copytree(resources.schemas_directory(), self.root / "schemas", dirs_exist_ok=True)
        append(self.root / "schemas/claim.schema.json", " ")

    def repository_inside(self) -> None:
        (self.file().parent / ".git").mkdir(exist_ok=True)

    def no_repository(self) -> None:
        (self.root / ".git").rename(self.root / f".git-{self.chance.randrange(1000)}")
        git(self.root, "init", "--quiet")

    def nothing(self) -> None:
        pass


EDITS = [name for name, each in vars(Town).items() if callable(each) and name[0] != "_"]
EDITS = [name for name in EDITS if name not in {"file", "record"}]
FEW = ("note", "words", "day", "copied")
"""Those that change what one record says."""
STEPS = int(os.environ.get("GOODWORD_STEPS", "0"))
"""How many edits are tried more than the suite does."""
OPTIONS = (
    (),
    ("--strict",),
    ("--format", "json"),
    ("--format", "github"),
    ("influencers",),
    ("--as-of", "2025-01-01"),
    ("--as-of", DAY),
    ("--rev", "HEAD", "--as-of", DAY),
)


@pytest.fixture
def told_anew(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whether each question after few changes was answered, in a program that counts as large."""
    found: list[str] = []

    def spy(root: Path, known: Last) -> Answer:
        found.append("asked")
        answer = again.again(root, known)
        found[-1] = "told"
        return answer

    monkeypatch.setattr(checked, "again", spy)
    monkeypatch.setattr(session, "LARGE", 0)
    monkeypatch.setattr(reading, "ALONE", 0)
    monkeypatch.setattr(reading, "WORKERS", 0)
    return found


def elsewhere(root: Path, capsys: pytest.CaptureFixture[str]) -> Said:
    """What a check finds in a copy of which nothing is kept; here it would keep what it reads."""
    copy = root.parent / "copy"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns(".goodword"), symlinks=True)
    capsys.readouterr()
    code = main(["--root", str(copy), "check", "--as-of", DAY])
    said = Said(code, *capsys.readouterr())
    shutil.rmtree(copy)
    return said


def ticked(root: Path) -> None:
    """Wait until the clock of files is past what the last check wrote: an edit of the same tick may
    have been read by it.
    """
    (place,) = (root / ".goodword/last").iterdir()
    probe = root / ".goodword/tick"
    while not probe.exists() or probe.stat().st_ctime_ns <= place.stat().st_mtime_ns:
        probe.write_bytes(b"")
    probe.unlink()


@pytest.mark.parametrize("seed", range(2))
def test_an_edit_after_which_a_large_program_is_judged_otherwise(
    seed: int,
    root: Path,
    check: Callable[..., Said],
    told_anew: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Random edits, some of them undone."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    check("--as-of", DAY)
    ticked(root)
    town = Town(root, chance)
    for number in range(4 + STEPS):
        few = chance.random() < 0.7  # else anything may happen, and all is read
        name = chance.choice(FEW if few else EDITS) if number else "note"
        getattr(town, name)()
        fresh = elsewhere(root, capsys)
        assert check("--as-of", DAY) == fresh, name
        if chance.random() < 0.5:
            git(root, "checkout", "--quiet", "--force", "HEAD", "--", ".")
    assert "told" in told_anew


def test_what_was_planted_or_cut_of_the_last_check_is_believed(
    root: Path, check: Callable[..., Said], told_anew: list[str]
) -> None:
    check("--as-of", DAY)
    (place,) = (root / ".goodword/last").iterdir()
    files, whole = kept(root).files, place.read_bytes()
    assert files is not None
    assert last.find(files) is not None
    for at in (0, 40, 80, len(whole) // 2, len(whole) - 1):
        for data in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
            place.write_bytes(data)
            assert last.find(files) is None
    place.write_bytes(whole)
    assert last.find(files._replace(state=("another",))) is None
    assert told_anew == []


def test_a_record_that_came_while_everything_was_read_is_counted_twice(
    root: Path,
    check: Callable[..., Said],
    told_anew: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = root / "influencers/ana/touchpoints/2026-10-12-call.yml"
    call = "kind: contact\ndirection: to-them\nchannel: call\nby: maya\nsummary: We talked.\n"
    name = "load"
    real = getattr(session, name)

    def late(*arguments: Any, **named: Any) -> Any:
        path.parent.mkdir(exist_ok=True)
        path.write_text(call)
        return real(*arguments, **named)

    with monkeypatch.context() as patched:
        patched.setattr(session, name, late)
        said = check("--as-of", DAY)
    assert check("--as-of", DAY) == check("--as-of", DAY, kept=False) == said
    assert "told" not in told_anew
    assert check("--as-of", DAY) == said


@pytest.mark.parametrize("seed", range(6))
def test_an_edit_after_which_another_answer_is_kept(
    seed: int, root: Path, check: Callable[..., Said], told: list[bool]
) -> None:
    """Random edits, each with random options."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    edits = chance.sample(EDITS, len(EDITS))
    for name in edits[:12]:
        getattr(Town(root, chance), name)()
        options = chance.choice(OPTIONS)
        fresh = check(*options, kept=False)
        assert check(*options) == fresh, name
        assert check(*options) == fresh, name
    assert any(told)


def test_what_git_tracks_has_everything_read_again(
    root: Path, check: Callable[..., Said], told: list[bool]
) -> None:
    """Where no file fits a pattern, git's index says nothing of what is ignored."""
    append(root / "program/tiers.yml")
    check("--as-of", DAY)
    for command in (("add", "--all"), ("commit", "--quiet", "--message", "x"), ("status",)):
        git(root, *command)
        told.clear()
        assert check("--as-of", DAY) == check("--as-of", DAY, kept=False)
        assert told == [True], command


def test_what_git_ignores_by_its_index_is_taken_for_what_it_ignored(
    root: Path, check: Callable[..., Said], told: list[bool]
) -> None:
    mission = root / "missions/write-a-guide/mission.yml"
    append(mission, "oddly: 1\n")
    (root / ".gitignore").write_text("mission.yml\n")
    said = []
    for command in (("rm", "--cached", "--quiet"), ("add", "--force"), ("rm", "--cached", "-q")):
        git(root, *command, str(mission))
        said.append(check("--as-of", DAY))
        assert said[-1] == check("--as-of", DAY, kept=False)
    assert said[0] == said[2] != said[1]
    assert told == [False] * 3
    (root / ".gitignore").unlink()
    (root / "missions/.gitignore").write_text("mission.yml\n")
    git(root, "add", "--all", "--force")
    (root / "missions/.gitignore").unlink()
    git(root, "rm", "--cached", "--quiet", str(mission))
    before = check("--as-of", DAY)
    git(root, "update-index", "--skip-worktree", "missions/.gitignore")
    assert check("--as-of", DAY) == check("--as-of", DAY, kept=False) != before


def test_a_change_while_it_was_judged_leaves_no_trace(root: Path) -> None:
    path = root / "program/tiers.yml"
    data, known = path.read_bytes(), path.stat()
    state = kept(root)
    path.write_bytes(b"x")
    path.write_bytes(data)
    os.utime(path, ns=(known.st_atime_ns, known.st_mtime_ns))
    keep(root, state)
    assert kept(root).find(ON) is None


@pytest.mark.parametrize("folder", ["program/rewards", "missions", ".", "influencers/ana"])
def test_a_file_that_came_and_went_while_it_was_judged_leaves_no_trace(
    folder: str, root: Path
) -> None:
    state = kept(root)
    (root / folder / "missions\\x").touch()
    (root / folder / "missions\\x").unlink()
    keep(root, state)
    assert kept(root).find(ON) is None


def test_patterns_that_came_and_went_while_it_was_judged_leave_no_trace(
    root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    state = kept(root)
    place = tmp_path / "settings/git/ignore"
    place.parent.mkdir(parents=True)
    place.write_text("*.yml\n")
    shutil.rmtree(tmp_path / "settings")
    keep(root, state)
    assert kept(root).find(ON) is None


def test_what_changed_as_the_run_began_is_believed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may change again within the same tick; a clock that is held shows it on any machine."""
    keep(root)
    for path in (root / "program/tiers.yml", root / "influencers/ana"):
        path.chmod(0o700)
        begun = path.stat().st_ctime_ns
        device = path.stat().st_dev
        for later, believed in ((0, False), (1, True)):
            monkeypatch.setattr(answers, "_begin", lambda *_, at=(begun + later, device): at)
            keep(root)
            assert (kept(root).find(ON) is not None) == believed, (path, later)


def test_patterns_that_git_looks_for_elsewhere_are_looked_for_here(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git takes such a path from the top of the repository, wherever the command runs."""
    git(root, "config", "core.excludesFile", "patterns")
    assert on_disk(root) is None
    (root / "patterns").write_text("*.yml\n")
    monkeypatch.chdir(root)
    assert on_disk(root) is None


def test_a_user_without_a_home_cannot_check(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(_: Path) -> Path:
        raise RuntimeError

    assert on_disk(root) is not None
    monkeypatch.setattr(Path, "expanduser", lost)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    assert on_disk(root) is None


def test_two_changes_within_one_tick_of_the_clock_look_the_same(root: Path) -> None:
    path = root / "program/tiers.yml"
    for number in range(40):
        path.write_bytes(b"a%04d" % number)
        keep(root)
        path.write_bytes(b"b%04d" % number)
        assert kept(root).find(ON) is None


def test_what_could_not_be_read_is_not_read_again(
    root: Path, check: Callable[..., Said], told: list[bool]
) -> None:
    (root / "program/link.yml").symlink_to("tiers.yml")
    assert check().code == 1
    assert check().code == 1
    assert not any(told)


def test_a_command_that_died_is_not_seen(
    root: Path, check: Callable[..., Said], told: list[bool]
) -> None:
    check("--as-of", DAY)
    (root / ".goodword/journal").write_text("{}")
    assert check("--as-of", DAY) == check("--as-of", DAY, kept=False)
    assert told == [False]


def test_a_logo_beside_the_data_is_not_looked_at(
    root: Path, check: Callable[..., Said], told: list[bool]
) -> None:
    (root / "art").mkdir()
    logo = root / "art/logo.svg"
    logo.write_text("<svg/>")
    settings = root / "program/program.yml"
    assert "\nportal:" not in settings.read_text("utf-8")
    append(settings, "portal:\n  logo: art/logo.svg\n")
    first = check("--as-of", DAY)
    assert check("--as-of", DAY) == first
    assert told == [False, True]
    logo.unlink()
    gone = check("--as-of", DAY)
    assert gone == check("--as-of", DAY, kept=False)
    assert gone != first


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tool of few files, which may be changed."""
    made = tmp_path / "tool"
    (made / "sub/__pycache__").mkdir(parents=True)
    (made / "sub/rule.py").write_text("1\n")
    monkeypatch.setattr(around, "own_folders", lambda: (made,))
    return made


def test_another_tool_says_what_the_first_one_said(
    root: Path, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_kept() -> bool:
        return kept(root).find(ON) is not None

    keep(root)
    (copied / "sub/__pycache__/rule.pyc").touch()
    assert is_kept()
    for change in (
        lambda: (copied / "sub/rule.py").write_text("2\n"),
        (copied / "sub/new.py").touch,
        lambda: monkeypatch.setattr(around, "__version__", "99"),
        lambda: monkeypatch.setattr(sys, "version", "3.99"),
        lambda: monkeypatch.syspath_prepend(copied / "sub"),
        (copied / "sub/acme-1.0.dist-info").mkdir,
        lambda: monkeypatch.setattr(os, "geteuid", lambda: 4242),
        lambda: monkeypatch.setattr(os, "getgroups", lambda: [4242]),
        lambda: monkeypatch.setattr(answers, "_FORMAT", 0),
    ):
        change()
        assert not is_kept()
        keep(root)
        assert is_kept()


def test_a_tool_that_changed_as_the_run_began_is_believed(
    root: Path, copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "_SETTLED", 60 * 10**9)
    (copied / "sub/rule.py").touch()
    keep(root)
    assert kept(root).find(ON) is None


def test_it_comes_back_otherwise(root: Path) -> None:
    keep(root)
    state = kept(root)
    assert state.find(ON) == FOUND
    assert state.zone == ZoneInfo("UTC")


def test_what_was_planted_cut_or_moved_is_believed(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(root)
    (place,) = (root / FOLDER).iterdir()
    whole = place.read_bytes()
    changed = [whole[:length] for length in range(0, len(whole), 7)]
    changed += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(len(whole))]
    changed += [whole + b" ", whole.replace(b"schemas-copy", b"schemas-cold")]
    for data in changed:
        place.write_bytes(data)
        assert kept(root).find(ON) is None
    place.write_bytes(whole)
    assert kept(root).find(ON) == FOUND
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another's"))
    assert kept(root).find(ON) is None
    monkeypatch.undo()
    monkeypatch.setattr(answers, "_SETTLED", -(1 << 62))
    append(root / "program/tiers.yml")
    place.rename(place.with_name(kept(root)._name))
    assert kept(root).find(ON) is None


def test_it_grows_without_end(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(MOST + 3):
        (root / f"program/x{number}").touch()
        keep(root)
    assert len(list((root / FOLDER).iterdir())) <= MOST + 1
    state = kept(root)
    days = [ON.replace(day=each) for each in range(1, MOST_DAYS + 4)]
    for day in days:
        state.keep(day, FOUND, zone=ZoneInfo("UTC"))
    assert [kept(root).find(day) is not None for day in days] == [False] * 3 + [True] * MOST_DAYS
    monkeypatch.setattr(answers, "LARGEST", 10)
    state.keep(days[0], FOUND, zone=ZoneInfo("UTC"))
    assert kept(root).find(days[0]) is None


def test_it_cannot_be_kept_and_so_nothing_is_judged(
    root: Path, tmp_path: Path, check: Callable[..., Said], told: list[bool]
) -> None:
    fresh = check("--as-of", DAY, kept=False)
    shutil.rmtree(root / ".goodword")  # what is known of business days is kept all the same
    (tmp_path / "elsewhere").mkdir()
    (root / ".goodword").symlink_to(tmp_path / "elsewhere")
    assert check("--as-of", DAY) == fresh
    assert not list((tmp_path / "elsewhere").iterdir())
    (root / ".goodword").unlink()
    (root / ".goodword").write_text("a file")
    assert check("--as-of", DAY) == fresh
    assert told == []


@pytest.mark.parametrize("step", ["mkstemp", "fdopen", "replace", "iterdir", "unlink"])
def test_a_run_that_dies_while_it_keeps_leaves_what_is_believed(
    step: str, root: Path, check: Callable[..., Said]
) -> None:
    fresh = check("--as-of", DAY, kept=False)
    state = kept(root)

    def die(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    def fill() -> None:
        for number in range(MOST + 2):  # so many that one has to go
            name = f"{number:064}"
            Answers(state._kept, name, 0, lambda: True).keep(ON, FOUND, zone=ZoneInfo("UTC"))

    owner = {"mkstemp": "tempfile", "fdopen": "os"}.get(step, "pathlib.Path")
    for _ in range(3):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(f"{owner}.{step}", die)
            with pytest.raises(KeyboardInterrupt):
                fill()
        assert check("--as-of", DAY) == fresh


def test_runs_at_once_disturb_each_other(root: Path) -> None:
    program = (
        "import sys; from goodword.source import answers; answers._SETTLED = -(1 << 62);"
        "from goodword.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", program, "--root", str(root), "check", "--as-of", DAY]

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    runs = [start() for _ in range(3)]
    for each in (start(), start()):
        each.kill()
        each.communicate()
    said = {(each.communicate(), each.returncode) for each in runs}
    assert len(said) == 1
    last = start()
    assert {(last.communicate(), last.returncode)} == said


def test_the_answer_about_a_commit_is_of_another_place(
    root: Path, check: Callable[..., Said], told: list[bool]
) -> None:
    options = ("--rev", "HEAD", "--as-of", DAY)
    first = check(*options)
    append(root / "program/tiers.yml", "oddly: 1\n")
    assert check(*options) == first
    assert told == [False, True]
    commit(root)
    assert check(*options).code == 1
    assert check(*options) == check(*options, kept=False)
    inside = root / "inside"
    shutil.copytree(EXAMPLE, inside)
    commit(root)
    assert answers.of_commit(inside, "x" * 40, GitTree(inside, "HEAD").repository) is not None
    told.clear()
    assert main(["--root", str(inside), "check", *options]) == 0
    assert told == [False]


def test_a_command_that_changes_files_judges_what_check_has_judged(
    root: Path,
    check: Callable[..., Said],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of what was wrong before, it says nothing, whoever found that."""
    judged: list[str] = []

    def spy(snapshot: Snapshot, *arguments: Any) -> Any:
        judged.append(snapshot.program.settings.name)
        return judge(snapshot, *arguments)

    monkeypatch.setattr(judging, "rules_judge", spy)
    monkeypatch.setattr(problems, "judge", spy)
    profile = root / "influencers/ana/profile.yml"
    profile.write_text(profile.read_text("utf-8").replace("owner: tom", "owner: nobody-here"))
    command = ("--root", str(root), "new", "community", "square", "--name", "Square")
    said = []
    for _ in range(2):
        code = main([*command, "--by", "tom", "--as-of", DAY])
        said.append((code, *capsys.readouterr(), len(judged)))
        assert check("--as-of", DAY).code == 1
        judged.clear()
    assert said[0][:3] == said[1][:3]
    assert [each[3] for each in said] == [2, 1]
