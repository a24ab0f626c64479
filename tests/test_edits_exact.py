"""Texts before and after a change, and the words for a change that cannot be made."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from goodword.diagnostics import Failure
from goodword.edits import layout, meaning
from goodword.edits.revision import append_item, remove_entry, set_value

BY_HAND = "change it by hand, or write the value in a simpler form"


@pytest.mark.parametrize(
    ("text", "pointer", "value", "order", "expected"),
    [
        # where a new key belongs: after the last of those before it, else at the end
        ("b: 1\nc: 2\n", ("x",), 5, ("b", "x", "c"), "b: 1\nx: 5\nc: 2\n"),
        ("b: 1\nc: 2\n", ("x",), 5, ("x", "b", "c"), "b: 1\nc: 2\nx: 5\n"),
        ("b: 1\nc: 2\n", ("x",), 5, ("c", "b"), "b: 1\nc: 2\nx: 5\n"),
        ("c: 2\nb: 1\nd: 3\n", ("x",), 5, ("b", "c", "x", "d"), "c: 2\nb: 1\nx: 5\nd: 3\n"),
        # mappings that are missing on the way
        ("a: 1\n", ("b", "c", "d"), 5, (), "a: 1\nb:\n  c:\n    d: 5\n"),
        ("a:\n  b: 1\n", ("a", "c", "d"), 5, (), "a:\n  b: 1\n  c:\n    d: 5\n"),
        # in the file's own indentation: what it does most often, a list's apart from a mapping's
        ("a:\n    b: 1\n", ("c",), {"d": 1}, (), "a:\n    b: 1\nc:\n    d: 1\n"),
        (
            "a:\n   b: 1\nc:\n d: 1\ne:\n d: 2\n",
            ("f",),
            {"g": 1},
            (),
            "a:\n   b: 1\nc:\n d: 1\ne:\n d: 2\nf:\n g: 1\n",
        ),
        ("a:\n- 1\n", ("c",), {"d": [2]}, (), "a:\n- 1\nc:\n  d:\n  - 2\n"),
        ("a:\n   - 1\nb: {c: [1]}\n", ("d",), [2], (), "a:\n   - 1\nb: {c: [1]}\nd:\n   - 2\n"),
        ("a: {b: {c: 1}}\n", ("d",), {"e": 1}, (), "a: {b: {c: 1}}\nd:\n  e: 1\n"),
        ("- a:\n      b: 1\n", (0, "c"), {"d": 1}, (), "- a:\n      b: 1\n  c:\n      d: 1\n"),
        # the quotes of what stands there
        ("a: 'x'\n", ("a",), "no", (), "a: 'no'\n"),
        ("a: 'x'\n", ("a",), "a\tb", (), 'a: "a\\tb"\n'),
        ('a: "x"\n', ("a",), "y", (), 'a: "y"\n'),
        ("a: x\n", ("a",), "no", (), 'a: "no"\n'),
        ("a: x # c\n", ("a",), 5, (), "a: 5 # c\n"),
        ("a: x # c\n", ("a",), True, (), "a: true # c\n"),
        ("a: x # c\nb: 1\n", ("a",), [], (), "a: [] # c\nb: 1\n"),
        # several lines in place of one, and one in place of several
        ("a: x # c\nb: 1\n", ("a",), "l\nm\n", (), "a: | # c\n  l\n  m\nb: 1\n"),
        ("a: |\n  x\n  y\nb: 1\n", ("a",), "z", (), "a: z\nb: 1\n"),
        ("a: x # c\nb: 1\n", ("a",), {"d": 1}, (), "a: # c\n  d: 1\nb: 1\n"),
        ("a: # c\n  d: 1\nb: 1\n", ("a",), "x", (), "a: x # c\nb: 1\n"),
        ("a:\n  - 1\n  - 2\nb: 1\n", ("a",), [3], (), "a:\n  - 3\nb: 1\n"),
        ("a:\n  - 1\n  - 2\nb: 1\n", ("a",), {}, (), "a: {}\nb: 1\n"),
        ("b:\n  a: x\n  c: 1\n", ("b", "a"), {"d": 1}, (), "b:\n  a:\n    d: 1\n  c: 1\n"),
        ("a: [1] # c\n", ("a",), [2, 3], (), "a: [2, 3] # c\n"),
        ("a: [1] # c\n", ("a",), "x", (), "a: x # c\n"),
        ("a: [1] # c\n", ("a",), "l\nm\n", (), "a: | # c\n  l\n  m\n"),
        # in brackets
        ("a: {b: 1}\n", ("a", "b"), {"c": [1]}, (), "a: {b: {c: [1]}}\n"),
        ("a: {b: 1}\n", ("a", "c"), "x", (), "a: {b: 1, c: x}\n"),
        ("a: {}\n", ("a", "c"), "x", (), "a: {c: x}\n"),
        ("a: {b: 1 ,}\n", ("a", "c"), "x", (), "a: {b: 1 , c: x}\n"),
        ("a: {b: 1 # c\n  , }\n", ("a", "c"), "x", (), "a: {b: 1 # c\n  , c: x }\n"),
        ("a: [1, 2, 3]\n", ("a", 1), {"c": 1}, (), "a: [1, {c: 1}, 3]\n"),
        ("a: [1, 2, 3]\n", ("a", 2), "x", (), "a: [1, 2, x]\n"),
        ("a:\n  - x\n  - 'y'\n", ("a", 1), "z", (), "a:\n  - x\n  - 'z'\n"),
        # without an end of the last line
        ("a: 1", ("b",), 2, (), "a: 1\nb: 2"),
        ("a: |\n  x", ("b",), 2, (), "a: |\n  x\nb: 2\n"),
    ],
)
def test_a_value_is_set_in_another_way(
    text: str, pointer: tuple[str | int, ...], value: Any, order: tuple[str, ...], expected: str
) -> None:
    assert set_value(text.encode(), pointer, value, order).decode() == expected


@pytest.mark.parametrize(
    ("text", "pointer", "item", "expected"),
    [
        ("a: [1]\n", ("a",), "x", "a: [1, x]\n"),
        ("a: []\n", ("a",), "x", "a: [x]\n"),
        ("a: [ ]\n", ("a",), "x", "a: [x ]\n"),
        ("a:\n  - 1\nb: 2\n", ("a",), {"c": 1, "d": 2}, "a:\n  - 1\n  - c: 1\n    d: 2\nb: 2\n"),
        ("a:\n- 1\nb: 2\n", ("a",), "x", "a:\n- 1\n- x\nb: 2\n"),
        ("a: 1\n", ("b",), "x", "a: 1\nb:\n  - x\n"),
        ("a: 1\n", ("b", "c"), "x", "a: 1\nb:\n  c:\n    - x\n"),
        ("- 1\n", (), "x", "- 1\n- x\n"),
        ("a:\n  - - 1\n  - 2\n", ("a", 0), "x", "a:\n  - - 1\n    - x\n  - 2\n"),
    ],
)
def test_an_item_is_added_in_another_way(
    text: str, pointer: tuple[str | int, ...], item: Any, expected: str
) -> None:
    assert append_item(text.encode(), pointer, item).decode() == expected


@pytest.mark.parametrize(
    ("text", "pointer", "expected"),
    [
        ("a: 1\nb: 2\nc: 3\n", ("b",), "a: 1\nc: 3\n"),
        ("a: 1\nb: 2 # why\nc: 3\n", ("b",), "a: 1\n# why\nc: 3\n"),
        ("d:\n  a: 1\n  b: 2 # why\n", ("d", "b"), "d:\n  a: 1\n  # why\n"),
        ("a: 1\nb:\n  - 2\n  - 3\nc: 3\n", ("b",), "a: 1\nc: 3\n"),
        ("a: 1\nb: 2", ("b",), "a: 1\n"),
        ("a: 1\nb: 2", ("a",), "b: 2"),
    ],
)
def test_an_entry_is_taken_out_in_another_way(
    text: str, pointer: tuple[str | int, ...], expected: str
) -> None:
    assert remove_entry(text.encode(), pointer).decode() == expected


@pytest.mark.parametrize(
    ("change", "text", "pointer", "message"),
    [
        (set_value, "a: 1\n", ("a", "b"), "a is a plain value, expected a mapping"),
        (set_value, "a:\n  b: 1\n", ("a", "b", "c"), "a/b is a plain value, expected a mapping"),
        (set_value, "a: [1]\n", ("a", 1), "the list has no item 2"),
        (set_value, "a:\n  - 1\n", ("a", 1), "the list has no item 2"),
        (set_value, "a:\n", ("b",), "a key without a value stands in the way"),
        (append_item, "a: 1\n", ("a",), "a is no list, so nothing can be added to it"),
        (append_item, "a: 1\n", (), "the file is no list, so nothing can be added to it"),
        (append_item, "a:\n  b: 1\n", ("a",), "a is no list, so nothing can be added to it"),
        (remove_entry, "a: 1\n", ("b",), "b cannot be taken out by a tool"),
        (remove_entry, "a: 1\n", ("a",), "a cannot be taken out by a tool"),
        (remove_entry, "a: 1\nc: 2\n", ("b",), "b cannot be taken out by a tool"),
        (remove_entry, "{a: 1, b: 2}\n", ("a",), "a cannot be taken out by a tool"),
        (remove_entry, "a: 1\n", ("b", "c"), "there is no b/c"),
        (remove_entry, "- 1\n- 2\n", (0,), "there is no 0"),
        (remove_entry, "- a: 1\n  b: 2\n", (0, "a"), "a stands behind something else on its line"),
        (set_value, "a: [", ("b",), None),
    ],
)
def test_a_change_that_cannot_be_made_is_told_otherwise(
    change: Any, text: str, pointer: tuple[str | int, ...], message: str | None
) -> None:
    with pytest.raises(Failure) as failed:
        change(text.encode(), pointer, *(() if change is remove_entry else ("x",)))
    if message is None:
        assert failed.value.message.startswith("the file cannot be read: ")
        assert failed.value.hint == "mend it first"
    else:
        assert failed.value.message == message
        assert failed.value.hint == ("" if message.startswith("the list") else BY_HAND)


def test_an_item_in_a_line_of_its_own_becomes_a_list_or_mapping() -> None:
    with pytest.raises(Failure, match=r"^an item of this list cannot be replaced by a tool$"):
        set_value(b"a:\n  - 1\n", ("a", 0), {"b": 1})
    with pytest.raises(Failure, match=r"^an item of this list cannot be replaced by a tool$"):
        set_value(b"a:\n  - 1\n", ("a", 0), ["b"])


@pytest.mark.parametrize(
    ("found", "meant", "where"),
    [
        ({"a": 1}, {"a": 2}, "a"),
        ({"a": {"b": [1, 2]}}, {"a": {"b": [1, 3]}}, "a/b/1"),
        ({"a": 1}, {"a": 1, "b": 2}, "b"),
        ({"a": 1, "c": 2}, {"a": 1}, "c"),
        ({"a": [1]}, {"a": [1, 2]}, "a"),
        ([1], [2], "0"),
        ([1], {"a": 1}, "the file"),
        ({"a": [1]}, {"a": {"b": 1}}, "a"),
        ({"a": {"b": 1}}, {"a": 5}, "a"),
        ({"a": 5}, {"a": [1]}, "a"),
        ({"a": 5}, {"a": {"b": 1}}, "a"),
        ({"a": [1]}, {"a": 5}, "a"),
    ],
)
def test_another_place_is_said_to_change(found: Any, meant: Any, where: str) -> None:
    text = "\n".join(layout.lines_of(found, 0)) + "\n"

    def mean(whole: Any) -> None:
        whole.clear()
        whole.update(meant) if isinstance(meant, dict) else whole.extend(meant)

    start: Any = {} if isinstance(meant, dict) else []
    with pytest.raises(Failure) as failed:
        meaning.checked(start, text, mean)
    assert (
        failed.value.message == f"this file cannot be changed by a tool: {where} would change too"
    )
    assert meaning.checked(start, "\n".join(layout.lines_of(meant, 0)) + "\n", mean)


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        ({"a": None, "b": True, "c": 5}, ["a: null", "b: true", "c: 5"]),
        ({"a": [], "b": {}}, ["a: []", "b: {}"]),
        ({"a": Decimal("1.50")}, ["a: 1.50"]),
        ({"a": "l\nm"}, ["a: |-", "  l", "  m"]),
        ({"a": "l\n\nm\n"}, ["a: |", "  l", "", "  m"]),
        ({"a": {"b": "l\nm\n"}}, ["a:", "  b: |", "    l", "    m"]),
        ({"a": ["l\nm\n"]}, ["a:", "  - |", "    l", "    m"]),
        ({"a": [{"b": 1, "c": 2}, []]}, ["a:", "  - b: 1", "    c: 2", "  - []"]),
        ({"a": [[1, [2]]]}, ["a:", "  - - 1", "    - - 2"]),
        ({"a b": "no"}, ['a b: "no"']),
        ({"a": "b, c", "d": ["e, f"]}, ["a: b, c", "d:", "  - e, f"]),
    ],
)
def test_a_value_is_laid_out_otherwise(value: Any, lines: list[str]) -> None:
    assert layout.lines_of(value, 0) == lines
    assert layout.lines_of(value, 3) == [f"   {line}" if line else "" for line in lines]


def test_a_text_that_cannot_be_read_back_is_told_otherwise() -> None:
    with pytest.raises(Failure, match=r"^the changed file could not be read: ") as failed:
        meaning.checked({}, "a: &x 1\n", dict.clear)
    assert failed.value.hint


def test_a_value_on_one_line_is_written_otherwise() -> None:
    value = {"a": [1, {"b": "x, y"}], "c": Decimal("0.5"), "d": "e:f"}
    assert layout.inline(value) == '{a: [1, {b: "x, y"}], c: 0.5, d: "e:f"}'
