"""Set-up of the checkout: makes .venv and fills it from the locks; `make` calls this.

    python3 tools/set_up.py runtime|test|browser

Needs Python 3.11 with either python3-venv or pip, and nothing else. What a finished set-up was
made of is written down in .venv, so that the next call does nothing and needs no network; a
set-up that was cut short is taken up again.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

LOCKS = {
    "runtime": "requirements.txt",
    "test": "requirements-test.txt",
    "browser": "requirements-browser.txt",
}
"""The lock of each level, smallest first; each holds what the one before it holds."""
ALSO = ("pyproject.toml", "setup.py")
"""Files beside the locks that make a finished set-up out of date when they change."""
MINIMUM = (3, 11)


class Problem(Exception):
    """The set-up cannot go on; the message says what to do."""


def made_of(root: Path) -> str:
    """The digest of all locks and settings of the checkout."""
    digest = hashlib.sha256()
    for name in (*LOCKS.values(), *ALSO):
        data = (root / name).read_bytes()
        digest.update(f"{name} {len(data)}\n".encode() + data)
    return digest.hexdigest()


def call(command: list[str], **more: str) -> bool:
    """Run the command and say whether it succeeded; `more` is added to its environment."""
    try:
        run = subprocess.run(command, env={**os.environ, **more}, check=False)
    except OSError:
        return False
    return run.returncode == 0


def has_ensurepip() -> bool:
    """Whether this Python can put pip into an environment; Debian keeps that in python3-venv."""
    return importlib.util.find_spec("ensurepip") is not None


class Home:
    """The virtual environment of one checkout.

    Args:
        root: the checkout.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.python = self.folder / "bin" / "python"
        self.stamp = self.folder / "goodword-set-up.json"

    def works(self) -> bool:
        """Whether its Python starts and is new enough."""
        code = f"import sys; sys.exit(sys.version_info < {MINIMUM})"
        return self.python.exists() and call([str(self.python), "-c", code])

    def has_pip(self) -> bool:
        """Whether pip is installed in it."""
        code = "import importlib.util as u, sys; sys.exit(u.find_spec('pip') is None)"
        return call([str(self.python), "-c", code])

    def level(self) -> str | None:
        """The level that was finished from the locks as they are now and in this place."""
        try:
            stamp = json.loads(self.stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        same = isinstance(stamp, dict) and stamp.get("made_of") == made_of(self.root)
        if not same or stamp.get("root") != str(self.root) or not self.works():
            return None
        level = stamp.get("level")
        return level if level in LOCKS else None

    def make(self) -> None:
        """Make it, with pip in it where Python brings one, and without where it does not."""
        if self.folder.exists():
            print("set-up: .venv does not work here and is made anew", flush=True)
            shutil.rmtree(self.folder)
        venv = [sys.executable, "-m", "venv"]
        if has_ensurepip() and call([*venv, str(self.folder)]):
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        if not call([*venv, "--without-pip", str(self.folder)]):
            msg = "no virtual environment could be made: install python3-venv"
            raise Problem(msg)

    def pip(self, *arguments: str) -> None:
        """Run pip on this environment: its own, or that of the Python that made it."""
        if self.has_pip():
            command = [str(self.python), "-m", "pip"]
        else:
            command = [sys.executable, "-m", "pip", "--python", str(self.python)]
        # A setting of the user's that sends packages elsewhere would leave this place empty.
        quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_USER": "0"}
        for name in ("PIP_TARGET", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV"):
            os.environ.pop(name, None)
        if not call([*command, "install", "--quiet", *arguments], **quiet):
            msg = (
                "pip did not finish: the set-up needs the network once, and either"
                " python3-venv or python3-pip; run the same command again to go on"
            )
            raise Problem(msg)

    def fill(self, level: str) -> None:
        """Install the lock of the level and the package itself, then write down that it is done."""
        self.stamp.unlink(missing_ok=True)
        self.pip("--require-hashes", "-r", str(self.root / LOCKS[level]))
        self.pip("--no-deps", "--no-build-isolation", "-e", str(self.root))
        stamp = {"level": level, "made_of": made_of(self.root), "root": str(self.root)}
        draft = self.stamp.with_suffix(".part")
        draft.write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")
        draft.replace(self.stamp)


def set_up(root: Path, wanted: str) -> None:
    """Bring the checkout to the wanted level, or find that it is there already."""
    home = Home(root)
    order = list(LOCKS)
    level = home.level()
    if level is not None and order.index(level) >= order.index(wanted):
        return
    print(f"set-up: filling .venv from {LOCKS[wanted]} (once; needs the network)", flush=True)
    if not home.works():
        home.make()
    home.fill(wanted)


def main(arguments: list[str]) -> int:
    """Exit code 0 when set up, 2 for a wrong call, 3 when it could not be done."""
    if len(arguments) != 1 or arguments[0] not in LOCKS:
        print(f"usage: python3 tools/set_up.py {'|'.join(LOCKS)}", file=sys.stderr)
        return 2
    if sys.version_info < MINIMUM:
        found = ".".join(map(str, sys.version_info[:2]))
        print(
            f"set-up: Python 3.11 or newer is needed and this is {found}:"
            " name another, as in make PYTHON=python3.12",
            file=sys.stderr,
        )
        return 3
    try:
        set_up(Path(__file__).resolve().parent.parent, arguments[0])
    except (Problem, OSError) as problem:
        print(f"set-up: {problem}", file=sys.stderr)
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
