"""The program's own part of the portal: what lies in its site/, and which of it is read.

Read are pages of the program's own in `site/pages/LANGUAGE/` and templates in `site/templates/`
that stand for one of ours by the same name. Settings of MkDocs and a theme would run code on
whoever builds the portal, so they never are; links are not followed.
"""

from __future__ import annotations

import os
import re
import stat
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from goodword.nearest import did_you_mean
from goodword.source.trees import DiskTree, GitTree, Overlay
from goodword.source.trees.revision import read_blobs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from goodword.source.trees import Tree

FOLDER = "site"
TEMPLATES = f"{FOLDER}/templates/"
"""Where the program's templates lie."""
DEEPEST = 3
"""Folders of a page's address; there is a shell for each depth."""
_LARGEST = 1 << 20
"""Bytes of a file that is read; no page is larger."""
_MOST = 2_000
"""Files of site/ that are looked at."""
OPENING = "me.html"
"""The page that opens what is sealed. It is ours alone: whoever changes it could keep the codes."""
_STEP = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_LINK = "120000"


def page_of(path: str) -> str:
    """The address of a Markdown file of a language's folder: `code.md` is `code/`."""
    path = path.removesuffix(".md")
    return f"{path}/".removesuffix("index/") if path != "index" else ""


class Look(NamedTuple):
    """What `check` has to know of site/.

    Args:
        unread: files that the portal does not read: path, what is, and what to do instead.
        templates: texts of the templates that it reads, by path.
        pages: the pages that it reads: language and address, by path.
    """

    unread: tuple[tuple[str, str, str], ...]
    templates: Mapping[str, str]
    pages: Mapping[str, tuple[str, str]]


def look(tree: Tree, ours: Path, languages: Sequence[str], logo: str | None) -> Look:
    """What of site/ the portal does not read, and the templates that it does.

    Args:
        tree: the program.
        ours: the folder of the built-in site.
        languages: of the program.
        logo: path of the program's logo, which may lie there.
    """
    judged = _judged(tree, ours, languages)
    templates = [
        path for path, said in judged.items() if said is None and path.startswith(TEMPLATES)
    ]
    found = [(path, *said) for path, said in judged.items() if path != logo and said is not None]
    themes = [each for each in found if each[0].startswith(f"{FOLDER}/theme/")]
    kept = [each for each in found if each not in themes[1:]]
    if logo is not None and file(tree, logo) is None:
        lost = "the logo is not there, or too large, or behind a link"
        kept.append((logo, lost, f"put a plain file of at most 1 MiB at {logo}"))
    read = _read(tree, templates) if templates else {}
    steps = {
        path: path.split("/", 3)[2:]
        for path, said in judged.items()
        if said is None and path.startswith(f"{FOLDER}/pages/")
    }
    return Look(
        tuple(kept),
        {path: data.decode(errors="replace") for path, data in read.items()},
        {path: (language, page_of(rest)) for path, (language, rest) in steps.items()},
    )


def files(tree: Tree, ours: Path, languages: Sequence[str]) -> dict[str, bytes]:
    """The files of site/ that are read, by their path in it.

    Args:
        tree: the program.
        ours: the folder of the built-in site.
        languages: of the program.
    """
    judged = _judged(tree, ours, languages)
    wanted = [path for path, said in judged.items() if said is None]
    wanted = [path for path in wanted if path.startswith((f"{FOLDER}/pages/", TEMPLATES))]
    found = _read(tree, wanted)
    return {path.removeprefix(f"{FOLDER}/"): data for path, data in found.items()}


def file(tree: Tree, path: str) -> bytes | None:
    """One file of the program that lies anywhere in it, such as its logo; None without it."""
    plain = tree.tree if isinstance(tree, Overlay) else tree
    if isinstance(plain, DiskTree):
        above = [plain.root.joinpath(*path.split("/")[:n]) for n in range(1, path.count("/") + 1)]
        if any(each.is_symlink() for each in above):
            return None
    return _read(tree, [path]).get(path)


def _read(tree: Tree, paths: Iterable[str]) -> Mapping[str, bytes]:
    pairs: Iterable[tuple[str, object]]
    if isinstance(tree, GitTree):
        blobs = {path: blob for path, mode, blob in _in_git(tree, paths) if mode != _LINK}
        pairs = read_blobs(tree.repository.path, list(blobs.items()), _LARGEST)
    else:
        pairs = tree.read_many(paths, _LARGEST)
    return {path: data for path, data in pairs if isinstance(data, bytes) and len(data) <= _LARGEST}


def _names(tree: Tree, ours: Path) -> list[tuple[str, bool]]:
    """Files of site/ by their path, and whether each is a link; none where it is the built-in."""
    if isinstance(tree, Overlay):
        changed = {path for path in tree.changes if path.startswith(f"{FOLDER}/")}
        below = [each for each in _names(tree.tree, ours) if each[0] not in changed]
        there = ((path, False) for path in changed if tree.changes[path] is not None)
        return sorted([*below, *there])
    if isinstance(tree, GitTree):
        root = tree.repository.path
        listed: Iterable[tuple[str, bool]] = (
            (path, mode == _LINK) for path, mode, _ in _in_git(tree, [f"{FOLDER}/"])
        )
    elif isinstance(tree, DiskTree):
        root = tree.root
        listed = _on_disk(root)
    else:
        return []
    own = root / FOLDER
    if own.is_dir() and own.samefile(ours):
        return []
    return sorted(listed)[:_MOST]


def _on_disk(root: Path) -> Iterator[tuple[str, bool]]:
    base = root / FOLDER
    try:
        if not stat.S_ISDIR(base.lstat().st_mode):
            return
    except OSError:
        return
    for folder, inside, names in os.walk(base):
        links = [name for name in inside if (Path(folder) / name).is_symlink()]
        inside[:] = sorted(name for name in inside if name[0] != "." and name not in links)
        for name in (*names, *links):
            if name[0] != "." and name[-1] != "~":
                path = Path(folder) / name
                yield path.relative_to(root).as_posix(), path.is_symlink()


def _in_git(tree: GitTree, paths: Iterable[str]) -> list[tuple[str, str, str]]:
    """Path, mode and blob of files of the revision."""
    prefix = tree.repository.prefix
    wanted = [prefix + path for path in paths]
    if not wanted:
        return []
    output = tree.repository.run("ls-tree", "-r", "-z", "--full-tree", tree.commit, "--", *wanted)
    found = []
    for line in output.decode(errors="surrogateescape").split("\0")[:-1]:
        known, _, path = line.partition("\t")
        mode, _, blob = known.split(" ")
        found.append((path.removeprefix(prefix), mode, blob))
    return found


@lru_cache(maxsize=4)
def _ours(ours: Path) -> tuple[frozenset[str], frozenset[str]]:
    """Names of the built-in templates, and first steps of the pages that the portal makes."""
    templates = frozenset(path.name for path in (ours / "templates").glob("*.html"))
    pages = {path.name.removesuffix(".md") for path in (ours / "pages").iterdir()}
    return templates - {OPENING}, frozenset({*pages, OPENING.removesuffix(".html")})


def _judged(tree: Tree, ours: Path, languages: Sequence[str]) -> dict[str, tuple[str, str] | None]:
    """Why each file of site/ is not read, and what to do; None where it is."""
    found: dict[str, tuple[str, str] | None] = {}
    addresses: dict[tuple[str, str], str] = {}
    for path, link in sorted(_names(tree, ours)):
        said = _judge(path, ours, tuple(languages), link=link)
        if said is None and path.startswith(f"{FOLDER}/pages/"):
            *_, language, rest = path.split("/", 3)
            address = page_of(rest)
            # In small letters, for not every host tells Code/ from code/. A page that a language
            # lacks is that of another, and so they share their addresses.
            other = addresses.setdefault((language, address.lower()), path)
            if other == path:
                other = addresses.setdefault(("", address.lower()), path)
                other = path if page_of(other.split("/", 3)[3]) == address else other
            if other != path:
                said = f"has the address of {other}", "give one of them another name"
        found[path] = said
    return found


def _judge(
    path: str, ours: Path, languages: tuple[str, ...], *, link: bool
) -> tuple[str, str] | None:
    """Why a file of site/ is not read, and what to do; None where it is, or is nobody's matter."""
    kind, _, rest = path.removeprefix(f"{FOLDER}/").partition("/")
    templates, made = _ours(ours)
    if link and kind in {"pages", "templates", "theme", "mkdocs.yml"}:
        return "a link, which is not followed", "put a plain file in its place"
    if kind == "mkdocs.yml" and not rest:
        return (
            "settings of MkDocs are not read: they would run code on whoever builds the portal",
            "colours, logo and languages stand in program/program.yml, pages in site/pages/",
        )
    if kind == "theme":
        return (
            "a theme is not read: it would run code on whoever builds the portal",
            "colours and logo: program/program.yml; what a page shows: site/templates/ of ours",
        )
    if kind == "templates" and rest == OPENING:
        return (
            "what opens members' own pages is the portal's alone: it has their codes",
            "delete it; what such a page shows is changed by a template record.html",
        )
    if kind == "templates" and rest not in templates:
        near = did_you_mean(rest, templates)
        return (
            f"the portal has no template of this name{near}",
            f"a template stands for one of ours: {', '.join(sorted(templates))}",
        )
    return _judge_page(rest, made, languages) if kind == "pages" else None


def _judge_page(
    path: str, made: frozenset[str], languages: tuple[str, ...]
) -> tuple[str, str] | None:
    language, _, rest = path.partition("/")
    if not rest or language not in languages:
        return (
            f'no page of the portal: the program has no language "{language}"',
            f"pages lie in site/pages/LANGUAGE/; languages: {', '.join(languages)}",
        )
    if not rest.endswith(".md"):
        return "no page of the portal, expected a Markdown file", "its name ends in .md"
    address = page_of(rest)
    steps = address.split("/")[:-1]
    if steps and steps[0].lower() in {each.lower() for each in languages}:
        return (
            f"{steps[0]}/ is where the pages in that language are",
            f"give this page another name; those in {steps[0]} lie in site/pages/{steps[0]}/",
        )
    if not steps or steps[0].lower() in made:
        return (
            f"the portal makes the pages {f'of {steps[0]}/' if steps else 'at its start'} itself",
            "give this page another name; what ours shows is changed by a template",
        )
    if len(steps) > DEEPEST:
        return f"{len(steps)} folders deep, expected {DEEPEST} at most", "move it up"
    if not all(_STEP.fullmatch(step) for step in steps):
        return "cannot be an address, expected letters, digits, - and _", "rename it"
    return None
