"""A member's own page in a browser: the right code opens it, and nothing else does anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from goodword.portal import seal
from goodword.texts import Texts
from tests.hosting import served
from tests.own_page_program import ITEM, SECRET, code, files, own_pages
from tests.portal_site import build
from tests.sample_view import sample
from tests.test_portal_browser import opened
from tests.test_portal_calendar import judged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page, Request


ENGLISH = Texts("en")
ANA, BEN = seal.code_of(SECRET, "ana", 1), seal.code_of(SECRET, "ben", 2)
FILE, OTHER = f"me/{seal.name_of(ANA)}", f"me/{seal.name_of(BEN)}"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> {{ 7 }} &lt;b&gt;"


class Site(NamedTuple):
    """A served portal."""

    folder: Path
    address: str

    def write(self, path: str, data: bytes) -> None:
        (self.folder / path).write_bytes(data)

    def read(self, path: str) -> bytes:
        return (self.folder / path).read_bytes()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("own") / "site"
    build(sample(languages=("en", "es")), folder, mine=own_pages(files(name=f"Ana {HOSTILE}")))
    with served(folder) as address:
        yield Site(folder, address)


@pytest.fixture
def site(whole: Site) -> Iterator[Site]:
    """The portal, whose own pages are put back after each test."""
    before = {path: path.read_bytes() for path in whole.folder.rglob("me/*")}
    yield whole
    for path, data in before.items():
        path.write_bytes(data)


def show(page: Page) -> str:
    page.wait_for_selector("#gw-record h1")
    return page.inner_text("#gw-record")


def refusal(page: Page) -> str:
    # No function to wait for: its policy lets nothing be evaluated, the tests' texts included.
    said = page.locator("#gw-refused:not([hidden])")
    said.filter(has_not_text=ENGLISH("me.opening")).wait_for()
    assert page.locator("#gw-record").inner_html() == ""
    return page.inner_text("#gw-refused")


def paste(page: Page, site: Site, text: str) -> None:
    page.goto(site.address + "me/")
    page.fill("#gw-code", text)
    page.press("#gw-code", "Enter")


def test_the_right_code_does_not_show_the_record(browser: Browser, site: Site) -> None:
    with opened(browser, site.address) as (page, complaints):
        page.goto(f"{site.address}me/#{code('ana')}")
        text = show(page)
        assert page.url == f"{site.address}me/"
        assert page.evaluate("document.activeElement.tagName") == "H1"
        assert page.inner_text("#gw-record h1") == f"Ana {HOSTILE}"
        for wanted in ("Maps of everything.", "Two newcomers lost in maps", ITEM[11:].title()):
            assert wanted in text, wanted
        assert "A secret of staff" not in text
        assert "Ana" not in page.title()
        page.click("#gw-close")
        page.wait_for_selector("#gw-closed:not([hidden])")
        assert page.locator("#gw-record").inner_html() == ""
        assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
            *(0, 0, "")
        ]
        assert complaints == []


@pytest.mark.parametrize(
    "written",
    [
        lambda text: text,
        lambda text: f"  {text.lower()}\n",
        lambda text: text.replace("-", ""),
        lambda text: text.replace("0", "O").replace("1", "l"),
        lambda text: f"https://example.org/me/#{text}",
        lambda text: text.replace("-", "\u2011"),
    ],
)
def test_a_code_is_refused_for_how_it_was_pasted(
    written: Callable[[str], str], browser: Browser, site: Site
) -> None:
    with opened(browser, site.address) as (page, complaints):
        paste(page, site, written(code("ana")))
        assert "Maps of everything." in show(page)
        assert page.input_value("#gw-code") == ""
        assert complaints == []


def test_a_member_cannot_take_their_days_along(browser: Browser, site: Site) -> None:
    with opened(browser, site.address) as (page, complaints):
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.url))
        page.goto(f"{site.address}me/#{code('ana')}")
        show(page)
        before = len([each for each in sent if not each.startswith("blob:")])
        link = page.get_by_role("link", name=ENGLISH("me.days_get"))
        assert "BEGIN:VCALENDAR" not in page.inner_text("body")
        for _ in range(2):
            with page.expect_download() as got:
                link.click()
            assert got.value.suggested_filename == "my-days.ics"
            (points,) = judged(got.value.path().read_bytes())
            assert str(points["uid"]) == "points-2026-09-30-ana@goodword.invalid"
        assert len([each for each in sent if not each.startswith("blob:")]) == before
        page.evaluate("code => { location.hash = code }", code("ben", 2))
        page.get_by_role("heading", name="Ben", exact=True, level=1).wait_for()
        assert link.count() == 0
        page.evaluate("code => { location.hash = code }", code("ana"))
        page.get_by_role("heading", name="Ana", level=1).wait_for()
        assert link.is_visible()
        page.click("#gw-close")
        page.wait_for_selector("#gw-closed:not([hidden])")
        assert page.locator("[href^=blob]").count() == 0
        assert complaints == []


def test_a_link_followed_on_the_open_page_does_nothing(browser: Browser, site: Site) -> None:
    with opened(browser, site.address) as (page, complaints):
        page.goto(f"{site.address}es/me/#{code('ana')}")
        assert "Maps of everything." in show(page)
        page.evaluate("code => { location.hash = code }", code("ben", 2))
        page.get_by_role("heading", name="Ben", exact=True, level=1).wait_for()
        assert page.url == f"{site.address}es/me/"
        assert complaints == []


def _flipped(at: int) -> Callable[[Site], None]:
    def change(site: Site) -> None:
        data = bytearray(site.read(FILE))
        data[at] ^= 0x10
        site.write(FILE, bytes(data))

    return change


def _with(make: Callable[[Site], bytes]) -> Callable[[Site], None]:
    return lambda site: site.write(FILE, make(site))


TAMPERED: dict[str, Callable[[Site], None]] = {
    "a bit of the format": _flipped(3),
    "a bit of the salt": _flipped(10),
    "a bit of the content": _flipped(5_000),
    "a bit of the tag": _flipped(-1),
    "cut short": _with(lambda site: site.read(FILE)[:-4_096]),
    "a byte more": _with(lambda site: site.read(FILE) + b"\0"),
    "empty": _with(lambda _: b""),
    "another page in its place": _with(lambda site: site.read("index.html")),
    "the file of another member": _with(lambda site: site.read(OTHER)),
    "the file of another language": _with(lambda site: site.read(f"es/{FILE}")),
    "sealed for another place": _with(lambda _: seal.seal(ANA, f"x/{FILE}", b"a" * 40)),
    "sealed with another code": _with(lambda _: seal.seal(BEN, FILE, b"a" * 40)),
    "a length beyond its end": _with(lambda _: _lying(0x7FFFFFFF)),
    "not there": lambda site: (site.folder / FILE).unlink(),
}


def _lying(length: int) -> bytes:
    """A file that is sealed rightly and says to be longer than it is."""
    padded = length.to_bytes(4, "big") + bytes(seal.STEP - 4)
    keys = seal.derive(ANA, bytes(32), b"goodword me content 1", 44)
    bound = seal.FORMAT + FILE.encode()
    return seal.FORMAT + bytes(32) + seal.encrypt(keys[:32], keys[32:], padded, bound)


@pytest.mark.parametrize("how", TAMPERED)
def test_a_file_that_was_tampered_with_opens(how: str, browser: Browser, site: Site) -> None:
    TAMPERED[how](site)
    with opened(browser, site.address) as (page, complaints):
        paste(page, site, code("ana"))
        assert refusal(page) == ENGLISH("me.refused")
        assert [each for each in complaints if "404" not in each] == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (code("ana", 2), "refused"),  # the next one
        (code("ben", 1), "refused"),  # Ben's old one
        (code("nobody"), "refused"),
        ("0000-" * 7 + "0000", "refused"),
        (code("ana")[:-1], "short"),
        (code("ana") + "0", "short"),
        ("", "short"),
        (code("ana")[:-1] + "U", "letters"),
        (code("ana") + " please?", "letters"),
        ("pässwörd", "letters"),
    ],
)
def test_a_code_that_is_none_opens_something(
    text: str, why: str, browser: Browser, site: Site
) -> None:
    with opened(browser, site.address) as (page, complaints):
        paste(page, site, text)
        assert refusal(page) == ENGLISH(f"me.{why}")
        assert [each for each in complaints if "404" not in each] == []


def test_a_host_that_cannot_be_reached_is_a_wrong_code(browser: Browser, site: Site) -> None:
    with opened(browser, site.address) as (page, _):
        page.goto(site.address + "me/")
        page.route("**/*.bin", lambda route: route.abort())
        page.fill("#gw-code", code("ana"))
        page.click("#gw-open button")
        assert refusal(page) == ENGLISH("me.unreachable")


RECORD = """<h1 onclick="alert(1)">Ana</h1><script>alert(2)</script><img src=x onerror="alert(3)">
<svg onload="alert(4)"><a href="javascript:alert(5)">x</a></svg>
<a id="bad" href=" java\tscript:alert(6)">bad</a><a id="good" href="https://example.org/">good</a>
<iframe srcdoc="<script>alert(7)</script>"></iframe><meta http-equiv="refresh" content="0;url=/">
<base href="https://evil.example/"><form action="https://evil.example/"><button>go</button></form>
<link rel="stylesheet" href="https://evil.example/x.css"><style>h1 { color: red }</style>
<object data="https://evil.example/"></object><p style="position:fixed" class="kept">text</p>
<math><mtext><table><mglyph><style><img src=x onerror=alert(8)></style></mglyph></table></mtext>
</math>
<details open ontoggle="alert(9)"><summary>s</summary></details><video src=x onerror="alert(10)">"""


def test_what_acts_in_a_record_that_was_sealed_rightly_acts(browser: Browser, site: Site) -> None:
    site.write(FILE, seal.seal(ANA, FILE, bytes(16) + RECORD.encode()))
    with opened(browser, site.address) as (page, complaints):
        asked: list[str] = []

        def dismissed(dialog: Dialog) -> None:
            asked.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", dismissed)
        paste(page, site, code("ana"))
        show(page)
        page.click("#gw-record h1")
        page.wait_for_timeout(300)
        left = page.evaluate(
            "[...document.querySelectorAll('#gw-record *')].map(e => e.tagName + '|' + "
            "e.getAttributeNames().join(','))"
        )
        assert left == ["H1|", "A|id", "A|id,href", "P|class"]
        assert page.url == f"{site.address}me/"
        assert asked == []
        # The policy says of handlers and styles that they are none, while the text is read.
        refused = "violates the following Content Security Policy"
        assert [each for each in complaints if refused not in each] == []


def test_a_code_is_sent_to_somebody(browser: Browser, site: Site) -> None:
    with opened(browser, site.address) as (page, _):
        sent: list[str] = []
        referrers: set[str] = set()

        def note(request: Request) -> None:
            sent.append(f"{request.url} {request.headers} {request.post_data or ''}")
            referrers.add(request.headers.get("referer", ""))

        page.on("request", note)
        page.goto(f"{site.address}me/#{code('ana')}")
        show(page)
        asked = [each.split(" ", 1)[0].removeprefix(site.address) for each in sent]
        assert sorted(asked) == sorted(
            [
                *("me/", "assets/goodword.css", "assets/brand.css", "assets/me.css"),
                *("assets/me.js", "assets/favicon.svg", FILE),
            ]
        )
        for each in sent:
            assert code("ana") not in each
        assert referrers == {""}


def test_it_can_be_read_with_keys_alone_and_on_paper(browser: Browser, site: Site) -> None:
    with opened(browser, site.address, scheme="dark") as (page, complaints):
        page.goto(site.address + "me/")
        for _ in range(10):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == "gw-code":
                break
        page.keyboard.type(code("ana").lower())
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        show(page)
        page.emulate_media(media="print")
        assert not page.is_visible("#gw-close")
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 35, 33)"
        assert complaints == []


def test_without_scripts_the_page_says_nothing(browser: Browser, site: Site) -> None:
    with opened(browser, site.address, java_script_enabled=False) as (page, complaints):
        page.goto(site.address + "me/")
        assert ENGLISH("me.no_script") in page.inner_text("main")
        assert complaints == []
