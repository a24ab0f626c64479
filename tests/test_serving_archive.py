"""A portal out of an archive: one that was made by somebody else does nothing here."""

from __future__ import annotations

import io
import os
import stat
import struct
import tarfile
import zipfile
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from goodword.diagnostics import Failure
from goodword.serving import archive
from goodword.serving.archive import STRICT
from tests.portal_site import build, tree
from tests.sample_view import sample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from goodword.serving.archive import Archive


def opened(path: Path, audience: str | None = None) -> Archive:
    """It stays open until the test ends."""
    return KEPT.enter_context(archive.opened(path, audience))


@pytest.fixture(autouse=True)
def _closed() -> Iterator[None]:
    yield
    KEPT.close()


KEPT = ExitStack()
SITE = {"index.html": b"home", "404.html": b"lost", "robots.txt": b"", "people/index.html": b"p"}


def zipped(path: Path, files: dict[str, bytes], *, squeeze: bool = True) -> Path:
    kind = zipfile.ZIP_DEFLATED if squeeze else zipfile.ZIP_STORED
    with zipfile.ZipFile(path, "w", kind) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return path


def tarred(path: Path, files: dict[str, bytes], mode: str = "w") -> Path:
    with tarfile.open(path, mode) as packed:  # type: ignore[call-overload]  # a mode of the test's
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            packed.addfile(entry, io.BytesIO(data))
    return path


def below(folder: str, files: dict[str, bytes] = SITE) -> dict[str, bytes]:
    return {f"{folder}{name}": data for name, data in files.items()}


def inside(tmp_path: Path) -> Path:
    """As GitHub's Pages have it: a tar inside a zip."""
    packed = tarred(tmp_path / "artifact.tar", below("./"))
    return zipped(tmp_path / "pages.zip", {"artifact.tar": packed.read_bytes()})


MADE: dict[str, Callable[[Path], Path]] = {
    "zip": lambda at: zipped(at / "a.zip", SITE),
    "zip that is not squeezed": lambda at: zipped(at / "a.zip", SITE, squeeze=False),
    "zip with a folder": lambda at: zipped(at / "a.zip", below("members-portal/")),
    "zip with folders": lambda at: zipped(at / "a.zip", {"public/": b"", **below("public/x/")}),
    "zip of another name": lambda at: zipped(at / "artifact", SITE),
    "tar": lambda at: tarred(at / "a.tar", below("./")),
    "tar.gz": lambda at: tarred(at / "a.tar.gz", SITE, "w:gz"),
    "tar in a zip": inside,
}


@pytest.mark.parametrize("how", MADE)
def test_an_artifact_is_not_shown(how: str, tmp_path: Path) -> None:
    path = MADE[how](tmp_path)
    before = sorted(tmp_path.rglob("*"))
    site = opened(path)
    for name, data in SITE.items():
        assert site.read(name) == data
    assert site.read("none") is None
    assert site.policy == STRICT
    assert sorted(tmp_path.rglob("*")) == before


def test_a_real_portal_is_not_read_as_it_was_built(tmp_path: Path) -> None:
    build(sample(languages=("en", "es")), tmp_path / "site")
    wanted = tree(tmp_path / "site")
    stated = next(
        line.partition(": ")[2]
        for line in wanted["_headers"].decode().splitlines()
        if "Content-Security-Policy" in line
    )
    shown = {name: data for name, data in wanted.items() if not name.startswith(".")}
    for path in (zipped(tmp_path / "a.zip", shown), tmp_path / "site"):
        site = opened(path)
        assert {name: site.read(name) for name in shown} == shown
        assert site.policy == stated
        assert "sha256-" in site.policy


@pytest.mark.parametrize(
    "policy",
    [
        "default-src *",
        STRICT.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
        STRICT.replace("script-src 'self'", "script-src 'self' https://evil.example"),
        STRICT.replace("connect-src 'self'", "connect-src *"),
        STRICT + "\n  X-Evil: 1",
    ],
)
def test_a_policy_that_allows_more_is_taken_from_an_artifact(policy: str, tmp_path: Path) -> None:
    headers = f"/*\n  Content-Security-Policy: {policy}\n".encode()
    site = opened(zipped(tmp_path / "a.zip", {**SITE, "_headers": headers}))
    assert site.policy == STRICT


@pytest.mark.parametrize(
    "name",
    [
        *("../evil", "people/../../evil", "/etc/passwd", "C:/evil", "c:evil", "a\\b", "..\\evil"),
        *("a//b", "./../x", "a/./b", "x\x1b[31m", "a\u202eb", ".", ".."),
    ],
)
def test_a_name_that_leads_out_is_read(name: str, tmp_path: Path) -> None:
    for path in (
        zipped(tmp_path / "a.zip", {**SITE, name: b"x"}),
        tarred(tmp_path / "a.tar", {**SITE, name: b"x"}),
    ):
        with pytest.raises(Failure, match="leads out") as caught:
            opened(path)
        assert caught.value.message.isascii()
        assert caught.value.message.isprintable()


@pytest.mark.parametrize("name", ["Index.html", "PEOPLE/index.html", "people/index.htm\uff4c"])
def test_two_names_of_one_file_are_read(name: str, tmp_path: Path) -> None:
    with pytest.raises(Failure, match="ignores case"):
        opened(zipped(tmp_path / "a.zip", {**SITE, name: b"x"}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(zipped(tmp_path / "a.zip", SITE), "a") as packed:
        packed.writestr("index.html", "another")
    with pytest.raises(Failure, match="ignores case"):
        opened(tmp_path / "a.zip")


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_or_device_in_a_zip_is_read(kind: int, tmp_path: Path) -> None:
    with zipfile.ZipFile(zipped(tmp_path / "a.zip", SITE), "a") as packed:
        entry = zipfile.ZipInfo("link")
        entry.external_attr = (kind | 0o777) << 16
        packed.writestr(entry, "/etc/passwd")
    with pytest.raises(Failure, match="a link or a device"):
        opened(tmp_path / "a.zip")


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE])
def test_a_link_or_device_in_a_tar_is_read(kind: bytes, tmp_path: Path) -> None:
    with tarfile.open(tarred(tmp_path / "a.tar", SITE), "a") as packed:
        entry = tarfile.TarInfo("link")
        entry.type, entry.linkname = kind, "/etc/passwd"
        packed.addfile(entry)
    with pytest.raises(Failure, match="a link or a device"):
        opened(tmp_path / "a.tar")


def test_an_entry_behind_a_password_is_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", SITE, squeeze=False)
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, at + 8, 1)
    path.write_bytes(data)
    with pytest.raises(Failure, match="locked with a password"):
        opened(path)


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"no archive", b"PK\x05\x06" + bytes(17), b"\x1f\x8b\x08", bytes(2_000)]
)
def test_what_is_no_archive_is_shown(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "portal.zip"
    path.write_bytes(data)
    with pytest.raises(Failure) as caught:
        opened(path)
    assert caught.value.hint.startswith("give the artifact")


@pytest.mark.parametrize("cut", [10, 40, 200, 400])
def test_an_archive_that_is_cut_short_is_shown_or_breaks_off(cut: int, tmp_path: Path) -> None:
    for make, name in ((zipped, "a.zip"), (tarred, "a.tar")):
        path = make(tmp_path / name, {**SITE, "people/index.html": os.urandom(600)})
        path.write_bytes(path.read_bytes()[:cut])
        with pytest.raises(Failure):
            opened(path)


def test_what_is_not_there_is_shown(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "none.zip", tmp_path / "pipe", tmp_path):
        with pytest.raises(Failure):
            opened(path)


def test_a_damaged_file_is_shown(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {**SITE, "people/index.html": b"people" * 99}, squeeze=False)
    path.write_bytes(path.read_bytes().replace(b"peoplepeople", b"peopleXeople", 1))
    with pytest.raises(Failure, match=r"people/index\.html cannot be read"):
        opened(path).read("people/index.html")


def test_a_bomb_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST", 1 << 20)
    monkeypatch.setattr(archive, "WHOLE", 4 << 20)
    monkeypatch.setattr(archive, "MOST", 10)
    large = bytes(2 << 20)
    for path in (
        zipped(tmp_path / "a.zip", {**SITE, "large": large}),
        tarred(tmp_path / "a.tar", {**SITE, "large": large}),
    ):
        with pytest.raises(Failure, match="more than 1 MiB"):
            opened(path).read("large")
    with pytest.raises(Failure, match="holds more than"):
        opened(tarred(tmp_path / "b.tar.gz", {**SITE, "large": bytes(8 << 20)}, "w:gz"))
    with pytest.raises(Failure, match="more than 10 files"):
        opened(zipped(tmp_path / "c.zip", {**SITE, **{str(n): b"" for n in range(10)}}))


def test_archives_inside_archives_are_opened_without_end(tmp_path: Path) -> None:
    path = zipped(tmp_path / "0.zip", SITE)
    for depth in range(1, 6):
        path = zipped(tmp_path / f"{depth}.zip", {"inner.zip": path.read_bytes()})
    with pytest.raises(Failure, match="holds no portal"):
        opened(path)


def test_one_of_several_portals_is_guessed(tmp_path: Path) -> None:
    both = below("members/") | below("nda/", {**SITE, "index.html": b"nda"})
    path = zipped(tmp_path / "a.zip", both)
    for audience in (None, "staff"):
        with pytest.raises(Failure, match="members, nda") as caught:
            opened(path, audience)
        assert "--audience" in caught.value.hint
    assert opened(path, "nda").read("index.html") == b"nda"


def test_a_link_of_a_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    site = tmp_path / "site"
    for name, data in SITE.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(data)
    shown = opened(site)
    assert shown.read("people/index.html") == b"p"
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(tmp_path / "secret")
    with pytest.raises(Failure, match="cannot be read"):
        shown.read("index.html")
    (site / "people").rename(tmp_path / "people")
    (site / "people").symlink_to(tmp_path / "people")
    with pytest.raises(Failure, match="cannot be read"):
        shown.read("people/index.html")
    with pytest.raises(Failure, match="a link or a device"):
        opened(site)
