"""Leaving no trace: who asked for it stands nowhere any more, and everything else is as it was."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import unicodedata
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from goodword.cli import main
from goodword.host import mirror
from goodword.host.proof import objects
from goodword.intake.erased import was_erased
from goodword.load import load
from goodword.snapshot import Snapshot
from goodword.source.trees import DiskTree, GitTree
from tests import leak_search
from tests.conftest import ROOT
from tests.erased_world import DAY, KEEPS, NEW, OLD_NAME, erase, hidden, put, world
from tests.guard_history import commit, git, guarded, schemas
from tests.intake_program import KEY
from tests.test_edits_writing import Killed, failing_at

if TYPE_CHECKING:
    from pathlib import Path

NEEDLES = (
    *("ana lopes", "ana-x", "90210497", "tandem.example/ana-x", "al@tandem.example"),
    *("purple tandem", "influencers/ana", "-ana.yml", "anabel", "zurbar", "ana@mail.example"),
)
"""What must be nowhere, in lower case."""
WRITE = ("--write", "--also", "ana")


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOODWORD_INTAKE_KEY", KEY)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return world(tmp_path_factory.mktemp("erase"))


@pytest.fixture
def root(before: Path, tmp_path: Path) -> Path:
    git(tmp_path, "clone", "-q", "--mirror", str(before), str(tmp_path / "program" / ".git"))
    root = tmp_path / "program"
    git(root, "config", "core.bare", "false")
    git(root, "remote", "remove", "origin")
    git(root, "reset", "-q", "--hard")
    git(root, "config", "user.name", "Maya Weber")
    git(root, "config", "user.email", "maya@acme.example")
    return root


def files(root: Path) -> dict[str, bytes]:
    return {
        each.relative_to(root).as_posix(): each.read_bytes()
        for each in sorted(root.rglob("*"))
        if each.is_file() and ".git/" not in str(each) and ".goodword/" not in str(each)
    }


def said(root: Path, capsys: pytest.CaptureFixture[str], *command: str) -> Any:
    capsys.readouterr()
    assert main(["--root", str(root), *command, "--as-of", DAY, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def figures(root: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """Everybody's points, by the id that each had at first."""
    whole = json.dumps(said(root, capsys, "points")).replace(f'"{NEW}"', '"ana"')
    return {each["id"]: each for each in json.loads(whole)["members"]}


def test_something_of_the_person_is_left(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = root.with_name("keys")
    put(keys, {"ana.agekey": b"sealed", "bo.agekey": b"sealed"})
    monkeypatch.setenv("GOODWORD_KEYS", str(keys))
    assert erase(root, *WRITE) == 0
    assert [each.name for each in keys.iterdir()] == ["bo.agekey"]
    out = capsys.readouterr().out
    place = root.with_name("program-erased.git")
    read, names = 0, set()
    for _, kind, data in objects(place):
        read += 1
        for form in leak_search.forms(data):
            text = unicodedata.normalize("NFC", form.decode("utf-8", "replace")).lower()
            assert not [each for each in NEEDLES if each in text], (kind, text)
        names |= {*re.findall(rb"[0-7]{5,6} ([^\0]+)\0", data)} if kind == "tree" else set()
    assert not [each for each in names if b"ana" in each.split(b"-")]
    assert f"searched: {read} objects" in out
    assert "found: 0" in out
    counted = git(place, "count-objects", "-v").split("\n")
    assert (
        sum(int(each.split()[1]) for each in counted if each.split(":")[0] in ("count", "in-pack"))
        == read
    )
    refs = git(place, "for-each-ref", "--format=%(refname)").split()
    assert refs == [
        "refs/heads/claim-approve-kq7xw2zp",
        *("refs/heads/main", "refs/notes/commits", "refs/tags/for-kq7xw2zp"),
    ]
    assert "kq7xw2zp was here" in git(place, "log", "--all", "--format=%N")
    assert git(place, "fsck", "--full", "--strict") == ""
    # What is written in another coding keeps it.
    blobs = [data for _, kind, data in objects(place) if kind == "blob"]
    assert f"Name;Ort\r\n{NEW};Köln\r\n".encode("cp1252") in blobs
    assert f"Grüße an {NEW}" in git(place, "log", "--all", "--format=%s").split("\n")
    # Words that look alike are as they were.
    for path, word in KEEPS.items():
        assert word in git(place, "show", f"main:{path}")


def test_points_of_anybody_or_statements_are_not_as_before(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = figures(root, capsys)
    assert erase(root, *WRITE) == 0
    git(tmp_path, "clone", "-q", str(root.with_name("program-erased.git")), "anew")
    for each in (root, tmp_path / "anew"):
        assert main(["--root", str(each), "check", "--as-of", DAY]) == 0
        after = figures(each, capsys)
        assert after.keys() == before.keys()
        for person, was in before.items():
            left = {"tier", "to_stay", "to_rise", "expiring"} if person == "ana" else set()
            for name in was.keys() - left:
                assert after[person][name] == was[name], (person, name)
    # The mirror has the same files, but for digests of statements that are not there any more.
    here, there = files(root), files(tmp_path / "anew")
    trace = f"program/erasures/{DAY}-{NEW}.yml"
    assert b"digests:" in here[trace]
    assert b"digests:" not in there[trace]
    data = [each for each in here if each.split("/")[0] in ("program", "influencers", "missions")]
    assert [each for each in data if here[each] != there.get(each)] == [trace]


def test_a_tree_of_then_is_read_worse_than_before(before: Path, done: Path) -> None:
    """Every commit, one by one: as many files are read, and everybody's points are as they were."""
    place = done.with_name("program-erased.git")
    old = git(before, "rev-list", "--reverse", "main").split()
    new = git(place, "rev-list", "--reverse", "main").split()
    assert len(new) == len(old) + 1
    for was, now in zip(old, new, strict=False):
        there = [
            load(GitTree(folder, each), schemas()) for folder, each in ((before, was), (place, now))
        ]
        then, after = (each.program for each in there)
        assert len(after.broken.files) <= len(then.broken.files)
        for room in ("influencers", "claims", "touchpoints", "redemptions", "feedback", "audits"):
            assert len(getattr(after, room)) >= len(getattr(then, room)), room
        ledgers = [Snapshot(each, date.fromisoformat(DAY)).ledger for each in (then, after)]
        for person, account in ledgers[0].members.items():
            other = ledgers[1].account(NEW if person == "ana" else person)
            assert (account.awarded, account.standing) == (other.awarded, other.standing), was


def test_guard_refuses_what_the_command_wrote(root: Path) -> None:
    base = git(root, "rev-parse", "HEAD")
    assert erase(root, *WRITE) == 0
    commit(root)
    found = [(str(each.severity), each.rule) for each in guarded(root, base).found]
    # Older names than those of the newest profile, and a word that was said with --also.
    assert {*found} <= {("note", "record-kept"), ("warning", "record-kept")}, found


ATTACKS: dict[str, dict[str, tuple[str, str] | None]] = {
    "another's claim goes": {"missions/write/claims/2026-08-04-bo.yml": None},
    "a claim of theirs goes": {f"missions/write/claims/2026-04-10-{NEW}.yml": None},
    "a profile goes": {f"influencers/{NEW}/profile.yml": None},
    "points are more": {
        f"missions/write/claims/2026-04-10-{NEW}.yml": (f"{NEW}: 100", f"{NEW}: 900")
    },
    "points go to another": {
        f"missions/write/claims/2026-04-10-{NEW}.yml": (f"{NEW}: 100", "bo: 100")
    },
    "a request goes": {f"influencers/{NEW}/redemptions/2026-07-21-mug.yml": None},
    "a figure of a statement": {"program/statements/2026-Q2.csv": (",100,scout", ",900,scout")},
    "who closed": {"program/statements/2026-Q2.csv": (",maya,1,", ",jon,1,")},
    "another digest": {f"program/erasures/{DAY}-{NEW}.yml": ("old: ", "old: 0")},
    "an originator": {"program/feedback/2026-07-01-dark-mode.yml": (f"[{NEW}]", "[bo]")},
    "a correction goes": {f"influencers/{NEW}/touchpoints/2026-07-05-record.yml": None},
    "a consent of another": {"influencers/bo/profile.yml": ("points: members", "points: public")},
}


@pytest.fixture(scope="module")
def done(before: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The world with the edits of an erasure, not committed."""
    root = tmp_path_factory.mktemp("done") / "program"
    git(before, "clone", "-q", str(before), str(root))
    git(root, "remote", "remove", "origin")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GOODWORD_INTAKE_KEY", KEY)
        patch.setenv("GIT_AUTHOR_NAME", "Maya Weber")
        patch.setenv("GIT_AUTHOR_EMAIL", "maya@acme.example")
        patch.setenv("GIT_COMMITTER_NAME", "Maya Weber")
        patch.setenv("GIT_COMMITTER_EMAIL", "maya@acme.example")
        assert erase(root, *WRITE) == 0
    return root


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_erasure_lets_something_else_through(done: Path, attack: str) -> None:
    base = git(done, "rev-parse", "HEAD")
    kept = files(done)
    for path, change in ATTACKS[attack].items():
        text = (done / path).read_text()
        if change is None:
            (done / path).unlink()
        else:
            assert change[0] in text
            text = text.replace(*change)
            text = re.sub("old: 0([0-9a-f]{63})[0-9a-f]", r"old: 0\1", text)
            (done / path).write_text(text)
    try:
        commit(done)
        errors = [each for each in guarded(done, base).found if str(each.severity) == "error"]
        assert errors, attack
    finally:
        git(done, "reset", "-q", "--soft", base)
        put(done, kept)


def test_words_of_others_go_unseen_with_an_erasure(done: Path) -> None:
    base = git(done, "rev-parse", "HEAD")
    path = "influencers/bo/touchpoints/2026-08-05-intro.yml"
    text = (done / path).read_text()
    (done / path).write_text(text.replace("Met", NEW))
    try:
        commit(done)
        found = [each for each in guarded(done, base).found if each.place.path == path]
        assert any("words went out of summary" in each.message for each in found)
    finally:
        git(done, "reset", "-q", "--soft", base)
        put(done, {path: text})


def test_an_erasure_of_nobody_is_taken(before: Path, tmp_path: Path) -> None:
    root = tmp_path / "program"
    git(before, "clone", "-q", str(before), str(root))
    base = git(root, "rev-parse", "HEAD")
    put(root, {f"program/erasures/{DAY}-{NEW}.yml": "by: maya\n"})
    commit(root)
    assert [each.rule for each in guarded(root, base).found] == ["record-gone"]


def test_a_dry_run_writes_or_hides_something(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, head = files(root), git(root, "rev-parse", "HEAD")
    assert erase(root) == 0
    out = capsys.readouterr().out
    assert files(root) == before
    assert git(root, "rev-parse", "HEAD") == head
    assert git(root, "status", "--porcelain") == ""
    assert sorted(each.name for each in root.parent.iterdir()) == ["program"]
    for place in (
        "influencers/ana/profile.yml",
        "missions/write/claims/2026-08-04-bo.yml:2",
        "program/feedback/2026-08-02-seen-by-ana-x.yml",
        "program/statements/2026-Q2.csv",
        "README.md",
        "Mend what Ana Lopes broke",
        "refs/heads/claim-approve-ana-x",
        "refs/tags/for-ana-x",
    ):
        assert place in out, place
    # A first name alone is shown, and stays unless somebody says it.
    assert re.search(r"ana +missions/write/claims/2026-08-04-bo.yml:3", out)
    assert "dry run: nothing was written" in out


def test_the_same_person_is_made_anew(root: Path) -> None:
    assert erase(root, *WRITE) == 0
    program = load(DiskTree(root), schemas()).program
    for platform, login, number in (
        ("github", "Ana-X", ""),
        ("github", "renamed", "10497"),
        ("github", "renamed", "90210497"),
    ):
        assert was_erased(program, platform, login, number, KEY), (login, number)
    assert not was_erased(program, "github", "bo-x", "10398", KEY)
    listed = root.parent / "people.csv"
    listed.write_text("name,github\nAna Lopes,\nAnabel Zurbarán,\nSomebody,ana-x\nDo Re,do-re\n")
    before = files(root)
    asked = ["import", "people", str(listed), "--write", "--by", "maya", "--as-of", DAY]
    main(["--root", str(root), *asked])
    new = {each for each in files(root).keys() - before.keys() if each.startswith("influencers/")}
    assert {each.split("/")[1] for each in new} <= {"do-re"}


def test_new_makes_somebody_of_that_name_unasked(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert erase(root, *WRITE) == 0
    asked = ("new", "influencer", "--by", "maya", "--as-of", DAY, "--name")
    for name in ("Ana Lopes", "ANA LOPES", OLD_NAME):
        capsys.readouterr()
        assert main(["--root", str(root), *asked, name, "--write"]) == 1
        assert f"somebody called {name} was erased" in capsys.readouterr().out
    # Another person of that name has an id that somebody chose.
    assert main(["--root", str(root), *asked, "Ana Lopes", "--id", "ana-lopes-9"]) == 0
    assert main(["--root", str(root), *asked, "Anabel Lopes"]) == 0
    many = root.with_name("many.csv")
    many.write_text("name,id\nZoe Ray,\nAna Lopes,ana-lopes-9\nANA Lopes,\n")
    capsys.readouterr()
    assert main(["--root", str(root), *asked[:-1], "--from", str(many)]) == 1
    out = capsys.readouterr().out
    assert "influencers/ana-lopes/profile.yml: error: somebody called ANA Lopes was erased" in out
    assert "called Ana Lopes" not in out
    assert "Zoe" not in out
    monkeypatch.delenv("GOODWORD_INTAKE_KEY")
    capsys.readouterr()
    assert main(["--root", str(root), *asked, "Ana Lopes"]) == 0
    assert "whether it is somebody who was erased is known with" in capsys.readouterr().out


def test_history_alone_is_left_as_it_was(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The edits were merged first; the mirror follows, when the host is ready for it."""
    assert erase(root, *WRITE, "--mirror", str(root.parent / "early.git")) == 0
    commit(root)
    capsys.readouterr()
    assert erase(root, *WRITE) == 0
    assert "found: 0" in capsys.readouterr().out
    place = root.with_name("program-erased.git")
    assert git(place, "rev-parse", "main^{tree}") == git(
        root.parent / "early.git", "rev-parse", "main^{tree}"
    )
    assert git(root, "status", "--porcelain") == ""


def test_a_branch_that_was_fetched_or_a_stash_brings_the_person_back(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    far = root.rename(root.with_name("far"))
    git(far, "switch", "-q", "-c", "aside")
    put(far, {"influencers/bo/notes.md": "Ana Lopes of old\n"})
    commit(far)
    git(far, "switch", "-q", "main")
    git(far, "clone", "-q", str(far), str(root))
    git(root, "config", "user.name", "Maya Weber")
    git(root, "config", "user.email", "maya@acme.example")
    put(root, {"influencers/bo/notes.md": "Ana Lopes, put aside\n"})
    git(root, "stash", "push", "-q", "--include-untracked")
    author = "--author=ana-x <secret@lopes.example>"
    git(root, "commit", "-q", "--allow-empty", "-m", "x", author)
    assert erase(root, *WRITE) == 0
    out = capsys.readouterr().out
    assert "not in the mirror: refs/stash" in out
    place = root.with_name("program-erased.git")
    refs = git(place, "for-each-ref", "--format=%(refname)", "refs/heads").split()
    assert refs == [f"refs/heads/{each}" for each in ("aside", f"claim-approve-{NEW}", "main")]
    assert git(place, "show", "aside:influencers/bo/notes.md") == f"{NEW} of old"
    assert "lopes.example" not in git(place, "log", "--all", "--format=%an %ae %cn %ce")


def test_a_command_of_the_page_does_not_run(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "erasing.md").read_text(encoding="utf-8")
    lines = [each for each in page.splitlines() if each.startswith("goodword ")]
    assert len(lines) == 2
    monkeypatch.chdir(root)
    for line in lines:
        _, *asked = shlex.split(line.replace("ana-lopes", "ana"), comments=True)
        assert main([*asked, "--by", "maya", "--as-of", DAY]) == 0, line
    assert root.with_name("program-erased.git").is_dir()
    assert "git -C ../program-erased.git push --prune ADDRESS" in page


def test_two_people_go_one_after_the_other(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base = git(root, "rev-parse", "HEAD")
    assert erase(root, *WRITE, "--mirror", str(root.parent / "one.git")) == 0
    middle = commit(root)
    assert erase(root, "--write", person="bo", new="m4nn8xyz") == 0
    commit(root)
    assert "found: 0" in capsys.readouterr().out
    for start in (base, middle):
        found = guarded(root, start).found
        assert not [each for each in found if str(each.severity) == "error"], found
    assert main(["--root", str(root), "check", "--as-of", DAY]) == 0


def test_a_program_that_moved_keeps_what_it_said_before(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inner = root / "advocates"
    inner.mkdir()
    for name in ("program", "influencers", "missions"):
        git(root, "mv", name, f"advocates/{name}")
    commit(root)
    base = git(root, "rev-parse", "HEAD")
    assert erase(inner, *WRITE, "--mirror", str(root.parent / "m.git")) == 0
    assert "found: 0" in capsys.readouterr().out
    for _, kind, data in objects(root.parent / "m.git"):
        text = unicodedata.normalize("NFC", data.decode("utf-8", "replace")).lower()
        assert not [each for each in NEEDLES if each in text], (kind, text)
    commit(root)
    found = guarded(inner, base).found
    assert not [each for each in found if str(each.severity) == "error"], found


REFUSED = {
    "changes": "changes that are not committed",
    "detached": "no branch",
    "rebase": "middle of something",
    "secret": "fewer than 16 characters",
    "staff": "is on staff",
    "there": "is there already",
    "shallow": "the clone is shallow",
    "behind": "has commits that are not here",
    "another branch": "and that of origin is main",
}


@pytest.mark.parametrize("why", REFUSED)
def test_it_is_written_all_the_same(
    root: Path, why: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    person = "ana"
    if why == "changes":
        put(root, {"influencers/bo/notes.md": "x\n"})
    elif why == "detached":
        git(root, "checkout", "-q", "--detach")
    elif why == "rebase":
        (root / ".git/rebase-merge").mkdir()
    elif why == "secret":
        monkeypatch.setenv("GOODWORD_INTAKE_KEY", "short")
    elif why == "staff":
        person = "mm"
    elif why == "there":
        root.with_name("program-erased.git").mkdir()
    elif why == "shallow":
        far = root.rename(root.with_name("far"))
        git(far, "clone", "-q", "--depth", "1", f"file://{far}", str(root))
    else:
        far = root.rename(root.with_name("far"))
        git(far, "clone", "-q", str(far), str(root))
        if why == "behind":
            commit(far)
            git(root, "fetch", "-q")
        else:
            git(root, "switch", "-q", "-c", "aside")
    before = files(root)
    assert erase(root, *WRITE, person=person) != 0
    told = capsys.readouterr()
    assert REFUSED[why] in told.out + told.err
    assert files(root) == before
    assert why == "there" or not root.with_name("program-erased.git").exists()


def test_a_name_that_turns_a_tie_is_taken(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first of a day takes the only place; ids say who that is."""
    mission = root / "missions/write/mission.yml"
    mission.write_text(
        mission.read_text().replace(
            "points: 100\n", "points: [{from: '2026-01-01', value: 100, limits: {total: 3}}]\n"
        )
    )
    decided = (
        "decision: {outcome: approved, by: maya, date: '2026-08-06', points: %s, computed: 100, "
        "shares: {%s}, version: '2026-01-01', judged: {status: open}%s}\n"
    )
    first = "evidence: https://example.org/1\n" + decided % (100, "ana: 100", "")
    last = "evidence: https://example.org/2\n" + decided % (0, "bo: 0", ", capped_by: {bo: total}")
    put(
        root,
        {
            "missions/write/claims/2026-08-05-ana.yml": first,
            "missions/write/claims/2026-08-05-bo.yml": last,
        },
    )
    (root / "missions/write/claims/2026-08-04-bo.yml").unlink()
    commit(root)
    assert main(["--root", str(root), "check", "--as-of", DAY]) == 0
    assert erase(root, "--also", "ana", new="zzz2zzzz") == 1
    told = capsys.readouterr()
    assert "nothing was written" in told.err
    assert erase(root, "--also", "ana", new="aaa2aaaa") == 0


def test_a_run_that_dies_leaves_half_of_it(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(root)
    for name in ("rewrite", "settle"):
        with monkeypatch.context() as patch:

            def dies(*_: object, **__: object) -> None:
                raise KeyboardInterrupt

            patch.setattr(f"goodword.cli.erased.{name}", dies)
            assert erase(root, *WRITE) == 130
        assert files(root) == before
        assert not root.with_name("program-erased.git").exists()
    assert mirror.UNFINISHED in "".join(each.name for each in root.parent.iterdir())
    assert erase(root, *WRITE) == 0
    assert "found: 0" in capsys.readouterr().out
    assert sorted(each.name for each in root.parent.iterdir()) == ["program", "program-erased.git"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_edits_are_left_half_written(
    root: Path, share: float, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Dead at some step of writing, with the mirror made: the journal undoes it."""
    monkeypatch.setattr("goodword.cli.erasing.mirrored", lambda *_: True)
    tried = shutil.copytree(root, tmp_path / "tried")
    with monkeypatch.context() as patched:
        done = failing_at(patched, 10**6, Killed, dead=True)
        assert erase(tried, *WRITE) == 0
        steps = len(done)
    before = files(root)
    with monkeypatch.context() as patched:
        failing_at(patched, int(steps * share) + 1, Killed, dead=True)
        with suppress(Killed):
            erase(root, *WRITE)
    assert main(["--root", str(root), "recover", "--write"]) == 0
    assert files(root) == before


def test_a_file_that_cannot_be_rewritten_stays(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is packed is found; with its file dropped, nothing is."""
    put(root, {"docs/hidden.bin": hidden("Ana Lopes, of ana-x")["gzip in base64"]})
    commit(root)
    assert erase(root, *WRITE) == 1
    assert "nothing was written" in capsys.readouterr().err
    assert git(root, "status", "--porcelain") == ""
    assert erase(root, *WRITE, "--drop", "docs/hidden.bin") == 0
    assert "found: 0" in capsys.readouterr().out
    assert "docs/hidden.bin" not in git(
        root.with_name("program-erased.git"), "log", "--all", "--name-only", "--format="
    )
