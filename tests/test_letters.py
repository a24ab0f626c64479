"""Letters: what is there in every language, and that nothing in a slot is more than text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.model.letter import COMMON, OWN, faults, letter, slots
from goodword.rendering.letters import LONGEST_SUBJECT, Lines, Prose, filled, one_line
from goodword.texts import LANGUAGES, Texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodword.rendering.letters import Value
    from tests.conftest import Golden

FEET = ("foot.essential", "foot.all", "foot.portal")
VALUES: Mapping[str, Value] = {
    "name": "Ana Lopes",
    "owner": "Maya Weber",
    "program": "Acme Champions",
    "day": "2026-11-03",
    "portal": "https://acme.example/",
    "page": "https://acme.example/me/index.html#0000-1111",
    "agreed": "2026-09-01",
    "reply": "maya@acme.example",
    "title": "Search is slow",
    "received": "2026-09-06",
    "outcome": "…",
    "say": Prose("We make it *fast*."),
    "version": "2",
    "document": Prose("We keep **less**."),
    "mission": "Write a guide",
    "question": "Which version is it about?",
    "percent": "40",
    "points": "60",
    "reason": "Clear and short",
    "appeal": "2026-12-31",
    "news": Lines(
        (("Mission: Write a guide", "https://acme.example/missions/guide/"), ("Two", ""))
    ),
    "since": "2026-10-27",
    "last": "2026-12-31",
    "over": "",
    "tier": "Guide",
    "comes_with": Lines((("A call", ""),)),
    "reward": "A mug",
}
HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "{{ owner }}{% if x %}",
    "[click](javascript:alert(1)) **bold** # heading",
    "two\r\nBcc: eve@example.com\n\nlines",
    "\u202emoc.elpmaxe",
    "\u05d0\u05d1\u05d2 \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
    "\ue0001\ue001",
    "x" * 5000,
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_of_ours_reads_otherwise(language: str, golden: Golden) -> None:
    texts = Texts(language)
    shown = []
    for name in (*OWN, *FEET):
        text = texts.words[f"letter.{name}"]
        outcome = texts(f"letter.{name}.{_SAID[name]}") if name in _SAID else ""
        values = {**VALUES, "points": texts.count("points", 60), "outcome": outcome}
        made = filled(text, values)
        shown.append(f"=== {name}: {made.subject}\n{made.text}\n--- as HTML\n{made.html}\n")
    golden(f"letters/{language}.txt", "\n".join(shown))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_asks_for_an_answer_and_says_not_where(language: str) -> None:
    """Without an address of mail it names the person, and shows no empty one."""
    foot = Texts(language).words["letter.foot.portal"]
    made = filled(foot, {**VALUES, "reply": ""}).text
    assert made != filled(foot, VALUES).text
    assert "Maya Weber" in made
    assert "@" not in made


_SAID = {"answer": "delivered", "reward": "fulfilled"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_of_ours_cannot_be_filled(language: str) -> None:
    texts = Texts(language)
    for name in OWN:
        text = texts.words[f"letter.{name}"]
        assert faults(name, text) == ()
        assert letter(text).subject, name
        used = set(re.findall(r"\{\{ (\w+) \}\}|\{% if (?:not )?(\w+) %\}", text))
        unused = {*OWN[name]} - {slot for pair in used for slot in pair}
        assert unused <= {"over"}, f"{name} has slots that it does not show"
    assert set(VALUES) >= {slot for name in OWN for slot in slots(name)}
    assert COMMON.keys() <= VALUES.keys()


@pytest.mark.parametrize("text", HOSTILE)
def test_what_fills_a_slot_acts(text: str) -> None:
    parts = ("# About {{ title }} for {{ name }}", "{{ name }}: **{{ title }}** and")
    everything = "\n\n".join([*parts, "{{ say }}", "{{ news }}", ""])
    values = {
        **VALUES,
        "title": text,
        "name": text,
        "say": Prose(text),
        "news": Lines(((text, ""), (text, "https://acme.example/"))),
    }
    made = filled(everything, values)
    seen = _Seen()
    seen.feed(made.html)
    assert seen.tags <= {"p", "strong", "bdi", "ul", "li", "a", "em", "h3", "h4", "h5", "code"}
    assert seen.attributes <= {("href", "https"), ("rel", "noopener noreferrer")}
    assert "\n" not in made.subject
    assert "\r" not in made.subject
    assert len(made.subject) <= LONGEST_SUBJECT
    assert "Maya" not in made.html
    assert "Maya" not in made.text


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add((name, (value or "").partition(":")[0]))


BRACKETS = (
    r"\{\{ 7*7 \}\}",
    r"{\{ 7*7 }\}",
    "&#123;&#123; 7*7 &#125;&#125;",
    "&lbrace;&#x7b; 7*7 &rbrace;&#x7d;",
    r"\{&#37; for x in range(9) %} 7*7 \{% endfor %}",
    "{[{ 7*7 ](b) and {{ name }}",
    "{[# 7*7 ](b)",
    "[a](&#123;&#123;7*7&#125;&#125;) 7*7",
    "[7*7](https://a.example/&#123;&#123;7*7&#125;&#125;)",
    "&#xE000;0&#xE001; 7*7 {{ name }}",
    "&#xE000;99&#xE001; 7*7",
    "[7*7](https://slot.invalid/0) {{ name }}",
    "[7*7](https://slot.invalid/99)",
    "[7*7](%EE%80%8099%EE%80%81)",
)
"""Brackets and marks that come about only when Markdown has been read."""


@pytest.mark.parametrize("text", BRACKETS)
def test_a_text_of_a_letter_is_read_as_a_template(text: str) -> None:
    made = filled(f"# About {text}\n\n{text}\n", VALUES)
    for part in made:
        assert "7*7" in part
        assert "49" not in part
    seen = _Seen()
    seen.feed(made.html)
    assert seen.tags <= {"p", "bdi", "a"}
    assert {value for name, value in seen.attributes if name == "href"} <= {"https"}
    assert made.html.count("<bdi>") == text.count("{{ name }}")


@given(
    st.lists(
        st.sampled_from(
            [
                *BRACKETS,
                *("{", "}", "{{ name }}", "{{ page }}", "[", "](", ")", "<", ">", "`", "```", "*"),
                *("\n", "\n\n", "    ", "- ", "> ", "# ", "|", "&", "\\", "![a](", "{{ say }}"),
                *("\n{% if name %}\n", "\n{% endif %}\n", "\n{% else %}\n", "\n{{ say }}\n", "]: "),
                *(
                    "https://a.example/",
                    "&#xE000;",
                    "&#57345;",
                    "%EE%80%80",
                    "\u2028",
                    "\x85",
                    "\x0b",
                ),
            ]
        ),
        max_size=25,
    ).map("".join)
)
def test_a_letter_without_a_fault_cannot_be_filled(text: str) -> None:
    if faults("answer", text):
        return
    made = filled(text, VALUES)
    seen = _Seen()
    seen.feed(made.html)
    assert not seen.tags & {"script", "img", "div", "style"}
    for _, value in seen.attributes:
        assert "bdi" not in value
    assert "49" not in made.text + made.html


def test_a_step_keeps_or_leaves_what_stands_between() -> None:
    text = "# S\n\n{% if page %}\n- one\n- two [yours]({{ page }})\n{% else %}\nnone\n{% endif %}\n"
    with_page, without = filled(text, VALUES), filled(text, {**VALUES, "page": ""})
    assert "<li>one</li>" in with_page.html
    assert 'href="https://acme.example/me/index.html#0000-1111"' in with_page.html
    assert "two yours <https://acme.example/me/index.html#0000-1111>" in with_page.text
    assert "none" not in with_page.text
    assert without.text == "none\n"
    assert "<li>" not in without.html


def test_an_address_in_a_text_is_a_link_and_text_in_a_link_is_kept() -> None:
    made = filled("# S\n\nsee {{ portal }} or [a](https://x.example/a%20b)\n", VALUES)
    assert '<a href="https://acme.example/">https://acme.example/</a>' in made.html
    assert 'href="https://x.example/a%20b"' in made.html


@pytest.mark.parametrize(
    ("text", "subject"),
    [("a\nb", "a b"), (" a\t\x00b ", "a b"), ("x" * 200, "x" * 149 + "…"), ("é" * 150, "é" * 150)],
)
def test_a_subject_is_one_line(text: str, subject: str) -> None:
    assert one_line(text) == subject


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ("Hello {{ name }}", []),
        ("{{name}} and {{   name }}", []),
        ("{% if name %}\n{% if not page %}\nx\n{% endif %}\n{% endif %}", []),
        ("{ name } 100 % { { x } }", []),
        ("{{ name }", ["{{ is no slot"]),
        ("{# note #}x", ["{# note #} is no slot"]),
        ("x{% endif %}", ["endif has other text on its line", "endif without an if before it"]),
        ("  {% if name %}\nx\n{% endif %}", ["if has other text on its line"]),
        ("{% else %}\nx", ["else without an if before it"]),
        ("{% if name %}\n{% else %}\n{% else %}\nx\n{% endif %}", ["a second else of one if"]),
        ("{{ name.__class__ }}", ["{{ name.__class__ }} is no slot"]),
        (
            "[x](https://a.example/{{ page }})",
            ["a link leads to page, expected one of page, portal"],
        ),
        *(
            (text, ["a link leads to name, expected one of page, portal"])
            for text in (
                "[x]: https://a.example/?{{ name }}\n\n[x]",
                "[x]: {{ name }}\n\n[x]",
                "<https://a.example/{{ name }}>",
                "see https://a.example/{{ name }} now",
                "www.a.example/{{ name }}",
            )
        ),
        ("[x]: {{ page }}\n\n[x]", []),
        ("[x] (that is {{ name }})", []),
        ("https://a.example/ {{ name }}", []),
        (
            "{% if name %}\n" * 9 + "x\n" + "{% endif %}\n" * 9,
            ["more than 8 ifs within each other"],
        ),
        ("[x]({{ name }})", ["a link leads to name, expected one of page, portal"]),
        ("# {{ name }}\n", ["no text below the subject, expected what the message says"]),
    ],
)
def test_a_fault_is_not_found(text: str, messages: list[str]) -> None:
    assert [each.message for each in faults("welcome", text)] == messages
