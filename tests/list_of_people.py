"""A list of people brought over in memory, without a command and without a disk."""

from __future__ import annotations

import io
from csv import DictWriter
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from goodword.actions.import_people import ImportingPeople, import_people
from goodword.edits import laid_over
from goodword.edits.naming import identifier
from goodword.intake.export import Problems
from goodword.intake.people.cells import Known
from goodword.intake.people.countries import country_names
from goodword.intake.people.list_map import read_people_map
from goodword.intake.people.lists import ListFile, read_list
from goodword.intake.people.profiles import read_people
from goodword.intake.people.rooms import rooms
from goodword.load import load
from goodword.resources import schemas_directory
from goodword.snapshot import Snapshot
from goodword.source.schemas import Schemas
from goodword.source.trees import Overlay
from goodword.texts.codes import country_codes, language_codes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from goodword.actions.import_people import ImportedPeople
    from goodword.diagnostics import Diagnostic
    from goodword.intake.people.list_map import PeopleMap
    from goodword.source.trees import DiskTree

SCHEMAS = Schemas.load(schemas_directory())
DAY = date(2026, 11, 28)
MAP = b"""\
columns: {name: name, region: region, languages: languages, bio: bio, pronouns: pronouns}
accounts: {github: {login: github, number: id}, forum: forum}
nothing: ["-"]
"""
COLUMNS = ("name", "region", "languages", "bio", "pronouns", "github", "id", "forum")
COUNTRIES = country_names(country_codes(("en",)), identifier)
LANGUAGES = language_codes(("en",))


class Room(NamedTuple):
    """The files of a program, and an empty folder below them."""

    below: DiskTree
    files: dict[str, bytes]

    @property
    def tree(self) -> Overlay:
        return Overlay(self.below, dict(self.files))

    @property
    def snapshot(self) -> Snapshot:
        return Snapshot(load(self.tree, SCHEMAS).program, DAY)

    def after(self, imported: ImportedPeople) -> Room:
        edits = laid_over(imported.proposal.edits)
        new = {path: data for path, data in edits.items() if data is not None}
        return Room(self.below, {**self.files, **new})


def sheet(rows: Sequence[Mapping[str, str]]) -> bytes:
    text = io.StringIO()
    writer = DictWriter(text, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def bring(
    room: Room, rows: Sequence[Mapping[str, str]], map_: bytes = MAP
) -> tuple[ImportedPeople, Problems]:
    """What a table would bring, and what is wrong with it."""
    return bring_files(room, [ListFile("list.csv", sheet(rows))], map_)


@cache
def map_of(data: bytes) -> tuple[PeopleMap | None, tuple[Diagnostic, ...]]:
    """What a map says, read once: most lists are brought by the same one."""
    return read_people_map(data, "map.yml", SCHEMAS)


def bring_files(
    room: Room, files: Sequence[ListFile], map_: bytes = MAP
) -> tuple[ImportedPeople, Problems]:
    """What a list would bring, and what is wrong with it."""
    names, found = map_of(map_)
    assert names is not None, found
    told, snapshot = Problems("list.csv"), room.snapshot
    entries = read_list(files, names, told)
    zone, there = snapshot.program.zone, rooms(snapshot.program)
    known = Known(zone, DAY, COUNTRIES, LANGUAGES, there, identifier)
    read, left = read_people(entries, names, known, told)
    request = ImportingPeople(names, read, left, told, SCHEMAS, "", str)
    return import_people(snapshot, request, room.tree), told
