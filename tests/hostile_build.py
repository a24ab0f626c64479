"""Builds what a browser is given of a program with hostile texts: pages, files, own pages."""

from __future__ import annotations

import copy
import re
import zlib
from collections import Counter
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from goodword.audience.gate import audience_view
from goodword.audience.mine import mine
from goodword.audience.sharing import AUDIENCES
from goodword.days import EARLIEST
from goodword.diagnostics import Place as Spot
from goodword.diagnostics import Spot as Shown
from goodword.due import all_dues
from goodword.model.paths import row_of
from goodword.model.program import BY_NAME, Program
from goodword.portal import engine
from goodword.portal.fill import Filling
from goodword.portal.me.files import OwnPages
from goodword.portal.page import Desk
from goodword.portal.seal import FOLDER, code_of, name_of
from goodword.rendering import templates as sandboxed
from goodword.rendering.sandbox import Sandbox
from goodword.reports.desk import desk_figures, desk_names
from goodword.snapshot import Snapshot
from tests.hostile_program import fits, leaves, with_text
from tests.hostile_texts import as_link, as_mail
from tests.hostile_world import DAY, documents
from tests.own_page_program import SECRET
from tests.portal_site import SITE, work
from tests.test_schema_model import WALKERS
from tests.test_seal import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from goodword.audience.view import View
    from tests.test_schema_model import Way

    Choice = Callable[["Place"], str]
    """The text for a place."""

LANGUAGES = ("en", "es")
PLAIN = "words, and more of them"
"""A text in which nothing acts; free fields take it."""
FORMS: Mapping[str, Callable[[str], str]] = {"text": str, "link": as_link, "mail": as_mail}
"""How a text is written where a field takes it, by what the field takes."""
HASHED = re.compile(r"(?<=tags/topic_)(?!accessibility/|export/)[a-z0-9_-]+(?=/)")
"""How the page of a tag is named that is a text of the program."""
LINKED = re.compile(rb"feedback/(\d{4}-\d\d-\d\d-[a-z0-9-]+)/")
OWN, SEALED = "own", "sealed"
"""Stand beside the audiences for what members' own pages show, and for the files of these."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a document that takes texts of many kinds.

    Args:
        path: of the file. kind: of the file. way: to the place in the document.
        takes: `text`, `link` or `mail`. ordinal: among the places of its field.
    """

    path: str
    kind: str
    way: Way
    takes: str
    ordinal: int

    @property
    def field(self) -> str:
        """The way with a star for each place in a list, `@` for each name in a mapping."""
        return field_of(self.way)

    def spread(self, many: int) -> int:
        """A number below this: others for other fields, and for each place of a field."""
        return (zlib.crc32(f"{self.kind} {self.field}".encode()) + self.ordinal) % many


def field_of(way: Way) -> str:
    """The way of a field, whatever its place in a list; the name of a language is left out."""
    steps = ["*" if isinstance(step, int) else step for step in way if step not in LANGUAGES]
    if steps[0] == "accounts":
        steps[1] = "@"
    if "quality" in steps[:-2] and steps[-1] == "name":
        steps[-2] = "@"
    return ".".join(steps)


def takes(kind: str, document: Any, way: Way) -> str:
    """What a place takes: `text`, `link`, `mail`, or nothing where it has words of its own."""
    for name, form in FORMS.items():
        if fits(WALKERS[kind], with_text(document, way, form(PLAIN))):
            return name
    return ""


@cache
def written(style: int) -> tuple[Mapping[str, Any], tuple[Place, ...]]:
    """The documents in one of the styles with a plain text in every place, and the places."""
    found: dict[str, Any] = {}
    places: list[Place] = []
    ordinals: Counter[tuple[str, str]] = Counter()
    tag = ("", "es", "en")[style]
    for path, document in documents(style).items():
        row = row_of(path)
        assert row is not None, path
        made = document
        for way, value in list(leaves(document)):
            taken = takes(row.kind, document, way) if isinstance(value, str) else ""
            if not taken:
                continue
            where = way
            text: Any = FORMS[taken](PLAIN)
            if tag and fits(WALKERS[row.kind], with_text(made, way, {tag: text})):
                where, text = (*way, tag), {tag: text}
            made = with_text(made, way, text)
            field = (row.kind, field_of(way))
            places.append(Place(path, row.kind, where, taken, ordinals[field]))
            ordinals[field] += 1
        found[path] = made
    return found, tuple(places)


def harmless(place: Place) -> str:
    """A text in which nothing acts, another one for each place of a field."""
    return FORMS[place.takes](f"words {place.spread(100_000)}")


def program(style: int, choose: Choice) -> Program:
    """The program with a text of one's choice in every place."""
    plain, places = written(style)
    texts = copy.deepcopy(dict(plain))
    for place in places:
        target = texts[place.path]
        for step in place.way[:-1]:
            target = target[step]
        target[place.way[-1]] = choose(place)
    head = BY_NAME["program"].read(texts.pop("program/program.yml"), Spot("x"), EARLIEST)
    rooms: dict[str, Any] = {"settings": head}
    for path in sorted(texts):
        row = row_of(path)
        assert row is not None
        kind = BY_NAME[row.kind]
        value = kind.read(texts[path], Spot(path), head.first_day)
        if kind.many:
            rooms.setdefault(kind.room, {})[kind.key(value)] = value
        else:
            rooms[kind.room] = value
    return Program(**rooms)


UNESCAPED = sandboxed.Compiled()
"""Templates as they are compiled without escaping, once."""


@contextmanager
def unescaping() -> Iterator[None]:
    """Templates do not escape what they are given: for a check of those who judge."""

    def made(**given: Any) -> Any:
        return Sandbox(**{**given, "autoescape": False, "bytecode_cache": UNESCAPED})

    with patch.object(sandboxed, "Sandbox", made):
        yield


@cache
def shells() -> Any:
    """The shells of English."""
    return engine.build(SITE, work(), LANGUAGES[:1], 0)[0]


def _first_line(place: Spot) -> Shown:
    return Shown(place.path, 1)


def desk(snapshot: Snapshot, view: View) -> Desk | None:
    """What staff's pages show beside the View."""
    if view.staff is None:
        return None
    figures = desk_figures(snapshot, [each.id for each in view.staff.accounts], _first_line)
    jobs = {each.id: each.name for each in snapshot.program.settings.staff}
    return Desk(all_dues(snapshot), jobs, desk_names(snapshot.program), **figures)


def built(
    program: Program,
    audiences: Iterable[str] = AUDIENCES,
    *,
    escaping: bool = True,
    secret: bytes = SECRET,
) -> dict[str, dict[str, bytes]]:
    """The files of each audience's portal in English by path, and members' own pages.

    Args:
        program: of which.
        audiences: whose.
        escaping: whether templates escape what they are given, as they do.
        secret: from which the codes of own pages follow.
    """
    snapshot = Snapshot(program, DAY)
    found = {}
    for audience in audiences:
        view = audience_view(snapshot, audience, DAY)
        own = own_pages(snapshot, secret) if audience == "members" else None
        with nullcontext() if escaping else unescaping():
            filling = Filling(
                view, shells(), LANGUAGES, SITE, agenda=desk(snapshot, view), mine=own
            )
            files = dict(filling.files())
        if own:
            found[OWN] = dict(_opened(own, files))
            found[SEALED] = {p: d for p, d in files.items() if p.endswith(".bin")}
        found[audience] = named({p: d for p, d in files.items() if not p.endswith(".bin")})
    return found


def own_pages(snapshot: Snapshot, secret: bytes = SECRET) -> OwnPages:
    """Everybody's own pages, with what is owed to them."""
    dues: dict[str, tuple[Any, ...]] = {}
    for due in all_dues(snapshot):
        for each in due.to:
            dues[each] = (*dues.get(each, ()), due)
    return OwnPages(secret, mine(snapshot, DAY), dues)


def named(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files, those whose names follow from a text by the order of what they link to."""

    def told(path: str) -> tuple[str, list[bytes], str]:
        return HASHED.sub("", path), sorted(LINKED.findall(files[path])), path

    hashed = sorted(filter(HASHED.search, files), key=told)
    found = {path: data for path, data in files.items() if path not in hashed}
    for number, path in enumerate(hashed):
        found[HASHED.sub(str(number), path)] = files[path]
    return found


def _opened(own: OwnPages, files: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for each in own.people:
        code = code_of(own.secret, each.record.id, each.number)
        path = FOLDER + name_of(code)
        yield f"{each.record.id}.html", opened(code, path, files[path])[16:]
