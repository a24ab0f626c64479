"""What libyaml says of a file that is no YAML, in words that say how to mend it."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_QUOTE = "quote the value"
_INDENT = "keys of one mapping begin in the same column"

_WORDS: dict[str, tuple[str, str]] = {
    "mapping values are not allowed in this context": (
        "a colon and a space where no key can stand",
        f"{_QUOTE} where the colon belongs to it, else check the indentation",
    ),
    "mapping keys are not allowed in this context": (
        "a `?` where no key can stand",
        f"{_QUOTE} where it belongs to it",
    ),
    "block sequence entries are not allowed in this context": (
        "a list item where none can stand",
        "put the first `-` on a line of its own",
    ),
    "could not find expected ':'": (
        "a key without its colon",
        "write `key: value`, with a space; a text of several lines is indented below its key",
    ),
    "did not find expected key": ("expected a key of the mapping", _INDENT),
    "did not find expected '-' indicator": (
        "expected the next item of the list, which begins with `- `",
        "items of one list begin in the same column",
    ),
    "did not find expected ',' or ']'": (
        "expected a comma or the closing `]` of the list",
        f"{_QUOTE} where the bracket belongs to it",
    ),
    "did not find expected ',' or '}'": (
        "expected a comma or the closing `}` of the mapping",
        f"{_QUOTE} where the brace belongs to it",
    ),
    "did not find expected node content": ("expected a value", _QUOTE),
    "did not find expected <document start>": (
        "something stands after the end of the document",
        f"{_INDENT}; a file holds one document",
    ),
    "did not find expected whitespace or line break": ("expected a space", _QUOTE),
    "did not find expected comment or line break": (
        "expected the end of the line",
        "text after `|` or `>` begins on the next line",
    ),
    "did not find expected alphabetic or numeric character": (
        "expected a name after `&` or `*`",
        f"{_QUOTE}: a text cannot begin with `&` or `*`",
    ),
    "found unknown escape character": (
        "an escape that double quotes do not know",
        "write the backslash twice, or use single quotes",
    ),
    "found invalid Unicode character escape code": (
        "an escape that is no character of Unicode",
        "write the character itself",
    ),
    "did not find expected hexdecimal number": (
        "expected hexadecimal digits after the backslash",
        "write the backslash twice, or use single quotes",
    ),
    "found unexpected ':'": ("a colon where none can stand", _QUOTE),
    "found unexpected document indicator": (
        "the document ends inside a quoted text",
        "indent the text, or close its quotes",
    ),
    "found a tab character that violates indentation": (
        "a tab where spaces are expected",
        "indent with spaces",
    ),
    "found a tab character where an indentation space is expected": (
        "a tab where spaces are expected",
        "indent with spaces",
    ),
    "found undefined tag handle": (
        "a tag that is not defined",
        f"{_QUOTE}: a text cannot begin with `!`",
    ),
    "found an indentation indicator equal to 0": (
        "an indentation of 0 after `|` or `>`",
        "leave the number out",
    ),
}
_DIRECTIVES = ("while scanning a %", "while scanning a directive", "while parsing a %")


class Point(NamedTuple):
    """A character of a text: line and column count from 0."""

    line: int
    column: int


class Error(NamedTuple):
    """What is wrong, how to mend it, and where it is seen."""

    message: str
    hint: str
    point: Point


def explain(
    context: str | None, problem: str | None, begun: Point | None, seen: Point, lines: list[str]
) -> Error:
    """The words for an error of libyaml's scanner or parser.

    Args:
        context: what it was reading, in its words.
        problem: what it met, in its words.
        begun: where that which it was reading begins.
        seen: where it stopped.
        lines: the text.
    """
    merge = next((number for number, line in enumerate(lines) if _MERGE.match(line)), None)
    if merge is not None:
        message = "a merge that was not finished: both sides and the marks of git stand here"
        return Error(message, "keep what holds, and delete the three marked lines", Point(merge, 0))
    found = _misplaced(seen, lines) if problem in _MISPLACED else None
    found = found or _explain(context or "", problem or "", begun, seen, lines)
    return _blank(found.point.line, lines) or found


def _explain(
    context: str, problem: str, begun: Point | None, seen: Point, lines: list[str]
) -> Error:
    if problem == "found character that cannot start any token":
        return _beginning(seen, lines)
    above = None
    if problem == "mapping values are not allowed in this context":
        above = _line_without_colon(lines, seen.line)
    elif problem == _COLON_MISSING:
        above = begun
    if above is not None:
        found = _item_without_space(above.line, lines) or _open_quotes(above, lines)
        return found or Error(*_WORDS[_COLON_MISSING], above)
    if begun is not None:
        opened = _opened(context, problem, begun, seen, lines)
        if opened is not None:
            return opened
    message, hint = _WORDS.get(problem, (f"the text cannot be read: {problem}", _QUOTE))
    if context.startswith(_DIRECTIVES) or problem in _DIRECTIVE_PROBLEMS:
        message, hint = "a directive, expected the document alone", "delete the line"
    elif context.endswith("a tag"):
        message, hint = "a tag that cannot be read", f"{_QUOTE}: a text cannot begin with `!`"
    elif begun and begun.line != seen.line and context in _OPENED:
        message += f"; {_OPENED[context]} begins on line {begun.line + 1}"
    return Error(message, hint, seen)


def _item_without_space(number: int, lines: list[str]) -> Error | None:
    """A dash that its text follows at once, where the line above is an item or opens a list."""
    found = _NO_ITEM.match(lines[number])
    before = next((each for each in reversed(lines[:number]) if each.strip()), "")
    if found is None or not (_DASH.match(before) or before.rstrip().endswith(":")):
        return None
    hint = f"put a space after the dash: - {found[2].strip()}"
    return Error("an item of a list without its space", hint, Point(number, len(found[1])))


def _blank(number: int, lines: list[str]) -> Error | None:
    """A blank in a line that looks like a space to people and to nobody else."""
    found = _NO_SPACE.search(lines[number]) if number < len(lines) else None
    if found is None:
        return None
    name = unicodedata.name(found[1]).lower()
    message = f"{name} U+{ord(found[1]):04X} where a plain space belongs"
    hint = "replace it; editors may not show the difference"
    if unicodedata.category(found[1]) == "Cf":
        message = f"{name} U+{ord(found[1]):04X} beside what the syntax needs"
        hint = "delete it; editors may not show it"
    return Error(message, hint, Point(number, found.start(1)))


def _beginning(seen: Point, lines: list[str]) -> Error:
    """A character that no value begins with."""
    line = lines[seen.line] if seen.line < len(lines) else ""
    character = line[seen.column : seen.column + 1]
    if character == "\t":
        return Error("a tab where spaces are expected", "indent with spaces", seen)
    shown = "a backtick" if character == "`" else f"`{character}`"
    return Error(f"a value cannot begin with {shown}", _QUOTE, seen)


def _misplaced(seen: Point, lines: list[str]) -> Error | None:
    """A dash beside the column of the item above, or a key among the items of a list."""
    line = lines[seen.line] if seen.line < len(lines) else ""
    column = len(line) - len(line.lstrip(" "))
    dashes = [number for number in range(seen.line) if _DASH.match(lines[number])]
    if not dashes:
        return None
    item = lines[dashes[-1]]
    above = len(item) - len(item.lstrip(" "))
    if _DASH.match(line) and column != above:
        side = "less" if column < above else "more"
        message = f"indented {side} than the item above, on line {dashes[-1] + 1}"
        return Error(
            message, "items of one list begin in the same column", Point(seen.line, column)
        )
    if _DASH.match(line):
        return _below_a_key(seen, column, dashes[-1], lines)
    key = _KEY.match(line)
    if key is None or column < above:
        return None
    for number in range(dashes[-1] - 1, -1, -1):
        owner = _KEY.match(lines[number])
        if owner and len(owner[1]) <= above and not lines[number][owner.end() :].strip():
            message = f"`{key[2]}` stands among the items of `{owner[2]}`"
            hint = f"begin it in the column of `{owner[2]}` on line {number + 1}"
            return Error(message, f"{hint}, or of the keys of the item above", seen)
    return None


def _below_a_key(seen: Point, column: int, item: int, lines: list[str]) -> Error | None:
    """An item that landed below a key which came after its list."""
    for number in range(seen.line - 1, item, -1):
        key = _KEY.match(lines[number])
        if key and len(key[1]) <= column and lines[number][key.end() :].strip():
            message = f"an item of a list below `{key[2]}`, which is none"
            hint = f"put it above line {number + 1}, below the items that it belongs to"
            return Error(message, hint, Point(seen.line, column))
    return None


def _opened(
    context: str, problem: str, begun: Point, seen: Point, lines: list[str]
) -> Error | None:
    """Quotes or brackets that open somewhere and are not closed, or lack a comma."""
    if problem == "found unexpected end of stream" and "quoted" in context:
        return Error("the quotes that open here are never closed", "close them", begun)
    if problem in _UNCLOSED and begun.line < seen.line:
        between = lines[begun.line : seen.line]
        above = begun.line + max(n for n, text in enumerate(between) if n == 0 or text.strip())
        goes_on = seen.line < len(lines) and lines[seen.line].lstrip()[:1] in _JSON
        end = len(lines[above].rstrip())
        if goes_on and lines[above][end - 1 : end] not in ("[", "{", ",", ":", ""):
            return Error("a comma is missing at the end of this line", "add it", Point(above, end))
        what = f"the {_UNCLOSED[problem]} that opens here is not closed before line"
        return Error(f"{what} {seen.line + 1}, or lacks a comma", "close it", begun)
    return None


def after_quotes(
    start: Point, end: Point, seen: Point, problem: str, lines: list[str]
) -> Error | None:
    """The words for a text that goes on behind its closing quotes, or None where it does not.

    Args:
        start: where the last quoted text before the error opens.
        end: behind its closing quotes.
        seen: where the parser stopped.
        problem: what it met, in its words.
        lines: the text.
    """
    if end.line != seen.line:
        return None
    if start.line < end.line:
        message = f"the quotes that open here close on line {end.line + 1}, in the midst of a text"
        return Error(message, "close them where the text ends", start)
    if problem in _UNCLOSED and lines[seen.line][seen.column : seen.column + 1] in _JSON:
        return Error("a comma is missing behind this text", "add it", end)
    message = "the text goes on behind its closing quotes"
    return Error(message, "write a quote inside quotes twice, or use the other kind", seen)


def _open_quotes(begun: Point, lines: list[str]) -> Error | None:
    """The words for a key whose quotes do not close on its line, or None where they do."""
    line = lines[begun.line]
    quote = line[begun.column : begun.column + 1]
    if quote not in ("'", '"') or quote in line[begun.column + 1 :]:
        return None
    message = "the quotes that open here are not closed on this line"
    return Error(message, "close them where the key or the text ends", begun)


def _line_without_colon(lines: list[str], number: int) -> Point | None:
    """The line above, where it is what lacks the colon that the parser then meets too late."""
    if not 0 < number < len(lines) or not lines[number - 1].strip():
        return None
    line = lines[number - 1]
    if _COLON.search(line):
        return None
    return Point(number - 1, len(line) - len(line.lstrip(" -")))


_MERGE = re.compile(r"(?:<{7}|>{7}) \S")
_NO_SPACE = re.compile("(?:^[ -]*|[:,-])([\u00a0\u00ad\u2000-\u200f\u202f\u205f-\u2064\u3000])")
"""A blank of another sort, or what nobody sees, where the syntax asks for a space: after a mark, or
in the indent."""
_COLON = re.compile(r":(?:\s|$)|\s#|^\s*[#%]|^---")
_COLON_MISSING = "could not find expected ':'"
_MISPLACED = {"did not find expected key", "did not find expected '-' indicator"}
_DASH = re.compile(r" *-(?: |$)")
_NO_ITEM = re.compile(r"( *)-([^\s-].*)")
_KEY = re.compile(r"( *)([A-Za-z][\w-]*):(?= |$)")
_JSON = frozenset({'"', "'", "{", "["})
_UNCLOSED = {
    "did not find expected ',' or ']'": "list",
    "did not find expected ',' or '}'": "mapping",
}
_OPENED = {
    "while parsing a block mapping": "the mapping",
    "while parsing a block collection": "the list",
    "while parsing a flow mapping": "the mapping",
    "while parsing a flow sequence": "the list",
}
_DIRECTIVE_PROBLEMS = {
    "found duplicate %YAML directive",
    "found duplicate %TAG directive",
    "found incompatible YAML document",
}
