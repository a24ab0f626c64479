"""Catalogues are read as Babel reads them, whichever way they take."""

from __future__ import annotations

import random

import pytest

from goodword.resources import catalogue_file
from goodword.texts.catalogue import LANGUAGES, _by_babel
from goodword.texts.plain_po import plain

BITS = (
    '"',
    "\\",
    "\\n",
    "\n",
    "\n\n",
    "#~ ",
    "#, fuzzy\n",
    "msgid ",
    'msgstr "a"\n',
    "\t",
    "é",
    "~",
)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_catalogue_takes_the_quick_way_and_is_read_otherwise(language: str) -> None:
    data = catalogue_file(language)
    found = plain(data.decode())
    assert found is not None
    assert len(found.entries) > 1_000
    expected = _by_babel(data, language)
    assert found.plural == expected.plural
    assert sorted(found.entries) == sorted(expected.entries)


def test_a_catalogue_that_was_changed_is_read_as_babel_reads_it_or_not_at_all() -> None:
    chance = random.Random(3)  # noqa: S311 - no secret
    entries = catalogue_file("es").decode().split("\n\n")
    several = [each for each in entries if "msgid_plural" in each]
    read = 0
    for _ in range(600):
        few = [entries[0], *chance.sample(entries[1:], 3), chance.choice(several)]
        text = "\n\n".join(few) + "\n"
        for _ in range(chance.randint(0, 2)):
            at = chance.randrange(len(entries[0]), len(text))  # of days Babel asks more
            text = text[:at] + chance.choice(BITS) + text[at + chance.randint(0, 2) :]
        found = plain(text)
        if found is None:
            continue
        expected = _by_babel(text.encode(), "es")
        assert found.plural == expected.plural, text
        assert sorted(found.entries) == sorted(expected.entries), text
        read += 1
    assert 150 < read < 600
