"""Every picture of the documentation is made by the list, says in words what it shows, is small."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING

import pytest

from tests import pictures
from tests.conftest import ROOT
from tests.hosting import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

MOST = 200 * 1024
"""Bytes of a picture."""
PLAIN = {"IHDR", "PLTE", "tRNS", "sRGB", "sBIT", "gAMA", "IDAT", "IEND"}
"""Parts of a PNG that say nothing of who made it, when, and on what."""
NAMED = {each.name: each for each in pictures.PICTURES}


def shown() -> Iterator[tuple[Path, str, Path]]:
    """Every picture that a page shows: the page, what it says of it, and the file."""
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        for alt, path in re.findall(r"!\[([^\]]*)\]\(([^)\s]+)\)", page.read_text("utf-8")):
            if "://" not in path:
                yield page, alt, (page.parent / path).resolve()


def parts(data: bytes) -> list[str]:
    """The names of a PNG's parts."""
    found, at = [], 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        found.append(data[at + 4 : at + 8].decode("ascii"))
        at += 12 + length
    return found


def size(data: bytes) -> tuple[int, int]:
    """Width and height."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def test_a_page_shows_a_picture_that_is_not_there_or_says_nothing_of_it() -> None:
    found = list(shown())
    for page, alt, path in found:
        assert path.is_file(), (page, path)
        assert path.parent == pictures.FOLDER, (page, path)
        assert len(alt.split()) >= 4, (page, path, alt)
    assert len({alt for _, alt, _ in found}) == len({path for _, _, path in found})


def test_a_picture_is_made_by_no_list_or_shown_by_no_page() -> None:
    files = {path.stem for path in pictures.FOLDER.iterdir()}
    assert files == set(NAMED) == {path.stem for _, _, path in shown()}


@pytest.mark.parametrize("name", NAMED)
def test_a_picture_is_large_or_names_a_machine(name: str) -> None:
    data = (pictures.FOLDER / f"{name}.png").read_bytes()
    assert len(data) <= MOST
    assert set(parts(data)) <= PLAIN
    assert size(data) == (NAMED[name].width, NAMED[name].height)


def test_a_part_that_tells_of_a_machine_is_not_seen() -> None:
    data = (pictures.FOLDER / "portal.png").read_bytes()
    text = struct.pack(">I", 4) + b"tEXtHost" + b"\0\0\0\0"
    assert set(parts(data[:33] + text + data[33:])) - PLAIN == {"tEXt"}


def test_the_list_no_longer_takes_a_picture(browser: Browser, tmp_path: Path) -> None:
    picture = NAMED["me-about-dark"]
    pictures.build(picture.audience, tmp_path / "site", tmp_path / "work")
    with served(tmp_path / "site") as address:
        taken = pictures.take(picture, address, browser)
    assert size(taken) == (picture.width, picture.height)
    assert set(parts(taken)) <= PLAIN
