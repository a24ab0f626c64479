"""The form of a program's data: of which version its files are, and which this tool reads.

One function says so for every command: `check` shows what it finds, and whatever else loads a
program refuses by the same words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Diagnostic, Failure, Place
from goodword.source.schemas.fields import key

if TYPE_CHECKING:
    from goodword.source.schemas import Schemas

KEY = "schema_version"
"""The key of program.yml that states it."""
FIRST = 1
"""What files are of that state none."""
UPGRADE = "goodword upgrade"
"""What moves a program to this version."""
RULE = "schema-version"


def known(schemas: Schemas) -> int:
    """The form that schemas judge by: the highest that program.yml may state."""
    found: int = schemas.documents["program"]["properties"][KEY]["maximum"]
    return found


def newest() -> int:
    """The form that the installed schemas judge by, which a new program states."""
    found: int = key("program", "", (KEY,))["maximum"]
    return found


def stated(settings: Any) -> int:
    """The form that the settings of a program state; the first where they state none.

    Args:
        settings: what program.yml says, which may be anything.
    """
    found = settings.get(KEY, FIRST) if isinstance(settings, dict) else FIRST
    return found if type(found) is int and found >= FIRST else FIRST


def outdated(settings: Any, path: str, schemas: Schemas) -> Diagnostic | None:
    """What is said of files of an older form; None where they are of the one that is read.

    Args:
        settings: what program.yml says, which may be anything.
        path: of that file.
        schemas: the definitions of shape.

    Raises:
        Failure: they are of a newer form, so that whatever were said of them would be wrong.
    """
    theirs, ours = stated(settings), known(schemas)
    if theirs > ours:
        raise Failure(
            f"{path} states {KEY} {theirs}, and this goodword reads up to {ours}: the program was"
            " made for a newer version",
            "install the one that the program pins: pip install --require-hashes -r"
            " requirements.txt, and -r goodword.txt in a call of its own where there is one",
        )
    if theirs == ours:
        return None
    return Diagnostic(
        Place(path, (KEY,) if isinstance(settings, dict) and KEY in settings else ()),
        RULE,
        f"the files are of form {theirs}, and this goodword reads form {ours}",
        f"{UPGRADE} shows what it would change, {UPGRADE} --write changes it",
    )
