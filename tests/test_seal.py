"""Sealed pages: keys and ciphers by published vectors, the format, and what files give away."""

from __future__ import annotations

import hmac
import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from goodword.diagnostics import Failure
from goodword.portal import seal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Require

SECRET = seal.checked("0123456789abcdef" * 4)
ANA = seal.code_of(SECRET, "ana", 1)
PATH = f"me/{seal.name_of(ANA)}"


def vectors(require: Require, name: str) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    path = require("corpora") / "wycheproof" / "testvectors_v1" / f"{name}.json"
    for group in json.loads(path.read_bytes())["testGroups"]:
        for test in group["tests"]:
            yield group, test


def test_keys_are_derived_otherwise_than_published(require: Require) -> None:
    seen = 0
    for _, test in vectors(require, "hkdf_sha256_test"):
        secret, salt, info = (bytes.fromhex(test[each]) for each in ("ikm", "salt", "info"))
        if test["result"] == "valid":
            assert seal.derive(secret, salt, info, test["size"]).hex() == test["okm"], test["tcId"]
        else:
            with pytest.raises(ValueError, match=r"(?i)length|large"):
                seal.derive(secret, salt, info, test["size"])
        seen += 1
    assert seen > 80


def test_contents_are_enciphered_otherwise_than_published(require: Require) -> None:
    seen: set[str] = set()
    for group, test in vectors(require, "aes_gcm_test"):
        if group["ivSize"] != 96:
            continue
        key, nonce, bound, content = (
            bytes.fromhex(test[each]) for each in ("key", "iv", "aad", "msg")
        )
        stated = bytes.fromhex(test["ct"] + test["tag"])
        same = seal.encrypt(key, nonce, content, bound) == stated
        assert same == (test["result"] == "valid"), test["tcId"]
        if not same:
            with pytest.raises(InvalidTag):
                AESGCM(key).decrypt(nonce, stated, bound)
        seen.add(test["result"])
    assert seen == {"valid", "invalid"}


def hkdf(secret: bytes, salt: bytes, info: bytes, size: int) -> bytes:
    """RFC 5869 by hand."""
    key = hmac.digest(salt or bytes(32), secret, sha256)
    found = last = b""
    while len(found) < size:
        last = hmac.digest(key, last + info + bytes([len(found) // 32 + 1]), sha256)
        found += last
    return found[:size]


def opened(code: bytes, path: str, sealed: bytes) -> bytes:
    """A sealed file read by its description alone."""
    keys = hkdf(code, sealed[4:36], b"goodword me content 1", 44)
    padded = AESGCM(keys[:32]).decrypt(keys[32:], sealed[36:], b"GWM1" + path.encode())
    return padded[4 : 4 + int.from_bytes(padded[:4], "big")]


@given(content=st.binary(max_size=40_000), person=st.text(max_size=5), number=st.integers(1, 9))
@settings(max_examples=40)
def test_a_file_is_not_what_the_format_says(content: bytes, person: str, number: int) -> None:
    person = person.encode("utf-8", "replace").decode()
    code = seal.code_of(SECRET, person, number)
    assert code == hkdf(SECRET, b"", f"goodword me code 1\0{person}\0{number}".encode(), 20)
    path = f"es/me/{seal.name_of(code)}"
    assert opened(code, path, seal.seal(code, path, content)) == content


def test_the_same_content_gives_other_bytes() -> None:
    assert seal.seal(ANA, PATH, b"a record") == seal.seal(ANA, PATH, b"a record")


@pytest.mark.parametrize("other", ["ana ", "an", "Ana", "ben", "ana\x001", "ana1"])
def test_two_people_share_a_code(other: str) -> None:
    assert seal.code_of(SECRET, other, 1) != ANA
    assert seal.name_of(seal.code_of(SECRET, other, 1)) != seal.name_of(ANA)
    with pytest.raises(InvalidTag):
        opened(seal.code_of(SECRET, other, 1), PATH, seal.seal(ANA, PATH, b"a record"))


@pytest.mark.parametrize("number", [2, 11, 1_000_000_000])
def test_another_number_or_secret_is_the_same_link(number: int) -> None:
    assert seal.code_of(SECRET, "ana", number) != ANA
    assert seal.code_of(SECRET + b"1", "ana", 1) != ANA


def test_a_key_is_used_for_two_contents() -> None:
    """Over changes of content, place, person and number no salt and so no key comes twice."""
    salts = []
    for person in ("ana", "ben"):
        for number in (1, 2):
            code = seal.code_of(SECRET, person, number)
            for root in ("", "es/"):
                for content in (b"", b"\0", b"a", b"b", b"a\0", b"a" * 16_380, b"a" * 16_381):
                    sealed = seal.seal(code, f"{root}me/{seal.name_of(code)}", content)
                    salts.append((code, sealed[4:36]))
    keys = {seal.derive(code, salt, b"goodword me content 1", 44) for code, salt in salts}
    assert len(keys) == len(salts) == 56


@pytest.mark.parametrize("at", [0, 3, 4, 35, 36, 20_000, -17, -16, -1])
def test_a_flipped_bit_is_not_noticed(at: int) -> None:
    sealed = bytearray(seal.seal(ANA, PATH, b"a" * 20_000))
    sealed[at] ^= 1
    if at in {0, 3}:
        assert bytes(sealed[:4]) != seal.FORMAT
        return
    with pytest.raises(InvalidTag):
        opened(ANA, PATH, bytes(sealed))


def test_a_moved_file_opens() -> None:
    with pytest.raises(InvalidTag):
        opened(ANA, f"es/{PATH}", seal.seal(ANA, PATH, b"a record"))


@pytest.mark.parametrize(
    ("length", "size"),
    [(0, 16384), (16380, 16384), (16381, 32768), (32764, 32768), (32765, 65536)],
)
def test_a_length_shows(length: int, size: int) -> None:
    assert len(seal.seal(ANA, PATH, b"a" * length)) == 4 + 32 + size + 16


def built(*people: str, text: bytes = b"a record", root: str = "") -> dict[str, bytes]:
    pages = [(seal.code_of(SECRET, each, 1), text + each.encode()) for each in people]
    return dict(seal.sealed(SECRET, root, pages))


def test_the_number_of_files_tells_that_of_people() -> None:
    names = [f"p{number}" for number in range(40)]
    counts = [len(built(*names[:number])) for number in (0, 1, 5, 15, 16, 17, 32, 33)]
    assert counts == [16, 16, 16, 16, 16, 32, 32, 48]
    assert {len(data) for data in built(*names[:5]).values()} == {16436}


def test_files_of_nobody_have_sizes_of_their_own() -> None:
    large = built("ana", "ben", text=b"a" * 50_000)
    assert {len(data) for data in large.values()} == {65536 + 52}


def test_names_are_in_another_order_than_people() -> None:
    names = list(built("ana", "ben", "cleo"))
    assert names == sorted(names)
    assert all(len(name) == len("me/.bin") + 32 for name in names)
    assert f"me/{seal.name_of(ANA)}" in names


def test_who_has_changed_shows_in_the_files() -> None:
    """Where one record has changed every file has; where none has, none has."""
    before, same = built("ana", "ben"), built("ben", "ana")
    assert before == same
    code = seal.code_of(SECRET, "ana", 1)
    after = dict(
        seal.sealed(
            SECRET, "", [(code, b"other"), (seal.code_of(SECRET, "ben", 1), b"a recordben")]
        )
    )
    assert before.keys() == after.keys()
    assert all(before[name] != after[name] for name in before)


def test_a_code_is_written_so_that_it_cannot_be_read() -> None:
    text = seal.written(ANA)
    assert text.count("-") == 7
    number = 0
    for letter in text.replace("-", ""):
        number = number * 32 + seal.LETTERS.index(letter)
    assert number.to_bytes(20, "big") == ANA
    assert seal.written(bytes(20)) == "-".join(["0000"] * 8)
    assert seal.written(b"\xff" * 20) == "-".join(["ZZZZ"] * 8)


def test_a_secret_that_could_be_guessed_is_taken() -> None:
    with pytest.raises(Failure, match="has 31 characters, and needs 32 at least"):
        seal.checked("a" * 31)
    assert seal.checked("ä" * 32) == "ä".encode() * 32
    assert seal.checked("a" * 31 + "\udcff")[-1] == 0xFF
