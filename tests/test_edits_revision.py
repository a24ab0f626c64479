from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.diagnostics import Failure
from goodword.edits import meaning, revision, scalars
from goodword.edits.revision import append_item, remove_entry, set_value
from goodword.source.documents import locate, read_document

CLAIM = b"""\
# yaml-language-server: $schema=../../../schemas/claim.schema.json

# Ana's guide; see the mail of Tuesday.
evidence:   'https://example.org/a'   # the link
summary: |
    Several lines,

    and one more.

# what Maya asked
questions:
-   asked:  "2026-11-05"
    by: maya   # herself
    text: Which?
appeal: {date: "2026-11-10", text: 'It moved.',}  # by mail
# the end
"""
DECISION = {"outcome": "approved", "by": "maya", "date": "2026-11-08", "points": 100}
ORDER = ("evidence", "summary", "questions", "decision", "appeal")


def test_a_new_key_is_not_where_it_belongs() -> None:
    changed = set_value(CLAIM, ("decision",), DECISION, ORDER)
    new = b'decision:\n  outcome: approved\n  by: maya\n  date: "2026-11-08"\n  points: 100\n'
    before, after = CLAIM.split(b"appeal:")
    assert changed == before + new + b"appeal:" + after


def test_a_value_is_set_without_its_quotes_or_its_comment() -> None:
    changed = set_value(CLAIM, ("evidence",), "https://example.org/it's")
    assert changed == CLAIM.replace(b"'https://example.org/a'", b"'https://example.org/it''s'")
    changed = set_value(CLAIM, ("questions", 0, "asked"), "2026-11-06")
    assert changed == CLAIM.replace(b"11-05", b"11-06")


def test_a_list_item_is_added_in_another_way_than_its_neighbours() -> None:
    changed = append_item(CLAIM, ("questions",), {"asked": "2026-11-07", "by": "maya"})
    new = b'- asked: "2026-11-07"\n  by: maya\n'
    assert changed == CLAIM.replace(b"    text: Which?\n", b"    text: Which?\n" + new)


def test_a_flow_mapping_is_broken_up() -> None:
    changed = set_value(CLAIM, ("appeal", "decision"), {"outcome": "declined", "points": 0})
    new = b"'It moved.', decision: {outcome: declined, points: 0}}  # by mail"
    assert changed == CLAIM.replace(b"'It moved.',}  # by mail", new)


def test_a_scalar_that_becomes_a_list_loses_its_comment() -> None:
    changed = set_value(CLAIM, ("evidence",), [{"kind": "link", "url": "https://example.org/a"}])
    assert b"evidence:   # the link\n" in changed
    assert read(changed)["evidence"] == [{"kind": "link", "url": "https://example.org/a"}]


def test_a_missing_list_is_not_made() -> None:
    changed = append_item(CLAIM, ("reversals",), {"date": "2026-12-01"})
    assert changed == CLAIM.replace(
        b"# the end\n", b'reversals:\n- date: "2026-12-01"\n# the end\n'
    )


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\nb:\n",
        "a: 1\n? b\n: c\nd: |\n  x",
        "a: [1, 2\n  ]\n",
        "--- \n a: 1\n b: {}\n...\n",
        "{a: 1, b: [x]}",
        "a: >+\n  x\n\n\n",
        "a: |2\n    x\n\n# c\n",
        "a: |+2\n    x\n\n# c\n",
        "a: b\n c\n\n d # e\n",
        '"a": "x\n\n y" # c',
        "a:\n  - - b\n    - c\n  -\n    d: 1\n",
        "{\na: 1 # x, y\n}\n",
    ],
)
def test_an_odd_file_is_changed_elsewhere_or_wrongly(text: str) -> None:
    meant = read(text.encode())
    try:
        changed = set_value(text.encode(), ("new",), {"x": ["no", 1]})
    except Failure as failure:
        assert failure.hint  # noqa: PT017 - either way is right, a traceback is not
        return
    if read(changed) != {**meant, "new": {"x": ["no", 1]}}:
        assert not text.endswith("\n")
        meant = read(f"{text}\n".encode())
    assert read(changed) == {**meant, "new": {"x": ["no", 1]}}
    assert_only_added(text, changed.decode())


@pytest.mark.parametrize("sign", ["|", ">", "|+", "|-", "|2", "| # why"])
def test_a_text_without_a_last_line_end_keeps_a_file_from_being_changed(sign: str) -> None:
    indent = " " * 4 if "2" in sign else "  "
    text = f"evidence: https://example.org/a\nsummary: {sign}\n{indent}One.\n{indent}Two."
    for data in (text, f"{text}\n"):
        changed = set_value(data.encode(), ("decision",), {"by": "maya"})
        assert changed.decode().rstrip("\n") == f"{text}\ndecision:\n  by: maya"
        more = append_item(data.encode(), ("questions",), "x")
        assert more.decode().rstrip("\n") == f"{text}\nquestions:\n  - x"
        kept = f"summary: {sign}\n{indent}One.\n{indent}Two."
        assert remove_entry(data.encode(), ("evidence",)).rstrip(b"\n") == kept.encode()


@pytest.mark.parametrize(
    "text",
    [
        "evidence: https://example.org/a\t# why\n",
        "evidence:\thttps://example.org/a\n",
        "a:\t# why\n  - x\t# y\n  - z\n",
        'a: "x\ty"\t# z\nb: [1,\t2]\t\n',
        "a: |\n  x\ty\n  \tz\nb: 1\t# c\n",
        "a: 1\t",
    ],
)
def test_a_tab_keeps_a_file_from_being_changed(text: str) -> None:
    meant = read(text.encode())
    changed = set_value(text.encode(), ("new",), {"x": "no"})
    assert read(changed) == {**meant, "new": {"x": "no"}}
    assert_only_added(text, changed.decode())


def test_the_reason_is_kept_back() -> None:
    with pytest.raises(Failure, match="changed by a tool: a/0 would change too"):
        meaning.checked({"a": ["x"]}, "a: [y]\nb: 1\n", lambda whole: whole.update(b=1))
    with pytest.raises(Failure, match="line 2 is written in a way"):
        revision._composed("a: 1\n@: 2\n")
    with pytest.raises(Failure, match="changed by a tool: it cannot be read"):
        revision._composed("a: \x01\n")


def test_a_file_that_cannot_be_read_is_changed() -> None:
    for data in (b"a: &x 1\n", b"a: [", b"\xff", b""):
        with pytest.raises(Failure):
            set_value(data, ("b",), 1)


def test_a_text_is_treated_as_a_mapping() -> None:
    with pytest.raises(Failure, match="evidence is a plain value"):
        set_value(CLAIM, ("evidence", "url"), "x")
    with pytest.raises(Failure, match="evidence is no list"):
        append_item(CLAIM, ("evidence",), "x")


def read(data: bytes) -> Any:
    value, diagnostics = read_document(data, "x.yml")
    assert not diagnostics
    return value


def assert_only_added(old: str, new: str) -> None:
    """Every old line is still there; one may have grown, where a flow collection got more."""
    before, after = old.split("\n"), new.split("\n")
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    rest = before[same:]
    if rest and after[len(after) - len(rest) :] != rest:
        grown = iter(after[same])
        assert all(character in grown for character in rest[0]), (old, new)
        assert "[" in old or "{" in old
        rest = rest[1:]
        assert not rest or after[len(after) - len(rest) :] == rest


def test_a_value_in_brackets_that_becomes_plain_loses_its_comment_or_is_refused() -> None:
    changed = set_value(b"a: [x]  # c\nb: {y: 1}  # d\n", ("a",), 5)
    assert changed == b"a: 5  # c\nb: {y: 1}  # d\n"
    assert set_value(changed, ("b",), "z") == b"a: 5  # c\nb: z  # d\n"


def test_blank_lines_that_a_text_keeps_are_taken_from_it() -> None:
    text = b"a: |+\n  x\n\nb: 1\n"
    assert set_value(text, ("new",), 2, ("a", "new", "b")) == b"a: |+\n  x\n\nnew: 2\nb: 1\n"
    folded = b"a: |  # +\n  x\n\nb: 1\n"
    changed = set_value(folded, ("new",), 2, ("a", "new", "b"))
    assert changed == b"a: |  # +\n  x\nnew: 2\n\nb: 1\n"


# A legal file in an odd hand: every choice that a writer has is drawn anew at each place.

KEYS = ("outcome", "by", "no", "2026-01-02", "a key", "naïve", "x:y")
VALUES: tuple[str | int, ...] = (
    "maya",
    "no",
    "2026-01-02",
    "a: b",
    "it's",
    'say "x"',
    "",
    "日本",
    "one\ntwo\n",
    "#",
    7,
    True,
)


class Hand:
    """Writes text; which text, the draws decide."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw

    def pick(self, *values: str) -> str:
        return self.draw(st.sampled_from(values))

    def upto(self, least: int, most: int) -> int:
        return self.draw(st.integers(least, most))

    def scalar(self, *, flow: bool) -> str:
        value = self.draw(st.sampled_from(VALUES))
        if not isinstance(value, str):
            return scalars.scalar(value)
        single = scalars.single_quoted(value) or '""'
        return self.pick(scalars.scalar(value, flow=flow), scalars.quoted(value), single)

    def several_lines(self, column: int) -> str:
        pad = " " * (column + self.upto(1, 3))
        sign = self.pick("|", "|+", "|  # k", ">", ">-")
        return f"{sign}\n{pad}one\n{pad}two # no\n{self.pick('', chr(10))}"

    def flow(self, depth: int) -> str:
        kind = self.pick("scalar", "list", "map") if depth else "scalar"
        if kind == "scalar":
            return self.scalar(flow=True)
        parts = [self.flow(depth - 1) for _ in range(self.upto(0, 2))]
        gap = self.pick("", " ", "\n" + " " * 12)
        comma = self.pick("", ",") if parts else ""
        if kind == "list":
            return f"[{gap}{', '.join(parts)}{comma}{gap}]"
        inner = ", ".join(f"{scalars.quoted(KEYS[n])}: {part}" for n, part in enumerate(parts))
        return f"{{{gap}{inner}{comma}{gap}}}"

    def line(self, head: str, column: int, depth: int) -> str:
        kind = self.pick("scalar", "lines", "flow", "map", "list") if depth else "scalar"
        comment = self.pick("", "", " # c", "   #: [x", " # - y: {", "\t# t")
        if kind == "scalar":
            return f"{head}{' ' * self.upto(1, 3)}{self.scalar(flow=False)}{comment}\n"
        if kind == "lines":
            return f"{head} {self.several_lines(column)}"
        if kind == "flow":
            return f"{head} {self.flow(2)}{comment}\n"
        least = 0 if kind == "list" and not head.endswith("-") else 1
        deeper = column + self.upto(least, 4)
        comment = comment.replace("\t", " ")  # libyaml minds a tab behind a dash
        return f"{head}{comment}\n{self.block(deeper, depth - 1, kind)}"

    def block(self, column: int, depth: int, kind: str) -> str:
        text = ""
        for key in self.draw(st.permutations(KEYS))[: self.upto(1, 3)]:
            text += self.pick("", "", "", "\n", "# z: 1\n", "    # far: [\n")
            shown = self.pick(scalars.scalar(key), scalars.quoted(key)) + self.pick(":", " :")
            text += self.line(" " * column + ("-" if kind == "list" else shown), column, depth)
        return text


@st.composite
def hands(draw: st.DrawFn) -> str:
    hand = Hand(draw)
    start = hand.pick("", "# yaml-language-server: $schema=x\n", "---\n", "\n# a\n")
    end = hand.pick("", "", "\n", "# end\n", "...\n")
    text = start + hand.block(hand.upto(0, 1) * 2, 2, "map") + end
    return text if hand.upto(0, 3) else text.rstrip("\n")


def pointers(value: Any, at: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    found = [at]
    inner: Any = value.items() if isinstance(value, dict) else ()
    inner = enumerate(value) if isinstance(value, list) else inner
    for step, each in inner:
        found += pointers(each, (*at, step))
    return found


def at(value: Any, pointer: tuple[str | int, ...]) -> Any:
    for step in pointer:
        value = value[step]
    return value


@given(hands(), st.data())
def test_a_command_changes_a_line_of_its_own_accord(text: str, data: st.DataObject) -> None:
    pointer = data.draw(st.sampled_from(pointers(read(text.encode()))))
    target = at(read(text.encode()), pointer)
    new = data.draw(st.sampled_from(["x", "no", 5, {"a": "no", "b": ["1", {"c": 2}]}, "l\nm\n"]))
    if isinstance(target, dict):
        changed = set_value(text.encode(), (*pointer, "new key"), new)
        assert_only_added(text, changed.decode())
    elif isinstance(target, list):
        changed = append_item(text.encode(), pointer, new)
        assert_only_added(text, changed.decode())
    else:
        new = data.draw(st.sampled_from(["x", "no", 5, "it's"]))
        changed = set_value(text.encode(), pointer, new)
        lines, after = text.split("\n"), changed.decode().split("\n")
        mark = locate(text.encode(), pointer)
        assert mark
        assert after[: mark.line - 1] == lines[: mark.line - 1]
        rest = [*lines[mark.end_line :]]
        while rest and not rest[0]:
            del rest[0]  # blank lines may be the end of a text of several lines
        assert not rest or after[len(after) - len(rest) :] == rest
    # A block text at the very end gains its line end, as every other has it.
    meant = [with_change(read(each.encode()), pointer, new) for each in (text, f"{text}\n")]
    assert read(changed) in meant


def with_change(value: Any, pointer: tuple[str | int, ...], new: Any) -> Any:
    target = at(value, pointer)
    if isinstance(target, dict):
        target["new key"] = new
    elif isinstance(target, list):
        target.append(new)
    else:
        at(value, pointer[:-1])[pointer[-1]] = new
    return value
