"""Events, communities, incidents, audits, missions and owners from the command line."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click
import pytest

from goodword.cli import main
from tests.test_claim_commands import GUIDE, everything, put
from tests.test_killed_commands import ITEM, TODAY, WORLD
from tests.test_relationship_commands import text

if TYPE_CHECKING:
    from pathlib import Path

ONLY = {
    "program/program.yml": (
        "name: Acme\ntimezone: Europe/Berlin\nstarted: '2024-01-01'\n"
        "staff: [{id: maya, name: Maya}, {id: jon, name: Jon}, {id: lee, name: Lee}]\n"
    ),
    "program/tiers.yml": "versions:\n  tiers:\n    - {id: gold, standing_at_least: 900}\n",
    "program/events/2025-07-18-meetup.yml": "title: Meetup\ninvited: [tomo]  # by letter\n",
    "program/communities/forum.yml": "name: Forum\n# since the fair\nstance: join\n",
    "program/incidents/2025-07-19-brake.yml": "title: Brake\nkind: recall\nseverity: high\n",
    "program/audits/2025-Q2/ana.yml": (
        'brand: [{department: product, by: maya, recorded: "2025-06-01", relationship: working}]\n'
    ),
}
EVENT, FORUM = "program/events/2025-07-18-meetup.yml", "program/communities/forum.yml"
BRAKE, AUDIT = "program/incidents/2025-07-19-brake.yml", "program/audits/2025-Q2/ana.yml"
MISSION = f"{GUIDE}/mission.yml"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    for path, content in {**WORLD, **ONLY}.items():
        put(tmp_path, path, content)
    return tmp_path


def run(root: Path, words: str) -> int:
    by = () if "--by" in words else ("--by", "maya")
    return main(["--root", str(root), *shlex.split(words), *by, "--as-of", TODAY])


def sound(root: Path) -> bool:
    return main(["--root", str(root), "check", "--as-of", TODAY]) == 0


@pytest.mark.parametrize(
    ("words", "path", "new"),
    [
        (
            "event invite 2025-07-18-meetup ana tomo ana",
            EVENT,
            "title: Meetup\ninvited: [tomo, ana]  # by letter\n",
        ),
        (
            "event attend 2025-07-18-meetup ana tomo",
            EVENT,
            f"{ONLY[EVENT]}attended:\n  - ana\n  - tomo\n",
        ),
        ("event attend 2025-07-18-meetup --nobody", EVENT, f"{ONLY[EVENT]}attended: []\n"),
        (
            "community review forum",
            FORUM,
            f'{ONLY[FORUM]}reviewed: "{TODAY}"\n',
        ),
        (
            f"community review {FORUM} --stance monitor",
            FORUM,
            (
                '# since the fair\nstance:\n  - from: "1900-01-01"\n    stance: join\n'
                f'  - from: "{TODAY}"\n    stance: monitor\nreviewed: "{TODAY}"\n'
            ),
        ),
        (
            "incident heard 2025-07-19-brake ana tomo --summary 'Mine too' --at 09:30",
            BRAKE,
            f"{ONLY[BRAKE]}heard:\n"
            + "".join(
                f'  - from: {who}\n    date: "2025-07-20T09:30"\n    summary: Mine too\n'
                for who in ("ana", "tomo")
            ),
        ),
        ("incident end 2025-07-19-brake", BRAKE, f'ended: "{TODAY}"\n'),
        (
            "audit answer ana --relationship aware --told no --wants-one --by lee",
            AUDIT,
            (
                f'answer:\n  collected_by: lee\n  date: "{TODAY}"\n  relationship: aware\n'
                '  wants_one: true\n  told_what_became_of_feedback: "no"\n'
            ),
        ),
        ("mission pause write-a-guide", MISSION, "status: paused\n"),
        ("mission close write-a-guide", MISSION, "status: closed\n"),
        (
            "mission announce write-a-guide --starts 2025-09-01 --points 50 --limit 9",
            MISSION,
            (
                'points:\n  - from: "2024-01-01"\n    value: 101\n  - from: "2025-09-01"\n'
                f'    announced: "{TODAY}"\n    value: 50\n    limits:\n      total: 9\n'
            ),
        ),
        (
            "reward announce mug --starts 2025-09-01 --points 15 --limit 2 --every year",
            "program/rewards/mug.yml",
            (
                'cost:\n  - from: "2024-01-01"\n    points: 20\n  - from: "2025-09-01"\n'
                f'    announced: "{TODAY}"\n    points: 15\n    per_influencer:\n      limit: 2\n'
                "      every: year\n"
            ),
        ),
        ("influencer owner ana --to jon", "influencers/ana/profile.yml", "owner: jon\n"),
    ],
)
def test_what_is_said_is_another(program: Path, words: str, path: str, new: str) -> None:
    old = text(program, path)
    assert run(program, words) == 0
    assert text(program, path) == old
    assert run(program, f"{words} --write") == 0
    assert new in text(program, path)
    assert sound(program)


def test_a_view_is_in_another_cycle(program: Path) -> None:
    assert run(program, "audit view ana --department product --relationship aware --write") == 0
    assert text(program, "program/audits/2025-Q3/ana.yml").splitlines()[-5:] == [
        "brand:",
        "  - department: product",
        "    by: maya",
        f'    recorded: "{TODAY}"',
        "    relationship: aware",
    ]
    more = "audit view ana --department product --relationship none --cycle 2025-Q2 --write"
    assert run(program, more) == 0
    assert "relationship: none" in text(program, AUDIT)
    assert run(program, "audit answer ana --relationship none --by lee --write") == 0
    assert "answer:" in text(program, "program/audits/2025-Q3/ana.yml")


def test_the_audit_is_no_report_any_more(program: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(program), "audit", "--cycle", "2025-Q2", "--as-of", TODAY]) == 0
    assert "perception audit of 2025-Q2" in capsys.readouterr().out


def test_something_of_who_leaves_stays_theirs(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(program, "program/rewards/cup.yml", "name: C\nkind: donation\ncost: 5\nfulfiller: jon\n")
    put(program, EVENT.replace("07-18", "07-25"), "title: Next\nhosts: [maya, jon]\n")
    put(program, EVENT, "title: Meetup\nhosts: [jon]\n")
    put(program, "program/communities/table.yml", "name: T\nhosts: [ana, jon]\nstance: join\n")
    departments = text(program, "program/departments.yml").replace("x, ", "x, ")
    put(
        program,
        "program/departments.yml",
        departments.replace("name: Product", "name: P, lead: jon"),
    )
    put(program, MISSION, f"{text(program, MISSION)}reviewers: [maya, jon]\n")
    assert run(program, "influencer owner ana --to jon --write") == 0
    capsys.readouterr()
    assert run(program, "influencer owner --from jon --to lee --write") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [each for each in lines if each.partition(" ")[0] in NAMES] == [
        "influencer ana",
        f"item {ITEM}planned",
        f"item {ITEM}sorted",
        f"item {ITEM}there",
        "reward cup",
        "mission write-a-guide",
        "department product",
        "event 2025-07-25-meetup",
        "community table",
    ]
    assert text(program, f"program/feedback/{ITEM}sorted.yml").endswith(
        f'- step: triaged\n  date: "{TODAY}"\n  by: maya\n  department: product\n  owner: lee\n'
        "  severity: low\n"
    )
    assert "reviewers: [maya, jon, lee]\n" in text(program, MISSION)
    assert "hosts: [jon]" in text(program, EVENT)
    assert "hosts: [ana, lee]" in text(program, "program/communities/table.yml")
    assert sound(program)
    assert run(program, "influencer owner --from jon --to lee") == 1
    assert "jon owns nothing" in capsys.readouterr().out


NAMES = {"influencer", "item", "reward", "mission", "department", "event", "community"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("event attend 2025-07-18-meetup", "name a person"),
        ("event attend 2025-07-18-meetup ana --nobody", "not both"),
        ("event invite 2025-07-18-meetup noa", 'there is no influencer "noa"'),
        ("event invite 2025-07-18-meeting ana", 'did you mean "2025-07-18-meetup"'),
        ("community review", "name a community"),
        ("community review forums", 'there is no community "forums"'),
        ("incident heard 2025-07-19-brake --summary x", "name a person"),
        ("incident open --title Brake --kind recal --severity high", "is not one of"),
        ("incident open --title Brake --kind recall --severity high --began 2025-7-1", "no moment"),
        ("audit answer eve --relationship none", "eve is in no audit"),
        ("audit answer ana --relationship none --cycle 2025-Q3", "ana is in no audit of 2025-Q3"),
        ("audit view ana --department pro --relationship none", "[unknown-reference]"),
        ("mission open write-a-guide", "says so already"),
        ("mission announce write-a-guide --starts 2025-09-01", "say what changes"),
        ("mission announce write-a-guide --starts 2025-07-25 --points 5", "[notice]"),
        ("reward announce mug --starts 2025-09-01", "say what changes"),
        ("reward announce mug --starts 2025-07-25 --points 90", "[notice]"),
        ("influencer owner ana --to joan", 'there is no member of staff "joan"'),
        ("influencer owner ana --to jon --from lee", "not both"),
        ("influencer owner --to jon --from jon", "are the same"),
    ],
)
def test_what_may_not_be_is_written(
    program: Path, capsys: pytest.CaptureFixture[str], words: str, said: str
) -> None:
    there = everything(program)
    assert run(program, f"{words} --write") in {1, 2}
    assert said in "".join(capsys.readouterr())
    assert everything(program) == there


def test_a_limit_that_is_announced_is_not_said(
    program: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "mission announce write-a-guide --starts 2025-09-01"
    for more, said in (
        ("--points 50", "50 from 2025-09-01, announced on "),
        (
            "--limit 9 --per-person 2",
            " with limit of 9 in all and limit of 2 for each person from ",
        ),
    ):
        assert run(program, f"{words} {more}") == 0
        assert said in capsys.readouterr().out


NEW = {
    "event spring-ride --title 'Spring ride' --starts 2025-09-20T10:00 --format offline": (
        "program/events/2025-09-20-spring-ride.yml",
        'title: Spring ride\nstarts: "2025-09-20T10:00"\nformat: offline\n',
    ),
    "event --title Köln --starts 2025-09-20 --invite ana": (
        "program/events/2025-09-20-koln.yml",
        "title: Köln\ninvited:\n  - ana\n",
    ),
    "event --title Meetup --starts 2025-07-18": (
        "program/events/2025-07-18-meetup-2.yml",
        "title: Meetup\n",
    ),
    "community --name 'Cargo riders' --stance join --mover ana --topic cargo": (
        "program/communities/cargo-riders.yml",
        "name: Cargo riders\ntopics:\n  - cargo\nstance: join\nmovers:\n  - ana\n",
    ),
    "incident --title 'No lights' --kind outage --severity low --alert ana --say-nda Soon": (
        f"program/incidents/{TODAY}-no-lights.yml",
        (
            "title: No lights\nkind: outage\nseverity: low\nsay:\n  nda: Soon\n"
            "alert:\n  ids:\n    - ana\n"
        ),
    ),
    "audit ana --department product --relationship aware": (
        "program/audits/2025-Q3/ana.yml",
        (
            f'brand:\n  - department: product\n    by: maya\n    recorded: "{TODAY}"\n'
            "    relationship: aware\n"
        ),
    ),
    "measure 2025-Q2 --kpi answers --value 3 --source forum": (
        "program/measures/2025-Q2.yml",
        "values:\n  - kpi: answers\n    value: 3\n    source: forum\n",
    ),
    "department press --name Press --lead jon --measure articles": (
        "program/departments.yml",
        (
            "  - {id: product, name: Product, measure: fixes}\n  - id: press\n    name: Press\n"
            "    lead: jon\n    measure: articles\n"
        ),
    ),
    "category --name Writers --department product --measure articles": (
        "program/departments.yml",
        "  - id: writers\n    department: product\n    name: Writers\n    measure: articles\n",
    ),
    "tier --name Silver --standing 300 --entitlement 'A pin'": (
        "program/tiers.yml",
        (
            f'    announced: "{TODAY}"\n    tiers:\n      - id: silver\n'
            "        standing_at_least: 300\n        name: Silver\n        entitlements:\n"
            "          - A pin\n"
            "      - id: gold\n        standing_at_least: 900\n"
        ),
    ),
    "objective --goal 'Fewer faults' --pillar quality --kpi 'Faults found' --target 3": (
        "program/strategy.yml",
        (
            "  - id: fewer-faults\n    pillar: quality\n    goal: Fewer faults\n    kpis:\n"
            "      - id: faults-found\n        name: Faults found\n        kind: outcome\n"
            "        target:\n          value: 3\n"
        ),
    ),
    "calendar --country PT --closed 2025-12-24": (
        "program/calendar.yml",
        'country: PT\nclosed:\n  - "2025-12-24"\n',
    ),
    "policy-version --starts 2025-08-01 --review 7 --asks-per-quarter 2": (
        "program/policies.yml",
        (
            'versions:\n  - from: "2025-08-01"\n    clocks:\n      review: 7\n    asks:\n'
            "      per_quarter: 2\n"
        ),
    ),
}


@pytest.mark.parametrize("words", NEW)
def test_a_new_file_is_another(program: Path, words: str) -> None:
    path, content = NEW[words]
    assert run(program, f"new {words} --write") == 0
    new = text(program, path)
    assert content in new
    if path not in {**WORLD, **ONLY}:
        first, second, *_ = new.splitlines()
        assert first.startswith("# yaml-language-server: $schema=../")
        assert second.startswith("# ")
    assert sound(program)


def test_what_is_not_said_is_forgotten(program: Path) -> None:
    first = "new policy-version --starts 2025-08-01 --review 7 --call-days 60 --write"
    assert run(program, first) == 0
    assert run(program, "new policy-version --starts 2025-09-01 --appeal 9 --write") == 0
    assert text(program, "program/policies.yml").endswith(
        '  - from: "2025-09-01"\n    clocks:\n      review: 7\n      appeal: 9\n    inactive:\n'
        "      call_days: 60\n"
    )
    table = program / "tiers.csv"
    table.write_text("name,standing\nSilver,300\nBronze,100\n", encoding="utf-8")
    assert run(program, f"new tier --from {table} --write") == 0
    ladder = text(program, "program/tiers.yml")
    assert [each.split()[-1] for each in ladder.splitlines() if "id:" in each][1:] == [
        "bronze",
        "silver",
        "gold",
    ]
    table.unlink()
    assert sound(program)
    assert run(program, "new tier gold --name Gold --standing 5") == 1


def test_a_first_department_is_not_the_first(tmp_path: Path) -> None:
    put(tmp_path, "program/program.yml", ONLY["program/program.yml"])
    for words in (
        "department press --name Press --lead jon --measure articles",
        "category writer --name Writers --department press --measure articles",
        "tier gold --name Gold --standing 900",
        "objective faults --goal 'Fewer faults' --pillar quality --kpi Faults",
    ):
        assert run(tmp_path, f"new {words} --write") == 0
    assert text(tmp_path, "program/tiers.yml").endswith(
        "versions:\n  tiers:\n    - id: gold\n      standing_at_least: 900\n      name: Gold\n"
    )
    assert sound(tmp_path)
    for words in (
        "purpose --text 'Riders help riders'",
        "pillars --pillar quality --pillar adoption",
        "audience --text Riders",
        "average --text 'Three people helped'",
        "behaviours --behaviour 'answers in full'",
    ):
        assert run(tmp_path, f"strategy {words} --write") == 0
    strategy = text(tmp_path, "program/strategy.yml")
    assert "pillars:\n  - quality\n  - adoption\n" in strategy
    assert "marketplace:\n  audience: Riders\n" in strategy
    assert "id: faults\n" in strategy
    assert sound(tmp_path)


def test_who_is_left_open_is_not_asked_for(
    program: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """People stand as `…` in a printed command too, and what is not named is asked for."""
    attend = "event attend 2025-07-18-meetup"
    assert run(program, f"{attend} …") == 2
    assert "…: put what is meant in place of …" in capsys.readouterr().err
    asked: list[str] = []

    def prompt(words: str, **_: object) -> str:
        asked.append(words)
        return {"PERSON": "ana", "EVENT": "2025-07-18-meetup", "MISSION": "write-a-guide"}[words]

    for module in ("asking", "verbs", "writing"):
        monkeypatch.setattr(f"goodword.cli.{module}.can_ask", lambda: True)
    monkeypatch.setattr(click, "prompt", prompt)
    for words, expected in (
        (f"{attend} …", ["PERSON"]),
        (attend, ["PERSON"]),
        ("event attend", ["EVENT", "PERSON"]),
        (f"{attend} --nobody", []),
        ("mission pause", ["MISSION"]),
        ("influencer thank --helped Ben", ["INFLUENCER"]),
    ):
        asked.clear()
        if "INFLUENCER" in expected:
            with pytest.raises(KeyError):
                run(program, words)
        else:
            assert run(program, words) == 0
        assert asked == expected
