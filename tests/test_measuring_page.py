"""What the page on measuring says that check refuses is refused, in these words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodword.diagnostics import Severity, arrange
from goodword.formats import text
from goodword.load import load
from goodword.relation.measures import COMPUTED
from goodword.resources import schemas_directory
from goodword.rules import judge
from goodword.snapshot import Snapshot
from goodword.source.places import Locator
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree, Overlay
from tests.conftest import ROOT
from tests.relation_program import TODAY

if TYPE_CHECKING:
    from tests.conftest import Golden

PAGE = ROOT / "docs" / "measuring.md"
MISTAKE = re.compile(
    r"(^`(?P<path>[a-z0-9/.-]+\.yml)`\n\n```yaml\n(?P<added>.*?)```\n\n```text\n)(?P<said>.*?)```$",
    re.MULTILINE | re.DOTALL,
)


def said(path: str, added: str) -> str:
    """What check refuses of the example when the text is added to a file, or is a new one."""
    disk = DiskTree(ROOT)
    file = ROOT / path
    before = file.read_bytes() if file.is_file() else b""
    tree = Overlay(disk, {path: before + added.encode()})
    loaded = load(tree, Schemas.load(schemas_directory()))
    locator = Locator(tree)
    found = judge(Snapshot(loaded.program, TODAY), locator.mark)
    refused = (each for each in (*loaded.diagnostics, *found) if each.severity is not Severity.NOTE)
    return text.diagnostics(arrange(refused), locator.text)


def test_the_page_tells_of_another_refusal(golden: Golden) -> None:
    page = PAGE.read_text(encoding="utf-8")
    found = list(MISTAKE.finditer(page))
    assert len(found) == 4
    mended = MISTAKE.sub(lambda m: f"{m[1]}{said(m['path'], m['added'])}```", page)
    golden(PAGE, mended)
    for rule in ("objective-outcome", "reach-indicator", "discredited-metric", "gift-ceiling"):
        assert f"[{rule}]" in mended


def test_a_computed_kpi_is_not_on_the_page() -> None:
    assert set(re.findall(r"^\| `([a-z_]+)` \|", PAGE.read_text(), re.MULTILINE)) == set(COMPUTED)
