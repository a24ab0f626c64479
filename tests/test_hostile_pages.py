"""Texts that act in other programs, in every field that reaches a page: nothing acts.

Pages are those that are built for each audience and for a member alone; Chromium's own parser
says what is in them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.hostile_build import FORMS, OWN, PLAIN, SEALED, built, harmless, program, shells
from tests.hostile_draw import Draw, fields
from tests.hostile_judge import Judge, pages_of
from tests.hostile_texts import ACTIVE, OUTSIDE, public
from tests.hostile_world import STYLES
from tests.leak_search import Marked
from tests.test_portal_leaks import said_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from goodword.model.program import Program
    from tests.conftest import Require, Tell
    from tests.hostile_build import Place

PAGE = "members/index.html"
NOWHERE = {
    *(("audit", "answer.collected_by"), ("audit", "answer.said.*.text")),
    ("audit", "brand.*.said.*.text"),
}
"""What is staff's and no page shows: who asked, and words, of which a full document says others."""
LEAST = 50
"""So many texts of the public lists, and of ours, stand in every field."""


def everywhere(text: str) -> Program:
    """A program with the text in every field that is no address."""
    return program(0, lambda place: FORMS[place.takes](PLAIN if place.takes != "text" else text))


@pytest.fixture(scope="module")
def plain_pages() -> dict[str, str]:
    return pages_of(built(program(0, harmless)))


@pytest.fixture(scope="module")
def judge(browser: Browser, plain_pages: dict[str, str]) -> Iterator[Judge]:
    """A judge who knows the harmless pages of each style."""
    page = browser.new_page()
    with Judge(page, shells()) as made:
        made.learn("0", plain_pages)
        for style in range(1, STYLES):
            made.learn(str(style), pages_of(built(program(style, harmless))))
        made.learn("members", pages_of(built(everywhere(PLAIN), ("members",))))
        yield made
    page.close()


def test_a_text_acts_in_a_page(judge: Judge, require: Require, tell: Tell) -> None:
    draw = Draw(public(require("corpora")))
    for style, made in draw.rounds():
        assert judge.judge(str(style), pages_of(built(made))) == []
    counts = []
    for source, stood in draw.texts.items():
        assert set(stood) == fields()
        least, most = min(map(len, stood.values())), max(map(len, stood.values()))
        assert least >= LEAST, [field for field, texts in stood.items() if len(texts) < LEAST]
        counts.append(f"{least} to {most} texts ({source})")
    tell(
        f"hostile texts: {' and '.join(counts)} in each of {len(fields())} fields; "
        f"{judge.pages:,} pages with {judge.elements:,} elements were judged"
    )


def test_a_field_that_a_schema_shows_to_somebody_is_in_no_page_that_is_judged(tell: Tell) -> None:
    """What stands in no page cannot be judged, so the program must show all that can be shown."""
    reached: dict[tuple[str, str], set[str]] = {}
    promised = set()
    for style in range(STYLES):
        marks: dict[str, Place] = {}

        def mark(place: Place, marks: dict[str, Place] = marks) -> str:
            number = f"zq{len(marks):05d}qz"
            marks[number] = place
            return FORMS[place.takes](number)

        for audience, files in built(program(style, mark)).items():
            for data in files.values() if audience != SEALED else ():
                for number in re.findall(r"zq\d{5}qz", data.decode()):
                    place = marks[number]
                    reached.setdefault((place.kind, place.field), set()).add(audience)
        for place in marks.values():
            if said_of(Marked(place.path, place.kind, place.way, None)):
                promised.add((place.kind, place.field))
    assert promised - set(reached) == NOWHERE
    assert {field for field, seen in reached.items() if OWN in seen} >= {
        ("claim", "summary"),
        ("claim", "decision.reason"),
        ("feedback", "steps.*.verbatim"),
        ("touchpoint", "summary"),
    }
    alone = sum(seen == {"staff"} for seen in reached.values())
    tell(
        f"hostile texts: {len(reached)} of {len(fields())} fields reach a page, "
        f"{alone} of them staff's alone; the others reach none"
    )
    assert len(reached) > 70


def test_active_texts_in_templates_that_do_not_escape_are_not_found(
    judge: Judge, require: Require, tell: Tell
) -> None:
    """The same texts, judged by the same judge: each of ours is found, and many of the lists'."""
    silent = []
    for name, text in ACTIVE.items():
        made = built(everywhere(text), ("members",), escaping=False)
        if not judge.judge("members", pages_of(made)):
            silent.append(name)
    assert silent == []
    texts = [each for each in public(require("corpora")) if "<" in each]
    met = 0
    for number in range(0, len(texts), 10):
        made = built(_turned(texts[number : number + 10]), ("members",), escaping=False)
        met += bool(judge.judge("members", pages_of(made)))
    assert met == -(-len(texts) // 10)
    tell(f"hostile texts: {len(ACTIVE)} of ours are found where nothing escapes them")


def _turned(texts: list[str]) -> Program:
    return program(0, lambda place: FORMS[place.takes](texts[place.spread(len(texts))]))


PLANTED = {
    "script": [
        "<script>1</script>",
        f"<script src={OUTSIDE}x.js></script>",
        "<svg><script/></svg>",
    ],
    "handler": ["<p onclick=x>", "<p ONCLICK=x>", "<svg onload=x></svg>"],
    "style": ["<p style=x>", "<p srcdoc=x>"],
    "class": ["<p class='x;y'>"],
    "link": [
        *("<a href=javascript:x>x</a>", "<a href='java\tscript:x'>x</a>", "<a href=data:x>x</a>"),
        *("<a href='&#1;javascript:x'>x</a>", "<a href=vbscript:x>x</a>", "<a href=//[x>x</a>"),
    ],
    "outside": [f"<img src={OUTSIDE}x>", "<img src=//evil.invalid/x>", f"<a ping={OUTSIDE}>x</a>"],
    "away": ["<a href=//evil.invalid/x>x</a>", "<a href='/\\evil.invalid'>x</a>"],
    "attribute": ["<p contenteditable>", "<p is=x>"],
    "element": ["<iframe></iframe>", "<object></object>", "<math></math>", "<base>", "<b>x</b>"],
    "meta": ["<meta http-equiv=refresh content=0>"],
    "tree": ["<p>", "<div dir=auto></div>", "<p id=x>", "<template><p></template>"],
    "comment": ["<!-- x -->"],
}
"""What each check of the judge must find, put at the end of a page."""


@pytest.mark.parametrize("check", PLANTED)
def test_what_acts_is_not_found(check: str, judge: Judge, plain_pages: dict[str, str]) -> None:
    judge.learn("one", {PAGE: plain_pages[PAGE]})
    assert judge.judge("one", {PAGE: plain_pages[PAGE]}) == []
    for planted in PLANTED[check]:
        page = plain_pages[PAGE].replace("</article>", f"{planted}</article>")
        assert planted in page
        found = judge.judge("one", {PAGE: page})
        assert {each.page for each in found} == {PAGE}, planted
        assert check in {each.check for each in found}, (planted, found)


def test_a_page_too_many_or_too_few_is_not_found(judge: Judge, plain_pages: dict[str, str]) -> None:
    assert judge.judge("0", plain_pages) == []
    other = {**plain_pages, PAGE: plain_pages[PAGE].replace("</article>", "<p></article>")}
    assert {each.page for each in judge.judge("0", other)} == {PAGE}
    fewer = {path: page for path, page in plain_pages.items() if path != PAGE}
    assert {each.check for each in judge.judge("0", fewer)} == {"lost"}
    more = {**plain_pages, "members/x.html": plain_pages[PAGE]}
    assert {each.check for each in judge.judge("0", more)} == {"new"}


def test_a_text_is_shown_as_another_one() -> None:
    """Texts are shown as they were written: no slot, entity or brace in them is looked at."""
    for text in ("⟦title⟧ {{ 7 * 7 }}", "&lt;b&gt; &amp;amp;", "<!-- goodword:content -->"):
        page = pages_of(built(everywhere(text), ("members",)))["members/people/ana/index.html"]
        shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        assert f'<h1 dir="auto">{shown}</h1>' in page or f">{shown}</h1>" in page
