"""Begin, push, send, push, receipts, push: killed anywhere in it, every message goes once.

After a kill the same machine goes on with its disk, or it has vanished and another one begins with
a clone of what was pushed.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from goodword.load import load
from goodword.model.touchpoint import Message as Sent
from goodword.resources import schemas_directory
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from tests.mail_killed import Forks
from tests.mail_program import PEOPLE, Town, day
from tests.mail_server import DROP, TAKE_AND_DROP, Mailbox, Post, certificate

if TYPE_CHECKING:
    from collections.abc import Iterator

KILLS = int(os.environ.get("GOODWORD_KILLS", "60"))
"""Of the whole chain; those of the sender alone are two hundred more, in test_sender_killed.py."""
CHAIN = ("begin", "commit", "push", "send", "commit", "push", "receipts", "commit", "push")
MAILED, ON_PAGE = ("ana", "ben"), "cleo"
OFTEN = {"send": 5, "receipts": 3, "begin": 2}
"""Where most of the kills come, against one at each other part."""
SCHEMAS = Schemas.load(schemas_directory())
_WHO = ("-c", "user.name=kim", "-c", "user.email=kim@example.org", "-c", "maintenance.auto=false")


class Died(Exception):
    """A part of the chain was killed."""


def runs(group: int) -> bool:
    """Whether a process of a group still runs; of the dead some wait long until they are buried."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    known = False
    for each in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has ended since
            state, _, its, *_ = each.read_text("utf-8").rpartition(")")[2].split()
            known = True
            if its == str(group) and state not in "ZX":
                return True
    return not known


def ended(group: int) -> None:
    """Wait until no process of a group is left."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if not runs(group):
            return
        time.sleep(0.005)
    raise AssertionError


class Machine:
    """A clone of the program, its list of what was begun, and what it is killed at.

    Args:
        town: whose folder the clone is.
        forks: runs the command.
        bare: what is pushed to.
    """

    def __init__(self, town: Town, forks: Forks, bare: Path) -> None:
        self.town, self.forks, self.bare = town, forks, bare
        self.box, self.folder = town.box, bare.parent
        self.begun = self.folder / "begun.json"
        self.steps: dict[str, int] = {}
        self.took: dict[str, float] = {}
        """The fewest seconds of each command of git that nobody killed."""

    def git(self, command: str, *arguments: str, chance: random.Random | None = None) -> None:
        """A command of git; where it is killed, only that process is, and no server."""
        began = time.monotonic()
        with subprocess.Popen(
            ["git", *_WHO, command, *arguments],
            cwd=self.town.root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            if chance:
                time.sleep(chance.uniform(0, self.took[command]))
                process.kill()
        took = time.monotonic() - began
        ended(process.pid)  # what receives a push goes on when the one who pushes is dead
        if process.returncode < 0:
            raise Died
        assert process.returncode == 0, (command, *arguments)
        self.took[command] = min(took, self.took.get(command, took))

    def vanish(self) -> None:
        """Another machine, which has what was pushed and nothing else."""
        shutil.rmtree(self.town.root, ignore_errors=True)
        self.begun.unlink(missing_ok=True)
        clone = ["git", "clone", "--quiet", str(self.bare), str(self.town.root)]
        subprocess.run(clone, check=True)

    def go_on(self) -> None:
        """The same machine again: git asks to delete the locks that its dead left."""
        for lock in (self.town.root / ".git").rglob("*.lock"):
            lock.unlink()

    def goodword(self, part: str, dies: int) -> None:
        said = {
            "begin": ["--begin", str(self.begun)],
            "send": ["--send", "--begun", str(self.begun)],
            "receipts": ["--receipts", str(self.folder / "mail.log"), "--complete"],
        }[part]
        if part == "receipts":
            log = "postfix/smtpd[1]: start\n" + self.box.log()
            (self.folder / "mail.log").write_text(log)
        head = ["--root", str(self.town.root), "outbox", *said, "--as-of", str(day(0))]
        code, steps = self.forks.run(head, dies=dies)
        self.settled()
        if code == -9:
            raise Died
        assert code == 0 or (part == "send" and code == 1), part  # 1 where one is in doubt
        self.steps[part] = max(steps, self.steps.get(part, 0))

    def settled(self) -> None:
        """Wait until the server has read what came before the sender died."""
        until = time.monotonic() + 10
        while self.box.open and time.monotonic() < until:
            time.sleep(0.002)
        assert not self.box.open

    def part(self, part: str, chance: random.Random | None) -> None:
        """One part of the chain, killed somewhere where there is a chance."""
        if part == "push":
            self.git("push", "--quiet", "origin", "HEAD:main", chance=chance)
        elif part == "commit":
            self.git("add", "--all")
            self.git("commit", "--quiet", "--allow-empty", "-m", "Outbox", chance=chance)
        else:
            self.goodword(part, chance.randint(1, self.steps[part]) if chance else 0)
            if part == "send":
                self.box.faults.clear()

    def chain(self, chance: random.Random | None = None, dies: int = -1) -> None:
        if CHAIN[dies] == "receipts":  # which then have something to settle
            self.box.at("END", TAKE_AND_DROP, DROP)
        for number, part in enumerate(CHAIN):
            self.part(part, chance if number == dies else None)

    def states(self) -> list[tuple[str, str, str]]:
        """Who was written to, under which id, and how that stands."""
        loaded = load(DiskTree(self.town.root), SCHEMAS)
        assert loaded.diagnostics == ()
        return sorted(
            (each.influencer, said.message_id or "", said.delivery[-1].state)
            if (said := each.detail).delivery
            else (each.influencer, "", each.channel or "")
            for each in loaded.program.touchpoints.values()
            if isinstance(each.detail, Sent)
        )


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    folder = tmp_path_factory.mktemp("chain")
    post = Post(Mailbox(), "starttls", certificate(folder))
    post.start()
    with pytest.MonkeyPatch.context() as patched:
        town = Town(folder, post, patched)
        assert sorted(PEOPLE) == sorted((*MAILED, ON_PAGE))
        path = town.root / f"influencers/{ON_PAGE}/profile.yml"
        path.write_text(path.read_text().replace("messages: all", "messages: portal-only"))
        (town.root / ".gitignore").write_text(".goodword/\n")
        found = Machine(town, Forks(), folder / "bare.git")
        found.git("init", "--quiet", "-b", "main")
        found.part("commit", None)
        whole = folder / "whole.git"
        found.git("clone", "--quiet", "--bare", ".", str(whole))
        shutil.copytree(whole, found.bare)
        found.vanish()
        found.forks.warm(town.root, str(day(0)))
        try:
            yield found
        finally:
            found.forks.close()
    post.stop(no_assert=True)


def test_a_chain_that_is_killed_sends_twice_or_loses(machine: Machine) -> None:
    """Kills at random in all its parts, each chain going on where one died."""
    chance = random.Random(41)  # noqa: S311 - the same kills in each run
    machine.chain(dies=CHAIN.index("receipts"))
    assert [machine.steps[part] > 9 for part in ("begin", "send", "receipts")] == [True] * 3
    killed = dict.fromkeys(CHAIN, 0)
    while sum(killed.values()) < KILLS or not all(killed.values()):
        machine.box.taken.clear()
        shutil.rmtree(machine.bare)
        shutil.copytree(machine.folder / "whole.git", machine.bare)
        machine.vanish()
        for _ in range(chance.randint(1, 6)):
            (dies,) = chance.choices(range(len(CHAIN)), [OFTEN.get(each, 1) for each in CHAIN])
            machine.box.faults.clear()
            try:
                machine.chain(chance, dies)
            except Died:
                killed[CHAIN[dies]] += 1
                machine.go_on() if chance.random() < 0.6 else machine.vanish()
            assert set(machine.box.ids().values()) <= {1}
        machine.box.faults.clear()
        machine.chain()  # what died in between is settled at its end, and sent by the next one
        machine.chain()
        machine.vanish()
        ids = machine.box.ids()
        assert set(ids.values()) == {1}
        assert sorted(to for to, _ in machine.box.taken) == [f"{p}@example.com" for p in MAILED]
        found = machine.states()
        assert [(who, state) for who, _, state in found] == [
            *((who, "accepted") for who in MAILED),
            (ON_PAGE, "portal"),
        ]
        assert {identity for _, identity, _ in found} == {*ids, ""}
