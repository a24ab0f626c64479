"""Where each kind of file lies: the rows of the tree, and the row nearest to a misplaced file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

from goodword.days import EARLIEST, LATEST
from goodword.model.plain import day

if TYPE_CHECKING:
    from collections.abc import Iterable

ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""Ids of people, missions, rewards, communities and slugs; at most 40 characters."""
DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
CYCLE = r"(?:19|20|21)[0-9]{2}(?:-Q[1-4]|-H[12]|-M(?:0[1-9]|1[0-2]))?"
_NUMBER = r"(?:\.(?:[2-9]|[1-9][0-9]{1,3}))?"
_LONGEST_ID, _LONGEST_RECORD = 40, 96


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the tree.

    Args:
        kind: the kind of file, as its schema is named.
        form: the path as people write it, `<id>` and `<date>` standing for what varies.
        folder: what the folders above it must match.
        name: what its last part must match.
        dated: its last part begins with a day.
    """

    kind: str
    form: str
    folder: re.Pattern[str]
    name: re.Pattern[str]
    dated: bool

    def fits(self, path: str) -> bool:
        """Whether a path is one of this row."""
        folder, _, name = path.rpartition("/")
        return bool(self.folder.fullmatch(folder) and self.name.fullmatch(name))


def _row(kind: str, form: str) -> Row:
    pattern = re.escape(form)
    for name, part in (
        ("<date>", DATE),
        ("<cycle>", CYCLE),
        ("<language>", r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*"),
        ("<template>", ID),
        ("<n>", _NUMBER),
    ):
        pattern = pattern.replace(re.escape(name), part)
    pattern = re.sub(r"<[a-z\\ -]+>", ID, pattern)
    folder, _, name = pattern.rpartition("/")
    return Row(
        kind, form.replace("<n>", ""), re.compile(folder), re.compile(name), "/<date>" in form
    )


ROWS = (
    _row("program", "program/program.yml"),
    _row("strategy", "program/strategy.yml"),
    _row("tiers", "program/tiers.yml"),
    _row("milestones", "program/milestones.yml"),
    _row("departments", "program/departments.yml"),
    _row("policies", "program/policies.yml"),
    _row("terms", "program/terms.yml"),
    _row("calendar", "program/calendar.yml"),
    _row("identification", "program/identification.yml"),
    _row("onboarding", "program/onboarding.yml"),
    _row("conversations", "program/conversations.yml"),
    _row("segments", "program/segments.yml"),
    _row("groups", "program/groups.yml"),
    _row("questions", "program/audit.yml"),
    _row("message", "program/messages/<language>/<template>.md"),
    _row("reward", "program/rewards/<reward>.yml"),
    _row("event", "program/events/<date>-<slug>.yml"),
    _row("community", "program/communities/<community>.yml"),
    _row("feedback", "program/feedback/<date>-<slug>.yml"),
    _row("incident", "program/incidents/<date>-<slug>.yml"),
    _row("signal", "program/signals/<date>-<slug><n>.yml"),
    _row("audit", "program/audits/<cycle>/<influencer>.yml"),
    _row("measures", "program/measures/<cycle>.yml"),
    _row("statement", "program/statements/<cycle>.csv"),
    _row("erasure", "program/erasures/<date>-<id>.yml"),
    _row("profile", "influencers/<id>/profile.yml"),
    _row("touchpoint", "influencers/<id>/touchpoints/<date>-<slug><n>.yml"),
    _row("redemption", "influencers/<id>/redemptions/<date>-<reward><n>.yml"),
    _row("term", "influencers/<id>/terms/<date>.yml"),
    _row("contact", "influencers/<id>/contact.age"),
    _row("mission", "missions/<id>/mission.yml"),
    _row("claim", "missions/<id>/claims/<date>-<influencer><n>.yml"),
    _row("packed-claim", "missions/<id>/claims/<cycle>.jsonl"),
    _row("packed-redemption", "program/redemptions/<cycle>.jsonl"),
    _row("packed-touchpoint", "program/touchpoints/<cycle>.jsonl"),
)
"""Every place in which a file may lie."""

PACKED = {
    "packed-claim": "claim",
    "packed-redemption": "redemption",
    "packed-touchpoint": "touchpoint",
}
"""The kind of the records in files of each kind that has a record in a line."""

DOCUMENTS = frozenset(row.kind for row in ROWS) - {"message", "statement", "contact", *PACKED}
"""The kinds that are YAML and have a schema."""

_RECORDS = frozenset(
    {"claim", "redemption", "touchpoint", "feedback", "event", "incident", "signal"}
)
"""Kinds whose names have a date and ids."""

FOLDERS = ("program", "influencers", "missions")
"""The folders that hold data; nothing outside them is read."""


def _group(path: str) -> str:
    """What tells rows apart quickly: the first folder, and the one a record lies in."""
    parts = path.split("/")
    head = parts[0]
    if head == "program":
        return f"program/{parts[1]}" if len(parts) > 2 else "program"
    return f"{head}/{len(parts)}/{parts[2] if len(parts) > 3 else ''}"


_BY_GROUP: dict[str, list[Row]] = {}
for _each in ROWS:
    _BY_GROUP.setdefault(_group(_each.form), []).append(_each)


def _no_day(row: Row, name: str) -> str | None:
    """What a name says that begins with a day which no calendar has, or no file may state."""
    if row.dated and not _is_day(name[:10]):
        return f"{name[:10]} is no day from {EARLIEST} to {LATEST}"
    return None


@lru_cache(maxsize=1 << 14)
def _is_day(text: str) -> bool:
    try:
        return EARLIEST <= day(text) <= LATEST
    except ValueError:
        return False


def _long_folder(folders: str) -> str | None:
    for part in folders.split("/"):
        if len(part) > _LONGEST_ID:
            return f'folder "{part}" has {len(part)} characters, at most {_LONGEST_ID}'
    return None


def _too_long(row: Row, path: str) -> str | None:
    folders, _, name = path.rpartition("/")
    return _long_name(row, name) or _long_folder(folders)


def _long_name(row: Row, name: str) -> str | None:
    if row.kind in _RECORDS:
        if len(name) > _LONGEST_RECORD:
            return f"name has {len(name)} characters, at most {_LONGEST_RECORD}"
    elif len(name.rpartition(".")[0]) > _LONGEST_ID:
        return f"id has {len(name.rpartition('.')[0])} characters, at most {_LONGEST_ID}"
    return None


@lru_cache(maxsize=1 << 14)
def _rows_in(folder: str) -> tuple[Row, ...]:
    """The rows for what lies in a folder; none where a folder's name is too long."""
    if _long_folder(folder):
        return ()
    rows = _BY_GROUP.get(_group(f"{folder}/."), ())
    return tuple(row for row in rows if row.folder.fullmatch(folder))


def row_of(path: str) -> Row | None:
    """The row that a path fits, or None; `misplaced` then says why."""
    folder, _, name = path.rpartition("/")
    for row in _rows_in(folder):
        if row.name.fullmatch(name):
            # No name of so few letters is too long; asked here without a call for every file.
            if len(name) > _LONGEST_ID and _long_name(row, name):
                return None
            return row if not row.dated or _is_day(name[:10]) else None
    return None


def _mended(path: str, rows: Iterable[Row]) -> str | None:
    """The path with its commonest slips put right, where that makes it fit one of the rows."""

    def padded(match: re.Match[str]) -> str:
        return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}"

    folders, _, name = path.rpartition("/")
    name = _ODD_DAY.sub(padded, name)
    name = _ODD_ENDING.sub("", name)
    name = _ODD_BLANKS.sub("-", name.lower())
    for row in rows:
        ending = row.form[row.form.rfind(".") :]
        mended = f"{folders.lower()}/{name.removesuffix(ending)}{ending}"
        if mended != path and row.fits(mended) and not _no_day(row, name):
            return mended
    return None


_ODD_DAY = re.compile(r"^([0-9]{4})[-_.]([0-9]{1,2})[-_.]([0-9]{1,2})(?=[-_])")
_ODD_ENDING = re.compile(r"\.ya?ml$", re.IGNORECASE)
_ODD_BLANKS = re.compile(r"[\s_]+")
_ONE_DIGIT = re.compile(r"(?:^|/)[0-9]{4}-(?:[0-9]-|[0-9]{2}-[0-9]-)")
_DIGITS = re.compile(r"[0-9]+")
_COMPARED = 60
"""So many characters of a name are compared with those of the rows."""


def _nearest(path: str) -> Row:
    """The row that a path is most like: one for its folder, else one with such a folder."""
    folder, _, name = path.rpartition("/")
    group = _group(path)
    if len(_BY_GROUP.get(group, ())) == 1:
        return _BY_GROUP[group][0]
    if group not in _BY_GROUP:
        return _most_like("", folder[-2 * _COMPARED :])
    return _most_like(group, _DIGITS.sub("0", name[:_COMPARED]))


@lru_cache(maxsize=1 << 12)
def _most_like(group: str, text: str) -> Row:
    """The row whose name, or whose folder where no group is given, is most like the text."""
    best, most = ROWS[0], -1.0
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(text)
    for row in _BY_GROUP[group] if group else ROWS:
        folder, _, name = row.form.rpartition("/")
        matcher.set_seq1(name if group else folder)
        if matcher.quick_ratio() > most and (found := matcher.ratio()) > most:
            best, most = row, found
    return best


def misplaced(path: str) -> tuple[str, str]:
    """Why a path fits no row, and what to do.

    Returns:
        message and hint of the diagnostic `misplaced-file`.
    """
    rows = _BY_GROUP.get(_group(path), ())
    for row in rows:
        if row.fits(path):
            if wrong := _no_day(row, path.rpartition("/")[2]):
                return wrong, "name it after the day it is about"
            return (_too_long(row, path) or "name is too long", "choose a shorter name")
    nearest = _nearest(path)
    mended = _mended(path, (nearest, *rows))
    message = f"no kind of file lies here; nearest is {nearest.form}"
    if mended:
        reason = "dates have two digits: " if _ONE_DIGIT.search(path) else "name it "
        return message, f"{reason}{mended.rpartition('/')[2]}" if mended.rpartition("/")[0] == (
            path.rpartition("/")[0]
        ) else f"name it {mended}"
    return message, "move or rename it, or name it notes.md where it is only for people"
