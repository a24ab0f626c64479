"""Every page of a members portal from a loaded program, beside Hugo making the same pages.

We take a View of what is loaded and make every page of it through templates, check the links and
write the search index too. Hugo is given our shells as its layouts and has less to do: it reads
each article from a file, finished, or in Markdown of as many bytes.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import hugo
from benchmarks.fresh import fresh, tidy
from benchmarks.programs import DAY
from benchmarks.table import Row, Section
from benchmarks.targets import TARGETS
from benchmarks.timing import Spent, Watch, alternate, environment
from goodword.audience.gate import audience_view
from goodword.cli.main import MANY_OBJECTS
from goodword.cli.previewing import setting as made_with
from goodword.cli.uncollected import uncollected
from goodword.load import load
from goodword.portal.build import build_portal, parts_of
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.programs import Bench
    from goodword.portal.build import Setting
    from goodword.portal.halves import Aside, Made

TITLE = "filling the portal"
_DRIVER = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "import benchmarks.filling as f; f.fill_on_demand(*sys.argv[2:])"
)
_FINISHED, _WRITTEN = "hugo-finished", "hugo-markdown"
"""Folders of Hugo's two sites."""
_OURS = "portal"
_KINDS = ((_FINISHED, "articles finished"), (_WRITTEN, "articles in Markdown"))
_NOTES = """\
From the loaded large program to its written members portal: the gate, {pages:,} pages in \
{languages} languages through their templates, links checked, feeds, calendars and search index, \
in processes that have loaded it. Each Hugo makes pages of the same paths with our shells as \
layouts, into which it puts title, description, article, breadcrumb and languages; it checks \
nothing and makes no index. `articles finished`: it reads each article as our templates made it, \
so it only copies, and its pages have {finished:.3f} times our bytes. `articles in Markdown`: it \
makes them of paragraphs with a link and an emphasis, {written:.3f} times our bytes. `1 processor` \
and `2 processors` are the same ones for all (taskset, GOMAXPROCS). Every one had to write all \
files anew, to {medium}, into a new folder.\
"""


def measure(bench: Bench) -> Section:
    """Fill the members portal of the large program, and let each Hugo make as many pages."""
    hugos = hugo.found()
    if not hugos:
        print("  hugo is not installed, and GOODWORD_HUGO names none; left out")
        return Section(TITLE)
    program = bench.large()
    places: dict[str, Path] = {}
    sites = {name: bench.work / name for name in (_FINISHED, _WRITTEN)}
    here = str(Path(__file__).parent.parent)
    with subprocess.Popen(
        [sys.executable, "-c", _DRIVER, here, program, bench.work],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(bench.home),
    ) as filler:
        languages = int(_ask(filler, "lay out").wall)
        contestants: dict[str, Callable[[], Spent]] = {}
        rows: list[tuple[str, str]] = []
        for processors in _choices():
            many = f"{processors} processor{'s' * (processors > 1)}"
            ours = f"members portal, {many}"
            contestants[ours] = partial(_fill, bench, filler, processors, places)
            for site, what in _KINDS if processors == _choices()[-1] else _KINDS[:1]:
                for name, path in hugos.items():
                    theirs = f"{name}, {what}, {many}"
                    contestants[theirs] = partial(
                        _render, bench, path, sites[site], processors, places
                    )
                    rows.append((ours, theirs))
        taken = alternate(contestants, bench.rounds)
        assert filler.stdin is not None
        filler.stdin.close()
    made = {name: hugo.compared(places[name], places[_OURS]) for name in sites}
    (pages, finished), (others, written) = made.values()
    assert pages == others
    assert 0.99 < finished < 1.01, f"Hugo's pages have {finished:.3f} times our bytes"
    assert 0.9 < written < 1.1, f"Hugo's pages have {written:.3f} times our bytes"
    notes = _NOTES.format(
        pages=pages,
        languages=languages,
        finished=finished,
        written=written,
        medium=bench.medium(places[_OURS]),
    )
    tidy()
    return Section(
        TITLE,
        [
            Row.of(ours, theirs, taken[ours], taken[theirs], TARGETS["filling"])
            for ours, theirs in rows
        ],
        notes,
    )


def _choices() -> list[int]:
    """One processor, and two where there are two."""
    return [1, 2][: len(os.sched_getaffinity(0))]


def _fill(
    bench: Bench, filler: subprocess.Popen[str], processors: int, places: dict[str, Path]
) -> Spent:
    portal = places[_OURS] = fresh(bench.work, _OURS) / "portal"
    return _ask(filler, f"fill {processors} {portal}")


def _render(
    bench: Bench, program: str, site: Path, processors: int, places: dict[str, Path]
) -> Spent:
    public = places[site.name] = fresh(bench.work, site.name) / "public"
    limits = ("env", f"GOMAXPROCS={processors}", "taskset", "--cpu-list", _listed(processors))
    return bench.run(*limits, program, "--quiet", "--source", site, "--destination", public)


def _listed(processors: int) -> str:
    return ",".join(map(str, _numbers(processors)))


def _numbers(processors: int) -> list[int]:
    return sorted(os.sched_getaffinity(0))[-processors:]


def _ask(filler: subprocess.Popen[str], what: str) -> Spent:
    assert filler.stdin is not None
    assert filler.stdout is not None
    filler.stdin.write(f"{what}\n")
    filler.stdin.flush()
    answer = filler.stdout.readline()
    if not answer:
        raise SystemExit("the process that fills portals ended")
    return Spent(*json.loads(answer))


def fill_on_demand(program: str, work: str) -> None:
    """Load a program, then do what each line of input says and answer what that took.

    `lay out` builds the shells and writes Hugo's sites; its answer is the number of languages.
    `fill N PATH` fills the portal of that path on N processors.
    """
    gc.set_threshold(MANY_OBJECTS)  # as the command does
    tree = DiskTree(Path(program))
    day = date.fromisoformat(DAY)
    with uncollected():  # likewise
        loaded = load(tree, Schemas.load(schemas_directory()))
        snapshot = Snapshot(loaded.program, day)
        assert snapshot.ledger.members  # computed before the clock runs
        assert snapshot.loops.summary.items

    def setting() -> Setting:
        """As the command has it, which makes a copy of itself where it has two processors."""
        usual = made_with(Path(program), tree, loaded.program.settings, 0)
        copied = _certain(usual.aside) if usual.aside else None
        return replace(usual, work=Path(work) / "shells", aside=copied)

    all_of_them = os.sched_getaffinity(0)
    for line in sys.stdin:
        if line == "lay out\n":
            languages = _lay_out(snapshot, day, setting(), Path(work))
            print(json.dumps((languages, 0)), flush=True)
            continue
        _, processors, into = line.rstrip("\n").split(" ", 2)
        os.sched_setaffinity(0, _numbers(int(processors)))
        copied = setting()
        watch = Watch(_worked)
        with uncollected():
            build_portal(audience_view(snapshot, "members", day), Path(into), copied)
        spent = watch.spent()
        os.sched_setaffinity(0, all_of_them)
        print(json.dumps(spent), flush=True)


def _certain(aside: Aside) -> Aside:
    """The same, which never goes on alone: a figure of two processors would be one of one."""

    def certain(work: Callable[[], Made]) -> Callable[[], Made]:
        wait = aside(work)

        def wait_for_it() -> Made:
            made = wait()
            if made is None:
                raise SystemExit("the copy that fills half of the pages came to nothing")
            return made

        return wait_for_it

    return certain


def _worked() -> float:
    """Seconds of processors that this process and those it started have had."""
    return sum(os.times()[:4])


def _lay_out(snapshot: Snapshot, day: date, setting: Setting, work: Path) -> int:
    """Write both of Hugo's sites; in how many languages their pages are."""
    for site in (_FINISHED, _WRITTEN):
        shutil.rmtree(work / site, ignore_errors=True)
    parts = parts_of(audience_view(snapshot, "members", day), setting)

    def pages() -> Iterator[hugo.Stamped]:
        with hugo.recorded() as kept:
            for root, filling in parts.fillings.items():
                for page in filling.pages():
                    filling.page(page)
                    yield hugo.Stamped(root + page.path, *kept.pop())

    hugo.lay_out(pages(), work / _FINISHED, work / _WRITTEN)
    return len(parts.languages)
