"""The day is that of the program's time zone, wherever the machine stands."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING, Any

import pytest

from goodword.cli import session
from goodword.cli.main import main
from goodword.source.documents import read_document
from tests.ledger_story import BASE, FOLDER, lay

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Golden

FAR = {"Pacific/Kiritimati": "Etc/GMT+12", "Etc/GMT+12": "Pacific/Kiritimati"}
"""Zones of programs, fourteen hours ahead and twelve behind, and machines at the other end."""
STORY = FOLDER.parent / "zones" / "the-last-hours-of-a-cycle.yml"


def story() -> dict[str, Any]:
    read, problems = read_document(STORY.read_bytes(), STORY.name)
    assert isinstance(read, dict), problems
    return read


@pytest.fixture
def _machine(zone: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine at the other end of the world, at the moment of the story."""
    moment = dt.datetime.fromisoformat(story()["moment"]).replace(tzinfo=dt.UTC)

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Clock:
            shown = moment.astimezone(tz)
            return cls(*shown.timetuple()[:6], tzinfo=tz)

    monkeypatch.setattr(session, "datetime", Clock)
    monkeypatch.setenv("TZ", FAR[zone])
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("_machine")
@pytest.mark.parametrize("zone", FAR)
def test_a_day_of_the_machine_and_not_of_the_program(
    zone: str, tmp_path: Path, golden: Golden, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = {**BASE["program/program.yml"], "timezone": zone}
    lay(tmp_path, {"program/program.yml": settings, **story()["files"]})
    assert main(["--root", str(tmp_path), "points", "ana", "--explain"]) == 0
    shown = capsys.readouterr().out
    golden(f"zones/{zone.replace('/', '-').lower()}.txt", shown)
    stated = ["--as-of", "2026-04-01" if zone == "Pacific/Kiritimati" else "2026-03-30"]
    assert main(["--root", str(tmp_path), "points", "ana", "--explain", *stated]) == 0
    assert capsys.readouterr().out == shown
