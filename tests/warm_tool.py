"""The tool as a process of its own, forked from one that has it at hand: for what surrounds it.

Workflows start the tool hundreds of times, and each start reads all of its modules. Here one
process has read them, and forks for each call: with the arguments, environment, folder and open
files of whoever calls. What the tool itself does when it starts is tested where that is started.
"""

from __future__ import annotations

import functools
import importlib
import json
import os
import pkgutil
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CLIENT = """\
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as asked:
    asked.connect(sys.argv[1])
    said = {"arguments": sys.argv[2:], "environment": dict(os.environ), "folder": os.getcwd()}
    data = json.dumps(said).encode()
    socket.send_fds(asked, [len(data).to_bytes(8, "big")], [0, 1, 2])
    asked.sendall(data)
    code = int(asked.makefile().read())
if code < 0:
    os.kill(os.getpid(), -code)
sys.exit(code)
"""
"""Asks for a run, and ends as that ended."""
SHARED: list[Path] = []
"""Where this run of the tests keeps shells (`tests.shared_builds`), once that is known."""


@functools.cache
def words() -> str:
    """What Python is given to run the tool, before the tool's own arguments.

    The process that forks is started on first use; it ends when this one does.
    """
    folder = Path(tempfile.mkdtemp(prefix="goodword-warm-"))
    (folder / "client.py").write_text(CLIENT, encoding="utf-8")
    shared = SHARED[0] if SHARED else folder
    # It holds its own end of the pipe for as long as this process lives.
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.warm_tool", str(folder), str(shared)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}/tools"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    KEPT.append(process)
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return f"-I -S {folder}/client.py {folder}/asked"


KEPT: list[subprocess.Popen[bytes]] = []


def close() -> None:
    """End the process that forks, if it was started."""
    for process in KEPT:
        with process:
            assert process.stdin is not None
            process.stdin.close()
    KEPT.clear()


def _run(asked: dict[str, Any], files: list[int]) -> None:
    """Be the tool, in a process that is this alone."""
    for number, each in enumerate(files):
        os.dup2(each, number)
        os.close(each)
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    time.tzset()
    sys.argv = ["-c", *asked["arguments"]]
    from goodword.cli import run  # noqa: PLC0415 - it is at hand by now

    try:
        run()
    except BaseException:  # noqa: BLE001 - as Python ends with whatever is not caught
        traceback.print_exc()
    os._exit(1)


def _answer(asking: socket.socket) -> None:
    """Run what is asked for in a process of its own, and say how that ended."""
    data, files, *_ = socket.recv_fds(asking, 8, 3)
    with asking.makefile("rb") as read:
        asked = json.loads(read.read(int.from_bytes(data, "big")))
    child = os.fork()
    if child == 0:
        asking.close()
        _run(asked, files)
    for each in files:
        os.close(each)
    _, status = os.waitpid(child, 0)
    with suppress(OSError):  # whoever asked was killed
        asking.sendall(str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def serve(folder: Path, shared: Path) -> None:
    """Read everything, then fork for whoever asks until standard input is closed.

    Args:
        folder: where one asks.
        shared: keeps shells.
    """
    import goodword  # noqa: PLC0415 - the tests' own process has no need of all of it
    from goodword.portal import engine  # noqa: PLC0415 - as above
    from goodword.source import around  # noqa: PLC0415 - as above
    from goodword.source.schemas import Schemas  # noqa: PLC0415 - as above
    from goodword.source.stats import look  # noqa: PLC0415 - as above
    from tests import shared_builds, shared_schemas, shared_tool  # noqa: PLC0415 - as above

    for each in pkgutil.walk_packages(goodword.__path__, "goodword."):
        if not each.name.endswith("__main__"):
            importlib.import_module(each.name)
    setattr(engine, "_mkdocs", shared_builds.once(engine._mkdocs, shared))  # noqa: B010 - here alone
    setattr(Schemas, "load", staticmethod(shared_schemas.once(Schemas.load)))  # noqa: B010 - here alone
    setattr(around, "look", shared_tool.once(look))  # noqa: B010 - here alone
    around.tool()
    setattr(os, "fsync", os.fstat)  # noqa: B010 - here alone, and as the tests' own process has it
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "asked"))
        listening.listen(64)
        os.write(1, b"ready\n")
        while True:
            ready, _, _ = select.select([listening.fileno(), 0], [], [])
            if 0 in ready:
                break
            asking, _ = listening.accept()
            if os.fork() == 0:
                listening.close()
                _answer(asking)
            asking.close()
            _reap()
    shutil.rmtree(folder, ignore_errors=True)


def _reap() -> None:
    """Let go of those that have ended."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


if __name__ == "__main__":
    serve(*map(Path, sys.argv[1:3]))
