"""Reading commands over programs that were changed at random, on random days: never a traceback."""

from __future__ import annotations

import random
import re
import subprocess
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.cli.session import Session
from goodword.diagnostics import BeyondPart
from tests.conftest import ROOT
from tests.reading_commands import asked, formats
from tests.test_cases import BASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from goodword.part import Part, Question
    from goodword.snapshot import Snapshot

PROGRAMS = 200
COMMITS = 20
"""Every so many programs come out of a commit."""
EVERY_PART = 5
"""Of every so many programs a part is read where a command takes one."""
ELSEWHERE = "probe"
"""Reads no program: it asks a portal on a host."""
OF_COMMITS = {"blame": (), "diff": ("HEAD~1", "HEAD"), "guard": ("HEAD~1", "HEAD")}
"""Commands that tell of commits, with which ones; none: of a file."""
DAYLESS = {"blame", "guard", "doctor"}
SMALL = ROOT / "tests" / "example"
DAY = re.compile(rb"\b20[0-9]{2}-[01][0-9]-[0-3][0-9]\b")
FIRST = date(2023, 1, 1)
Files = dict[str, bytes]


def files_of(root: Path) -> Files:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("program", "influencers", "missions")
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }


def some_day(dice: random.Random) -> date:
    return FIRST + timedelta(days=dice.randrange(5 * 365))


def drop(dice: random.Random, files: Files, path: str) -> None:
    """A file is not there."""
    del dice
    if path != "program/program.yml":
        del files[path]


def line_less(dice: random.Random, files: Files, path: str) -> None:
    """A line is not there."""
    lines = files[path].splitlines(keepends=True)
    if lines:
        del lines[dice.randrange(len(lines))]
    files[path] = b"".join(lines)


def another_day(dice: random.Random, files: Files, path: str) -> None:
    """One of its days is another."""
    found = list(DAY.finditer(files[path]))
    if found:
        one = dice.choice(found)
        new = some_day(dice).isoformat().encode()
        files[path] = files[path][: one.start()] + new + files[path][one.end() :]


def another_name(dice: random.Random, files: Files, path: str) -> None:
    """Its path, and so its person or day, is another's."""
    kind = path.rsplit("/", 1)[0]
    if path.startswith("program/program"):
        return
    new = DAY.sub(some_day(dice).isoformat().encode(), path.encode()).decode()
    if dice.random() < 0.5:
        new = new.replace("ana", "liam") if "ana" in new else new.replace("liam", "ana")
    if new not in files and kind:
        files[new] = files.pop(path)


def another_word(dice: random.Random, files: Files, path: str) -> None:
    """A word is a word of another file."""
    words = re.findall(rb"[\w-]+", files[dice.choice(sorted(files))])
    mine = list(re.finditer(rb"(?<=: )[\w-]+", files[path]))
    if words and mine:
        one = dice.choice(mine)
        files[path] = files[path][: one.start()] + dice.choice(words) + files[path][one.end() :]


def another_number(dice: random.Random, files: Files, path: str) -> None:
    """A number is another."""
    found = list(re.finditer(rb"(?<=: )-?[0-9]+\b(?!-)", files[path]))
    if found:
        one = dice.choice(found)
        new = str(dice.choice((0, 1, -1, 7, 100, 10**9))).encode()
        files[path] = files[path][: one.start()] + new + files[path][one.end() :]


CHANGES: tuple[Callable[[random.Random, Files, str], None], ...] = (
    *(drop, line_less, another_day, another_day),
    *(another_day, another_name, another_word, another_number),
)


def planted(files: Files, root: Path) -> Path:
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


def commands_of(files: Files) -> list[tuple[str, ...]]:
    people = sorted({path.split("/")[1] for path in files if path.startswith("influencers/")})
    things = [path for path in files if "/statements/" not in path]
    items = [path.split("/")[-1][:-4] for path in files if "/feedback/" in path]
    found = asked(people, [*things, *items])
    return [each for each in found if each[0] not in OF_COMMITS and each[0] != ELSEWHERE]


def each_way(dice: random.Random, files: Files) -> Iterator[tuple[str, ...]]:
    """Every command with each of its arguments, in one of its formats."""
    ways: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for command in commands_of(files):
        ways.setdefault(command[:-1], []).append(command)
    yield from (dice.choice(each) for each in ways.values())


def of_commits(dice: random.Random, files: Files) -> Iterator[tuple[str, ...]]:
    """What is said of the last commit, which brought the changes."""
    forms = formats()
    for name, arguments in OF_COMMITS.items():
        asked_of = arguments or (dice.choice(sorted(files)),)
        yield (name, *asked_of, "--format", dice.choice(forms[name]))


def run(root: Path, command: tuple[str, ...], day: date, capsys: pytest.CaptureFixture[str]) -> int:
    dated = () if command[0] in DAYLESS else ("--as-of", day.isoformat())
    try:
        code = main(["--root", str(root), *command, *dated])
    except Exception as error:  # the point: which command, and on which day
        message = f"goodword {' '.join(command)} --as-of {day}: {error!r}"
        raise AssertionError(message) from error
    capsys.readouterr()
    return code


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], check=True)


def committed(root: Path, message: str) -> None:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", message)


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read a program once for all its commands: what they make of it is the subject.

    Some take a part of it, of every fifth program here; that it is alike is shown elsewhere.
    """
    known: dict[tuple[object, ...], object] = {}
    newest: list[Path] = []

    def kept(name: str, *keys: str) -> property:
        compute = Session.__dict__[name].func

        def get(session: Session) -> object:
            if newest != [session.root]:
                newest[:] = [session.root]
                known.clear()
            key = (name, *(getattr(session, each) for each in keys))
            if key not in known:
                known[key] = compute(session)
            return known[key]

        return property(get)

    read = Session.part

    def part(session: Session, question: Question) -> tuple[Part, Snapshot]:
        if int(session.root.name) % EVERY_PART:
            raise BeyondPart
        return read(session, question)

    monkeypatch.setattr(Session, "part", part)
    monkeypatch.setattr(Session, "loaded", kept("loaded", "revision"))
    monkeypatch.setattr(Session, "snapshot", kept("snapshot", "revision", "as_of"))


@pytest.mark.usefixtures("read_once")
@pytest.mark.parametrize("part", range(4))
def test_a_command_fails_over_a_program_on_some_day(
    part: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All commands over each program; over some with a commit of the changes, what tells of it."""
    whole = [files_of(SMALL), files_of(BASE)]
    ran: Counter[str] = Counter()
    for number in range(part, PROGRAMS, 4):
        dice = random.Random(number)  # noqa: S311 - the same programs in each run
        files = dict(whole[number % 8 == 7])
        root = planted(files, tmp_path / str(number))
        with_commits = number % COMMITS == part
        if with_commits:
            git(root, "init", "--quiet")
            committed(root, "before")
        before = set(files)
        for _ in range(dice.randrange(1, 5)):
            dice.choice(CHANGES)(dice, files, dice.choice(sorted(files)))
        for path in before - set(files):
            (root / path).unlink()
        planted(files, root)
        commands = list(each_way(dice, files))
        if with_commits:
            committed(root, "after")
            commands += of_commits(dice, files)
        day = some_day(dice)
        for command in commands:
            ran[command[0]] += run(root, command, day, capsys) in (0, 1)
    # Most are programs still, which is what all this is about.
    assert set(ran) == set(formats()) - {ELSEWHERE}
    few = {name: count for name, count in ran.items() if name not in OF_COMMITS and count < 20}
    assert not few
    assert all(ran[name] for name in OF_COMMITS)


def test_a_command_fails_before_a_thing_is_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = files_of(SMALL)
    root = planted(files, tmp_path)
    for command in commands_of(files):
        if command[-1] in ("json", "text", "ics"):
            for day in (date(2020, 1, 1), date(2026, 4, 1)):
                assert run(root, command, day, capsys) in (0, 1, 2), command
