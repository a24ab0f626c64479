"""A site from which Hugo makes the pages of a portal, of the same bytes or of as many."""

from __future__ import annotations

import json
import os
import re
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from benchmarks.programs import script
from goodword.portal.shell import Shell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_SETTINGS = """\
baseURL = "https://example.org/"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "404", "home", "section"]
[security]
allowContent = [".*"]
"""
"""No other kinds of pages; since 0.16x finished HTML has to be allowed by name."""
_ACTIONS = {
    "title": "{{ .Title }}",
    "description": "{{ .Description }}",
    "content": Markup("{{ .Content }}"),
    "breadcrumb": Markup("{{ .Params.breadcrumb | safeHTML }}"),
    "languages": Markup("{{ .Params.languages | safeHTML }}"),
}
"""What fills the slots of a shell when it is a layout of Hugo's."""
WORDS = "a canopy zip that was **mended** with a [needle](https://example.org/) and some thread "
MADE = len(
    "<p>a canopy zip that was <strong>mended</strong> with a "
    '<a href="https://example.org/">needle</a> and some thread</p>\n'
)


class Stamped(NamedTuple):
    """A page as it was stamped.

    Args:
        path: of its folder, from the portal's root.
        shell: into which.
        values: what filled its slots.
    """

    path: str
    shell: Shell
    values: Mapping[str, str | Markup]


def found() -> dict[str, str]:
    """Every Hugo at hand by its name and version: installed, or named in GOODWORD_HUGO.

    GOODWORD_HUGO holds paths of programs, parted as in PATH.
    """
    named = os.environ.get("GOODWORD_HUGO", "").split(os.pathsep)
    paths = [script("hugo"), *named]
    hugos = {}
    for path in paths:
        if path and Path(path).is_file():
            said = subprocess.run([path, "version"], capture_output=True, text=True, check=True)
            version = re.search(r"hugo v([\d.]+)", said.stdout)
            hugos[f"Hugo {version[1] if version else said.stdout.strip()}"] = path
    return hugos


@contextmanager
def recorded() -> Iterator[list[tuple[Shell, Mapping[str, str | Markup]]]]:
    """What is stamped while the block runs."""
    kept: list[tuple[Shell, Mapping[str, str | Markup]]] = []
    stamp = Shell.stamp

    def stamp_and_keep(shell: Shell, values: Mapping[str, str | Markup]) -> bytes:
        kept.append((shell, values))
        return stamp(shell, values)

    Shell.stamp = stamp_and_keep  # type: ignore[method-assign] - listens
    try:
        yield kept
    finally:
        Shell.stamp = stamp  # type: ignore[method-assign] - listens


def lay_out(pages: Iterable[Stamped], finished: Path, written: Path) -> None:
    """Two sites of these pages: articles that are finished HTML, and as many bytes of Markdown.

    Args:
        pages: the portal's.
        finished: folder of the one.
        written: folder of the other.
    """
    names: dict[int, str] = {}
    for site in (finished, written):
        (site / "layouts" / "_default").mkdir(parents=True)
        (site / "content" / "pages").mkdir(parents=True)
        (site / "config.toml").write_text(_SETTINGS, encoding="utf-8")
    for number, (path, shell, values) in enumerate(pages):
        name = names.get(id(shell))
        if name is None:
            name = names[id(shell)] = f"shell-{len(names)}"
            for site in (finished, written):
                layout = site / "layouts" / "_default" / f"{name}.html"
                layout.write_bytes(shell.stamp(_ACTIONS))
        front = {
            "title": values["title"],
            "description": values["description"],
            "layout": name,
            "url": f"/{path}",
            "breadcrumb": str(values["breadcrumb"]),
            "languages": str(values["languages"]),
        }
        head, content = f"{json.dumps(front, ensure_ascii=False)}\n", str(values["content"])
        (finished / "content" / "pages" / f"{number}.html").write_text(
            head + content, encoding="utf-8"
        )
        (written / "content" / "pages" / f"{number}.md").write_text(
            head + f"{WORDS}\n\n" * max(round(len(content.encode()) / MADE), 1), encoding="utf-8"
        )


def compared(public: Path, portal: Path) -> tuple[int, float]:
    """How many pages Hugo made, and how many times our bytes they have.

    Args:
        public: the folder that Hugo wrote.
        portal: ours, with pages of the same paths.
    """
    made = [*public.rglob("index.html")]
    ours = sum((portal / each.relative_to(public)).stat().st_size for each in made)
    return len(made), sum(each.stat().st_size for each in made) / ours
