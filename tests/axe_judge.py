"""Axe over pages of which many are alike: nothing is judged twice by what is the same."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page

AXE = """({only, within, ...more}) => axe.run(
  within ? {include: within.map(at => window.gwTinted[at])} : document,
  {
    resultTypes: ["violations"],  // what is in order is counted, and not described
    selectors: false,
    preload: !only,
    ...(only ? {runOnly: {type: "rule", values: only}} : {}),
    rules: only ? {} : {
      ...Object.fromEntries(Object.entries(more).map(([id, enabled]) => [id, {enabled}])),
      "target-size": {enabled: true},
      "label-content-name-mismatch": {enabled: true},
      "css-orientation-lock": {enabled: true},
      "td-has-header": {enabled: true},
    },
  }
).then(found => found.violations.map(each =>
  [each.id, each.nodes.map(node => node.html), each.nodes.map(node => node.failureSummary)]))"""
"""What axe finds, with rules that it leaves off: sizes of targets (WCAG 2.5.8), names (2.5.3).
It is given rules to turn on or off, or `only` those to run, and `within` which elements that
`TINTS` has counted."""

LINKS = "link-in-text-block"
COLOURED = ("color-contrast", "color-contrast-enhanced", LINKS)
"""The rules of axe for which colours count."""
LEAST = ("color-contrast", LINKS)
"""Those of them that hold by AA, which is what everybody is promised."""

TINTS = """() => {
  const digest = text => {  // 53 bits
    let high = 0xdeadbeef, low = 0x41c6ce57;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      high = Math.imul(high ^ code, 2654435761);
      low = Math.imul(low ^ code, 1597334677);
    }
    high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
    low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
    return 4294967296 * (2097151 & low) + (high >>> 0);
  };
  const all = [...document.querySelectorAll("body, body *")];
  const painted = style => style.backgroundImage !== "none"
    || !/^(transparent|rgba.*, 0[)])$/.test(style.backgroundColor);
  const ways = {"background-color": "rgba(0, 0, 0, 0)", "background-image": "none", opacity: "1",
    filter: "none", position: "static", "mix-blend-mode": "normal", "text-shadow": "none",
    "z-index": "auto", overflow: "visible", clip: "auto", "clip-path": "none"};
  const known = new Map();
  const about = each => {
    if (known.has(each)) return known.get(each);
    const style = getComputedStyle(each), box = each.getBoundingClientRect();
    const parts = ["::before", "::after"].map(part => getComputedStyle(each, part)).filter(
      part => part.content !== "none").flatMap(part =>
      [part.content, part.position, part.backgroundColor, part.backgroundImage, part.width,
        part.height]);
    if (each.matches(":disabled, [aria-disabled=true]")) parts.push("disabled");
    const said = Object.entries(ways).filter(
      ([way, usual]) => style.getPropertyValue(way) !== usual
    ).map(([way]) => way + style.getPropertyValue(way)).concat(parts).join();
    const made = {style, box, said, paints: painted(style) || each.matches("img, svg, canvas")};
    known.set(each, made);
    return made;
  };
  const grounds = all.filter(each => about(each).paints);
  const unused = new Set([...document.querySelectorAll(
    "[aria-labelledby]:is(:disabled, [aria-disabled=true])"
  )].flatMap(each => each.getAttribute("aria-labelledby").split(" ")));
  const meet = (one, other) => one.left < other.right && other.left < one.right
    && one.top < other.bottom && other.top < one.bottom;
  const holds = (one, other) => one.left <= other.left && other.right <= one.right
    && one.top <= other.top && other.bottom <= one.bottom;
  const tinted = all.filter(each => each.checkVisibility({visibilityProperty: true}) && (
    each.matches("a[href], input, select, textarea, button")
    || [...each.childNodes].some(one => one.nodeType === 3 && one.data.trim())));
  window.gwTinted = tinted;
  return tinted.map(each => {
    const {style, box} = about(each), chain = [], text = each.textContent.trim();
    for (let up = each; up; up = up.parentElement)
      if (about(up).said) chain.push(about(up).said, holds(about(up).box, box));
    const met = grounds.filter(one => !one.contains(each) && meet(about(one).box, box)).map(
      one => [about(one).said, each.contains(one), holds(about(one).box, box)].join());
    const own = [each.tagName, style.color, style.fontSize, style.fontWeight, style.textIndent,
      style.textDecorationLine, text.length > 1, /[\\p{L}\\p{N}]/u.test(text), box.width > 1,
      box.height > 1, each.control ? each.control.disabled : "", unused.has(each.id)];
    const tint = [...own, ...chain, "met", ...met].join("\\n");
    if (!each.matches("a")) return [digest(tint), null];
    let block = each.parentElement;
    while (about(block).style.display === "inline") block = block.parentElement;
    const nodes = document.createNodeIterator(block, NodeFilter.SHOW_TEXT), around = [];
    for (let node; (node = nodes.nextNode());)
      if (!node.parentElement.closest("a")) around.push(node.data.trim());
    const parts = [...each.querySelectorAll("*")].map(
      one => about(one).said + about(one).style.color + about(one).style.fontWeight);
    parts.push(about(block).style.color);
    return [digest(tint), digest([tint, Boolean(around.join("")), block.querySelector("br, hr")
      ? block.outerHTML : "", ...parts].join("\\n"))];
  });
}"""
"""Of each element with words a digest of all by which axe judges its colours: its own and those of
what it stands in, of whatever else is painted where it is, and how large it is written; and of a
link another one, with whether it stands within text. Those with the same are judged alike, on
whatever page."""

ALIKE = """() => {
  const digest = async text => [...new Uint8Array(
    await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))
  )].map(each => each.toString(16).padStart(2, "0")).join("");
  const read = ["display", "visibility", "opacity", "position", "overflow", "clip", "clip-path",
    "float", "font-size", "font-style", "font-weight", "pointer-events", "text-align",
    "text-decoration-line", "text-indent", "transform", "z-index"];
  const all = [...document.querySelectorAll("*")];
  const boxes = all.map(each => {
    const box = each.getBoundingClientRect(), style = getComputedStyle(each);
    const parts = ["::before", "::after"].map(part => getComputedStyle(each, part).content);
    return [each.tagName, box.x, box.y, box.width, box.height, each.scrollWidth,
      each.scrollHeight, each.checked, each.disabled, each.value, ...parts,
      ...read.map(name => style.getPropertyValue(name))].join();
  });
  const form = document.querySelector("[data-md-component=palette]");
  const within = each => Boolean(form && form.contains(each));
  const copy = document.documentElement.cloneNode(true);
  [copy, ...copy.querySelectorAll("*")].forEach(each => [...each.attributes].forEach(one =>
    one.name.startsWith("data-md-color") && each.removeAttribute(one.name)));
  const choice = copy.querySelector("[data-md-component=palette]");
  const chosen = choice ? choice.outerHTML : "";
  if (choice) choice.replaceChildren();
  const half = inside => boxes.filter((_, at) => within(all[at]) === inside);
  return Promise.all([[copy.outerHTML, ...half(false)], [chosen, ...half(true)]].map(each =>
    digest(each.join("\\n"))));
}"""
"""A page without its colours, as axe's other rules take it: digests of its text, and of where and
how each element stands. The choice of colours is apart from the rest: it is another one by light
and by dark, and the same on each page."""


class Axe:
    """Judges pages, one after the other, and by all rules what it has not seen before.

    Args:
        source: the script.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._sound: set[str] = set()
        self._tints: dict[str, set[int]] = defaultdict(set)

    def judge(self, page: Page, coloured: Sequence[str] = LEAST) -> list[Any]:
        """What is wrong with a page as it stands, with these of the rules about colours."""
        alike = page.evaluate(ALIKE)
        found = []
        if not self._sound.issuperset(alike):
            found = self._run(page, dict.fromkeys(COLOURED, False))
            self._sound.update(() if found else alike)
        return found + self.judge_colours(page, coloured)

    def judge_colours(self, page: Page, coloured: Sequence[str] = LEAST) -> list[Any]:
        """What is wrong with the colours of a page as it stands, by these rules."""
        made = page.evaluate(TINTS)
        tints = [{each: link if each == LINKS else own for each in coloured} for own, link in made]
        new = {
            (rule, tint): at
            for at, each in enumerate(tints)
            for rule, tint in each.items()
            if tint and tint not in self._tints[rule]
        }
        within = sorted(set(new.values()))
        found = self._run(page, {"only": coloured, "within": within}) if within else []
        for rule, tint in () if found else new:
            self._tints[rule].add(tint)
        return found

    def _run(self, page: Page, asked: dict[str, Any]) -> list[Any]:
        if not page.evaluate("Boolean(window.axe)"):
            page.evaluate(self._source)
        found: list[Any] = page.evaluate(AXE, asked)
        return found
