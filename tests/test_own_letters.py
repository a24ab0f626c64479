"""Messages on a member's own page: their addresses of the portal are links, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from goodword.audience.gate import audience_view
from goodword.audience.own import record
from goodword.portal.me.letters import Part, letters
from goodword.portal.page import Reader
from goodword.portal.seal import code_of, name_of
from goodword.rendering.prose import plain
from goodword.texts import Texts
from tests.own_page_program import DAY, SECRET, files, own_pages
from tests.own_page_program import snapshot as snapshot_of
from tests.portal_site import build
from tests.relation_program import person, snapshot, touch
from tests.test_seal import opened

if TYPE_CHECKING:
    from pathlib import Path

PORTAL = "https://acme.example/club"


def shown(line: str, portal: str | None = f"{PORTAL}/") -> tuple[Part, ...]:
    """The parts of a line of a message to ana."""
    more: dict[str, Any] = {
        "channel": "portal",
        "template": "digest",
        "language": "en",
        "summary": f"News\n\n{line}",
    }
    found = {**person("ana"), **touch("ana", "message", "2026-03-02", by="maya", **more)}
    (letter,) = letters(record(snapshot(found), "ana"), Reader(Texts("en"), plain), portal)
    ((said,),) = letter.paragraphs
    return said


@pytest.mark.parametrize(
    ("line", "before", "address", "after"),
    [
        (
            f"- New <{PORTAL}/missions/guide/index.html>",
            "- New <",
            "/missions/guide/index.html",
            ">",
        ),
        (f"Look at {PORTAL}/me/.", "Look at ", "/me/", "."),
        (f"{PORTAL}, say", "", "", ", say"),
        (f"{PORTAL}/es/?a=1&b=2", "", "/es/?a=1&b=2", ""),
    ],
)
def test_an_address_of_the_portal_stands_as_text(
    line: str, before: str, address: str, after: str
) -> None:
    url = PORTAL + address
    parts = (Part(before), Part(url, url), Part(after))
    assert shown(line) == tuple(each for each in parts if each.text)


@pytest.mark.parametrize(
    "line",
    [
        "See <https://evil.example/>",
        f"See {PORTAL}.evil.example/ and {PORTAL}-2/",
        f"See https://evil.example/?to={PORTAL}/",
        f"javascript:{PORTAL}/",
        "See https://acmeXexample/club/",
    ],
)
def test_an_address_of_others_is_a_link(line: str) -> None:
    """Words of others may stand in a message, and on this page nobody looks where a link leads."""
    assert shown(line) == (Part(line),)


def test_a_program_without_an_address_has_links() -> None:
    assert shown(f"{PORTAL}/", None) == (Part(f"{PORTAL}/"),)


def test_a_link_of_a_message_cannot_be_followed(tmp_path: Path) -> None:
    summary = f"News\n\nNew <{PORTAL}/missions/> & <https://evil.example/>"
    said = {"by": "maya", "channel": "portal", "template": "digest", "summary": summary}
    documents = {**files(), **touch("ana", "message", "2026-03-02", **said)}
    shot = snapshot_of(documents, portal={"url": PORTAL})
    build(audience_view(shot, "members", DAY), tmp_path / "site", mine=own_pages(documents))
    key = code_of(SECRET, "ana", 1)
    path = f"me/{name_of(key)}"
    page = opened(key, path, (tmp_path / "site" / path).read_bytes())[16:].decode()
    url = f"{PORTAL}/missions/"
    assert f'New &lt;<a href="{url}">{url}</a>&gt; &amp; &lt;https://evil.example/&gt;' in page
