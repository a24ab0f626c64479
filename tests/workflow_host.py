"""A host with a program on it, and what happens there: pull requests, merges, pushes, the clock.

The payloads have the fields that GitHub sends and that workflows could read.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.resources import starter_files
from goodword.starter.owners import PATH as CODEOWNERS
from tests.workflow_run import REPOSITORY, Event

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

NUMBER = 7
"""Of the pull request."""
FORK = "stranger/wheelhouse"
CLAIM = "missions/talk/claims/2024-05-06-ana.yml"
APPROVED = """\
evidence: https://example.org/ana/2
decision:
  outcome: approved
  by: kim
  date: "2024-05-07"
  points: 100
  computed: 100
  shares:
    ana: 100
  quality: normal
  version: "2024-01-01"
  judged:
    status: open
"""
AGREED = """\
name: Ana Quist
stage: member
since: "2024-01-02"
consent:
  - {from: "2024-01-02", recognition: members, contact: staff, points: members, source: mail}
"""
"""A profile that shares with members, and the entry by which it no longer does."""
WITHDRAWN = (
    '  - {from: "2024-05-06", recognition: staff, contact: staff, points: staff, source: mail}\n'
)
PROGRAM = {
    "program/program.yml": (
        'name: Champions\ntimezone: UTC\nstarted: "2024-01-01"\nstaff:\n'
        "  - {id: kim, name: Kim, github: kim-l, emails: [kim@example.org]}\n"
    ),
    "influencers/ana/profile.yml": 'name: Ana\nstage: member\nsince: "2024-01-02"\n',
    "influencers/bo/profile.yml": 'name: Bo\nstage: member\nsince: "2024-01-02"\n',
    "missions/talk/mission.yml": (
        "title: Give a talk\ninstructions: Give one and tell us.\npoints: 100\n"
    ),
    CLAIM: "evidence: https://example.org/ana/2\n",
    "requirements.txt": "goodword==0.1.0 --hash=sha256:of-the-base\n",
    ".gitattributes": "* text=auto eol=lf\n",
    CODEOWNERS: (
        "# Made by goodword owners --write from staff, departments and policies: change those, not "
        "this.\n# The last line that fits a path says who must review it.\n* @kim-l\n"
    ),
}


class Link(NamedTuple):
    """A symbolic link to be committed."""

    target: str


class Host:
    """The repository on the host.

    Args:
        folder: a folder to be made, or a repository whose branch main is taken as it is.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if folder.exists():
            self.base = self.git("rev-parse", "main")
            return
        folder.mkdir(parents=True)
        self.git("init", "--quiet", "-b", "main")
        given = {path: data.decode() for path, data in starter_files().items()}
        self._lay({**PROGRAM, **given})
        self.base = self.commit("2024-05-06T12:00:00Z")

    def git(self, *arguments: str, at: str = "2024-05-07T12:00:00Z", who: str = "kim") -> str:
        """What git prints, run by somebody at a moment."""
        env = dict(os.environ)
        for role in ("AUTHOR", "COMMITTER"):
            env[f"GIT_{role}_NAME"], env[f"GIT_{role}_EMAIL"] = who, f"{who}@example.org"
            env[f"GIT_{role}_DATE"] = at
        done = subprocess.run(
            ["git", *arguments], cwd=self.folder, check=True, capture_output=True, env=env
        )
        return done.stdout.decode().strip()

    def commit(self, at: str = "2024-05-07T12:00:00Z", who: str = "kim") -> str:
        """Commit all there is."""
        self.git("add", "--all", "--force")
        self.git("commit", "--quiet", "--allow-empty", "-m", "change", at=at, who=who)
        return self.git("rev-parse", "HEAD")

    def _lay(self, files: Mapping[str, str | bytes | Link | None]) -> None:
        for path, content in files.items():
            file = self.folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if file.is_symlink() or file.exists():
                file.unlink()
            if isinstance(content, Link):
                file.symlink_to(content.target)
            elif content is not None:
                file.write_bytes(content.encode() if isinstance(content, str) else content)

    def propose(self, files: Mapping[str, str | bytes | Link | None], who: str = "kim") -> str:
        """Commit a change beside main and merge it as the host does; the merge commit.

        Args:
            files: content by path; None takes a file away.
            who: the author.
        """
        self.git("checkout", "--quiet", "--detach", "main")
        self._lay(files)
        head = self.commit(who=who)
        self.git("checkout", "--quiet", "--detach", "main")
        self.git("clean", "-ffdxq")
        self.git("merge", "--quiet", "--no-ff", "-m", "Merge", head, at="2024-05-07T13:00:00Z")
        merged = self.git("rev-parse", "HEAD")
        self.git("update-ref", f"refs/pull/{NUMBER}/merge", merged)
        self.git("checkout", "--quiet", "main")
        self.git("clean", "-ffdxq")
        return merged

    def pull_request(
        self, merged: str, action: str = "opened", *, fork: bool = False, labels: Sequence[str] = ()
    ) -> Event:
        """Something happens to the pull request, which has these labels."""
        head, base = self.git("rev-parse", f"{merged}^2"), self.git("rev-parse", f"{merged}^1")
        whose = FORK if fork else REPOSITORY
        payload: dict[str, Any] = {
            "action": action,
            "number": NUMBER,
            "repository": {"full_name": REPOSITORY, "private": True},
            "pull_request": {
                "number": NUMBER,
                "title": "$(touch pwned) `touch pwned` ${{ github.token }}",
                "head": {"sha": head, "ref": "x;touch pwned", "repo": {"full_name": whose}},
                "base": {"sha": base, "ref": "main", "repo": {"full_name": REPOSITORY}},
                "labels": [{"id": 1, "name": each} for each in labels],
            },
        }
        if action == "synchronize":
            payload |= {"before": base, "after": head}
        if action == "labeled":
            payload["label"] = {"name": "intake/accepted"}
        return Event("pull_request", merged, f"refs/pull/{NUMBER}/merge", payload)

    def merge_group(self, merged: str) -> Event:
        """The queue asks about what main would be."""
        ref = f"refs/heads/gh-readonly-queue/main/pr-{NUMBER}-{self.base}"
        group = {"head_sha": merged, "head_ref": ref, "base_sha": self.base, "base_ref": "main"}
        return Event(
            "merge_group", merged, ref, {"action": "checks_requested", "merge_group": group}
        )

    def push(self, merged: str, branch: str = "main", before: str | None = None) -> Event:
        """What was merged is main now; `before` is what it was, all noughts where nothing was."""
        payload = {"before": before or self.base, "after": merged, "ref": f"refs/heads/{branch}"}
        return Event("push", merged, f"refs/heads/{branch}", payload)

    def schedule(self) -> Event:
        """The clock strikes."""
        return Event("schedule", self.base, "refs/heads/main", {"schedule": "23 4 * * *"})

    def labeled_issue(self, payload: dict[str, Any] | None = None) -> Event:
        """Somebody puts a label on an issue: on one of which nothing is known, or on this."""
        if payload is None:
            payload = {"action": "labeled", "label": {"name": "intake/accepted"}, "issue": {}}
        return Event("issues", self.base, "refs/heads/main", payload)
