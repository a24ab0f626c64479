"""Whoever deletes what is kept between runs, while a command runs, changes nothing of what it says.

A copy of one process runs the command again and again; each time the folder is gone from another
moment on: before the next thing that is asked of the system and that Python tells of.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parent / "example"
MOMENTS = 12
SCRIPT = """
import os, shutil, sys
from goodword.cli.main import main
from goodword.source import answers

answers._SETTLED = 0  # nobody works on the tool meanwhile
root, moments, *arguments = sys.argv[1:]
kept = os.path.join(root, ".goodword")
main(["--root", root, *arguments, "--help"])  # whatever is imported, once

def once(gone):
    there, here = os.pipe()
    if pid := os.fork():
        os.close(here)
        with os.fdopen(there, "rb") as told:
            said = told.read()
        os.waitpid(pid, 0)
        output, _, last = said.rpartition(b"\\n")
        return output, *map(int, last.split())
    os.dup2(here, 1)
    os.dup2(here, 2)
    seen = 0

    def watch(event, _):
        nonlocal seen
        if event == "open" or event.startswith(("os.", "subprocess", "tempfile")):
            seen += 1
            if seen == gone:
                shutil.rmtree(kept, ignore_errors=True)

    sys.addaudithook(watch)
    code = main(["--root", root, *arguments])
    sys.stdout.flush()
    os.write(here, b"\\n%d %d" % (code, seen))
    os._exit(0)

def before(warm):
    shutil.rmtree(kept, ignore_errors=True)
    for _ in range(2 * warm):
        once(-1)

for warm in (False, True):
    before(warm)
    *right, count = once(-1)
    assert count > 100
    for gone in range(1, count + 1, max(1, count // int(moments))):
        before(warm)
        *said, _ = once(gone)
        if said != right:
            sys.exit(f"{gone} of {count}, warm {warm}: {said} and not {right}")
"""


@pytest.mark.parametrize("arguments", [("check",), ("record", "ana")])
def test_a_cache_that_goes_while_a_command_runs_changes_what_it_says(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    root = shutil.copytree(EXAMPLE, tmp_path / "it")
    time.sleep(3)  # so that nothing of it is too young to be kept
    said = (str(root), str(MOMENTS), *arguments, "--as-of", "2026-07-01")
    done = subprocess.run(
        (sys.executable, "-c", SCRIPT, *said),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
