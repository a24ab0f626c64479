"""Runs of the command in processes of their own, killed where one asks: started once, then forked.

Reads a line of JSON for each run: the arguments, and at which step it dies (0 for never), or after
how many seconds. A step is a thing done to the disk or over the wire; a mail has one in its middle.
Answers with a line: how the run ended, negative for a signal, and how many steps it had taken.
"""

from __future__ import annotations

import io
import json
import os
import signal
import smtplib
import socket
import ssl
import subprocess
import sys
import time
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from goodword.cli import main
from goodword.edits import disk
from goodword.source import around
from goodword.source.schemas import Schemas
from goodword.source.stats import look
from tests import shared_tool
from tests.conftest import ROOT
from tests.shared_schemas import once

_MANY = 400
"""So many bytes at once are a mail and no command."""


def _install(dies: int, told: int) -> None:
    """Count steps from here on, and die at one."""
    taken = 0

    def step() -> None:
        nonlocal taken
        taken += 1
        os.pwrite(told, f"{taken:6}".encode(), 0)
        if taken == dies:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(owner: Any, name: str) -> None:
        done = getattr(owner, name)

        def counted(*arguments: Any, **more: Any) -> Any:
            step()
            found = done(*arguments, **more)
            step()
            return found

        setattr(owner, name, counted)

    def in_parts(self: Any, data: bytes, flags: int = 0) -> None:
        view = memoryview(data)
        half = len(view) // 2 if len(view) > _MANY else len(view)
        sent(self, view[:half], flags)
        step()
        if half < len(view):
            sent(self, view[half:], flags)
            step()

    def at_once(*arguments: Any, **more: Any) -> socket.socket:
        found = connected(*arguments, **more)
        # Else the second half of a mail waits for a word on the first, which takes its time.
        found.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return found

    connected = socket.create_connection
    socket.create_connection = at_once
    sent = ssl.SSLSocket.sendall
    ssl.SSLSocket.sendall = in_parts  # type: ignore[method-assign, assignment] # for this process alone
    around(smtplib.SMTP, "getreply")
    os.fsync = os.fstat  # type: ignore[assignment] # it is killed, and no machine is
    around(os, "fsync")
    around(Path, "replace")
    around(Path, "unlink")
    around(disk, "write_file")


def _run(asked: dict[str, Any], told: int) -> tuple[int, int]:
    os.pwrite(told, b"     0", 0)
    child = os.fork()
    if child == 0:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for each in (1, 2):
            os.dup2(nowhere, each)
        _install(asked.get("dies", 0), told)
        os._exit(main(asked["arguments"]))
    if asked.get("after"):
        time.sleep(asked["after"])
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), int(os.pread(told, 6, 0))


def serve() -> None:
    """Run what is asked for until nothing more is."""
    setattr(Schemas, "load", staticmethod(once(Schemas.load)))  # noqa: B010 - here alone
    setattr(around, "look", shared_tool.once(look))  # noqa: B010 - here alone
    told = os.memfd_create("steps")
    for line in sys.stdin:
        asked = json.loads(line)
        if asked.get("here"):  # so that what is read once a process is read before the forks
            with redirect_stdout(io.StringIO()):
                main(asked["arguments"])
            print(json.dumps([0, 0]), file=sys.__stdout__, flush=True)
        else:
            print(json.dumps(_run(asked, told)), file=sys.__stdout__, flush=True)


class Forks:
    """The process that runs what it is asked for, each time in one of its own."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.mail_killed"],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": f"{ROOT}/tools"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def run(self, arguments: list[str], **more: Any) -> tuple[int, int]:
        """How a run ended, and how many steps it had taken."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        asked = json.dumps({"arguments": arguments, **more})
        print(asked, file=self._process.stdin, flush=True)
        code, steps = json.loads(self._process.stdout.readline())
        return code, steps

    def warm(self, root: Path, day: str) -> None:
        """Plan and judge once in the process that is forked: what is read and compiled once a
        process is then at hand in each run."""
        for asked in (["outbox", "--format", "json"], ["check"]):
            self.run(["--root", str(root), *asked, "--as-of", day], here=True)

    def close(self) -> None:
        """End it."""
        with self._process as process:
            assert process.stdin is not None
            process.stdin.close()


if __name__ == "__main__":
    serve()
