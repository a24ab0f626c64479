"""Second locks hold on their own, whatever the first one in front of them lets through."""

from __future__ import annotations

import re

import pytest

from goodword.portal.engine import Shells
from goodword.portal.fill import Filling
from goodword.portal.filters import filters
from goodword.portal.page import Desk
from goodword.rendering import prose
from goodword.rendering.templates import FILTERS
from goodword.texts import Texts
from tests.portal_site import SITE
from tests.sample_staff import agenda
from tests.sample_view import sample


@pytest.mark.parametrize("scheme", ["javascript", "data", "vbscript", "file", "JaVaScRiPt"])
def test_the_sanitiser_lets_a_link_act_that_the_reader_of_markdown_would_refuse(
    scheme: str,
) -> None:
    cleaned = prose._sanitiser.clean(f'<a href="{scheme}:alert(1)">x</a>')
    assert "href" not in cleaned
    assert scheme not in cleaned


@pytest.mark.parametrize("scheme", ["https", "http", "mailto"])
def test_the_sanitiser_takes_away_a_link_that_may_stand(scheme: str) -> None:
    assert f'href="{scheme}:' in prose._sanitiser.clean(f'<a href="{scheme}:x@y.example">x</a>')


def test_the_short_way_escapes_nothing_and_trusts_its_pattern(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(prose, "WORDS_ONLY", re.compile(".*"))
    assert prose.markdown("<b>x</b> & y") == "<p>&lt;b&gt;x&lt;/b&gt; &amp; y</p>\n"


def test_check_knows_other_filters_than_the_portal_fills_templates_with() -> None:
    assert sorted(filters(Texts("en"), str)) == sorted(FILTERS)


@pytest.mark.parametrize("audience", ["public", "members", "nda", "staff"])
def test_pages_that_are_not_for_staff_are_handed_the_agenda(audience: str) -> None:
    filling = Filling(sample(audience), Shells("en", {}, {}, {}), ("en",), SITE, agenda=agenda())
    given = agenda() if audience == "staff" else Desk()
    assert filling._reader.desk == given
