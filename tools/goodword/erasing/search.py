"""Looking for a person in bytes, however these are written down: decoded in each way that hides.

Each form is looked at as text: percent signs, entities, escapes, quoted-printable and lines of
mail undone, base64 and hexadecimal digits decoded, gzip, zlib and zip unpacked, UTF-16 too; two of
these one in another; and texts in the codings of older programs.
"""

from __future__ import annotations

import base64
import binascii
import html
import io
import quopri
import re
import zipfile
import zlib
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from goodword.erasing.codings import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.erasing.traces import Traces

_DEPTH = 2
_ENCODED = re.compile(rb"[A-Za-z0-9+/_-]{12,}={0,2}")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){8,}")
_ESCAPED = re.compile(rb"\\(?:u\{0*([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")
_FOLDED = re.compile(rb"=?\r?\n[ \t]")
_ENTITY = re.compile(rb"&#?[A-Za-z0-9]{2,8};")
_PERCENT = re.compile(rb"%[0-9A-Fa-f]{2}")
_QUOTED = re.compile(rb"=[0-9A-F]{2}|=\n")
_PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
_LARGEST = 1 << 26
"""So many bytes of something unpacked are looked at."""
_ID = re.compile(rb"[0-9a-f]{40}(?:[0-9a-f]{24})?")


def found(traces: Traces, data: bytes) -> str | None:
    """The first words by which some bytes name a person; None where they do not."""
    for form in forms(data):
        for text in (*_texts(form), *(each.text for each in decoded(traces, form))):
            matches = traces.found(text)
            if matches:
                return matches[0][0]
    return None


def _texts(form: bytes) -> Iterator[str]:
    yield form.decode("utf-8", "surrogateescape")
    if b"\0" in form:
        for coding in ("utf-16-le", "utf-16-be"):
            yield form.decode(coding, "replace")


def forms(data: bytes, depth: int = _DEPTH) -> Iterator[bytes]:
    """What bytes may mean: themselves, and decoded in each of the ways that hide a text.

    Args:
        data: of an object, a name or a file.
        depth: so many ways one in another.
    """
    yield data
    if depth:
        for form in (*_spelled(data), *_packed(data)):
            if form and form != data:
                yield from forms(form, depth - 1)


def _spelled(data: bytes) -> Iterator[bytes]:
    if _PERCENT.search(data):
        yield unquote_to_bytes(data)
    if _ENTITY.search(data):
        yield html.unescape(data.decode("utf-8", "replace")).encode("utf-8", "replace")
    if _ESCAPED.search(data):
        yield _ESCAPED.sub(_letter, data)
    if _QUOTED.search(data):
        yield quopri.decodestring(data)
    if _FOLDED.search(data):
        yield _FOLDED.sub(b"", data)


def _letter(match: re.Match[bytes]) -> bytes:
    code = int(next(filter(None, match.groups())), 16)
    return chr(code).encode("utf-8", "replace") if code < 0x110000 else b""


def _packed(data: bytes) -> Iterator[bytes]:
    for match in _PACKED.finditer(data):
        try:
            yield zlib.decompressobj(47).decompress(data[match.start() :], _LARGEST)
        except zlib.error:
            continue
    if b"PK\x03\x04" in data:
        yield from _archived(data)
    runs = [
        # Ids and digests stand everywhere, and are of nothing readable.
        *(bytes.fromhex(run.decode()) for run in _HEX.findall(data) if not _ID.fullmatch(run)),
        *(each for run in _ENCODED.findall(data) for each in _decoded(run)),
    ]
    if runs:
        yield b"\n".join(runs)


def _archived(data: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data[data.find(b"PK\x03\x04") :])) as archive:
            for each in archive.infolist():
                yield each.filename.encode("utf-8", "replace")
                if each.file_size <= _LARGEST:
                    yield archive.read(each)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError):
        return


def _decoded(run: bytes) -> Iterator[bytes]:
    """A run of letters as base64; in a text of more than one word it may begin anywhere."""
    if _ID.fullmatch(run):
        return
    plain = run.rstrip(b"=").replace(b"-", b"+").replace(b"_", b"/")
    for offset in range(4):
        part = plain[offset:]
        part = part[: len(part) // 4 * 4] if offset else part + b"=" * (-len(part) % 4)
        try:
            yield base64.b64decode(part)
        except binascii.Error:
            continue
