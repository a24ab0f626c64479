"""Letters become HTML and plain text: Markdown first, then their slots are filled.

What fills a slot is never read as Markdown or as a template. A value is text and is escaped; a
`Prose` is Markdown of the program, sanitised by itself; a `Lines` is a list of ours.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from goodword.model.letter import ADDRESSES, BLOCKS, MARKS, letter, tokens
from goodword.rendering.prose import linked, markdown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Template

    from goodword.model.letter import Token

LONGEST_SUBJECT = 150
"""Letters of a subject; what is longer ends in an ellipsis."""
_OPEN, _CLOSE = MARKS[0], MARKS[1]
_MARKED = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_ALONE = re.compile(f"<p>{_OPEN}([0-9]+){_CLOSE}</p>")
_PLACE = "https://slot.invalid/"
_PLACED = re.compile(f"{_PLACE}([0-9]+)")
_LINK = re.compile(r"\[([^\]\n]+)\]\(([^)\s]+)\)")
_GAPS = re.compile(r"\n{3,}")


class Prose(NamedTuple):
    """A Markdown text of the program, of several lines; `language` where it is not the letter's."""

    text: str
    language: str = ""


class Lines(NamedTuple):
    """A list: each line is a text, and the address that it leads to, or nothing."""

    lines: tuple[tuple[str, str], ...]


Value = str | Prose | Lines


class Filled(NamedTuple):
    """A letter that is ready: `subject` is one line, `html` the inside of a body."""

    subject: str
    html: str
    text: str


_html = ImmutableSandboxedEnvironment(
    autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_plain = ImmutableSandboxedEnvironment(
    autoescape=False,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=False,
)


class _Made(NamedTuple):
    subject: Template
    html: Template
    text: Template


def filled(text: str, values: Mapping[str, Value], subject: str = "") -> Filled:
    """The letter with its slots filled.

    Args:
        text: of the letter, of which `model.letter.faults` finds nothing wrong.
        values: of all its slots.
        subject: of a letter that has none.
    """
    made = _made(text)
    plain = {name: _as_text(each) for name, each in values.items()}
    rich = {name: _as_html(name, each) for name, each in values.items()}
    said = _GAPS.sub("\n\n", made.text.render(plain)).strip("\n") + "\n"
    return Filled(one_line(made.subject.render(plain) or subject), made.html.render(rich), said)


def one_line(text: str) -> str:
    """A text as a subject: one line, without control characters, not too long."""
    quiet = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return quiet if len(quiet) <= LONGEST_SUBJECT else f"{quiet[: LONGEST_SUBJECT - 1].rstrip()}…"


@lru_cache(maxsize=256)
def _made(text: str) -> _Made:
    subject, body = letter(text)
    return _Made(
        _plain.from_string(subject),
        _html.from_string(_template(body)),
        _plain.from_string(_LINK.sub(r"\1 <\2>", _joined(body))),
    )


def _joined(body: str) -> str:
    """The body with no blanks within its slots, so that a link's address is one word."""
    for each in reversed(tuple(tokens(body))):
        if not each.say:
            body = f"{body[: each.start]}{{{{{each.slot}}}}}{body[each.end :]}"
    return body


def _template(body: str) -> str:
    """The HTML of a body, with its slots and steps in it as Jinja has them."""
    found = tuple(tokens(body))
    text, last = [], 0
    for number, each in enumerate(found):
        mark = f"{_OPEN}{number}{_CLOSE}"
        alone = each.say or each.slot in BLOCKS
        text += [body[last : each.start], f"\n\n{mark}\n\n" if alone else mark]
        last = each.end
    made: str = linked("".join([*text, body[last:]]), _address)

    def step(number: str) -> str:
        each = found[int(number)]
        if each.say:
            return f"{{% {each.say} {each.slot} %}}" if each.slot else f"{{% {each.say} %}}"
        return f"{{{{ {each.slot} }}}}"

    def shown(number: str) -> str:
        said = step(number)
        if found[int(number)].say or found[int(number)].slot not in ADDRESSES:
            return said
        return f'<a href="{said}">{said}</a>'

    made = _ALONE.sub(lambda at: step(at[1]) if _block(found[int(at[1])]) else at[0], made)
    made = _PLACED.sub(lambda at: step(at[1]), made)
    return _MARKED.sub(lambda at: shown(at[1]), made)


def _block(each: Token) -> bool:
    return bool(each.say) or each.slot in BLOCKS


def _address(link: str) -> str:
    """Where a link leads: to what fills a slot, or where it says."""
    slot = _MARKED.fullmatch(unquote(link))
    return f"{_PLACE}{slot[1]}" if slot else link


def _as_html(name: str, value: Value) -> Markup | str:
    if isinstance(value, Prose):
        if not value.text:
            return ""
        made, tag = markdown(value.text), escape(value.language)
        if not tag:
            return made
        return Markup(f'<div lang="{tag}" dir="auto">{made}</div>')  # noqa: S704 - sanitised
    if isinstance(value, Lines):
        if not value.lines:
            return ""
        rows = (
            f'<li><a href="{escape(address)}"><bdi>{escape(text)}</bdi></a></li>'
            if address
            else f"<li><bdi>{escape(text)}</bdi></li>"
            for text, address in value.lines
        )
        return Markup(f"<ul>\n{chr(10).join(rows)}\n</ul>")  # noqa: S704 - escaped above
    if name in ADDRESSES or not value:
        return value
    return Markup("<bdi>{}</bdi>").format(value)


def _as_text(value: Value) -> str:
    if isinstance(value, Prose):
        return value.text.strip("\n")
    if isinstance(value, Lines):
        return "\n".join(
            f"- {one_line(text)}{f' <{address}>' if address else ''}"
            for text, address in value.lines
        )
    return value
