"""Models gathered by kind while documents come in, and what is set aside of files that fail."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from goodword.days import EARLIEST
from goodword.diagnostics import Place
from goodword.model import settings
from goodword.model.broken import Broken
from goodword.model.plain import by_number
from goodword.model.program import BY_NAME
from goodword.source.packs import Sound

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from goodword.diagnostics import Diagnostic
    from goodword.model.plain import Data
    from goodword.model.program import Program
    from goodword.source.judged import Document
    from goodword.source.schemas import Schemas

_NAMES = re.compile(r"[a-z0-9](?:[.-]?[a-z0-9])*")


class Sink:
    """Gathers models and what was set aside, while documents come in."""

    def __init__(self, diagnostics: list[Diagnostic], alike: Program | None = None) -> None:
        self._diagnostics = diagnostics
        self._alike = alike
        self._read: set[str] = set()
        self._models: dict[str, list[Any]] = {kind: [] for kind in BY_NAME}
        self._aside: dict[str, tuple[str, str]] = {}
        self.sound: Counter[str] = Counter()

    def take(self, document: Document, started: date) -> None:
        """Model a document, or set it aside."""
        if document.diagnostics:
            self._diagnostics.extend(document.diagnostics)
            if not document.stands:
                self._aside[document.path] = (document.kind, document.text)
                return
        path, kind, value, _, _ = document
        self._read.add(kind)
        self._models[kind].append(BY_NAME[kind].model.read(value, Place(path), started))

    def packed(
        self,
        found: Iterable[Sound | tuple[str, Document]],
        kinds: dict[str, str],
        started: date,
    ) -> dict[str, str]:
        """Take packed records: the packed file of each, by its path.

        They count like files: those that are sound in `sound`, the kinds of others join `kinds`.
        """
        where: dict[str, str] = {}
        for each in found:
            if isinstance(each, Sound):
                read = BY_NAME[each.kind].model.read
                self._read.add(each.kind)
                self._models[each.kind] += [
                    read(line.says, Place(line.file), started) for line in each.lines
                ]
                where |= each.paths
                self.sound[each.kind] += len(each.lines)
                continue
            pack, document = each
            if document.path not in where:
                where[document.path] = pack
                kinds.setdefault(document.path, document.kind)
            self.take(document, started)
        return where

    def known(self, kind: str, model: Any) -> None:
        """Take what another program has of a file that is the same."""
        self._models[kind].append(model)

    def settings(self, document: Document, schemas: Schemas) -> tuple[settings.Settings, date]:
        """The program's settings; of a broken file, what of it can be used."""
        data = document.value
        self._diagnostics.extend(document.diagnostics)
        if not document.stands:
            self._aside[document.path] = (document.kind, document.text)
            data = _usable(data, schemas)
        read = settings.Settings.read(data, Place(document.path))
        return read, read.started or EARLIEST

    def rooms(self) -> dict[str, Any]:
        """The fields of a Program, each sorted by its key."""
        rooms: dict[str, Any] = {}
        for name, models in self._models.items():
            kind = BY_NAME[name]
            if self._alike and kind.many and name not in self._read:
                # All of them are of the other program's room: as many are the same ones.
                room = getattr(self._alike, kind.room)
                if len(room) == len(models):
                    rooms[kind.room] = room
                    continue
            if kind.many:
                rooms[kind.room] = _by_key([*map(kind.key, models)], models)
            elif models:
                rooms[kind.room] = models[0]
        return rooms

    def broken(self, program: Program) -> Broken:
        """What was set aside, with the ids that it would have been and those that it names."""
        if not self._aside:
            return Broken()
        ids: dict[str, set[str]] = {}
        words: set[str] = set()
        for path, (kind, text) in self._aside.items():
            parts = path[: path.rfind(".")].split("/")
            own = parts[1] if kind in ("profile", "mission") else parts[-1]
            ids.setdefault(kind, set()).update({own, path})
            words.update(parts, (parts[-1][11:].partition(".")[0],))
            words.update(_NAMES.findall(text))
        known = {*program.influencers, *program.missions, *program.rewards, *program.feedback}
        known |= {each for held in ids.values() for each in held}
        known |= {part for path in self._aside for part in path.split("/")}
        known |= {path.rpartition("/")[2][11:].partition(".")[0] for path in self._aside}
        return Broken(
            {path: kind for path, (kind, _) in self._aside.items()},
            {kind: frozenset(held) for kind, held in ids.items()},
            frozenset(words & known),
            mute=not all(_NAMES.search(text) for _, text in self._aside.values()),
        )


def _by_key(keys: list[str], models: list[Any]) -> dict[str, Any]:
    """Models by their keys, in the order of `by_number`.

    Letters are sorted sooner than pairs, and nearly all keys have no number: a letter before all
    others puts it behind those that have none.
    """
    names = [key.removesuffix(".yml") for key in keys]
    for at in [at for at, name in enumerate(names) if "." in name]:
        name, number = by_number(keys[at])
        names[at] = f"{name}\0{number:020}" if number > 1 else name
    return {keys[at]: models[at] for at in sorted(range(len(names)), key=names.__getitem__)}


def _usable(value: Any, schemas: Schemas) -> Data:
    """What of a broken program.yml can stand, so that the rest of the tree can be judged."""
    if isinstance(value, dict):
        for _ in range(100):
            problems = schemas.explain("program", value)
            if not problems:
                return value
            _drop(value, tuple(problems[0].pointer))
    return {"name": "", "timezone": "UTC", "staff": [{"id": "nobody", "name": ""}]}


def _drop(value: Any, pointer: tuple[str | int, ...]) -> None:
    """Take out what a pointer means, or the nearest thing around it that exists."""
    parents = [value]
    for step in pointer:
        try:
            parents.append(parents[-1][step])
        except (KeyError, IndexError, TypeError):
            break
    if len(parents) > 1:
        del parents[-2][pointer[len(parents) - 2]]
    else:
        value.clear()
