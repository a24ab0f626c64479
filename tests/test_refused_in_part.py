"""What a command refuses of a large program it refuses in the words of the whole.

Mostly a part says so; of what is named and not there the names of files do, packed ones too.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from goodword.cli import session
from goodword.cli.main import main
from goodword.load import load
from tests.mail_program import put

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodword.load import Loaded

    Run = Callable[..., tuple[int, str, str, int]]

ROOT = Path(__file__).parents[1]
CLAIM = "write-a-guide/2026-04-10-ana"
WAITS = "write-a-guide/2026-04-20-liam"
BY = ("--by", "maya")
LINK = ("--link", "https://example.org/new")
BY_A_PART = {
    "decided": ("claim", "approve", CLAIM, *BY),
    "no such claim": ("claim", "approve", "write-a-guide/2026-04-10-anna", *BY),
    "no such claim of a mission": ("claim", "withdraw", "write-a-gide/2026-04-10-ana"),
    "one of two": ("claim", "approve", WAITS, CLAIM, *BY),
    "twice": ("claim", "approve", WAITS, WAITS, *BY),
    "nobody of staff": ("claim", "approve", WAITS, "--by", "mia"),
    "later": ("claim", "approve", WAITS, *BY, "--on", "2026-08-01"),
    "no reason": ("claim", "decline", WAITS, *BY),
    "no question": ("claim", "ask", WAITS, *BY),
    "no influencer": ("influencer", "thank", "anna", "--helped", "Us.", *BY),
    "no mission": ("new", "claim", "--mission", "guide", "--influencer", "ana", *LINK),
    "no claimant": ("new", "claim", "--mission", "write-a-guide", "--influencer", "an", *LINK),
    "no reward": ("reward", "redeem", "ana", "--reward", "saw"),
    "no request": ("reward", "approve", "ana/2026-05-05-pruning-saw", *BY),
    "no item": ("feedback", "acknowledge", "nothing", *BY),
    "nobody to show": ("show", "anna"),
    "no thing to show": ("show", "prunning-saw"),
    "nobody with a record": ("record", "lliam"),
    "nobody with points": ("points", "anna"),
    "one of two with points": ("points", "ana", "anna", "--explain"),
    "nobody with a relation": ("relation", "anna"),
}
"""What is refused, by why."""
BY_THE_WHOLE = {
    "staff with points": ("points", "maya"),
    "a rule": ("claim", "withdraw", CLAIM),
    "too dear": ("reward", "redeem", "liam", "--reward", "pruning-saw", "--quantity", "90"),
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on a program that counts as large or not; says how often all was read."""
    root = Path(shutil.copytree(ROOT / "tests/example", tmp_path / "it"))
    claim = f"missions/{WAITS.replace('/', '/claims/')}.yml"
    put(root, claim, "evidence: https://example.org/liam\n")
    loads = 0

    def counted(*arguments: Any, **more: Any) -> Loaded:
        nonlocal loads
        loads += 1
        return load(*arguments, **more)

    monkeypatch.setattr(session, "load", counted)

    def once(*arguments: str, large: int) -> tuple[int, str, str, int]:
        nonlocal loads
        monkeypatch.setattr(session, "LARGE", large)
        loads = 0
        capsys.readouterr()
        code = main(["--root", str(root), *arguments, "--as-of", "2026-07-01"])
        told = capsys.readouterr()
        return code, told.out, told.err, loads

    return once


@pytest.mark.parametrize("why", BY_A_PART)
def test_what_a_part_refuses_is_refused_otherwise_by_the_whole(run: Run, why: str) -> None:
    *part, loads = run(*BY_A_PART[why], large=0)
    assert part[0] in {1, 2}, part
    assert loads == 0
    assert run(*BY_A_PART[why], large=1_000) == (*part, 1)


@pytest.mark.parametrize("why", BY_THE_WHOLE)
def test_what_only_the_whole_refuses_is_refused_by_a_part(run: Run, why: str) -> None:
    *part, loads = run(*BY_THE_WHOLE[why], large=0)
    assert loads == 1
    assert run(*BY_THE_WHOLE[why], large=1_000) == (*part, 1)


def test_a_part_refuses_who_has_points_without_being_on_the_map(run: Run, tmp_path: Path) -> None:
    path = "missions/write-a-guide/claims/2026-04-22-zoe.yml"
    put(tmp_path / "it", path, "evidence: https://example.org/zoe\n")
    *part, loads = run("points", "zoe", large=0)
    assert (part[0], loads) == (0, 1), part
    assert run("points", "zoe", large=1_000) == (*part, 1)
    code, out, told, loads = run("points", "zoee", large=0)
    assert ('"zoe"' in told, loads) == (False, 0), told  # none is meant who is not on the map
    assert run("points", "zoee", large=1_000) == (code, out, told, 1)
