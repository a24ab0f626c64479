"""The program's workflows, step by step, with the payloads that the host sends."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from tests.conftest import ROOT
from tests.intake_program import body, event
from tests.workflow_host import APPROVED, CLAIM, PROGRAM, Host
from tests.workflow_lint import GIVEN
from tests.workflow_run import REPOSITORY, Runner

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workflow_run import Event, Run

CHECK = GIVEN / ".github" / "workflows" / "check.yml"
INTAKE = GIVEN / ".github" / "workflows" / "intake.yml"
AGENDA = GIVEN / ".github" / "workflows" / "agenda.yml"
NOTHING = "0" * 40


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """A host with a program."""
    return Host(tmp_path / "host")


def run(host: Host, happened: Event, path: Path = CHECK) -> Run:
    found = Runner(host.folder, host.folder.parent / f"run-{happened.name}").run(path, happened)
    assert found is not None
    return found


def test_the_tool_of_the_change_judges_it(host: Host) -> None:
    merged = host.propose({"requirements.txt": "evil==6.6.6\n", "goodword.txt": "evil\n"})
    found = run(host, host.pull_request(merged))
    assert found.recorded("requirements") == PROGRAM["requirements.txt"]
    assert found.recorded("installed-from").split() == [host.base]
    assert found.recorded("unlike-the-base") == ""
    assert "--require-hashes --only-binary :all:" in found.recorded("pip")


def test_the_tool_pinned_by_a_commit_is_not_installed(host: Host) -> None:
    (host.folder / "goodword.txt").write_text("goodword @ git+https://example.org/g@0\n")
    host.base = host.commit()
    found = run(host, host.schedule())
    assert found.recorded("requirements").endswith("goodword @ git+https://example.org/g@0\n")
    assert set(found.results.values()) == {"success", "skipped"}, found.log


def test_a_push_is_not_guarded(host: Host) -> None:
    merged = host.propose({CLAIM: None, "influencers/ana/profile.yml": "name: Ana\n"})
    found = run(host, host.push(merged))
    assert found.results == {"check": "failure", "comment": "skipped", "ci": "failure"}
    assert f"guard {host.base} {merged}" in found.recorded("goodword")
    assert found.recorded("installed-from").split() == [merged]


def test_the_first_push_of_all_fails(host: Host) -> None:
    found = run(host, host.push(host.base, before=NOTHING))
    assert found.results == {"check": "success", "comment": "skipped", "ci": "success"}
    assert "guard" not in found.recorded("goodword")
    assert found.outcome("check", "Report what it changes") == "skipped"


def test_every_day_main_is_judged_by_its_own_rules(host: Host) -> None:
    found = run(host, host.schedule())
    assert found.results == {"check": "success", "comment": "skipped", "ci": "success"}
    said = [line.split()[0] for line in found.recorded("goodword").splitlines()]
    assert said == ["check", "owners"]


@pytest.mark.parametrize("path", [CHECK, AGENDA], ids=lambda path: str(path.name))
def test_a_label_starts_a_workflow_that_is_not_about_it(path: Path, host: Host) -> None:
    merged = host.propose({CLAIM: APPROVED})
    labelled = host.pull_request(merged, "labeled")
    for each in (host.labeled_issue(), *((labelled,) if path == AGENDA else ())):
        runner = Runner(host.folder, host.folder.parent / each.name)
        assert runner.run(path, each) is None
    assert Runner(host.folder, host.folder.parent / "b").run(path, host.push(merged, "x")) is None


@pytest.mark.parametrize("agreed", [False, True])
@pytest.mark.parametrize("fork", [False, True])
def test_many_leave_without_a_label_or_cannot_with_it(agreed: bool, fork: bool, host: Host) -> None:
    several = {
        f"influencers/{who}/profile.yml": f'name: {who}\nstage: member\nsince: "2024-01-02"\n'
        for who in ("cleo", "dan", "eve")
    }
    host.git("checkout", "--quiet", "main")
    for path, text in several.items():
        (host.folder / path).parent.mkdir()
        (host.folder / path).write_text(text)
    host.base = host.commit()
    left = {
        path: text.replace("stage: member", "stage: left").replace("2024-01-02", "2024-05-05")
        for path, text in several.items()
    }
    labels = ("docs", "removal-agreed") if agreed else ("docs",)
    event = host.pull_request(host.propose(left), "labeled", fork=fork, labels=labels)
    found = run(host, event)
    said = "3 of 5 people leave at once" in found.log
    assert said is not agreed, found.log
    assert ("--allow-removal" in found.recorded("goodword")) is agreed


def test_a_broken_file_passes_or_is_said_nowhere(host: Host) -> None:
    merged = host.propose({"missions/talk/mission.yml": "titel: Give a talk\n"})
    found = run(host, host.pull_request(merged))
    assert found.results["ci"] == "failure"
    assert "::error file=missions/talk/mission.yml,line=1," in found.log
    assert "## What check found\n\n    missions/talk/mission.yml:1" in found.summary["check"]


def test_what_may_not_be_taken_back_passes(host: Host) -> None:
    host.git("checkout", "--quiet", "main")
    host.base = host.git("merge", "--quiet", host.propose({CLAIM: APPROVED})) or host.git(
        "rev-parse", "HEAD"
    )
    merged = host.propose({CLAIM: None})
    found = run(host, host.pull_request(merged))
    assert found.outcome("check", "Guard what only grows") == "failure"
    assert found.results["ci"] == "failure"


def test_code_owners_that_are_others_pass(host: Host) -> None:
    merged = host.propose({".github/CODEOWNERS": "* @stranger\n"})
    found = run(host, host.pull_request(merged))
    assert found.outcome("check", "Judge who reviews what") == "failure"
    assert "::error file=.github/CODEOWNERS,line=1," in found.log


def test_a_program_that_pins_no_tool_fails_without_a_word(host: Host) -> None:
    merged = host.propose({CLAIM: APPROVED})
    runner = Runner(host.folder, host.folder.parent / "run")
    (runner.fakes / "goodword").write_text("")  # pip then installs nothing that can be run
    (runner.fakes / "goodword").chmod(0o644)
    found = runner.run(CHECK, host.pull_request(merged))
    assert found is not None
    assert "::error file=requirements.txt::this pins no goodword" in found.log
    assert found.results == {"check": "failure", "comment": "skipped", "ci": "failure"}


def test_the_agenda_is_opened_twice_or_not_at_all(host: Host) -> None:
    found = run(host, host.schedule(), AGENDA)
    assert found.results == {"agenda": "success", "issue": "success"}, found.log
    assert "2024-05-06-ana" in found.recorded("posted")
    assert f"--method POST repos/{REPOSITORY}/issues -f title=This week" in found.recorded("gh")
    runner = Runner(host.folder, host.folder.parent / "again")
    (runner.record / "gh-answer").write_text("3\n")
    again = runner.run(AGENDA, host.schedule())
    assert again is not None
    assert f"--method PATCH repos/{REPOSITORY}/issues/3 " in again.recorded("gh")


def test_the_agenda_of_a_shared_program_is_posted(host: Host) -> None:
    path = host.folder / "program" / "program.yml"
    path.write_text(f"{path.read_text()}mode: shared\n")
    host.base = host.commit()
    found = run(host, host.schedule(), AGENDA)
    assert found.results == {"agenda": "success", "issue": "skipped"}, found.log
    assert found.recorded("gh") == ""


def accepted(
    host: Host, text: str, label: str = "intake/accepted", waiting: str = ""
) -> Run | None:
    """What comes of an issue with that text, of a member, that is given a label.

    Args:
        host: the repository.
        text: of the issue.
        label: which.
        waiting: the numbers of pull requests that propose it already.
    """
    path = host.folder / "program" / "program.yml"
    path.write_text(f"{path.read_text()}intake: {{issues: 'https://github.com/{REPOSITORY}'}}\n")
    profile = host.folder / "influencers" / "ana" / "profile.yml"
    profile.write_text(f"{profile.read_text()}accounts: {{github: {{login: ana-l, id: 4711}}}}\n")
    host.base = host.commit()
    made = event(text)
    made["issue"]["title"] = "$(touch pwned) `touch pwned` ${{ github.token }}"
    made["label"]["name"] = label
    made["repository"] |= {"full_name": REPOSITORY, "default_branch": "main"}
    runner = Runner(host.folder, host.folder.parent / "run")
    (runner.record / "gh-answer").write_text(waiting)
    return runner.run(INTAKE, host.labeled_issue(made))


def test_an_accepted_issue_becomes_no_pull_request(host: Host) -> None:
    found = accepted(host, body("claim", mission="talk", evidence="https://example.org/new"))
    assert found is not None
    assert found.results == {"read": "success", "propose": "success", "refuse": "skipped"}, (
        found.log
    )
    asked = found.recorded("gh")
    for each in ("git/trees", "git/commits", "git/refs", "pulls"):
        assert f"--method POST repos/{REPOSITORY}/{each} " in asked
    assert "body=Closes #12" in asked
    assert f"parents[]={host.base}" in asked
    tree = json.loads(next(found.runner.work.rglob("tree.json")).read_bytes())
    assert tree["base_tree"] == host.git("rev-parse", f"{host.base}^{{tree}}")
    paths = [each["path"] for each in tree["tree"]]
    assert [each for each in paths if not each.startswith("schemas/")] == [
        "missions/talk/claims/2026-11-27-ana.yml"
    ]
    assert "evidence: https://example.org/new\n" in tree["tree"][0]["content"]


def test_an_issue_that_is_delivered_twice_is_proposed_twice(host: Host) -> None:
    text = body("claim", mission="talk", evidence="https://example.org/new")
    found = accepted(host, text, waiting="7\n9\n")
    assert found is not None
    assert found.results["propose"] == "success", found.log
    assert "pull request 7 proposes this already" in found.log
    asked = found.recorded("gh")
    assert f"repos/{REPOSITORY}/pulls?state=open&per_page=100" in asked
    assert f'select(.head.repo.full_name == "{REPOSITORY}" and ' in asked
    assert 'startswith("intake-12-")' in asked
    assert "--method POST" not in asked


def test_a_refusal_is_told_nobody(host: Host) -> None:
    found = accepted(host, body("claim", mission="../x", evidence="https://example.org/new"))
    assert found is not None
    assert found.results == {"read": "success", "propose": "skipped", "refuse": "success"}, (
        found.log
    )
    assert found.recorded("posted").startswith('    refused: "Mission" is "../x"')
    assert f"repos/{REPOSITORY}/issues/12/comments" in found.recorded("gh")


def test_another_label_starts_anything(host: Host) -> None:
    found = accepted(host, body("claim", mission="talk"), "intake/claim")
    assert found is not None
    assert set(found.results.values()) == {"skipped"}


def test_a_program_just_begun_does_not_pass_its_own_workflows(tmp_path: Path) -> None:
    told = ["--name", "New", "--timezone", "UTC", "--staff", "Kim <kim@example.org>"]
    assert main(["init", str(tmp_path / "new"), *told]) == 0
    new = Host(tmp_path / "new")
    for path in sorted((new.folder / ".github" / "workflows").iterdir()):
        found = Runner(new.folder, tmp_path / path.name)
        own_event = {
            "check.yml": new.push(new.base, before=NOTHING),
            "intake.yml": new.labeled_issue(),
        }
        ran = found.run(path, own_event.get(path.name, new.schedule()))
        assert ran is not None
        assert set(ran.results.values()) <= {"success", "skipped"}, ran.log


def own(host: Host, name: str, answer: str = "") -> Run:
    """The run of a workflow of this repository after a push, without the tool being set up."""
    runner = Runner(host.folder, host.folder.parent / "own")
    for fake in ("make", "sudo"):
        (runner.fakes / fake).write_text(f'#!/bin/bash\necho "$*" >> "$RECORD/{fake}"\n')
        (runner.fakes / fake).chmod(0o755)
    (runner.record / "gh-answer").write_text(answer)
    text = (ROOT / ".github" / "workflows" / name).read_text(encoding="utf-8")
    path = runner.work / name
    path.write_text(text.replace(".venv/bin/goodword", "goodword"), encoding="utf-8")
    found = runner.run(path, host.push(host.base))
    assert found is not None
    return found


def test_this_repository_checks_other_things_than_its_example(host: Host) -> None:
    found = own(host, "check.yml")
    assert found.results == {"program": "success", "ci": "success"}, found.log
    assert found.recorded("make") == "setup\n"
    assert found.recorded("goodword") == "check --strict --format github\n"


def test_the_tool_is_not_tested(host: Host) -> None:
    found = own(host, "tests.yml")
    assert found.results == {"tests": "success", "passed": "success"}, found.log
    assert found.recorded("make").splitlines() == ["check", "portal", "test"]


@pytest.mark.parametrize(("private", "kept"), [("true\n", True), ("false\n", False), ("", False)])
def test_a_portal_is_kept_where_everybody_can_read(private: str, kept: bool, host: Host) -> None:
    found = own(host, "publish.yml", private)
    assert found.results == {"portal": "success"}, found.log
    assert (found.outcome("portal", "Keep the portal") == "success") == kept
    assert (found.runner.artifacts / "members-portal" / "index.html").is_file() == kept
