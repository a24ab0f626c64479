"""Communities: where people meet, where we take part, and who of our people is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.portal.page import Page, Rows, Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.audience.view import View
    from goodword.portal.page import Reader


def pages(view: View, reader: Reader) -> Iterator[Page]:
    """The one page."""
    texts = reader.texts
    yield Page(
        path="communities/",
        fills="communities/",
        template="communities.html",
        title=texts("page.communities"),
        values={"communities": view.communities},
        trail=(Step("", texts("page.home")),),
        lists=(Rows("communities"),),
        more="communities/more/",
        search=" ".join(reader.text(each.name) for each in view.communities),
    )
