"""Every linter on every workflow: this repository's, and those that programs are given.

    python -m tests.workflow_lint

`make check` calls it; the tests call it on these, and on a workflow that is bad on purpose.
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import yaml

from goodword.resources import starter_files
from tests.conftest import ROOT, find

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMAS = {
    "workflows": "vendor.github-workflows",
    "action.yml": "vendor.github-actions",
    "dependabot.yml": "vendor.dependabot",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
}
"""The built-in schema of check-jsonschema by the name of a file or of its folder."""
GIVEN = ROOT / "tools" / "goodword" / "starter" / "files"
BESIDE = (ROOT / ".pre-commit-hooks.yaml", ROOT / ".yamllint.yml")
"""YAML that is no workflow and is held to the same style."""


def workflows() -> list[Path]:
    """Every workflow, action and setting of a host that is kept here."""
    own = [ROOT / "action.yml", *sorted((ROOT / ".github").rglob("*.yml"))]
    return [*own, *(GIVEN / path for path in starter_files() if path.endswith(".yml"))]


def schema_of(path: Path) -> str:
    """The schema that a file is to fit."""
    return SCHEMAS.get(path.name) or SCHEMAS[path.parent.name]


def scripts(path: Path) -> Iterator[tuple[str, str]]:
    """Name and text of each script in a workflow, an action or a pipeline."""
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    jobs: list[dict[str, Any]] = [*document.get("jobs", {}).values(), document.get("runs", {})]
    for job in jobs:
        for number, step in enumerate(job.get("steps", ())):
            if "run" in step:
                yield str(step.get("name", number)), step["run"]
    for name, job in document.items():
        if isinstance(job, dict) and "script" in job:
            yield name, "\n".join(job["script"])


def zizmor(*paths: Path) -> Iterator[str]:
    """What zizmor finds; it knows files by where they lie."""
    known = [str(path) for path in paths if path.name != ".gitlab-ci.yml"]
    yield from _said("zizmor", "--quiet", "--offline", "--pedantic", "--no-progress", *known)


def shape(*paths: Path) -> Iterator[str]:
    """What does not fit the schema of its kind."""
    for schema in sorted({schema_of(path) for path in paths}):
        files = [str(path) for path in paths if schema_of(path) == schema]
        yield from _said("check-jsonschema", "--quiet", "--builtin-schema", schema, *files)


def style(*paths: Path) -> Iterator[str]:
    """What yamllint finds."""
    yield from _said("yamllint", "--strict", *map(str, paths))


def shell(*paths: Path) -> Iterator[str]:
    """What shellcheck finds in the scripts, which a host runs with `-e`."""
    for path in paths:
        for name, text in scripts(path):
            found = list(_said("shellcheck", "-", text=f"#!/bin/bash -e\n{text}"))
            yield from (f"{path.name}: {name}: {line}" for line in found)


LINTERS = (zizmor, shape, style, shell)


def _said(program: str, *arguments: str, text: str = "") -> Iterator[str]:
    """What a linter prints where it is not content."""
    path, reason = find(program)
    if path is None:
        raise LookupError(reason)
    run = subprocess.run(
        [str(path), *arguments], cwd=ROOT, input=text, capture_output=True, text=True, check=False
    )
    if run.returncode:
        yield run.stdout + run.stderr


def main() -> int:
    """Print what is found; 1 where that is anything."""
    files = workflows()
    found = [line for linter in LINTERS for line in linter(*files)]
    found += style(*BESIDE)
    sys.stdout.write("".join(found))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
