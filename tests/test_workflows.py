"""The workflows: linted as `make check` does it, pinned, without rights they do not need."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from goodword.model.paths import DOCUMENTS, ROWS
from goodword.resources import starter_files
from tests import workflow_lint
from tests.conftest import ROOT
from tests.workflow_lint import GIVEN, shape, shell, style, workflows, zizmor

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Require

OWN = ROOT / ".github" / "workflows"
CHECK = GIVEN / ".github" / "workflows" / "check.yml"
WORKFLOWS = [path for path in workflows() if path.parent.name == "workflows"]
BAD = ROOT / "tests/data/bad-workflow/.github/workflows/bad.yml"
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+$")
LINTERS = ("check-jsonschema", "shellcheck", "yamllint", "zizmor")


@pytest.fixture(autouse=True)
def _linters(require: Require) -> None:
    for name in LINTERS:
        require(name)


def label(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def document(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_a_linter_finds_something(capsys: pytest.CaptureFixture[str]) -> None:
    assert workflow_lint.main() == 0, capsys.readouterr().out


def test_a_workflow_is_not_linted() -> None:
    found = {label(path) for path in workflows()}
    given = {f"{label(GIVEN)}/{path}" for path in starter_files()}
    assert found >= {"action.yml", ".github/dependabot.yml", f"{label(GIVEN)}/.gitlab-ci.yml"}
    assert found >= {label(path) for path in OWN.iterdir()}
    assert found >= {path for path in given if path.endswith((".yml", ".yaml"))}


@pytest.mark.parametrize("linter", workflow_lint.LINTERS, ids=lambda each: each.__name__)
def test_a_linter_does_not_bite(linter: Any) -> None:
    assert list(linter(BAD))


@pytest.mark.parametrize(
    ("old", "new", "judge"),
    [
        (r"@[0-9a-f]{40} # v\S+", "@main", zizmor),
        (r"permissions: \{\}\n", "permissions: write-all\n", zizmor),
        (r"\n +persist-credentials: false", "", zizmor),
        (r"run: \|", 'run: echo "${{ github.event.pull_request.title }}"\n        x: |', zizmor),
        (r"runs-on:", "runs-upon:", shape),
        (r"timeout-minutes: 15", "timeout-minutes: soon", shape),
        (r"\n      - name", "\n       - name", style),
        (r"permissions: \{\}\n", "permissions: {}   \n", style),
        (r'"\$tool"', "$tool", shell),
        (r'test "\$CHECK" = success', "test $CHECK == success", shell),
    ],
)
def test_a_planted_mistake_is_let_pass(old: str, new: str, judge: Any, tmp_path: Path) -> None:
    spoilt, count = re.subn(old, lambda _: new, CHECK.read_text(encoding="utf-8"), count=1)
    assert count == 1
    path = tmp_path / ".github" / "workflows" / "check.yml"
    path.parent.mkdir(parents=True)
    path.write_text(spoilt, encoding="utf-8")
    assert list(judge(path))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (".github/dependabot.yml", "weekly", "wekly"),
        (".gitlab-ci.yml", "  when: always", "  when: often"),
        ("action.yml", "using: composite", "using: compost"),
    ],
)
def test_a_planted_mistake_beside_the_workflows_is_let_pass(
    name: str, old: str, new: str, tmp_path: Path
) -> None:
    source = ROOT / name if name == "action.yml" else GIVEN / name
    text = source.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / source.name).write_text(text.replace(old, new), encoding="utf-8")
    assert list(shape(tmp_path / source.name))


def test_dependabot_takes_a_version_on_the_day_it_is_published() -> None:
    for path in (GIVEN / ".github" / "dependabot.yml", ROOT / ".github" / "dependabot.yml"):
        for update in document(path)["updates"]:
            assert update["cooldown"]["default-days"] >= 7


@pytest.mark.parametrize("path", WORKFLOWS, ids=label)
def test_each_job_has_little_right_and_little_time(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    workflow = document(path)
    assert workflow["permissions"] == {}
    for line in text.splitlines():
        if "uses:" in line:
            assert PINNED.search(line), line
    for name, job in workflow["jobs"].items():
        assert isinstance(job.get("timeout-minutes"), int), name
        assert "permissions" in job, name
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), f"{name}: values go through env"
            if "checkout" in step.get("uses", ""):
                assert step["with"]["persist-credentials"] is False, name


@pytest.mark.parametrize("path", WORKFLOWS, ids=label)
def test_a_job_that_may_write_holds_files_of_the_repository(path: Path) -> None:
    for name, job in document(path)["jobs"].items():
        if "write" in job["permissions"].values():
            used = {step["uses"].partition("@")[0] for step in job["steps"] if "uses" in step}
            assert used <= {"actions/download-artifact", "actions/deploy-pages"}, name
            assert "goodword" not in {
                word for step in job["steps"] for word in step.get("run", "").split()
            }, name


def test_an_action_has_two_versions() -> None:
    texts = [path.read_text(encoding="utf-8") for path in workflows()]
    pins = {
        pin for text in texts for pin in re.findall(r"uses: ([\w./-]+@.*)$", text, re.MULTILINE)
    }
    names = [pin.partition("@")[0] for pin in pins]
    assert len(names) == len(set(names)), sorted(pins)


@pytest.mark.parametrize("path", [CHECK, OWN / "check.yml"], ids=label)
def test_one_job_named_ci_needs_all_the_others(path: Path) -> None:
    jobs = document(path)["jobs"]
    closing = [job for job in jobs.values() if job.get("name") == "CI"]
    assert len(closing) == 1
    assert set(closing[0]["needs"]) == {name for name, job in jobs.items() if job not in closing}
    assert closing[0]["if"] == "always()"


def test_the_number_of_the_pull_request_comes_out_of_the_artifact() -> None:
    steps = document(CHECK)["jobs"]["comment"]["steps"]
    assert steps[-1]["env"]["NUMBER"] == "${{ github.event.pull_request.number }}"


def test_the_tests_of_the_tool_are_in_what_a_program_is_given() -> None:
    given = set(starter_files())
    assert ".github/workflows/tests.yml" not in given
    for path in (*given, ".github/workflows/check.yml"):
        text = (ROOT / path if path not in given else GIVEN / path).read_text(encoding="utf-8")
        assert "make test" not in text
        assert "pytest" not in text
    assert "make test" in (OWN / "tests.yml").read_text(encoding="utf-8")


def test_the_action_does_something_else_than_the_workflow() -> None:
    action = document(ROOT / "action.yml")["runs"]["steps"]
    steps = document(CHECK)["jobs"]["check"]["steps"][1:-1]
    for each in action:
        if "run" in each:
            assert each.pop("shell") == "bash"
    assert action == steps


def test_editors_judge_each_file_by_the_schema_of_its_place() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    expected = {
        f"./schemas/{row.kind}.schema.json": [re.sub(r"<[^>]*>", "*", row.form).replace("*-*", "*")]
        for row in ROWS
        if row.kind in DOCUMENTS
    }
    assert settings["yaml.schemas"] == expected
