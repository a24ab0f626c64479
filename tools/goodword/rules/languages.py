"""A text that is shown lacks the program's first language, or has one the program does not.

A text is a string in the program's first language, or a mapping of languages to texts with at
least that one: whoever reads another language falls back on it. Languages beside those of
`program.languages` have no page on which they could be shown.

Mend it by adding the text, or by adding the language to program/program.yml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.model.feedback import Decided, Delivered
from goodword.nearest import did_you_mean
from goodword.rules.rule import Finding, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.model.plain import Words
    from goodword.model.program import Program
    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Texts by language that the program cannot show, or cannot fall back on."""
    program = snapshot.program
    if program.broken.lacks("program"):
        return
    languages = program.settings.languages
    for words, place in _texts(program):
        if words is None or words[0][0] == "":
            continue
        stated = [language for language, _ in words]
        if languages[0] not in stated:
            yield Finding(
                place,
                f"no text in {languages[0]}, the program's first language",
                f"there are: {', '.join(stated)}",
            )
        for language in stated:
            if language not in languages:
                near = did_you_mean(language, languages)
                yield Finding(
                    _key(place, language),
                    f'the program has no language "{language}"{near}',
                    f"languages of program/program.yml: {', '.join(languages)}",
                )


def _key(place: Place, language: str) -> Place:
    return type(place)(place.path, (*place.pointer, language), key=True)


def _texts(program: Program) -> Iterator[tuple[Words | None, Place]]:
    yield program.settings.purpose, program.settings.place.at("purpose")
    for mission in program.missions.values():
        for key in ("title", "summary", "instructions"):
            yield getattr(mission, key), mission.place.at(key)
        yield mission.disclosure, mission.place.at("disclosure", "text")
    for reward in program.rewards.values():
        yield reward.name, reward.place.at("name")
        yield reward.summary, reward.place.at("summary")
    for person in program.influencers.values():
        yield person.bio, person.place.at("bio")
    for event in program.events.values():
        yield event.title, event.place.at("title")
        yield event.notes, event.place.at("notes")
    for community in program.communities.values():
        yield community.name, community.place.at("name")
    yield from _feedback(program)
    yield from _lists(program)


def _feedback(program: Program) -> Iterator[tuple[Words | None, Place]]:
    for item in program.feedback.values():
        yield item.title, item.place.at("title")
        for index, step in enumerate(item.steps):
            if isinstance(step, Decided | Delivered):
                for level in ("public", "members", "nda"):
                    place = item.place.at("steps", index, "say", level)
                    yield getattr(step.say, level), place
    for incident in program.incidents.values():
        yield incident.title, incident.place.at("title")
        for level in ("public", "members", "nda"):
            yield getattr(incident.say, level), incident.place.at("say", level)


def _lists(program: Program) -> Iterator[tuple[Words | None, Place]]:
    if program.tiers:
        for number, version in enumerate(program.tiers.versions):
            for index, tier in enumerate(version.tiers):
                yield tier.name, program.tiers.place.at("versions", number, "tiers", index, "name")
    if program.departments:
        for key in ("departments", "categories"):
            for index, each in enumerate(getattr(program.departments, key)):
                place = program.departments.place.at(key, index)
                yield each.name, place.at("name")
                yield each.measure, place.at("measure")
    if program.strategy:
        for index, objective in enumerate(program.strategy.objectives):
            yield objective.goal, program.strategy.place.at("objectives", index, "goal")


RULE = Rule("languages", check)
