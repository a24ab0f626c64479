"""A tool that is looked at once is the checkout's own, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.resources import own_folders
from goodword.source.stats import look
from tests.shared_tool import once

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.source.stats import Seen

OVER = frozenset({"__pycache__"})


def test_another_tool_is_taken_for_the_same(tmp_path: Path) -> None:
    looks: list[tuple[Any, ...]] = []

    def counted(
        root: Path, names: list[str], *, passed_over: frozenset[str] = frozenset()
    ) -> Seen | None:
        looks.append((root, *names))
        return look(root, names, passed_over=passed_over)

    looked = once(counted)
    for folder in own_folders():
        seen = look(folder.parent, [folder.name], passed_over=OVER)
        for _ in range(2):
            assert looked(folder.parent, [folder.name], passed_over=OVER) == seen
        assert looked(folder.parent, [folder.name]) != seen
    assert len(looks) == 2 * len(own_folders())
    (tmp_path / "tool").mkdir()
    digests = set()
    for name in ("a", "b"):
        (tmp_path / "tool" / name).touch()
        found = looked(tmp_path, ["tool"], passed_over=OVER)
        assert found is not None
        digests.add(found.digest)
    assert len(digests) == 2
    assert looked(tmp_path / "none", ["tool"], passed_over=OVER) is None
