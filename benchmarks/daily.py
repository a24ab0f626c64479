"""Every command of a day on the large program, each beside the balances of one journal."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import journals
from benchmarks.dressing import usual
from benchmarks.journals import BALANCE
from benchmarks.programs import AFTER, DAY, STAFF, goodword
from benchmarks.table import Row, Section
from benchmarks.targets import TARGETS
from benchmarks.timing import alternate
from benchmarks.waiting import waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.programs import Bench
    from benchmarks.timing import Spent

TITLE = "every day"
_CLAIM = re.compile(r"\d{4}-\d{2}-\d{2}-(.+?)(?:\.\d+)?")
_CHANGED = "# changed\n"
_COLD = "nothing kept"
_PACKED = "closed cycles packed"
_NOTES = """\
The large program. Before each run one claim was changed, a line that says nothing, so that no \
answer of the run before will do; what that run kept of the other files is there. In the rows with \
`{cold}` nothing is; in those with `{packed}` neither, and the program is the packed one, on \
the day after its cycles were closed. The person is the one with the most claims ({claims}), and \
one claim that is approved waits in a mission with a limit of all its claims. What writes is dry. \
The balances are those of hledger on the journal of "check, cold".\
"""


@dataclass(frozen=True, slots=True)
class Day:
    """What the commands of a day are about: a person, and two claims that wait."""

    person: str
    claims: int
    free: str
    limited: str

    def of_one(self) -> dict[str, tuple[str, ...]]:
        """Commands that concern one person or record."""
        who, by = self.person, ("--by", STAFF)
        return {
            "show of a person": ("show", who),
            "points of a person": ("points", who),
            "relation of a person": ("relation", who),
            "record of a person": ("record", who),
            "claim approve, dry": ("claim", "approve", self.free, *by),
            "claim approve where the mission has a limit in all, dry": (
                "claim", "approve", self.limited, "--anyway", *by,
            ),
            "influencer thank, dry": ("influencer", "thank", who, "--helped", "Us, a lot.", *by),
            "new claim, dry": (
                "new", "claim", "--mission", "report-a-defect", "--influencer", who,
                "--link", "https://forum.example/new", *by,
            ),
        }  # fmt: skip

    def of_all(self) -> dict[str, tuple[str, ...]]:
        """Commands that concern the whole program."""
        return {
            "check": ("check", "--strict"),
            "points": ("points",),
            "loops": ("loops",),
            "agenda": ("agenda",),
            "relation": ("relation",),
            "report": ("report",),
            "diff of one claim": ("diff", "HEAD"),
            "outbox, dry": ("outbox",),
            "leaderboard": ("leaderboard",),
        }


def measure(bench: Bench) -> Section:
    """Run what a day brings, with what the run before kept, and what is about one thing without."""
    program, packed = bench.large(), bench.packed()
    journals.written(bench)
    day = day_of(program)

    def cold(where: Path, arguments: tuple[str, ...], on: str = DAY) -> Spent:
        bench.forget(where)
        return bench.goodword("--root", where, *arguments, "--as-of", on)

    one, completed = day.of_one(), "completion of an influencer's id in a shell"
    with changing(bench, program) as changed:
        warm: dict[str, Callable[[], Spent]] = {
            BALANCE: partial(journals.balance, bench),
            **{name: partial(changed, each) for name, each in (day.of_all() | one).items()},
            completed: partial(complete, bench, program),
        }
        bare: dict[str, Callable[[], Spent]] = {
            BALANCE: warm[BALANCE],
            **{f"{name}; {_COLD}": partial(cold, program, each) for name, each in one.items()},
            **{
                f"{name}; {_PACKED}": partial(cold, packed, each, AFTER)
                for name, each in one.items()
            },
        }
        single = {*one, completed, *bare}
        bench.check(program)
        groups = [alternate(each, bench.rounds) for each in (warm, bare)]
    rows = [
        Row.of(
            name, BALANCE, runs, taken[BALANCE], TARGETS["one record"] if name in single else None
        )
        for taken in groups
        for name, runs in taken.items()
        if name != BALANCE
    ]
    return Section(TITLE, rows, _NOTES.format(cold=_COLD, packed=_PACKED, claims=day.claims))


@contextmanager
def changing(bench: Bench, program: Path) -> Iterator[Callable[[tuple[str, ...]], Spent]]:
    """Runs commands on a program of which one claim changes before each; it is put back."""
    claim = next(usual((program / "missions").glob("*/claims/*.yml")))
    kept = claim.read_text(encoding="utf-8")

    def changed(arguments: tuple[str, ...]) -> Spent:
        now = claim.read_text(encoding="utf-8")
        claim.write_text(kept if now != kept else kept + _CHANGED, encoding="utf-8")
        return bench.goodword("--root", program, *arguments, "--as-of", DAY)

    try:
        yield changed
    finally:
        claim.write_text(kept, encoding="utf-8")


def complete(bench: Bench, program: Path) -> Spent:
    """Ask as bash does for the ids that begin with a letter."""
    settings = ("_GOODWORD_COMPLETE=bash_complete", "COMP_CWORD=4")
    words = f"COMP_WORDS=goodword --root {program} show a"
    return bench.run("env", *settings, words, *goodword())


def day_of(program: Path) -> Day:
    """Whom and what the commands are about: the person with the most claims, claims that wait."""
    names = (_CLAIM.fullmatch(each.stem) for each in (program / "missions").glob("*/claims/*.yml"))
    counts = Counter(each[1] for each in names if each)
    most = max(counts.values())
    who = min(each for each, count in counts.items() if count == most)
    free: list[str] = []
    limited: list[str] = []
    for path in waiting(program):
        mission = program / Path(path).parent.parent / "mission.yml"
        (limited if "total" in mission.read_text(encoding="utf-8") else free).append(path)
    return Day(who, most, min(free), min(limited))
