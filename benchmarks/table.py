"""benchmarks/README.md: a section for each subject, renewed when that subject is measured."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

README = Path(__file__).with_name("README.md")
INTRODUCTION = """\
# Benchmarks

`make bench` measures Goodword beside other tools, on the same input, in turn, in one run, and
writes this file; `make bench ARGS="check help"` measures these subjects only and renews their
sections. Figures are ratios, since seconds say more about a machine than about a program: the
median over the rounds of a run, files in memory. `time` compares the time until the end,
`processors` what all processes together worked, which a busy machine disturbs less. A ratio of
2.00 means twice as much as what stands under `against`.

The large program is `goodword example --members 4000 --years 5 --seed 1`: about 100,000 claims
in 139,000 files.
"""
_SECTION = re.compile(r"^## .*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison.

    Args:
        what: what was measured.
        against: what beside.
        ratio: ours divided by theirs.
        processors: the same of processor time, None where it says nothing.
        target: the greatest ratio that is good enough; None where there is none.
    """

    what: str
    against: str
    ratio: float
    processors: float | None = None
    target: float | None = None

    def __str__(self) -> str:
        worked = "" if self.processors is None else f"{self.processors:.2f}"
        target = "" if self.target is None else f"{self.target:.2f} at most"
        return f"| {self.what} | {self.against} | {self.ratio:.2f} | {worked} | {target} |"


@dataclass(frozen=True, slots=True)
class Section:
    """What measuring a subject gave.

    Args:
        title: the subject as a heading.
        rows: its comparisons.
        notes: how it was measured, in sentences.
    """

    title: str
    rows: list[Row] = field(default_factory=list)
    notes: str = ""

    def text(self, circumstances: str) -> str:
        """The section in Markdown, with the day and the machine of its run."""
        lines = [f"## {self.title}", "", *([self.notes, ""] if self.notes else [])]
        lines += ["| what | against | time | processors | target |", "|---|---|---|---|---|"]
        return "\n".join([*lines, *map(str, self.rows), "", circumstances, ""])


def renew(text: str, titles: list[str], sections: dict[str, str]) -> str:
    """The file with new sections in place of those before; others stay as they are.

    Args:
        text: the file as it is.
        titles: all headings, in their order.
        sections: the new sections by heading.
    """
    known = {part.partition("\n")[0][3:]: part.strip() for part in _SECTION.findall(text)}
    known |= {title: section.strip() for title, section in sections.items()}
    return "\n\n".join([INTRODUCTION.strip(), *(known[t] for t in titles if t in known)]) + "\n"
