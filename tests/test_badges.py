"""Badges that people hand on: whose, for what, signed so that others can judge them, and revoked.

The judge of signatures is joserfc; bits are read back with gzip of the standard library.
"""

from __future__ import annotations

import gzip
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as curve_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key as rsa_key
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PublicFormat,
)
from joserfc import jws
from joserfc.errors import BadSignatureError
from joserfc.jwk import import_key

from goodword.audience.badges import badges
from goodword.audience.gate import program_view
from goodword.audience.permissions import Newer
from goodword.cli.main import main
from goodword.diagnostics import Failure
from goodword.exports.openbadges import Issuer, openbadges
from goodword.exports.openbadges.keys import VARIABLE, Signer, signer
from goodword.exports.openbadges.status import SIZE, bits, places
from goodword.snapshot import Snapshot
from tests.badge_keys import pem, secrets
from tests.conftest import ROOT
from tests.portal_site import tree
from tests.relation_program import mission, person, program

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from goodword.audience.view.badges import BadgeView

pytestmark = pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
"""RFC 9864 names the curve too; what reads badges today knows the older name."""
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
    listed = judged(files, "public/status.jwt")
    assert entry["statusListCredential"] == listed["id"]
    subject = listed["credentialSubject"]
    assert entry["statusPurpose"] == subject["statusPurpose"] == "revocation"
    found, place = read_bits(subject["encodedList"]), int(entry["statusListIndex"])
    return bool(found[place // 8] >> 7 - place % 8 & 1)


def credentials(files: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
    return {path: judged(files, path) for path in files if path.startswith("people/")}


def test_a_badge_of_somebody_who_does_not_let_everybody_see_it() -> None:
    assert told() == [
        "ana guide 2026-04-03",
        "ana medal 2026-05-02",
        "ben medal 2026-05-02",
        "dov guide 2026-04-03",
        "dov anchor 2026-04-04",
    ]


@pytest.mark.parametrize(
    ("later", "kept"),
    [
        ({"recognition": "members"}, []),
        ({"points": "members"}, ["ana medal 2026-05-02"]),
        ({"contact": "nobody"}, ["ana guide 2026-04-03", "ana medal 2026-05-02"]),
    ],
)
def test_a_badge_that_stays_when_consent_is_withdrawn(
    later: dict[str, str], kept: list[str]
) -> None:
    """In the files themselves, and where only a later state of them says so."""
    consents = [agrees(), agrees("2026-06-01", **later)]
    now = person("ana", consent=consents, accounts={"github": "ana-l"})
    assert [each for each in told({**FILES, **now}) if each.startswith("ana")] == kept
    assert [each for each in told(later=now) if each.startswith("ana")] == kept


def test_a_badge_of_somebody_who_has_left_or_was_erased() -> None:
    gone = person(
        "ana",
        consent=[agrees()],
        history=[
            {"date": "2025-01-01", "stage": "member"},
            {"date": "2026-06-01", "stage": "left"},
        ],
    )
    assert not [each for each in told({**FILES, **gone}) if each.startswith("ana")]
    erased = {path: data for path, data in FILES.items() if "ana" not in path}
    assert not [each for each in told(erased) if each.startswith("ana")]
    later = Newer(program(erased), follows=True)
    found = badges(Snapshot(program(FILES), DAY), DAY, [later])
    assert {each.person for each in found} == {"ben", "dov"}


def test_a_badge_of_a_tier_that_was_lost_given_by_hand_or_asks_for_nothing() -> None:
    assert "dov anchor 2026-04-04" in told(on=date(2026, 12, 31))
    fallen = told(on=date(2027, 1, 1))  # by one step: guide stays
    assert "dov guide 2026-04-03" in fallen
    assert not [each for each in fallen if "dov anchor" in each]
    assert not [each for each in told(on=date(2027, 4, 1)) if "guide" in each]
    floor = {"from": "2026-01-01", "tier": "anchor", "by": "maya", "reason": "Long with us"}
    raised = person("ana", consent=[agrees()], tier_floor=[floor])
    assert "ana anchor" not in " ".join(told({**FILES, **raised}))


def test_a_tier_reached_again_is_another_badge() -> None:
    again = {**FILES, **done("dov", "2027-05-05"), **done("dov", "2027-05-06", 2)}
    found = [each for each in view(again, date(2027, 6, 1)) if each.of == "anchor"]
    assert [each.since for each in found] == [date(2027, 5, 6)]
    before = [each for each in view(again) if each.of == "anchor"]
    assert set(made(tuple(before))) & set(made(tuple(found))) == {
        "public/issuer.json",
        "public/key.json",
        "public/status.jwt",
        "public/achievements/tier-anchor-quarter-200.json",
    }


def test_a_medal_that_was_never_given_or_came_back() -> None:
    back = given("ana", returned={"date": "2026-06-01", "by": "maya"})
    asked = given("ana")
    del asked["influencers/ana/redemptions/2026-05-01-medal.yml"]["fulfilled"]
    for files in (back, asked):
        assert not [each for each in told({**FILES, **files}) if "ana medal" in each]


def test_evidence_that_somebody_in_it_did_not_agree_to() -> None:
    by_person = {each.person: [link.url for link in each.links] for each in view()}
    guide = next(each for each in view() if each.person == "ana" and each.of == "guide")
    assert [link.url for link in guide.links] == ["https://ana.example/2026-04-03/1"]
    assert by_person["dov"] == [
        "https://dov.example/2026-04-04/2",
        "https://dov.example/2026-04-03/1",
    ]
    assert by_person["ben"] == []


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ({"public_facing": True, "audience": "members"}, True),
        ({"public_facing": False, "audience": "members"}, False),
        ({"public_facing": False, "audience": "public"}, True),
        ({"public_facing": True, "audience": "nda"}, False),
    ],
)
def test_evidence_of_what_was_not_made_for_everybody(said: dict[str, Any], *, seen: bool) -> None:
    files = {**FILES, **mission(points=100, **said)}
    guide = next(each for each in view(files) if each.person == "dov")
    assert bool(guide.links) is seen


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

    assert places(["a", "b", "c"], Same()) == {"a": 0, "b": 1, "c": 2}


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


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("", "is not set"),
        ("  \n", "is not set"),
        ("secret", "no private key"),
        (pem(Ed25519PrivateKey.generate())[:80], "no private key"),
        (
            Ed25519PrivateKey.generate()
            .public_key()
            .public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
            .decode(),
            "a public key",
        ),
        (pem(rsa_key(65537, 1024)), "1024 bits"),  # noqa: S505 - that is what is refused
        (pem(curve_key(SECP256R1())), "neither an RSA key"),
        (pem(Ed25519PrivateKey.generate(), BestAvailableEncryption(b"x")), "pass phrase"),
        ("\udcff", "no private key"),
    ],
)
def test_a_key_that_nothing_can_be_signed_with(stated: str, said: str) -> None:
    with pytest.raises(Failure, match=said) as caught:
        signer(stated)
    assert "openssl" in caught.value.hint


def test_a_key_on_one_line() -> None:
    secret = secrets()["EdDSA"]
    assert signer(secret.replace("\n", "\\n")).public == signer(secret).public


def export(into: Path, url: str = URL, *more: str) -> int:
    return main(
        ["--root", str(ROOT), "export", "openbadges", "--into", str(into), "--url", url, *more]
    )


def test_badges_of_the_example(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(VARIABLE, secrets()["RS256"])
    into = tmp_path / "badges"
    seen: list[dict[str, bytes]] = []
    for _ in range(2):
        assert export(into, URL, "--as-of", "2026-11-15") == 0
        seen.append(tree(into))
    files = seen.pop()
    assert files == seen.pop()
    del files[".goodword-badges"]
    found = credentials(files)
    assert found
    judge = jsonschema.Draft202012Validator(CREDENTIAL)
    for each in found.values():
        judge.validate(each)
        assert not revoked(files, each)
    assert "serve badges/public at https://badges.example/acme/" in capsys.readouterr().out


def test_a_folder_of_something_else_or_no_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("x", encoding="utf-8")
    monkeypatch.delenv(VARIABLE, raising=False)
    assert export(tmp_path / "new") == 3
    assert f"{VARIABLE} is not set" in capsys.readouterr().err
    monkeypatch.setenv(VARIABLE, secrets()["EdDSA"])
    assert export(tmp_path) == 3
    assert "holds something else than badges" in capsys.readouterr().err
    for url in ("http://x.example/", "x.example", "https://", "https://x.example/?a", "https://[/"):
        assert export(tmp_path / "new", url) == 2
        assert "no address that verifiers fetch from" in capsys.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]


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
