"""What goodword lays beside the data of a program that is the same in every one."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from goodword.edits.beside import ATTRIBUTES
from goodword.model.paths import DOCUMENTS, ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_IGNORED = "# Made by the tool, by Python and by editors; none of it is the program's.\n"
_IGNORE = ("/.goodword/", "/.venv/", "*~", ".DS_Store")


def same_everywhere(given: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files that are the same in every program, by path.

    Args:
        given: those of them that lie in the package as they are.
    """
    files = dict(given)
    files[".gitattributes"] = ATTRIBUTES.encode()
    files[".gitignore"] = (_IGNORED + "".join(f"{line}\n" for line in _IGNORE)).encode()
    files |= {path: _json(value) for path, value in _editor()}
    return files


def _editor() -> Iterator[tuple[str, dict[str, object]]]:
    """Settings of editors: which schema a file has, also before it says so itself."""
    mapped: dict[str, list[str]] = {}
    for row in ROWS:
        if row.kind in DOCUMENTS:
            glob = re.sub(r"\*(?:-\*)*", "*", re.sub(r"<[^>]+>", "*", row.form))
            mapped.setdefault(f"./schemas/{row.kind}.schema.json", []).append(glob)
    yield (
        ".vscode/settings.json",
        {
            "yaml.schemas": mapped,
            "yaml.format.enable": False,
            "[yaml]": {"editor.tabSize": 2, "editor.insertSpaces": True},
            "files.eol": "\n",
            "files.insertFinalNewline": True,
            "search.exclude": {".goodword": True},
        },
    )
    yield ".vscode/extensions.json", {"recommendations": ["redhat.vscode-yaml"]}


def _json(value: object) -> bytes:
    return (json.dumps(value, indent=2) + "\n").encode()
