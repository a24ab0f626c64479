"""Puts schemas/, site/ and the lock into the wheel as `goodword/_data`; else: pyproject.toml."""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

CARRIED = ("schemas", "site", "requirements.txt")
"""What of the checkout the installed package carries; `goodword.resources` finds it."""


class BuildWithData(build_py):
    """The stock command, then a copy of what is carried; an editable install needs none."""

    def run(self) -> None:
        """Build the modules and, unless the install points back to the checkout, add the data."""
        super().run()
        if self.editable_mode:
            return
        root = Path(__file__).parent
        for name in CARRIED:
            target = Path(self.build_lib) / "goodword" / "_data" / name
            shutil.rmtree(target, ignore_errors=True)
            if (root / name).is_dir():
                shutil.copytree(root / name, target)
            elif (root / name).is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(root / name, target)


setup(cmdclass={"build_py": BuildWithData})
