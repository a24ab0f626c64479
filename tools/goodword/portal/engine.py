"""Starts MkDocs: the one module that knows how the theme renders shells and keeps its search.

Shells are laid out from site/ for one language, built strictly, and kept under the digest of all
that took part, so that they are built again only when the site or a version changes. Nothing of
the program takes part but the choice of languages.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from goodword.diagnostics import Failure
from goodword.portal import links, styles
from goodword.portal.search import PATH as INDEX
from goodword.portal.shell import Shell, tighten
from goodword.source.sealed import Bundles, folder_of, user_secret
from goodword.texts import Texts, primary

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LAYOUT = 4
"""Raised when this module builds the same files into something else."""
_HEAD = re.compile(r"^(title|description): ([a-z_]+\.[a-z_]+)$", re.MULTILINE)
_MAP = re.compile(rb"\s*//# sourceMappingURL=\S+\s*\Z")
"""The line of a script that names its source map, which is left out."""
DISTRIBUTIONS = ("jinja2", "markdown", "mkdocs", "mkdocs-material", "pymdown-extensions")
LEFT_OUT = ("sitemap.xml", "sitemap.xml.gz", INDEX)
"""Files of a build that the portal writes itself or does without."""
STYLE = "assets/portal.css"
"""The one style sheet of a page, put together from those of the theme and ours."""
UNSCRIPTED = "assets/no-script.css"
"""The sheet of browsers without scripts, which others do not ask for."""
_SHEET = re.compile(r'\s*<link rel="stylesheet" href="((?:\.\./)*)(assets/[^"]+\.css)">')
"""Where a page asks for a style sheet: the way to the root, and its path from there."""
LOST = "404.html"
"""The page for addresses that lead nowhere."""
KEPT = 12
"""Builds that stay, newest first, besides the one in use: a program has few languages."""


@dataclass(frozen=True, slots=True)
class Shells:
    """The built shells of one language.

    Args:
        language: its tag.
        pages: HTML by path (`missions/`, `404.html`), with slots.
        assets: bytes of every other file, by path.
        search: settings of the theme's search index.
    """

    language: str
    pages: Mapping[str, str]
    assets: Mapping[str, bytes]
    search: Mapping[str, Any]


def build(site: Path, work: Path, languages: Sequence[str], epoch: int) -> list[Shells]:
    """The shells of all languages, built where they are not at hand.

    Args:
        site: the built-in folder with pages, theme and mkdocs.yml.
        work: where shells are kept, sealed; can be deleted at any time.
        languages: tags.
        epoch: seconds, taken as the time of building.

    Raises:
        Failure: MkDocs is unhappy with a page or the theme, or a shell has a broken link.
    """
    jobs = [(site, work, language, epoch) for language in languages]
    with ThreadPoolExecutor(max_workers=2) as pool:
        return list(pool.map(lambda job: _built(*job), jobs))


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files of a folder by their path in it; what begins with a dot is passed over."""
    if folder.is_dir():
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            if path.is_file() and not any(part.startswith(".") for part in inside.parts):
                yield inside.as_posix(), path


def _layout(site: Path, language: str) -> dict[str, bytes]:
    """Every file of the build, its words in the language."""
    laid: dict[str, bytes] = {}
    for path, file in _files(site / "theme"):
        laid[f"theme/{path}"] = file.read_bytes()
    for path, file in _files(site / "templates"):
        laid[f"templates/{path}"] = file.read_bytes()  # whose words the style sheet is for
    texts = Texts(language)
    for path, file in _files(site / "pages"):
        laid[f"pages/{path}"] = _worded(file.read_bytes(), texts)
    if not (site / "mkdocs.yml").is_file():
        raise Failure(f"there is no mkdocs.yml in {site}")
    laid["site.yml"] = (site / "mkdocs.yml").read_bytes()
    words = {key[6:]: text for key, text in texts.words.items() if key.startswith("theme.")}
    words["language"] = language  # what a page says it is in
    changed = {
        "INHERIT": "site.yml",
        "theme": {"language": _theme_language(language), "custom_dir": "theme"},
        "extra": {"words": words},
    }
    laid["mkdocs.yml"] = json.dumps(changed, ensure_ascii=False, sort_keys=True).encode()
    return laid


def _worded(page: bytes, texts: Texts) -> bytes:
    """A page whose title and description are keys of texts, with these in their place."""
    return _HEAD.sub(
        lambda found: f"{found[1]}: {json.dumps(texts(found[2]), ensure_ascii=False)}",
        page.decode(),
    ).encode()


def _theme_language(tag: str) -> str:
    """The theme's own name of a language: with the region where it has it."""
    spec = importlib.util.find_spec("material")
    if spec is None or not spec.submodule_search_locations:
        raise Failure("mkdocs-material is not installed", "pip install goodword brings it")
    words = Path(spec.submodule_search_locations[0]) / "templates" / "partials" / "languages"
    return next((t for t in (tag, primary(tag)) if (words / f"{t}.html").is_file()), "en")


def _is_left_out(path: str, language: str) -> bool:
    """Whether nothing asks for a file: source maps, and how to search in other languages."""
    folder, _, name = path.rpartition("/")
    if "/lunr" in f"{folder}/":
        kept = {f"lunr.{tag}.min.js" for tag in ("stemmer.support", "multi", primary(language))}
        return name not in kept
    return name.endswith(".map")


def _digest(laid: Mapping[str, bytes]) -> str:
    versions = [f"{name} {importlib.metadata.version(name)}" for name in DISTRIBUTIONS]
    digest = hashlib.sha256(f"{LAYOUT} {versions}".encode())
    for path, data in sorted(laid.items()):
        digest.update(f"\0{path}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:24]


def _built(site: Path, work: Path, language: str, epoch: int) -> Shells:
    laid = _layout(site, language)
    kept = _kept(work)
    name = f"{language}-{_digest(laid)}"
    files = kept.read(name) if kept else None
    if files is not None:
        return _shells(language, files)
    # A folder of ours: nothing of the program lies there or above it.
    with tempfile.TemporaryDirectory(prefix="goodword-") as made:
        folder = Path(made)
        for path, data in laid.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        _mkdocs(folder, epoch)
        files = {path: file.read_bytes() for path, file in _files(folder / "built")}
    _dress(files, laid)
    shells = _shells(language, files)
    _judge(shells)
    if kept:
        kept.write(name, files)
    return shells


def _kept(work: Path) -> Bundles | None:
    """Where shells are kept; None where they cannot be, and are built each time."""
    secret = user_secret()
    work.parent.mkdir(parents=True, exist_ok=True)
    folder = folder_of(work.parent, work.name, "shells")
    return Bundles(folder, secret, KEPT) if folder and secret else None


def _mkdocs(folder: Path, epoch: int) -> None:
    """Run MkDocs in the folder: neither it nor the caller's folder is on the import path."""
    names = ("PATH", "SYSTEMROOT", "TMPDIR", "VIRTUAL_ENV")
    environment = {name: os.environ[name] for name in names if name in os.environ} | {
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": str(epoch),
    }
    command = [sys.executable, "-P", "-m", "mkdocs", "build", "--strict", "--quiet"]
    done = subprocess.run(
        [*command, "--config-file", "mkdocs.yml"],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        said = (done.stderr + done.stdout).decode(errors="replace").replace(f"{folder}/", "")
        lines = [line.strip() for line in said.splitlines() if line.strip()]
        raise Failure("MkDocs cannot build the shells of site/", " · ".join(lines[-6:]))


def _dress(files: dict[str, bytes], laid: Mapping[str, bytes]) -> None:
    """Put one style sheet in the place of several, with what the pages can have alone.

    Args:
        files: of a build, by path; changed in place.
        laid: what it was built from.
    """
    sheets: dict[str, str] = {}

    def asked(found: re.Match[str]) -> str:
        root, path = found.groups()
        if path == UNSCRIPTED:
            return found.group()
        first = not kept
        kept.append(path)
        sheets.setdefault(path, files.get(path, b"").decode())
        return f'\n<link rel="stylesheet" href="{root}{STYLE}">' if first else ""

    texts = [data.decode() for path, data in laid.items() if path.endswith((".html", ".js"))]
    made = sorted(path for path in files if path.endswith(".html") and path != LOST)
    for path in made:
        kept: list[str] = []
        texts.append(files[path].decode())
        files[path] = _SHEET.sub(asked, texts[-1]).encode()
    theme = {path: css for path, css in sheets.items() if path.startswith("assets/stylesheets/")}
    ours = "".join(css for path, css in sheets.items() if path not in theme)
    scripts = [data.decode() for path, data in files.items() if path.endswith(".js")]
    words = {name for text in texts for name in styles.NAMES.findall(text)}
    # Of what the theme's own script can put on a page, portals have the search alone.
    found = {name for text in scripts for name in styles.NAMES.findall(text)}
    words |= {name for name in found if name.startswith("md-search")}
    files[STYLE] = styles.joined(theme, ours, words, "\n".join(scripts)).encode()
    for path in theme:
        del files[path]


def _shells(language: str, files: Mapping[str, bytes]) -> Shells:
    pages: dict[str, str] = {}
    assets: dict[str, bytes] = {}
    for path, data in files.items():
        if path.endswith(".html"):
            pages[path.removesuffix("index.html")] = tighten(data.decode())
        elif path not in LEFT_OUT and not _is_left_out(path, language):
            assets[path] = _MAP.sub(b"\n", data) if path.endswith(".js") else data
    return Shells(language, pages, assets, json.loads(files[INDEX])["config"])


def _judge(shells: Shells) -> None:
    for path, page in shells.pages.items():
        try:
            Shell(page)
        except KeyError as error:
            raise Failure(f"nothing fills a slot of site/pages/{path}", str(error)) from error
    pages = {path: page for path, page in shells.pages.items() if path != LOST}
    files = {links.file_of(path) for path in shells.pages} | set(shells.assets)
    lost = links.broken_in(pages, files)
    if lost:
        where = " · ".join(f"{path or 'the start page'}: {link}" for path, link in lost[:6])
        raise Failure(f"{len(lost)} links of site/ lead nowhere ({shells.language})", where)
