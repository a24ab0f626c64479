"""The style sheets of a portal as one file: what a page waits for before it shows anything.

The theme's own sheets style everything that a documentation site may have; what no page of a
portal can have is left out. A rule stays while each class and id that it names is a word of the
pages, templates or scripts, so that a class which a script puts together is the one that is lost.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Mapping

NAMES = re.compile(r"[A-Za-z_][\w-]*")
"""What may be a class in a page, a template or a script."""
_NAMED = re.compile(r"[.#](-?[A-Za-z_][\w-]*)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|url\([^)\"']*\)|\[[^\]]*\]")
_PROPERTY = re.compile(r"(--[\w-]+)\s*:")
_USED = re.compile(r"var\(\s*(--[\w-]+)")
_MOVES = re.compile(r"animation(?:-name)?\s*:[^;}]*")
GROUPS = ("@media", "@supports", "@layer", "@container")
"""Rules that hold rules."""


def _blocks(css: str) -> Iterator[tuple[str, str | None]]:
    """Rules one after the other: what stands before the brace, and what is in it.

    None stands for a rule without braces, such as `@charset`.
    """
    start = depth = 0
    head = ""
    places = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|url\([^)\"']*\)|[{};]")
    for found in places.finditer(css):
        sign = found.group()
        if sign == "{":
            if not depth:
                head, start = css[start : found.start()].strip(), found.end()
            depth += 1
        elif sign == "}":
            depth -= 1
            if not depth:
                yield head, css[start : found.start()]
                start = found.end()
        elif sign == ";" and not depth:
            yield css[start : found.start()].strip(), None
            start = found.end()


def _split(text: str, at: str) -> list[str]:
    """Parts between separators that stand in no bracket and no quotes."""
    parts, depth, start = [], 0, 0
    for found in re.finditer(_QUOTED.pattern + rf"|[()]|{at}", text):
        sign = found.group()
        if sign == at and not depth:
            parts.append(text[start : found.start()])
            start = found.end()
        elif sign in "()":
            depth += 1 if sign == "(" else -1
    return [*parts, text[start:]]


def _fits(selector: str, words: Container[str]) -> bool:
    # What must not be there (`:not(.x)`) is no reason to leave a rule out.
    bare = re.sub(r":not\([^()]*\)", "", _QUOTED.sub("", selector))
    return all(name in words for name in _NAMED.findall(bare))


def _kept(css: str, part: Callable[[str, str], str]) -> str:
    """The rules of a sheet, each as `part` has it, also those in groups; empty ones are left out.

    Args:
        css: the rules.
        part: a selector and what is in the braces become a rule, or nothing.
    """
    made = []
    for head, body in _blocks(css):
        if body is None:
            made.append(f"{head};")
        elif head.startswith(GROUPS):
            inner = _kept(body, part)
            made.append(f"{head}{{{inner}}}" if inner else "")
        elif head.startswith("@"):
            made.append(f"{head}{{{body}}}")
        else:
            made.append(part(head, body))
    return "".join(made)


def _rules(css: str, words: Container[str]) -> str:
    """The rules whose classes and ids are all among the words."""

    def part(head: str, body: str) -> str:
        fitting = [each for each in _split(head, ",") if _fits(each, words)]
        return f"{','.join(fitting)}{{{body}}}" if fitting else ""

    return _kept(css, part)


def _properties(css: str, used: Container[str]) -> str:
    """The rules without properties of our own kind (`--x`) that nothing asks for."""

    def wanted(stated: str) -> bool:
        found = _PROPERTY.match(stated.strip())
        return bool(stated.strip()) and (found is None or found[1] in used)

    def part(head: str, body: str) -> str:
        stated = [each for each in _split(body, ";") if wanted(each)]
        return f"{head}{{{';'.join(stated)}}}" if stated else ""

    return _kept(css, part)


def _still(css: str) -> str:
    """The rules without movements that nothing names."""
    named = {word for each in _MOVES.findall(css) for word in NAMES.findall(each)}
    kept = []
    for head, body in _blocks(css):
        if "keyframes" in head.partition(" ")[0] and head.split()[-1] not in named:
            continue
        kept.append(f"{head};" if body is None else f"{head}{{{body}}}")
    return "".join(kept)


def pruned(css: str, words: Container[str], asked: str = "") -> str:
    """A style sheet without what can never hold.

    Args:
        css: a whole style sheet.
        words: every name that a page may have as a class or an id.
        asked: other style sheets and scripts, which may ask for its properties.
    """
    made = _still(_rules(_COMMENT.sub("", css), words))
    while True:
        used = set(_USED.findall(made)) | set(_USED.findall(asked))
        smaller = _properties(made, used)
        if smaller == made:
            return made
        made = smaller


def _lean(css: str) -> str:
    """A sheet written by hand without its comments, and with one blank where there are many."""
    parts = re.split(rf"({_QUOTED.pattern})", _COMMENT.sub("", css))
    return "".join(
        part if at % 2 else re.sub(r"\s*([{};,])\s*", r"\1", re.sub(r"\s+", " ", part))
        for at, part in enumerate(parts)
    ).strip()


def joined(theme: Mapping[str, str], ours: str, words: Container[str], scripts: str) -> str:
    """The one sheet: those of the theme, each pruned, then ours.

    Args:
        theme: the theme's sheets by path, in the order in which pages have them.
        ours: what comes after them.
        words: every name that a page may have as a class or an id.
        scripts: what else may ask for the theme's properties.
    """
    asked = f"{ours}\n{scripts}"
    # The theme's script marks what the keyboard is on; browsers do so by themselves.
    every = "".join(theme.values()).replace(".focus-visible", ":focus-visible")
    return pruned(every, words, asked) + _lean(ours)
