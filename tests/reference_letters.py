"""The reference page of messages, from their slots and from the texts that are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.model.letter import ADDRESSES, BLOCKS, COMMON, OWN
from goodword.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PAGE = "docs/reference/messages.md"
_HEAD = """\
# Texts of messages

How they are written is in [Messages](../messages.md). A program's own text in
`program/messages/<language>/<template>.md` stands for the one below. `goodword check` refuses what
cannot be filled.

| writing | what it does |
|---|---|
| `# …` in the first line | the subject; without it the name of the program |
| `{{ slot }}` | is filled |
| `{% if slot %}`, `{% if not slot %}`, `{% else %}`, `{% endif %}` | keep or leave out lines |
| `[words]({{ page }})` | a link; its slot is one of those that are addresses |

## In every text
"""


def page() -> str:
    """The page as Markdown."""
    return "".join(_pieces())


def _pieces() -> Iterator[str]:
    yield f"{_HEAD}\n{_table(COMMON)}"
    texts = Texts("en")
    for name, slots in OWN.items():
        yield f"\n## {name}\n\n{_table(slots)}\n```markdown\n{texts.words[f'letter.{name}']}\n```\n"


def _table(slots: Mapping[str, str]) -> str:
    rows = [f"| `{name}` | {says}{_more(name)} |\n" for name, says in slots.items()]
    return "".join(["| slot | what stands there |\n", "|---|---|\n", *rows])


def _more(name: str) -> str:
    if name in ADDRESSES:
        return " An address."
    return " Stands alone on its line." if name in BLOCKS else ""
