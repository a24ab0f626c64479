"""How YAML text is written by hand-made templates: which strings need quotes, and how they get them.

A string stays plain only where every reader of YAML 1.1 and 1.2 takes it for that same string.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SCHEMA_LINE = "# yaml-language-server: $schema={up}schemas/{kind}.schema.json\n"
"""The first line of a file that the tool writes; `up` leads to the repository's root."""

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./()%+;?!'-]*(?:,? [A-Za-z0-9(+][A-Za-z0-9_./()%+;?!'-]*)*")
# Links are the one plain form with a colon: it is never followed by a space there.
_LINK = re.compile(r"https?://[A-Za-z0-9._~/+-]+(?:[?#&=%][A-Za-z0-9._~/+-]+)*")
_OTHER_TYPES = re.compile(
    r"y|n|yes|no|on|off|true|false|null|nan|inf|infinity|[0-9]+e[0-9]+", re.IGNORECASE
)


@lru_cache(maxsize=65536)
def quoted(text: str) -> str:
    """The text as a YAML scalar on one line: plain where that is safe everywhere, else quoted."""
    if (_PLAIN.fullmatch(text) and not _OTHER_TYPES.fullmatch(text)) or _LINK.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def flow(texts: Iterable[str]) -> str:
    """A list of texts on one line; each is quoted where a comma or a bracket could end it."""
    parts = (
        json.dumps(text, ensure_ascii=False) if set(text) & set(",[]{}") else quoted(text)
        for text in texts
    )
    return f"[{', '.join(parts)}]"


def words(texts: Mapping[str, str], indent: str) -> str:
    """A text that is shown, in several languages: the lines under its key.

    Args:
        texts: text by language tag.
        indent: what each line begins with.
    """
    return "".join(f"\n{indent}{tag}: {quoted(text)}" for tag, text in texts.items())


def schema_line(kind: str, depth: int) -> str:
    """The line that tells editors the schema of a file.

    Args:
        kind: the schema's name.
        depth: how many folders the file lies below the repository's root.
    """
    return SCHEMA_LINE.format(up="../" * depth, kind=kind)
