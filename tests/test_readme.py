"""What the README shows of `goodword check` is what it says."""

from __future__ import annotations

import re
from datetime import date

from goodword.diagnostics import arrange
from goodword.formats import text
from goodword.load import load
from goodword.resources import schemas_directory
from goodword.rules import judge
from goodword.snapshot import Snapshot
from goodword.source.places import Locator
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree, Overlay
from tests.conftest import ROOT

DAY = date(2026, 11, 15)


def test_the_readme_shows_what_check_no_longer_says() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = re.search(r"```yaml\n# (\S+)\n(.*?)```\n.*?```text\n(.*?)```", readme, re.DOTALL)
    assert shown is not None
    path, content, said = shown.groups()
    tree = Overlay(DiskTree(ROOT), {path: content.encode()})
    loaded = load(tree, Schemas.load(schemas_directory()))
    locator = Locator(tree)
    found = judge(Snapshot(loaded.program, DAY), locator.mark)
    assert text.diagnostics(arrange(found), locator.text).rstrip() == said.rstrip()
