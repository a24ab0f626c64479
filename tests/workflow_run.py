"""Runs a workflow here as its host would: steps by bash, actions, `gh` and pip by fakes.

A repository stands in for the host's; every job gets a folder of its own, and what one hands to
another goes through outputs and artifacts only, as there. What a step printed, what it put into
the summary, what was installed and what `gh` was asked for is kept for the test to look at.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.warm_tool import words
from tests.workflow_expressions import Expressions

REPOSITORY = "haulwick/wheelhouse"
_PYTHON = """\
#!/bin/bash
# Stands in for `python -m venv` and for the pip in it: no network, nothing built.
set -eu
if [ "$1 $2 $3" = "-I -m venv" ]; then
  mkdir -p "$4/bin"
  cp "$0" "$4/bin/python"
  cp "$FAKES/goodword" "$4/bin/goodword"
elif [ "$1 $2 $3 $4" = "-I -m pip install" ]; then
  echo "$*" >> "$RECORD/pip"
  cat "${@: -1}" >> "$RECORD/requirements"
  git rev-parse HEAD >> "$RECORD/installed-from"
  git status --porcelain --ignored >> "$RECORD/unlike-the-base"
else
  echo "python is not to be called with: $*" >&2
  exit 90
fi
"""
_GOODWORD = """\
#!/bin/bash
echo "$*" >> "$RECORD/goodword"
exec {python} {words} "$@"
"""
_GH = """\
#!/bin/bash
# Writes down what is asked; a question is answered with what $RECORD/gh-answer holds.
set -eu
printf '%s\\n' "$*" >> "$RECORD/gh"
test -n "${GH_TOKEN:-}"
for argument in "$@"; do
  case "$argument" in
    body=@*) cat "${argument#body=@}" > "$RECORD/posted" ;;
  esac
done
case " $* " in
  *" --method "*) ;;
  *"/pages "*) cat "$RECORD/gh-pages" ;;
  *) cat "$RECORD/gh-answer" 2> /dev/null || true ;;
esac
"""
_GIT = """\
#!/bin/bash
for argument in "$@"; do
  test "$argument" != push || {{ echo "$*" >> "$RECORD/pushed"; exit 0; }}
done
exec {git} "$@"
"""


@dataclass(frozen=True)
class Event:
    """What happened on the host.

    Args:
        name: as `on` has it.
        sha: the commit that the run is about.
        ref: its ref.
        payload: the event file.
    """

    name: str
    sha: str
    ref: str
    payload: dict[str, Any] = field(default_factory=dict)

    def starts(self, workflow: dict[Any, Any]) -> bool:
        """Whether a workflow runs for it."""
        on = workflow["on"] if "on" in workflow else workflow[True]  # YAML 1.1 takes it for yes
        if self.name not in on:
            return False
        wanted = on[self.name] or {}
        if self.name == "push":
            return self.ref.removeprefix("refs/heads/") in wanted.get("branches", [self.ref])
        if self.name == "pull_request":
            types = wanted.get("types", ["opened", "synchronize", "reopened"])
            return self.payload["action"] in types
        return True


@dataclass
class Step:
    """A step that ran: `outcome` as the host calls it, and what it printed."""

    name: str
    outcome: str
    log: str


@dataclass
class Run:
    """What came of a run.

    Args:
        runner: whose fakes wrote down what they were asked.
        results: the result of each job.
        steps: of each job, in order.
        summary: what the steps of a job put into the summary of the run.
    """

    runner: Runner
    results: dict[str, str] = field(default_factory=dict)
    steps: dict[str, list[Step]] = field(default_factory=dict)
    summary: dict[str, str] = field(default_factory=dict)

    def recorded(self, name: str) -> str:
        """What a fake wrote down; empty where it was never asked."""
        return self.runner.recorded(name)

    def outcome(self, job: str, step: str) -> str:
        """How a step of that name ended; `skipped` where it did not run."""
        return next(each.outcome for each in self.steps[job] if each.name == step)

    @property
    def log(self) -> str:
        """Everything printed."""
        return "".join(step.log for steps in self.steps.values() for step in steps)


class Runner:
    """Runs workflows on a repository.

    Args:
        remote: the repository on the host.
        work: an empty folder for the jobs.

    What a runner of one's own has in its environment is in `own`.
    """

    def __init__(self, remote: Path, work: Path) -> None:
        self.remote = remote
        self.work = work
        self.fakes = work / "fakes"
        self.record = work / "record"
        self.artifacts = work / "artifacts"
        self.pages: Path | None = None
        self.deployed: list[str] = []
        self.variables: dict[str, str] = {}
        self.secrets: dict[str, str] = {}
        self.attempt = "1"
        self.own: dict[str, str] = {}
        for folder in (self.fakes, self.record, self.artifacts):
            folder.mkdir(parents=True)
        git = shutil.which("git")
        texts = {"python": _PYTHON, "gh": _GH}
        texts["goodword"] = _GOODWORD.format(python=sys.executable, words=words())
        texts["git"] = _GIT.format(git=git)
        for name, text in texts.items():
            (self.fakes / name).write_text(text, encoding="utf-8")
            (self.fakes / name).chmod(0o755)

    @property
    def environment(self) -> dict[str, str]:
        """What makes steps find the fakes, and the fakes their places."""
        search = os.pathsep.join((str(self.fakes), os.environ["PATH"]))
        return {"PATH": search, "FAKES": str(self.fakes), "RECORD": str(self.record)}

    def recorded(self, name: str) -> str:
        """What a fake wrote down; empty where it was never asked."""
        path = self.record / name
        return _text(path) if path.exists() else ""

    def run(self, path: Path, event: Event) -> Run | None:
        """The run of a workflow for an event; None where the event does not start it."""
        workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
        if not event.starts(workflow):
            return None
        run = Run(self)
        needs: dict[str, dict[str, Any]] = {}
        for name, job in workflow["jobs"].items():
            wanted = [job["needs"]] if isinstance(job.get("needs"), str) else job.get("needs", [])
            before = {each: needs[each] for each in wanted}
            kept = {"vars": self.variables, "secrets": self.secrets}
            contexts = {"github": self._github(event), "needs": before, "matrix": {}, **kept}
            failed = any(each["result"] != "success" for each in before.values())
            values = Expressions(contexts, failed=failed)
            run.steps[name] = []
            if not values.holds(job.get("if")):
                needs[name] = {"result": "skipped", "outputs": {}}
            else:
                for matrix in _matrices(job, values):
                    one = _Job(self, run, name, job, workflow, {**contexts, "matrix": matrix})
                    found = one.go(event)
                    if name not in needs or needs[name]["result"] == "success":
                        needs[name] = found
            run.results[name] = needs[name]["result"]
        return run

    def _github(self, event: Event) -> dict[str, Any]:
        return {
            "event": event.payload,
            "event_name": event.name,
            "ref": event.ref,
            "repository": REPOSITORY,
            "run_attempt": self.attempt,
            "sha": event.sha,
            "token": "a-token",
        }


def _matrices(job: dict[str, Any], values: Expressions) -> list[dict[str, Any]]:
    """The values of a matrix that a job runs with: the first of those listed, all of computed."""
    matrix = job.get("strategy", {}).get("matrix", {})
    found = [{key: each[0] for key, each in matrix.items() if isinstance(each, list)}]
    for key, each in matrix.items():
        if isinstance(each, str):
            found = [{**one, key: value} for one in found for value in values.value(each)]
    return found


class _Job:
    """One job of a run."""

    def __init__(
        self,
        runner: Runner,
        run: Run,
        name: str,
        job: dict[str, Any],
        workflow: dict[str, Any],
        contexts: dict[str, Any],
    ) -> None:
        self.runner, self.run, self.name, self.job = runner, run, name, job
        self.home = runner.work / "jobs" / f"{len(list(runner.work.glob('jobs/*')))}-{name}"
        self.workspace, self.temp = self.home / "workspace", self.home / "temp"
        for folder in (self.workspace, self.temp, self.home / "home"):
            folder.mkdir(parents=True)
        self.steps: dict[str, Any] = {}
        self.contexts = {**contexts, "steps": self.steps, "runner": {"temp": str(self.temp)}}
        self.shell = workflow.get("defaults", {}).get("run", {}).get("shell")
        self.failed = False

    def go(self, event: Event) -> dict[str, Any]:
        """Run its steps; its result and outputs."""
        (self.home / "event.json").write_text(json.dumps(event.payload), encoding="utf-8")
        (self.home / "summary").touch()
        for step in self.job["steps"]:
            self._step(step, event)
        self.run.summary[self.name] = _text(self.home / "summary")
        values = Expressions(self.contexts, failed=self.failed)
        outputs = {key: values.text(each) for key, each in self.job.get("outputs", {}).items()}
        return {"result": "failure" if self.failed else "success", "outputs": outputs}

    def _step(self, step: dict[str, Any], event: Event) -> None:
        values = Expressions(self.contexts, failed=self.failed)
        outcome, log, outputs = "skipped", "", dict[str, str]()
        if values.holds(step.get("if")):
            if "run" in step:
                outcome, log, outputs = self._script(step, event, values)
            else:
                with_ = {key: values.text(each) for key, each in step.get("with", {}).items()}
                outcome = self._action(step["uses"].partition("@")[0], with_, event)
            self.failed = self.failed or outcome == "failure"
        if "id" in step:
            self.steps[step["id"]] = {"outcome": outcome, "outputs": outputs}
        title = step.get("name", step.get("uses", ""))
        self.run.steps[self.name].append(Step(title, outcome, log))

    def _script(
        self, step: dict[str, Any], event: Event, values: Expressions
    ) -> tuple[str, str, dict[str, str]]:
        assert "${{" not in step["run"], "values go through env"
        script, output = self.home / "script", self.home / "output"
        script.write_text(step["run"], encoding="utf-8")
        output.write_text("", encoding="utf-8")
        kept = {key: os.environ[key] for key in ("LC_ALL", "TZ") if key in os.environ}
        env = {
            **kept,
            **self.runner.environment,
            **(self.runner.own if self.job["runs-on"].startswith("${{") else {}),
            "HOME": str(self.home / "home"),
            "CI": "true",
            "GIT_CONFIG_NOSYSTEM": "1",
            "GITHUB_ACTIONS": "true",
            "GITHUB_EVENT_NAME": event.name,
            "GITHUB_EVENT_PATH": str(self.home / "event.json"),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_REF": event.ref,
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_SHA": event.sha,
            "GITHUB_STEP_SUMMARY": str(self.home / "summary"),
            "GITHUB_WORKSPACE": str(self.workspace),
            "RUNNER_TEMP": str(self.temp),
            **{key: values.text(each) for key, each in step.get("env", {}).items()},
        }
        # The host's own: with `shell: bash` pipefail holds too, and without it does not.
        bash = step.get("shell", self.shell) == "bash"
        flags = ["--noprofile", "--norc", "-eo", "pipefail"] if bash else ["-e"]
        done = subprocess.run(
            ["bash", *flags, str(script)],
            cwd=self.workspace,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        lines = output.read_text(encoding="utf-8").splitlines()
        outputs = dict(line.split("=", 1) for line in lines)
        outcome = "failure" if done.returncode else "success"
        return outcome, done.stdout.decode(errors="replace"), outputs

    def _action(self, name: str, with_: dict[str, str], event: Event) -> str:
        known = {
            "actions/checkout": self._checkout,
            "actions/deploy-pages": self._deploy,
            "actions/download-artifact": self._download,
            "actions/setup-python": lambda _, __: True,
            "actions/upload-artifact": self._upload,
        }
        return "success" if known[name](with_, event) else "failure"

    def _checkout(self, with_: dict[str, str], event: Event) -> bool:
        assert with_["persist-credentials"] == "False"
        depth = [] if with_.get("fetch-depth") == "0" else ["--depth", "1"]
        wanted = with_.get("ref", event.sha)
        commands = (
            ["init", "--quiet", "."],
            ["fetch", "--quiet", *depth, f"file://{self.runner.remote}", wanted],
            ["checkout", "--quiet", "--force", "--detach", wanted],
        )
        for command in commands:
            subprocess.run(["git", *command], cwd=self.workspace, check=True)
        return True

    def _upload(self, with_: dict[str, str], _: Event) -> bool:
        path = self.workspace / with_["path"]
        if path.is_symlink() or not path.exists():
            return with_.get("if-no-files-found") != "error"
        target = self.runner.artifacts / with_["name"]
        if path.is_dir():
            shutil.copytree(path, target, symlinks=True)
        else:
            target.mkdir()
            shutil.copyfile(path, target / path.name)
        return True

    def _deploy(self, with_: dict[str, str], _: Event) -> bool:
        """Put an artifact on line, where there is a site."""
        source = self.runner.artifacts / with_["artifact_name"]
        if self.runner.pages is None or not source.is_dir():
            return False
        assert [each.name for each in source.iterdir()] == ["artifact.tar"]
        shutil.rmtree(self.runner.pages)
        self.runner.pages.mkdir()
        unpack = ("tar", "--extract", "--no-same-owner", "--file", source / "artifact.tar")
        subprocess.run(unpack, cwd=self.runner.pages, check=True)
        self.runner.deployed.append(with_["artifact_name"])
        return True

    def _download(self, with_: dict[str, str], _: Event) -> bool:
        source = self.runner.artifacts / with_["name"]
        if not source.is_dir():
            return False
        shutil.copytree(source, with_["path"], symlinks=True)
        assert not any(
            stat.S_ISLNK(each.lstat().st_mode) and not each.is_relative_to(self.temp)
            for each in Path(with_["path"]).iterdir()
        )
        return True


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
