"""Whole portals as commands: beside plain MkDocs, staff's beside members', and served ones."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.hugo import MADE, WORDS
from benchmarks.programs import DAY, goodword, script
from benchmarks.table import Row, Section
from benchmarks.timing import Spent, alternate, environment, processor_ratio, ratio

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.programs import Bench

TITLE = "whole portals"
_MEMBERS, _STAFF, _MKDOCS = "members portal", "staff portal", "MkDocs"
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
_NOTES = """\
`goodword portal` from the files of the large program to its written pages, rules judged, with \
shells and what an earlier run kept of the files; written to {medium}. MkDocs makes as many pages \
({pages:,}) with its built-in theme and search, from Markdown of as many bytes as our articles, \
with one page in its navigation (with all of them there it does not end in an hour). While \
serving: from the moment in which a person's name changes in their file until the change can be \
seen; rules are judged after that. Every one ran once before and was not counted.\
"""


def measure(bench: Bench) -> Section:
    """Build whole portals of the large program in turn, and let a served one follow a change."""
    program, out = bench.large(), bench.work / "whole"

    def build(audience: str) -> Spent:
        where = out / audience
        shutil.rmtree(where, ignore_errors=True)  # all write their files anew
        command = ("portal", "--audience", audience, "--as-of", DAY, "--into", where)
        return bench.goodword("--root", program, *command)

    build("members")
    pages = sorted((out / "members").rglob("index.html"))
    contestants: dict[str, Callable[[], Spent]] = {
        _MEMBERS: partial(build, "members"),
        _STAFF: partial(build, "staff"),
    }
    mkdocs = script("mkdocs")
    if mkdocs is None:
        print("  mkdocs is not installed; left out")
    else:
        site = bench.work / "mkdocs"
        _lay_out(site, pages)
        contestants[_MKDOCS] = partial(_render, bench, mkdocs, site)
    print("  warming up", flush=True)
    alternate(contestants, 1)
    taken = alternate(contestants, bench.rounds)
    rows = []
    compared = [(_STAFF, _MEMBERS, 1.5)]
    if mkdocs is not None:
        made = len([*(bench.work / "mkdocs" / "site").rglob("index.html")])
        assert made == len(pages), f"MkDocs made {made} pages, and we {len(pages)}"
        compared.insert(0, (_MEMBERS, _MKDOCS, 0.33))
    for ours, theirs, target in compared:
        a, b = taken[ours], taken[theirs]
        rows.append(Row(ours, theirs, ratio(a, b), processor_ratio(a, b), target))
    example = bench.work / "example"
    if not example.is_dir():
        bench.goodword("example", example)
    for what, served, seconds in (("the example", example, 0.5), ("the large one", program, 5.0)):
        waited = _served(bench, served)
        for each in waited:
            print(f"  served, {what}: {each.wall:.2f} s, processors {each.processor:.2f} s")
        limit = [Spent(seconds, seconds)] * len(waited)
        shares = ratio(waited, limit), processor_ratio(waited, limit)
        rows.append(Row(f"a change while serving {what}", f"{seconds} s", *shares, 1.0))
    return Section(TITLE, rows, _NOTES.format(pages=len(pages), medium=bench.medium))


def _render(bench: Bench, mkdocs: str, site: Path) -> Spent:
    shutil.rmtree(site / "site", ignore_errors=True)
    return bench.run(mkdocs, "build", "--quiet", "--config-file", site / "mkdocs.yml")


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
    file = min((program / "influencers").glob("*/profile.yml"))
    kept = file.read_text(encoding="utf-8")
    waited: list[Spent] = []
    changed = kept.replace("\nname: ", "\nname: Somebody ", 1)
    assert changed != kept
    command = [*goodword(), "--root", program, "portal", "--serve", "--port", "0", "--as-of", DAY]
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
                began, worked = time.perf_counter(), _worked(server.pid)
                file.write_text(text, encoding="utf-8")
                _wait(server, _SHOWN)
                taken = time.perf_counter() - began
                waited.append(Spent(taken, _worked(server.pid) - worked))
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
