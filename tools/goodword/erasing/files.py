"""Files without a person: where each lies afterwards, and what it holds.

Of the person's own files only what `own` keeps is left. In all others the person is taken out of
fields that the schemas say name somebody, and out of texts word by word; every other sign stays.
The same files give the same bytes whichever tree they lie in: so history can be rewritten.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from goodword.erasing.codings import CODINGS, decoded
from goodword.erasing.lines import pack_without
from goodword.erasing.own import profile, record
from goodword.erasing.statements import Digests
from goodword.model.paths import DOCUMENTS, PACKED, row_of
from goodword.source.documents import read_document
from goodword.source.documents.spans import spans
from goodword.source.schemas.annotations import marks
from goodword.source.schemas.fields import document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from goodword.erasing.traces import Traces
    from goodword.source.documents.spans import Span
    from goodword.source.schemas.annotations import Marks

    Dump = Callable[[str, str, Mapping[str, Any]], bytes]

_PEOPLE = frozenset({"influencer", "person"})
_BY_PERSON = frozenset({"shares", "capped_by"})
"""Mappings whose keys are people."""
_TOUCHPOINT = re.compile(r"influencers/([^/]+)/touchpoints/([^/]+)\.yml")
RECORD = "record"
"""What touchpoints of somebody who was erased are called, behind their day."""


def renumbered(names: Iterable[str]) -> dict[str, str]:
    """New names of touchpoints, which say no more than the day; their order stays.

    Args:
        names: of all files that there ever were, without endings.
    """
    found: dict[str, str] = {}
    counts: dict[str, int] = {}
    for name in sorted({*names}, key=_order):
        day = name[:10]
        counts[day] = counts.get(day, 0) + 1
        number = f".{counts[day]}" if counts[day] > 1 else ""
        found[name] = f"{day}-{RECORD}{number}"
    return found


def _order(name: str) -> tuple[str, int, str]:
    slug, _, number = name.partition(".")
    return slug, int(number) if number.isdecimal() else 1, name


def touchpoint_of(path: str, person: str) -> str | None:
    """The name of a person's touchpoint without its ending; None for other files."""
    found = _TOUCHPOINT.fullmatch(path)
    return found[2] if found and found[1] == person else None


def of_person(path: str, person: str) -> bool:
    """Whether a file is a person's own: their profile, or a record of theirs."""
    if path.startswith(f"influencers/{person}/"):
        return True
    row, name = row_of(path), path.rpartition("/")[2].removesuffix(".yml")
    if row is not None and row.kind == "claim":
        return name[11:].partition(".")[0] == person
    return row is not None and row.kind == "audit" and name == person


class Files:
    """The files of a program without a person.

    Args:
        traces: what names the person.
        dump: the text of a file of the person's, from its path, kind and value.
        drop: files that go whole, as somebody asked.
        fixed: contents that are the tool's own, such as the schemas with their examples.
    """

    def __init__(
        self,
        traces: Traces,
        dump: Dump,
        drop: frozenset[str] = frozenset(),
        fixed: frozenset[bytes] = frozenset(),
    ) -> None:
        self.traces = traces
        self.drop = drop
        self.fixed = fixed
        self._dump = dump
        self.digests = Digests(traces.clean, self.exact)
        self._marks: dict[str, Marks] = {}

    def of_person(self, path: str) -> bool:
        """Whether a file is the person's own: their profile, or a record of theirs."""
        return any(of_person(path, each) for each in self.traces.ids)

    def path(self, path: str) -> str | None:
        """Where a file lies afterwards; None where it goes."""
        if path in self.drop:
            return None
        if not self.of_person(path):
            return self.traces.clean(path)
        row = row_of(path)
        if row is None or row.kind not in DOCUMENTS:
            return None
        owner = next(each for each in self.traces.ids if of_person(path, each))
        name = touchpoint_of(path, owner)
        if name is not None:
            return f"influencers/{self.traces.new}/touchpoints/{self._record(name)}.yml"
        if row.kind == "profile":
            return f"influencers/{self.traces.new}/profile.yml"
        folder, _, last = path.rpartition("/")
        if row.kind == "term":
            return f"influencers/{self.traces.new}/terms/{last}"
        if row.kind == "redemption":
            folder = f"influencers/{self.traces.new}/redemptions"
            return f"{folder}/{self.traces.clean(last)}"
        number = last[len(owner) + (11 if row.kind == "claim" else 0) :]
        day = last[:11] if row.kind == "claim" else ""
        return f"{self.traces.clean(folder)}/{day}{self.traces.new}{number}"

    def _record(self, name: str) -> str:
        return self.traces.records.get(name, f"{name[:10]}-{RECORD}")

    def content(self, path: str, data: bytes) -> bytes | None:
        """What a file holds afterwards; None where it goes."""
        there = self.path(path)
        if there is None:
            return None
        if data in self.fixed:
            return data
        row = row_of(path)
        if self.of_person(path) and row is not None:
            value, _ = read_document(data, path)
            kept = (
                self.profile(value)
                if row.kind == "profile"
                else record(row.kind, value, self.code, self.exact, self.traces.stands)
            )
            return self._dump(there, row.kind, kept)
        if row is not None and row.kind == "signal" and (own := self._signal(path, data)):
            return self._dump(there, row.kind, own)
        if row is not None and row.kind in PACKED:
            return pack_without(self, data)
        if row is not None and row.kind == "statement":
            return self.digests.rewritten(data)
        if row is not None and row.kind == "erasure" and path.endswith(f"-{self.traces.new}.yml"):
            return self._trace(path, data)
        return self.words(row.kind if row else "", data)

    def _signal(self, path: str, data: bytes) -> dict[str, Any] | None:
        """What stays of a signal of the person's; None of somebody else's."""
        value, _ = read_document(data, path)
        if not isinstance(value, dict) or value.get("influencer") not in self.traces.ids:
            return None
        return record("signal", value, self.code, self.exact, {})

    def profile(self, value: Any) -> dict[str, Any]:
        """What stays of the plain value of the person's profile."""
        traces = self.traces
        return profile(value, traces.new, self.exact, referral=traces.referral)

    def _trace(self, path: str, data: bytes) -> bytes:
        """The person's erasure without digests, where the statements before are not there any more.

        Beside figures that everybody sees, a digest of them with the old id would let anybody try
        ids until one fits.
        """
        value, _ = read_document(data, path)
        if not isinstance(value, dict) or "digests" not in value:
            return data
        kept = {key: each for key, each in value.items() if key != "digests"}
        return self._dump(path, "erasure", kept)

    def code(self, word: str) -> str:
        """A reference or a code in a record of the person's, where their own need no owner."""
        records = self.traces.records
        return records[word] if word in records else self.traces.clean(word)

    def exact(self, word: str) -> str:
        """An id, where it is the person's their new one."""
        return self.traces.new if word in self.traces.ids else self.traces.clean(word)

    def words(self, kind: str, data: bytes) -> bytes:
        """A file of somebody else's, of which only what names the person changes."""
        text = data.decode("utf-8", "surrogateescape")
        if kind in DOCUMENTS:
            text = self._named(kind, text)
        text = self.traces.clean(text)
        if kind in DOCUMENTS:
            text = self._hidden(text)
        done = text.encode("utf-8", "surrogateescape")
        for _ in CODINGS:  # what one coding names is gone before the next one is tried
            other = next(decoded(self.traces, done), None)
            if other is None:
                break
            done = other._replace(text=self.traces.clean(other.text)).encoded()
        return done

    def _named(self, kind: str, text: str) -> str:
        """Take the person out of fields that name somebody, as the schema says."""
        if not any(each in text for each in self.traces.ids):
            return text
        read = spans(text.encode("utf-8", "surrogateescape"))
        if read is None:
            return text
        if kind not in self._marks:
            self._marks[kind] = marks(document(kind), "x-names")
        wanted = [
            each
            for each in read[1]
            if each.value in self.traces.ids and _names_people(self._marks[kind], each)
        ]
        return _put(read[0], ((each, self.traces.new) for each in wanted))

    def _hidden(self, text: str) -> str:
        """Take the person out of texts that are written with escapes, or cut into lines."""
        # Nothing else than a backslash or a quote written twice parts the letters of a word.
        if "\\" not in text and not self.traces.near(text.replace("''", "'")):
            return text
        read = spans(text.encode("utf-8", "surrogateescape"))
        if read is None:
            return text
        hidden = [each for each in read[1] if self.traces.found(each.value)]
        return _put(
            read[0],
            (
                (each, _quoted(self.traces.clean(each.value)) + "\n" * (each.style in ("|", ">")))
                for each in hidden
            ),
        )


def _put(text: str, changes: Iterable[tuple[Span, str]]) -> str:
    for span, new in sorted(changes, key=lambda each: each[0].start, reverse=True):
        text = text[: span.start] + new + text[span.end :]
    return text


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _names_people(tree: Marks, span: Span) -> bool:
    """Whether the schema says that a place names an influencer."""
    if span.key:
        return len(span.way) > 1 and span.way[-2] in _BY_PERSON
    here: Marks | None = tree
    for step in span.way:
        if here is None:
            return False
        inside = here.keys.get(step) if isinstance(step, str) else None
        # What is said of a list holds for each item of it.
        here = inside or here.each or (here if isinstance(step, int) else None)
    return here is not None and here.own in _PEOPLE
