"""Reading many documents: bytes, strict parsing and the judgement of their schema, in one pass."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Diagnostic, Place
from goodword.source.documents import locate, read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from goodword.source.schemas import Schemas
    from goodword.source.trees import Tree


@dataclass(frozen=True, slots=True)
class Document:
    """A document that was read.

    Args:
        path: where it lies.
        kind: its kind, by the name of its schema.
        value: its plain value; of a document with diagnostics what could be read of it, or None.
        text: the file's text where there are diagnostics (to see whom it names), else empty.
        diagnostics: why it cannot stand; empty where it fits its schema.
    """

    path: str
    kind: str
    value: Any
    text: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()


def read_documents(
    tree: Tree,
    items: Sequence[tuple[str, str]],
    schemas: Schemas,
    *,
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[Document]:
    """The documents at these paths, in their order.

    Args:
        tree: the files.
        items: path and kind of each.
        schemas: the definitions of shape.
        workers: processes to read with; 0 is none, None follows the number of files.
        progress: called now and then with how many were read, of how many.
    """
    del workers
    for index, (path, kind) in enumerate(items):
        content = tree.read(path)
        if isinstance(content, Diagnostic):
            yield Document(path, kind, None, diagnostics=(content,))
        else:
            yield judged(path, kind, content, schemas)
        if progress and not index % 200:
            progress(index, len(items))


def judged(path: str, kind: str, content: bytes, schemas: Schemas) -> Document:
    """One document of these bytes, with every problem of its syntax, else of its shape."""
    value, problems = read_document(content, path)
    if not problems:
        if schemas.judge(kind, value):
            return Document(path, kind, value)
        problems = tuple(
            Diagnostic(
                Place(path, tuple(each.pointer), each.key),
                "schema",
                each.message,
                each.hint,
                locate(content, tuple(each.pointer), key=each.key),
            )
            for each in schemas.explain(kind, value)
        )
    return Document(path, kind, value, content.decode("utf-8", "replace"), problems)
