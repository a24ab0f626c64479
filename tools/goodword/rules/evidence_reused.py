"""The same evidence stands in two claims.

A link counts once a mission, whoever hands it in: what several people did together is one claim,
and whoever took part stands in its `with`. Links are compared as the address that they lead to
(RFC 3986 and IDNA): without upper case and a dot at the end of the host, `www.` or `m.`, default
port, escapes of letters that need none, `//`, `/./` and `/../`, trailing slash and tracking
parameters; punycode and the short forms of known sites are the same as the long ones. A document
counts by its link, one without a link by its title and person. A mission may be stricter
(`evidence.reuse: never`: what was used for any mission is used up) or looser (`always`). A
witness or an attendance counts once a mission, day and person. An event that was brought over
from another system (`source`) is one claim in the whole program, also where evidence may stand
again. Declined and withdrawn claims do not count.

Mend it by declining the later claim as a duplicate, or by other evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.ledger.visible import is_declined, order_of
from goodword.model.link import canonical
from goodword.nearest import alike
from goodword.rules.rule import Finding, Meets, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from goodword.diagnostics import Place
    from goodword.model.claim import Claim, Evidence
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot

    _Key = tuple[str, ...]


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """The later of two claims, on the line of the evidence."""
    yield from reused(snapshot.program)


def reused(program: Program, without: Collection[str] = ()) -> Iterator[Finding]:
    """The later of two claims with the same evidence; approving asks this too.

    Args:
        program: what the files say.
        without: paths of claims that do not count, since they are being declined.
    """
    reuse = {mission.id: mission.evidence.reuse for mission in program.missions.values()}
    strict = "never" in reuse.values()
    used: dict[_Key, list[Claim]] = {}
    for claim in _alike(program):
        rule = reuse.get(claim.mission, "always")
        event = claim.source.event if claim.source is not None else None
        if (rule == "always" and event is None) or claim.withdrawn:
            continue
        if is_declined(claim) or claim.place.path in without:
            continue
        if claim.source is not None and event is not None:
            key: _Key = ("source", claim.source.system, event)
            yield from _again(claim, used.setdefault(key, []))
            if rule == "always":
                continue
        # What somebody showed who was erased went with them.
        shown = () if claim.influencer in program.erased else claim.evidence
        for index, evidence in enumerate(shown):
            keys = _keys(claim, evidence, strict=strict)
            titles = _titles(claim, evidence, strict=strict) if evidence.title else ((), ())
            if len(keys) == 1 and keys[0] not in used and not titles[0]:
                used[keys[0]] = [claim]  # nearly always: nobody showed it before
                continue
            other = _other(claim, keys + titles[0], used, reuse)
            if other is not None:
                field = "url" if evidence.url is not None else "title"
                path = (field,) if evidence.kind in {"link", "document"} else ()
                yield _finding(claim, other, claim.place.at("evidence", index, *path))
            for key in keys + titles[1]:
                used.setdefault(key, []).append(claim)


def _rows(snapshot: Snapshot) -> Iterator[tuple[_Key, object]]:
    """Each key by which evidence is known again, with all that is said of its claim."""
    for key, claim, index, evidence in _known_by(snapshot.program):
        thing = (claim.place.path, claim.order, claim.people)
        yield key, thing if evidence is None else (index, evidence.url, *thing)


def _every_key(snapshot: Snapshot) -> Iterator[_Key]:
    return (key for key, _, _, _ in _known_by(snapshot.program))


def _known_by(program: Program) -> Iterator[tuple[_Key, Claim, int, Evidence | None]]:
    """Each key by which evidence is known again, its claim, its place in the list, and it.

    None stands for an event of another system.
    """
    reuse = {mission.id: mission.evidence.reuse for mission in program.missions.values()}
    strict = "never" in reuse.values()
    for claim in program.claims.values():
        always = reuse.get(claim.mission, "always") == "always"
        event = claim.source.event if claim.source is not None else None
        if (always and event is None) or claim.withdrawn or is_declined(claim):
            continue
        if claim.source is not None and event is not None:
            yield ("source", claim.source.system, event), claim, 0, None
        if always or claim.influencer in program.erased:
            continue
        for index, evidence in enumerate(claim.evidence):
            keys = _keys(claim, evidence, strict=strict)
            if evidence.title:
                keys += sum(_titles(claim, evidence, strict=strict), ())
            for key in keys:
                yield key, claim, index, evidence


def _alike(program: Program) -> list[Claim]:
    """The claims, in order, that may show what another shows; nearly none does."""
    first: dict[str | _Key, Claim] = {}
    found: dict[str, Claim] = {}
    for claim in program.claims.values():
        if claim.source is not None:
            found[claim.place.path] = claim
        for each in claim.evidence:
            if each.title:  # titles are compared in more than one way
                found[claim.place.path] = claim
            link = None if each.url is None else canonical(each.url)
            for key in _keys(claim, each, strict=False) if link is None else (link,):
                other = first.setdefault(key, claim)
                if other is not claim:
                    found[other.place.path] = other
                    found[claim.place.path] = claim
    return sorted(found.values(), key=order_of)


def _keys(claim: Claim, evidence: Evidence, *, strict: bool) -> tuple[_Key, ...]:
    """By what the evidence is known again: in the mission, and anywhere where one is strict."""
    mission = claim.mission
    if evidence.kind in {"witness", "attendance"}:
        day = claim.occurred.isoformat()
        return tuple((mission, evidence.kind, day, person) for person in claim.people)
    if evidence.url is not None:
        link = canonical(evidence.url)
        here = (mission, "shown", link)
        return (here, ("", "shown", link)) if strict else (here,)
    return _where(claim, _titled("shown", claim, evidence), strict=strict)


def _titles(
    claim: Claim, evidence: Evidence, *, strict: bool
) -> tuple[tuple[_Key, ...], tuple[_Key, ...]]:
    """What else it is looked for by, and left under: a title, once with a link and once without.

    Two links under one title are two pages; only a piece without a link may be one of them.
    """
    linked = _where(claim, _titled("linked", claim, evidence), strict=strict)
    if evidence.url is None:
        return linked, ()
    return _where(claim, _titled("shown", claim, evidence), strict=strict), linked


def _titled(word: str, claim: Claim, evidence: Evidence) -> list[_Key]:
    title = alike(str(evidence.title))
    return [(word, title, person) for person in claim.people]


def _where(claim: Claim, keys: list[_Key], *, strict: bool) -> tuple[_Key, ...]:
    here = tuple((claim.mission, *each) for each in keys)
    return here + tuple(("", *each) for each in keys) if strict else here


def _again(claim: Claim, there: list[Claim]) -> Iterator[Finding]:
    """The same event of another system, a second time."""
    if there:
        message = f"this event stands already in {there[0].place.path}"
        place = claim.place.at("source", "event")
        yield Finding(place, message, "decline one of them as a duplicate")
    there.append(claim)


def _other(
    claim: Claim, keys: tuple[_Key, ...], used: dict[_Key, list[Claim]], reuse: dict[str, str]
) -> Claim | None:
    """The first earlier claim that uses the evidence up for this one."""
    for key in keys:
        for other in used.get(key, ()):
            anywhere = "never" in (reuse[claim.mission], reuse[other.mission])
            if other is not claim and (key[0] or anywhere):
                return other
    return None


def _finding(claim: Claim, other: Claim, place: Place) -> Finding:
    hint = "decline one of them as a duplicate, or ask for other evidence"
    if not set(claim.people) <= set(other.people):
        hint = (
            "what several did together is one claim: name them in its with, and withdraw the other"
            " or decline it as a duplicate"
        )
    elif claim.influencer != other.influencer:
        part = f"{claim.influencer} has a part in that one"
        hint = f"{part}: withdraw this, or decline it as a duplicate"
    return Finding(place, f"this evidence stands already in {other.place.path}", hint)


RULE = Rule(
    "evidence-reused", check, scope=Scope.MISSION, meets=Meets(_rows, counted=True, keys=_every_key)
)
