"""What the checks of the surroundings stand on, and what one of them says."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from goodword.diagnostics import Failure
from goodword.host.beside import held
from goodword.source.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from goodword.diagnostics import Diagnostic
    from goodword.model.program import Program
    from goodword.probe.visit import Result
    from goodword.source.trees import Tree

SECONDS = 30
"""So long the host may take for an answer."""
Ask = Callable[[str], Any]
"""Asks GitHub for a path of its API; raises Failure where no answer comes."""
Probe = Callable[[str], "Result"]
"""Asks at the address of a portal by every rule."""


class Finding(NamedTuple):
    """What a check found.

    Attributes:
        state: `wrong` makes the command fail; `note` is worth a thought; `not asked` where the
            network was not allowed or there is nobody to ask.
        said: what is.
        do: what to do about it; may be empty.
    """

    state: Literal["ok", "wrong", "note", "not asked"]
    said: str
    do: str = ""


@dataclass(frozen=True)
class Surroundings:
    """The machine, the repository and the host of a program.

    Args:
        root: the program's folder.
        top: the top of the repository; the same where there is none.
        way: from the top to the program's folder, with a slash at its end.
        tree: the program's files.
        program: what they say; None where some cannot be read.
        owners: in what CODEOWNERS differs from what the program makes it; None where in nothing.
        now: the moment, with its zone.
        version: of the tool.
        commit: of the tool, where it was installed from one; else empty.
        python: the version of Python that runs.
        given: what a new program is given, by path.
        schemas: the folder of the schemas that check judges by.
        ask: asks the host; None where the network is not allowed.
        probe: asks at an address whether it is private; None as above.
    """

    root: Path
    top: Path
    way: str
    tree: Tree
    program: Program | None
    owners: Diagnostic | None
    now: datetime
    version: str
    commit: str
    python: tuple[int, int]
    given: Mapping[str, bytes]
    schemas: Path
    ask: Ask | None = None
    probe: Probe | None = None

    def held(self, path: str) -> bytes | None:
        """What a file beside the data holds, from the top; None where there is none."""
        return held(self.top, path)

    def git(self, *arguments: str) -> str | None:
        """What git says at the top; None where it says no, or there is none or no repository."""
        if isinstance(self._opened, Failure):
            return None
        try:
            return self._opened.run(*arguments).decode(errors="replace").strip()
        except Failure:
            return None

    def refused(self) -> tuple[str, str]:
        """Why git gives no answer at the top, and what to do about it."""
        if isinstance(self._opened, Failure):
            return self._opened.message, self._opened.hint
        return "git gives no answer", "git version says whether it runs"

    @cached_property
    def _opened(self) -> Repository | Failure:
        """The repository, or why it cannot be opened: one question for all checks."""
        try:
            return Repository(self.top)
        except Failure as failure:
            return failure

    def workflows(self) -> list[str]:
        """The workflows on the disk, by path from the top."""
        folder = self.top / ".github" / "workflows"
        return sorted(path.relative_to(self.top).as_posix() for path in folder.glob("*.y*ml"))

    def asked(self, path: str) -> Any:
        """What the host says to `repos/OWNER/NAME` and a path below it.

        Raises:
            Failure: nobody could be asked; the message says why.
        """
        if self.ask is None:
            raise Failure("the network is not asked without --online", "goodword doctor --online")
        return self.ask(f"repos/{{owner}}/{{repo}}{path}")


def by_gh(folder: Path) -> Ask:
    """Asks through `gh`, which has the login and knows the repository of a folder."""

    def ask(path: str) -> Any:
        command = ["gh", "api", "--method", "GET", path]
        try:
            run = subprocess.run(
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                timeout=SECONDS,
            )
        except FileNotFoundError:
            hint = "install gh (https://cli.github.com), then gh auth login"
            raise Failure("gh, which asks GitHub, is not installed", hint) from None
        except subprocess.TimeoutExpired:
            message = f"gh gave no answer in {SECONDS} seconds"
            raise Failure(message, "gh auth status says whether it reaches GitHub") from None
        except OSError as error:
            raise Failure(f"gh cannot be started: {error.strerror}") from None
        if run.returncode:
            lines = run.stderr.decode(errors="replace").strip().splitlines()
            message = f"gh says: {lines[0] if lines else 'nothing'}"
            raise Failure(message, "gh auth status says whether it reaches GitHub")
        try:
            return json.loads(run.stdout)
        except ValueError:
            raise Failure("gh answers with something else than JSON") from None

    return ask
