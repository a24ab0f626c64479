"""The workflow that sends: on a real repository and a real mail server, dying in between."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from goodword.addresses import keys
from goodword.cli import main
from tests.conftest import ROOT
from tests.mail_program import PEOPLE, Town, day, put
from tests.mail_server import TAKE_AND_DROP, Mailbox, Post, certificate
from tests.warm_tool import words
from tests.workflow_lint import GIVEN
from tests.workflow_run import Event, Runner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.workflow_run import Run

OUTBOX = GIVEN / ".github" / "workflows" / "outbox.yml"
NAMES = (keys.VARIABLE, keys.IDENTITY, "GOODWORD_INTAKE_KEY")
SMTP = tuple(f"GOODWORD_SMTP_{each}" for each in ("HOST", "PORT", "USER", "PASSWORD", "FROM", "CA"))
_GH = f"""#!/bin/bash
set -eu
test -n "$GH_TOKEN"
exec {sys.executable} -I {ROOT}/tests/git_host.py %s "$@"
"""


_COUNTED = """\
code=0
"$0.one" "$@" || code=$?
count=$(($(cat "$RECORD/calls" 2> /dev/null || echo 0) + 1))
echo "$count" > "$RECORD/calls"
test "$count" != %d || kill -9 "$PPID"
exit "$code"
"""
"""A command after whose call of a number, of all that are counted so, the step is killed."""
_HALF = """\
import os, signal, sys
from pathlib import Path
from goodword.cli import run
replace = Path.replace
def once(self, target):
    done = replace(self, target)
    if "-answer-" in Path(target).name:
        os.kill(os.getpid(), signal.SIGKILL)
    return done
if "--send" in sys.argv:
    Path.replace = once
run()
"""
"""The tool, killed once the record of an answer is in place, and before that it was told is."""


class Office:
    """A program on a host, and a runner of its own that has the keys.

    Args:
        folder: an empty one.
        town: the program, with its mail server.
    """

    def __init__(self, folder: Path, town: Town) -> None:
        self.folder, self.town, self.box = folder, town, town.box
        self.runs = 0
        self.bare = folder / "bare.git"
        (town.root / "requirements.txt").write_text("goodword==0.1.0\n")
        self.git(town.root, "init", "--quiet", "-b", "main")
        self.commit("First")
        self.git(folder, "clone", "--quiet", "--bare", str(town.root), str(self.bare))
        self.git(self.bare, "config", "uploadpack.allowAnySHA1InWant", "true")
        self.git(town.root, "remote", "add", "origin", str(self.bare))

    @staticmethod
    def git(where: Path, *arguments: str) -> str:
        who = ("-c", "user.name=kim", "-c", "user.email=kim@example.org")
        done = subprocess.run(
            ["git", *who, *arguments], cwd=where, check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def commit(self, message: str) -> None:
        self.git(self.town.root, "add", "--all")
        self.git(self.town.root, "commit", "--quiet", "--allow-empty", "-m", message)

    @property
    def main(self) -> str:
        return self.git(self.bare, "rev-parse", "main")

    def runner(self, label: str = "ours") -> Runner:
        self.runs += 1
        found = Runner(self.bare, self.folder / f"run-{self.runs}")
        found.variables = {"GOODWORD_OUTBOX_RUNNER": label} if label else {}
        found.own = {name: os.environ[name] for name in (*NAMES[:2], *SMTP)}
        found.secrets = {"GOODWORD_INTAKE_KEY": os.environ[NAMES[2]]}
        (found.fakes / "gh").write_text(_GH % self.bare)
        tool = (found.fakes / "goodword").read_text()
        dated = f'test "$1" != outbox || set -- "$@" --as-of {day(0)}\nexec'
        (found.fakes / "goodword").write_text(tool.replace("exec", dated, 1))
        return found

    def run(self, *jobs: str, runner: Runner | None = None, sha: str = "") -> Run:
        """A run of the workflow, of which only these jobs come to their turn."""
        runner = runner or self.runner()
        said = yaml.safe_load(OUTBOX.read_text(encoding="utf-8"))
        said["jobs"] = {name: job for name, job in said["jobs"].items() if name in jobs or not jobs}
        path = runner.work / "outbox.yml"
        path.write_text(yaml.safe_dump(said, sort_keys=False), encoding="utf-8")
        found = runner.run(path, Event("schedule", sha or self.main, "refs/heads/main"))
        assert found is not None
        return found

    def states(self) -> list[str]:
        """How each message stands on main."""
        paths = self.git(self.bare, "ls-tree", "-r", "--name-only", "main").splitlines()
        texts = [self.git(self.bare, "show", f"main:{each}") for each in paths if "touch" in each]
        said = [each for text in texts if "delivery" in (each := yaml.safe_load(text))]
        return sorted(each["delivery"][-1]["state"] for each in said)

    def settle(self) -> None:
        """Somebody says what the server took, and that goes to main."""
        self.git(self.town.root, "pull", "--quiet", "origin", "main")
        log = self.folder / "mail.log"
        log.write_text("postfix/smtpd[1]: start\n" + self.box.log())
        assert self.town.run(0, "outbox", "--receipts", str(log), "--complete") == 0
        self.commit("Settle")
        self.git(self.town.root, "push", "--quiet", "origin", "HEAD:main")


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    post = Post(Mailbox(), "starttls", certificate(tmp_path))
    post.start()
    town = Town(tmp_path, post, monkeypatch)
    (town.root / ".gitignore").write_text(".goodword/\n")
    yield Office(tmp_path, town)
    post.stop(no_assert=True)


def test_a_day_is_sent_twice_or_not_recorded(office: Office) -> None:
    found = office.run()
    assert set(found.results.values()) == {"success"}, found.log
    assert sorted(to for to, _ in office.box.taken) == [f"{each}@example.com" for each in PEOPLE]
    assert office.states() == ["accepted"] * 3
    # By descent: within one second git tells commits in any order.
    subjects = office.git(office.bare, "log", "--topo-order", "--format=%s", "main").splitlines()
    assert subjects == ["Record what was sent", "Record what was sent", "Begin to send", "First"]
    after = office.main
    found = office.run()
    assert found.results["begin"] == found.results["send"] == "success", found.log
    assert found.results["record"] == "skipped"
    assert len(office.box.taken) == 3
    assert office.main == after
    assert main(["--root", str(office.town.root), "check", "--as-of", str(day(0))]) == 0


def test_it_is_on_without_being_asked_for(office: Office) -> None:
    found = office.run(runner=office.runner(label=""))
    assert set(found.results.values()) == {"skipped"}
    assert not office.box.taken


def test_a_machine_that_vanishes_before_sending_sends_twice_or_loses(office: Office) -> None:
    first = office.run("begin", "keep")
    assert set(first.results.values()) == {"success"}, first.log
    assert not office.box.taken
    assert office.states() == ["begun"] * 3
    found = office.run()
    assert found.results["record"] == "skipped", found.log
    assert not office.box.taken
    office.settle()
    found = office.run()
    assert set(found.results.values()) == {"success"}, found.log
    assert set(office.box.ids().values()) == {1}
    assert office.box.ids().total() == 3
    assert office.states() == ["accepted"] * 3


def test_one_that_vanishes_after_sending_sends_twice(office: Office) -> None:
    office.run("begin", "keep", "send")
    assert office.box.ids().total() == 3
    assert office.states() == ["begun"] * 3
    office.run()
    office.settle()
    office.run()
    assert office.box.ids().total() == 3
    assert office.states() == ["accepted"] * 3


def test_what_is_in_doubt_after_a_step_that_failed_is_lost(office: Office) -> None:
    office.box.at("END", TAKE_AND_DROP)
    found = office.run()
    assert found.results == {
        "begin": "success",
        "keep": "success",
        "send": "failure",
        "record": "success",
    }, found.log
    assert office.states() == ["accepted", "accepted", "begun"]
    office.run()
    assert office.box.ids().total() == 3


def test_it_sends_where_main_has_gone_on_before(office: Office) -> None:
    before = office.main
    (office.town.root / "notes.txt").write_text("A note\n")
    office.commit("Note")
    office.git(office.town.root, "push", "--quiet", "origin", "HEAD:main")
    found = office.run(sha=before)
    assert found.results["keep"] == "failure"
    assert found.results["send"] == found.results["record"] == "skipped"
    assert not office.box.taken


def test_a_job_that_is_run_again_sends_what_its_list_still_names(office: Office) -> None:
    """The host keeps what `keep` said in the first attempt, and counts attempts."""
    runner = office.runner()
    text = OUTBOX.read_text(encoding="utf-8")
    spoilt = text.replace("ATTEMPT: ${{ github.run_attempt }}", 'ATTEMPT: "1"')
    assert spoilt != text
    path = runner.work / "outbox.yml"
    path.write_text(spoilt, encoding="utf-8")
    runner.attempt = "2"
    found = runner.run(path, Event("schedule", office.main, "refs/heads/main"))
    assert found is not None
    assert found.results["keep"] == "success", found.log
    assert found.results["send"] == found.results["record"] == "skipped"
    assert not office.box.taken


CALLS = ("begin", "tree", "commit", "ref", "send", "recover", "tree", "commit", "merge")
"""What the workflow calls of ours and of the host, in this order, with a message to send."""


@pytest.mark.parametrize(
    "call", range(1, len(CALLS) + 1), ids=[f"{n}-{each}" for n, each in enumerate(CALLS, 1)]
)
def test_a_step_killed_after_a_call_sends_twice_or_loses(office: Office, call: int) -> None:
    """After each thing that is done to the disk, the mail server or the repository."""
    runner = office.runner()
    for name in ("gh", "goodword"):
        (runner.fakes / name).rename(runner.fakes / f"{name}.one")
        (runner.fakes / name).write_text("#!/bin/bash\n" + _COUNTED % call)
        (runner.fakes / name).chmod(0o755)
    python = (runner.fakes / "python").read_text()
    both = 'cp "$FAKES/goodword.one" "$4/bin/goodword.one"\n  cp "$FAKES/goodword"'
    (runner.fakes / "python").write_text(python.replace('cp "$FAKES/goodword"', both))
    found = office.run(runner=runner)
    assert "failure" in found.results.values(), found.log
    assert int(runner.recorded("calls")) >= call
    office.settle()
    office.run()
    office.settle()
    assert office.box.ids().total() == len(PEOPLE)
    assert set(office.box.ids().values()) == {1}
    assert office.states() == ["accepted"] * len(PEOPLE)
    assert office.town.run(0, "check") == 0


def test_a_record_that_is_half_written_goes_to_main(office: Office) -> None:
    """Said to be taken, with nobody told of their feedback: nothing would ever tell them."""
    put(
        office.town.root,
        "program/feedback/2026-03-02-slow.yml",
        f'title: Slow\nsteps:\n  - step: received\n    date: "{day(0)}"\n    from: [ana]\n'
        "    channel: forum\n    summary: A large map takes minutes.\n"
        f'  - {{step: acknowledged, date: "{day(0)}", by: maya}}\n',
    )
    office.commit("Feedback")
    office.git(office.town.root, "push", "--quiet", "origin", "HEAD:main")
    runner = office.runner()
    (office.folder / "half.py").write_text(_HALF)
    tool = (runner.fakes / "goodword").read_text()
    half = tool.replace(words(), f"-I {office.folder}/half.py")
    assert half != tool
    (runner.fakes / "goodword").write_text(half)
    found = office.run(runner=runner)
    assert found.results["send"] == "failure", found.log
    assert found.results["record"] == "skipped", found.log
    assert "begun" in office.states()
    office.settle()
    office.run()
    office.settle()
    assert set(office.box.ids().values()) == {1}
    files = office.git(office.bare, "ls-tree", "-r", "--name-only", "main").splitlines()
    told = [
        office.git(office.bare, "show", f"main:{each}") for each in files if "ana/touch" in each
    ]
    assert sum("step: told" in each for each in told) == 1
