"""The workflows: linted as `make check` does it, pinned, without rights they do not need."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from goodword.model.paths import DOCUMENTS, ROWS
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Require

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = sorted(FOLDER.glob("*.yml"))
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v[0-9]+\.[0-9]+\.[0-9]+$")


def lint(require: Require, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The run of a linter from the repository's root."""
    command = [str(require(name)), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def zizmor(require: Require, folder: Path) -> subprocess.CompletedProcess[str]:
    return lint(require, "zizmor", "--offline", "--pedantic", "--no-progress", str(folder))


def shape(require: Require, *files: Path) -> subprocess.CompletedProcess[str]:
    builtin = ("--builtin-schema", "vendor.github-workflows")
    return lint(require, "check-jsonschema", *builtin, *map(str, files))


def style(require: Require, *paths: Path) -> subprocess.CompletedProcess[str]:
    return lint(require, "yamllint", "--strict", *map(str, paths))


def test_the_linters_find_nothing(require: Require) -> None:
    for run in (
        zizmor(require, FOLDER),
        shape(require, *WORKFLOWS),
        style(require, FOLDER, ROOT / ".pre-commit-hooks.yaml"),
    ):
        assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize(
    ("old", "new", "judge"),
    [
        (r"@[0-9a-f]{40} # v\S+", "@main", zizmor),
        (r"permissions: \{\}\n", "permissions: write-all\n", zizmor),
        (r"\n +persist-credentials: false", "", zizmor),
        (r"run: make setup", 'run: echo "${{ github.event.pull_request.title }}"', zizmor),
        (r"runs-on:", "runs-upon:", shape),
        (r"timeout-minutes: 10", "timeout-minutes: soon", shape),
        (r"\n      - name", "\n       - name", style),
        (r"permissions: \{\}\n", "permissions: {}   \n", style),
    ],
)
def test_a_planted_mistake_is_found(
    old: str, new: str, judge: Any, require: Require, tmp_path: Path
) -> None:
    text = (FOLDER / "check.yml").read_text(encoding="utf-8")
    spoilt, count = re.subn(old, lambda _: new, text, count=1)
    assert count == 1
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    (folder / "check.yml").write_text(spoilt, encoding="utf-8")
    run = judge(require, folder if judge is zizmor else folder / "check.yml")
    assert run.returncode != 0, run.stdout + run.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: str(path.name))
def test_each_job_has_little_right_and_little_time(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
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


def test_one_job_named_ci_needs_all_the_others() -> None:
    jobs = yaml.safe_load((FOLDER / "check.yml").read_text(encoding="utf-8"))["jobs"]
    closing = [job for job in jobs.values() if job.get("name") == "CI"]
    assert len(closing) == 1
    assert set(closing[0]["needs"]) == {name for name, job in jobs.items() if job not in closing}
    assert closing[0]["if"] == "always()"


def test_editors_judge_each_file_by_the_schema_of_its_place() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    expected = {
        f"./schemas/{row.kind}.schema.json": [re.sub(r"<[^>]*>", "*", row.form).replace("*-*", "*")]
        for row in ROWS
        if row.kind in DOCUMENTS
    }
    assert settings["yaml.schemas"] == expected
