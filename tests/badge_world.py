"""A small program whose people have badges, and a verifier of them that is not ours."""

from __future__ import annotations

import gzip
import json
from base64 import urlsafe_b64decode
from datetime import date
from typing import TYPE_CHECKING, Any

from joserfc import jws
from joserfc.jwk import import_key

from goodword.audience.badges import badges
from goodword.audience.gate import program_view
from goodword.audience.permissions import Newer
from goodword.exports.openbadges import Issuer, openbadges
from goodword.exports.openbadges.keys import signer
from goodword.snapshot import Snapshot
from tests.badge_keys import secrets
from tests.relation_program import mission, person, program

if TYPE_CHECKING:
    from collections.abc import Mapping

    from goodword.audience.view.badges import BadgeView

DAY = date(2026, 6, 30)
URL = "https://badges.example/acme/"
SIGNED = {"date": "2026-05-02", "by": "maya"}
LADDER: dict[str, Any] = {
    "from": "2025-01-01",
    "tiers": [
        {"id": "friend", "standing_at_least": 0},
        {"id": "guide", "name": {"en": "Guide", "es": "Guía"}, "standing_at_least": 100},
        {"id": "anchor", "standing_at_least": 200},
    ],
}
OPEN = {"recognition": "public", "points": "public", "contact": "public"}


def agrees(on: str = "2025-01-01", **more: str) -> dict[str, Any]:
    return {"from": on, **OPEN, **more}


def done(
    who: str, on: str, number: int = 1, points: int = 100, together: tuple[str, ...] = ()
) -> dict[str, Any]:
    """A guide that was approved on its day."""
    end = "" if number == 1 else f".{number}"
    shares = {"decision": {"outcome": "approved", "by": "jon", "date": on, "points": points}}
    others = {"with": list(together)} if together else {}
    link = {"url": f"https://{who}.example/{on}/{number}", "title": f"Guide {number}"}
    return {f"missions/guide/claims/{on}-{who}{end}.yml": {"evidence": [link], **shares, **others}}


def given(who: str, on: str = "2026-05-01", **more: Any) -> dict[str, Any]:
    asked = {"points": 20, "approved": {**SIGNED, "date": on}, "fulfilled": {**SIGNED}, **more}
    return {f"influencers/{who}/redemptions/{on}-medal.yml": asked}


FILES: dict[str, Any] = {
    "program/tiers.yml": {"versions": [LADDER]},
    "program/rewards/medal.yml": {"name": "Medal", "kind": "recognition", "cost": 20},
    "program/rewards/mug.yml": {"name": "Mug", "kind": "merchandise", "cost": 20},
    **mission(points=100, public_facing=True),
    **person("ana", consent=[agrees()], accounts={"mail": "x" * 64, "github": "ana-l"}),
    **done("ana", "2026-04-03"),
    **done("ana", "2026-05-04", 2, together=("ben",)),
    **given("ana"),
    "influencers/ana/redemptions/2026-05-03-mug.yml": {"points": 20, "fulfilled": SIGNED},
    **person("ben", consent=[agrees(points="members")]),
    **done("ben", "2026-04-03"),
    **given("ben"),
    **person("cleo"),
    **done("cleo", "2026-04-03"),
    **person("dov", consent=[agrees(contact="staff")]),
    **done("dov", "2026-04-03"),
    **done("dov", "2026-04-04", 2),
}
FILES["missions/guide/claims/2026-05-04-ana.2.yml"]["decision"]["shares"] = {"ana": 50, "ben": 50}


def view(files: Mapping[str, Any] = FILES, on: date = DAY, **newer: Any) -> tuple[BadgeView, ...]:
    later = [Newer(program({**files, **newer["later"]}), follows=True)] if newer else []
    return badges(Snapshot(program(dict(files)), on), on, later)


def told(files: Mapping[str, Any] = FILES, on: date = DAY, **newer: Any) -> list[str]:
    return [f"{each.person} {each.of} {each.since}" for each in view(files, on, **newer)]


def made(
    found: tuple[BadgeView, ...],
    algorithm: str = "EdDSA",
    mail: Mapping[str, str] | None = None,
    languages: tuple[str, ...] = ("en",),
) -> dict[str, bytes]:
    settings = program({}, languages=list(languages), portal={"url": "https://acme.example/"})
    issuer = Issuer(program_view(settings), URL, signer(secrets()[algorithm]), settings.zone, DAY)
    return dict(openbadges(found, issuer, mail or {}))


def judged(files: Mapping[str, bytes], path: str) -> dict[str, Any]:
    """What a JWS says, once its signature is found to be that of the key beside it."""
    token = files[path].decode()
    public = json.loads(files["public/key.json"])
    found = jws.deserialize_compact(token, import_key(public), algorithms=["RS256", "EdDSA"])
    header = found.headers()
    assert header == {
        "alg": public["alg"],
        "kid": f"{URL}key.json",
        "typ": "JWT",
    }
    payload: dict[str, Any] = json.loads(found.payload)
    return payload


def read_bits(encoded_list: str) -> bytes:
    assert encoded_list.startswith("u")
    text = encoded_list[1:]
    return gzip.decompress(urlsafe_b64decode(text + "=" * (-len(text) % 4)))


def revoked(files: Mapping[str, bytes], credential: Mapping[str, Any]) -> bool:
    """What a verifier finds out about a credential in these files."""
    entry = credential["credentialStatus"]
    listed = judged(files, f"public/{entry['statusListCredential'].removeprefix(URL)}")
    assert entry["statusListCredential"] == listed["id"]
    subject = listed["credentialSubject"]
    assert entry["statusPurpose"] == subject["statusPurpose"] == "revocation"
    found, place = read_bits(subject["encodedList"]), int(entry["statusListIndex"])
    return bool(found[place // 8] >> 7 - place % 8 & 1)


def credentials(files: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
    return {path: judged(files, path) for path in files if path.startswith("people/")}
