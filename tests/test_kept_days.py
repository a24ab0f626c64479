"""The days on which a country works are the library's, whatever lies where they are kept."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.loops import workdays
from goodword.loops.workdays import WorkDays, countries, keep_in
from goodword.source import kept_days
from goodword.source.kept_days import FOLDER, MOST, KeptDays

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

EXAMPLE = Path(__file__).parent / "example"
COUNTRIES = ("ES", "DE", "DE-BE", "IL", "SA", "CN", "XX", "ES-nowhere")
YEARS = (1999, 2024, 2026)


@pytest.fixture(autouse=True)
def _places() -> Iterator[None]:
    """Each test begins with nothing in memory, and leaves no place behind."""
    before = list(workdays._places)
    workdays._worked.cache_clear()
    yield
    workdays._places[:] = before
    workdays._worked.cache_clear()


def asked(country: str, year: int) -> frozenset[date]:
    """The days, as a run finds them that remembers none."""
    workdays._worked.cache_clear()
    return workdays._worked(country, year)


def without_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on to ask the library fails."""

    def refused(*_: object) -> frozenset[date]:
        raise ImportError

    monkeypatch.setattr(workdays, "_looked_up", refused)
    monkeypatch.setattr(workdays, "countries", refused)


@pytest.mark.parametrize("country", COUNTRIES)
def test_days_that_were_kept_are_others_than_the_library_says(
    country: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workdays._places.clear()
    said = {year: asked(country, year) for year in YEARS}
    assert all(len(days) > 200 for days in said.values())
    keep_in(KeptDays(tmp_path))
    assert {year: asked(country, year) for year in YEARS} == said
    known = country in countries()
    assert workdays.supported(country) == known
    keep_in(KeptDays(tmp_path))
    without_library(monkeypatch)
    assert {year: asked(country, year) for year in YEARS} == said
    assert workdays.supported(country) == known
    assert WorkDays(country).open_on(min(said[2026]))
    with pytest.raises(ImportError):
        asked(country, 2027)


def kept_file(root: Path) -> Path:
    (found,) = (each for each in (root / FOLDER).iterdir() if not each.name.startswith("."))
    return found


@pytest.mark.parametrize("how", ["changed", "cut", "of another country", "of a year too short"])
def test_days_that_somebody_put_there_are_believed(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = KeptDays(tmp_path)
    place.keep("ES", "2026", b"1" * (364 if how == "of a year too short" else 365))
    path = kept_file(tmp_path)
    if how == "changed":
        path.write_bytes(path.read_bytes()[:-1] + b"0")
    elif how == "cut":
        path.write_bytes(path.read_bytes()[:-1])
    elif how == "of another country":
        path.rename(path.with_name(place._name("FR")))
    keep_in(KeptDays(tmp_path))
    for country in ("ES", "FR"):
        assert len(asked(country, 2026)) < 260
    without_library(monkeypatch)
    with pytest.raises(ImportError):
        asked("DE", 2026)


def test_days_of_another_version_of_the_library_are_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    KeptDays(tmp_path).keep("ES", "2026", b"1" * 365)
    assert KeptDays(tmp_path).find("ES", "2026") == b"1" * 365
    other = tmp_path / "other" / "__init__.py"
    other.parent.mkdir()
    other.touch()
    monkeypatch.setattr(kept_days, "find_spec", lambda _: SimpleNamespace(origin=str(other)))
    assert KeptDays(tmp_path).find("ES", "2026") is None
    monkeypatch.setattr(kept_days, "find_spec", lambda _: None)
    nowhere = KeptDays(tmp_path)
    nowhere.keep("ES", "2026", b"1" * 365)
    assert nowhere.find("ES", "2027") is None


def test_the_days_of_ever_more_countries_stay(tmp_path: Path) -> None:
    place = KeptDays(tmp_path)
    for number in range(MOST + 5):
        place.keep(f"C{number}", "2026", b"1" * 365)
    kept = [each for each in (tmp_path / FOLDER).iterdir() if not each.name.startswith(".")]
    assert len(kept) == MOST + 1


def test_a_link_leads_elsewhere(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "program").mkdir()
    (tmp_path / "program" / FOLDER.parts[0]).symlink_to(outside)
    KeptDays(tmp_path / "program").keep("ES", "2026", b"1" * 365)
    assert not list(outside.iterdir())


@pytest.mark.parametrize("command", ["agenda", "influencer thank ana --helped liam"])
def test_a_second_command_loads_the_library_once_more(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = tmp_path / "program"
    shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns(".goodword"))
    monkeypatch.chdir(root)
    words = [*command.split(), "--as-of", "2026-11-15"]
    words += ["--by", "maya", "--summary", "Thanks."] if "thank" in words else []
    workdays._made.clear()
    code = main(words)
    first = capsys.readouterr()
    assert first.out
    assert code == 0
    workdays._made.clear()
    workdays._worked.cache_clear()
    without_library(monkeypatch)
    assert main(words) == code
    assert capsys.readouterr() == first
    assert not workdays._places, "what comes after the command keeps days in its program"
