"""Taking in what influencers handed in: each form becomes what a command would have written.

The same verbs, actions and rules as on the command line: nothing gets in by a form that a command
would refuse. Whose it is, the account says; a form names nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.actions.append import append
from goodword.actions.asked import Asked, order, proposal
from goodword.actions.judging import Proposal, refusal
from goodword.actions.new import new
from goodword.actions.receive import receive
from goodword.actions.redeem import redeem
from goodword.edits import Edit, laid_over
from goodword.edits.draft import Draft
from goodword.edits.naming import free_identifier, identifier
from goodword.intake.erased import was_erased
from goodword.intake.sheet import MAIL, Refused
from goodword.nearest import did_you_mean
from goodword.source.schemas.fields import keys
from goodword.source.trees import Overlay
from goodword.verbs import FEEDBACK, INFLUENCER, NEW, REWARD
from goodword.verbs.forms import SHARING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from goodword.diagnostics import Diagnostic
    from goodword.intake.sheet import Sender, Sheet
    from goodword.model.profile import Profile
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot
    from goodword.source.trees import Tree

SLACK = timedelta(days=3)
"""So long before today a record may be dated (the promise `record-dated`); what came in earlier
is dated today, and `received` keeps the day."""
_NEW_ITEM = {"joins": None}
_CHANNELS = {"github": "issue"}
_KEPT = ("name", "pronouns", "languages", "region", "topics", "bio", "links")
"""The fields of a person's form that are keys of the profile."""


@dataclass(frozen=True, slots=True)
class Taking:
    """What sheets are taken in with.

    Args:
        snapshot: the program on the day.
        by: staff id of who takes them in.
        opaque: makes up an id, where ids say nothing.
        key: the program's secret, by which who was erased is known.
    """

    snapshot: Snapshot
    by: str
    opaque: Callable[[], str]
    key: str = ""


class _Days(NamedTuple):
    """When something came in: its day in the program's zone, the one it is dated, and the time."""

    received: date
    dated: date
    at: str


def take_in(taking: Taking, sheets: Sequence[Sheet], path: str, tree: Tree) -> Proposal:
    """The edits that all sheets together bring about, or why some are refused.

    Args:
        taking: the program, and who does it.
        sheets: in the order in which they came.
        path: the file that they came in, for what is refused.
        tree: the files as they are.
    """
    edits: dict[str, Edit] = {}
    problems: list[Diagnostic] = []
    notes: list[str] = []
    people: set[str] = set()
    joined: set[Sender] = set()
    for sheet in sorted(sheets, key=lambda each: (each.moment, each.line)):
        if sheet.form == "join" and sheet.sender in joined:
            notes.append(f"{sheet.source}: joined in these already")
            continue
        joined |= {sheet.sender} if sheet.form == "join" else set()
        whole = Overlay(tree, laid_over(tuple(edits.values())))
        try:
            found = _FORMS[sheet.form](taking, sheet, whole)
        except Refused as why:
            found = Proposal(problems=(refusal(path, f"{_place(sheet)}{why.why}"),))
        problems += found.problems
        people |= {*found.people}
        notes += found.notes
        for each in found.edits:
            first = edits.get(each.path, each)
            edits[each.path] = Edit(each.path, first.expected, each.new)
    return proposal(problems, (edits[each] for each in sorted(edits)), people, notes)


def _place(sheet: Sheet) -> str:
    return f"line {sheet.line}: " if sheet.line else ""


def person_of(program: Program, sender: Sender) -> Profile | None:
    """Whose account it is; None for nobody on the map.

    A number is that of one account for ever. A name without a number is compared without case; it
    names nobody whose number is known and another one, for names are given up and taken over.

    Raises:
        Refused: it may be several people's, or is no longer the one that is known.
    """
    by_number, by_name, others = [], [], []
    for person in program.influencers.values():
        for platform, account in person.accounts:
            if platform != sender.platform:
                continue
            number = "" if account.id is None else str(account.id)
            same = account.login.casefold() == sender.login.casefold()
            if number and sender.number:
                if number == sender.number:
                    by_number.append(person)
                elif same:
                    others.append(person)
            elif same:
                by_name.append(person)
    found = by_number or by_name
    if len({each.id for each in found}) > 1:
        raise Refused(f"the account {_shown(sender)} stands with several people")
    if not found and others:
        raise Refused(
            f"the name of the account {_shown(sender)} is known with another number; it is somebody"
            " else's now"
        )
    return found[0] if found else None


def _shown(sender: Sender) -> str:
    return "of this address" if sender.platform == MAIL else f"{sender.login} ({sender.platform})"


def _member(taking: Taking, sheet: Sheet) -> str:
    found = person_of(taking.snapshot.program, sheet.sender)
    if found is None:
        who = _shown(sheet.sender)
        raise Refused(f"nobody on the map has the account {who}; join first")
    return found.id


def _days(taking: Taking, sheet: Sheet) -> _Days:
    program, today = taking.snapshot.program, taking.snapshot.as_of
    day = sheet.moment.astimezone(program.zone).date()
    if day > today:
        raise Refused(f"it says that it came in on {day}, which is not yet")
    at = f"{sheet.moment.astimezone(UTC):%H:%M:%S}"
    return _Days(day, day if today - day <= SLACK else today, at)


def _claim(taking: Taking, sheet: Sheet, tree: Tree) -> Proposal:
    program, days, values = taking.snapshot.program, _days(taking, sheet), sheet.values
    person = _member(taking, sheet)
    mission = _known("mission", values["mission"], program.missions)
    for claim in program.claims.values():
        same = claim.mission == mission and claim.influencer == person
        if same and claim.received == days.received and claim.at == days.at:
            return Proposal(notes=(f"{sheet.source}: is there as {claim.place.path}",))
    said: dict[str, Any] = {key: values[key] for key in ("summary", "helped") if key in values}
    if "effort" in values:
        said["effort_hours"] = values["effort"]
    if "evidence" in values:
        said["evidence"] = {"link": values["evidence"]}
    if "disclosure" in values:
        said["disclosure"] = values["disclosure"]
    said["received"] = f"{days.received}"
    occurred = _past(values.get("occurred"), days)
    steer = {"mission": mission, "influencer": person, "occurred": occurred}
    verb = NEW.verb("claim")
    asked = Asked(verb, "", days.dated, taking.by, said, at=days.at, steer=steer)
    return new(taking.snapshot, [asked], tree)


def _past(text: str | None, days: _Days) -> date:
    if text is None:
        return days.received
    day = type(days.received).fromisoformat(text)
    if day > days.received:
        raise Refused(f"it says that it was done on {day}, after it was handed in")
    return day


def _feedback(taking: Taking, sheet: Sheet, tree: Tree) -> Proposal:
    days, values, person = _days(taking, sheet), sheet.values, _member(taking, sheet)
    for item in taking.snapshot.program.feedback.values():
        for step in item.steps:
            known = getattr(step, "source", None) == sheet.source
            if known and person in getattr(step, "from_", ()):
                return Proposal(notes=(f"{sheet.source}: is there as {item.place.path}",))
    said: dict[str, Any] = {
        "channel": _channel(sheet),
        "source": sheet.source,
        "summary": values["title"],
        "verbatim": values["said"],
        "from": [person],
    }
    if "area" in values:
        said["area"] = values["area"]
    verb = FEEDBACK.verb("receive")
    asked = Asked(verb, values["title"], days.received, taking.by, said, (person,), None, _NEW_ITEM)
    return receive(taking.snapshot, [asked], tree)


def _channel(sheet: Sheet) -> str:
    """How it came, as one word."""
    first = sheet.source.partition(" ")[0]
    return _CHANNELS.get(sheet.sender.platform, first if first == "form" else sheet.sender.platform)


def _reward(taking: Taking, sheet: Sheet, tree: Tree) -> Proposal:
    program, days, values = taking.snapshot.program, _days(taking, sheet), sheet.values
    person = _member(taking, sheet)
    reward = _known("reward", values["reward"], program.rewards)
    theirs = [each for each in program.redemptions.values() if each.influencer == person]
    for each in theirs:
        if (each.reward, each.requested, each.at) == (reward, days.dated, days.at):
            return Proposal(notes=(f"{sheet.source}: is there as {each.place.path}",))
    day, at = days.dated, days.at
    if any(each.requested > day for each in theirs):
        day, at = taking.snapshot.as_of, ""  # a later request was judged without this one
    said = {"quantity": values.get("quantity", 1)}
    verb = REWARD.verb("redeem")
    asked = Asked(verb, person, day, taking.by, said, at=at or None, steer={"reward": reward})
    return redeem(taking.snapshot, [asked], tree)


def _join(taking: Taking, sheet: Sheet, tree: Tree) -> Proposal:
    program, days, values = taking.snapshot.program, _days(taking, sheet), sheet.values
    found = person_of(program, sheet.sender)
    if found is not None:
        return Proposal(notes=(f"{sheet.source}: is on the map already, as {found.id}",))
    sender = sheet.sender
    if was_erased(program, *sender, taking.key):
        raise Refused(
            "whose account this is was erased from the program, and no form makes them anew; write"
            " to somebody who runs it"
        )
    account: Any = {"login": sender.login}
    if sender.number:
        account["id"] = int(sender.number) if len(sender.number) <= 18 else sender.number
    said = {key: values[key] for key in _KEPT if key in values}
    said |= {"stage": "candidate", "since": f"{days.received}"}
    said["accounts"] = {sender.platform: account if sender.number else sender.login}
    said["consent"] = [_consent(taking, sheet, days)]
    opaque = program.settings.ids == "opaque"
    made = identifier(values["name"])
    if not made and not opaque:
        raise Refused("no id can be made of that name; write it in Latin letters too")
    taken = _Taken(Draft(tree), program)
    name = taking.opaque() if opaque else free_identifier(made, taken)
    asked = Asked(NEW.verb("influencer"), name, days.received, taking.by, said)
    return new(taking.snapshot, [asked], tree)


class _Taken:
    """The ids of people and staff, those of the sheets before among them."""

    def __init__(self, draft: Draft, program: Program) -> None:
        self._draft = draft
        self._staff = program.staff

    def __contains__(self, name: object) -> bool:
        """Whether somebody has that id."""
        return name in self._staff or f"influencers/{name}/profile.yml" in self._draft


def _consent(taking: Taking, sheet: Sheet, days: _Days) -> dict[str, Any]:
    """What the form agrees to; what it leaves open is as the schema has it."""
    policies = taking.snapshot.program.policies
    texts = [each for each in policies.consents if each.from_ <= days.received] if policies else []
    said: dict[str, Any] = {"from": f"{days.received}"}
    if texts:
        said["version"] = max(texts, key=lambda each: each.from_).version
    said["source"] = sheet.source
    return said | {key: sheet.values[key] for key in SHARING if key in sheet.values}


def _profile(taking: Taking, sheet: Sheet, tree: Tree) -> Proposal:
    """What changes in a person's own profile; what is left empty stays as it is."""
    program, days, values = taking.snapshot.program, _days(taking, sheet), sheet.values
    person = program.influencers[_member(taking, sheet)]
    path, draft = person.place.path, Draft(tree)
    there = draft.says(path)
    changed = {key: values[key] for key in _KEPT if key in values and values[key] != there.get(key)}
    for key, value in changed.items():
        draft.set_value(path, (key,), value, order("profile"))
    before = person.consent_on(days.received)
    now = {key: getattr(before, key) if before else _default(key) for key in SHARING}
    wanted = {**now, **{key: values[key] for key in SHARING if key in values}}
    edits = draft.edits if changed else ()
    if wanted != now:
        whole = Overlay(tree, laid_over(edits))
        said = {**wanted, **_consent(taking, sheet, days), "from": None}
        verb = INFLUENCER.verb("consent")
        asked = Asked(verb, path, days.received, taking.by, _without_none(said | wanted))
        added = append(taking.snapshot, [asked], whole)
        expected = {each.path: each.expected for each in edits}
        edits = tuple(
            Edit(each.path, expected.get(each.path, each.expected), each.new)
            for each in added.edits
        )
    if not edits:
        return Proposal(notes=(f"{sheet.source}: says what the profile says",))
    return Proposal(edits)


def _without_none(said: dict[str, Any]) -> dict[str, Any]:
    return {key: each for key, each in said.items() if each is not None}


def _default(name: str) -> str:
    return str(keys("profile", "consent")[name]["default"])


def _known(what: str, name: str, there: Any) -> str:
    if name not in there:
        raise Refused(f'there is no {what} "{name}"{did_you_mean(name, there)}')
    return name


_FORMS: dict[str, Callable[[Taking, Sheet, Tree], Proposal]] = {
    "join": _join,
    "claim": _claim,
    "feedback": _feedback,
    "reward": _reward,
    "profile": _profile,
}
"""By form, what becomes of it."""
