"""Every command of docs/serving.md serves; none of them ends by itself, so each is ended."""

from __future__ import annotations

import re
import shlex
import shutil
from typing import TYPE_CHECKING

from goodword.cli import serving
from goodword.cli.main import main
from tests.conftest import ROOT
from tests.test_serving_archive import SITE, tarred, zipped

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SERVED = re.compile(r"serving .*: (http://127\.0\.0\.1:\d+/)$", re.MULTILINE)


def test_a_command_of_the_page_serves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "tests" / "example", tmp_path / "root")
    monkeypatch.chdir(tmp_path / "root")
    zipped(tmp_path / "root" / "members-portal.zip", SITE)
    tarred(tmp_path / "root" / "public.tar.gz", SITE, "w:gz")
    for name, data in SITE.items():
        (tmp_path / "root" / "folder" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "root" / "folder" / name).write_bytes(data)

    def interrupted(*_: object) -> int:
        return 0

    monkeypatch.setattr(serving, "_until_interrupted", interrupted)
    page = (ROOT / "docs" / "serving.md").read_text("utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    commands = [line for block in blocks for line in block.splitlines()]
    assert len(commands) == 6
    for command in commands:
        _, *arguments = shlex.split(command)
        assert main([*arguments, "--port", "0"]) == 0, command
        assert SERVED.search(capsys.readouterr().out), command
