"""Lighthouse on every kind of page, as a slow telephone loads it: fast, and open to everyone.

What "to show" takes is the first contentful paint that Lighthouse computes for a telephone on a
slow network (150 ms there and back, 1.6 Mbit/s) with a processor four times slower: a figure of
what a page asks for, not of this machine. Only the processor's share is measured, and a slow
machine or other programs make that longer: where a page was slow, Lighthouse's own index says how
fast the machine is just then, the telephone stays what it is, and the best of three runs counts.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from goodword.portal.links import file_of
from goodword.portal.page import Reader
from goodword.portal.pages import PAGES
from goodword.texts import Texts
from tests.conftest import CHROMIUM, ROOT
from tests.hosting import compressed
from tests.portal_site import build
from tests.sample_crowd import crowd, crowd_desk
from tests.sample_staff import agenda
from tests.sample_view import sample

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Require

SCORE = 95
FIRST = 1000
"""Milliseconds until something is shown."""
RUNS = 3


def kinds() -> list[str]:
    """One page of each kind: those that fill one shell from one template; a list in its pieces."""
    found: dict[tuple[str, str], str] = {}
    for make in PAGES.values():
        for page in make(sample("staff"), Reader(Texts("en"), str, agenda())):
            found.setdefault((page.fills, page.template), page.path)
    heavy = ("people/page_2/", "staff/market/", "staff/points/page_2/")
    return [*(file_of(path) for path in (*found.values(), *heavy)), "404.html"]


def test_a_page_is_slow_or_shuts_somebody_out(require: Require, tmp_path: Path) -> None:
    require("lighthouse")
    node = shutil.which("node")
    assert node
    build(crowd("staff"), tmp_path / "site", agenda=crowd_desk())
    with compressed(tmp_path / "site") as address:
        asked = {
            "chromium": str(require("chromium")),
            "flags": list(CHROMIUM),
            "addresses": [address + path for path in kinds()],
            "runs": RUNS,
            "enough": {"score": SCORE, "first": FIRST},
        }
        done = subprocess.run(
            [node, str(ROOT / "tests" / "lighthouse" / "run.mjs")],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            check=False,
            timeout=900,
        )
    assert done.returncode == 0, done.stderr
    made = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(made) == len(kinds())
    late = [
        each
        for each in made
        if min(each["performance"], each["accessibility"]) < SCORE or each["first"] > FIRST
    ]
    assert late == []


@pytest.mark.parametrize("kind", ["people/index.html", "people/ana/index.html", "404.html"])
def test_kinds_are_all_there(kind: str) -> None:
    assert kind in kinds()
    assert len(kinds()) >= 20
