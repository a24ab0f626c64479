"""A KPI or a measure is one of the figures that the field has given up, under any of its names.

They look like results and are none, so they are refused by name:

* equivalent advertising value (advertising value equivalency, AVE, EAV, PR value): what the space
  would have cost as an advertisement says nothing of what people thought or did, and the
  multipliers for "editorial" are made up;
* media value, earned media value (EMV): the same price list for posts and mentions;
* potential, estimated or total impressions, opportunities to see: everybody who might have seen
  it, each time, counted as though they had.

Mend it by measuring what changed: what people now do, choose, know or say. Real reach may stand
as an indicator.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Place
    from goodword.model.strategy import Kpi
    from goodword.snapshot import Snapshot

_ADVERTISING = "what the space would have cost as an advertisement is nobody's gain"
_MEDIA = "a price list for mentions says nothing of what people did"
_IMPRESSIONS = "it counts everybody who might have seen it as though they had"
_REASONS = (
    (
        r"(equivalent )?advertising (value|worth)( equivalen\w+)?|advertising equivalen\w+",
        _ADVERTISING,
    ),
    (r"ad(vert)? (value )?equivalen\w+|pr value|(ad|advert) value", _ADVERTISING),
    (r"valor publicitario( equivalente)?|(valor|equivalencia) de publicidade?", _ADVERTISING),
    (r"equivalencia publicitaria|valor de equivalencia publicitaria", _ADVERTISING),
    (r"(valor )?equivalente (publicitario|em publicidade|en publicidad)", _ADVERTISING),
    (r"valor equivalente (em publicidade|en publicidad)|centimetragem", _ADVERTISING),
    (r"advertentie ?(waarde|equivalent(ie)?)( equivalent(ie)?)?", _ADVERTISING),
    (r"(werbe|anzeigen) ?((ae?|e)quivalen[zt]\w*|wert)", _ADVERTISING),
    (r"(earned |social |equivalent )?media (impact )?value|media worth", _MEDIA),
    (r"valor (mediatico|en medios|de (la )?media|de midia|na midia|em midia)", _MEDIA),
    (r"(valoracao|retorno|valor espontaneo) (de|em|na) midia|(verdiende )?mediawaarde", _MEDIA),
    (r"(earned )?(media|medien) ?(wert|(ae?|e)quivalen[zt]\w*)", _MEDIA),
    (r"(potential|estimated|total|gross|theoretical) (impressions?|reach|audience)", _IMPRESSIONS),
    (r"opportunit(y|ies) (to|for) see(ing)?", _IMPRESSIONS),
    (r"(impresiones|alcance|audiencia) (potencial(es)?|estimad[oa]s?|total(es)?)", _IMPRESSIONS),
    (r"(impressoes|alcance|audiencia) (potenciais|estimad[oa]s?|tota(l|is))", _IMPRESSIONS),
    (r"(oportunidades|opcoes) de (ver|ser vist[oa]s?|visualizacao)", _IMPRESSIONS),
    (r"(potentieel|geschat|totaal|bruto) ?bereik|zichtkansen", _IMPRESSIONS),
    (r"(potentiele|geschatte|totale) (vertoningen|impressies)", _IMPRESSIONS),
    (r"(potenziell|potentiell|geschatzt|theoretisch|gesamt|brutto)\w* ?reichweite", _IMPRESSIONS),
    (r"(potenziell|potentiell|geschatzt|gesamt)\w* ?(impressions|impressionen)", _IMPRESSIONS),
    (r"sicht(kontakt(e|chancen?)|kontaktchancen?)|kontaktchancen", _IMPRESSIONS),
)
_INITIALS = {"AVE": _ADVERTISING, "EAV": _ADVERTISING, "EMV": _MEDIA, "OTS": _IMPRESSIONS}
"""In capitals only, since in small letters some of them are words."""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of the names and why each is none, made when the first is looked for."""
    return tuple(
        (re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), why)
        for pattern, why in _REASONS
    )


def discredited(text: str) -> tuple[str, str] | None:
    """The name of a discredited metric in a text, and why it is none; None where there is none.

    Hyphens and underscores count as spaces and letters as those without marks, so that ids are
    read too. German, Spanish, Dutch and Portuguese names are known beside the English ones.
    """
    plain = re.sub(r"[\s_-]+", " ", _without_marks(text))
    for word in re.findall(r"\w+", plain):
        if word in _INITIALS:
            return word, _INITIALS[word]
    for pattern, why in _patterns():
        found = pattern.search(plain)
        if found:
            return found[0], why
    return None


def _without_marks(text: str) -> str:
    """The text with plain letters in place of those with accents."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Discredited KPIs of the strategy, and measures that have one as their source."""
    strategy = snapshot.program.strategy
    if strategy is not None:
        for index, objective in enumerate(strategy.objectives):
            for number, kpi in enumerate(objective.kpis):
                place = strategy.place.at("objectives", index, "kpis", number)
                yield from _kpi(kpi, place)
    for measures in snapshot.program.measures.values():
        for index, each in enumerate(measures.values):
            if each.source:
                yield from _named(each.source, measures.place.at("values", index, "source"))


def _kpi(kpi: Kpi, place: Place) -> Iterator[Finding]:
    """The first of name, unit and id that names one."""
    texts = [
        (text, place.at(key, *([lang] if lang else [])))
        for key, words in (("name", kpi.name), ("unit", kpi.unit or ()))
        for lang, text in words
    ]
    texts.append((_initials(kpi.id), place.at("id")))
    for text, where in texts:
        findings = list(_named(text, where))
        if findings:
            yield findings[0]
            return


def _initials(identifier: str) -> str:
    """An id, which has no capitals, with those that could be meant as initials in capitals."""
    words = (word.upper() if word.upper() in _INITIALS else word for word in identifier.split("-"))
    return " ".join(words)


def _named(text: str, place: Place) -> Iterator[Finding]:
    found = discredited(text)
    if found is not None:
        name, why = found
        yield Finding(
            place,
            f'"{name}" is no measure of an outcome: {why}',
            "measure what people now do, choose, know or say",
        )


RULE = Rule("discredited-metric", check, scope=Scope.FILE)
