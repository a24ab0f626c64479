"""Which names of a KPI are refused, and which that look like them are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from goodword.diagnostics import Place
from goodword.model.strategy import Strategy
from goodword.rules.discredited_metric import discredited
from goodword.rules.reach_indicator import reach

if TYPE_CHECKING:
    from goodword.model.strategy import Kpi


def kpi(name: str, unit: str | None = None, id_: str = "one") -> Kpi:
    data = {"id": id_, "name": name, "kind": "outcome", **({"unit": unit} if unit else {})}
    objective = {"id": "o", "pillar": "loyalty", "goal": "g", "kpis": [data]}
    document = {"pillars": ["loyalty"], "objectives": [objective]}
    return Strategy.read(document, Place("program/strategy.yml")).objectives[0].kpis[0]


@pytest.mark.parametrize(
    "text",
    [
        "Equivalent advertising value",
        "advertising value equivalency",
        "Advertising-value equivalent of clippings",
        "Ad value",
        "AVE",
        "AVE (Q3)",
        "EAV per article",
        "PR value",
        "Earned media value",
        "media_value",
        "EMV",
        "Potential impressions",
        "estimated Impressions",
        "Total reach",
        "Opportunities to see",
        "OTS",
        "Valor publicitario equivalente",
        "Advertentiewaarde",
        "Impressões estimadas",
        "Anzeigenäquivalenzwert",
        "Werbeäquivalenz der Berichte",
        "Anzeigen-Äquivalenzwert",
        "werbeaequivalenzwert",
        "Mediawert",
        "Medienäquivalenzwert",
        "Potenzielle Reichweite",
        "geschätzte Impressionen",
        "Bruttoreichweite",
        "Kontaktchancen",
        "Equivalencia publicitaria",
        "valor equivalente en publicidad",
        "Valor mediático",
        "valor-mediatico",
        "Alcance potencial",
        "oportunidades de ver",
        "Advertentie-equivalent",
        "Verdiende mediawaarde",
        "Potentiële impressies",
        "totaal bereik",
        "Zichtkansen",
        "Equivalência publicitária",
        "Valor equivalente em publicidade",
        "Valoração de mídia",
        "valor de mídia espontânea",
        "Audiência potencial",
        "Centimetragem",
    ],
)
def test_a_discredited_metric_passes(text: str) -> None:
    assert discredited(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Aves rescatadas",
        "Clave de acceso",
        "They ave a bike",
        "Value that owners see",
        "Media that corrected a mistake",
        "Readers who got an answer",
        "Impressions of a test ride, in their words",
        "Owners reached by phone",
        "Added value",
        "Lots sold",
        "Werbende Mitglieder",
        "Der Wert fuer Mitglieder",
        "Sichtbare Fehler",
        "Valor para quien aprende",
        "Valor equivalente en horas de ayuda",
        "Medios que corrigieron un error",
        "Bereikbare eigenaars",
        "Mediation of conflicts",
        "Oportunidades de aprender",
    ],
)
def test_an_honest_measure_is_refused(text: str) -> None:
    assert discredited(text) is None


@pytest.mark.parametrize(
    ("name", "unit", "id_"),
    [
        ("Reach", None, "one"),
        ("Monthly reach", None, "one"),
        ("Followers on Mastodon", None, "one"),
        ("Number of followers", None, "one"),
        ("Page views of the guides", None, "one"),
        ("How well known we are", "impressions", "one"),
        ("How well known we are", None, "forum-followers"),
        ("Seguidores en redes", None, "one"),
        ("Bereik", None, "one"),
    ],
)
def test_reach_passes_for_an_outcome(name: str, unit: str | None, id_: str) -> None:
    assert reach(kpi(name, unit, id_)) is not None


@pytest.mark.parametrize(
    "name",
    [
        "Owners who reach us within a day",
        "People who reach the end of a guide",
        "Outreach that was answered",
        "Questions solved by an owner first",
        "Owners reach for the manual first",
        "Followers who came to a repair evening",
        "Interviews given",
    ],
)
def test_an_outcome_passes_for_reach(name: str) -> None:
    assert reach(kpi(name)) is None
