"""Whatever a stranger hands in: their own files or a sentence, and never anybody else's file."""

from __future__ import annotations

import contextlib
import io
import re
from typing import TYPE_CHECKING, Any

import pytest

from goodword.cli import main
from goodword.intake.sheet import address_hash
from goodword.source.documents import read_document
from tests.intake_hostile import MAIL, NEW_MAIL, NEWCOMER, SENDER, handed_in
from tests.intake_program import ADDRESS, DAY, FILES, KEY, SERVER, lay
from tests.test_claim_commands import everything

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.intake_hostile import Sent

SEEDS = 24
"""So many times ten things are made up."""
MAL = f"""\
name: Mal
stage: member
since: "2026-01-05"
accounts:
  github: {{login: Mal-M, id: 666}}
  mail: {address_hash(MAIL, KEY)}
"""
OWN = re.compile(
    r"missions/write-a-guide/claims/2026-[01][0-9]-[0-3][0-9]-mal(?:\.[0-9]+)?\.yml"
    r"|influencers/mal/redemptions/2026-11-2[0-9]-hoodie(?:\.[0-9]+)?\.yml"
)
ITEM = re.compile(r"program/feedback/[0-9]{4}-[01][0-9]-[0-3][0-9]-[a-z0-9-]+\.yml")
PROFILE = re.compile(r"influencers/(?!(?:ana|bo)/)[a-z0-9-]+/profile\.yml")
MAY_CHANGE = {"name", "pronouns", "languages", "region", "topics", "bio", "links"}
MAY_CHANGE |= {"consent", "taken_in"}
SAID = re.compile(r"(?:refused|rechazado): .+")
ROW = re.compile(r"\S+:[0-9]+:[0-9]+: error: .+")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    known = address_hash(ADDRESS, KEY)
    files = {path: text.replace("7e1b7a5f3c", known) for path, text in FILES.items()}
    own = "influencers/mal/touchpoints/2026-11-02-adjustment.yml"
    files[own] = files["influencers/ana/touchpoints/2026-11-02-adjustment.yml"]
    return lay(tmp_path_factory.mktemp("hostile") / "p", {**files, PROFILE_OF_MAL: MAL})


PROFILE_OF_MAL = "influencers/mal/profile.yml"


@pytest.mark.parametrize("seed", range(SEEDS))
def test_what_a_stranger_hands_in_reaches_what_is_not_theirs(
    seed: int, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOODWORD_INTAKE_KEY", KEY)
    for each in range(seed * 10, seed * 10 + 10):
        sent = handed_in(each)
        before = everything(root)
        code, out, err = take(root, tmp_path, sent)
        after = everything(root)
        try:
            assert code in (0, 1), (each, code, out, err)
            assert "Traceback" not in out + err, each
            told(sent, code, out, wrote=before != after)
            for path in sorted({*before, *after}):
                if before.get(path) != after.get(path):
                    allowed(path, before.get(path), after.get(path), sent)
            if before != after:
                found = run("--root", str(root), "check", "--as-of", DAY)
                assert found[0] == 0, (each, found)
        except AssertionError as error:
            raise AssertionError(f"seed {each}, {sent}") from error
        finally:
            for path in {*before, *after}:
                if path not in before:
                    (root / path).unlink()
                elif before[path] != after.get(path):
                    (root / path).write_bytes(before[path])


def run(*asked: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(list(asked))
    return code, out.getvalue(), err.getvalue()


def take(root: Path, folder: Path, sent: Sent) -> tuple[int, str, str]:
    file = folder / "handed-in"
    file.write_bytes(sent.data)
    (folder / "map.yml").write_text(sent.map, encoding="utf-8")
    ways = {
        "event": (str(file),),
        "eml": ("--eml", str(file), "--server", SERVER),
        "csv": ("--csv", str(file), "--map", str(folder / "map.yml")),
        "jsonl": ("--jsonl", str(file)),
    }
    return run("--root", str(root), "intake", *ways[sent.way], "--write", "--as-of", DAY)


def told(sent: Sent, code: int, out: str, *, wrote: bool) -> None:
    """A refusal is one sentence to a sender, and one for each row of a table."""
    if code == 0:
        return
    lines = out.splitlines()
    if sent.way in ("event", "eml"):
        assert not wrote
        assert len(lines) == 1, out
        assert SAID.fullmatch(lines[0]), out
    else:
        assert any(ROW.fullmatch(line) for line in lines), out


def allowed(path: str, before: bytes | None, after: bytes | None, sent: Sent) -> None:
    """A change of a file is one that the sender may bring about."""
    if path.startswith("schemas/"):
        return
    assert after is not None, f"{path} is gone"
    value: Any
    value, wrong = read_document(after, path)
    assert not wrong, wrong
    if path == PROFILE_OF_MAL and before is not None:
        old: Any
        old, _ = read_document(before, path)
        assert {k: v for k, v in old.items() if k not in MAY_CHANGE} == {
            k: v for k, v in value.items() if k not in MAY_CHANGE
        }
        return
    assert before is None, f"{path} was there"
    if ITEM.fullmatch(path):
        assert [each["from"] for each in value["steps"]] == [["mal"]]
        assert value.keys() <= {"title", "area", "steps"}
    elif PROFILE.fullmatch(path):
        assert value["stage"] == "candidate"
        assert value.keys() <= {*MAY_CHANGE, "stage", "since", "accounts"} - {"taken_in"}
        assert accounts(value["accounts"], sent), value["accounts"]
    else:
        assert OWN.fullmatch(path), path
        assert not {"influencer", "decision", "approved", "fulfilled", "judged"} & value.keys()


def accounts(made: Mapping[str, Any], sent: Sent) -> bool:
    """Whether they are those that the host, the server or the program named."""
    if sent.way in ("eml", "csv"):
        return dict(made) == {"mail": address_hash(NEW_MAIL, KEY)} or sent.way == "csv"
    named = sent.user if isinstance(sent.user, list) else [sent.user]
    said = [(each["login"], str(each.get("id") or "")) for each in named if isinstance(each, dict)]
    ((_, account),) = made.items()
    if isinstance(account, str):
        return (account, "") in said or any(account == login for login, _ in said)
    return (account["login"], str(account["id"])) in said


def test_what_is_made_up_is_never_honest_or_never_hostile() -> None:
    ways = [handed_in(seed).way for seed in range(200)]
    assert {*ways} == {"event", "eml", "csv", "jsonl"}
    assert SENDER["id"] != NEWCOMER["id"]
