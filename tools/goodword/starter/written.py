"""What generated files are put together from: scalars, lists, texts in languages, first lines."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from goodword.edits.scalars import scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@lru_cache(maxsize=65536)
def quoted(text: str) -> str:
    """The text as a YAML scalar on one line: plain where that is safe everywhere, else quoted."""
    return scalar(text)


def flow(texts: Iterable[str]) -> str:
    """A list of texts on one line."""
    return f"[{', '.join(scalar(text, flow=True) for text in texts)}]"


def words(texts: Mapping[str, str], indent: str) -> str:
    """A text that is shown, in several languages: the lines under its key.

    Args:
        texts: text by language tag.
        indent: what each line begins with.
    """
    return "".join(f"\n{indent}{tag}: {quoted(text)}" for tag, text in texts.items())


def both(english: str, spanish: str, indent: str) -> str:
    """A text that is shown, in the two languages of a made-up program; as for `words`."""
    return words({"en": english, "es": spanish}, indent)


def schema_line(kind: str, depth: int) -> str:
    """The line that tells editors the schema of a file.

    Args:
        kind: the schema's name.
        depth: how many folders the file lies below the repository's root.
    """
    return f"# yaml-language-server: $schema={'../' * depth}schemas/{kind}.schema.json\n"
