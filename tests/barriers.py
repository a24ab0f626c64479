"""What may stand in the way of somebody on a page, as a browser sees it; and a page of each kind.

Kinds are found by what a build makes: a page of a new template is judged without a line here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from goodword.portal.build import Setting, parts_of
from goodword.portal.links import file_of
from goodword.portal.pages import PAGES
from tests.own_page_program import files, own_pages
from tests.portal_site import SITE, build, work
from tests.sample_staff import agenda
from tests.sample_view import sample

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from goodword.audience.view import View

OWN = b"""# A page of the program's own

## Rules

Text with a [link](code.md), `code`, and

- a list
- of things

| part | length |
|---|--:|
| text | 500 words |

### Below

> Said by somebody.
"""
MORE = {f"pages/en/{path}.md": OWN for path in ("code", "deep/code", "deep/er/code")}
"""Pages of the program's own at every depth that there is."""
ME = "me/index.html"
LOST = "404.html"


def full(audience: str = "staff") -> View:
    """Something in every part."""
    return sample(audience, languages=("en", "es"))


def empty(audience: str = "members") -> View:
    """A program that has just begun."""
    parts = ("pillars", "missions", "items", "people", "rewards", "events", "communities", "news")
    bare: dict[str, Any] = dict.fromkeys(parts, ())
    view = sample(audience, languages=("en", "es"))
    none = type(view.leaderboard)()
    loops = type(view.loops)()
    return replace(view, **bare, leaderboard=none, loops=loops)


def made(view: View, folder: Path) -> dict[str, str]:
    """Build, and give the address of a page of each kind: the longest of those alike.

    Args:
        view: what is built; staff's with all that they have beside it.
        folder: where the portal goes.
    """
    given: dict[str, Any] = {
        "agenda": agenda() if view.staff else None,
        "mine": own_pages(files()),
        "own": {**MORE},
    }
    build(view, folder, **given)
    filling = parts_of(view, Setting(work(), SITE, **given)).fillings[""]
    made_by = {name: make(filling._view, filling._reader) for name, make in PAGES.items()}
    made_by["own"] = map(filling._written, filling._own)
    found: dict[str, str] = {}
    sizes: dict[str, int] = {}
    for name, pages in made_by.items():
        for page in pages:
            kind, path = f"{name} {page.template} {page.fills}", file_of(page.path)
            size = (folder / path).stat().st_size
            if size > sizes.get(kind, 0):
                found[kind], sizes[kind] = path, size
    return {**found, "me": ME, "404": LOST}


SHAPE = """() => {
  const found = [], seen = each => each.checkVisibility({visibilityProperty: true});
  const heads = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(seen);
  const levels = heads.map(each => Number(each.tagName[1]));
  if (levels.filter(each => each === 1).length !== 1) found.push("not one h1: " + levels);
  levels.forEach((level, at) => {
    if (level > (at ? levels[at - 1] : 0) + 1) found.push("a level is skipped: " + levels);
  });
  if (document.querySelectorAll("main").length !== 1) found.push("not one main");
  const title = document.title, h1 = heads[0];
  if (!title) found.push("no title");
  if (!document.documentElement.lang) found.push("no language");
  document.querySelectorAll("[style]").forEach(each => found.push("style: " + each.outerHTML));
  return found;
}"""
"""Headings, landmarks, title and language."""

WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.querySelectorAll("body *")].filter(each =>
    each.getBoundingClientRect().right > width + 1
  ).slice(0, 5).map(each => each.outerHTML.slice(0, 200)).concat("wider than " + width);
}"""
"""What makes a page wider than the screen."""

SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* {
    letter-spacing: 0.12em !important; line-height: 1.5 !important;
    word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
"""Text spacing as WCAG 1.4.12 has it."""

CUT = """() => [...document.querySelectorAll("body *")].filter(each => {
  if (!each.checkVisibility({visibilityProperty: true})) return false;
  const style = getComputedStyle(each), box = each.getBoundingClientRect();
  if (box.width <= 1 || box.height <= 1 || style.clipPath !== "none") return false;
  if (each.closest("svg, select, input, [aria-hidden=true]")) return false;
  const across = ["hidden", "clip"].includes(style.overflowX)
    && each.scrollWidth > each.clientWidth + 1;
  const down = ["hidden", "clip"].includes(style.overflowY)
    && each.scrollHeight > each.clientHeight + 1;
  return (across || down) && each.textContent.trim();
}).map(each => each.outerHTML.slice(0, 200))"""
"""Elements whose text is cut off."""

MOVING = """() => [...document.querySelectorAll("*")].flatMap(each =>
  [null, "::before", "::after"].flatMap(part => {
    const style = getComputedStyle(each, part);
    const long = text => text.split(",").some(each => parseFloat(each) > 0.01);
    return (style.transitionProperty !== "none" && long(style.transitionDuration))
      || (style.animationName !== "none" && long(style.animationDuration))
      || style.scrollBehavior === "smooth"
      ? [each.tagName + "." + each.className + (part || "")] : [];
  }))"""
"""What moves by itself or fades."""

STILL = """() => Promise.all(document.getAnimations().map(
  each => each.finished.catch(() => null)))"""
"""Waits until nothing moves or fades any more."""

STOPS = """() => {
  // Of radio buttons that belong together the keyboard stops at one.
  const passed = each => {
    if (each.type !== "radio") return false;
    const group = [...document.getElementsByName(each.name)];
    return each !== (group.find(one => one.checked) || group[0]);
  };
  const all = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  return [...document.querySelectorAll(all)].filter(each =>
    each.tabIndex >= 0 && !each.disabled && each.checkVisibility({visibilityProperty: true})
    && !each.closest("[inert]") && !passed(each)
  ).map((each, at) => (each.dataset.gwStop = at, each.outerHTML.slice(0, 120)));
}"""
"""Numbers what the keyboard should stop at, in the order of the page; what each of them is."""

STOP = """() => {
  const each = document.activeElement;
  const shown = each.matches(".md-option") ? each.closest("form").querySelector(
    "label:not([hidden])") : each;
  shown.scrollIntoView({block: "nearest"});
  const box = shown.getBoundingClientRect(), style = getComputedStyle(shown);
  const part = shown.getClientRects()[0] || box;
  const x = Math.min(Math.max(part.left + part.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(part.top + Math.min(part.height, 40) / 2, 0), innerHeight - 1);
  const above = document.elementFromPoint(x, y);
  return {
    at: each === document.body ? null : Number(each.dataset.gwStop ?? -1),
    html: each.outerHTML.slice(0, 160),
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
      || each.matches(".md-search__input"),
    seen: box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth
      && box.bottom > 0 && box.top < innerHeight,
    covered: above !== null && !shown.contains(above) && !above.contains(shown)
      && !above.matches("label") ? above.outerHTML.slice(0, 160) : "",
    box: [box.left + scrollX, box.top + scrollY, box.right + scrollX, box.bottom + scrollY],
  };
}"""
"""Where the keyboard is, and whether that can be seen."""


def walked(page: Page) -> list[str]:
    """What is wrong with a walk over the whole page by the Tab key."""
    stops = page.evaluate(STOPS)
    met: list[int] = []
    found: list[str] = []
    before: list[float] | None = None
    for _ in range(len(stops) + 5):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop["at"] is None:
            before = None
            continue  # past the end, and on from the beginning
        if stop["at"] in met:
            break
        if stop["at"] < 0:
            found.append(f"an unexpected stop: {stop['html']}")
        met.append(stop["at"])
        if not stop["seen"]:
            found.append(f"out of sight: {stop['html']}")
        if not stop["ring"]:
            found.append(f"no ring: {stop['html']}")
        if stop["covered"]:
            found.append(f"covered: {stop['html']} by {stop['covered']}")
        box = stop["box"]
        if before and box[3] <= before[1] and box[2] <= before[0] + 1:
            found.append(f"back to the left and up: {stop['html']}")
        before = box
    start = met.index(min(met)) if met else 0  # where a page puts the keyboard is its own matter
    if met[start:] + met[:start] != sorted(met):
        found.append(f"in another order than that of the page: {met}")
    found += [f"never reached: {each}" for at, each in enumerate(stops) if at not in met]
    return found
