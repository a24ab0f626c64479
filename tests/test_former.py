"""What earlier versions laid: every text that this version lays is on record for the next one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodword.edits.edit import digest
from goodword.resources import former_files, lock_file, starter_files
from goodword.starter.former import DIGESTS, PACKAGES, SHORT, Former, entry
from goodword.starter.laid import same_everywhere
from tests.conftest import ROOT
from tests.former_program import FOLDER, NAMES

if TYPE_CHECKING:
    import pytest

RECORDS = ROOT / "tools" / "goodword" / "starter" / "former"
RENEW = "pytest --bless tests/test_former.py puts what this version lays on record"


def test_a_file_that_this_version_lays_is_on_no_record(pytestconfig: pytest.Config) -> None:
    """The next version tells edits of it from its own text by this, and merges them."""
    held = former_files()
    names = re.findall(r"^([A-Za-z0-9._-]+)==", lock_file().decode(), re.MULTILINE)
    packages = "".join(f"{each}\n" for each in sorted({*names, *held[PACKAGES].decode().split()}))
    wanted = dict(entry(path, data) for path, data in same_everywhere(starter_files()).items())
    wanted[PACKAGES] = packages.encode()
    missing = {name: data for name, data in wanted.items() if held.get(name) != data}
    if pytestconfig.getoption("--bless"):
        for name, data in missing.items():
            (RECORDS / name).write_bytes(data)
        return
    assert not missing, RENEW


def test_a_record_is_of_another_text_than_its_name_says() -> None:
    for name, data in former_files().items():
        if name not in (DIGESTS, PACKAGES):
            path, _, text = data.partition(b"\n")
            assert name == f"{digest(text)[:SHORT]}.txt", name
            assert path.decode() in same_everywhere(starter_files()) or len(text) > 0, name


def test_what_an_earlier_version_laid_is_unknown() -> None:
    former = Former.read(former_files())
    for name in NAMES:
        files = (path for path in (FOLDER / name).rglob("*") if path.is_file())
        for file in files:
            path = file.relative_to(FOLDER / name).as_posix()
            if path.startswith((".github/", ".vscode/", "schemas/", ".git")) and not path.endswith(
                "CODEOWNERS"
            ):
                assert former.laid(path, digest(file.read_bytes())[:SHORT]), (name, path)
                assert former.knows(path), path
    assert not former.knows("README.md")
    assert not former.laid(".gitignore", digest(b"mine\n")[:SHORT])
    assert {"click", "ruamel-yaml", "setuptools"} <= former.packages
