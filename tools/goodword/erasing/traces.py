"""What names a person in a text, what only may, and what is somebody else's that looks alike.

What can mean nobody else is taken out wherever it stands alone as a word: an id or a login with a
hyphen or a digit, a name of several words, a link, an address, a long number. A single word (a
first name, an id such as `grace`) is taken out where it is known to name the person: in fields
whose schema says so, in paths, behind `@`. Elsewhere it is shown, and taken out when asked for.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_BETWEEN = r"(?:[\s#>_.+\-]|%20)+"
"""What may stand between the words of a name: blanks, line ends with what begins a comment, and
the signs that stand for a blank in addresses and names of files."""
_LONG_NUMBER = 7
"""From so many digits on a number means nobody else."""
_SHORT = 2
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
"""Letters of scripts that put no blanks between words."""
_DISTINCT = re.compile(r"[0-9_.@-]")
_BEFORE = r"(?:(?<![^\W_])|(?<=%[0-9a-fA-F]{2}))"
_BEHIND = r"(?![^\W_]|[\u0300-\u036f])"
_NEVER = re.compile(r"(?!)")
_DAY = "/[0-9]{4}-[0-9]{2}-[0-9]{2}-"
_OTHERS_SLUGS = "".join(
    f"(?<!{each}{_DAY})"
    for each in (
        "feedback",
        "events",
        "incidents",
        "signals",
        "touchpoints",
        "redemptions",
        "erasures",
    )
)
"""Folders whose files are named by a text behind the day, and not by a person."""


@dataclass(frozen=True)
class Said:
    """What files say of a person over time.

    Args:
        names: what they are called.
        logins: platform and name of each account.
        numbers: what platforms number them by.
        links: addresses of theirs.
        mails: addresses that mail goes to.
    """

    names: frozenset[str] = frozenset()
    logins: frozenset[tuple[str, str]] = frozenset()
    numbers: frozenset[tuple[str, str]] = frozenset()
    links: frozenset[str] = frozenset()
    mails: frozenset[str] = frozenset()

    def __or__(self, other: Said) -> Said:
        """What either says."""
        return Said(
            self.names | other.names,
            self.logins | other.logins,
            self.numbers | other.numbers,
            self.links | other.links,
            self.mails | other.mails,
        )


def said_by(profile: Any) -> Said:
    """What the plain value of a profile says of a person; of one with mistakes what can be read."""
    if not isinstance(profile, dict):
        return Said()
    name = profile.get("name")
    logins, numbers = set(), set()
    accounts = profile.get("accounts")
    for platform, account in accounts.items() if isinstance(accounts, dict) else ():
        stated = account if isinstance(account, dict) else {"login": account}
        if isinstance(stated.get("login"), str):
            logins.add((str(platform), stated["login"]))
        if stated.get("id") is not None:
            numbers.add((str(platform), str(stated["id"])))
    links = profile.get("links")
    return Said(
        frozenset({name} if isinstance(name, str) and name.strip() else ()),
        frozenset(logins),
        frozenset(numbers),
        frozenset(each for each in links if isinstance(each, str))
        if isinstance(links, list)
        else frozenset(),
    )


@dataclass(frozen=True)
class Traces:
    """A person who is to be erased, as texts name them.

    Args:
        id: what they are called in files.
        new: what they are to be called.
        said: what files say of them.
        others: names, ids, logins and links of everybody else.
        also: words to take out wherever they stand.
        records: new names of the person's touchpoints, by the old ones; no endings.
        former: what they were called in files before.
        stands: what stands for texts of their claims, by field, as `stand_ins` has it.
        referral: whether somebody may get points for having brought them.
    """

    id: str
    new: str
    said: Said
    others: frozenset[str] = frozenset()
    also: tuple[str, ...] = ()
    records: Mapping[str, str] = field(default_factory=dict)
    former: tuple[str, ...] = ()
    stands: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    referral: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        """All that they were ever called in files."""
        return (self.id, *self.former)

    @cached_property
    def _kinds(self) -> tuple[dict[str, None], dict[str, None]]:
        """What can mean nobody else, and what may; in a settled order."""
        # A blank stands everywhere, and names nobody.
        sure: dict[str, None] = dict.fromkeys(each for each in self.also if each.strip())
        words: dict[str, None] = {}
        known = {folded(each) for each in self.others}
        for text, certain in self._said():
            if not text.strip():
                continue
            (sure if certain and folded(text) not in known else words).setdefault(text)
        there = {folded(each) for each in sure}
        kept = [each for each in words if folded(each) not in there and len(each) >= _SHORT]
        return sure, dict.fromkeys(kept)

    def _said(self) -> Iterator[tuple[str, bool]]:
        """Every text by which the person is named, and whether it can mean nobody else."""
        for one in self.ids:
            yield one, bool(_DISTINCT.search(one))
        for name in sorted(self.said.names):
            parts = name.split()
            yield name, len(parts) > 1 or _runs_on(name)
            yield from ((part, False) for part in parts)
        for _, login in sorted(self.said.logins):
            yield login, bool(_DISTINCT.search(login))
        for _, number in sorted(self.said.numbers):
            yield number, len(number) >= _LONG_NUMBER
        for link in sorted(self.said.links):
            yield bare_link(link), True
        for mail in sorted(self.said.mails):
            yield mail, True
        for part in (part for one in self.ids for part in one.split("-")):
            if len(part) > _SHORT and not part.isdecimal():
                yield part, False

    @property
    def sure(self) -> tuple[str, ...]:
        """What is taken out wherever it stands alone."""
        return tuple(self._kinds[0])

    @property
    def words(self) -> tuple[str, ...]:
        """What may be meant for the person, and is shown for somebody to judge."""
        return tuple(self._kinds[1])

    @cached_property
    def spared(self) -> tuple[str, ...]:
        """What is somebody else's, and has in it what is taken out."""
        pattern = _pattern(self.sure)
        return tuple(sorted(each for each in self.others if pattern.search(nfc(each))))

    @cached_property
    def _sure(self) -> re.Pattern[str]:
        """Spared texts in no group; what is taken out in the group `out`."""
        # Longer ones first: of two that begin alike the longer one is meant.
        longest = sorted(self.sure, key=len, reverse=True)
        own = [*(_form(each) for each in longest), *self._named()]
        spared = [_form(each) for each in sorted(self.spared, key=len, reverse=True)]
        pattern = "|".join([*spared, f"(?P<out>{'|'.join(own)})"])
        return re.compile(_led(self._begins(), pattern), re.IGNORECASE)

    def _begins(self) -> set[str]:
        """What all that `_sure` matches begins with."""
        named = {*self.ids, *(login for _, login in self.said.logins)}
        return {*_beginnings((*self.sure, *self.spared)), *(each[:1] for each in named)}

    def _named(self) -> Iterator[str]:
        """Single words where they stand in a way that names a person."""
        for one in map(re.escape, self.ids):
            yield rf"(?<![\w-])(?<=influencers/){one}(?![\w-])"
            yield rf"{_OTHERS_SLUGS}(?<={_DAY}){one}(?![\w-])"
            yield rf"(?<![\w/-]){one}(?=/[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}-)"
        for each in sorted({*self.ids, *(login for _, login in self.said.logins)}):
            yield rf"(?<=@){re.escape(each)}(?![\w-])"
        for platform, login in sorted(self.said.logins):
            yield rf"(?<={re.escape(platform)}\.com/){re.escape(login)}(?![\w-])"

    @cached_property
    def _records(self) -> re.Pattern[str]:
        names = "|".join(map(re.escape, sorted(self.records, key=len, reverse=True)))
        ids = "|".join(map(re.escape, sorted(self.ids, key=len, reverse=True)))
        owner = rf"(?<![\w-])((?:influencers/)?(?:{ids})/(?:touchpoints/)?)"
        begins = {"i", *(one[:1] for one in self.ids)}
        return re.compile(_led(begins, rf"{owner}({names})(?![\w-])")) if names else _NEVER

    @cached_property
    def _maybe(self) -> re.Pattern[str]:
        return _pattern(self.words)

    @cached_property
    def _pieces(self) -> tuple[str, ...]:
        """Of each form of what is taken out the longest word, plainly; a text without one is clean.

        To look for a dozen plain words costs a tenth of what the patterns cost, and nearly no text
        of a repository has one.
        """
        own = {*self.sure, *self.ids, *(login for _, login in self.said.logins)}
        return _shortest(_longest_word(form) for each in own for form in _forms(each))

    @cached_property
    def _maybe_pieces(self) -> tuple[str, ...]:
        return _shortest(_longest_word(form) for each in self.words for form in _forms(each))

    def near(self, text: str) -> bool:
        """Whether a text has a word of what is taken out; without one it names nobody."""
        return _has(text, self._pieces)

    def clean(self, text: str) -> str:
        """A text without what names the person."""
        if not self.near(text):
            return text
        text = self._records.sub(lambda found: found[1] + self.records[found[2]], text)
        return self._sure.sub(lambda found: self.new if found["out"] else found[0], text)

    def found(self, text: str) -> list[re.Match[str]]:
        """Where a text names the person."""
        if not self.near(text):
            return []
        return [each for each in self._sure.finditer(text) if each["out"]]

    def maybe(self, text: str) -> list[re.Match[str]]:
        """Where a text has a word that may be meant for the person."""
        return list(self._maybe.finditer(text)) if _has(text, self._maybe_pieces) else []


def nfc(text: str) -> str:
    """A text in its one composed form."""
    return unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """A text as it is compared: composed, without regard to case."""
    return nfc(text).casefold()


def plain(text: str) -> str:
    """A text in which whatever `re` takes for the same letter in another case is the same."""
    if not text.isascii():
        text = text.replace("\u0130", "i").replace("\u0131", "i")
    return text.casefold()


def _has(text: str, pieces: Iterable[str]) -> bool:
    lower = plain(text)
    return any(each in lower for each in pieces)


def _longest_word(form: str) -> str:
    return max(map(plain, form.split()), key=len)


def _shortest(pieces: Iterable[str]) -> tuple[str, ...]:
    """These without those that have another inside."""
    found: list[str] = []
    for each in sorted({*pieces}, key=lambda piece: (len(piece), piece)):
        if not any(one in each for one in found):
            found.append(each)
    return tuple(found)


def bare_link(link: str) -> str:
    """A link as it is looked for: without what may be left out of it."""
    return re.sub(r"^https?://(?:www\.)?", "", link).rstrip("/")


def plain_letters(text: str) -> str:
    """A text without the marks on its letters: `Zoë` as `Zoe`."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(each for each in apart if not unicodedata.combining(each))


def _runs_on(name: str) -> bool:
    return len(name) >= _SHORT and bool(_UNSPACED.search(name))


def _forms(text: str) -> list[str]:
    """How a text may be written: composed or not, without accents, with percent signs."""
    forms = dict.fromkeys(
        form
        for form in (nfc(text), unicodedata.normalize("NFD", text), plain_letters(text))
        if form.strip()
    )
    return [*forms, *(quoted for each in forms if (quoted := quote(each)) not in forms)]


def _form(text: str) -> str:
    """A pattern for a text in each of its forms, standing alone."""
    found = []
    for form in _forms(text):
        words = _BETWEEN.join(map(re.escape, form.split()))
        before = "" if _UNSPACED.match(form[0]) else _BEFORE
        behind = "" if _UNSPACED.match(form[-1]) else _BEHIND
        found.append(f"{before}{words}{behind}")
    return f"(?:{'|'.join(found)})"


def _beginnings(texts: Iterable[str]) -> set[str]:
    """What the patterns for texts match begins with one of these letters."""
    return {form.lstrip()[0] for each in texts for form in _forms(each)}


def _led(begins: set[str], pattern: str) -> str:
    """A pattern that is tried only where one of some letters stands; it must begin with one.

    Some dozen patterns tried at each letter of a text take many times as long.
    """
    if "" in begins:
        return pattern
    return f"(?=[{''.join(map(re.escape, sorted(begins)))}])(?:{pattern})"


def _pattern(texts: Iterable[str]) -> re.Pattern[str]:
    texts = tuple(texts)
    forms = "|".join(map(_form, texts))
    return re.compile(_led(_beginnings(texts), forms), re.IGNORECASE) if forms else _NEVER
