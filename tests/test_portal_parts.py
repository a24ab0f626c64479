"""Policy, search index, links and colours of the portal, each by itself."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.audience.view import Colours
from goodword.portal import colours, csp, links, logo, search
from goodword.texts import Texts


def test_each_script_inside_a_page_is_named_by_its_hash() -> None:
    page = (
        '<script>a&&b</script><script src="x.js"></script>'
        '<script type="application/json">{"a": 1}</script><p>c</p>'
    )
    assert csp.inline_scripts(page) == ("a&&b",)
    (source,) = csp.hashes([page, page])
    assert csp.policy([source]) == (
        f"default-src 'none'; script-src 'self' {source}; style-src 'self'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_the_hash_is_that_of_the_texts_bytes() -> None:
    # printf 'alert(1)' | openssl dgst -sha256 -binary | base64
    wanted = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"
    assert csp.hashes(["<script>alert(1)</script>"]) == {wanted}


def test_the_header_is_one_line_for_everything() -> None:
    lines = csp.header_file(["'sha256-b'", "'sha256-a'"]).splitlines()
    assert lines[0] == "/*"
    assert "script-src 'self' 'sha256-a' 'sha256-b';" in lines[1]
    assert all(line.startswith("  ") for line in lines[1:])


def test_a_title_stays_text_in_search_results() -> None:
    entry = search.Entry("people/a/", '<b>R&D</b> "O\'Brien"', "1 < 2")
    index = json.loads(search.index({"lang": ["en"]}, [entry]))
    assert index["config"] == {"lang": ["en"]}
    assert index["docs"] == [
        {
            "location": "people/a/",
            "title": '&lt;b&gt;R&amp;D&lt;/b&gt; "O\'Brien"<span hidden>'
            " O Brien O'Brien O’Brien</span>",
            "text": "1 &lt; 2",
        },
    ]


@pytest.mark.parametrize(
    ("title", "words", "more"),
    [
        ("Zoë", "zoe", "Zoe"),
        ("Светлана", "", "Svetlana"),
        ("Ana", "ana", ""),
        ("Ana", "", ""),
        ("Søren Łuć", "soren luc", "Soren Luc Łuc Soeren"),
        ("Ñandú", "nandu", "Nandu Ñandu"),
        ("Conor O'Brien", "", "O’Brien Brien"),
        ("D’Arc", "", "D'Arc Arc"),
        ("Hans Müller", "hans mueller", "Muller Mueller"),
        ("写作指南", "", "XieZuoZhiNan 作指南 指南 南"),
        ("介：ツール", "", "Jie tsuru ツール ール ル"),
        ("คู่มือ", "", "khumueo ู่มือ ่มือ มือ ือ อ"),
        ("모임방", "", "MoImBang 임방 방"),
        ("ﾂﾙ", "", "tsuru ﾙ ツル ル"),
        ("(Beta) «Export»", "", "Beta Export"),
        ("Zur Straße", "", "Strasse"),
        ("Übel", "", "Ubel Uebel"),
        ("R&D", "", ""),
    ],
)
def test_a_title_is_not_found_by_other_forms_of_its_words(
    title: str, words: str, more: str
) -> None:
    found = search.also(title, words)
    assert sorted(found.split(), key=str.casefold) == sorted(more.split(), key=str.casefold)


def test_other_forms_of_a_title_are_shown_or_stand_outside_it() -> None:
    entry = search.Entry("x/", "Jose\u0301 <b>", "a\u0301", "jose")
    (document,) = json.loads(search.index({}, [entry]))["docs"]
    assert document["title"] == "José &lt;b&gt;<span hidden> Jose</span>"
    assert document["text"] == "á"


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", "Ana Ángela Bo Émile Łukasz Øyvind Zoe"),
        ("es", "nata nube nzz ñandú oca"),
        ("en", "ana Ana Ána anb Светлана Tom"),
        ("en", "nandu ñandú nzz"),
        ("pt", "avo avó avô Avô avos"),
        ("nl", "ijs Ijsbrand IJsbrand Ilse Izaak"),
        ("en", "t-2 t-10 t-010b t2 t10 ta"),
        ("en", "٣ 4 १२"),
    ],
)
def test_names_stand_in_the_order_of_the_language(language: str, names: str) -> None:
    assert sorted(set(names.split()), key=Texts(language).order) == names.split()


def test_a_link_knows_how_deep_its_page_lies() -> None:
    made = links.Links()
    made.at("")
    assert [made.to(""), made.to("how/", "data")] == ["index.html", "how/index.html#data"]
    made.at("people/ana/")
    assert [made.to(""), made.to("how/"), made.asset("assets/x.svg")] == [
        *("../../index.html", "../../how/index.html", "../../assets/x.svg"),
    ]
    assert made.to("people/ana/", "points") == "#points"


def test_a_link_to_nowhere_is_named_with_the_page_that_has_it() -> None:
    made = links.Links()
    made.at("people/ana/")
    for path, anchor in (("how/", "data"), ("how/", "none"), ("missions/gone/", "")):
        made.to(path, anchor)
    made.at("people/ben/")
    made.to("missions/gone/")
    assert made.anchored() == {"how/"}
    assert list(made.broken({"how/", "people/ana/"}, {"how/": {"data"}})) == [
        ("people/ana/", "how/#none"),
        ("people/ana/", "missions/gone/"),
    ]


def test_links_are_read_from_pages() -> None:
    page = """<a href="../b/">1</a><a href="#x">2</a><a href="https://e.org/">3</a>
    <a href="../b/#y">4</a><a href="..">5</a><a href="?q=1">6</a><img src="../../../i.png">
    <a href="../none/">7</a><a href="../b/#gone">8</a><a href="mailto:a@e.org">9</a><p id="x">"""
    pages = {"a/": page, "b/": '<p id="y"><a href="">', "": "<p>"}
    files = {"a/index.html", "b/index.html", "index.html"}
    assert links.broken_in(pages, files) == [
        ("a/", "../../i.png"),
        ("a/", "b/index.html#gone"),
        ("a/", "none/index.html"),
    ]


HEX = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@given(HEX, st.none() | HEX)
def test_every_colour_of_a_program_can_be_read(primary: str, accent: str | None) -> None:
    sheet = colours.style_sheet(Colours(primary, accent)).decode()
    light, dark = sheet.split("[data-md-color-scheme", 1)

    def of(part: str, name: str) -> colours.Rgb:
        return colours.parse(part.split(f"--gw-{name}: ")[1][:7])

    assert colours.contrast(of(light, "primary"), of(light, "on-primary")) >= 4.5
    for name in ("link", "accent"):
        for ground in ("#fbfaf7", "#ffffff", "#f2efe8"):
            assert colours.contrast(of(light, name), colours.parse(ground)) >= 4.5
        for ground in ("#161b1a", "#1e2523", "#121615"):
            assert colours.contrast(of(dark, name), colours.parse(ground)) >= 4.5


def test_a_program_without_colours_has_the_built_in_ones() -> None:
    assert b"--gw-primary: #0b6e4f;" in colours.style_sheet(None)
    assert b"--gw-on-primary: #101413;" in colours.style_sheet(Colours("#ffee00"))


def test_shapes_inside_a_link_of_a_logo_stay_and_the_link_goes() -> None:
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg"><a href="https://x.example" onclick="x()">'
        b'<path d="M0 0h9"/></a><script>x()</script></svg>'
    )
    made = b'<svg xmlns="http://www.w3.org/2000/svg"><g><path d="M0 0h9" /></g></svg>'
    assert logo.clean("brand/a.svg", svg) == made
