"""Missions: cards by objective and stage of the conversation, and a page for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.portal.handing_in import link
from goodword.portal.page import Page, Rows, Section, Step
from goodword.portal.tags import tags_of
from goodword.texts import apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.audience.view import MissionView, View, Words
    from goodword.portal.page import Reader


@dataclass(frozen=True, slots=True)
class Group(Section):
    """Missions that serve one objective; without goal those that serve none."""

    title: str

    pillar: str | None
    goal: Words | None
    missions: tuple[MissionView, ...]


def _groups(view: View, missions: list[MissionView], reader: Reader) -> tuple[Group, ...]:
    stages = {name: index for index, name in enumerate(view.program.stages)}

    def stage(mission: MissionView) -> tuple[int, str]:
        return stages.get(mission.conversation or "", len(stages)), mission.id

    groups = []
    left = {mission.id for mission in missions}
    for pillar in view.pillars:
        for objective in pillar.objectives:
            served = [mission for mission in missions if mission.objective == objective.id]
            left -= {mission.id for mission in served}
            title = reader.text(objective.goal)
            found = tuple(sorted(served, key=stage))
            groups.append(Group(title, pillar.id, objective.goal, found))
    others = sorted((mission for mission in missions if mission.id in left), key=stage)
    title = reader.texts(
        "other_missions" if any(each.missions for each in groups) else "open_missions"
    )
    groups.append(Group(title, None, None, tuple(others)))
    return tuple(group for group in groups if group.missions)


def _rules(mission: MissionView, reader: Reader) -> list[str]:
    """Who may do it, in sentences."""
    asked, texts = mission.eligibility, reader.texts
    lists = {
        "tiers": [reader.text(name) for name in asked.tiers],
        "regions": [texts.territory(code) for code in asked.regions],
        "languages": [texts.language(tag) for tag in asked.languages],
        "topics": list(asked.topics),
        "categories": [reader.text(name) for name in asked.categories],
    }
    rules = [texts(f"eligible.{key}", list=apart(names)) for key, names in lists.items() if names]
    if asked.nda:
        rules.append(texts("eligible.nda"))
    if asked.since_days:
        rules.append(texts.count("eligible.since", asked.since_days))
    if asked.some:
        rules.append(texts("for_some"))
    return rules


def pages(view: View, reader: Reader) -> Iterator[Page]:
    """The list, then a page for each mission."""
    texts = reader.texts
    home = Step("", texts("page.home"))
    current = [mission for mission in view.missions if mission.status != "closed"]
    yield Page(
        path="missions/",
        fills="missions/",
        template="missions.html",
        title=texts("page.missions"),
        values={
            "groups": _groups(view, current, reader),
            "past": [mission for mission in view.missions if mission.status == "closed"],
            "stages": [
                each
                for each in view.program.stages
                if any(mission.conversation == each for mission in view.missions)
            ],
        },
        trail=(home,),
        lists=(Rows("groups", "missions"), Rows("past")),
        more="missions/mission/",
    )
    objectives = {
        objective.id: objective for pillar in view.pillars for objective in pillar.objectives
    }
    trail = (home, Step("missions/", texts("page.missions")))
    for mission in view.missions:
        title, summary = reader.text(mission.title), reader.plain(reader.text(mission.summary))
        said = reader.plain(reader.text(mission.instructions))
        subject = texts("hand_in_subject", mission=title)
        intake, known = view.program.intake, {"mission": mission.id}
        taking = mission.status == "open"
        yield Page(
            path=f"missions/{mission.id}/",
            fills="missions/mission/",
            template="mission.html",
            title=title,
            language=texts.of(mission.title).language,
            description=summary,
            values={
                "mission": mission,
                # Without a summary the instructions sum themselves up: that is not said twice.
                "lead": not said.startswith(summary),
                "objective": objectives.get(mission.objective or ""),
                "rules": _rules(mission, reader),
                "tags": tags_of(mission, reader),
                "hand_in": link(intake, "claim", texts, known, subject) if taking else None,
            },
            trail=trail,
            search=f"{summary} {said}",
        )
