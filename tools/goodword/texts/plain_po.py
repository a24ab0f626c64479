"""The quick way through a catalogue that is written as ours are; any other takes the long one.

Babel reads whatever gettext takes. Its words are there later than all the files of one person.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TEXT = r'((?:"[^"\\\n]*(?:\\[n"\\][^"\\\n]*)*"\n)+)'
_ENTRY = re.compile(
    rf"\n*((?:\#(?!~)[^\n]*\n)*)"
    rf"(?:msgctxt\ {_TEXT})?"
    rf"msgid\ {_TEXT}"
    rf"(?:msgstr\ {_TEXT}|msgid_plural\ {_TEXT}((?:msgstr\[[0-9]\]\ {_TEXT[1:-1]})+))"
)
_FORM = re.compile(rf"msgstr\[([0-9])\] {_TEXT}")
_ESCAPE = re.compile(r"\\(.)")
_FORMS = re.compile(r"^Plural-Forms: nplurals=([1-6]); plural=([^;\n]+);$", re.MULTILINE)


class Entry(NamedTuple):
    """An entry of a catalogue.

    Attributes:
        context: its `msgctxt`.
        ids: `msgid`, and `msgid_plural` where there is one.
        texts: what stands for them, a form each; empty where nothing does.
    """

    context: str
    ids: tuple[str, ...]
    texts: tuple[str, ...]


class Plain(NamedTuple):
    """A catalogue that was read.

    Attributes:
        entries: all with a context.
        plural: which form a number takes, as an expression of C.
    """

    entries: list[Entry]
    plural: str


def plain(text: str) -> Plain | None:
    """The entries of a catalogue; None of one that is not written as ours are.

    Args:
        text: what stands in the file.
    """
    header: tuple[str, str] | None = None
    entries: dict[str, Entry] = {}
    text = text.rstrip("\n") + "\n"
    place = 0
    while place < len(text):
        found = _ENTRY.match(text, place)
        if found is None:
            return None
        place = found.end()
        remark, context, one, only, more, several = found.groups()
        if "fuzzy" in remark:
            return None
        if context is None:
            forms = _FORMS.search(_said(only or ""))
            if header is not None or forms is None or _said(one):
                return None
            header = (forms[1], forms[2])
            continue
        if header is None or (key := _said(context)) in entries:
            return None
        if more is None:
            entries[key] = Entry(key, (_said(one),), (_said(only),))
            continue
        texts = [(number, _said(said)) for number, said in _FORM.findall(several)]
        if [number for number, _ in texts] != [str(number) for number in range(int(header[0]))]:
            return None
        said = tuple(each for _, each in texts)
        entries[key] = Entry(key, (_said(one), _said(more)), said)
    return None if header is None else Plain([*entries.values()], header[1])


def _said(quoted: str) -> str:
    """What stands between the quotes of one line after the other."""
    text = "".join([line[1:-1] for line in quoted.splitlines()])
    return _ESCAPE.sub(_meant, text) if "\\" in text else text


def _meant(escape: re.Match[str]) -> str:
    return "\n" if escape[1] == "n" else escape[1]
