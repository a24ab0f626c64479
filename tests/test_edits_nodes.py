"""The parts of a plain file stand where they stand for the reader of all other files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from goodword.edits import revision
from goodword.source.documents import composed, read_document
from tests.conftest import ROOT
from tests.test_documents_lines import DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYS = st.sampled_from(("a", "b-c", '"d"', "e_f"))
SCALARS = st.sampled_from(
    (
        "word",
        "two words",
        "12",
        '"quoted"',
        "'it is'",
        '"a\\xE9b"',
        "Zoë & Jürgen",
        '"🙂 é"',
        "true",
    )
)
FLOW = st.sampled_from(("[a]", "[a, b]", '["a b", c]', '["🙂", b, c-d]'))
BEHIND = st.sampled_from(("", "", "", " # é", '  # [a] "b" c'))
BETWEEN = st.sampled_from(("", "", "", "\n", "# c\n", "# [é]: c\n\n"))


@st.composite
def blocks(draw: st.DrawFn, column: int = 0, deep: int = 3) -> str:
    """A mapping in block style, indented in any way."""
    found = []
    for key in draw(st.lists(KEYS, min_size=1, max_size=3, unique=True)):
        pad, behind, between = " " * column, draw(BEHIND), draw(BETWEEN)
        kind = draw(st.sampled_from(("scalar", "scalar", "flow", "list", "mapping", "mappings")))
        if deep == 0 or kind in {"scalar", "flow"}:
            value = draw(SCALARS if kind != "flow" else FLOW)
            found.append(f"{between}{pad}{key}:{draw(st.sampled_from((' ', '  ')))}{value}{behind}")
            continue
        found.append(f"{between}{pad}{key}:")
        step = draw(st.sampled_from((1, 2, 4)))
        if kind == "mapping":
            found.append(draw(blocks(column + step, deep - 1)))
            continue
        dash = " " * (column + draw(st.sampled_from((0, step))))
        for _ in range(draw(st.integers(1, 3))):
            if kind == "list":
                found.append(f"{dash}- {draw(SCALARS)}{draw(BEHIND)}")
            else:
                inner: str = draw(blocks(len(dash) + 2, deep - 1).filter(_begins_with_a_key))
                found.append(f"{dash}- {inner.lstrip(' ')}")
    return "\n".join(found)


def _begins_with_a_key(text: str) -> bool:
    return text.lstrip(" ")[0] not in "#\n"


def parts(node: Any, way: tuple[object, ...] = ()) -> Iterator[object]:
    """Where all parts of a node stand, and how they are written, as far as a change asks for it."""
    start = (node.start_mark.index, node.start_mark.line, node.start_mark.column)
    if node.id == "scalar":
        yield way, start, node.end_mark.index, node.style or "", node.value
        return
    yield way, node.id, start, node.end_mark.index if node.flow_style else None
    yield bool(node.flow_style)
    for number, each in enumerate(node.value):
        pair = each if isinstance(each, tuple) else (each,)
        for place, part in enumerate(pair):
            yield from parts(part, (*way, number, place))


def stand_alike(text: str) -> bool:
    """Whether a text is of the plain sort; then its parts stand where the other reader has them."""
    quick = composed(text.encode())
    if quick is None:
        return False
    value, node = quick
    assert [*parts(node)] == [*parts(revision._composed(text))]
    assert (value, ()) == read_document(text.encode(), "")
    return True


@settings(max_examples=1_000)
@given(DOCUMENT)
def test_a_part_of_a_text_stands_elsewhere(text: str) -> None:
    stand_alike(text)


@settings(max_examples=500)
@given(blocks(), st.sampled_from(("", "\n", "\n\n", "\n# end\n")), st.sampled_from(("", "---\n")))
def test_a_part_of_a_plain_text_stands_elsewhere(text: str, end: str, start: str) -> None:
    assert stand_alike(f"{start}{text}{end}")


def test_a_part_of_a_file_of_this_repository_stands_elsewhere() -> None:
    plain = 0
    for path in sorted(ROOT.glob("*/**/*.yml")):
        if path.relative_to(ROOT).parts[0] in {"influencers", "missions", "program"}:
            plain += stand_alike(path.read_text(encoding="utf-8"))
    assert plain > 50
