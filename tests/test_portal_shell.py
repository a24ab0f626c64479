"""A shell takes each value once, escapes it, and never looks at it again."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from goodword.portal.shell import PARTS, TEXTS, Shell, tighten

SOURCE = '<p title="⟦title⟧">⟦title⟧</p><!-- goodword:content --><b>&amp;</b>'


def test_a_text_is_escaped_where_it_stands() -> None:
    page = Shell(SOURCE).stamp({"title": "a\"<b>&'", "content": Markup("<i>x</i>")})
    text = "a&quot;&lt;b&gt;&amp;&#x27;"
    assert page.decode() == f'<p title="{text}">{text}</p><i>x</i><b>&amp;</b>'


def test_a_value_is_not_looked_at_for_slots() -> None:
    evil = "⟦content⟧<!-- goodword:content -->"
    page = Shell(SOURCE).stamp({"title": evil, "content": Markup("⟦title⟧")}).decode()
    assert page.count("⟦content⟧") == 2
    assert page.count("⟦title⟧") == 1
    assert "<!--" not in page


def test_fixing_first_gives_the_same_page_and_keeps_the_shell() -> None:
    values: dict[str, str | Markup] = {"title": "<T>", "content": Markup("<i>&lt;</i>")}
    shell = Shell(SOURCE)
    fixed = shell.fix({"content": values["content"]})
    assert fixed.slots == {"title"}
    assert fixed.stamp(values) == shell.stamp(values)
    assert shell.fix(values).stamp({}) == shell.stamp(values)
    assert shell.slots == {"title", "content"}


def test_a_part_that_no_template_made_is_refused() -> None:
    with pytest.raises(TypeError, match="content"):
        Shell(SOURCE).stamp({"title": "x", "content": "<script>"})


def test_a_slot_that_nothing_fills_is_refused() -> None:
    for slot in ("⟦nothing⟧", "<!-- goodword:nothing -->", "⟦content⟧", "<!-- goodword:title -->"):
        with pytest.raises(KeyError):
            Shell(f"<p>{slot}</p>")
    with pytest.raises(KeyError):
        Shell(SOURCE).stamp({"title": "x"})
    assert not TEXTS & PARTS


def test_empty_lines_go_but_not_those_of_a_text() -> None:
    assert tighten("<p>\n\n  \n  a</p>\n\n\n<b>") == "<p>\n  a</p>\n<b>"
    kept = "<pre>a\n\n\nb</pre>\n\n"
    assert tighten(kept) == kept
