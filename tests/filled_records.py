"""The records of the program of `filled_world`: meetings, feedback, touchpoints and others."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from tests.filled import Part
from tests.filled_days import AUDIENCES, LATER, NOW, PRICE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.filled_world import World


def records(world: World) -> None:
    """Add them."""
    _meetings(world)
    _feedback(world)
    _signals(world)
    _touchpoints(world)
    _rest(world)


def _meetings(world: World) -> None:
    open_, hidden = world.people["public", "public", "public"], world.people["hidden",]
    for audience, nda in product(AUDIENCES, (False, True)):
        day = world.day()
        path = f"program/events/{day}-{world.filler.name()}.yml"
        hosts = [open_, hidden, world.people["members", "members", "members"], "maya"]
        world.add(
            *("event", path),
            starts=day,
            ends=day,
            audience=audience,
            nda=nda,
            hosts=hosts,
            invited=[hidden, world.people["left",]],
            attended=[hidden, world.people["nobody", "nobody", "nobody"]],
        )
    for levels in ((), ("public",), ("members",), ("nda",), ("public", "members", "nda")):
        day = world.day()
        path = f"program/incidents/{day}-{world.filler.name()}.yml"
        say = Part({each: None for each in AUDIENCES[:3] if each not in levels})
        warned = [Part(feedback=None, date=day), Part(influencer=None, date=day)]
        said = {"say": say if levels else None, "warned_by": warned}
        world.add("incident", path, began=day, ended=day, **said)


def _signals(world: World) -> None:
    open_, hidden = world.people["public", "public", "public"], world.people["hidden",]
    for who in (open_, hidden):
        for end in ("feedback", "claim", "incident", "thanks", "dismissed"):
            day = world.day()
            path = f"program/signals/{day}-{world.filler.name()}.yml"
            given: dict[str, Any] = {"became": None, "dismissed": Part(date=day)}
            if end != "dismissed":
                item = next(p for p in world.files if "/feedback/" in p).split("/")[-1][:-4]
                others = dict.fromkeys({"feedback", "claim", "incident", "thanks"} - {end})
                became = Part(others, date=day)
                if end == "feedback":
                    became["feedback"] = item
                given = {"became": became, "dismissed": None}
            world.add("signal", path, influencer=who, date=day, **given)


def _feedback(world: World) -> None:
    hidden = world.people["hidden",]
    received = Part({"step": "received", "date": NOW, "from": [hidden]})
    triaged = Part(step="triaged", date=NOW, department="pr")
    done = Part(step="delivered", date=NOW, public=NOW, scope="partial")

    def decided(outcome: str, **more: Any) -> Part:
        given = {"link": None, "of": None, "revisit": None, "reason_code": None, **more}
        return Part(step="decided", date=NOW, outcome=outcome, **given)

    for confidentiality in AUDIENCES:
        first = ""
        for steps in (
            [],
            [decided("planned"), done],
            [decided("planned"), Part(done | {"public": LATER})],
            [decided("declined", reason_code="too-costly")],
            [decided("already-available", link="https://there.example")],
            [decided("planned"), Part(step="delivering", date=NOW)],
            [decided("deferred", revisit=LATER)],
            [decided("declined", reason_code="too-costly"), Part(step="reopened", date=NOW)],
            [decided("declined", reason_code="too-costly"), Part(step="void", date=NOW, of=2)],
            ["duplicate"],
            [Part({"step": "withdrawn", "date": NOW, "from": [hidden]})],
        ):
            name = f"2025-03-03-{world.filler.name()}"
            made = [decided("duplicate", of=first)] if steps == ["duplicate"] else steps
            first = first or name
            world.add(
                *("feedback", f"program/feedback/{name}.yml"),
                confidentiality=confidentiality,
                steps=[received, triaged, *made],
            )


def _touchpoints(world: World) -> None:
    kinds: list[dict[str, Any]] = [
        *({"kind": "answer", "step": step} for step in ("attempted", "exempt", "replied")),
        *({"kind": "answer", "step": step} for step in ("told", "verdict")),
        *({"kind": each} for each in ("contact", "ask", "promise", "gift", "introduction")),
        *({"kind": each} for each in ("promotion", "access", "adjustment", "extension")),
        *({"kind": each} for each in ("referral", "advice")),
        *({"kind": "message"}, {"kind": "sample", "kept": None}),
    ]
    open_ = world.people["public", "public", "public"]
    for audience in AUDIENCES:
        for each in kinds:
            _touchpoint(world, open_, each | {"audience": audience})
        for levels in ("public", "members", "staff", "nobody"):
            who = world.people[levels, "public", "public"]
            _touchpoint(world, who, {"kind": "thanks", "audience": audience})
        void = Part(date=NOW)
        _touchpoint(world, open_, {"kind": "thanks", "audience": audience, "void": void})
    event = next(p for p in world.files if "/events/" in p).split("/")[-1][:-4]
    for offered in ({"event": None}, {"event": event, "reward": None}):
        for became in (None, Part(date=NOW)):
            _touchpoint(world, open_, {"kind": "offer", "became": became, **offered})


def _touchpoint(world: World, who: str, given: Mapping[str, Any]) -> None:
    day = world.day()
    if given["kind"] == "adjustment":
        day = NOW  # all in one cycle, so that what stands there is their sum and none of them
    path = f"influencers/{who}/touchpoints/{day}-{world.filler.name()}.yml"
    stated: dict[str, Any] = {"void": None, "date": day, "refs": None, "corrects": None}
    if given["kind"] in {"adjustment", "extension"}:
        stated["by"] = "maya"  # only staff give points, and their ids are told to whom they give
    if given["kind"] == "answer":
        stated["refs"] = [next(p for p in world.files if "/feedback/" in p).split("/")[-1][:-4]]
    if given["kind"] == "extension":
        stated |= {"until": "2195-01-01"}
    world.add("touchpoint", path, **{**stated, **given})


OUT = (("out_of_stock",), ("out_of_funds",))
ENDS = ("fulfilled", "returned", "declined", "cancelled", "out_of_stock", "out_of_funds")


def _redemption(world: World, who: str, reward: str, ends: tuple[str, ...]) -> None:
    day = world.day()
    path = f"influencers/{who}/redemptions/{day}-{reward}.yml"
    given: dict[str, Any] = dict.fromkeys(each for each in ENDS if each not in ends)
    given |= {"influencer": who, "reward": reward, "requested": day, "points": 1}
    world.add("redemption", path, **given)


def _rest(world: World) -> None:
    open_, hidden = world.people["public", "public", "public"], world.people["hidden",]
    reward = world.filler.name()
    world.add("reward", f"program/rewards/{reward}.yml", visible=Part(to=None), **PRICE)
    for who in (open_, hidden):
        for end in (("fulfilled", "returned"), ("declined",), ("cancelled",), *OUT):
            _redemption(world, who, reward, end)
        world.add("audit", f"program/audits/2025-Q1/{who}.yml")
        world.add("term", f"influencers/{who}/terms/2025-03-03.yml", **{"from": "2025-03-03"})
    world.add("terms", "program/terms.yml")
    world.add("conversations", "program/conversations.yml")
    world.add("segments", "program/segments.yml")
    limited = [
        Part(limits=Part(claims=None, points=1000)),
        Part(limits=Part(points=None, claims=1000)),
    ]
    world.add("groups", "program/groups.yml", groups=limited)
    world.add("questions", "program/audit.yml")
    world.add("measures", "program/measures/2025-Q1.yml")
    world.add("identification", "program/identification.yml")
    world.add("onboarding", "program/onboarding.yml", sequences=[Part(**{"for": "member"})])
    world.add("erasure", f"program/erasures/2025-03-03-{world.filler.name()}.yml")
    for path in ("program/messages/en/zq90001qz.md", f"influencers/{hidden}/notes.md", "README.md"):
        world.files[path] = b"zq90001qz"
    world.files[f"influencers/{open_}/contact.age"] = b"age zq90001qz"
