"""The comments of a document, which are no part of what it says."""

from __future__ import annotations

import re

from goodword.source.documents.spans import spans

SCHEMA_LINE = "yaml-language-server:"
"""Begins the comment that names a schema for editors; every file that the tool writes has it."""
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*(.*?)[ \t]*$", re.MULTILINE)


def comments(data: bytes) -> list[str]:
    """The comments of a file that the reader accepts, in their order, without their `#`.

    The line that names a schema is none, nor is one without words.
    """
    head = data.startswith(b"# " + SCHEMA_LINE.encode())
    if data.count(b"#") == head:
        return []
    read = spans(data)
    if read is None:
        return []
    text, found = read
    parts, at = [], 0
    for span in found:
        parts += [text[at : span.start], re.sub(r"[^\n]", "x", text[span.start : span.end])]
        at = span.end
    parts.append(text[at:])
    said = (text[each.start(1) : each.end(1)] for each in _COMMENT.finditer("".join(parts)))
    return [each for each in said if each and not each.startswith(SCHEMA_LINE)]
