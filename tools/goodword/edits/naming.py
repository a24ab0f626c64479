"""Names for what is new: ids made of people's and things' names, numbers for records alike."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from anyascii import anyascii

from goodword.source.names import is_reserved

if TYPE_CHECKING:
    from collections.abc import Container

LONGEST = 40
"""Characters of an id."""


def identifier(name: str) -> str:
    """The id that a name gives: plain lower-case letters and digits with single hyphens.

    Returns:
        at most `LONGEST` characters; empty where nothing of the name is left.
    """
    plain = re.sub(r"[^a-z0-9]+", "-", anyascii(name).replace("'", "").lower()).strip("-")
    return plain[:LONGEST].strip("-")


def free_identifier(wanted: str, taken: Container[str]) -> str:
    """The id, or with the first number behind it that makes it another than those taken.

    One that no disk of Windows can hold counts as taken.
    """
    if wanted not in taken and not is_reserved(wanted):
        return wanted
    for number in itertools.count(2):
        found = f"{wanted[: LONGEST - len(str(number)) - 1].rstrip('-')}-{number}"
        if found not in taken:
            return found
    raise AssertionError(wanted)


def free_record(path: str, taken: Container[str]) -> str:
    """The path of a record, with `.2`, `.3` … before its ending where that name is taken.

    Args:
        path: POSIX path that ends in `.yml`.
        taken: paths that are there.
    """
    if path not in taken:
        return path
    stem = path.removesuffix(".yml")
    for number in itertools.count(2):
        found = f"{stem}.{number}.yml"
        if found not in taken:
            return found
    raise AssertionError(path)
