"""Letters become HTML and plain text: Markdown first, then their slots are filled.

What fills a slot is never read as Markdown or as a template. A value is text and is escaped; a
`Prose` is Markdown of the program, sanitised by itself; a `Lines` is a list of ours.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from goodword.model.letter import ADDRESSES, BLOCKS, MARKS, letter, tokens
from goodword.rendering.prose import linked, markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Template

    from goodword.model.letter import Token

LONGEST_SUBJECT = 150
"""Letters of a subject; what is longer ends in an ellipsis."""
_OPEN, _CLOSE = MARKS[0], MARKS[1]
_LINK = re.compile(r"\[([^][\n]+)\]\(([^()\s]+)\)")
_WITHIN = re.compile(r"<a [^>]*>.*?</a>", re.DOTALL)
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
        _plain.from_string(_Marked(subject).plain()),
        _html.from_string(_Marked(body).page()),
        _plain.from_string(_Marked(body).plain()),
    )


class _Marked:
    """A text with marks where its slots and steps are, so that it can be made into another.

    Whatever the text says besides comes out as text: Jinja sees no bracket but those that are put
    in for marks. Marks hold a digest of the text, so that none of its words, entities or escapes
    can be one.

    Args:
        text: of a letter, of which `model.letter.faults` finds nothing wrong.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._found = tuple(tokens(text))
        digest = sha256(text.encode()).hexdigest()[:32]
        self._begin = f"{_OPEN}{digest}x"
        self._mark = re.compile(f"{self._begin}([0-9]+){_CLOSE}")
        self._alone = re.compile(f"<p>{self._begin}([0-9]+){_CLOSE}</p>")
        self._place = f"https://{digest}.invalid/"

    def plain(self) -> str:
        """The template of the plain text."""
        marked = _LINK.sub(r"\1 <\2>", self._marked(lambda _: False))
        return self._mark.sub(lambda at: self._step(at[1]), marked.replace("{", '{{ "{" }}'))

    def page(self) -> str:
        """The template of the HTML."""
        made = str(linked(self._marked(self._stands_alone), self._address))
        # Markdown reads entities and escapes: brackets may be there now that nobody wrote.
        made = made.replace("{", "&#123;").replace("}", "&#125;")
        made = self._alone.sub(
            lambda at: self._step(at[1]) if self._stands_alone(self._found[int(at[1])]) else at[0],
            made,
        )
        made = re.sub(f"{re.escape(self._place)}([0-9]+)", lambda at: self._step(at[1]), made)
        made = _WITHIN.sub(lambda at: self._mark.sub(lambda in_: self._step(in_[1]), at[0]), made)
        return self._mark.sub(lambda at: self._shown(at[1]), made)

    def _marked(self, alone: Callable[[Token], bool]) -> str:
        """The text with its marks; those of what stands alone are paragraphs of their own."""
        text, last = [], 0
        for number, each in enumerate(self._found):
            mark = f"{self._begin}{number}{_CLOSE}"
            text += [self._text[last : each.start], f"\n\n{mark}\n\n" if alone(each) else mark]
            last = each.end
        return "".join([*text, self._text[last:]])

    @staticmethod
    def _stands_alone(each: Token) -> bool:
        return bool(each.say) or each.slot in BLOCKS

    def _step(self, number: str) -> str:
        each = self._found[int(number)]
        if each.say:
            return f"{{% {each.say} {each.slot} %}}" if each.slot else f"{{% {each.say} %}}"
        return f"{{{{ {each.slot} }}}}"

    def _shown(self, number: str) -> str:
        each, said = self._found[int(number)], self._step(number)
        return f'<a href="{said}">{said}</a>' if each.slot in ADDRESSES and not each.say else said

    def _address(self, link: str) -> str:
        """Where a link leads: to the address that fills a slot, or where it says; else nowhere."""
        said = unquote(link)
        slot = self._mark.fullmatch(said)
        if slot and self._found[int(slot[1])].slot in ADDRESSES:
            return f"{self._place}{slot[1]}"
        return "" if self._begin in said else link


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
