"""What every test may use: goldens, a machine without habits, and what a test requires.

* `golden("name.txt", text)` compares with tests/golden/name.txt; `pytest --bless` writes it anew.
* `require("hledger")` gives the program's path, or skips the test and says why; with
  GOODWORD_REQUIRE=all (or a list of names) the missing thing fails the test instead.
* `tell("12 pages were looked at")` is printed after all tests.
* The environment is made anew: no user's git settings, home, language or zone reach a test.
"""

from __future__ import annotations

import difflib
import gc
import importlib
import importlib.util
import os
import shutil
import sys
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import hypothesis
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"

PROGRAMS = {
    "bean-check": ("bean-check",),
    "caddy": ("caddy",),
    "check-jsonschema": ("check-jsonschema",),
    "chromium": ("chromium", "chromium-browser"),
    "fish": ("fish",),
    "git": ("git",),
    "hledger": ("hledger",),
    "ledger": ("ledger",),
    "lighthouse": ("lighthouse",),
    "nginx": ("nginx",),
    "shellcheck": ("shellcheck",),
    "yaml-language-server": ("yaml-language-server",),
    "yamllint": ("yamllint",),
    "zizmor": ("zizmor",),
    "zsh": ("zsh",),
}
"""Programs by the name a test requires, and the names under which machines have them."""
FOLDERS = {"corpora": "GOODWORD_CORPORA", "data": "GOODWORD_DATA"}
"""Folders of published test data by name, and the variable that says where each is."""
CHROMIUM = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
"""What Chromium is started with."""
ROOMY = "--js-flags=--min-semi-space-size=64"
"""Scripts that judge pages make much garbage: with room for it they are stopped less often."""
MODULES = {"axe": "axe_playwright_python", "playwright": "playwright", "spark": "pyspark"}
"""Python packages that not every set-up has (requirements-browser.txt), by name."""

DEAR = (
    *("lighthouse", "ledger_properties", "noninterference", "hostile_texts", "accessibility"),
    *("hostile_pages", "lake", "leak_builds", "sender_killed", "hostile_live", "portal_browser"),
    *("erase", "any_day", "serving_follow", "referees", "portal_whole", "ledger_independent"),
    *("outbox_workflow", "ledger_ends", "workflow_steps", "chain_killed", "publish_workflow"),
    *("erase_any_history", "own_page_browser", "directory_browser", "determinism"),
    *("milestones_independent", "part", "diff_laws", "search_browser", "documents_fuzz"),
    *("editors", "broken_files", "killed_commands", "kept_answers", "laws", "charts"),
    *("ladders_independent", "hostile_site", "feedback_commands", "agenda", "trials_slowly"),
    *("serving_browser", "hostile_files", "relation_any_day", "agenda_of_a_day", "more_exports"),
    *("part_judged", "portal_pieces", "wheel", "part_decided", "import_claims", "docs_commands"),
    *("own_page_people", "probe_servers", "completion", "diff", "erase_rests", "ledger_held"),
    *("portal_build", "upgrade", "diff_beside", "hostile_mail_server", "lake_export"),
    *("words_of_pages", "portal_leaks", "tutorial", "erase_everybody", "workflow_reports"),
)
"""Files of tests that take longest, the dearest first: with several processes that each take one
file after the other, none of these is begun when all others have ended. Lighthouse measures what
others take from it, so it begins beside one that is a single process, and opens no browser."""

TOLD = "told"
"""The name under which a test says what is printed after all tests."""

KEPT = ("COV_CORE_", "COVERAGE_", "GOODWORD_", "PYTEST_")
KEPT_NAMES = ("LD_LIBRARY_PATH", "PATH", "PYTHONPATH", "TMPDIR")
PATHS = [str(Path(sys.executable).parent), *os.environ.get("PATH", os.defpath).split(os.pathsep)]
PATHS += [str(ROOT / "tests" / each / "node_modules" / ".bin") for each in ("editor", "lighthouse")]
PATHS += [sbin for sbin in ("/usr/sbin", "/sbin") if sbin not in PATHS]


class Golden(Protocol):
    """Compares a text with the golden of that name (or path), or writes it when blessing."""

    def __call__(self, name: str | Path, text: str) -> None:
        """Fail with a diff where they differ."""


class Tell(Protocol):
    """Has a line printed after the tests: what a test has looked at, where it is much."""

    def __call__(self, line: str) -> None:
        """Print the line at the end."""


class Require(Protocol):
    """The path of a program, folder or package, or the end of this test."""

    def __call__(self, name: str) -> Path:
        """Skip, or fail where GOODWORD_REQUIRE names it, when it is missing."""


def find(name: str) -> tuple[Path | None, str]:
    """Where the thing is, or None and the reason why a test that needs it cannot run."""
    if name in PROGRAMS:
        search = os.pathsep.join(PATHS)
        found = next(filter(None, (shutil.which(n, path=search) for n in PROGRAMS[name])), None)
        return (Path(found), "") if found else (None, f"{name} is not installed")
    if name in FOLDERS:
        value = os.environ.get(FOLDERS[name])
        if not value:
            return None, f"{FOLDERS[name]} names no folder"
        folder = Path(value)
        return (folder, "") if folder.is_dir() else (None, f"{FOLDERS[name]} is no folder here")
    spec = importlib.util.find_spec(MODULES[name])
    if spec is None or spec.origin is None:
        return None, f"{name} is not installed (requirements-browser.txt)"
    return Path(spec.origin).parent, ""


def is_required(name: str, asked: str) -> bool:
    """Whether a missing thing fails the tests: `asked` is `all`, or names with commas between."""
    names = {part.strip() for part in asked.split(",")}
    return "all" in names or name in names


def get(name: str) -> Path:
    """What the `require` fixture calls; for code that has no fixture at hand."""
    path, reason = find(name)
    if path is None:
        if is_required(name, os.environ.get("GOODWORD_REQUIRE", "")):
            pytest.fail(f"{reason}, and GOODWORD_REQUIRE asks for it", pytrace=False)
        pytest.skip(reason)
    return path


@pytest.fixture(scope="session")
def require() -> Require:
    """See `Require`."""
    return get


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Tell:
    """See `Tell`."""
    return lambda line: record_property(TOLD, line)


@pytest.fixture(scope="module")
def browser(require: Require) -> Iterator[Browser]:
    """Chromium, started once a file: its event loop must not outlive the tests that want it."""
    require("playwright")
    chromium = require("chromium")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where it is installed

    with sync_playwright() as tools:
        started = tools.chromium.launch(executable_path=chromium, args=[*CHROMIUM, ROOMY])
        yield started
        started.close()


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the small example: commands keep in a program what they found."""
    return Path(shutil.copytree(ROOT / "tests/example", tmp_path_factory.mktemp("small") / "it"))


@pytest.fixture(scope="session", autouse=True)
def _examples_as_they_were() -> Iterator[None]:
    """What a command keeps in an example of the tests is a source to none of them, nor to git."""
    kept = [each / ".goodword" for each in (ROOT / "tests").glob("example*")]
    before = [each.exists() for each in kept]
    yield
    after = [each.exists() for each in kept]
    assert after == before, "a test ran a command in an example: give it the fixture small"


@pytest.fixture(scope="session", autouse=True)
def _shells_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """See `tests.shared_builds`."""
    from goodword.portal import engine  # noqa: PLC0415 - the paths for it are set up by now
    from tests import warm_tool  # noqa: PLC0415 - which starts what makes shells too
    from tests.shared_builds import once  # noqa: PLC0415 - it is about what that module makes

    base = tmp_path_factory.getbasetemp()
    # With several processes each has a folder in one that is for them all.
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared-builds"
    shared.mkdir(exist_ok=True)
    warm_tool.SHARED[:] = [shared]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "_mkdocs", once(engine._mkdocs, shared))
        yield
    warm_tool.close()


@pytest.fixture(scope="session", autouse=True)
def _disk_is_not_awaited() -> Iterator[None]:
    """How fast the disk is is no test's subject, and no machine loses its power here.

    A handle must be open all the same. Commands that run as processes of their own do wait.
    """

    def fsync(handle: int) -> None:
        os.fstat(handle)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", fsync)
        patch.setattr(os, "sync", lambda: None)
        yield


@pytest.fixture
def golden(pytestconfig: pytest.Config) -> Golden:
    """See `Golden`."""
    bless = bool(pytestconfig.getoption("--bless"))

    def compare(name: str | Path, text: str) -> None:
        path = GOLDEN / name
        if bless:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
            return
        shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        if not path.is_file():
            pytest.fail(f"{shown} is missing: look at it after pytest --bless", pytrace=False)
        wanted = path.read_bytes().decode()
        if text != wanted:
            lines = difflib.unified_diff(
                wanted.splitlines(), text.splitlines(), str(shown), "now", lineterm="", n=2
            )
            diff = "\n".join(lines) or "they differ in line ends only"
            pytest.fail(f"{diff}\n(pytest --bless takes what is now)", pytrace=False)

    return compare


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --bless."""
    parser.addoption("--bless", action="store_true", help="write goldens instead of comparing")


def pytest_configure(config: pytest.Config) -> None:
    """Take every habit of the machine out of the environment, before any test is collected."""
    from tests import in_memory  # noqa: PLC0415 - the paths are set up by now

    in_memory.choose()
    home = Path(tempfile.mkdtemp(prefix="goodword-home-"))
    config.add_cleanup(lambda: shutil.rmtree(home, ignore_errors=True))
    (home / ".gitconfig").write_text(
        "[init]\n\tdefaultBranch = main\n"
        "[user]\n\tname = Test Author\n\temail = author@example.org\n"
        "[commit]\n\tgpgSign = false\n[core]\n\thooksPath = /dev/null\n"
        # Neither the disk nor a look at whether anything is to be packed is waited for.
        "\tfsync = none\n[maintenance]\n\tauto = false\n",
        encoding="utf-8",
    )
    kept = {k: v for k, v in os.environ.items() if k in KEPT_NAMES or k.startswith(KEPT)}
    os.environ.clear()
    os.environ.update(kept)
    os.environ.update(
        GIT_CONFIG_NOSYSTEM="1",
        GIT_TERMINAL_PROMPT="0",
        HOME=str(home),
        LC_ALL="C.UTF-8",
        PATH=os.pathsep.join(PATHS),
        PIP_CONFIG_FILE=os.devnull,
        PIP_NO_INDEX="1",
        PIP_DISABLE_PIP_VERSION_CHECK="1",
        TZ="UTC",
    )
    _read_once(config)
    gc.disable()  # until all tests are collected, none of which is garbage
    # No timed tests; a failure must be found again by the same run. Random seeds on demand:
    # pytest --hypothesis-profile=explore
    slow = [hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.data_too_large]
    hypothesis.settings.register_profile(
        "repeat", deadline=None, derandomize=True, database=None, suppress_health_check=slow
    )
    hypothesis.settings.register_profile(
        "explore", deadline=None, database=None, suppress_health_check=slow, max_examples=1000
    )
    if not config.getoption("--hypothesis-profile", default=None):
        hypothesis.settings.load_profile("repeat")


def _read_once(config: pytest.Config) -> None:
    """See `tests.shared_schemas`, `.shared_documents`, `.shared_tool`; before tests, which load."""
    from goodword.source import around  # noqa: PLC0415 - the paths are set up by now
    from goodword.source.judged import judged  # noqa: PLC0415 - as above
    from goodword.source.schemas import Schemas  # noqa: PLC0415 - as above
    from goodword.source.stats import look  # noqa: PLC0415 - as above
    from tests import shared_documents, shared_schemas, shared_tool  # noqa: PLC0415 - about these

    patch = pytest.MonkeyPatch()
    patch.setattr(Schemas, "load", staticmethod(shared_schemas.once(Schemas.load)))
    patch.setattr("goodword.source.reading.judged", shared_documents.once(judged))
    patch.setattr(around, "look", shared_tool.once(look))
    config.add_cleanup(patch.undo)


def begun_elsewhere(paths: Sequence[Path], number: int, count: int) -> list[Path]:
    """The paths from the place on at which that one of so many processes begins."""
    first = len(paths) * number // count
    return [*paths[first:], *paths[:first]]


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """Import all tests, each process from another one on; they are collected in their order.

    What pytest makes of assertions is kept for who imports the file next: each makes some of it.
    """
    count = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if count > 1 and ROOT / "tests" in {Path(each).resolve() for each in session.config.args}:
        number = int(os.environ["PYTEST_XDIST_WORKER"].removeprefix("gw"))
        paths = sorted((ROOT / "tests").glob("test_*.py"))
        for each in begun_elsewhere(paths, number, count):
            with suppress(Exception, pytest.skip.Exception):  # it is said where it is collected
                importlib.import_module(f"tests.{each.stem}")
    return (yield)


def pytest_collection_finish() -> None:
    """Have what was collected not looked through for garbage, and the rest as a command has it."""
    from goodword.cli.main import MANY_OBJECTS  # noqa: PLC0415 - the paths are set up by now

    gc.collect()
    gc.freeze()
    gc.set_threshold(MANY_OBJECTS)
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the dear files; all others stay in their order."""
    place = {f"test_{name}": number for number, name in enumerate(DEAR)}
    items.sort(key=lambda item: place.get(item.path.stem, len(DEAR)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what tests have to tell, and for each reason in one line what was not run here."""
    for report in terminalreporter.stats.get("passed", ()):
        for name, line in report.user_properties:
            if name == TOLD:
                terminalreporter.write_line(str(line))
    reasons = Counter(
        str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
        for report in terminalreporter.stats.get("skipped", ())
    )
    for reason, count in sorted(reasons.items()):
        tests = "1 test" if count == 1 else f"{count} tests"
        terminalreporter.write_line(f"not run here: {tests}: {reason.removeprefix('Skipped: ')}")


@pytest.fixture(autouse=True)
def _same_environment() -> Iterator[None]:
    """A test that sets a variable outside monkeypatch must not change the next one."""
    before = dict(os.environ)
    yield
    after = {k: v for k, v in os.environ.items() if k != "PYTEST_CURRENT_TEST"}
    before.pop("PYTEST_CURRENT_TEST", None)
    if after != before:
        os.environ.clear()
        os.environ.update(before)
        pytest.fail("the test changed the environment and did not change it back", pytrace=False)
