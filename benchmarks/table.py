"""benchmarks/README.md: a section for each subject, renewed when that subject is measured."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.timing import load, processor_ratio, ratio

if TYPE_CHECKING:
    from benchmarks.targets import Target
    from benchmarks.timing import Runs

README = Path(__file__).with_name("README.md")
BUSY = 1.5
"""Above this load a row is marked."""
MISSED = "**missed**"
MISSES = "missed targets"
"""The last heading."""
INTRODUCTION = f"""\
# Benchmarks

`make bench` measures Goodword beside other tools, on the same input, in turn, in one run, and
writes this file (20 to 25 minutes on two processors at rest, programs included);
`make bench ARGS="check help"` measures these subjects only and renews their sections. `curve` and
`lake` run when they are named. Figures are ratios, since seconds say more about a machine than
about a program: the median over the rounds of a run. `time` compares the time until the end,
`processors` what all processes together worked. A ratio of 2.00 means twice as much as what
stands under `against`. Every contestant ran once before the first round, uncounted, so that all
files come from memory. Each section says which Python ran Goodword. hledger and most others are
Debian's packages, so that Debian's own Python is the fair one; one compiled without being trained
on its own work, as version managers do, takes about a tenth longer.

A target is of `time`. `met` and `{MISSED}` say how that stands, and `processors above` where the
processors worked more than the target while the time kept to it. `busy` is a row in whose runs the
load was above {BUSY}: what others kept busy, and one for what was measured; it is to be measured
again. What is missed is listed at the end.

The large program is `goodword example --members 4000 --years 5 --seed 1`, dressed by
[dressing.py](dressing.py) as people keep one: more than a tenth of the files in YAML that the
quick reader does not know (flow style, double quotes with escapes, block scalars, remarks, folded
lines, other order of keys with document starts; not CR LF, which `check` refuses), limits of all
claims on a third of the missions, as low as the approved claims allow, and more than 15 % of the
claims shared by two people. It passes `check --strict` and is one commit of a git repository.
About 100,000 claims in 139,000 files.
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
        load: of the machine while it was measured; None where nothing says.
    """

    what: str
    against: str
    ratio: float
    processors: float | None = None
    target: Target | None = None
    load: float | None = None

    @classmethod
    def of(
        cls, what: str, against: str, ours: Runs, theirs: Runs, target: Target | None = None
    ) -> Row:
        """The row of runs that took turns."""
        shares = ratio(ours, theirs), processor_ratio(ours, theirs)
        return cls(what, against, *shares, target, load(ours, theirs))

    @property
    def verdict(self) -> str:
        """How the target stands, and whether the machine was busy."""
        said = []
        if self.target is not None:
            missed = round(self.ratio, 2) > self.target.most
            said.append(MISSED if missed else "met")
            if not missed and round(self.processors or 0, 2) > self.target.most:
                said.append("processors above")
        if self.load is not None and self.load > BUSY:
            said.append(f"busy ({self.load:.1f})")
        return ", ".join(said)

    def __str__(self) -> str:
        worked = "" if self.processors is None else f"{self.processors:.2f}"
        cells = (self.what, self.against, f"{self.ratio:.2f}", worked, self.target or "")
        return f"| {' | '.join(map(str, cells))} | {self.verdict} |"


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
        lines += ["| what | against | time | processors | target | |", "|---|---|---|---|---|---|"]
        return "\n".join([*lines, *map(str, self.rows), "", circumstances, ""])


def missed(section: str) -> list[str]:
    """What missed its target in a section in Markdown, as items of a list."""
    title = section.partition("\n")[0].removeprefix("## ")
    found = []
    for line in section.split("\n"):
        cells = [each.strip() for each in line.strip("|").split("|")]
        if line.startswith("|") and MISSED in cells[-1]:
            what, against, time, processors, target = cells[:5]
            figures = f"{time}, processors {processors}" if processors else time
            found.append(f"- {title}: {what}, against {against}: {figures}; {target}")
    return found


def renew(text: str, titles: list[str], sections: dict[str, str]) -> str:
    """The file with new sections in place of those before; others stay as they are.

    The last section lists what missed its target in any of them.

    Args:
        text: the file as it is.
        titles: all headings, in their order.
        sections: the new sections by heading.
    """
    known = {part.partition("\n")[0][3:]: part.strip() for part in _SECTION.findall(text)}
    known |= {title: section.strip() for title, section in sections.items()}
    shown = [known[title] for title in titles if title in known]
    misses = [each for section in shown for each in missed(section)]
    last = f"## {MISSES}\n\n" + ("\n".join(misses) if misses else "None.")
    return "\n\n".join([INTRODUCTION.strip(), *shown, last]) + "\n"
