"""`goodword export openbadges`: keys it refuses, the folder it writes, addresses it reads."""

from __future__ import annotations

import shutil
from hashlib import sha256
from typing import TYPE_CHECKING

import jsonschema
import pyrage  # type: ignore[import-untyped] # it has no types
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as curve_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key as rsa_key
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PublicFormat,
)

from goodword.addresses.keys import lay_down, new_key
from goodword.addresses.sealed import Addresses, seal
from goodword.cli.main import main
from goodword.diagnostics import Failure
from goodword.exports.openbadges.keys import VARIABLE, signer
from tests.badge_keys import pem, secrets
from tests.conftest import ROOT
from tests.portal_site import tree

if TYPE_CHECKING:
    from pathlib import Path


from tests.badge_world import (
    URL,
    credentials,
    revoked,
)
from tests.test_badges_signed import CREDENTIAL

pytestmark = pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
"""RFC 9864 names the curve too; what reads badges today knows the older name."""


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("", "is not set"),
        ("  \n", "is not set"),
        ("secret", "no private key"),
        (pem(Ed25519PrivateKey.generate())[:80], "no private key"),
        (
            Ed25519PrivateKey.generate()
            .public_key()
            .public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
            .decode(),
            "a public key",
        ),
        (pem(rsa_key(65537, 1024)), "1024 bits"),  # noqa: S505 - that is what is refused
        (pem(curve_key(SECP256R1())), "neither an RSA key"),
        (pem(Ed25519PrivateKey.generate(), BestAvailableEncryption(b"x")), "pass phrase"),
        ("\udcff", "no private key"),
    ],
    # Keys are drawn by chance, and processes that share the tests tell them apart by names.
    ids=["none", "blanks", "no-pem", "cut", "public", "short", "curve", "locked", "bytes"],
)
def test_a_key_that_nothing_can_be_signed_with(stated: str, said: str) -> None:
    with pytest.raises(Failure, match=said) as caught:
        signer(stated)
    assert "openssl" in caught.value.hint


def test_a_key_on_one_line() -> None:
    secret = secrets()["EdDSA"]
    assert signer(secret.replace("\n", "\\n")).public == signer(secret).public


def export(into: Path, url: str = URL, *more: str, root: Path = ROOT) -> int:
    arguments = ["export", "openbadges", "--into", str(into), "--url", url, *more]
    return main(["--root", str(root), *arguments])


def test_badges_of_the_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, secrets()["RS256"])
    into = tmp_path / "badges"
    seen: list[dict[str, bytes]] = []
    for _ in range(2):
        assert export(into, URL, "--as-of", "2026-11-15") == 0
        seen.append(tree(into))
    files = seen.pop()
    assert files == seen.pop()
    del files[".goodword-badges"]
    found = credentials(files)
    assert found
    judge = jsonschema.Draft202012Validator(CREDENTIAL)
    for each in found.values():
        judge.validate(each)
        assert not revoked(files, each)
    assert "serve badges/public at https://badges.example/acme/" in capsys.readouterr().out


def test_a_folder_of_something_else_or_no_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    monkeypatch.delenv(VARIABLE, raising=False)
    assert export(tmp_path / "new") == 3
    assert f"{VARIABLE} is not set" in capsys.readouterr().err
    monkeypatch.setenv(VARIABLE, secrets()["EdDSA"])
    assert export(tmp_path) == 3
    assert "holds something else than badges" in capsys.readouterr().err
    for url in ("http://x.example/", "x.example", "https://", "https://x.example/?a", "https://[/"):
        assert export(tmp_path / "new", url) == 2
        assert "no address that verifiers fetch from" in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]


def test_an_address_that_a_badge_is_to_be_found_by(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, secrets()["EdDSA"])
    root, folder = tmp_path / "root", tmp_path / "keys"
    for part in ("program", "influencers", "missions"):
        shutil.copytree(ROOT / part, root / part)
    folder.mkdir()
    staff = pyrage.x25519.Identity.generate()
    (folder / "recipients.txt").write_text(f"{staff.to_public()}\n", encoding="utf-8")
    key = new_key(folder, "lucia-ibanez")
    lay_down(folder, key)
    sealed = seal(Addresses("Lucia@Example.org", "Calle Mayor 1"), key)
    (root / "influencers/lucia-ibanez/contact.age").write_bytes(sealed)
    asked = ("--as-of", "2026-11-15", "--by-email")
    assert export(tmp_path / "badges", URL, *asked, root=root) == 3
    assert "GOODWORD_KEYS is not set" in capsys.readouterr().err
    monkeypatch.setenv("GOODWORD_KEYS", str(folder))
    monkeypatch.setenv("GOODWORD_IDENTITY", str(staff))
    assert export(tmp_path / "badges", URL, *asked, root=root) == 0
    files = tree(tmp_path / "badges")
    seen = set()
    for path, each in credentials(files).items():
        (identity,) = each["credentialSubject"]["identifier"]
        if identity["identityType"] == "emailAddress":
            seen.add(path.split("/")[1])
            hashed = sha256(("lucia@example.org" + identity["salt"]).encode()).hexdigest()
            assert identity["identityHash"] == f"sha256${hashed}"
    assert seen == {"lucia-ibanez"}
    said = capsys.readouterr()
    assert "example.org" not in (said.out + said.err).lower()
