"""Hostile texts stay texts: in templates, in Markdown, and whatever else a page is made of."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jinja2.exceptions import SecurityError, TemplateNotFound, UndefinedError

from goodword.diagnostics import Failure
from goodword.rendering import prose
from goodword.rendering import templates as templating
from goodword.rendering.prose import (
    ATTRIBUTES,
    SCHEMES,
    TAGS,
    WORDS_ONLY,
    _markdown,
    _sanitiser,
    markdown,
    plain,
)
from goodword.rendering.sandbox import Sandbox
from goodword.rendering.templates import Compiled, Templates, each_time

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from tests.conftest import Require

ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "![a](data:image/svg+xml;base64,PHN2Zz4=)",
    "![a](https://example.org/tracker.png)",
    "[a](vbscript:x)",
    "[a](<javascript:alert(1)>)",
    "[a](../../people/ben/)",
    "[a](//example.org/x)",
    "[a](https://example.org){: onclick=alert(1) }",
    "text {: .class #id onclick=alert(1) }",
    '--8<-- "profile.yml"',
    "{% include 'x' %}{{ 7*7 }}",
    ":material-home: :smile:",
    "---\ntitle: x\n---\n",
    "| a | b |\n|---|---|\n| <b> | `|` |",
    '<a href="&#106;avascript:alert(1)">x</a>',
    "<https://example.org/?a=1&b=\"'>",
    "[a]: javascript:alert(1)\n[a]",
    "⟦title⟧ <!-- goodword:content -->",
    "]]><!--\x0b-->",
)


class Seen(HTMLParser):
    """Tags, attributes and addresses of a piece of HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.comments: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def seen(text: str) -> Seen:
    parser = Seen()
    parser.feed(text)
    parser.close()
    return parser


def assert_harmless(made: str) -> None:
    found = seen(made)
    assert set(found.tags) <= TAGS
    assert not found.comments
    for tag, name, value in found.attributes:
        assert name in ATTRIBUTES.get(tag, set()) | ({"rel"} if tag == "a" else set())
        if name == "href":
            assert urlsplit(value).scheme in SCHEMES


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_in_markdown_becomes_text(attack: str) -> None:
    assert_harmless(markdown(attack))


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_in_a_template_becomes_text(attack: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text('<p title="{{ text }}">{{ text }}</p>', encoding="utf-8")
    found = seen(Templates(tmp_path).get("page.html")({"text": attack}))
    assert found.tags == ["p"]
    assert found.attributes == [("p", "title", attack)]
    assert found.text == attack


def test_naughty_strings_stay_text(require: Require, tmp_path: Path) -> None:
    path = require("corpora") / "blns" / "blns.base64.json"
    encoded = json.loads(path.read_text("utf-8"))
    texts = [base64.b64decode(text).decode(errors="replace") for text in encoded]
    (tmp_path / "page.html").write_text('<p title="{{ text }}">{{ text }}</p>', encoding="utf-8")
    page = Templates(tmp_path).get("page.html")
    assert len(texts) > 400
    for text in texts:
        assert_harmless(markdown(text))
        assert seen(page({"text": text})).attributes == [("p", "title", text)]
        assert "\n" not in plain(text)


MARKS = st.sampled_from(
    [*"<>&\"'`*_[]()!|#-+~:={}%\\\n\t 1aé.", "](", "<b", "https://e.org/", "--"]
)


@given(st.lists(MARKS | st.text(max_size=3), max_size=40).map("".join))
@example("[a](https://e.org\t\nb)")
def test_no_mixture_of_marks_gets_through(text: str) -> None:
    assert_harmless(markdown.__wrapped__(text))
    plain.__wrapped__(text)


@given(st.from_regex(WORDS_ONLY, fullmatch=True))
@example("Ana (she) helps; daily: often.")
@example("a b ")
def test_the_short_way_gives_what_the_long_way_gives(text: str) -> None:
    long = _sanitiser.clean(_markdown.render(text))
    assert markdown.__wrapped__(text) == long
    assert plain.__wrapped__(text) == " ".join(text.split()) or "  " in text


def test_headings_leave_no_gap_below_the_pages_own() -> None:
    made = markdown("# One\n\n##### Two\n\n# Three\n\n###### Four\n\n###### Five")
    assert seen(made).tags == ["h3", "h4", "h3", "h4", "h5"]


def test_a_table_is_aligned_without_styles() -> None:
    made = markdown("| a | b |\n|:-:|--:|\n| 1 | 2 |")
    assert [value for _, name, value in seen(made).attributes if name == "align"] == [
        *("center", "right"),
        *("center", "right"),
    ]
    assert "style" not in made


def test_a_picture_becomes_a_link() -> None:
    made = markdown("See ![the *chart*](https://example.org/c.png)")
    assert 'href="https://example.org/c.png"' in made
    assert ">the chart</a>" in made


def test_plain_text_has_no_marks() -> None:
    text = "# Guide\n\n*Write* [it](https://example.org) in\n`code`\n\n- one\n- two\n\n    three"
    assert plain(text) == "Guide Write it in code one two three"


def test_a_name_that_is_not_given_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{{ title }}", encoding="utf-8")
    with pytest.raises(UndefinedError):
        Templates(tmp_path).get("page.html")({})


def test_a_template_cannot_reach_into_python(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{{ text.__class__.__mro__ }}", encoding="utf-8")
    with pytest.raises(SecurityError):
        Templates(tmp_path).get("page.html")({"text": "x"})


@dataclass(frozen=True)
class Shown:
    """What templates are given."""

    name: str
    _kept: str = "kept"

    @property
    def twice(self) -> str:
        """A value that is no field."""
        return self.name * 2


def test_a_field_is_read_like_any_attribute(tmp_path: Path) -> None:
    text = (
        "{{ it.name }}{{ it.twice }}{% for each in [it, it] %}{{ each.name }}{% endfor %}"
        "{% if it.other is defined %}other{% endif %}{{ words.name }}"
    )
    (tmp_path / "page.html").write_text(text, encoding="utf-8")
    page = Templates(tmp_path).get("page.html")
    for name, shown in (("<", "&lt;"), ("b", "b"), ("", "")):
        assert page({"it": Shown(name), "words": {"name": "c"}}) == f"{shown * 5}c"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("{{ it._kept }}", SecurityError),
        ("{{ it.__class__ }}", SecurityError),
        ("{{ it.other }}", UndefinedError),
        ("{{ none.name }}", UndefinedError),
        ("{{ it.name.format }}{{ it.name.format_map.__globals__ }}", SecurityError),
    ],
)
def test_what_is_no_field_goes_the_long_way(
    text: str, error: type[Exception], tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text("{{ it.name }}" + text, encoding="utf-8")
    page = Templates(tmp_path).get("page.html")
    for _ in range(2):
        with pytest.raises(error):
            page({"it": Shown("a")})


def test_the_programs_own_template_stands_for_the_built_in_one(tmp_path: Path) -> None:
    for name in ("page", "other"):
        (tmp_path / f"{name}.html").write_text(name, encoding="utf-8")
    templates = Templates(tmp_path, {"page.html": "own"})
    assert templates.get("page.html")({}) == "own"
    assert templates.get("other.html")({}) == "other"
    with pytest.raises(TemplateNotFound):
        templates.get("none.html")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{ cycler.__init__.__globals__.os.system('id') }}", "unsafe"),
        ("{{ ''.__class__.__base__.__subclasses__() }}", "unsafe"),
        ("{{ t.__call__.__globals__ }}", "unsafe"),
        ("{{ text | safe }}", "safe"),
        ("{% autoescape false %}{{ text }}{% endautoescape %}", "escaping cannot be put off"),
        ("{% include '/etc/passwd' %}", "/etc/passwd"),
        ("{% include '../../secret.html' %}", "secret"),
        ("{{ none_such }}", "none_such"),
        ("{% if %}", "Expected an expression"),
        ("{{ 1 // 0 }}", "division"),
        ("{{ [][3].x }}", "no element 3"),
    ],
)
def test_a_template_of_the_program_that_reaches_out_is_a_refusal(
    text: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text("ours", encoding="utf-8")
    with pytest.raises(Failure, match=re.escape(said)) as caught:
        Templates(tmp_path, {"page.html": text}, {"t": str}).get("page.html")({"text": "<b>"})
    assert str(caught.value).startswith("site/templates/page.html")


def test_a_template_of_the_program_escapes(tmp_path: Path) -> None:
    made = Templates(tmp_path, {"page.html": "{{ text }}"}).get("page.html")({"text": "<b>"})
    assert made == "&lt;b&gt;"


def test_a_filter_of_a_constant_is_worked_out_each_time(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{{ 'x' | count }}", encoding="utf-8")
    counted = iter(range(5))
    count = each_time(lambda _: next(counted))
    page = Templates(tmp_path, filters={"count": count}).get("page.html")
    assert [page({}), page({}), page({})] == ["0", "1", "2"]


def read_as(language: str, folder: Path) -> str:
    """What a template makes in a language."""
    filters = {"t": lambda key: f"{key} in {language}"}
    return Templates(folder, filters=filters, language=language).get("page.html")({})


def test_a_template_of_one_language_speaks_another(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{{ 'x' | t }}", encoding="utf-8")
    for language in ("en", "es", "en", ""):
        assert read_as(language, tmp_path) == f"x in {language}"


def test_a_template_is_compiled_again_or_kept_when_it_was_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[object] = []
    compiling = Sandbox.compile

    def listen(*given: Any) -> Any:
        compiled.append(given)
        return compiling(*given)

    monkeypatch.setattr(Sandbox, "compile", listen)
    file = tmp_path / "page.html"
    for text, times in (("{{ 'x' | t }}", 1), ("{{ 'y' | t }}", 2), ("{{ 'x' | t }}", 2)):
        file.write_text(text, encoding="utf-8")
        for _ in range(3):
            assert read_as("en", tmp_path) == f"{text[4]} in en"
        assert len(compiled) == times
    for _ in range(3):
        Templates(tmp_path, filters={"t": str}).get("page.html")
    assert len(compiled) == 5  # of filters of which nothing is promised


def test_what_was_compiled_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Compiled, "MOST", 3)
    for number in range(9):
        (tmp_path / "page.html").write_text(f"{number}", encoding="utf-8")
        made = Templates(tmp_path, language="of this test").get("page.html")({})
        assert made == str(number)
    assert len(templating._compiled("of this test")._codes) == 3


@pytest.mark.parametrize("cleaner", ["_pages", "_sanitiser"])
def test_a_link_that_runs_passes_a_sanitiser_by_itself(cleaner: str) -> None:
    """Markdown makes no such link; what cleans its HTML does not rely on that."""
    clean = getattr(prose, cleaner).clean
    for scheme in ("javascript", "JavaScript", "vbscript", "data", "file"):
        assert clean(f'<a href="{scheme}:alert(1)">x</a>') == '<a rel="noopener noreferrer">x</a>'
    for link in ("https://example.org/", "mailto:ana@example.org"):
        assert link in clean(f'<a href="{link}">x</a>')


@pytest.mark.parametrize(
    "text",
    [
        "{{ 'x' * 3000000000 }}",
        "{{ ([1] * 3000000000)|length }}",
        "{{ 3000000000 * 'x' }}",
        "{{ 9 ** 999999999 }}",
        "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}",
    ],
)
def test_a_template_of_the_program_takes_all_there_is(text: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("x", encoding="utf-8")
    with pytest.raises(Failure, match=r"site/templates/page\.html: "):
        Templates(tmp_path, {"page.html": text}).get("page.html")({})


def test_a_small_product_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{{ 3000 * 4000 }}{{ 'x' * n }}", encoding="utf-8")
    assert Templates(tmp_path).get("page.html")({"n": 2}) == "12000000xx"
