"""Every page of a members portal from a loaded program, beside Hugo making pages of like size.

Hugo reads a Markdown file a page; we take a View of what is loaded, and write the search index
too. Shells, which MkDocs builds once for a site, are at hand.
"""

from __future__ import annotations

import gc
import json
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.programs import DAY, script
from benchmarks.table import Row, Section
from benchmarks.timing import Spent, alternate, environment, processor_ratio, ratio
from goodword.audience.gate import audience_view
from goodword.cli.main import MANY_OBJECTS
from goodword.load import load
from goodword.portal.build import Setting, build_portal
from goodword.resources import schemas_directory, site_directory
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree

if TYPE_CHECKING:
    from benchmarks.programs import Bench

TITLE = "filling the portal"
_DRIVER = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "import benchmarks.filling as f; f.fill_on_demand(*sys.argv[2:])"
)
_WORDS = "a canopy zip that was **mended** with a [needle](https://example.org/) and some thread "
_SHELL = '<li class="item"><a href="../elsewhere/" class="link">Somewhere else</a></li>\n'
_SETTINGS = """\
baseURL = "https://example.org/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404", "home", "section"]
"""
_PAGE = """\
<!doctype html>
<html lang="en"><head><title>{{{{ .Title }}}}</title></head><body>
<ul>{shell}</ul>
<article><h1>{{{{ .Title }}}}</h1>{{{{ .Content }}}}</article>
</body></html>
"""


class Sizes(NamedTuple):
    """Bytes of pages: of each one's article, and of what is around it on most of them."""

    articles: list[int]
    around: int


def measure(bench: Bench) -> Section:
    """Fill the members portal of the large program, and let Hugo make as many pages."""
    hugo = script("hugo")
    if hugo is None:
        print("  hugo is not installed; left out")
        return Section(TITLE)
    program, portal, site = bench.large(), bench.work / "portal", bench.work / "hugo"
    here = str(Path(__file__).parent.parent)
    with subprocess.Popen(
        [sys.executable, "-c", _DRIVER, here, program, portal],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment(bench.home),
    ) as filler:
        _ask(filler)  # builds the shells, which later rounds find
        sizes = _sizes(portal)
        _lay_out(site, sizes)
        taken = alternate(
            {
                "goodword": lambda: _ask(filler),
                "hugo": lambda: _render(bench, hugo, site),
            },
            bench.rounds,
        )
        assert filler.stdin is not None
        filler.stdin.close()
    ours, theirs = taken["goodword"], taken["hugo"]
    likeness = _total(site / "public") / _total(portal)
    assert 0.9 < likeness < 1.1, f"Hugo's pages have {likeness:.2f} times our bytes"
    row = Row(
        f"members portal, {len(sizes.articles):,} pages",
        "Hugo",
        ratio(ours, theirs),
        processor_ratio(ours, theirs),
        1.0,
    )
    notes = (
        "From the loaded large program to its written members portal, gate and search index "
        "included, in one process; Hugo has as many Markdown files, whose pages have as many "
        "bytes, one layout, and all processors."
    )
    return Section(TITLE, [row], notes)


def _render(bench: Bench, hugo: str, site: Path) -> Spent:
    shutil.rmtree(site / "public", ignore_errors=True)  # both write all their files anew
    return bench.run(hugo, "--quiet", "--source", site)


def _ask(filler: subprocess.Popen[str]) -> Spent:
    assert filler.stdin is not None
    assert filler.stdout is not None
    filler.stdin.write("fill\n")
    filler.stdin.flush()
    answer = filler.stdout.readline()
    if not answer:
        raise SystemExit("the process that fills portals ended")
    return Spent(*json.loads(answer))


def fill_on_demand(program: str, portal: str) -> None:
    """Load a program, then fill its portal for each line of input and say what that took."""
    gc.set_threshold(MANY_OBJECTS)  # as the command does
    loaded = load(DiskTree(Path(program)), Schemas.load(schemas_directory()))
    day = date.fromisoformat(DAY)
    snapshot = Snapshot(loaded.program, day)
    assert snapshot.ledger.members  # computed before the clock runs
    assert snapshot.loops.summary.items
    setting = Setting(Path(portal).with_name("shells"), site_directory())
    for _ in sys.stdin:
        shutil.rmtree(portal, ignore_errors=True)
        wall, processor = time.perf_counter(), time.process_time()
        build_portal(audience_view(snapshot, "members", day), Path(portal), setting)
        spent = (time.perf_counter() - wall, time.process_time() - processor)
        print(json.dumps(spent), flush=True)


def _sizes(portal: Path) -> Sizes:
    articles, around = [], []
    for page in sorted(portal.rglob("index.html")):
        text = page.read_bytes()
        start, end = text.find(b"<article"), text.rfind(b"</article>")
        articles.append(end - start)
        around.append(len(text) - (end - start))
    return Sizes(articles, int(median(around)))


def _total(folder: Path) -> int:
    return sum(page.stat().st_size for page in folder.rglob("index.html"))


def _lay_out(site: Path, sizes: Sizes) -> None:
    """A Hugo site whose pages have these sizes."""
    shutil.rmtree(site, ignore_errors=True)
    layouts, content = site / "layouts" / "_default", site / "content" / "pages"
    layouts.mkdir(parents=True)
    content.mkdir(parents=True)
    (site / "config.toml").write_text(_SETTINGS, encoding="utf-8")
    shell = _SHELL * (sizes.around // len(_SHELL))
    (layouts / "single.html").write_text(_PAGE.format(shell=shell), encoding="utf-8")
    made = len("<p>a canopy zip that was <strong>mended</strong> with a ")
    made += len('<a href="https://example.org/">needle</a> and some thread</p>\n')
    for number, size in enumerate(sizes.articles):
        body = f"{_WORDS}\n\n" * (size // made)
        text = f'---\ntitle: "Page {number}"\n---\n{body}'
        (content / f"{number}.md").write_text(text, encoding="utf-8")
