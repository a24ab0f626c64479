"""A whole portal: same bytes each time, no link or slot left open, nothing hostile alive."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar

from goodword.audience import view as v
from goodword.diagnostics import Failure
from goodword.portal import calendar, csp, links
from goodword.portal.build import Setting, build_portal
from goodword.portal.fill import MOST_USED
from goodword.portal.page import Reader
from goodword.portal.pages import PAGES
from goodword.rendering.prose import plain
from goodword.texts import Texts
from tests.portal_site import SITE, Parsed, build, pages, poisoned, tree, work
from tests.sample_crowd import crowd_desk
from tests.sample_policy import points_policy
from tests.sample_staff import agenda
from tests.sample_view import sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.portal.page import Desk, Page

ROOT = Path(__file__).parent.parent
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" />'
RESOURCES = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src"}
EVIL = (
    "</title><script>alert(1)</script><img src=x onerror=alert(1)>\"'`{{7*7}}⟦title⟧ "
    "[a](javascript:alert(1)) R&D"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample in two languages."""
    destination = tmp_path_factory.mktemp("portal") / "site"
    build(sample(languages=("en", "es")), destination)
    return destination


def test_the_summary_counts_what_there_is(tmp_path: Path) -> None:
    view = sample(languages=("en", "es"))
    told: list[tuple[str, int]] = []
    summary = build(view, tmp_path / "site")
    assert (summary.people, summary.missions, summary.items) == (7, 4, 4)
    assert summary.languages == ("en", "es")
    rewards, communities, tags = 4, 2, 30
    assert summary.pages == 2 * (11 + 7 + 4 + 4 + 2 + rewards + communities + tags)
    assert summary.files == len(tree(tmp_path / "site"))
    assert not told


def test_every_slot_is_filled(site: Path) -> None:
    for path, data in tree(site).items():
        if path.endswith((".html", ".json")):
            assert "⟦".encode() not in data, path
            assert b"goodword:" not in data, path


def test_no_link_leads_nowhere(site: Path) -> None:
    made = pages(site)
    lost = made.pop("404.html")
    assert links.broken_in(made, tree(site)) == []
    ways = Parsed(lost).all("a", "href")
    assert ways[0] == "/index.html"
    assert {urlsplit(way).path.lstrip("/") for way in ways} <= set(tree(site))
    # Before the two languages, a line in each for who has no scripts.
    assert len(ways) == 2 + 2 * (2 + len(MOST_USED))
    spanish = Parsed((site / "es/404.html").read_text("utf-8"))
    assert spanish.all("a", "href")[0] == "/es/index.html"
    assert spanish.all("section", "lang") == ["es", "en"]


def test_no_link_names_a_folder(site: Path) -> None:
    for path, page in pages(site).items():
        for address in Parsed(page).all("a", "href"):
            parts = urlsplit(address)
            if not parts.scheme and not parts.netloc and parts.path:
                assert not parts.path.endswith(("/", ".")), (path, address)


def test_a_planted_broken_link_is_found(tmp_path: Path) -> None:
    for call in ("'how/' | to('none')", "'people/nobody/' | to"):
        footer = f'<a href="{{{{ {call} }}}}">'.encode()
        with pytest.raises(Failure, match="lead nowhere") as caught:
            build(sample(), tmp_path / "site", own={"templates/footer.html": footer})
        assert "the start page" in caught.value.hint
    assert not (tmp_path / "site").exists()


def test_nothing_comes_from_elsewhere(site: Path) -> None:
    for path, page in pages(site).items():
        parsed = Parsed(page)
        for tag, attribute in RESOURCES.items():
            for address in parsed.all(tag, attribute):
                assert not urlsplit(address).netloc, (path, address)
                assert not urlsplit(address).scheme, (path, address)
    for path, data in tree(site).items():
        if path.endswith(".css"):
            assert not re.findall(rb"url\((?!data:|['\"]?data:)[^)]*//", data), path


def test_no_style_or_script_stands_inside_a_page_but_the_themes_own(site: Path) -> None:
    header = (site / "_headers").read_text("utf-8")
    for path, page in pages(site).items():
        parsed = Parsed(page)
        assert not [tag for tag, given in parsed.tags if "style" in given or tag == "style"], path
        assert not [a for _, given in parsed.tags for a in given if a.startswith("on")], path
        metas = [given for tag, given in parsed.tags if tag == "meta"]
        assert metas[0]["http-equiv"] == "Content-Security-Policy", path
        for source in csp.hashes([page]):
            assert source in metas[0]["content"], path
            assert source in header
        assert page.index("charset") < 1024, path
        assert {"name": "robots", "content": "noindex"} in metas
        assert not [given for given in metas if given.get("name") == "generator"]


def test_every_page_says_where_it_is(site: Path) -> None:
    made = pages(site)
    trail = re.findall(r'<nav class="gw-trail".*?</nav>', made["es/people/zoe/"], re.DOTALL)[0]
    assert Parsed(trail).all("a", "href") == ["../../index.html", "../../people/index.html"]
    assert "Zoë Müller-Šimková" in Parsed(trail).text
    for path, page in made.items():
        if not path.endswith("404.html"):
            inner = path.removeprefix("es/")
            in_sections = 0 if inner.count("/") == 2 or inner == "tags/" else 1
            in_trail = 0 if path in {"", "es/"} else 1
            assert page.count('aria-current="page"') == in_sections + in_trail, path
    assert (
        'href="../index.html" class="gw-sections__link" aria-current="true"' in made["people/zoe/"]
    )


def test_each_page_leads_to_itself_in_the_other_language(site: Path) -> None:
    made = pages(site)
    for path in ("", "how/", "people/zoe/"):
        for here, there in ((path, f"es/{path}"), (f"es/{path}", path)):
            nav = re.findall(r'<nav class="gw-languages".*?</nav>', made[here], re.DOTALL)[0]
            (address,) = Parsed(nav).all("a", "href")
            resolved = os.path.normpath(f"/{here}{address}")
            assert resolved == os.path.normpath(f"/{there}index.html")


def test_a_text_in_another_language_is_marked(site: Path) -> None:
    made = pages(site)
    assert "<bdi>Escribe una guía</bdi></a>" in made["es/missions/"].replace("\n", "")
    assert '<span lang="en" dir="auto">Help in the forum</span>' in made["es/missions/"]
    assert '<span lang="en">' not in made["missions/"]
    assert '<div lang="es" dir="auto"><p>Ya existen' in made["feedback/"]


def test_search_has_every_page_once(site: Path) -> None:
    for root in ("", "es/"):
        index = json.loads((site / root / "search/search_index.json").read_bytes())
        found = [entry["location"] for entry in index["docs"]]
        wanted = [
            p
            for p in pages(site)
            if p.startswith("es/") == bool(root)
            and not p.endswith("404.html")
            # Lists of a country, a language or an aim are no answer beside what they list.
            and not re.search(r"tags/(?:region|language|pillar)_", p)
        ]
        assert sorted(found) == sorted(f"{path.removeprefix(root)}index.html" for path in wanted)
        assert index["config"]["separator"] == r"[\s\-]+|&[lg]t;|&(amp;)?"
        zoe = next(entry for entry in index["docs"] if entry["location"] == "people/zoe/index.html")
        assert zoe["title"].startswith("Zoë Müller-Šimková<span hidden> Zoe Muller Simkova")


def test_the_sitemap_is_empty_and_robots_stay_out(site: Path) -> None:
    assert b"<url>" not in (site / "sitemap.xml").read_bytes()
    assert not (site / "sitemap.xml.gz").exists()
    assert b"Disallow: /" in (site / "robots.txt").read_bytes()


def test_two_builds_are_the_same_bytes_anywhere(site: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from goodword.portal.build import *\n"
        "from tests.sample_view import sample\n"
        "build_portal(sample(languages=('en', 'es')), Path(sys.argv[1]),"
        " Setting(Path(sys.argv[2]), Path('site'), epoch=12345))"
    )
    environment = os.environ | {
        "PYTHONPATH": f"{ROOT / 'tools'}:{ROOT}",
        "PYTHONHASHSEED": "7",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
    }
    command = [sys.executable, "-c", script, str(tmp_path / "site"), str(tmp_path / "work")]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)
    assert tree(tmp_path / "site") == tree(site)


@pytest.mark.parametrize(
    ("end", "audience", "given"),
    [
        ("pass", "members", "desk"),
        ("os._exit(3)", "members", "desk"),
        ("pass", "staff", "desk"),
        ("raise KeyboardInterrupt", "staff", "desk"),
        ("pass", "staff", "lambda: desk"),
        ("raise KeyboardInterrupt", "staff", "lambda: desk"),
    ],
)
def test_a_copy_that_fills_half_changes_no_byte_whether_it_lives_or_dies(
    end: str, audience: str, given: str, site: Path, tmp_path: Path
) -> None:
    script = f"""
import os, sys
from dataclasses import replace
from pathlib import Path
from goodword.source.copies import aside
from goodword.portal import build
from tests.sample_crowd import crowd_desk
from tests.sample_staff import agenda
from tests.sample_view import sample

build.MANY = 0
desk = replace(agenda(), lines=crowd_desk().lines)

def halved(work):
    def worked():
        made = work()
        {end}
        return made
    wait = aside(worked, holds=True)
    def waited():
        made = wait()
        print(made is not None)
        return made
    return waited

setting = build.Setting(Path(sys.argv[2]), Path("site"), epoch=12345, aside=halved, agenda={given})
made = build.build_portal(sample("{audience}", languages=("en", "es")), Path(sys.argv[1]), setting)
print(made.pages, made.files)
"""
    if audience == "staff":
        site = tmp_path / "whole"
        view = sample("staff", languages=("en", "es"))
        build(view, site, agenda=replace(agenda(), lines=crowd_desk().lines))
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'tools'}:{ROOT}"}
    command = [sys.executable, "-c", script, str(tmp_path / "site"), str(work())]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    files = tree(tmp_path / "site")
    assert files == tree(site)
    count = sum(path.endswith("index.html") for path in files)
    assert done.stdout.decode().split() == [str(end == "pass"), str(count), str(len(files))]


@pytest.mark.parametrize("languages", [("en",), ("en", "es", "fr")])
def test_a_desk_that_comes_later_changes_no_byte(
    languages: tuple[str, ...], tmp_path: Path
) -> None:
    view = sample("staff", languages=languages)
    asked: list[int] = []

    def desk() -> Desk:
        asked.append(len(tree(tmp_path)))
        return agenda()

    for name, given in (("site", agenda()), ("later", desk)):
        setting = Setting(work(), SITE, epoch=12345, agenda=given)
        build_portal(view, tmp_path / name, setting)
    assert tree(tmp_path / "later") == tree(tmp_path / "site")
    before = len(tree(tmp_path / "site"))
    assert all(each > before for each in asked)  # pages were filled meanwhile


@pytest.mark.parametrize("audience", ["members", "staff"])
def test_hostile_texts_stay_texts_on_every_page(audience: str, tmp_path: Path) -> None:
    view = sample(audience)
    build(view, tmp_path / "kind")
    build(poisoned(view, EVIL), tmp_path / "evil")
    kind, evil = pages(tmp_path / "kind"), pages(tmp_path / "evil")
    # A topic's page is named by the topic, which is another here.
    topics = {path for path in evil if path.startswith("tags/topic_x_")}
    assert {path for path in kind if not path.startswith("tags/topic_")} == set(evil) - topics
    kind |= dict.fromkeys(topics, kind["tags/topic_repair/"])
    for path, page in evil.items():
        parsed, before = Parsed(page), Parsed(kind[path])
        for tag in ("script", "img", "iframe", "style", "meta", "link"):
            assert parsed.all(tag, "src") == before.all(tag, "src"), (path, tag)
        assert len(re.findall("<script", page)) == len(re.findall("<script", kind[path])), path
        assert not [a for _, given in parsed.tags for a in given if a.startswith("on")], path
        for address in parsed.all("a", "href"):
            assert urlsplit(address).scheme in {"", "https", "http", "mailto"}, (path, address)
        assert csp.hashes([page]) == csp.hashes([kind[path]]), path
        assert path == "404.html" or "{{7*7}}" in parsed.text, path
    index = (tmp_path / "evil" / "search/search_index.json").read_text("utf-8")
    assert "<script" not in index
    assert "<img" not in index


def test_a_person_without_a_name_is_shown_by_id(tmp_path: Path) -> None:
    view = sample()
    nameless = replace(view.people[0], name=None, bio=None)
    board = v.LeaderboardView((v.LeaderboardPlace(1, v.Who("hidden-one"), 5),))
    bare = replace(view, people=(nameless,), events=(), communities=(), news=())
    build(replace(bare, leaderboard=board), tmp_path / "site")
    made = pages(tmp_path / "site")
    assert '<h1 dir="auto">ana</h1>' in made["people/ana/"]
    assert "<code>hidden-one</code>" in made["leaderboard/"]
    assert "Ana Lopes" not in "".join(made.values())


def test_a_figure_about_few_people_is_not_shown(tmp_path: Path) -> None:
    view = sample()
    build(replace(view, figures=v.FiguresView(None, None, few=True)), tmp_path / "site")
    made = pages(tmp_path / "site")
    assert "fewer than five</dd>" in made[""]
    assert "Raised by" not in made["feedback/2026-08-11-dark-print/"]
    assert "7 people or more" in made["feedback/2026-09-02-export/"]


def test_the_smallest_program_has_every_page(tmp_path: Path) -> None:
    view = sample()
    bare = v.View(
        audience="members",
        as_of=view.as_of,
        program=v.ProgramView("Bare", None, {}, ("en",)),
        cycle=view.cycle,
        how=v.HowView(points_policy(view.as_of)),
    )
    summary = build(bare, tmp_path / "site")
    assert summary.pages == sum(not name.startswith("staff") for name in PAGES)
    text = "".join(Parsed(page).text for page in pages(tmp_path / "site").values())
    assert "There is nothing to show here yet." in text
    assert "People stand here who agreed to be shown." in text
    assert "None" not in text


def test_address_colours_and_logo_of_the_program_are_used(tmp_path: Path) -> None:
    view = sample()
    program = replace(
        view.program,
        url="https://e.org/club/",
        colours=v.Colours("#123456"),
        logo="brand/Our.SVG",
    )
    build(replace(view, program=program), tmp_path / "site", logo=SVG)
    made = pages(tmp_path / "site")
    ways = Parsed(made["404.html"]).all("a", "href")
    assert ways[0] == "/club/index.html"
    assert all(way.startswith("/club/") for way in ways)
    assert Parsed(made["404.html"]).all("link", "href")[0] == "/club/assets/favicon.svg"
    assert '<img class="gw-brand__logo" src="../../assets/logo.svg" alt="">' in made["people/ana/"]
    assert (tmp_path / "site/assets/logo.svg").read_bytes() == SVG
    assert b"--gw-primary: #123456;" in (tmp_path / "site/assets/brand.css").read_bytes()


@pytest.mark.parametrize(
    ("path", "fills", "message"),
    [
        ("odd/", "odd/", "has no page odd/"),
        ("odd/one/", "how/", "another depth"),
        ("how/", "how/", "two pages"),
    ],
)
def test_a_page_that_fits_no_shell_is_a_refusal(
    path: str, fills: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def odd(view: v.View, reader: Reader) -> Iterator[Page]:
        for page in PAGES["how"](view, reader):
            yield replace(page, path=path, fills=fills)

    monkeypatch.setitem(PAGES, "odd", odd)
    with pytest.raises(Failure, match=message):
        build(sample(), tmp_path / "site")


def test_a_calendar_holds_each_event_once_and_no_more(site: Path) -> None:
    every = Calendar.from_ical((site / "events/events.ics").read_bytes())
    assert [str(each["uid"]) for each in every.walk("VEVENT")] == [
        *("2026-05-02-fair@goodword.invalid", "2026-11-27-evening@goodword.invalid"),
    ]
    one = Calendar.from_ical((site / "events/2026-11-27-evening/event.ics").read_bytes())
    (evening,) = one.walk("VEVENT")
    assert str(evening["summary"]) == "An evening; with questions"
    assert evening.decoded("dtstart") == datetime(2026, 11, 27, 17, tzinfo=UTC)
    assert evening.decoded("dtend") == datetime(2026, 11, 27, 18, 30, tzinfo=UTC)
    spanish = (site / "es/events/2026-11-27-evening/event.ics").read_text("utf-8")
    assert "SUMMARY:Una tarde de preguntas" in spanish
    fair = every.walk("VEVENT")[0]
    assert (fair.decoded("dtstart"), fair.decoded("dtend")) == (date(2026, 5, 2), date(2026, 5, 4))


@pytest.mark.parametrize(
    ("starts", "ends", "first", "last"),
    [
        ("2026-03-28T20:00", None, "20260328T190000Z", "20260328T230000Z"),
        ("2026-03-28T20:00", "2026-03-29", "20260328T190000Z", "20260329T220000Z"),
        ("2026-10-25T02:30+01:00", "2026-10-25T05:00", "20261025T013000Z", "20261025T040000Z"),
        ("2026-12-30", "2026-12-31T12:00", "20261230", "20270101"),
        ("2026-12-31", None, "20261231", "20270101"),
    ],
)
def test_an_event_ends_at_another_hour_where_clocks_change(
    starts: str, ends: str | None, first: str, last: str
) -> None:
    event = replace(sample().events[0], starts=starts, ends=ends)
    made = dict(calendar.files(replace(sample(), events=(event,)), Reader(Texts("en"), plain)))
    text = made["events/events.ics"].decode().replace(";VALUE=DATE", "")
    assert f"DTSTART:{first}\r\n" in text
    assert f"DTEND:{last}\r\n" in text


def test_a_text_cannot_add_lines_to_a_calendar() -> None:
    evil = "x\r\nBEGIN:VEVENT\r\nATTACH:https://evil.example"
    event = replace(sample().events[0], title={"en": evil}, place=evil, notes={"en": evil})
    made = dict(calendar.files(replace(sample(), events=(event,)), Reader(Texts("en"), plain)))
    data = made["events/events.ics"]
    assert data.count(b"\nBEGIN:VEVENT") == 1
    assert b"\nATTACH" not in data


def test_progress_is_told_by_phase(tmp_path: Path) -> None:
    told: list[tuple[str, int]] = []
    build_portal(
        sample(), tmp_path / "site", Setting(work(), SITE), lambda phase, n: told.append((phase, n))
    )
    assert told == [("shells", 0), ("en", 0), ("en", 50)]
