"""Where people are reached: sealed to one key of their own, and said by nothing."""

from __future__ import annotations

import io
import os
import shlex
import stat
from typing import TYPE_CHECKING

import pyrage  # type: ignore[import-untyped] # it has no types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.addresses import keys
from goodword.addresses.sealed import Addresses, email_fault, postal_fault, seal, tidy, unseal
from goodword.cli import main
from goodword.diagnostics import Failure
from goodword.model.contact import Contact
from tests.conftest import ROOT
from tests.test_claim_commands import FILES, TODAY, everything, put

if TYPE_CHECKING:
    from pathlib import Path

EMAIL, POSTAL = "zq.ana+mail@example.com", "Rua das Flores 7\n1200-195 Lisboa"
CONTACT = "influencers/ana/contact.age"


class Staff:
    """A program, a folder of keys beside it, and somebody on staff."""

    def __init__(self, folder: Path) -> None:
        self.root, self.keys = folder / "program", folder / "keys"
        self.keys.mkdir()
        self.mine = folder / "mine.txt"
        self.identity = pyrage.x25519.Identity.generate()
        self.mine.write_text(f"# me\n{self.identity}\n")
        self.mine.chmod(0o600)
        self.staff(self.identity)
        for path, text in FILES.items():
            put(self.root, path, text)

    def staff(self, *identities: pyrage.x25519.Identity) -> None:
        lines = [str(each.to_public()) for each in identities]
        (self.keys / keys.RECIPIENTS).write_text("# staff\n" + "\n".join(lines) + "\n")

    def run(self, *arguments: str) -> int:
        return main(["--root", str(self.root), "influencer", "contact", *arguments])

    def content(self) -> bytes:
        return (self.root / CONTACT).read_bytes()

    def opened(self) -> Addresses:
        return unseal(self.content(), keys.open_key(self.keys, "ana", [self.identity]))


@pytest.fixture
def staff(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Staff:
    found = Staff(tmp_path)
    monkeypatch.setenv(keys.VARIABLE, str(found.keys))
    monkeypatch.delenv(keys.IDENTITY, raising=False)
    return found


def piped(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_an_address_is_kept_where_others_can_read_it(
    staff: Staff, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither dry nor written, nor checked, shown or recorded is any of it said."""
    before = everything(staff.root)
    piped(monkeypatch, f"{EMAIL}\n{POSTAL}\n")
    assert staff.run("ana", "--email", "-", "--postal", "-") == 0
    assert everything(staff.root) == before
    assert not keys.people(staff.keys)
    piped(monkeypatch, f"{EMAIL}\n{POSTAL}\n")
    assert staff.run("ana", "--email", "-", "--postal", "-", "--write") == 0
    assert staff.opened() == Addresses(EMAIL, POSTAL)
    for command in (["check"], ["show", "ana"], ["record", "ana"], ["agenda"], ["points"]):
        main(["--root", str(staff.root), *command, "--as-of", TODAY])
    assert main(["--root", str(staff.root), "check", "--strict", "--as-of", TODAY]) == 0
    said = capsys.readouterr()
    held = b"".join(path.read_bytes() for path in staff.root.rglob("*") if path.is_file())
    for secret in ("zq.ana", "Flores"):
        assert secret not in said.out + said.err
        assert secret.encode() not in held


def test_a_key_can_be_read_by_others_or_is_sealed_to_somebody_else(staff: Staff) -> None:
    assert staff.run("ana", "--email", EMAIL, "--write") == 0
    path = staff.keys / "ana.agekey"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert b"AGE-SECRET" not in path.read_bytes()
    with pytest.raises(Failure, match="not opened by yours"):
        keys.open_key(staff.keys, "ana", [pyrage.x25519.Identity.generate()])
    with pytest.raises(pyrage.DecryptError):  # the staff's own keys open no address
        pyrage.decrypt(staff.content(), [staff.identity])
    assert [each.name for each in staff.keys.iterdir() if each.name.startswith(".")] == []


def test_one_address_takes_the_other_away(staff: Staff, monkeypatch: pytest.MonkeyPatch) -> None:
    assert staff.run("ana", "--email", EMAIL, "--write") == 0
    before = staff.content()
    assert staff.run("ana", "--postal", POSTAL, "--write") == 3  # only the staff can join them
    assert staff.content() == before
    monkeypatch.setenv(keys.IDENTITY, str(staff.mine))
    assert staff.run("ana", "--postal", POSTAL, "--write") == 0
    assert staff.opened() == Addresses(EMAIL, POSTAL)
    monkeypatch.setenv(keys.IDENTITY, str(staff.identity))
    assert staff.run("ana", "--email", "other@example.org", "--write") == 0
    assert staff.opened() == Addresses("other@example.org", POSTAL)
    key = pyrage.decrypt((staff.keys / "ana.agekey").read_bytes(), [staff.identity])
    assert Contact.read(staff.content(), CONTACT).fault == ("", "")
    assert str(keys.open_key(staff.keys, "ana", [staff.identity]).identity).encode() in key


def test_what_is_forgotten_opens_with_a_copy(staff: Staff) -> None:
    assert staff.run("ana", "--email", EMAIL, "--write") == 0
    copy, key = staff.content(), (staff.keys / "ana.agekey")
    with key.open("rb") as still_open:
        assert staff.run("ana", "--forget") == 0
        assert key.exists()
        assert staff.run("ana", "--forget", "--write") == 0
        assert set(still_open.read()) == {0}  # the place on the disk is overwritten
    assert not key.exists()
    assert not (staff.root / CONTACT).exists()
    assert not keys.destroy_key(staff.keys, "ana")
    assert staff.run("ana", "--email", EMAIL, "--write") == 0
    with pytest.raises(Failure, match="not opened by the key of ana"):
        unseal(copy, keys.open_key(staff.keys, "ana", [staff.identity]))


def test_who_left_the_staff_opens_keys_or_who_joined_does_not(staff: Staff) -> None:
    assert staff.run("ana", "--email", EMAIL, "--write") == 0
    newer = pyrage.x25519.Identity.generate()
    staff.staff(newer)
    keys.seal_anew(staff.keys, "ana", [staff.identity])
    assert unseal(staff.content(), keys.open_key(staff.keys, "ana", [newer])).email == EMAIL
    with pytest.raises(Failure, match="not opened by yours"):
        keys.open_key(staff.keys, "ana", [staff.identity])
    with pytest.raises(Failure, match="not opened by yours"):
        keys.seal_anew(staff.keys, "ana", [staff.identity])
    assert stat.S_IMODE((staff.keys / "ana.agekey").stat().st_mode) == 0o600


def test_keys_that_open_nothing_or_addresses_that_nothing_opens_are_passed_over(
    staff: Staff, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`goodword keys` names each, and seals to a changed staff what it can open."""

    def said(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        code = main(["--root", str(staff.root), "keys", *arguments])
        return code, " ".join(capsys.readouterr().out.split())

    for person in ("ana", "tomo"):
        assert staff.run(person, "--email", f"{person}@example.com", "--write") == 0
    assert said()[0] == 0
    monkeypatch.setenv(keys.IDENTITY, str(staff.mine))
    code, out = said()
    assert code == 0
    assert "ana opens" in out
    assert "2 keys, 1 recipient, 0 wrong" in out
    newer = pyrage.x25519.Identity.generate()
    staff.staff(staff.identity, newer)
    assert "--write seals 2 keys anew" in said("--renew")[1]
    assert said("--renew", "--write") == (0, said("--renew", "--write")[1])
    monkeypatch.setenv(keys.IDENTITY, str(newer))
    assert said()[0] == 0
    keys.destroy_key(staff.keys, "ana")
    (staff.root / "influencers/tomo/contact.age").unlink()
    code, out = said()
    assert code == 1
    assert "ana no key" in out
    assert "tomo a key and no addresses" in out
    monkeypatch.setenv(keys.IDENTITY, str(pyrage.x25519.Identity.generate()))
    assert "not opened by yours" in said()[1]
    assert said("--write")[0] == 2


def test_a_command_of_the_page_about_addresses_does_not_run(
    staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every line of contact.md that begins with goodword, in its order."""
    page = (ROOT / "docs/contact.md").read_text(encoding="utf-8")
    lines = [line for line in page.splitlines() if line.startswith("goodword ")]
    monkeypatch.chdir(staff.root)
    monkeypatch.setenv(keys.IDENTITY, str(staff.mine))
    (staff.root / "addresses.csv").write_text("influencer,email\ntomo,tomo@example.com\n")
    for line in lines:
        piped(monkeypatch, f"{EMAIL}\n{POSTAL}\n" if "--postal" in line else EMAIL)
        assert main(shlex.split(line, comments=True)[1:]) == 0, line
    assert len(lines) > 4
    assert not keys.has_key(staff.keys, "ana")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ana", "--email", "zq90"), "no address of mail"),
        (("ana", "--email", "zq90@example.com\nBcc: x@example.com"), "cannot be seen"),
        (("ana", "--email", "zq90 x@example.com"), "characters before the @"),
        (("ana", "--email", "zq90@local"), "no domain"),
        (("ana", "--email", "zq\udce990@example.com"), "cannot be seen"),
        (("ana", "--email", "zq\u202e90@example.com"), "cannot be seen"),
        (("ana", "--email", "zq90" * 30 + "@example.com"), "longer than the 254 bytes"),
        (("ana", "--postal", "zq90\x1b[2J"), "control characters"),
        (("ana", "--postal", "zq90" * 200), "longer than the 500"),
        (("ana", "tomo", "--email", "zq90@example.com"), "one person's"),
        (("ana", "--email", "zq90@example.com", "--summary", "Met"), "a command of their own"),
        (("ana", "--email", "zq90@example.com", "--forget"), "--forget, or the address"),
        (("ana", "--email", "-"), "standard input holds no address"),
        (("nobody", "--email", "zq90@example.com"), 'no influencer "nobody"'),
    ],
)
def test_what_is_no_address_is_kept_or_shown(
    staff: Staff,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    words: str,
) -> None:
    piped(monkeypatch, " \n")
    before = everything(staff.root)
    assert staff.run(*arguments, "--write") == 2
    said = capsys.readouterr()
    assert words in said.err
    assert "zq" not in said.out + said.err
    assert everything(staff.root) == before
    assert not keys.people(staff.keys)


def test_addresses_of_many_come_from_a_table(staff: Staff, tmp_path: Path) -> None:
    table = tmp_path / "addresses.csv"
    table.write_text(f"influencer,email\nana,{EMAIL}\ntomo,tomo@example.com\n")
    assert staff.run("--from", str(table), "--write") == 0
    assert keys.people(staff.keys) == ["ana", "tomo"]
    assert staff.opened().email == EMAIL
    table.write_text(f"influencer,email\nana,{EMAIL}\nana,tomo@example.com\n")
    assert staff.run("--from", str(table), "--write") == 2


def _repository(folder: Path) -> str:
    (folder / "git/.git").mkdir(parents=True)
    (folder / "git/deep/keys").mkdir(parents=True)
    return str(folder / "git/deep/keys")


def _link(folder: Path) -> str:
    inside = _repository(folder)
    (folder / "link").symlink_to(inside)
    return str(folder / "link")


def _in_program(folder: Path) -> str:
    (folder / "program/keys").mkdir()
    return str(folder / "program/keys")


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (lambda _: "", "is not set"),
        (lambda folder: str(folder / "none"), "no folder"),
        (_repository, "inside a repository"),
        (_link, "inside a repository"),
        (_in_program, "inside a repository"),
    ],
)
def test_keys_lie_where_git_would_keep_them(
    staff: Staff,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    stated: object,
    words: str,
) -> None:
    assert callable(stated)
    monkeypatch.setenv(keys.VARIABLE, stated(tmp_path))
    assert staff.run("ana", "--email", EMAIL, "--write") == 3
    assert words in capsys.readouterr().err
    assert not (staff.root / CONTACT).exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("recipients.txt", b"", "names nobody"),
        ("recipients.txt", b"# none\n\nage1zz\n", "recipients.txt:3: this is no public key"),
        ("recipients.txt", b"ssh-rsa zz\n", "no public key"),
        ("recipients.txt", b"#" * 70_000, "larger than"),
        ("ana.agekey", b"age-encryption.org/v1\n", "not opened by yours"),
        ("ana.agekey", b"", "not opened by yours"),
    ],
)
def test_a_folder_of_keys_that_is_damaged_is_used(
    staff: Staff,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: bytes,
    words: str,
) -> None:
    monkeypatch.setenv(keys.IDENTITY, str(staff.mine))
    (staff.keys / name).write_bytes(content)
    assert staff.run("ana", "--email", EMAIL, "--write") == 3
    assert words in capsys.readouterr().err
    assert not (staff.root / CONTACT).exists()
    assert (staff.keys / name).read_bytes() == content


@pytest.mark.parametrize(
    ("content", "mode", "words"),
    [
        (b"", 0o600, "no secret key"),
        (b"AGE-SECRET-KEY-1ZZ\n", 0o600, "no secret key"),
        (b"-----BEGIN OPENSSH PRIVATE KEY-----\nzz\n", 0o600, "cannot be used"),
        (None, 0o644, "others may read"),
    ],
)
def test_a_key_of_the_staff_that_cannot_be_used_is_shown(
    staff: Staff, content: bytes | None, mode: int, words: str
) -> None:
    if content is not None:
        staff.mine.write_bytes(content)
    staff.mine.chmod(mode)
    with pytest.raises(Failure, match=words) as said:
        keys.identities(str(staff.mine))
    assert "AGE-SECRET-KEY-1ZZ" not in str(said.value)
    with pytest.raises(Failure, match="not there"):
        keys.identities(str(staff.mine) + "x")
    with pytest.raises(Failure, match="is not set"):
        keys.identities("")


_WHOLE = pyrage.x25519.Identity.generate()
_SSH = "-----BEGIN OPENSSH PRIVATE KEY-----\n" + "b3BlbnNzaC1rZXk\n" * 20 + "-----END\n"


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (f"{_WHOLE}", ""),
        (f'"{_WHOLE}"\n', ""),
        (f"{_WHOLE}".lower(), ""),
        (f"# created: today\n# public key: {_WHOLE.to_public()}\n{_WHOLE}\n", ""),
        (f"# long, as files of several keys are\n{_WHOLE}\n" * 5, ""),
        (_SSH, "a key of ssh that cannot be used"),
        (f"{_WHOLE}"[:-1], "no secret key"),
        ("AGE-PLUGIN-YUBIKEY-" + "Q" * 300, "file name too long"),
        ("/dev/null/AGE-PLUGIN-QQQQ", "not a directory"),
        ("~nobody-of-this-name/key", "not there"),
    ],
    ids=["one", "quoted", "lower", "file", "long", "ssh", "cut", "other", "below", "nobody"],
)
def test_a_key_that_stands_where_its_file_is_named_is_shown(
    stated: str, words: str, tmp_path: Path
) -> None:
    if not words:
        assert keys.identities(stated)
        return
    with pytest.raises(Failure, match=words) as said:
        keys.identities(stated)
    assert not any(each in f"{said.value}" for each in ("QQQQ", "b3Bl", f"{_WHOLE}"[16:30]))
    with pytest.raises(Failure, match="no folder"):
        keys.key_folder("~nobody-of-this-name/keys", tmp_path)


def test_a_key_behind_a_link_is_followed(staff: Staff, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"not ours")
    (staff.keys / "ana.agekey").symlink_to(elsewhere)
    with pytest.raises(Failure, match="symbolic link"):
        keys.open_key(staff.keys, "ana", [staff.identity])
    with pytest.raises(Failure, match="given a key meanwhile"):
        keys.lay_down(staff.keys, keys.new_key(staff.keys, "ana"))
    assert keys.destroy_key(staff.keys, "ana")
    assert elsewhere.read_bytes() == b"not ours"
    os.mkfifo(staff.keys / "tomo.agekey")
    with pytest.raises(Failure, match="plain file"):
        keys.open_key(staff.keys, "tomo", [staff.identity])
    for name in ("../mine", "a/b", "", "Ana"):
        with pytest.raises(Failure, match="id of a person"):
            keys.destroy_key(staff.keys, name)


def test_what_is_said_of_a_key_or_an_address_shows_it(staff: Staff) -> None:
    key = keys.new_key(staff.keys, "ana")
    assert "SECRET" not in f"{key!r}{key}"
    found = Addresses(EMAIL, POSTAL)
    assert EMAIL not in f"{found!r}{found}"


@given(st.text(max_size=40), st.text(max_size=80))
def test_an_address_comes_back_changed_or_says_its_length(local: str, postal: str) -> None:
    email = tidy(f"{local}@example.com")
    key = keys.Key("ana", pyrage.x25519.Identity.generate())
    said = Addresses("" if email_fault(email) else email, tidy(postal))
    if postal_fault(said.postal):
        return
    sealed = seal(said, key)
    assert unseal(sealed, key) == said
    assert Contact.read(sealed, CONTACT).fault == ("", "")
    body = sealed.partition(b"\n--- ")[2].partition(b"\n")[2]
    assert (len(body) - 32) % 512 == 0


def test_a_sealed_file_that_says_something_else_is_believed() -> None:
    key = keys.Key("ana", pyrage.x25519.Identity.generate())
    for body in (b"", b"[]", b'{"email": 1}', b'{"email": "a@b.c\\r\\nBcc: x@y.z"}', b"[" * 9000):
        with pytest.raises(Failure, match=r"contact\.age"):
            unseal(pyrage.encrypt(body, [key.identity.to_public()]), key)
