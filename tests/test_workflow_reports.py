"""What a change is reported to do: where the report is posted, and what is never posted."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.test_workflow_steps import CHECK, run
from tests.workflow_host import APPROVED, CLAIM, NUMBER, PROGRAM, Host
from tests.workflow_lint import GIVEN, scripts
from tests.workflow_run import REPOSITORY, Runner

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workflow_run import Run


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """A host with a program."""
    return Host(tmp_path / "host")


def test_a_sound_change_is_refused_or_not_reported(host: Host) -> None:
    merged = host.propose({CLAIM: APPROVED})
    found = run(host, host.pull_request(merged))
    assert set(found.results.values()) == {"success"}, found.log
    ran = [step.outcome for steps in found.steps.values() for step in steps]
    assert set(ran) == {"success"}  # every step, and so every script, of every job
    posted = found.recorded("posted")
    assert posted.startswith("<!-- goodword report -->\n")
    assert "Ana" in posted
    assert posted.partition("\n")[2] == found.summary["check"]
    asked = found.recorded("gh").splitlines()
    assert f"repos/{REPOSITORY}/issues/{NUMBER}/comments" in asked[0]
    assert "--method POST" in asked[1]


def test_a_comment_is_posted_again_and_not_renewed(host: Host) -> None:
    merged = host.propose({CLAIM: APPROVED})
    runner = Runner(host.folder, host.folder.parent / "run")
    (runner.record / "gh-answer").write_text("41\n42\n")
    found = runner.run(CHECK, host.pull_request(merged, "synchronize"))
    assert found is not None
    assert f"--method PATCH repos/{REPOSITORY}/issues/comments/42 " in found.recorded("gh")


def test_a_fork_gets_a_comment_or_no_report(host: Host) -> None:
    merged = host.propose({CLAIM: APPROVED})
    found = run(host, host.pull_request(merged, fork=True))
    assert found.results == {"check": "success", "comment": "skipped", "ci": "success"}
    assert "Ana" in found.summary["check"]
    assert found.recorded("gh") == ""


@pytest.mark.parametrize(
    "report",
    [
        b"x" * 60_001,
        b"\xff\xfe",
        b"before \x1b[31m after",
        b"before \0 after",
        b"before \r after",
        "\u00e9".encode() * 60_001,
    ],
    ids=["long", "no-utf-8", "escape", "nul", "return", "long-in-letters"],
)
def test_a_report_that_is_no_short_plain_text_is_posted(report: bytes, host: Host) -> None:
    found = posting(host, report)
    assert found.results == {"check": "success", "comment": "failure", "ci": "failure"}
    assert found.recorded("gh") == ""


@pytest.mark.parametrize("report", ["\u00e9\t|\n" * 15_000, "# A title\n"])
def test_a_report_that_is_plain_is_refused(report: str, host: Host) -> None:
    found = posting(host, report.encode())
    assert set(found.results.values()) == {"success"}, found.log
    assert found.recorded("posted").partition("\n")[2] == report


def posting(host: Host, report: bytes) -> Run:
    """A run in which the tool reports just this."""
    runner = Runner(host.folder, host.folder.parent / "run")
    (runner.work / "said").write_bytes(report)
    told = f'#!/bin/bash\ntest "$1" != diff || cat {runner.work / "said"}\n'
    (runner.fakes / "goodword").write_text(told, encoding="utf-8")
    found = runner.run(CHECK, host.pull_request(host.propose({CLAIM: APPROVED})))
    assert found is not None
    return found


def test_gitlab_is_told_otherwise(host: Host) -> None:
    merged = host.propose({CLAIM: None, "requirements.txt": "evil==6.6.6\n"})
    runner = Runner(host.folder, host.folder.parent / "gitlab")
    done, clone = gitlab(runner, merged, "main")
    assert done.returncode == 1, done.stdout  # guard: the claim goes
    assert f"guard {host.base} {merged}" in runner.recorded("goodword")
    assert runner.recorded("requirements") == PROGRAM["requirements.txt"]
    assert (clone / "report.md").read_text(encoding="utf-8").startswith("### What changes")


def test_gitlab_refuses_what_is_sound(host: Host) -> None:
    done, clone = gitlab(Runner(host.folder, host.folder.parent / "gitlab"), host.base, "")
    assert done.returncode == 0, done.stdout
    assert not (clone / "report.md").exists()


def test_gitlab_takes_the_base_that_the_request_once_left(host: Host) -> None:
    old = host.base
    host.git("checkout", "--quiet", "-b", "side")
    lines = APPROVED.replace("2024-05-07", "2024-05-08")
    (host.folder / CLAIM).write_text(lines, encoding="utf-8")
    side = host.commit("2024-05-08T12:00:00Z")
    host.git("checkout", "--quiet", "main")
    settings = host.folder / "program/program.yml"
    text = settings.read_text(encoding="utf-8").replace("kim@example.org", "k@example.org")
    settings.write_text(text, encoding="utf-8")
    new = host.commit("2024-05-07T18:00:00Z")
    runner = Runner(host.folder, host.folder.parent / "gitlab")
    done, _ = gitlab(runner, side, "main")
    assert done.returncode == 1, done.stdout
    assert "who is not on staff" in done.stdout
    assert runner.recorded("installed-from").split() == [new]
    assert f"guard {new} " in runner.recorded("goodword")
    assert old not in runner.recorded("goodword")


def test_gitlab_lets_a_fork_judge_itself_or_takes_what_does_not_merge(host: Host) -> None:
    runner = Runner(host.folder, host.folder.parent / "fork")
    done, _ = gitlab(runner, host.propose({CLAIM: APPROVED}), "main", project="2")
    assert done.returncode == 1
    assert "in the project that it goes into" in done.stdout
    assert runner.recorded("goodword") == ""
    host.git("checkout", "--quiet", "-b", "side")
    (host.folder / CLAIM).write_text("evidence: https://example.org/side\n", encoding="utf-8")
    side = host.commit()
    host.git("checkout", "--quiet", "main")
    (host.folder / CLAIM).write_text("evidence: https://example.org/main\n", encoding="utf-8")
    host.commit()
    runner = Runner(host.folder, host.folder.parent / "conflict")
    done, _ = gitlab(runner, side, "main")
    assert done.returncode != 0
    assert runner.recorded("goodword") == ""


def gitlab(
    runner: Runner, commit: str, into: str, project: str = "1"
) -> tuple[subprocess.CompletedProcess[str], Path]:
    """The pipeline's script on a clone, as GitLab's runner starts it; and the clone."""
    clone = runner.work / "clone"
    clone.mkdir()
    for command in (
        ["init", "--quiet", "."],
        ["fetch", "--quiet", f"file://{runner.remote}", "+refs/heads/*:refs/remotes/origin/*"],
        ["fetch", "--quiet", f"file://{runner.remote}", commit],
        ["checkout", "--quiet", "--detach", commit],
    ):
        subprocess.run(["git", *command], cwd=clone, check=True)
    request = {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": into, "CI_MERGE_REQUEST_PROJECT_ID": "1"}
    named = {"CI_PROJECT_ID": project, **(request if into else {})}
    text = "\n".join(text for _, text in scripts(GIVEN / ".gitlab-ci.yml"))
    environment = {**os.environ, **runner.environment, "CI_COMMIT_SHA": commit, **named}
    done = subprocess.run(
        ["bash", "-c", text],
        cwd=clone,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done, clone


def test_the_queue_is_judged_by_another_base(host: Host) -> None:
    merged = host.propose({CLAIM: APPROVED, "requirements.txt": "evil==6.6.6\n"})
    found = run(host, host.merge_group(merged))
    assert found.results == {"check": "success", "comment": "skipped", "ci": "success"}
    assert found.recorded("installed-from").split() == [host.base]
    assert f"guard {host.base} {merged}" in found.recorded("goodword")


def test_a_file_that_cannot_be_read_is_not_reported(host: Host) -> None:
    merged = host.propose({"missions/talk/mission.yml": "titel: Give a talk\n"})
    found = run(host, host.pull_request(merged))
    assert found.results == {"check": "failure", "comment": "success", "ci": "failure"}
    assert "missions/talk/mission.yml" in found.recorded("posted")
