"""Whole portals as commands: beside plain MkDocs, staff's beside members', and served ones."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks import journals
from benchmarks.dressing import usual
from benchmarks.fresh import fresh, tidy
from benchmarks.hugo import MADE, WORDS
from benchmarks.journals import BALANCE
from benchmarks.programs import DAY, goodword, script
from benchmarks.table import Row, Section
from benchmarks.targets import TARGETS
from benchmarks.timing import Spent, Watch, alternate, environment, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.programs import Bench
    from benchmarks.timing import Runs

TITLE = "whole portals"
_MEMBERS, _STAFF, _MKDOCS = "members portal", "staff portal", "mkdocs"
_SMALLEST = "mkdocs-of-one-page"
_EXAMPLE = (40, 2)
"""Members and years of `goodword example`."""
_SHOWN = "shown after"
"""What serving says when a change can be seen."""
_JUDGED = " rules: "
"""What it says first when all was judged."""
_PAUSE = 2
"""Seconds between a change that is seen and the next."""
_SETTINGS = """\
site_name: as many pages
theme:
  name: mkdocs
nav:
  - index.md
"""
_SHARE = 8
"""MkDocs makes one of so many pages, since all of them take it a quarter of an hour."""
_NOTES = """\
`goodword portal` from the files of the large program to its written pages, rules judged, with \
shells and what an earlier run kept of the files; written to {medium}, into a new \
folder. MkDocs with its built-in \
theme and search makes every {nth}th of our {pages:,} pages ({made:,}), from Markdown of as many \
bytes as our articles, with one page in its navigation; the figure is what a page costs, ours \
beside theirs: all our time over all our pages, and what more than one page took MkDocs beyond \
one page. While serving: from the moment in which a person's name changes in their file until the \
change can be seen; rules are judged after that.\
"""


def measure(bench: Bench) -> Section:
    """Build whole portals of the large program in turn, and let a served one follow a change."""
    program = bench.large()
    journals.written(bench)

    written: dict[str, Path] = {}

    def build(audience: str) -> Spent:
        where = written[audience] = fresh(bench.work, audience) / "portal"
        command = ("portal", "--audience", audience, "--as-of", DAY, "--into", where)
        return bench.goodword("--root", program, *command)

    build("members")
    pages = sorted(written["members"].rglob("index.html"))
    contestants: dict[str, Callable[[], Spent]] = {
        BALANCE: partial(journals.balance, bench),
        _MEMBERS: partial(build, "members"),
        _STAFF: partial(build, "staff"),
    }
    mkdocs = script("mkdocs")
    share = pages[::_SHARE]
    if mkdocs is None:
        print("  mkdocs is not installed; left out")
    else:
        for name, some in ((_MKDOCS, share), (_SMALLEST, share[:1])):
            site = bench.work / name
            _lay_out(site, some)
            contestants[name] = partial(_render, bench, mkdocs, site, written)
    taken = alternate(contestants, bench.rounds)
    rows = [
        Row.of(_MEMBERS, BALANCE, taken[_MEMBERS], taken[BALANCE]),
        Row.of(_STAFF, _MEMBERS, taken[_STAFF], taken[_MEMBERS], TARGETS["staff portal"]),
    ]
    if mkdocs is not None:
        made = len([*written[_MKDOCS].rglob("index.html")])
        assert made == len(share), f"MkDocs made {made} pages of {len(share)}"
        rows.insert(0, _by_page(taken, len(pages), made))
    medium = bench.medium(written["members"])
    tidy()
    rows += _serving(bench, program)
    notes = _NOTES.format(nth=_SHARE, pages=len(pages), made=len(share), medium=medium)
    return Section(TITLE, rows, notes)


def _by_page(taken: dict[str, Runs], ours: int, theirs: int) -> Row:
    """What a page of the members portal costs, beside what one more costs MkDocs."""
    pages = [Spent(s.wall / ours, s.processor / ours, s.others) for s in taken[_MEMBERS]]
    more = max(theirs - 1, 1)
    others = [
        Spent((a.wall - b.wall) / more, (a.processor - b.processor) / more, a.others)
        for a, b in zip(taken[_MKDOCS], taken[_SMALLEST], strict=True)
    ]
    time, processors = (
        median(getattr(a, what) / getattr(b, what) for a, b in zip(pages, others, strict=True))
        for what in ("wall", "processor")
    )
    return Row(
        f"{_MEMBERS}, a page",
        "MkDocs, a page",
        time,
        processors,
        TARGETS["portal"],
        load(pages, others),
    )


def _serving(bench: Bench, program: Path) -> Iterator[Row]:
    """How long a change is waited for, beside what is allowed."""
    for what, served, seconds in (
        ("the example", bench.program(*_EXAMPLE), 0.5),
        ("the large one", program, 5.0),
    ):
        waited = _served(bench, served)
        for each in waited:
            print(f"  served, {what}: {each.wall:.2f} s, processors {each.processor:.2f} s")
        limit = [Spent(seconds, seconds)] * len(waited)
        name = f"a change while serving {what}"
        yield Row.of(name, f"{seconds} s", waited, limit, TARGETS["serving"])


def _render(bench: Bench, mkdocs: str, site: Path, written: dict[str, Path]) -> Spent:
    where = written[site.name] = fresh(bench.work, site.name) / "site"
    settings = ("--config-file", site / "mkdocs.yml", "--site-dir", where)
    return bench.run(mkdocs, "build", "--quiet", *settings)


def _lay_out(site: Path, pages: list[Path]) -> None:
    """A site of MkDocs with as many pages, whose articles have as many bytes."""
    shutil.rmtree(site, ignore_errors=True)
    for number, page in enumerate(pages):
        text = page.read_bytes()
        size = text.rfind(b"</article>") - text.find(b"<article")
        folder = site / "docs" / (f"pages/{number}" if number else "")
        folder.mkdir(parents=True)
        body = f"{WORDS}\n\n" * max(round(size / MADE), 1)
        (folder / "index.md").write_text(f"# Page {number}\n\n{body}", encoding="utf-8")
    (site / "mkdocs.yml").write_text(_SETTINGS, encoding="utf-8")


def _served(bench: Bench, program: Path) -> list[Spent]:
    """What it takes until a change of a file can be seen, for each of two changes a round."""
    file = next(usual((program / "influencers").glob("*/profile.yml")))
    kept = file.read_text(encoding="utf-8")
    waited: list[Spent] = []
    changed = kept.replace("\nname: ", "\nname: Somebody ", 1)
    assert changed != kept
    serve = ("portal", "--serve", "--port", "0", "--as-of", DAY)
    command = [*goodword(), "--root", str(program), *serve]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment(bench.home) | {"PYTHONUNBUFFERED": "1"},
    ) as server:
        try:
            _wait(server, _JUDGED)
            for text in [changed, kept] * (bench.rounds + 1):
                watch = Watch(partial(_worked, server.pid))
                file.write_text(text, encoding="utf-8")
                _wait(server, _SHOWN)
                waited.append(watch.spent())
                time.sleep(_PAUSE)
        finally:
            file.write_text(kept, encoding="utf-8")
            server.terminate()
    return waited[2:]


def _worked(process: int) -> float:
    """Seconds of processors that a process has had so far, as proc(5) counts them."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _wait(server: subprocess.Popen[str], what: str) -> None:
    assert server.stdout is not None
    for line in server.stdout:
        if what in line:
            return
    raise SystemExit(f'serving ended before it said "{what}"')
