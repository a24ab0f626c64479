"""Lines of statements that may name a person are found without parting all others."""

from __future__ import annotations

import csv
import io
import random

from goodword.reports.kept_rows import rows_with

CELLS = ("ana", "ana-2", "", "12", "Ana, B.", 'so "called"', "two\nlines", "ana\nben", '"')


def test_rows_of_a_table_are_found_with_their_numbers_whatever_stands_in_quotes() -> None:
    chance = random.Random(5)  # noqa: S311 - no secret
    met = 0
    for _ in range(2_000):
        table = [chance.choices(CELLS, k=chance.randint(0, 4)) for _ in range(chance.randint(0, 9))]
        out = io.StringIO()
        csv.writer(out, lineterminator=chance.choice(("\n", "\r\n"))).writerows(table)
        text = out.getvalue() + chance.choice(("", 'a"b,"c', '"open\nana', "ana"))
        rows = dict(enumerate(csv.reader(io.StringIO(text)), start=1))
        found = dict(rows_with(text, "ana"))
        assert found.items() <= rows.items()
        assert [n for n, row in rows.items() if "ana" in row if n not in found] == []
        met += len(rows) > len(found) > 0
    assert met > 500
