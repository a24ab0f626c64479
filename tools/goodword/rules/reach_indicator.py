"""A KPI of reach is called an outcome, though reach is only ever an indicator.

How many could see, follow or subscribe shows that something may happen, not that it did. So a
KPI that counts reach, followers, subscribers, impressions, views or likes may stand beside an
outcome as an indicator, and never in its place.

Mend it by making its kind `indicator`, and by adding an outcome that it hints at.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from goodword.rules.discredited_metric import discredited
from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.strategy import Kpi
    from goodword.snapshot import Snapshot

_WORDS = (
    "reach|followers|subscribers|impressions|(?:page )?views|likes|audience size|"
    "alcance|seguidor(?:es|as)|suscriptor(?:es|as)|impresiones|visualizaciones|"
    "bereik|volgers|abonnees|vertoningen|"
    "subscritor(?:es|as)|impressões|visualizações"
)
# The thing itself is counted: "Followers", "Monthly reach on the forum"; not "people who reach".
_COUNTED = re.compile(
    rf"^(?:\w+ ){{0,2}}(?:{_WORDS})"
    r"(?:$| (?:of|on|in|at|per|a|by|from|de|del|en|por|em|van|op) )",
    re.IGNORECASE,
)
_VERBS = re.compile(
    r"^(?:who|that|we|they|people|to|have|can|could|owners|users|members) ", re.IGNORECASE
)


def _texts(kpi: Kpi) -> tuple[str, ...]:
    """What a KPI says of what it counts: its name and unit in each language, and its id."""
    return (*(text for words in (kpi.name, kpi.unit or ()) for _, text in words), kpi.id)


def reach(kpi: Kpi) -> str | None:
    """The words by which a KPI says that it counts reach; None for all others."""
    for text in _texts(kpi):
        plain = re.sub(r"[\s_-]+", " ", text).strip()
        found = _COUNTED.search(plain)
        if found and not _VERBS.search(plain):
            return text
    return None


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Outcomes that count reach; those that are no measure at all are another rule's."""
    strategy = snapshot.program.strategy
    if strategy is None:
        return
    for index, objective in enumerate(strategy.objectives):
        for number, kpi in enumerate(objective.kpis):
            words = reach(kpi) if kpi.kind == "outcome" else None
            if words is not None and not any(discredited(text) for text in _texts(kpi)):
                yield Finding(
                    strategy.place.at("objectives", index, "kpis", number, "kind"),
                    f'"{words}" counts reach, which hints at an outcome and is none',
                    "make it an indicator, and add an outcome: what will have changed",
                )


RULE = Rule("reach-indicator", check, scope=Scope.FILE)
