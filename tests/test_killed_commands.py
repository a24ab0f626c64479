"""Every command that writes is killed somewhere: the files are as they were, or all of them new."""

from __future__ import annotations

import json
import random
import shlex
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

import click
import pytest

from goodword.cli import main
from goodword.cli import writing as cli_writing
from goodword.cli.commands import COMMANDS, import_claims
from goodword.cli.commands import command as command_of
from goodword.edits.writing import recover, write
from goodword.outbox.send import keeping
from tests.test_claim_commands import GUIDE, everything, put
from tests.test_cycle_commands import KPIS
from tests.test_edits_writing import Killed, failing_at
from tests.test_import_claims import HEAD, ROWS, SMALL_MAP
from tests.test_unfinished import PLANTED, seen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from goodword.edits import Edit

MAP = SMALL_MAP.replace("people:\n", "objective: help\npeople:\n  category: rider\n")
PARTS = 4
NEVER = 10_000
"""A step that no command comes to."""
JOURNAL = ".goodword/journal"
TODAY = "2025-07-20"
RECEIVED = (
    "title: Slow %s\nsteps:\n- {step: received, date: '2025-07-01', from: [ana, tomo, eve], "
    "channel: forum, summary: It is slow.}\n"
)
TRIAGED = (
    "- {step: triaged, date: '2025-07-02', by: maya, department: product, owner: jon, "
    "severity: low}\n"
)
PLANNED = (
    "- {step: decided, date: '2025-07-03', by: maya, outcome: planned, "
    "rationale: New users ask for it often, say: {public: Soon.}}\n"
)
DELIVERED = (
    "- {step: delivered, date: '2025-07-04', by: maya, what: Speed, where: '2.2', "
    "say: {public: There.}}\n"
)
FEEDBACK = "program/feedback/2025-07-01-"
MUG = "influencers/ana/redemptions/2025-07-1"
LINE = {
    "form": "feedback",
    "from": {"platform": "forum", "login": "tomo-k"},
    "received": "2025-07-19T10:00:00+02:00",
    "fields": {"title": "The search is slow", "said": "It takes a minute."},
}
WORLD = {
    **PLANTED,
    "program/program.yml": (
        f"{PLANTED['program/program.yml']}    follows: [{{community: forum}}, {{topic: maps}}]\n"
    ),
    "program/departments.yml": (
        "departments:\n  - {id: product, name: Product, measure: fixes}\n"
        "categories:\n  - {id: rider, name: Rider, department: product, measure: finds}\n"
        "  - {id: writer, name: Writer, department: product, measure: reads}\n"
    ),
    "program/strategy.yml": f"{KPIS}    steps: [{{what: Ask}}]\n",
    "program/tiers.yml": "versions: {tiers: [{id: gold, standing_at_least: 900}]}\n",
    "missions/give-a-speech/mission.yml": (
        "title: Speak\ninstructions: Speak.\npoints: 9\nobjective: help\nstatus: paused\n"
    ),
    "missions/answer/mission.yml": (
        "title: Answer\ninstructions: Answer.\nobjective: help\n"
        "points: {value: 3, unit: {one: answer, many: answers}}\n"
    ),
    "missions/answer/claims/2025-07-02-ana.yml": (
        "evidence: https://example.com/a\nquantity: 2\n"
        'decision: {outcome: approved, by: maya, date: "2025-07-03", points: 6}\n'
    ),
    "program/events/2025-07-18-meetup.yml": "title: Meetup\n",
    "program/communities/forum.yml": "name: Forum\nstance: join\n",
    "program/measures/2025-Q1.yml": "values: [{kpi: answers, value: 3, source: forum}]\n",
    "program/signals/2025-07-19-forum.yml": "influencer: ana\nchannel: forum\n",
    "program/incidents/2025-07-19-brake.yml": "title: B\nkind: recall\nseverity: high\n",
    "program/audits/2025-Q3/tomo.yml": (
        'brand: [{department: product, by: maya, recorded: "2025-07-01", relationship: aware}]\n'
    ),
    "influencers/ana/touchpoints/2025-06-30-contact.yml": "kind: contact\nsummary: A word\n",
    "influencers/tomo/touchpoints/2025-07-01-referral.yml": "kind: referral\nsummary: A school\n",
    "influencers/tomo/touchpoints/2025-07-02-offer.yml": (
        "kind: offer\nreward: mug\nreason: You asked\nuntil: '2025-07-30'\n"
    ),
    "influencers/tomo/touchpoints/2025-07-05-answer.yml": (
        "kind: message\nkey: answer/2025-07-01-sorted/1/acknowledged\nchannel: mail\nby: maya\n"
        "message_id: <5a@example.com>\nsummary: Got it\ndelivery:\n"
        '- {at: "2025-07-05T10:00:00Z", state: begun}\n'
        '- {at: "2025-07-05T10:00:01Z", state: accepted, code: 250}\n'
    ),
    "influencers/tomo/touchpoints/2025-07-05-sorted.yml": (
        "kind: answer\nstep: told\nmilestone: acknowledged\nrefs: [2025-07-01-sorted]\n"
        "channel: mail\nref: <5a@example.com>\nautomated: true\nby: maya\n"
    ),
    **{
        f"influencers/{who}/profile.yml": (
            f'name: {who.title()}\nstage: member\nsince: "2025-01-01"\ncategory: rider\n'
            f"accounts: {{forum: {who}-k}}\n"
            'consent: [{from: "2025-01-01", version: "1", source: form, messages: essential}]\n'
        )
        for who in ("ana", "tomo")
    },
    "influencers/tomo/terms/2025-01-01.yml": 'until: "2025-12-31"\nnominated_by: [jon]\n',
    "program/terms.yml": "versions: {nominators: 1}\n",
    "influencers/eve/profile.yml": (
        'name: Eve\ncategory: rider\nhistory:\n- {date: "2025-01-01", stage: member}\n'
        '- {date: "2025-07-10", stage: opted-out}\n'
    ),
    f"{GUIDE}/mission.yml": f"{PLANTED[f'{GUIDE}/mission.yml']}objective: help\n",
    f"{GUIDE}/claims/2025-05-03-tomo.yml": (
        "evidence: https://example.com/d\n"
        'decision: {outcome: approved, by: maya, date: "2025-05-05", points: 101}\n'
    ),
    f"{GUIDE}/claims/2025-07-04-ana.yml": (
        "evidence: https://example.com/e\n"
        'decision: {outcome: declined, by: maya, date: "2025-07-05", reason: Not there}\n'
    ),
    f"{GUIDE}/claims/2025-07-05-tomo.yml": (
        "evidence: https://example.com/f\n"
        'decision: {outcome: declined, by: maya, date: "2025-07-06", reason: Not there}\n'
    ),
    f"{MUG}2-mug.yml": 'points: 20\napproved: {date: "2025-07-13", by: maya}\n',
    f"{MUG}3-mug.yml": (
        'points: 20\napproved: {date: "2025-07-13", by: maya}\n'
        'fulfilled: {date: "2025-07-14", by: maya}\n'
    ),
    f"{FEEDBACK}heard.yml": RECEIVED % "b",
    f"{FEEDBACK}sorted.yml": RECEIVED % "c" + TRIAGED,
    f"{FEEDBACK}planned.yml": RECEIVED % "d" + TRIAGED + PLANNED,
    f"{FEEDBACK}there.yml": RECEIVED % "e" + TRIAGED + PLANNED + DELIVERED,
}
CLAIMS = "write-a-guide/2025-07-02-ana write-a-guide/2025-07-03-tomo"
GIVEN = "write-a-guide/2025-05-02-ana write-a-guide/2025-05-03-tomo"
NOT_GIVEN = "write-a-guide/2025-07-04-ana write-a-guide/2025-07-05-tomo"
ITEM = "2025-07-01-"
REQUESTS = {
    "agenda": f"--snooze {GUIDE}/claims/2025-07-02-ana.yml --until 2025-08-01 --because Fair",
    "audit answer": "tomo --relationship aware --told yes",
    "audit view": "ana tomo --department product --relationship aware",
    "claim appeal": f"{NOT_GIVEN} --text 'Look again'",
    "claim approve": f"{CLAIMS} --yes",
    "claim ask": f"{CLAIMS} --text Which?",
    "claim decline": f"{CLAIMS} --reason 'Nothing is there'",
    "claim disclose": f"{CLAIMS} --connection program",
    "claim reverse": f"{GIVEN} --reason-code brand-error --note 'Our slip'",
    "claim grow": "answer/2025-07-02-ana --quantity 5 --source 'the forum'",
    "claim result": f"{GIVEN} --kind adopted --count 3 --source 'the orders'",
    "claim withdraw": CLAIMS,
    "feedback acknowledge": f"{ITEM}slow-export {ITEM}heard",
    "feedback decide": (
        f"{ITEM}sorted --outcome declined --as too-costly --rationale 'It would take a whole year' "
        "--say-public 'Not this year.'"
    ),
    "feedback deliver": f"{ITEM}planned --what Speed --where 2.2 --say-public There.",
    "feedback exempt": f"{ITEM}there eve --milestone delivered --reason opted-out",
    "feedback hear": f"{ITEM}there ana tomo --verdict solves --channel mail",
    "feedback receive": "'Slow import' --raised-by ana --channel forum --summary 'It is slow.'",
    "feedback reopen": f"{ITEM}there --cause regression",
    "feedback tell": (
        f"{ITEM}slow-export ana tomo --milestone acknowledged --channel mail --summary 'Got it'"
    ),
    "feedback triage": f"{ITEM}slow-export {ITEM}heard --department product --owner jon",
    "feedback void": f"{ITEM}sorted --of 1 --reason 'Not theirs'",
    "feedback withdraw": f"{ITEM}heard {ITEM}slow-export --raised-by ana",
    "community assess": "forum --relevance 4 --we some --mover ana",
    "community review": "forum --stance monitor",
    "new calendar": "--country PT --closed 2025-12-24",
    "outbox": "--bounced tomo",
    "reward announce": "mug --starts 2025-09-01 --points 30",
    "new objective": "--goal 'Fewer faults' --pillar quality --kpi 'Faults found'",
    "strategy audience": "--text 'Riders in town'",
    "strategy average": "--text 'Three people helped'",
    "strategy behaviours": "--behaviour 'answers in full'",
    "strategy pillars": "--pillar quality --pillar adoption",
    "strategy purpose": "--text 'Riders help riders'",
    "department lead": "product --to jon",
    "objective step": "help --number 1",
    "influencer route": "ana tomo --category writer",
    "event attend": "2025-07-18-meetup ana tomo",
    "event invite": "2025-07-18-meetup ana tomo",
    "signal became": "2025-07-19-forum --incident 2025-07-19-brake",
    "signal dismiss": "2025-07-19-forum --reason 'A joke'",
    "incident end": "2025-07-19-brake",
    "incident heard": "2025-07-19-brake ana tomo --summary 'Mine too'",
    "incident warned": "2025-07-19-brake --influencer ana --day 2025-07-01",
    "incident open": "--title 'No lights' --kind outage --severity low",
    "intake": "--jsonl lines.jsonl",
    "measure": "2025-Q2 --kpi answers --value 12 --source forum",
    "mission announce": "write-a-guide --starts 2025-09-01 --points 200",
    "mission close": "write-a-guide",
    "mission open": "give-a-speech",
    "mission pause": "write-a-guide",
    "new audit": "ana tomo --department product --relationship aware",
    "new category": "--name Writers --department product --measure articles",
    "new community": "--name Riders",
    "new department": "--name Press --lead jon --measure articles",
    "new event": "--title Meetup --starts 2025-09-20",
    "new identification": "--behaviour 'Answers in full'",
    "new onboarding": "--name Welcome --step Hello",
    "new conversation": "--what 'How do I mend it?' --stage learning",
    "new segment": "--name Menders --topic repair",
    "new group": "--name Both --mission write-a-guide --points 900 --each influencer --every ever",
    "new milestone": "--name Helper --claims 3 --badge",
    "new incident": "--title 'No lights' --kind outage --severity low",
    "new measure": "2025-Q2 --kpi answers --value 12 --source forum",
    "new policy-version": "--starts 2025-08-01 --review 7",
    "new terms": "--starts 2025-08-01 --months 6",
    "new tier": "--name Silver --standing 300",
    "new claim": "--mission write-a-guide --influencer ana --link https://example.com/g",
    "new influencer": "--name Kim",
    "new mission": "--title Talk --instructions Speak. --points 5 --objective help",
    "new question": "--text 'Do we listen?' --kind yes-no",
    "new reward": "--name Pen --kind merchandise --cost 5",
    "reward approve": "ana/2025-07-10-mug ana/2025-07-11-mug",
    "reward cancel": "ana/2025-07-10-mug ana/2025-07-11-mug",
    "reward decline": "ana/2025-07-10-mug ana/2025-07-11-mug",
    "reward fulfil": "ana/2025-07-12-mug",
    "reward redeem": "tomo tomo --reward mug",
    "reward return": "ana/2025-07-13-mug",
    "influencer advice": "ana tomo --summary 'A neighbour'",
    "influencer offer": "tomo tomo --reward mug --reason 'You asked' --until 2025-08-01",
    "influencer wants": "ana tomo --what access --words 'The hall'",
    "influencer referral": "ana tomo --summary 'A school' --reference CRM-7",
    "influencer access": "ana tomo --summary 'The plan of the year'",
    "influencer adjust": "ana tomo --points 5 --reason-code goodwill --summary 'Our slip'",
    "influencer ask": "ana tomo --for 'A talk'",
    "influencer consent": (
        "ana tomo --version 1 --source form --recognition public --contact staff --points public "
        "--messages all"
    ),
    "influencer contact": "ana tomo --channel mail --summary 'A word'",
    "influencer extend": "ana tomo --all --until 2026-06-30 --reason Slow",
    "influencer floor": "ana tomo --tier gold --reason 'Founding members'",
    "influencer gift": "ana tomo --summary 'A lamp'",
    "influencer introduction": "ana tomo --summary 'To the people of the fair'",
    "influencer link": "ana tomo --renew",
    "influencer nda": "ana tomo --version 1",
    "influencer owner": "--from maya --to jon",
    "influencer promise": "ana tomo --due 2025-08-01 --summary 'A lamp'",
    "influencer promotion": "ana tomo --summary 'Their film at the fair'",
    "influencer sample": "ana tomo --summary 'A saddle' --until 2025-09-01",
    "influencer stage": "ana tomo --to on-leave --reason Rest",
    "influencer thank": "ana tomo --helped 'A school'",
    "staff digest": "jon",
    "staff follow": f"maya --community forum --item {ITEM}heard",
    "staff unfollow": "jon --topic maps",
    "term decide": "tomo --outcome renewed --reason 'A good year'",
    "term nominate": "ana --nominator jon --nominator maya",
    "term reviewed": "tomo",
    "term tell": "tomo --of nominated --channel phone --summary 'Who named you'",
    "touchpoint end": "tomo/2025-07-01-referral --outcome won",
    "touchpoint became": "tomo/2025-07-02-offer --outcome declined",
    "touchpoint qualify": "tomo/2025-07-01-referral",
    "touchpoint void": "ana/2025-06-30-contact --reason 'Somebody else'",
    "cycle close": "2025-Q2",
    "cycle correct": "2025-Q1 --kpi answers --value 4",
    "cycle measure": "2025-Q2 --kpi answers --value 12 --source forum",
    "import claims": "",
    "import people": "",
    "listen": "",
}
"""A request of each command that writes, which changes at least one file."""


NO_EDITS = {"forms", "keys", "owners", "recover", "schemas", "upgrade"}
"""Those that lay files beside the program, or seal keys, and one that undoes; of these the one that
writes all or nothing is killed by test_upgrade_killed.py."""


OF_HISTORY = {"influencer erase"}
"""Needs a repository, and is killed by test_erase.py."""
OF_CLOSED = {"cycle pack", "cycle unpack"}
"""Need a closed cycle, and are killed by test_packed_files.py."""


def writing() -> Iterator[str]:
    """Every command that has `--write`, by its words, and edits the program's files."""
    waiting: list[tuple[str, click.Command]] = [
        (row.name, command_of(row)) for row in COMMANDS if row.name not in NO_EDITS
    ]
    while waiting:
        name, command = waiting.pop()
        if isinstance(command, click.Group):
            context = click.Context(command)
            for each in command.list_commands(context):
                inner = command.get_command(context, each)
                assert inner is not None
                waiting.append((f"{name} {each}", inner))
        elif any("--write" in each.opts for each in command.params) and (
            name not in OF_HISTORY | OF_CLOSED
        ):
            yield name


def arguments(root: Path, name: str) -> list[str]:
    head = ["--root", str(root), *name.split()]
    if name == "import claims":
        beside = root.parent
        files = [str(beside / "rows.csv"), "--map", str(beside / "map.yml"), "--into", str(root)]
        return [*head, *files, "--as-of", TODAY]
    if name == "import people":
        files = [str(root.parent / "people.csv"), "--map", str(root.parent / "people.yml")]
        return [*head, *files, "--as-of", TODAY]
    if name == "listen":
        files = [str(root.parent / "mentions.csv"), "--map", str(root.parent / "mentions.yml")]
        return [*head, *files, "--as-of", TODAY]
    if name == "intake":
        return [*head, "--jsonl", str(root.parent / "lines.jsonl"), "--as-of", TODAY]
    if name == "outbox":
        return [*head, *shlex.split(REQUESTS[name]), "--as-of", TODAY]
    by = "jon" if name in {"claim reverse", "audit answer"} else "maya"
    return [*head, *shlex.split(REQUESTS[name]), "--by", by, "--as-of", TODAY]


def edits_of(root: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Edit, ...]:
    """What a command would write."""
    found: list[Edit] = []

    def keep(_root: Path, edits: Iterable[Edit], *_: object) -> None:
        found.extend(edits)

    with monkeypatch.context() as patched:
        patched.setattr(keeping, "write", keep)
        for each in (cli_writing, import_claims):
            patched.setattr(each, "write", keep)
            patched.setattr(each, "tell_beside", lambda *_, **__: None)
        # What `outbox --write` writes lies beside the program.
        code = main([*arguments(root, name), *([] if name == "outbox" else ["--write"])])
    assert code == 0, name
    assert found, name
    return tuple(found)


MENTIONS = "A,L,D\ntomo-k,https://a.example/1,2025-07-14\ntomo-k,https://a.example/2,2025-07-14\n"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    root = tmp_path / "before"
    for path, text in WORLD.items():
        put(root, path, text)
    put(tmp_path, "map.yml", MAP)
    put(tmp_path, "rows.csv", HEAD + ROWS)
    put(tmp_path, "people.csv", "Name,Country\nPia Holm,DK\nAna,PT\n")
    put(tmp_path, "people.yml", "columns: {name: Name, region: Country}\n")
    put(tmp_path, "mentions.csv", MENTIONS)
    put(tmp_path, "mentions.yml", "columns: {author: A, url: L, date: D}\nchannel: forum\n")
    put(tmp_path, "lines.jsonl", f"{json.dumps(LINE)}\n")
    return root


def killed(
    root: Path, step: int, monkeypatch: pytest.MonkeyPatch, edits: tuple[Edit, ...] | None
) -> int:
    """Write the edits, or undo what was left, dead from that step on; how many steps were done."""
    with monkeypatch.context() as patched:
        done = failing_at(patched, step, Killed, dead=True)
        with suppress(Killed):
            if edits is None:
                recover(root)
            else:
                write(root, edits)
    return len(done)


def refused(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> bool:
    """Whether a command that reads for a machine refuses, and says what to do."""
    with monkeypatch.context() as patched:
        patched.setenv("CI", "true")
        code = main(["--root", str(root), "points", "--as-of", TODAY])
    return code == 3 and "goodword recover --write" in capsys.readouterr().err


def test_a_command_that_writes_is_killed_nowhere() -> None:
    assert sorted(writing()) == sorted(REQUESTS)


@pytest.mark.parametrize("part", range(PARTS))
def test_a_killed_command_loses_what_was_there(
    part: int, program: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Killed at each thing that it does to the disk, and once more while that is undone.

    Each is tried, which kills at random points would leave to chance.
    """
    chance = random.Random(part)  # noqa: S311 - where it is killed once more
    before, read = everything(program), seen(program)
    asked = {name: edits_of(program, name, monkeypatch) for name in sorted(REQUESTS)[part::PARTS]}
    assert everything(program) == before
    # What a disk can do is tried once in a process, and would count as steps of the first.
    tried = shutil.copytree(program, program.parent / "tried")
    killed(tried, NEVER, monkeypatch, next(iter(asked.values())))
    for name, edits in asked.items():
        root = shutil.copytree(program, program.parent / f"{name} killed")
        whole = shutil.copytree(program, program.parent / name)
        steps = killed(whole, NEVER, monkeypatch, edits)
        after, left = everything(whole), 0
        assert after != before
        for step in range(1, steps + 1):
            where = f"{name}, killed at {step} of {steps}"
            assert killed(root, step, monkeypatch, edits) >= step
            unfinished = (root / JOURNAL).exists()
            left += unfinished
            old = unfinished or everything(root) == before
            assert old or everything(root) == after, where
            if unfinished:
                assert seen(root) == read, where
                # Whoever asks in a pipeline is refused: tried at one point of each command.
                assert left != len(edits) or refused(root, monkeypatch, capsys), where
                killed(root, chance.randint(1, steps), monkeypatch, None)
                assert seen(root) == read, where
            recover(root)
            assert everything(root) == (before if old else after), where
            if not old:
                shutil.rmtree(root)
                shutil.copytree(program, root)
        # Between the journal and the last file there is something to undo.
        assert left > len(edits), name
