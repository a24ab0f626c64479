"""One document: its bytes read strictly and judged by its schema, with every problem of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.diagnostics import Diagnostic, Place, Severity
from goodword.source.documents import locate, read_document
from goodword.source.documents.lines import quick
from goodword.source.documents.remarks import remarks
from goodword.source.schemas.visible import trimmed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from goodword.diagnostics import Mark, Pointer
    from goodword.source.schemas import Schemas
    from goodword.source.schemas.explain import Problem


class Document(NamedTuple):
    """A document that was read.

    Args:
        path: where it lies.
        kind: its kind, by the name of its schema.
        value: its plain value; of a document with diagnostics what could be read of it, or None.
        text: the file's text where there are diagnostics (to see whom it names), else empty.
        diagnostics: why it cannot stand, and warnings where it can; mostly empty.
    """

    path: str
    kind: str
    value: Any
    text: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def stands(self) -> bool:
        """Whether it can be used: it fits its schema, though there may be warnings."""
        said = self.diagnostics  # nearly always empty
        return not said or all(each.severity is not Severity.ERROR for each in said)


def judged(path: str, kind: str, content: bytes | Diagnostic, schemas: Schemas) -> Document:
    """One document of these bytes, with every problem of its syntax, else of its shape."""
    if isinstance(content, Diagnostic):
        return Document(path, kind, None, diagnostics=(content,))
    plain = quick(content)
    if plain is not None and schemas.judge(kind, plain):
        return Document(path, kind, plain)
    value, problems = read_document(content, path, plain=plain is not None)
    if not problems:
        shown: object = value
        if schemas.judge(kind, value):
            shown = trimmed(value, content)
            if shown is value or schemas.judge(kind, shown):
                warned = remarks(content, path)
                text = content.decode("utf-8", "replace") if warned else ""
                return Document(path, kind, value, text, warned)
        said = schemas.explain(kind, shown, lambda at: _word(content, at), value)
        problems = of_shape(path, said, lambda at, key: locate(content, at, key=key))
    return Document(path, kind, value, content.decode("utf-8", "replace"), problems)


def of_shape(
    path: str, problems: Iterable[Problem], mark: Callable[[Pointer, bool], Mark | None]
) -> tuple[Diagnostic, ...]:
    """What a schema has against a document.

    Args:
        path: the document's name.
        problems: what the schema says.
        mark: where a value stands, or its key.
    """
    return tuple(
        Diagnostic(
            Place(path, at := tuple(each.pointer), each.key),
            "schema",
            each.message,
            each.hint,
            mark(at, each.key),
        )
        for each in problems
    )


def _word(content: bytes, pointer: Pointer) -> str:
    """The word at a place that stands for a truth value or for nothing, as it was typed."""
    mark = locate(content, pointer)
    if mark is None or mark.line != mark.end_line:
        return ""
    line = content.decode("utf-8", "replace").split("\n")[mark.line - 1]
    word = line[mark.column - 1 : mark.end_column - 1]
    return word if word.lower() in ("null", "true", "false") else ""
