"""What a few changed files change in what an earlier check found, without reading everything.

What has to do with them is read as it was and as it is, and judged twice. What is found in the
one and not in the other is what the change did to the whole; where that cannot be known, there
is no answer, and everything is read.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from goodword.diagnostics import BeyondPart, arrange
from goodword.ledger.coupled import stocked
from goodword.part.revised import revised
from goodword.resources import schemas_directory
from goodword.rules import BY_NAME, RULES, Scope, judge
from goodword.snapshot import Snapshot
from goodword.source.answers import Answer
from goodword.source.places import Locator
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree
from goodword.source.trees.listing import is_passed_over

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.diagnostics import Diagnostic
    from goodword.part.revised import Revised
    from goodword.rules import Rule
    from goodword.source.last import Last

_Key = tuple[Any, ...]


def again(root: Path, last: Last) -> Answer:
    """What a check finds now.

    Args:
        root: the program's folder.
        last: what the last one found that read everything, on the same day.

    Raises:
        BeyondPart: that needs the whole.
        Failure: git gives no answer.
    """
    changed = {path for path in last.changes if not _says_nothing(path)}
    new = {path for path in changed if last.changes[path][0] is None}
    if any(last.changes[path][1] is None for path in changed):
        raise BeyondPart  # others may name what went
    if not changed:
        return last.answer
    schemas = Schemas.load(schemas_directory())
    values = last.before(root, schemas)
    if changed - new - values.keys():
        raise BeyondPart
    return judged_again(revised(DiskTree(root), schemas, changed, values), last)


def judged_again(parts: Revised, last: Last) -> Answer:
    """What is found now, from what was before.

    Args:
        parts: what has to do with the files that changed.
        last: what was found before that, on the same day.

    Raises:
        BeyondPart: that needs the whole.
    """
    afar = {each.rule for each in last.answer.found} & {rule.name for rule in RULES if rule.afar}
    if (parts.new and afar) or any(BY_NAME[each].meets for each in afar):
        raise BeyondPart  # it may be said otherwise
    before, now = (
        Snapshot(each, last.day, people=parts.people) for each in (parts.before, parts.now)
    )
    if _of_stock(before) != _of_stock(now):
        raise BeyondPart
    known = {_key(each): each for each in last.answer.found}
    for rule in RULES:
        if not _concerned(rule, before, now, last):
            continue
        was, is_now = _judged(before, rule), _judged(now, rule)
        lost, found = was.keys() - is_now.keys(), is_now.keys() - was.keys()
        if (rule.afar and (lost or found)) or lost - known.keys() or found & known.keys():
            raise BeyondPart  # more than the change itself would have to be known
        known = {key: each for key, each in known.items() if key not in lost}
        known |= {key: is_now[key] for key in found}
    mark = Locator(parts.tree).mark
    arranged = arrange(
        replace(each, mark=mark(each.place))
        if each.mark is None or each.place.path in parts.changed
        else each
        for each in known.values()
    )
    return Answer(arranged, last.answer.files + len(parts.new), last.answer.rules)


def _says_nothing(path: str) -> bool:
    """Whether a file is for people, or an editor's; not one that tells git what to do."""
    name = path.rpartition("/")[2]
    return is_passed_over(name) and not name.startswith(".git")


def _concerned(rule: Rule, before: Snapshot, now: Snapshot, last: Last) -> bool:
    """Whether a rule may find something else.

    Raises:
        BeyondPart: it may, and not in the part alone.
    """
    if rule.scope in {Scope.FILE, Scope.PERSON, Scope.ITEM}:
        return True
    if rule.meets is None:
        raise BeyondPart
    if not rule.meets.counted:
        if [*rule.meets.rows(before)] != [*rule.meets.rows(now)]:
            raise BeyondPart
        return rule.scope is Scope.MISSION
    was, is_now = Counter(rule.meets.rows(before)), Counter(rule.meets.rows(now))
    other = {key for key, _ in (was - is_now) + (is_now - was)}
    there = Counter(key for key, _ in was.elements())
    # Where a thing has more keys it may be said of another one, by whom it meets there.
    things = {thing for key, thing in was | is_now if key in other}
    wanted = other.union(key for key, thing in was | is_now if thing in things)
    if any(last.having(rule.name, key) != there[key] for key in wanted):
        raise BeyondPart
    return bool(other)


def _of_stock(snapshot: Snapshot) -> list[object]:
    """What people's requests are for rewards of which there are so many: others may get them."""
    people = snapshot.people or frozenset()
    rewards = stocked(snapshot.program, people)
    return [
        snapshot.redemption(each)
        for each in snapshot.program.redemptions.values()
        if each.reward in rewards and each.influencer in people
    ]


def _judged(snapshot: Snapshot, rule: Rule) -> dict[_Key, Diagnostic]:
    return {_key(each): each for each in judge(snapshot, lambda _place: None, [rule])}


def _key(each: Diagnostic) -> _Key:
    return each.place, each.rule, each.message, each.hint, each.severity
