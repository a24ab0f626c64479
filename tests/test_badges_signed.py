"""Badges as others judge them: signed, shaped as the standard asks, revoked when lost."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

import jsonschema
import pytest
from joserfc.errors import BadSignatureError
from joserfc.jwk import import_key

from goodword.exports.openbadges.keys import Signer
from goodword.exports.openbadges.status import LISTS, SIZE, bits, path_of, places
from tests.badge_keys import secrets
from tests.badge_world import (
    FILES,
    LADDER,
    URL,
    agrees,
    credentials,
    given,
    judged,
    made,
    read_bits,
    revoked,
    view,
)
from tests.relation_program import person, program

pytestmark = pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
"""RFC 9864 names the curve too; what reads badges today knows the older name."""


IRI = {
    "type": "string",
    "pattern": r"^(https://|urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$)",
}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
TEXT = {"type": "string", "minLength": 1}


def shape(required: dict[str, Any], **optional: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "required": list(required),
        "properties": {**required, **optional},
        "additionalProperties": False,
    }


def kind(name: str) -> dict[str, Any]:
    return {"const": [name]}


CREDENTIAL = shape(
    {
        "@context": {
            "prefixItems": [
                {"const": "https://www.w3.org/ns/credentials/v2"},
                {"pattern": r"^https://purl\.imsglobal\.org/spec/ob/v3p0/context-3[0-9.]*\.json$"},
            ],
            "minItems": 2,
        },
        "id": IRI,
        "type": {"const": ["VerifiableCredential", "OpenBadgeCredential"]},
        "name": TEXT,
        "issuer": shape({"id": IRI, "type": kind("Profile"), "name": TEXT}, url=IRI),
        "validFrom": MOMENT,
        "credentialSubject": shape(
            {
                "id": IRI,
                "type": kind("AchievementSubject"),
                "identifier": {
                    "minItems": 1,
                    "items": shape(
                        {
                            "type": {"const": "IdentityObject"},
                            "hashed": {"const": True},
                            "identityHash": {"pattern": r"^sha256\$[0-9a-f]{64}$"},
                            "identityType": {"enum": ["emailAddress", "userName", "systemId"]},
                            "salt": TEXT,
                        }
                    ),
                },
                "achievement": shape(
                    {
                        "id": IRI,
                        "type": kind("Achievement"),
                        "name": TEXT,
                        "description": TEXT,
                        "criteria": shape({"narrative": TEXT}),
                        "inLanguage": {"pattern": "^[a-z]{2}"},
                    }
                ),
            }
        ),
        "credentialStatus": shape(
            {
                "id": IRI,
                "type": {"const": "BitstringStatusListEntry"},
                "statusPurpose": {"const": "revocation"},
                "statusListIndex": {"pattern": "^[0-9]+$"},
                "statusListCredential": IRI,
            }
        ),
        "iss": IRI,
        "jti": IRI,
        "nbf": {"type": "integer"},
        "sub": IRI,
    },
    evidence={"items": shape({"id": IRI, "type": kind("Evidence")}, name=TEXT), "minItems": 1},
)
"""What Open Badges 3.0 (B.1, 8.2.4) asks of a credential in a JWT, as far as ours have it."""


@pytest.mark.parametrize("algorithm", ["RS256", "EdDSA"])
def test_a_credential_that_another_library_does_not_verify(algorithm: str) -> None:
    files = made(view(), algorithm)
    found = credentials(files)
    assert sorted(found) == [
        "people/ana/2026-04-03-tier-guide.jwt",
        "people/ana/2026-05-02-reward-medal.jwt",
        "people/ben/2026-05-02-reward-medal.jwt",
        "people/dov/2026-04-03-tier-guide.jwt",
        "people/dov/2026-04-04-tier-anchor.jwt",
    ]
    judge = jsonschema.Draft202012Validator(CREDENTIAL)
    for path, each in found.items():
        judge.validate(each)
        assert each["iss"] == each["issuer"]["id"]
        assert each["jti"] == each["id"]
        assert each["sub"] == each["credentialSubject"]["id"]
        moment = datetime.fromisoformat(each["validFrom"])
        assert each["nbf"] == moment.timestamp()
        assert path.split("/")[2][:10] == str(moment.astimezone(program({}).zone).date())
        assert moment.tzinfo == UTC
        assert not revoked(files, each)
        achievement = each["credentialSubject"]["achievement"]
        written = json.loads(files["public/" + achievement["id"].removeprefix(URL)])
        assert achievement.items() <= written.items()
    issuer = json.loads(files["public/issuer.json"])
    assert found["people/ana/2026-04-03-tier-guide.jwt"]["issuer"].items() <= issuer.items()
    assert issuer["id"] == f"{URL}issuer.json"
    assert len({each["id"] for each in found.values()}) == len(found)
    whose = {path.split("/")[1]: each["sub"] for path, each in found.items()}
    assert len(set(whose.values())) == len(whose)


def test_a_credential_without_something_that_the_standard_asks_for() -> None:
    """The check of the check: the schema above refuses each thing that is left out."""
    whole = credentials(made(view()))["people/ana/2026-04-03-tier-guide.jwt"]
    judge = jsonschema.Draft202012Validator(CREDENTIAL)
    for name in whole.keys() - {"evidence"}:
        assert not judge.is_valid({key: value for key, value in whole.items() if key != name})


@pytest.mark.parametrize("algorithm", ["RS256", "EdDSA"])
def test_a_credential_that_was_changed(algorithm: str) -> None:
    files = made(view(), algorithm)
    path = "people/ana/2026-04-03-tier-guide.jwt"
    head, body, signature = files[path].decode().split(".")
    payload = judged(files, path)
    payload["credentialSubject"]["achievement"]["name"] = "Anchor"
    forged = urlsafe_b64encode(json.dumps(payload).encode()).rstrip(b"=").decode()
    other = made(view()[:1], algorithm, mail={"ana": "ana@example.org"})[path].decode()
    for token in (f"{head}.{forged}.{signature}", f"{head}.{body}.{other.split('.')[2]}"):
        with pytest.raises(BadSignatureError):
            judged({**files, path: token.encode()}, path)


def test_a_key_whose_private_part_is_shown() -> None:
    for algorithm, secret in secrets().items():
        public = json.loads(made(view(), algorithm)["public/key.json"])
        assert public.keys() <= {"kty", "crv", "x", "n", "e", "alg", "use", "kid"}
        needed = {key: public[key] for key in ("crv", "e", "kty", "n", "x") if key in public}
        assert public["kid"] == import_key(needed).thumbprint()
        for data in made(view(), algorithm).values():
            assert secret.encode()[40:80] not in data


def test_whose_a_badge_is_can_be_told_by_the_address_and_by_nothing_else() -> None:
    files = made(view(), mail={"ana": " Ana@Example.org"})
    found = credentials(files)
    expected = {
        "people/ana/2026-04-03-tier-guide.jwt": ("emailAddress", "ana@example.org"),
        "people/ben/2026-05-02-reward-medal.jwt": ("systemId", "ben"),
        "people/dov/2026-04-03-tier-guide.jwt": ("systemId", "dov"),
    }
    for path, (what, value) in expected.items():
        (identity,) = found[path]["credentialSubject"]["identifier"]
        hashed = sha256((value + identity["salt"]).encode()).hexdigest()
        assert (identity["identityType"], identity["identityHash"]) == (what, f"sha256${hashed}")
    by_login = credentials(made(view()))["people/ana/2026-04-03-tier-guide.jwt"]
    (identity,) = by_login["credentialSubject"]["identifier"]
    assert identity["identityType"] == "userName"
    hashed = sha256(("ana-l" + identity["salt"]).encode()).hexdigest()
    assert identity["identityHash"] == f"sha256${hashed}"
    salts = {each["credentialSubject"]["identifier"][0]["salt"] for each in found.values()}
    assert len(salts) == 3
    for path, data in files.items():
        text = data.decode()
        if path.endswith(".jwt"):
            text = json.dumps(judged(files, path))
        assert "example.org" not in text.lower(), path


def test_a_badge_that_holds_after_it_was_lost_withdrawn_or_forgotten() -> None:
    """Given today, looked up in the list of later."""
    first = credentials(made(view()))
    erased = {path: data for path, data in FILES.items() if "ana" not in path}
    withdrawn = person("ben", consent=[agrees(), agrees("2026-06-01", recognition="staff")])
    later = made(view({**erased, **withdrawn}, date(2027, 1, 1)))
    assert {path: revoked(later, each) for path, each in first.items()} == {
        "people/ana/2026-04-03-tier-guide.jwt": True,
        "people/ana/2026-05-02-reward-medal.jwt": True,
        "people/ben/2026-05-02-reward-medal.jwt": True,
        "people/dov/2026-04-03-tier-guide.jwt": False,
        "people/dov/2026-04-04-tier-anchor.jwt": True,
    }
    returned = given("ana", returned={"date": "2026-06-01", "by": "maya"})
    now = made(view({**FILES, **returned}))
    assert {path for path, each in first.items() if revoked(now, each)} == {
        "people/ana/2026-05-02-reward-medal.jwt"
    }


def test_a_badge_that_was_revoked_holds_again_when_its_person_agrees_anew() -> None:
    path = "people/ana/2026-05-02-reward-medal.jwt"
    first = credentials(made(view()))[path]
    entries = [agrees(), agrees("2026-06-01", recognition="staff"), agrees("2026-06-08")]
    again = made(view({**FILES, **person("ana", consent=entries)}))
    assert revoked(again, first)
    assert not revoked(again, credentials(again)[path])
    wider = [agrees(), agrees("2026-06-08", messages="none")]  # nothing of a badge has changed
    assert made(view({**FILES, **person("ana", consent=wider)}))[path]
    same = credentials(made(view({**FILES, **person("ana", consent=wider)})))[path]
    assert same["id"] == first["id"]


def test_two_badges_in_one_place() -> None:
    class Same(Signer):
        """A key that gives every badge the same first place."""

        def __init__(self) -> None:
            """Nothing is signed with it."""

        def derived(self, what: str, *parts: str) -> bytes:
            return int(parts[1]).to_bytes(8, "big") if what == "place" else b""

    assert places(["a", "b", "c"], Same()) == {"a": (0, 0), "b": (0, 1), "c": (0, 2)}


def test_a_badge_moves_where_an_older_one_is_revoked() -> None:
    """Two of these names had the same place while there was one list of them all."""

    class Fixed(Signer):
        """A key that is the same in each run."""

        def __init__(self) -> None:
            """Nothing is signed with it."""

        def derived(self, what: str, *parts: str) -> bytes:
            return sha256(" ".join((what, *parts)).encode()).digest()

    key = Fixed()
    names = [f"badge {number}" for number in range(5000)]
    before = places(names, key)
    assert {each.part for each in before.values()} == set(range(LISTS))
    assert len({each.bit for each in before.values()}) < len(names)
    assert len(set(before.values())) == len(names)
    for gone in (1000, 2500, 4000):
        assert places(names[gone:], key).items() <= before.items()


def test_a_list_is_missing_for_a_badge_that_holds_no_more() -> None:
    """A verifier that finds no list cannot tell a revoked badge from a network that fails."""
    of_nobody = made(())
    assert {path for path in of_nobody if path.startswith("public/status/")} == {
        f"public/{path_of(part)}" for part in range(LISTS)
    }
    assert all(revoked(of_nobody, each) for each in credentials(made(view())).values())


def test_the_list_is_read_as_the_standard_has_it() -> None:
    """The reader of these tests on the recommendation's own example, and ours at its edges."""
    assert read_bits("uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA") == (
        bytes(16 * 1024)
    )
    found = read_bits(bits([0, 9, SIZE - 1]))
    assert found[:3] == b"\x7f\xbf\xff"
    assert found[-1] == 0xFE
    assert len(found) * 8 == SIZE >= 131_072


def test_badges_in_the_language_of_the_program() -> None:
    found = credentials(made(view(), languages=("es", "en")))
    guide = found["people/ana/2026-04-03-tier-guide.jwt"]["credentialSubject"]["achievement"]
    assert (guide["name"], guide["inLanguage"]) == ("Guía", "es")
    assert guide["criteria"]["narrative"].startswith("Ha reunido 100 puntos entre un trimestre")
    medal = found["people/ana/2026-05-02-reward-medal.jwt"]["credentialSubject"]["achievement"]
    assert medal["description"] == "Medal, que el programa Acme da para honrar a alguien."


def test_a_tier_that_asked_for_less_when_it_was_reached() -> None:
    versions = [
        LADDER,
        {
            "from": "2026-06-01",
            "announced": "2026-04-01",
            "tiers": [{"id": "guide", "standing_at_least": 150}],
        },
    ]
    files = {**FILES, "program/tiers.yml": {"versions": versions}}
    assert {each.needs for each in view(files) if each.of == "guide"} == {100}


def test_two_runs_that_differ() -> None:
    for algorithm in secrets():
        assert made(view(), algorithm) == made(view(), algorithm)
    assert made(tuple(reversed(view()))) == made(view())


def test_a_reward_that_honours_by_name_only() -> None:
    """Given twice on a day are two badges; a place in the file names tells them apart."""
    twice = {**FILES, "influencers/ana/redemptions/2026-05-01-medal.2.yml": None}
    first = FILES["influencers/ana/redemptions/2026-05-01-medal.yml"]
    twice["influencers/ana/redemptions/2026-05-01-medal.2.yml"] = first
    found = [each for each in view(twice) if each.person == "ana" and each.kind == "reward"]
    assert [each.number for each in found] == [1, 2]
    paths = [path for path in made(tuple(found)) if path.startswith("people/")]
    assert sorted(paths) == [
        "people/ana/2026-05-02-reward-medal.2.jwt",
        "people/ana/2026-05-02-reward-medal.jwt",
    ]
    assert replace(found[0], number=2) == found[1]
