"""The page of the practice names what is there, and each sentence is enforced by something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from goodword.due import DUES
from goodword.model.paths import DOCUMENTS
from goodword.portal.pages import PAGES
from goodword.rules import RULES
from tests.conftest import ROOT
from tests.practices import PAGE, PRACTICES, links, page

if TYPE_CHECKING:
    from tests.conftest import Golden
    from tests.practices import Practice


def test_the_page_of_the_practice_differs_from_its_table(golden: Golden) -> None:
    golden(ROOT / PAGE, page())


@pytest.mark.parametrize("each", PRACTICES, ids=lambda each: each.says[:40])
def test_a_practice_is_enforced_by_nothing_that_there_is(each: Practice) -> None:
    assert each.commands or each.rules or each.dues
    assert set(each.rules) <= {rule.name for rule in RULES}
    assert set(each.dues) <= {due.__name__.rpartition(".")[2] for due in DUES}
    assert set(each.kinds) <= set(DOCUMENTS)
    assert set(each.pages) <= set(PAGES)


@pytest.mark.parametrize("link", sorted({where for each in PRACTICES for _, where in links(each)}))
def test_a_link_of_the_practice_leads_nowhere(link: str) -> None:
    path, _, anchor = link.partition("#")
    text = (ROOT / "docs" / path).read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^a-z0-9 -]", "", each.lower()).replace(" ", "-")
        for each in re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    }
    assert not anchor or anchor in headings
