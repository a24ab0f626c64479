"""What a change of the files does: the report of a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.audience.claims import Like
from goodword.audience.gate import SEPARATE, view_of
from goodword.audience.people import gather
from goodword.audience.permissions import permitted
from goodword.changes import changes, loop_changes
from goodword.changes.moves import SHOWN
from goodword.reports.diff_rows import Gate
from goodword.reports.diff_tables import TABLES, Shown
from goodword.reports.diff_views import rows as rows_of_views
from goodword.reports.report import Report, counted, table, values
from goodword.reports.seen import WHOLE, in_order, seen

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from goodword.audience.permissions import Newer
    from goodword.audience.view import View
    from goodword.changes.loops import LoopChange
    from goodword.changes.rules import RuleChange
    from goodword.diagnostics import Diagnostic
    from goodword.model.program import Program
    from goodword.reports.diff_rows import Page
    from goodword.reports.seen import Seen
    from goodword.snapshot import Snapshot

Beside = Callable[[Callable[[], "Apart"]], Callable[[], "Apart | None"]]
"""Does work beside this, and gives what waits for it; None came of it where it failed."""
Trial = Callable[["Program"], "Program"]
"""What comes of a program whose rules are tried on what was decided."""
AUDIENCES = {"public": "public", "shared": "members", "closed": "staff"}
"""Whose report it is, by who reads the repository; who may have least comes first."""
_APART = frozenset({"missions", "items"})
"""Parts of a View for which no account is needed."""
_NAMED = 20
"""So many files that cannot be read are called by their names."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two programs.

    Args:
        name: how it was asked for.
        snapshot: it, on the day of both.
        broken: what could not be read of it.
        newer: later states of the files, whose permissions hold.
    """

    name: str
    snapshot: Snapshot
    broken: Sequence[Diagnostic] = ()
    newer: Sequence[Newer] = ()


def audience_of(*sides: Side) -> str:
    """For whom a report on the pull request is: nobody gets more by a change of the mode."""
    modes = {each.snapshot.program.settings.mode for each in sides}
    return next(audience for mode, audience in AUDIENCES.items() if mode in modes)


def portal_views(
    base: Side, head: Side, today: date, only: Collection[str] | None = None
) -> tuple[View, View]:
    """What the portal's readers have without the change, and with it.

    Args:
        base: the program without the change.
        head: the program with it.
        today: the day on which it is asked, whose permissions hold.
        only: parts that are made, less the claims that are the same in both; None for all.
    """
    portal = "public" if audience_of(base, head) == "public" else "members"
    before, after = (
        gather(permitted(each.snapshot, each.newer), portal, today, each.newer)
        for each in (base, head)
    )
    have = view_of(after, head.newer, only, Like(before, ()) if only else None)
    return view_of(before, base.newer, only, Like(after, have.people)), have


class Apart(NamedTuple):
    """The part of a comparison for which nobody's points are needed.

    Args:
        news: what the portal's audience newly sees of missions and items.
        loops: what changed of feedback items, for staff or for that audience.
        offers: what that audience has otherwise of missions; empty for staff.
    """

    news: tuple[Seen, ...]
    loops: tuple[LoopChange, ...]
    offers: tuple[RuleChange, ...] = ()


def _apart(base: Side, head: Side, today: date, audience: str) -> Apart:
    had, have = portal_views(base, head, today, _APART)
    news = seen(had, have, _APART)
    if audience == "staff":
        return Apart(news, tuple(loop_changes(base.snapshot, head.snapshot)))
    rows = rows_of_views(had, have, (base.snapshot, head.snapshot))
    return Apart(news, rows.loops, rows.offers)


def diff_report(
    base: Side,
    head: Side,
    today: date,
    pages: Sequence[Page] = (),
    beside: Beside | None = None,
    *,
    trial: Trial | None = None,
) -> Report:
    """What a change does, as those who read the repository may know it.

    Args:
        base: the program without the change.
        head: the program with it.
        today: the day on which it is asked, whose permissions hold.
        pages: those of the portal that differ, where both were built.
        beside: does a part of the work while this process does the rest.
        trial: where rules are tried, what comes of a program with some of them. Every claim may
            give something else, so that claims, and with them what the portal would show of them,
            are not told one by one.
    """
    audience = audience_of(base, head)

    def part() -> Apart:
        return _apart(base, head, today, audience)

    wait = beside(part) if beside else part
    shown = replace(
        _shown(base, head, today, audience, lambda: wait() or part(), trial), pages=tuple(pages)
    )
    if trial:
        shown = replace(shown, news=(), rows=replace(shown.rows, claims=(), records=()))
    tables = [(key, fields(shown), heading, rows(shown)) for key, heading, fields, rows in TABLES]
    title = f"What changes from {base.name} to {head.name}, as of {head.snapshot.as_of}"
    return Report(
        title=title,
        tables=tuple(table(fields, rows, heading) for _, fields, heading, rows in tables if rows),
        notes=tuple(_sentences(shown, base, head)),
        value={
            "as_of": head.snapshot.as_of.isoformat(),
            "base": base.name,
            "head": head.name,
            "audience": audience,
            "totals": _totals(shown),
            **{key: values(fields, rows) for key, fields, _, rows in tables if key},
            "broken": {
                each: [_broken(problem) for problem in side.broken]
                for each, side in (("base", base), ("head", head))
            },
        },
    )


def _shown(
    base: Side,
    head: Side,
    today: date,
    audience: str,
    wait: Callable[[], Apart],
    trial: Trial | None,
) -> Shown:
    before, after = base.snapshot, head.snapshot
    parts = frozenset(SEPARATE) - _APART
    had, have = portal_views(base, head, today, parts)
    here = seen(had, have, {*parts, WHOLE})
    if audience == "staff":
        gate = Gate(
            gather(before, audience, today, base.newer), gather(after, audience, today, head.newer)
        )
        found = changes(before, after, loops=(), through=trial)
        apart = wait()
        rows = gate.rows(replace(found, loops=apart.loops))
        who, named = gate.who, not gate.erased
    else:
        rows = rows_of_views(had, have, (before, after))
        apart = wait()
        rows = replace(rows, loops=apart.loops, offers=(*apart.offers, *rows.offers))
        names = {each.id: each.name for each in have.people if each.name}
        who, named = partial(_named, names), False
    news = (each for each in (*here, *apart.news) if not _unknown(each, before, after))
    return Shown(rows, in_order(news), who, named=named)


def _named(names: Mapping[str, str], person: str) -> str:
    return f"{names[person]} ({person})" if person in names else person


_KINDS = {"item": "feedback", "person": "profile"}
"""Kinds of files behind pages, where they are called otherwise."""


def _unknown(page: Seen, before: Snapshot, after: Snapshot) -> bool:
    """Whether the file behind a page could not be read on one side."""
    kind = _KINDS.get(page.kind, page.kind)
    return any(each.program.broken.holds(kind, page.id) for each in (before, after))


def _totals(shown: Shown) -> dict[str, Any]:
    moves = shown.rows.moves
    return {
        "people": len(moves),
        **{name: sum(each.gain(name) for each in moves) for name in SHOWN},
        "reranked": shown.rows.reranked,
        "hidden": shown.rows.hidden,
    }


def _sentences(shown: Shown, base: Side, head: Side) -> Iterator[str]:
    """What is worth knowing before any table."""
    for side in (base, head):
        yield from _unread(side)
    rows = shown.rows
    if rows.moves or rows.hidden:
        yield _moved(shown)
    for one, found in (
        ("promise", rows.promises),
        ("claim", rows.claims),
        ("request", rows.requests),
        ("loop", rows.loops),
    ):
        if found:
            yield _by_word(one, found)
    if rows.people:
        whose = len({each.id for each in rows.people})
        yield f"{counted(whose, 'person', 'people')}: something changed of them"
    if shown.news:
        by_kind = Counter(each.what for each in shown.news)
        yield "on the portal: " + ", ".join(f"{n} {what}" for what, n in by_kind.items())
    if shown.pages:
        yield f"preview: {counted(len(shown.pages), 'page')} of the portal differ"
    unsure = sum(not each.sure for each in rows.moves)
    if unsure:
        yield (
            f"figures of {counted(unsure, 'person', 'people')} may be others: files that name "
            "them cannot be read"
        )
    if not (rows.records or rows.rules or rows.offers or rows.relation or shown.news or rows.moves):
        yield "nothing that this report shows is changed"


def _moved(shown: Shown) -> str:
    rows = shown.rows
    sums = ", ".join(
        f"{total:+} {name}"
        for name in SHOWN
        if (total := sum(each.gain(name) for each in rows.moves))
        or any(each.gain(name) for each in rows.moves)
    )
    tiers = sum(each.tiers for each in rows.moves)
    if not rows.moves:
        return f"points: {rows.hidden} move of people who show theirs to nobody"
    parts = [counted(len(rows.moves), "person moves", "people move")]
    parts += [f"{sums} in all"] if sums else []
    parts += [f"{counted(tiers, 'tier')} changed"] if tiers else []
    parts += [f"{rows.reranked} others change rank"] if rows.reranked else []
    parts += [f"{rows.hidden} more move who show their points to nobody"] if rows.hidden else []
    return "points: " + ", ".join(parts)


def _by_word(one: str, found: Sequence[Any]) -> str:
    if one == "promise":
        return f"{counted(len(found), 'promise')} broken"
    words = Counter(getattr(each, "what", None) or each.after or "gone" for each in found)
    told = ", ".join(f"{n} {word}" for word, n in sorted(words.items()))
    return f"{counted(len(found), one)}: {told}"


def _unread(side: Side) -> Iterator[str]:
    if side.broken:
        files = counted(len({each.place.path for each in side.broken}), "file")
        yield f"{side.name}: {files} cannot be read; figures are without what they say"
    for each in side.broken[:_NAMED]:
        where = f"{each.place.path}:{each.mark.line}" if each.mark else each.place.path
        yield f"{side.name}: {where}: {each.message}"
    if len(side.broken) > _NAMED:
        yield f"{side.name}: and {len(side.broken) - _NAMED} more problems"


def _broken(problem: Diagnostic) -> dict[str, Any]:
    return {
        "path": problem.path,
        "line": problem.mark.line if problem.mark else None,
        "rule": problem.rule,
        "message": problem.message,
    }
