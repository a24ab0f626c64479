"""Histories drawn by chance: after an erasure another search, made of git and bytes, finds nobody.

The search here shares no line with the tool's: it takes every object from `git cat-file`, and looks
for each text in the forms that it makes itself.
"""

from __future__ import annotations

import base64
import json
import random
import re
import subprocess
import unicodedata
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pyrage  # type: ignore[import-untyped] # it has no types
import pytest

from goodword.addresses import keys
from goodword.cli import main
from goodword.host.past import Past
from goodword.resources import schemas_directory
from goodword.source.packed import written
from goodword.source.repository import Repository
from tests.erased_world import DAY, NEW, erase, put
from tests.guard_history import AUTHORS, HOUR, NOON, begun, commit, git
from tests.intake_program import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMER = "wren-old"
NAMES = ("Ana Lopes", "Zoë Ångström-Lind", "Анна Лопес", "Anabel Zurbarán")
LOGINS = ("ana-x", "zoe_4711")
MAILS = ("al@tandem.example", "sealed.one@lopes.example", "ana@mail.example")
ALIKE = ("ana-maria", "banana", "di-ana")
"""Ids of others that have the person's inside."""
SECRETS = (*NAMES, *LOGINS, *MAILS, FORMER)


def forms(text: str) -> set[bytes]:
    """A text in lower case, as an object may hold it."""
    found = set()
    for each in (unicodedata.normalize(form, text.lower()) for form in ("NFC", "NFD")):
        plain = each.encode()
        printable = "".join(f"={byte:02x}" if byte > 126 else chr(byte) for byte in plain)
        found |= {plain, quote(each).lower().encode(), printable.encode()}
        found |= {quote(each, safe="").lower().encode(), printable.replace("@", "=40").encode()}
    return found


def in_base64(text: str) -> set[bytes]:
    """What base64 of a text has of it, wherever in three bytes it begins."""
    found = set()
    for skip in range(3):
        coded = base64.b64encode(bytes(skip) + text.encode())
        found.add(coded[(0, 2, 3)[skip] : len(coded) - 4])
    return found


def objects(place: Path) -> Iterator[tuple[str, str, bytes]]:
    """Every object of a store, as git says it: a line with its size, and so many bytes."""
    command = ["git", "-C", str(place), "cat-file", "--batch-all-objects", "--batch"]
    said = subprocess.run(command, check=True, capture_output=True).stdout
    at = 0
    while at < len(said):
        head = said.index(b"\n", at)
        name, kind, size = said[at:head].decode().split()
        at = head + 1 + int(size)
        yield name, kind, said[head + 1 : at]
        assert said[at : at + 1] == b"\n"
        at += 1


def left(place: Path) -> set[str]:
    """Objects in which the person is named, by another search than the tool's."""
    ours = {each.read_bytes() for each in schemas_directory().glob("*.json")}
    needles = {form for text in SECRETS for form in forms(text)}
    coded = {form for text in MAILS for form in in_base64(text)}
    found = set()
    for name, kind, data in objects(place):
        if data in ours:
            continue  # the examples in them are of somebody made up
        plain = data.decode("utf-8", "replace").lower().encode()
        if any(each in plain for each in needles) or any(each in data for each in coded):
            found.add(name)
        text = plain
        for other in ALIKE:
            text = text.replace(other.encode(), b"")
        if kind == "tree" and re.search(rb"[ 0-9-]ana(\.yml)?\0", text):
            found.add(name)
        if kind == "blob" and re.search(rb"\bana\b", text):
            found.add(name)
    return found


class History:
    """A repository with commits drawn by chance.

    Args:
        folder: where it and the keys are put.
        seed: of the chance.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self.rng = random.Random(seed)  # noqa: S311 - the same histories in every run
        self.at, self.number = NOON, 0
        self.root = begun(folder / "program")
        self._called_otherwise()
        self.profile = (self.root / "influencers/ana/profile.yml").read_text()
        for each in ALIKE:
            said = f"name: Somebody {each.title()}\nstage: candidate\nsince: '2026-08-15'\n"
            put(self.root, {f"influencers/{each}/profile.yml": said + "referred_by: ana\n"})
        self.commit("maya")
        for name, login in zip(NAMES, (*LOGINS, *LOGINS), strict=True):
            put(self.root, {"influencers/ana/profile.yml": self.otherwise(name, login)})
            self.commit("ana", f"Write\n\nCo-authored-by: {name} <{MAILS[0]}>")

    def otherwise(self, name: str, login: str) -> str:
        """The person's profile with another name and account."""
        return self.profile.replace("Ana Lopes", name).replace("ana-x", login)

    def _called_otherwise(self) -> None:
        """One more commit, before all others, in which the person has another id."""
        tip = git(self.root, "rev-parse", "HEAD^{tree}")
        git(self.root, "mv", "influencers/ana", f"influencers/{FORMER}")
        put(self.root, {f"influencers/{FORMER}/notes.md": "Rides a purple tandem.\n"})
        for path in sorted((self.root / "missions").rglob("*.yml")):
            text = re.sub(r"\bana\b", FORMER, path.read_text())
            path.unlink()
            put(path.parent, {re.sub(r"\bana\b", FORMER, path.name): text})
        git(self.root, "add", "--all")
        old = git(self.root, "commit-tree", git(self.root, "write-tree"), "-m", f"Add {FORMER}")
        new = git(self.root, "commit-tree", tip, "-p", old, "-m", "Take their new id")
        git(self.root, "reset", "-q", "--hard", new)

    def said(self) -> str:
        """The person, in one of the ways in which texts name somebody."""
        name = self.rng.choice(NAMES)
        ways: tuple[str, ...] = (
            name,
            name.upper(),
            unicodedata.normalize("NFD", name),
            quote(name),
        )
        ways += (name.replace(" ", "\n      "), f"@{self.rng.choice(LOGINS)}")
        ways += (self.rng.choice(MAILS[::2]), "influencers/ana/profile.yml", "@ana", FORMER)
        return self.rng.choice(ways)

    def commit(self, who: str = "", message: str = "") -> None:
        who = who or self.rng.choice((*AUTHORS,))
        self.at += HOUR
        git(self.root, "add", "--all")
        text = message or f"Change {self.number}"
        git(self.root, "commit", "-q", "--allow-empty", "-m", text, who=who, at=self.at)

    def step(self) -> None:
        """One of all that people do."""
        self.number += 1
        number, day = self.number, f"2026-08-{self.rng.randint(4, 15):02}"
        text = f"Met {self.said()} and {self.said()}."
        touch = f"kind: contact\nby: maya\nsummary: |\n  {text}\n"
        answer = f"{touch}refs: [ana/2026-07-05-counted-twice]\n"
        name = self.rng.choice(NAMES)
        renamed = self.otherwise(name, self.rng.choice(LOGINS))
        feedback = (
            f"title: About {number}\nsteps:\n  - step: received\n    date: '{day}'\n"
            f"    from: [bo, ana]\n    channel: call\n    summary: |\n      {self.said()}\n"
        )
        ways: tuple[Any, ...] = (
            lambda: put(self.root, {f"influencers/bo/touchpoints/{day}-n{number}.yml": touch}),
            lambda: put(self.root, {f"influencers/bo/touchpoints/{day}-r{number}.yml": answer}),
            lambda: put(self.root, {f"influencers/bo/touchpoints/{day}-to-ana-x.yml": touch}),
            lambda: put(self.root, {"influencers/ana/profile.yml": renamed}),
            lambda: put(self.root, {f"program/feedback/{day}-n{number}.yml": feedback}),
            lambda: put(self.root, {f"docs/{number}.txt": text}),
            lambda: put(self.root, {"influencers/bo/notes.md": text}),
            lambda: self.commit("ana", f"{text}\n\nCo-authored-by: {name} <{MAILS[0]}>"),
            lambda: git(self.root, "tag", "-a", f"t{number}-ana-x", "-m", text, who="ana"),
            lambda: git(self.root, "branch", f"claim-{number}-{FORMER}"),
            lambda: git(self.root, "notes", "append", "-m", text),
            self.merge,
        )
        self.rng.choice(ways)()
        self.commit()

    def merge(self) -> None:
        """A branch that comes back."""
        side = f"side-{self.number}"
        self.commit()
        git(self.root, "switch", "-q", "-c", side)
        put(self.root, {f"docs/side-{self.number}.txt": self.said()})
        self.commit()
        git(self.root, "switch", "-q", "main")
        message = f"Merge what {self.said()} did"
        git(self.root, "merge", "-q", "--no-ff", "-m", message, side, at=self.at)

    def end(self) -> None:
        """The profile as it was, and who commits from now on."""
        put(self.root, {"influencers/ana/profile.yml": self.profile})
        self.commit("maya")
        git(self.root, "config", "user.name", "Maya Weber")
        git(self.root, "config", "user.email", "maya@acme.example")


def figures(root: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["--root", str(root), "points", "--as-of", DAY, "--format", "json"]) == 0
    return {each["id"]: each for each in json.loads(capsys.readouterr().out)["members"]}


def with_keys(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of keys, and somebody on staff whose key opens them."""
    mine = pyrage.x25519.Identity.generate()
    put(folder, {"mine.txt": f"{mine}\n", f"keys/{keys.RECIPIENTS}": f"{mine.to_public()}\n"})
    (folder / "mine.txt").chmod(0o600)
    monkeypatch.setenv(keys.VARIABLE, str(folder / "keys"))
    monkeypatch.setenv(keys.IDENTITY, str(folder / "mine.txt"))
    monkeypatch.setenv("GOODWORD_INTAKE_KEY", KEY)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_another_search_finds_somebody_or_figures_of_others_move(
    seed: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with_keys(tmp_path, monkeypatch)
    history = History(tmp_path, seed)
    root = history.root
    # What was once sealed, and stands nowhere else but in one text that is not to be rewritten.
    contact = ["--root", str(root), "influencer", "contact", "ana", "--write", "--email"]
    for mail in MAILS[1:]:
        assert main([*contact, mail]) == 0
        history.commit("maya")
    for _ in range(14):
        history.step()
    coded = base64.b64encode(f"write to {MAILS[1]}, soon".encode()).decode()
    put(root, {"docs/mail.eml": f"Content-Transfer-Encoding: base64\n\n{coded}\n"})
    history.commit("bo")
    history.end()
    before = figures(root, capsys)
    write = ("--write", "--also", "ana")
    assert erase(root, *write) == 1
    said = capsys.readouterr().err
    place = root.with_name("program-erased.git")
    hidden = left(place.with_name(f"{place.name}.part"))
    assert {each[:12] for each in hidden} == {*re.findall(r"blob ([0-9a-f]{12}) has", said)}
    assert len(hidden) == 1
    assert erase(root, *write, "--drop", "docs/mail.eml") == 0
    assert "found: 0" in capsys.readouterr().out
    assert not left(place)
    assert git(place, "fsck", "--full", "--strict") == ""
    git(tmp_path, "clone", "-q", str(place), "anew")
    assert main(["--root", str(tmp_path / "anew"), "check", "--as-of", DAY]) == 0
    after = figures(tmp_path / "anew", capsys)
    changes = {"id", "tier", "to_stay", "to_rise", "expiring"}
    for person, was in before.items():
        now = after[NEW if person == "ana" else person]
        for name in was.keys() - (changes if person == "ana" else set()):
            assert now[name] == was[name], (person, name)


def test_a_profile_that_only_looks_alike_is_taken_for_the_persons(tmp_path: Path) -> None:
    """Files of two people are alike: git alone may not say that one became the other."""
    root = begun(tmp_path / "program")
    for path in ("influencers/mm/profile.yml", "influencers/cy/profile.yml"):
        text = "stage: candidate\nsince: '2026-08-15'\nlanguages: [en]\ntopics: [backup]\n"
        put(root, {path: f"name: {path[12:14]} Lind\n{text}"})
    commit(root)
    git(root, "mv", "influencers/cy", "influencers/di")
    profile = root / "influencers/di/profile.yml"
    profile.write_text(profile.read_text().replace("cy Lind", "Di Another"))
    commit(root)
    git(root, "mv", "influencers/mm", "influencers/emm")
    commit(root)
    for name, gone in (("lin", "emm"), ("lin-2", "lin")):
        text = "stage: candidate\nsince: '2026-08-15'\nlanguages: [en]\ntopics: [backup]\n"
        text += f"accounts: {{github: {name}-x}}\n"
        put(root, {f"influencers/{name}/profile.yml": f"name: Lin Wu\n{text}"})
        (root / f"influencers/{gone}/profile.yml").unlink()
        commit(root)
    past = Past.of(Repository(root))
    assert past.former("di", ()) == ()
    assert past.former("lin-2", ()) == ()
    assert past.former("emm", ()) == ("mm",)
    assert past.former("emm", ("mm",)) == ()


def test_a_record_that_once_was_a_line_has_no_name_of_its_own(tmp_path: Path) -> None:
    """Two records of a day in a pack of before would have one name, and be one record."""
    root, pack = begun(tmp_path / "program"), "program/touchpoints/2025.jsonl"
    packed = "influencers/ana/touchpoints/2025-03-01-{}.yml"
    lines = b"".join(
        written(packed.format(each), {"kind": "contact", "by": "maya", "summary": each}, [])
        for each in ("call", "talk")
    )
    put(root, {pack: lines})
    commit(root)
    (root / pack).unlink()
    commit(root)
    found = Past.of(Repository(root)).records(("ana",))
    assert {"2025-03-01-call", "2025-03-01-talk", "2026-07-05-counted-twice"} == found
