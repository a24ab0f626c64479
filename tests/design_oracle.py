"""Who may have what, as the design of the portal says it; nothing here comes from `audience/`.

One row says of a field of a kind when an audience outside staff may have it. A field without a
row is staff's. Staff have everything but what a person keeps to themselves (`nobody`), and what
nobody has.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from tests.filled import Marked

    Documents = Mapping[str, Any]
    May = Callable[["Case"], bool]

AUDIENCES = ("public", "members", "nda", "staff")
LEVELS = ("nobody", "staff", "members", "public")
NEEDED = {"public": "public", "members": "members", "nda": "members", "staff": "staff"}
HERE = ("member", "on-leave", "emeritus")
"""Stages of people that exist outside staff."""


class Case:
    """One mark before one audience.

    Args:
        documents: every document by path.
        mark: where the mark was put.
        audience: who would have it.
        as_of: day of the figures.
        today: day of building, whose permissions hold.
    """

    def __init__(
        self, documents: Documents, mark: Marked, audience: str, as_of: str, today: date
    ) -> None:
        self.documents, self.mark, self.audience = documents, mark, audience
        self.as_of, self.today = as_of, today.isoformat()
        self.document = mark.document

    def reaches(self, level: str) -> bool:
        """Whether a record for that audience is for this one too."""
        return AUDIENCES.index(self.audience) >= AUDIENCES.index(level)

    def shares(self, person: str, field: str) -> bool:
        """Whether a person lets this audience have a field: recognition, contact or points."""
        profile = self.documents.get(f"influencers/{person}/profile.yml")
        if profile is None:
            return False
        if self.audience != "staff" and self._stage(profile) not in HERE:
            return False
        entries = sorted(profile.get("consent", ()), key=lambda each: str(each["from"]))
        past = [each.get(field, "staff") for each in entries if each["from"] <= self.today]
        later = [each.get(field, "staff") for each in entries if each["from"] > self.today]
        least = min([(past or ["staff"])[-1], *later], key=LEVELS.index)
        return LEVELS.index(least) >= LEVELS.index(NEEDED[self.audience])

    def _stage(self, profile: Mapping[str, Any]) -> str:
        history = profile.get("history") or [
            {"date": profile.get("since", "1900-01-01"), "stage": profile.get("stage", "")}
        ]
        been = [each["stage"] for each in history if each["date"] <= self.today]
        return str(been[-1]) if been else ""

    @property
    def person(self) -> str:
        """Whose folder the file lies in."""
        return self.mark.path.split("/")[1]

    def mission(self, name: str) -> bool:
        """Whether the audience may have a mission: one for it that is more than a proposal."""
        document = self.documents.get(f"missions/{name}/mission.yml")
        return (
            document is not None
            and self.reaches(document.get("audience", "members"))
            and (document.get("status", "open") != "proposed")
        )

    @property
    def makers(self) -> list[str]:
        """Whose a claim is."""
        name = self.mark.path.split("/")[-1][len("2025-01-01-") :].removesuffix(".yml")
        first = self.document.get("influencer", name.partition(".")[0])
        others = self.document.get("with", ())
        return [str(first), *(each if isinstance(each, str) else each["id"] for each in others)]

    def entry(self, depth: int) -> Mapping[str, Any]:
        """The mapping around the mark, so many steps down the way."""
        value = self.document
        for step in self.mark.way[:depth]:
            value = value[step]
        return dict(value)

    def version(self) -> bool:
        """Whether the version that the mark is in holds, or was announced."""
        document, way = self.document, self.mark.way
        if way[0] == "ladders":
            document, way = document["ladders"][way[1]], way[2:]
        name, place = way[0], way[1] if len(way) > 1 else None
        if not isinstance(place, int):
            return True
        each = document[name][place]
        begun = [v for v in document[name] if v.get("from", "1900-01-01") <= self.as_of]
        told = each.get("announced") or "9999"
        current = bool(begun) and each is begun[-1]
        return current or (each.get("from", "") > self.as_of and told <= self.as_of)


def _always(_: Case) -> bool:
    return True


def _record(field: str) -> May:
    def may(case: Case) -> bool:
        return case.reaches(case.document.get(field, "members"))

    return may


def _item(case: Case) -> bool:
    """An item that the audience may have, unless all took it back or it is another's double."""
    steps = case.document["steps"]
    raised = {who for each in steps if each["step"] != "withdrawn" for who in each.get("from", ())}
    gone = {who for each in steps if each["step"] == "withdrawn" for who in each["from"]}
    over = raised <= gone or any(each.get("outcome") == "duplicate" for each in steps)
    return case.reaches(case.document.get("confidentiality", "staff")) and not over


def _said(case: Case) -> bool:
    """What may be said to this audience, once it may be known."""
    step = case.entry(2)
    public = step.get("public", step.get("date", ""))
    known = case.audience == "nda" or public <= min(case.as_of, case.today)
    return _item(case) and known and case.reaches(str(case.mark.way[3]))


def notice(case: Case) -> bool:
    """An incident is known to those to whom something is said of it."""
    say = case.document.get("say", {})
    return any(case.reaches(level) for level in say)


def _sentence(case: Case) -> bool:
    return notice(case) and case.reaches(str(case.mark.way[1]))


def event(case: Case) -> bool:
    signed = not case.document.get("nda", False) or case.reaches("nda")
    return case.reaches(case.document.get("audience", "members")) and signed


def community(case: Case) -> bool:
    stance = case.document.get("stance", "join")
    entries = stance if isinstance(stance, list) else [{"stance": stance}]
    held = [each for each in entries if each.get("from", "1900-01-01") <= case.as_of]
    return not held or held[-1]["stance"] == "join"


def mission(case: Case) -> bool:
    return case.mission(case.person)


def _price(case: Case) -> bool:
    return mission(case) and case.version()


def reward(case: Case) -> bool:
    visible = case.document.get("visible", {})
    begun = visible.get("from", "1900-01-01") <= case.as_of <= visible.get("to", "9999")
    return case.reaches("members") and begun


def _cost(case: Case) -> bool:
    return reward(case) and case.version()


def _person(field: str) -> May:
    def may(case: Case) -> bool:
        return case.shares(case.person, "recognition") and case.shares(case.person, field)

    return may


def _thanks(case: Case) -> bool:
    void = case.document.get("void", {"date": "9999"})["date"]
    shown = case.document["kind"] == "thanks" and case.reaches(
        case.document.get("audience", "staff")
    )
    return bool(shown and void > case.today and case.shares(case.person, "recognition"))


def _evidence(case: Case) -> bool:
    """What an approved claim links to, where all who made it show their claims."""
    document = case.document
    people = case.makers
    approved = document.get("decision", {}).get("outcome") == "approved"
    kept = not document.get("reversals") and not document.get("withdrawn")
    linked = isinstance(document["evidence"], str) or case.mark.way[-1] != "title"
    linked = linked or "url" in case.entry(2)
    shown = all(case.shares(who, each) for who in people for each in ("recognition", "points"))
    return bool(approved and kept and linked and shown and case.mission(case.person))


def _staff_now(case: Case) -> bool:
    each = case.entry(2)
    return bool(each.get("from", "1900-01-01") <= case.as_of <= each.get("until", "9999"))


ROWS: tuple[tuple[str, str, May], ...] = (
    ("program", r"name|brand|purpose\..*|timezone|intake\..*|portal\.(url|colours\..*)", _always),
    ("program", r"points\.\*\..*", Case.version),
    ("program", r"staff\.\*\.name", _staff_now),
    ("strategy", r"pillars.*|objectives\.\*\.(id|goal.*)", _always),
    ("strategy", r"marketplace\.audience|influence\..*", lambda case: case.reaches("members")),
    ("tiers", r"(ladders\.\*\.)?versions\.\*\..*|ladders\.\*\.(id|name.*)", Case.version),
    ("milestones", r"milestones\.\*\..*", Case.version),
    ("departments", r"departments\.\*\.name.*", _always),
    ("policies", r"disclosure\..*", _always),
    (
        "policies",
        r"consents\.\*\.(text.*|version)",
        lambda case: bool(case.entry(2)["from"] <= case.as_of),
    ),
    ("mission", r"<name>|title.*|summary.*|instructions.*|disclosure\..*", mission),
    ("mission", r"evidence\.hosts.*|eligibility\.(regions|languages|topics|tiers).*", mission),
    ("mission", r"points\.\*\..*", _price),
    ("reward", r"<name>|name.*|summary.*", reward),
    ("reward", r"cost\.\*\..*|stock\.\*\.quantity", _cost),
    ("event", r"<name>|title.*|place|notes.*|topics.*|region|languages.*", event),
    ("community", r"<name>|name.*|url|topics.*|size|region|languages.*", community),
    ("incident", r"title.*", notice),
    ("incident", r"say\..*", _sentence),
    ("feedback", r"<name>|title.*|area", _item),
    ("feedback", r"steps\.\*\.say\..*", _said),
    ("touchpoint", r"helped", _thanks),
    ("claim", r"evidence\.\*\.(url|title)", _evidence),
    ("profile", r"<name>|name|pronouns|bio.*|links.*|topics.*", _person("recognition")),
    ("profile", r"accounts\.[a-z]+\.login|accounts\.[a-z]+", _person("contact")),
)
"""Kind, fields by their ways (a star for a place in a list), and when others than staff may."""

KEPT = (
    ("profile", r"name|pronouns|bio.*|links.*", "recognition"),
    ("profile", r"accounts\..*", "contact"),
)
"""What staff do not have of somebody who shows it to nobody."""


def may_have(case: Case) -> bool:
    """Whether an audience may have what a mark marks."""
    kind, way = case.mark.kind, case.mark.field
    if case.audience == "staff":
        kept = [field for of, pattern, field in KEPT if of == kind and re.fullmatch(pattern, way)]
        return all(case.shares(case.person, field) for field in kept)
    rows = [may for of, pattern, may in ROWS if of == kind and re.fullmatch(pattern, way)]
    return any(may(case) for may in rows)


NOT_ONES_OWN = (
    ("profile", r"history.*reason|stance|reachable|relations.*|referred_by|portal_key|snoozed.*"),
    ("feedback", r"steps\.\*\.(rationale|severity|owner|remaining|where|what|reason)"),
    ("event", r"(?!title|<name>).*"),
    ("incident", r"(?!heard|warned_by|title|<name>).*"),
    ("signal", r"dismissed.*|became.*|snoozed.*"),
    ("audit", r"brand.*"),
)
"""What somebody does not have of a file that is theirs, or in which they are named."""


def own_may(documents: Documents, who: str, mark: Marked) -> bool:
    """Whether the design lets somebody have what a mark marks on a page of their own."""
    if any(of == mark.kind and re.fullmatch(way, mark.field) for of, way in NOT_ONES_OWN):
        return False
    if mark.kind == "mission":  # what they handed something in for has a name
        begins = mark.path.replace("mission.yml", "claims/")
        theirs = [p for p in documents if p.startswith(begins) and p.endswith(f"{who}.yml")]
        return mark.way[0] in {"title", "<name>"} and bool(theirs)
    if mark.kind == "departments":  # theirs have names too
        return bool(re.fullmatch(r"(departments|categories)\.\*\.name.*", mark.field))
    if mark.path.startswith("influencers/"):
        return mark.path.startswith(f"influencers/{who}/")
    return who in json.dumps([mark.document, mark.path])
