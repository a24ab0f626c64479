"""While a portal is served it follows its files: what is shown, what is told, what stays."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from goodword.cli import serving
from goodword.cli.main import main
from goodword.cli.session import Session
from goodword.cli.showing import shown
from goodword.portal.asked_for import AskedFor
from goodword.portal.build import parts_of
from goodword.serving import watching
from goodword.serving.watching import Watcher, look
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from goodword.cli.serving import Keeper

EXAMPLE = ROOT / "tests" / "example"
DAY = date(2026, 6, 30)
RUN = "from goodword.cli import run; run()"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "program")
    old = time.time() - 60
    for path in (tmp_path / "program").rglob("*"):
        os.utime(path, (old, old))
    return tmp_path / "program"


@pytest.fixture
def keeper(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Keeper]:
    monkeypatch.setattr(serving, "LOOK", 4.0)
    monkeypatch.setattr(watching, "SETTLED", 0)
    made = serving.Keeper(root, "members", DAY)
    made.judge()
    assert made.judged
    yield made
    made.stop()


def follow(keeper: Keeper) -> None:
    """Until it has nothing more to do."""
    keeper.follow()
    while not keeper.judged:
        keeper.follow()


def home(keeper: Keeper) -> str:
    return keeper.served.answer("/", None).body.decode()


def rename(root: Path, name: str) -> None:
    path = root / "program" / "program.yml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text(
        "".join(f"name: {name}\n" if each.startswith("name:") else each for each in lines), "utf-8"
    )


def version(keeper: Keeper) -> str:
    return home(keeper).partition('data-version="')[2].partition('"')[0]


def test_a_change_is_not_shown(keeper: Keeper, root: Path) -> None:
    first = version(keeper)
    rename(root, "Another Name")
    follow(keeper)
    assert "Another Name" in home(keeper)
    assert version(keeper) != first


def test_what_is_shown_after_changes_differs_from_what_is_built(keeper: Keeper, root: Path) -> None:
    profile = next(iter(sorted(root.glob("influencers/*/profile.yml"))))
    mission = next(iter(sorted(root.glob("missions/*/mission.yml"))))
    for path, old, new in (
        (profile, "name: ", "name: New "),
        (mission, "title: ", "title: Other "),
        (mission, "title: Other ", "title: Third "),
    ):
        text = path.read_text("utf-8")
        assert old in text, path
        path.write_text(text.replace(old, new, 1), "utf-8")
        follow(keeper)
    made = shown(Session(root, None, DAY), "members")
    wanted = AskedFor(parts_of(*made[:2]))
    for target in ("", "people/", "missions/", f"missions/{mission.parent.name}/", "how/"):
        served = keeper.served.answer(f"/{target}", None).body
        head, _, rest = served.partition(b'<link rel="stylesheet" href="/-/')
        assert head + rest[rest.index(b"</head>") :] == wanted.read(f"{target}index.html"), target
    assert b"Third" in keeper.served.answer("/missions/", None).body


def test_a_broken_file_takes_the_last_good_page_away(
    keeper: Keeper, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = home(keeper)
    path = root / "program" / "program.yml"
    good = path.read_text("utf-8")
    path.write_text(good + "{\n", "utf-8")
    capsys.readouterr()
    follow(keeper)
    said = capsys.readouterr()
    assert home(keeper) == before
    assert "the last good page stays" in said.err
    assert "[yaml]" in said.out
    assert b'"stale": true' in next(keeper.changes.events())
    path.write_text(good, "utf-8")
    follow(keeper)
    assert b'"stale": false' in next(keeper.changes.events())


def test_a_program_that_is_gone_ends_it(keeper: Keeper, root: Path) -> None:
    before = home(keeper)
    away = root.with_name("away")
    root.rename(away)
    follow(keeper)
    assert home(keeper) == before
    assert b'"stale": true' in next(keeper.changes.events())
    away.rename(root)
    rename(root, "Back Again")
    follow(keeper)
    assert "Back Again" in home(keeper)


def test_an_editor_that_renames_or_a_checkout_is_missed(keeper: Keeper, root: Path) -> None:
    path = root / "program" / "program.yml"
    beside = path.with_name(".program.yml.swp")
    beside.write_text(path.read_text("utf-8"), "utf-8")
    rename(root, "By Renaming")
    os.replace(path, beside)  # noqa: PTH105 - as an editor does
    os.replace(beside, path)  # noqa: PTH105 - the same
    for profile in root.glob("influencers/*/profile.yml"):
        profile.write_text(profile.read_text("utf-8").replace("name: ", "name: Mx ", 1), "utf-8")
    follow(keeper)
    assert "By Renaming" in home(keeper)
    assert b"Mx " in keeper.served.answer("/people/", None).body


def test_a_link_to_nowhere_or_a_broken_template_is_kept(
    keeper: Keeper, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = root / "site" / "pages" / "en" / "code.md"
    page.parent.mkdir(parents=True)
    page.write_text("# Code\n\n[gone](nowhere.md)\n", "utf-8")
    follow(keeper)
    assert keeper.served.answer("/code/", None).status == 404
    assert "lead nowhere" in capsys.readouterr().err
    page.write_text("# Code\n\n[how](how/index.html)\n", "utf-8")
    follow(keeper)
    assert keeper.served.answer("/code/", None).status == 200
    template = root / "site" / "templates" / "home.html"
    template.parent.mkdir()
    template.write_text("{{ nothing }}", "utf-8")
    before = home(keeper)
    follow(keeper)
    assert home(keeper) == before
    assert "home.html" in capsys.readouterr().err


def test_a_day_that_ends_is_not_noticed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock(datetime):
        today_is = datetime(2026, 6, 29, 23, 59)  # noqa: DTZ001 - a stand-in

        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # a stand-in
            del tz
            return cls.today_is

    for module in ("serving", "showing", "session"):
        monkeypatch.setattr(f"goodword.cli.{module}.datetime", Clock)
    monkeypatch.setattr(serving, "LOOK", 0.05)
    keeper = serving.Keeper(root, "members", None)
    first = version(keeper)
    follow(keeper)
    assert version(keeper) == first
    assert "29 June 2026" in home(keeper)
    Clock.today_is = datetime(2026, 6, 30, 0, 1)  # noqa: DTZ001 - a stand-in
    follow(keeper)
    assert version(keeper) != first
    assert "30 June 2026" in home(keeper)
    again = version(keeper)
    follow(keeper)
    assert version(keeper) == again
    keeper.stop()


def test_files_of_its_own_wake_it(root: Path) -> None:
    watcher = Watcher(root)
    (root / ".goodword").mkdir(exist_ok=True)
    (root / ".goodword" / "cache").write_text("x", "utf-8")
    assert watcher.wait(0.4) is None
    (root / "program" / "program.yml").read_text("utf-8")
    assert watcher.wait(0.4) is None
    watcher.stop()


@pytest.mark.parametrize("how", ["told", "looking"])
def test_a_change_is_not_noticed(how: str, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if how == "looking":

        def refused(*_: object, **__: object) -> None:
            raise OSError(28, "inotify watch limit reached")

        monkeypatch.setattr("goodword.serving.watching.Observer.start", refused)
    else:
        monkeypatch.setattr(watching, "CHEAP", 0.0)
    watcher = Watcher(root)
    assert watcher.told == (how == "told")
    changes: list[Callable[[], object]] = [
        lambda: rename(root, "Once"),
        (root / "influencers" / "new").mkdir,
        lambda: (root / "influencers" / "new" / "profile.yml").write_text("x", "utf-8"),
        lambda: (root / "influencers" / "new").rename(root / "influencers" / "other"),
        lambda: (root / "site" / "pages").mkdir(parents=True),
        lambda: (root / "site" / "pages" / "x.md").write_text("x", "utf-8"),
    ]
    for number, change in enumerate(changes):
        change()
        if number not in {1, 4}:  # an empty folder says nothing
            assert watcher.wait(10) is not None, number
    watcher.stop()


def test_a_file_that_may_have_been_written_since_counts_as_unchanged(root: Path) -> None:
    found = look(root)
    path = "program/program.yml"
    assert path in look(root).unchanged(found._replace(when=found.when + 60 * 10**9))
    assert path not in look(root).unchanged(found)  # within a tick of some clock, perhaps
    rename(root, "New")
    assert path not in look(root).unchanged(found._replace(when=found.when + 60 * 10**9))


def test_options_that_mean_nothing_beside_it_are_taken(
    capsys: pytest.CaptureFixture[str], root: Path, tmp_path: Path
) -> None:
    for more in (["--into", "x"], ["--all"], ["--rev", "HEAD"], ["--nonce", "a" * 16], ["--plan"]):
        assert main(["--root", str(root), "portal", "--serve", *more]) == 2
        assert more[0] in capsys.readouterr().err
    assert main(["--root", str(root), "portal", "--port", "1"]) == 2
    archive = tmp_path / "a.zip"
    assert main(["portal", "--serve", str(archive), "--as-of", "2026-01-01"]) == 2
    assert main(["portal", "--serve", str(archive), "--port", "0"]) == 3
    assert "a.zip" in capsys.readouterr().err


def test_a_port_in_use_is_no_refusal(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert main(["--root", str(root), "portal", "--serve", "--port", port]) == 3
    assert f"port {port} is in use" in capsys.readouterr().err


def start(root: Path, *more: str) -> tuple[subprocess.Popen[str], int]:
    """A process that serves, and its port."""
    command = [sys.executable, "-c", RUN, "--root", str(root), "portal", "--serve"]
    process = subprocess.Popen(
        [*command, "--port", "0", *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT / "tools")},
    )
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if "http://" in line:
            break
    assert "http://" in said, said
    return process, int(line.rpartition(":")[2].partition("/")[0])


def status(port: int, path: str = "/") -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    found = connection.getresponse().status
    connection.close()
    return found


def test_two_at_once_or_a_killed_one_leave_something_behind(root: Path) -> None:
    def files() -> set[str]:
        return {str(each) for each in root.rglob("*") if ".goodword" not in each.parts}

    before = files()
    (one, first), (two, second) = start(root), start(root, "--audience", "staff")
    assert (status(first), status(second)) == (200, 200)
    assert (status(first, "/staff/"), status(second, "/staff/")) == (404, 200)
    one.kill()
    one.communicate(timeout=30)
    assert status(second) == 200
    two.send_signal(signal.SIGINT)
    said, _ = two.communicate(timeout=30)
    assert two.returncode == 0
    assert said.splitlines()[-1] == "ended"
    assert "Traceback" not in said
    assert files() == before
    assert not list((root / ".goodword").rglob("*.html"))
