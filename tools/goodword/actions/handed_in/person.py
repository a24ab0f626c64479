"""Whoever joins, and what people change in their own profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.actions.append import append
from goodword.actions.asked import Asked, order
from goodword.actions.handed_in.records import is_there
from goodword.actions.handed_in.taking import days_of, member, person_of, there
from goodword.actions.judging import Proposal
from goodword.actions.new import new
from goodword.edits import Edit, laid_over
from goodword.edits.draft import Draft
from goodword.edits.naming import free_identifier, identifier
from goodword.intake.erased import was_erased
from goodword.intake.sheet import Refused
from goodword.source.schemas.fields import keys
from goodword.source.trees import Overlay
from goodword.verbs import INFLUENCER, NEW
from goodword.verbs.forms import SHARING

if TYPE_CHECKING:
    from goodword.actions.handed_in.taking import Days, Taking
    from goodword.intake.sheet import Sheet
    from goodword.model.program import Program
    from goodword.source.trees import Tree

_KEPT = ("name", "pronouns", "languages", "region", "topics", "bio", "links")
"""The fields of a person's form that are keys of the profile."""
_DIGITS = 18
"""Digits of a number that is written as one."""


def join(taking: Taking, sheet: Sheet, tree: Tree) -> Proposal:
    """A candidate with the consents of the form."""
    program, days, values = taking.program, days_of(taking, sheet), sheet.values
    found = person_of(program, sheet.sender)
    if found is not None:
        return Proposal(notes=(f"{sheet.source}: is on the map already, as {found.id}",))
    sender = sheet.sender
    if was_erased(program, *sender, taking.key):
        raise Refused("erased")
    account: Any = {"login": sender.login}
    if sender.number:
        account["id"] = int(sender.number) if len(sender.number) <= _DIGITS else sender.number
    said = {key: values[key] for key in _KEPT if key in values}
    said |= {"stage": "candidate", "since": f"{days.received}"}
    said["accounts"] = {sender.platform: account if sender.number else sender.login}
    said["consent"] = [_consent(taking, sheet, days)]
    opaque = program.settings.ids == "opaque"
    made = identifier(values["name"])
    if not made and not opaque:
        raise Refused("no-id-of-name")
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


def _consent(taking: Taking, sheet: Sheet, days: Days) -> dict[str, Any]:
    """What the form agrees to; what it leaves open is as the schema has it."""
    policies = taking.program.policies
    texts = [each for each in policies.consents if each.from_ <= days.received] if policies else []
    said: dict[str, Any] = {"from": f"{days.received}"}
    if texts:
        said["version"] = max(texts, key=lambda each: each.from_).version
    said["source"] = sheet.source
    return said | {key: sheet.values[key] for key in SHARING if key in sheet.values}


def profile(taking: Taking, sheet: Sheet, tree: Tree) -> Proposal:
    """What changes in a person's own profile; what is left empty stays as it is.

    That it came in is kept also where nothing changes by it: sent once more after a later change,
    it would undo that.
    """
    program, days, values = taking.program, days_of(taking, sheet), sheet.values
    person = program.influencers[member(taking, sheet)]
    if path := there(taking, sheet, person.id):
        return is_there(sheet, path)
    path, draft = person.place.path, Draft(tree)
    says = draft.says(path)
    for key in _KEPT:
        if key in values and values[key] != says.get(key):
            draft.set_value(path, (key,), values[key], order("profile"))
    source = {"system": sheet.system, "event": sheet.event}
    draft.append_item(path, ("taken_in",), source, order("profile"))
    edits = draft.edits
    now = _sharing(says, days)
    wanted = now | {key: values[key] for key in SHARING if key in values}
    if wanted != now:
        whole = Overlay(tree, laid_over(edits))
        said = {**_consent(taking, sheet, days), **wanted}
        del said["from"]  # the day of the entry
        verb = INFLUENCER.verb("consent")
        asked = Asked(verb, path, days.received, taking.by, said)
        added = append(taking.snapshot, [asked], whole)
        expected = {each.path: each.expected for each in edits}
        edits = tuple(
            Edit(each.path, expected.get(each.path, each.expected), each.new)
            for each in added.edits
        )
    return Proposal(edits, people=(person.id,))


def _sharing(says: dict[str, Any], days: Days) -> dict[str, str]:
    """What holds of the person's consents, by the file as it is now.

    Raises:
        Refused: they agreed to something since the form was handed in.
    """
    entries = says.get("consent") or []
    last = entries[-1] if entries else {}
    if str(last.get("from", "")) > f"{days.received}":
        raise Refused("agreed-since", day=last["from"])
    return {key: str(last.get(key, _default(key))) for key in SHARING}


def _default(name: str) -> str:
    return str(keys("profile", "consent")[name]["default"])
