"""What a program puts into its site/: pages and templates are read, nothing of it runs."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest

from goodword.cli import main
from goodword.diagnostics import Failure
from goodword.portal import logo
from goodword.resources import site_directory
from goodword.source import own_site
from goodword.source.trees import DiskTree, GitTree, Overlay
from tests.portal_site import Parsed, build, pages, tree
from tests.sample_view import sample

if TYPE_CHECKING:
    from pathlib import Path

PAGE = b"# Our code\n\nBe *kind*. [Rules](../how/index.md) [more](code/more.md)\n\n## Why\n\ntext"
PROGRAM = (
    "name: Club\ntimezone: UTC\nlanguages: [en, es]\nstarted: 2026-01-01\n"
    "staff: [{id: ana, name: Ana}]\n"
)


def made(folder: Path, own: dict[str, bytes]) -> dict[str, str]:
    build(sample(languages=("en", "es")), folder / "made", own=own)
    return pages(folder / "made")


def test_a_page_of_the_program_is_framed_linked_and_found(tmp_path: Path) -> None:
    own = {"pages/en/code.md": PAGE.replace(b"../", b""), "pages/en/code/more.md": b"More"}
    site = made(tmp_path, own | {"pages/en/a/b/index.md": b"---\ntitle: 'Deep'\n---\nx"})
    page = site["code/"]
    assert "<em>kind</em>" in page
    assert "<h2>Why</h2>" in page
    assert 'href="../how/index.html"' in page
    assert 'href="../code/more/index.html"' in page
    assert 'class="gw-trail"' in page
    assert "<title>Our code · Acme Champions</title>" in page
    assert "<title>Deep · Acme Champions</title>" in site["a/b/"]
    assert 'href="../code/index.html"' in site["how/"]
    assert '<div class="gw-prose" lang="en" dir="auto">' in site["es/code/"]
    index = (tmp_path / "made/search/search_index.json").read_text("utf-8")
    assert '"location":"code/index.html"' in index


@pytest.mark.parametrize(
    "text",
    [
        b"# x {onload=alert(1)}\n\ny {: onclick=alert(1) }\n{#id .class}",
        b"<script>alert(1)</script><img src=x onerror=alert(1)>",
        b"[a](javascript:alert(1)) [b](data:text/html,x) [c](//evil.org) [d](x?y)",
        b"![x](https://e.org/x.png)",
        "⟦title⟧ <!-- goodword:content --> {{ 7 * 7 }}".encode(),
        b"\xff\xfe\x00",
    ],
)
def test_a_page_of_the_program_is_text_and_no_more(text: bytes, tmp_path: Path) -> None:
    body = made(tmp_path, {"pages/en/code.md": text})["code/"].partition('class="gw-prose"')[2]
    found = Parsed(body.partition("</article>")[0])
    assert not [tag for tag, _ in found.tags if tag in {"script", "img"}]
    for tag, given in found.tags:
        assert set(given) <= {"href", "rel", "title", "align"}, (tag, given)
        assert not re.match(r"(?i)javascript:|data:|//", given.get("href", ""))
    assert "49" not in found.text


@pytest.mark.parametrize("link", ["gone.md", "../../etc.md", "how/index.md#nowhere", "none/"])
def test_a_link_of_a_page_that_leads_nowhere_is_a_refusal(link: str, tmp_path: Path) -> None:
    with pytest.raises(Failure, match="lead nowhere"):
        made(tmp_path, {"pages/en/code.md": f"[x]({link})".encode()})


def test_settings_theme_and_links_are_not_read_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of these ran code of the program's while its portal was built."""
    ran = tmp_path / "ran"
    root = tmp_path / "program-of-a-stranger"
    for path, text in {
        "program/program.yml": PROGRAM,
        "site/mkdocs.yml": f"x: !!python/object/apply:os.system ['touch {ran}']\n"
        "markdown_extensions: [evil]\nhooks: [evil.py]\n",
        "site/theme/main.html": f"{{{{ cycler.__init__.__globals__.os.system('touch {ran}') }}}}",
        "site/evil.py": f"open({str(ran)!r}, 'w')",
        "evil.py": f"open({str(ran)!r}, 'w')",
        "mkdocs/__init__.py": f"open({str(ran)!r}, 'w')",
        "site/pages/en/code.md": "# Code",
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    secret = tmp_path / "secret"
    secret.write_text("# SECRET", encoding="utf-8")
    (root / "site/pages/en/stolen.md").symlink_to(secret)
    (root / "site/pages/es").symlink_to(tmp_path)
    monkeypatch.chdir(root)
    assert main(["portal"]) == 0
    assert not ran.exists()
    built = tree(root / ".goodword/portal/members")
    assert "code/index.html" in built
    assert not [path for path, data in built.items() if b"SECRET" in data]
    capsys.readouterr()
    assert main(["check"]) == 0
    said = capsys.readouterr().out
    for path in ("site/mkdocs.yml", "site/theme/main.html", "site/pages/en/stolen.md"):
        assert f"{path}:1:1: warning:" in said or f"{path}: warning:" in said, said
    assert said.count("[own-site]") == 4
    assert "evil.py" not in said


def test_a_revision_has_its_own_pages_and_logo(tmp_path: Path) -> None:
    for path, text in {"site/pages/en/code.md": "# One", "brand/logo.svg": "<svg/>"}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    git = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@e.org"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "one"]):
        subprocess.run([*git, *command], check=True)
    (tmp_path / "site/pages/en/code.md").write_text("# Two", encoding="utf-8")
    (tmp_path / "brand/logo.svg").unlink()
    ours = site_directory()
    for subject, kept in ((GitTree(tmp_path, "HEAD"), b"# One"), (DiskTree(tmp_path), b"# Two")):
        assert own_site.files(subject, ours, ("en",)) == {"pages/en/code.md": kept}
    assert own_site.file(GitTree(tmp_path, "HEAD"), "brand/logo.svg") == b"<svg/>"
    assert own_site.file(DiskTree(tmp_path), "brand/logo.svg") is None
    laid = Overlay(DiskTree(tmp_path), {"site/pages/en/code.md": b"# Three"})
    assert own_site.files(laid, ours, ("en",)) == {"pages/en/code.md": b"# Three"}


@pytest.mark.parametrize(
    "text",
    [
        "<meta http-equiv=refresh content='0;url=https://evil.invalid/'>",
        "{{ t('page.people') }}<Meta name=referrer content=unsafe-url>",
        "<me{{ 'ta' }} http-equiv=refresh content=0>",
        "<link rel=dns-prefetch href=//evil.invalid>",
        "<script src=people/people.json></script>",
        "<style>body { display: none }</style>",
        "<base href=https://evil.invalid/>",
        "<iframe src=https://evil.invalid/></iframe>",
    ],
)
@pytest.mark.parametrize("name", ["footer.html", "people.html", "parts.html"])
def test_a_template_of_the_program_makes_what_acts(name: str, text: str, tmp_path: Path) -> None:
    """A policy holds scripts back, but not a page that leads elsewhere by itself."""
    ours = (site_directory() / "templates" / name).read_text("utf-8")
    if name == "parts.html":
        text = ours.replace('<li class="gw-card gw-mission"', f'{text}<li class="gw-card"')
    with pytest.raises(Failure, match=f"site/templates/{name}.*what it makes has a <"):
        made(
            tmp_path,
            {f"templates/{name}": text.encode()},
        )


def test_a_template_of_the_program_that_shows_a_word_for_an_element_is_refused(
    tmp_path: Path,
) -> None:
    text = "<p>&lt;meta&gt; {{ '<script>' }} <metal></metal> <linked></linked></p>"
    site = made(tmp_path, {"templates/footer.html": text.encode()})
    assert "&lt;meta&gt; &lt;script&gt; <metal>" in site["people/"]


def test_what_the_program_says_around_pages_is_that_of_another_page(tmp_path: Path) -> None:
    """Ours is made once for many pages; a template of the program may make anything of a title."""
    own = {
        "templates/trail.html": b"<p>{{ title | length }} {{ title | upper }}</p>",
        "templates/languages.html": b"{% for it in others %}<i>{{ it.address }}</i>{% endfor %}",
    }
    site = made(tmp_path, own)
    assert "<p>6 PEOPLE</p>" in site["people/"]
    assert "<p>12 HOW IT WORKS</p>" in site["how/"]
    assert "<i>../es/people/index.html</i>" in site["people/"]
    assert "<i>../es/how/index.html</i>" in site["how/"]


def test_a_logo_behind_a_link_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home/key.svg").write_text("<svg/>", encoding="utf-8")
    (tmp_path / "root").mkdir()
    (tmp_path / "root/brand").symlink_to(tmp_path / "home")
    assert own_site.file(DiskTree(tmp_path / "root"), "brand/key.svg") is None


def test_a_drawn_logo_keeps_its_shapes_and_nothing_that_runs() -> None:
    drawn = b"""<?xml version="1.0"?><!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg"
    xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" onload="alert(1)">
    <defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient></defs>
    <script>alert(1)</script><style>@import url(//evil.org)</style>
    <foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>
    <image href="https://evil.org/x.png"/><a href="javascript:alert(1)"><path d="M0 0"/></a>
    <use xlink:href="#g"/><use href="https://evil.org/#x"/>
    <path style="fill:url(#g);background:url(//evil.org)" d="M0 0h9" stroke="url(//evil.org)"/>
    <animate attributeName="href" to="javascript:alert(1)"/></svg>"""
    text = logo.clean("brand/logo.svg", drawn).decode()
    for gone in ("script", "evil", "onload", "foreign", "image", "javascript", "animate", "style"):
        assert gone not in text
    for kept in ('viewBox="0 0 9 9"', 'fill="url(#g)"', 'href="#g"', "linearGradient", "M0 0h9"):
        assert kept in text
    assert logo.clean("brand/logo.svg", text.encode()).decode() == text


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("a.svg", b"<html/>"),
        ("a.svg", b"no"),
        ("a.svg", b""),
        ("a.svg", b'<!DOCTYPE s [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>'),
        ("a.png", b"<svg/>"),
        ("a.webp", b"<svg/>"),
    ],
)
def test_a_logo_that_is_no_picture_is_a_refusal(path: str, data: bytes) -> None:
    with pytest.raises(Failure):
        logo.clean(path, data)


def test_a_picture_is_left_as_it_is() -> None:
    data = b"\x89PNG\r\n\x1a\n..."
    assert logo.clean("a.png", data) == data


def test_pages_of_two_languages_differ_only_in_case(tmp_path: Path) -> None:
    for path in ("en/code.md", "es/Code.md", "en/rules.md", "es/rules.md", "es/nl.md", "en/Me.md"):
        (tmp_path / "site/pages" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site/pages" / path).write_text("# One", encoding="utf-8")
    subject, ours, languages = DiskTree(tmp_path), site_directory(), ("en", "es", "nl")
    read = {"pages/en/code.md", "pages/en/rules.md", "pages/es/rules.md"}
    assert own_site.files(subject, ours, languages).keys() == read
    said = {path: what for path, what, _ in own_site.look(subject, ours, languages, None).unread}
    assert said == {
        "site/pages/es/Code.md": "has the address of site/pages/en/code.md",
        "site/pages/es/nl.md": "nl/ is where the pages in that language are",
        "site/pages/en/Me.md": "the portal makes the pages of Me/ itself",
    }
