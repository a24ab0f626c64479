"""Members' own pages: who has one, what is on it, their links, and what builds say of them."""

from __future__ import annotations

import re
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from goodword.audience.gate import audience_view
from goodword.audience.mine import mine, number_of, refused
from goodword.audience.permissions import Newer
from goodword.cli import main
from goodword.portal.me.section import facts_cell
from goodword.portal.page import Reader
from goodword.portal.seal import VARIABLE, code_of, name_of, sealed
from goodword.rendering.prose import plain
from goodword.texts import LANGUAGES, Texts
from tests.conftest import ROOT
from tests.own_page_program import CONSENT, DAY, SECRET, code, files, own_pages, snapshot, view
from tests.portal_site import Parsed, build, pages, poisoned, tree
from tests.relation_program import person, program, touch
from tests.sample_view import sample
from tests.test_seal import opened

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.audience.view.mine import Mine

GONE = [{"date": "2025-01-01", "stage": "member"}, {"date": "2026-06-01", "stage": "left"}]
NOBODY = {**CONSENT, "recognition": "nobody"}
LATER = {**NOBODY, "from": "2026-07-01"}


def whose(documents: dict[str, Any], newer: tuple[Newer, ...] = ()) -> list[str]:
    return [each.record.id for each in mine(snapshot(documents), DAY, newer)]


def newer(documents: dict[str, Any], *, follows: bool = True) -> tuple[Newer, ...]:
    return (Newer(program(documents, started="2025-01-01"), follows),)


@pytest.mark.parametrize(
    ("of_ana", "why"),
    [
        ({}, ""),
        ({"consent": []}, ""),  # staff alone see anything, and this is theirs
        ({"consent": [{**CONSENT, "recognition": "staff", "messages": "none"}]}, ""),
        ({"consent": [NOBODY]}, "agreed to no page: consent.recognition is nobody"),
        ({"consent": [CONSENT, LATER]}, "agreed to no page: consent.recognition is nobody"),
        ({"consent": [NOBODY, {**CONSENT, "from": "2026-06-30"}]}, ""),
        *(
            ({"history": [*GONE[:1], {"date": "2026-06-30", "stage": stage}]}, stage)
            for stage in ("left", "opted-out", "deceased", "declined", "invited", "candidate")
        ),
        *(
            ({"history": [*GONE[:1], {"date": "2026-06-30", "stage": stage}]}, "")
            for stage in ("on-leave", "emeritus")
        ),
        ({"history": [*GONE[:1], {"date": "2026-07-01", "stage": "left"}]}, ""),
        ({"history": [{"date": "2026-07-01", "stage": "member"}]}, "not there yet"),
    ],
)
def test_the_wrong_people_have_a_page(of_ana: dict[str, Any], why: str) -> None:
    documents = {**person("ana", **of_ana), **person("ben")}
    if "stage" in of_ana or "history" in of_ana:
        documents["influencers/ana/profile.yml"].pop("stage", None)
    assert why in (said := refused(program(documents).influencers["ana"], DAY))
    assert bool(said) == bool(why)
    assert whose(documents) == (["ben"] if why else ["ana", "ben"])


@pytest.mark.parametrize(
    ("later", "follows", "left"),
    [
        ({**person("ana", history=GONE), **person("ben")}, True, ["ben"]),
        ({**person("ana", consent=[NOBODY]), **person("ben")}, False, ["ben"]),
        ({**person("ben")}, True, ["ben"]),  # erased
        ({**person("ben")}, False, ["ana", "ben"]),  # not there yet
        ({**person("ana"), **person("ben")}, True, ["ana", "ben"]),
    ],
)
def test_a_page_of_a_look_back_outlives_what_came_later(
    later: dict[str, Any], follows: bool, left: list[str]
) -> None:
    assert whose({**person("ana"), **person("ben")}, newer(later, follows=follows)) == left


def test_an_old_link_opens_a_look_back() -> None:
    ana = program(person("ana", portal_key=2)).influencers["ana"]
    assert number_of(ana) == 2
    assert number_of(ana, newer(person("ana", portal_key=5))) == 5
    assert number_of(ana, newer(person("ana"))) == 2
    assert number_of(ana, newer(person("ben"))) == 2


def text_of(folder: Path, who: str, number: int = 1, root: str = "") -> str:
    key = code_of(SECRET, who, number)
    path = f"{root}me/{name_of(key)}"
    return opened(key, path, (folder / path).read_bytes())[16:].decode()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own") / "site"
    build(view(languages=tuple(LANGUAGES)), folder, mine=own_pages())
    return folder


def test_a_member_does_not_find_what_is_promised(site: Path) -> None:
    text = Parsed(text_of(site, "ana")).text.replace("\u00a0", " ")
    for wanted in (
        *("Where you stand", "90 points are missing to Gold.", "Maps of everything."),
        *("10 May 2026", "You have enough points", "points are missing", "Mug", "Desk"),
        *("Planned", "We will not.", "That it arrived", "What was decided"),
        *("Decide what you handed in", "Keep what we promised", "Handle what you asked for"),
        *("Two newcomers lost in maps", "Badges", "Plaque", "welcome", "Waiting for review"),
        *("Everyone", "ana-maps", "Promise", "Maya"),
    ):
        assert wanted in text, wanted
    for hidden in ("A secret of staff", "It would slow everything else down.", "Jon"):
        assert hidden not in text, hidden
    assert "A secret of staff" not in "".join(pages(site).values())


def listed(name: str) -> set[str]:
    """A list of the script that copies records into the page."""
    script = (ROOT / "site/theme/assets/me.js").read_text("utf-8")
    found = re.search(rf"var {name} = ([^;]+);", script)
    assert found is not None
    return set("".join(re.findall(r'"([^"]*)"', found[1])).lower().split())


@pytest.mark.parametrize("root", ["", "es/"])
def test_a_part_of_a_record_is_left_out_by_the_page(root: str, site: Path) -> None:
    found = Parsed(text_of(site, "ana", root=root))
    assert {tag for tag, _ in found.tags} <= listed("TAGS")
    assert {name for _, given in found.tags for name in given} <= listed("ATTRIBUTES")
    assert {"script", "img", "svg", "form", "iframe", "style"}.isdisjoint(listed("TAGS"))
    assert not [each for each in listed("ATTRIBUTES") if each.startswith(("on", "style", "src"))]


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "</bdi></td><img src=x onerror=alert(1)>",
        '" onfocus=alert(1) autofocus x="',
        "javascript:alert(1)",
        "{{ 7 * 7 }}{% for x in () %}",
        "[x](javascript:alert(1)) <!-- goodword:content --> ⟦title⟧",
        "\u202eevil\u2066 & &lt;b&gt;",
    ],
)
def test_a_text_of_a_record_becomes_markup(evil: str, tmp_path: Path) -> None:
    (ana, *_) = own_pages().people
    name = f"Ana {evil}"
    many = replace(poisoned(ana, name), number=1, sharing=ana.sharing, messages=ana.messages)
    record = replace(
        many.record,
        points=replace(many.record.points, figures=ana.record.points.figures, lines=()),
        consents=ana.record.consents,
        stages=ana.record.stages,
        heard=ana.record.heard,
        given=ana.record.given,
        got=ana.record.got,
    )
    many = replace(many, record=record)
    build(sample(), tmp_path / "site", mine=replace(own_pages(), people=(many,)))
    found = Parsed(text_of(tmp_path / "site", "ana"))
    assert found.text.count(evil) > 10
    assert {tag for tag, _ in found.tags} <= listed("TAGS")
    assert {each for _, given in found.tags for each in given} <= listed("ATTRIBUTES")
    links = [given["href"] for tag, given in found.tags if tag == "a"]
    assert not [each for each in links if "script" in each or "alert" in each]


def test_who_sees_a_field_is_not_what_consent_says(site: Path) -> None:
    found = Parsed(text_of(site, "ana"))
    assert found.text.index("What we know about you") < found.text.index("ana-maps")
    rows = {each.record.id: dict(each.sharing) for each in own_pages().people}
    assert rows["ana"] == {"recognition": "public", "contact": "members", "points": "staff"}


@pytest.mark.parametrize("root", ["", "es/", "nl/", "pt/"])
def test_a_language_has_another_number_of_sections(root: str, site: Path) -> None:
    first = Parsed(text_of(site, "ana"))
    page = Parsed(text_of(site, "ana", root=root))
    shape = [tag for tag, _ in page.tags]
    # Reasons of the ledger are marked as English elsewhere.
    assert [tag for tag in shape if tag not in {"bdi", "span"}] == [
        tag for tag, _ in first.tags if tag not in {"bdi", "span"}
    ]
    ids = [given["id"] for tag, given in page.tags if tag == "h2"]
    assert ids == [
        *("standing", "picked", "days", "points", "claims", "rewards", "told", "owed"),
        *("thanks", "about", "messages", "kept"),
    ]


def test_one_with_nothing_yet_has_no_page(site: Path) -> None:
    text = Parsed(text_of(site, "ben", 2)).text
    assert "Nothing is open with us." in text
    for empty in (
        *("Nothing with a day is ahead of you", "Missions"),
        *("You have handed in nothing yet.", "You have told us nothing yet."),
        *("No thanks stand here yet.", "Nothing has passed between us yet."),
    ):
        assert empty in text, empty
    assert "Two newcomers" not in text


def test_two_builds_differ(tmp_path: Path, site: Path) -> None:
    build(view(languages=tuple(LANGUAGES)), tmp_path / "site", mine=own_pages())
    assert tree(tmp_path / "site") == tree(site)


def test_another_day_has_a_file_of_the_day_before(tmp_path: Path, site: Path) -> None:
    build(
        view(),
        tmp_path / "site",
        mine=own_pages(day=DAY + timedelta(days=1)),
    )
    before, after = tree(site), tree(tmp_path / "site")
    names = [path for path in after if path.endswith(".bin")]
    assert len(names) == 16
    assert all(path in before and before[path] != after[path] for path in names)


PROMISE = "influencers/ana/touchpoints/2026-04-04-promise.yml"
CONTACT = "influencers/ana/touchpoints/2026-04-05-contact.yml"


@pytest.mark.parametrize(
    ("path", "change", "seen"),
    [(PROMISE, {"due": "2026-05-06"}, True), (CONTACT, {"summary": "Another secret"}, False)],
)
def test_a_change_shows_where_it_may_not(
    path: str, change: dict[str, Any], seen: bool, tmp_path: Path, site: Path
) -> None:
    """Of what only she may have no other byte than that of sealed files; of the rest none."""
    documents = files()
    documents[path] = {**documents[path], **change}
    own = own_pages(documents)
    found = audience_view(snapshot(documents, languages=list(LANGUAGES)), "members", DAY)
    build(found, tmp_path / "site", mine=own)
    before, after = tree(site), tree(tmp_path / "site")
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == ({name for name in before if name.endswith(".bin")} if seen else set())


def test_names_are_in_the_names_of_files(site: Path) -> None:
    found = [path for path in tree(site) if "me/" in path]
    assert sum(path.endswith(".bin") for path in found) == 16 * 4
    for path in found:
        assert "ana" not in path
        assert "ben" not in path


def test_the_page_that_opens_them_is_in_an_index_or_has_other_scripts(site: Path) -> None:
    page = pages(site)["me/"]
    found = Parsed(page)
    assert found.all("script", "src") == ["../assets/me.js"]
    assert found.all("meta", "http-equiv") == ["Content-Security-Policy"]
    given = {g.get("name", ""): g.get("content", "") for tag, g in found.tags if tag == "meta"}
    assert given["referrer"] == "no-referrer"
    assert given["robots"] == "noindex"
    assert page.index("Content-Security-Policy") < page.index("charset") < page.index("<link")
    policy = next(g["content"] for t, g in found.tags if g.get("http-equiv"))
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert "me/" not in (site / "search/search_index.json").read_text()


def test_a_portal_without_a_secret_leads_to_own_pages(tmp_path: Path) -> None:
    build(sample(), tmp_path / "site")
    assert not (tmp_path / "site/me").exists()
    assert "me/" not in Parsed(pages(tmp_path / "site")[""]).all("a", "href")


def test_a_portal_with_one_does_not(site: Path) -> None:
    assert "me/index.html" in Parsed(pages(site)[""]).all("a", "href")
    assert "../../me/index.html" in Parsed(pages(site)["people/ana/"]).all("a", "href")


@pytest.mark.parametrize(("channel", "stands"), [("portal", True), ("mail", False)])
def test_a_message_on_the_page_is_not_there(channel: str, stands: bool, tmp_path: Path) -> None:
    said = "Puntos\n\nHola, Ana <b>:\n\nuno\ndos"
    sent = {"channel": channel, "summary": said, "language": "es", "template": "expiry"}
    documents = files() | touch("ana", "message", "2026-06-20", slug="said", **sent)
    build(view(languages=("en",)), tmp_path / "site", mine=own_pages(documents))
    html = text_of(tmp_path / "site", "ana")
    assert ("<p>uno<br>dos</p>" in html) == stands
    found = Parsed(html)
    assert ("Hola, Ana <b>:" in found.text) == stands
    assert ("es" in found.all("div", "lang")) == stands
    assert {tag for tag, _ in found.tags} <= listed("TAGS")


def test_long_lists_are_whole(tmp_path: Path) -> None:
    (ana, *_) = own_pages().people
    line = ana.record.points.lines[0]
    points = replace(ana.record.points, lines=(line,) * 130)
    many = replace(ana, record=replace(ana.record, points=points))
    build(sample(), tmp_path / "site", mine=replace(own_pages(), people=(many,)))
    text = Parsed(text_of(tmp_path / "site", "ana")).text
    assert "80 older ones stand in your record" in text


def place(of: Mine, tmp_path: Path, name: str) -> str:
    """What the page says for somebody who is not on the board."""
    of = replace(of, record=replace(of.record, id="dora"))
    build(sample(), tmp_path / name, mine=replace(own_pages(), people=(of,)))
    text = Parsed(text_of(tmp_path / name, "dora")).text
    found = re.search(r"Place this cycle, among those shown(\d+)", text)
    return found[1] if found else ""


def test_a_place_is_not_among_those_shown(tmp_path: Path) -> None:
    (ana, *_) = own_pages().people
    first, *others = [each.points for each in sample().leaderboard.cycle]
    assert place(replace(ana, standing_cycle=first + 1), tmp_path, "a") == "1"
    assert place(replace(ana, standing_cycle=first), tmp_path, "b") == "1"
    assert place(replace(ana, standing_cycle=first - 1), tmp_path, "c") == "2"
    assert place(replace(ana, standing_cycle=1), tmp_path, "d") == str(
        len({first, *others} - {1}) + 1
    )
    assert place(replace(ana, standing_cycle=0), tmp_path, "e") == ""


HEAD = """\
name: Acme
timezone: Europe/Berlin
staff: [{id: maya, name: Maya, emails: [maya@acme.example]}]
languages: [en, es]
portal: {url: "https://portal.acme.example/p"}
"""
PROFILE = 'name: Ana\nlanguages: [es]\nstage: member\nsince: "2025-01-01"\n'
WORD = "0123456789abcdef" * 4


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path, text in {
        "program/program.yml": HEAD,
        "influencers/ana/profile.yml": PROFILE,
        "influencers/ben/profile.yml": PROFILE.replace("[es]", "[fr]").replace("Ana", "Ben"),
        "influencers/cleo/profile.yml": PROFILE.replace("member", "opted-out"),
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    monkeypatch.setenv(VARIABLE, WORD)
    return tmp_path


def run(root: Path, *arguments: str) -> int:
    return main(["--root", str(root), *arguments])


def test_a_link_is_not_that_of_the_portal(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(repository, "influencer", "link", "ana", "ben") == 0
    first, code_line, second, *_ = capsys.readouterr().out.splitlines()
    address, _, key = first.partition("#")
    assert address == "ana: https://portal.acme.example/p/es/me/index.html"
    assert code_line == f"  code: {key}"
    assert second.startswith("ben: https://portal.acme.example/p/me/index.html#")
    assert key not in second
    assert len(key) == 39


def test_a_renewed_link_is_the_old_one(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = repository / "influencers/ana/profile.yml"

    def now() -> str:
        assert run(repository, "influencer", "link", "ana") == 0
        return capsys.readouterr().out

    before = now()
    assert run(repository, "influencer", "link", "ana", "--renew") == 0
    assert "the present link opens nothing from the next build on" in capsys.readouterr().out
    assert now() == before
    assert run(repository, "influencer", "link", "ana", "--renew", "--write") == 0
    capsys.readouterr()
    assert profile.read_text("utf-8") == PROFILE + "portal_key: 2\n"
    assert now() != before
    assert run(repository, "influencer", "link", "ana", "ben", "--renew", "--write") == 0
    assert profile.read_text("utf-8") == PROFILE + "portal_key: 3\n"


@pytest.mark.parametrize(
    ("secret", "arguments", "status", "said"),
    [
        (None, ["ana"], 3, f"{VARIABLE} is not set"),
        ("", ["ana"], 3, f"{VARIABLE} is not set"),
        ("short", ["ana"], 3, "has 5 characters, and needs 32"),
        (WORD, ["cleo"], 3, "cleo is at the stage opted-out"),
        (WORD, ["anna"], 2, 'there is no influencer "anna"'),
        (WORD, [], 2, "name"),
        (WORD, ["ana", "--write"], 2, "say --renew to cancel the present link"),
    ],
)
def test_a_link_is_printed_all_the_same(
    secret: str | None,
    arguments: list[str],
    status: int,
    said: str,
    repository: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if secret is None:
        monkeypatch.delenv(VARIABLE)
    else:
        monkeypatch.setenv(VARIABLE, secret)
    with redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        assert run(repository, "influencer", "link", *arguments) == status
    assert said in err.getvalue()
    assert "#" not in out.getvalue()


def test_a_link_leads_to_no_address(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    without = HEAD.replace("portal:", "# portal:")
    (repository / "program/program.yml").write_text(without, "utf-8")
    assert run(repository, "influencer", "link", "ana") == 3
    assert "names no address of a portal" in capsys.readouterr().err


def test_a_build_does_not_say_which_pages_it_left_out(
    repository: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    into = repository / "out"
    assert run(repository, "portal", "--into", str(into)) == 0
    assert "sealed the own pages of 2 people" in capsys.readouterr().out
    assert run(repository, "influencer", "link", "ana") == 0
    key = capsys.readouterr().out.splitlines()[1].removeprefix("  code: ")
    assert key
    assert len(list((into / "es/me").glob("*.bin"))) == 16
    names = {each.name for each in (into / "me").glob("*.bin")}
    monkeypatch.delenv(VARIABLE)
    assert run(repository, "portal", "--into", str(into)) == 0
    out = capsys.readouterr().out
    assert "goodword portal --serve (" in out
    assert f"left out for want of {VARIABLE}: the own pages of ana, ben\n" in out
    assert not (into / "me").exists()
    monkeypatch.setenv(VARIABLE, WORD)
    for audience, has in (("public", False), ("staff", False), ("nda", True)):
        assert run(repository, "portal", "--audience", audience, "--into", str(into)) == 0
        assert ("sealed" in (said := capsys.readouterr().out)) == has
        assert "left out" not in said
        assert f"goodword portal --serve --audience {audience} (" in said
        assert (into / "me").exists() == has
    assert {each.name for each in (into / "me").glob("*.bin")} == names
    monkeypatch.setenv(VARIABLE, "short")
    assert run(repository, "portal", "--into", str(into)) == 3
    assert "has 5 characters, and needs 32" in capsys.readouterr().err


def test_code_and_secret_are_in_a_build(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = repository / "out"
    assert run(repository, "portal", "--into", str(into)) == 0
    assert run(repository, "influencer", "link", "ana") == 0
    key = capsys.readouterr().out.split("code: ")[1].strip()
    for data in tree(into).values():
        for hidden in (key, key.replace("-", ""), WORD):
            assert hidden.encode() not in data
            assert hidden.lower().encode() not in data


def test_a_secret_of_another_program_opens() -> None:
    assert code("ana") != code("ben")
    assert dict(sealed(SECRET, "", [])) != dict(sealed(SECRET + b"x", "", []))


def test_a_day_without_anybody_has_pages() -> None:
    assert mine(snapshot(day=date(2024, 1, 1)), date(2024, 1, 1)) == ()


def test_a_line_of_points_has_no_reason_in_a_language(site: Path) -> None:
    """A tier, and what was given by hand, come from no mission whose title would say why."""
    for root, tier in (
        ("", "Tier Base: it needs 0 in two cycles"),
        ("es/", "Nivel Base: hacen falta 0 en dos ciclos"),
        ("nl/", "Niveau Base: daarvoor zijn er 0 nodig"),
        ("pt/", "Nível Base: são necessários 0 em dois ciclos"),
    ):
        assert tier in Parsed(text_of(site, "ana", root=root)).text, root


@pytest.mark.parametrize(
    ("language", "measured"),
    [("pt", "Medida: seguidores · Valor: 1.200"), ("nl", "Maat: volgers · Waarde: 1.200")],
)
def test_what_a_reach_counts_is_not_in_the_readers_words(language: str, measured: str) -> None:
    reader = Reader(Texts(language), plain)
    facts = (("measure", "followers"), ("value", "1200"))
    assert facts_cell(facts, reader).text == measured
    own = (("measure", "riders on a Sunday"),)
    assert facts_cell(own, reader).text.endswith(": riders on a Sunday")
