"""Charts: what they draw of good and of odd figures, and that everybody can see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from goodword.portal import charts
from goodword.portal.charts import Share
from goodword.rendering.templates import Templates
from tests.hosting import served
from tests.portal_site import SITE, Parsed, build
from tests.sample_staff import agenda
from tests.sample_view import sample
from tests.test_portal_browser import SIZES, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.conftest import Golden

ODD = {
    "one-point": [Share("2026-Q3", 3, 4, "3 of 4, 75%")],
    "all-of-it-and-nothing": [Share("2026-Q2", 6, 6, "6 of 6"), Share("2026-Q3", 0, 6, "0 of 6")],
    "one-of-them-zero": [Share("Gold", 12, 0, "12"), Share("Silver", 0, 0, "0")],
    "huge": [
        Share("2026-Q2", 10**12, 0, "1,000,000,000,000"),
        Share("2026-Q3", 1, 0, "1", mark=10**13),
    ],
    "below-zero": [
        Share("2026-Q1", -40, 0, "\u221240", mark=10),
        Share("2026-Q2", 25, 0, "25", mark=10),
    ],
    "below-zero-alone": [
        Share("2026-Q1", -40, 0, "\u221240"),
        Share("2026-Q2", -10, 0, "\u221210"),
    ],
    "long-labels": [
        Share("The department of everything that nobody else wants to do", 1, 3, "1 of 3, 33%"),
        Share("\u4ec0\u4e48\u90fd\u7ba1" * 9, 2, 3, "2 of 3, 67%"),
    ],
    "from-the-right": [
        Share("\u0627\u0644\u062f\u0639\u0645 (\u0627\u0644\u0641\u0646\u064a)", 1, 2, "1 / 2")
    ],
    "markup": [Share('<b>R&D</b> "x"', 1, 2, "<script>")],
}
"""Figures that a chart meets, by what is odd about them."""
FILTERS = ("bdi", "count", "day", "line", "named", "number", "prose", "t", "to", "words")
"""What other pieces of the same template ask for."""
CONTRAST = """
() => {
  const channel = part => part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  const parsed = text => text.match(/[0-9.]+/g).map(Number);
  const light = colour => {
    const [r, g, b] = colour.slice(0, 3).map(each => channel(each / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = element => {
    for (let each = element; each; each = each.parentElement) {
      const found = parsed(getComputedStyle(each).backgroundColor);
      if (found.length === 3 || found[3] === 1) { return found; }
    }
    return [255, 255, 255];
  };
  const ratio = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const found = [];
  for (const element of document.querySelectorAll(".gw-chart svg *, .gw-chart figcaption")) {
    if (element.matches(".gw-chart__halo")) { continue; }  // of the colour of the ground
    const style = getComputedStyle(element);
    const text = ["text", "figcaption"].includes(element.localName);
    if (!text && !["rect", "line"].includes(element.localName)) { continue; }
    const lines = element.localName === "line" || style.fill === "none";
    const colour = element.localName === "figcaption" ? style.color
      : lines ? style.stroke : style.fill;
    const own = element.getBoundingClientRect();
    found.push({
      name: element.getAttribute("class") || element.localName,
      ratio: ratio(parsed(colour), ground(element.closest("figure"))),
      least: text ? 4.5 : 3,
      size: text ? own.height : 99,
      inside: own.left >= -1 && own.right <= document.documentElement.clientWidth + 1,
    });
  }
  return found;
}
"""
"""Of each part of each chart: its contrast to what it lies on, its size, whether it is in sight."""


def drawn(shares: list[Share]) -> str:
    """The chart as a page has it."""
    drawing = charts.bars("odd", "Odd figures", "What they mean.", shares)
    own = {"odd.html": '{% import "parts.html" as parts %}{{ parts.chart(drawing) }}'}
    page = Templates(SITE / "templates", own, filters=dict.fromkeys(FILTERS, str))
    return str(page.get("odd.html")({"drawing": drawing}))


@pytest.mark.parametrize("name", ODD)
def test_an_odd_figure_is_drawn_otherwise(name: str, golden: Golden) -> None:
    made = "\n".join(line for line in drawn(ODD[name]).splitlines() if line.strip())
    golden(f"charts/{name}.svg.html", made + "\n")
    parsed = Parsed(made)
    for tag in ("rect", "line"):
        for attribute in {"rect": ("x", "width"), "line": ("x1", "x2")}[tag]:
            assert all(0 <= int(each) <= charts.WIDTH for each in parsed.all(tag, attribute))
    (named,) = parsed.all("svg", "aria-labelledby")
    assert named.split() == [*parsed.all("title", "id"), *parsed.all("desc", "id")]
    assert "script" not in {tag for tag, _ in parsed.tags}


@pytest.mark.parametrize("shares", [[], [Share("2026-Q3", 0, 0, "0")], [Share("x", 0, 0, "", 0)]])
def test_nothing_is_drawn_as_something(shares: list[Share]) -> None:
    assert charts.bars("none", "", "", shares) is None


def test_a_part_is_drawn_longer_than_its_whole_or_out_of_scale() -> None:
    made = charts.bars("x", "", "", [Share("a", 5, 10, ""), Share("b", 20, 20, "", mark=40)])
    assert made is not None
    (half, whole), at = ((each.part.width, each.whole.width) for each in made.bars), made.bars[1]
    assert (half, whole) == ((50, 100), (200, 200))
    assert at.mark == charts.WIDTH
    assert made.zero == 0


@pytest.mark.parametrize(
    ("text", "room", "shown"),
    [
        ("Support", 7, "Support"),
        ("Support and more", 10, "Support a\u2026"),
        ("Support and", 9, "Support\u2026"),
        ("\u4ec0\u4e48\u90fd\u7ba1", 8, "\u4ec0\u4e48\u90fd\u7ba1"),
        ("\u4ec0\u4e48\u90fd\u7ba1", 7, "\u4ec0\u4e48\u90fd\u2026"),
        ("Zoe\u0308", 3, "Zoe\u0308"),
    ],
)
def test_a_label_is_cut_where_it_fits_or_not_where_it_does_not(
    text: str, room: int, shown: str
) -> None:
    assert charts.shortened(text, room) == shown


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a portal with every chart is served."""
    folder = tmp_path_factory.mktemp("charts") / "site"
    build(sample("staff"), folder, agenda=agenda())
    with served(folder) as address:
        yield address


WITH_CHARTS = ("feedback/", "staff/objectives/", "staff/audit/", "staff/loops/", "staff/points/")


def seen(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(CONTRAST)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_a_part_of_a_chart_is_hard_to_see(
    size: str, scheme: str, browser: Browser, desk: str
) -> None:
    with opened(browser, desk, size, scheme) as (page, complaints):
        for path in WITH_CHARTS:
            page.goto(f"{desk}{path}index.html", wait_until="networkidle")
            found = seen(page)
            assert {"gw-chart__part", "gw-chart__label"} <= {each["name"] for each in found}, path
            for each in found:
                assert each["ratio"] >= each["least"], (path, each)
                assert each["size"] >= 12, (path, each)
                assert each["inside"], (path, each)
            tables = page.locator("figure.gw-chart + .gw-table, figure.gw-chart ~ .gw-table")
            assert tables.count() >= page.locator("figure.gw-chart").count()
        assert complaints == []


@pytest.mark.parametrize("forced", [False, True])
def test_charts_vanish_in_print_or_where_colours_are_forced(
    forced: bool, browser: Browser, desk: str
) -> None:
    with opened(browser, desk, scheme="dark") as (page, _):
        if forced:
            page.emulate_media(forced_colors="active")
        else:
            page.emulate_media(media="print")
        page.goto(f"{desk}staff/objectives/index.html", wait_until="networkidle")
        found = seen(page)
        assert found
        assert all(each["ratio"] >= each["least"] for each in found), found


def test_the_judge_of_contrast_lets_pale_parts_pass(browser: Browser, desk: str) -> None:
    with opened(browser, desk, bypass_csp=True) as (page, _):
        page.goto(f"{desk}feedback/index.html", wait_until="networkidle")
        page.add_style_tag(content=".gw-chart__part { fill: #e4e4e0; }")
        assert [each for each in seen(page) if each["ratio"] < each["least"]]
