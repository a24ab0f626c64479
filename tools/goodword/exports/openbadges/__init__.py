"""Badges as Open Badges 3.0: signed credentials that people hand on, and what judges them.

A credential is the payload of a JWT (Open Badges 3.0, 8.2; Verifiable Credentials Data Model 2.0).
What verifiers fetch lies in `public/`: the issuer, the key, each achievement, and the lists that
say which credentials hold. What people are given lies in `people/<id>/`, a file a badge.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from goodword.exports.openbadges.identity import identity
from goodword.exports.openbadges.status import LISTS, bits, path_of, places
from goodword.texts import Named, Texts, apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from goodword.audience.view import ProgramView
    from goodword.audience.view.badges import BadgeView
    from goodword.exports.openbadges.keys import Signer
    from goodword.exports.openbadges.status import Spot

CREDENTIALS = "https://www.w3.org/ns/credentials/v2"
BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
PUBLIC = "public/"
"""The folder that has an address."""
PEOPLE = "people/"
"""The folder of what is handed to people."""


class Issuer(NamedTuple):
    """Who issues badges, and when.

    Args:
        program: its name and address.
        url: at which `public/` is served, with `/` at its end.
        signer: with its key.
        zone: in which its days begin. today: the day of making.
    """

    program: ProgramView
    url: str
    signer: Signer
    zone: ZoneInfo
    today: date

    def at(self, path: str) -> str:
        """The address of a file in `public/`."""
        return self.url + path

    def moment(self, day: date) -> str:
        """The beginning of a day, as credentials have moments."""
        return self._start(day).strftime("%Y-%m-%dT%H:%M:%SZ")

    def seconds(self, day: date) -> int:
        """The same in seconds since 1970."""
        return int(self._start(day).timestamp())

    def _start(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone).astimezone(UTC)


def openbadges(
    badges: Sequence[BadgeView], issuer: Issuer, mail: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """The files of all badges by their paths.

    Args:
        badges: those that hold.
        issuer: who issues them.
        mail: addresses by person, where they are known; only their hash is written.
    """
    texts = Texts(issuer.program.languages[0])
    named = {_name(each, issuer): each for each in badges}
    oldest = sorted(named, key=lambda name: (named[name].since, name))
    taken = places(oldest, issuer.signer)
    profile = _profile(issuer)
    yield _document("issuer.json", {"@context": [CREDENTIALS, BADGES], **profile})
    yield _document("key.json", issuer.signer.public)
    for part in range(LISTS):  # also the empty ones, which say that theirs hold no more
        found = bits(spot.bit for spot in taken.values() if spot.part == part)
        yield _credential_file(PUBLIC + path_of(part), _status(issuer, part, found), issuer)
    achievements = {}
    for name, badge in named.items():
        achievement = _achievement(badge, issuer, texts)
        achievements[_achieved(badge)] = achievement
        subject = {
            "id": f"urn:uuid:{_uuid(issuer.signer.derived('person', badge.person))}",
            "type": ["AchievementSubject"],
            "identifier": [identity(badge, issuer.signer, mail.get(badge.person))],
            "achievement": achievement,
        }
        credential = {
            "@context": [CREDENTIALS, BADGES],
            "id": f"urn:uuid:{name}",
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "name": texts.of(badge.name).text,
            "issuer": profile,
            "validFrom": issuer.moment(badge.since),
            "credentialSubject": subject,
            "credentialStatus": _entry(issuer, taken[name]),
            **_evidence(badge),
            "iss": profile["id"],
            "jti": f"urn:uuid:{name}",
            "nbf": issuer.seconds(badge.since),
            "sub": subject["id"],
        }
        number = "" if badge.number == 1 else f".{badge.number}"
        path = f"{PEOPLE}{badge.person}/{badge.since}-{_slug(badge)}{number}.jwt"
        yield _credential_file(path, credential, issuer)
    for slug, achievement in sorted(achievements.items()):
        content = {"@context": [CREDENTIALS, BADGES], **achievement}
        yield _document(f"achievements/{slug}.json", content)


def _slug(badge: BadgeView) -> str:
    return f"{badge.kind}-{badge.of}"


def _name(badge: BadgeView, issuer: Issuer) -> str:
    """The name of a credential: another one where the person has agreed anew since."""
    said = (badge.person, badge.kind, badge.of, str(badge.since), str(badge.number))
    return _uuid(issuer.signer.derived("badge", *said, str(badge.agreed)))


def _uuid(random: bytes) -> str:
    """A UUID of version 8 (RFC 9562, 5.8) of the first bytes."""
    number = int.from_bytes(random[:16], "big")
    number = number & ~(0xF << 76) | 0x8 << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    text = f"{number:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def _profile(issuer: Issuer) -> dict[str, Any]:
    program = issuer.program
    found = {"id": issuer.at("issuer.json"), "type": ["Profile"], "name": program.name}
    if program.url:
        found["url"] = program.url
    return found


def _achievement(badge: BadgeView, issuer: Issuer, texts: Texts) -> dict[str, Any]:
    name = texts.of(badge.name).text
    what = texts.of(badge.summary).text if badge.summary else ""
    if badge.over is not None:
        over = texts.say(badge.over)
        criteria = texts("badge.tier.asked", over=over, list=_conditions(badge, texts))
    elif badge.kind == "tier":
        criteria = texts.count(f"badge.tier.{badge.every}", badge.needs)
    elif badge.kind == "milestone":
        criteria = texts("badge.milestone.how", list=_conditions(badge, texts))
    else:
        criteria = texts("badge.reward.how")
    return {
        "id": issuer.at(f"achievements/{_achieved(badge)}.json"),
        "type": ["Achievement"],
        "name": name,
        "description": what
        or texts(f"badge.{badge.kind}.what", name=name, program=issuer.program.name),
        "criteria": {"narrative": criteria},
        "inLanguage": issuer.program.languages[0],
    }


def _conditions(badge: BadgeView, texts: Texts) -> str:
    """All that a milestone asks for; what not everybody may know of is not named."""

    def called(thing: Named) -> str:
        name = badge.names.get(f"{thing.kind}/{thing.id}")
        return texts.of(name).text if name else texts("condition.some")

    return apart(texts.say(each, called) for each in badge.conditions)


def _achieved(badge: BadgeView) -> str:
    """The name of an achievement: what asks for something else is another one."""
    if badge.kind == "milestone":
        return f"{_slug(badge)}-{badge.every}-{_asked(badge)}"
    if badge.over is not None:
        return f"{_slug(badge)}-{badge.over.key.partition('.')[2]}-{_asked(badge)}"
    asks = f"-{badge.every}-{badge.needs}" if badge.kind == "tier" else ""
    return _slug(badge) + asks


def _asked(badge: BadgeView) -> str:
    """What tells a milestone or tier from an earlier version that asked for something else."""
    asked = [
        (
            each.key,
            each.number,
            *(thing.id for thing in each.values.values() if isinstance(thing, Named)),
        )
        for each in badge.conditions
    ]
    return sha256(repr(asked).encode()).hexdigest()[:8]


def _evidence(badge: BadgeView) -> dict[str, Any]:
    found = [
        {"id": link.url, "type": ["Evidence"], **({"name": link.title} if link.title else {})}
        for link in badge.links
    ]
    return {"evidence": found} if found else {}


def _entry(issuer: Issuer, spot: Spot) -> dict[str, Any]:
    url = issuer.at(path_of(spot.part))
    return {
        "id": f"{url}#{spot.bit}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(spot.bit),
        "statusListCredential": url,
    }


def _status(issuer: Issuer, part: int, found: str) -> dict[str, Any]:
    url = issuer.at(path_of(part))
    return {
        "@context": [CREDENTIALS],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.at("issuer.json"),
        "validFrom": issuer.moment(issuer.today),
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": found,
        },
        "iss": issuer.at("issuer.json"),
        "jti": url,
        "nbf": issuer.seconds(issuer.today),
        "sub": f"{url}#list",
    }


def _document(path: str, content: Mapping[str, Any]) -> tuple[str, bytes]:
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    return PUBLIC + path, text.encode("utf-8", "surrogatepass")


def _credential_file(path: str, payload: Mapping[str, Any], issuer: Issuer) -> tuple[str, bytes]:
    return path, issuer.signer.signed(payload, issuer.at("key.json")).encode()
