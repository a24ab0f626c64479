"""Where somebody is reached is looked for when they are erased, and printed nowhere."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pyrage  # type: ignore[import-untyped] # it has no types

from goodword.addresses import keys
from goodword.cli import main
from goodword.host.proof import objects
from tests.erased_world import DAY, erase, put, world
from tests.guard_history import commit, git
from tests.intake_program import KEY

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

ADDRESS = "zq.reach@else.example"


def test_an_address_is_printed_or_left_in_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root, folder, mine = world(tmp_path), tmp_path / "keys", tmp_path / "mine.txt"
    identity = pyrage.x25519.Identity.generate()
    put(folder, {keys.RECIPIENTS: f"{identity.to_public()}\n"})
    put(tmp_path, {"mine.txt": f"{identity}\n"})
    mine.chmod(0o600)
    monkeypatch.setenv(keys.VARIABLE, str(folder))
    monkeypatch.setenv(keys.IDENTITY, str(mine))
    monkeypatch.setenv("GOODWORD_INTAKE_KEY", KEY)
    git(root, "config", "user.name", "Maya Weber")
    git(root, "config", "user.email", "maya@acme.example")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"{ADDRESS}\n".encode())))
    asked = ("influencer", "contact", "ana", "--email", "-", "--as-of", DAY, "--write")
    assert main(["--root", str(root), *asked]) == 0
    put(root, {"docs/list.txt": f"write to {ADDRESS}\n"})
    commit(root, "maya", 1_790_000_000)
    put(root, {"docs/list.txt": "nobody\n"})
    commit(root, "maya", 1_790_000_060)
    capsys.readouterr()
    assert erase(root, "--write", "--also", "ana") == 0
    said = capsys.readouterr()
    assert ADDRESS not in said.out + said.err
    assert ", 3 mail addresses" in said.out
    place = root.with_name("program-erased.git")
    assert not [data for _, _, data in objects(place) if ADDRESS.encode() in data]
