"""Links: which are the same, and which may not stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.model.link import canonical, fault, host, name_of_page

SAME = "https://acme.example/t/7?page=2"


@pytest.mark.parametrize(
    "url",
    [
        "http://ACME.example:80/t/7/?page=2",
        "https://acme.example.:443/t/7?utm_source=mail&page=2",
        "https://acme.example/t/7?page=2&fbclid=x#reply",
    ],
)
def test_the_same_link_is_taken_for_another(url: str) -> None:
    assert canonical(url) == SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://acme.example/%67uides/%7Eana", "https://acme.example/guides/~ana"),
        ("https://acme.example/a%c3%a9", "https://acme.example/aé"),
        ("https://acme.example/a%2fb", "https://acme.example/a%2Fb"),
        ("https://acme.example/gui\u200bde", "https://acme.example/guide"),
        ("https://acme.example/gui%E2%80%8Bde", "https://acme.example/guide"),
        ("https://acme.example/cafe\u0301", "https://acme.example/caf%C3%A9"),
        ("https://acme.example/guide%20", "https://acme.example/guide"),
        ("https://acme.example/%20guide/x%20/", "https://acme.example/guide/x"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://B%C3%BCCHER.example/a", "https://xn--bcher-kva.example/a"),
        ("https://acme.example./a", "https://acme.example/a"),
        ("https://acme.example//a///b", "https://acme.example/a/b"),
        ("https://acme.example/x/./y/../../a", "https://acme.example/a"),
        ("https://acme.example/../a", "https://acme.example/a"),
        ("https://acme.example/%2e%2E/a", "https://acme.example/a"),
        ("https://www.acme.example/a", "https://acme.example/a"),
        ("https://m.acme.example/a", "https://acme.example/a"),
        ("https://www.acme.example", "http://acme.example/"),
        ("https://acme.example/a?ref=ana&UTM_Campaign=x", "https://acme.example/a"),
        ("https://acme.example/a?b=%7E&a=1", "https://acme.example/a?a=1&b=~"),
        ("https://youtu.be/aB-9_x?si=Q&t=30", "https://www.youtube.com/watch?v=aB-9_x"),
        ("https://m.youtube.com/watch?v=aB-9_x&feature=share", "https://youtu.be/aB-9_x"),
        ("https://youtube.com/shorts/aB-9_x", "https://youtu.be/aB-9_x"),
        ("https://mobile.twitter.com/ana/status/1", "https://x.com/ana/status/1"),
        ("https://x.com/whoever/status/12/photo/1", "https://x.com/i/web/status/12"),
        ("https://github.com/Acme/Tool.git", "https://github.com/acme/tool"),
        (
            "https://github.com/ACME/tool/blob/main/Guide.md",
            "https://github.com/acme/TOOL/blob/main/Guide.md",
        ),
        ("https://gitlab.com/Acme", "https://gitlab.com/acme/"),
        ("http://3405803783/a", "https://203.0.113.7/a"),
        ("https://0xCB007107/a", "https://203.0.113.7/a"),
        ("https://0313.0.0161.07/a", "https://203.0.113.7/a"),
        ("https://0xcb.0.28935/a", "https://203.0.113.7/a"),
        ("https://203.0.113.7./a", "https://203.0.113.7/a"),
        ("https://[::ffff:203.0.113.7]/a", "https://203.0.113.7/a"),
        ("https://[::FFFF:cb00:7107]:8443/a", "https://203.0.113.7:8443/a"),
        ("https://[2001:DB8:0:0:0:0:0:1]/a", "https://[2001:db8::1]/a"),
        ("https://\uff12\uff10\uff13.0.113.7/a", "https://203.0.113.7/a"),
        ("https://acme.example/a;jsessionid=0F/b?PHPSESSID=1&_ga=2.3", "https://acme.example/a/b"),
        ("https://[2001:DB8::1]:443/a", "https://[2001:db8::1]/a"),
        ("https://acme.example/a?x=1&x=2", "https://acme.example/a?x=2&x=1"),
    ],
)
def test_a_page_under_two_spellings_is_two_pages(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)
    assert canonical(canonical(one)) == canonical(one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://acme.example/a%2Fb", "https://acme.example/a/b"),
        ("https://acme.example/a%3Fb", "https://acme.example/a?b"),
        ("https://m.example/a", "https://example/a"),
        ("https://www.example/a", "https://example/a"),
        ("https://wwwacme.example/a", "https://acme.example/a"),
        ("https://ma.acme.example/a", "https://acme.example/a"),
        ("https://acme.example/a?reference=1", "https://acme.example/a"),
        ("https://acme.example/a.", "https://acme.example/a"),
        ("https://acme.example/a/.../b", "https://acme.example/a/b"),
        ("https://youtu.be/aB", "https://youtu.be/ab"),
        ("https://www.youtube.com/@ana", "https://www.youtube.com/@ben"),
        ("https://www.youtube.com/playlist?list=1", "https://www.youtube.com/playlist?list=2"),
        ("https://bücher.example/a", "https://bucher.example/a"),
        ("https://x.com/ana/status/1", "https://x.com/ana/status/12"),
        ("https://x.com/ana/likes", "https://x.com/bo/likes"),
        (
            "https://github.com/acme/tool/blob/main/A.md",
            "https://github.com/acme/tool/blob/main/a.md",
        ),
        ("https://github.com/acme/tool", "https://github.com/acme/tools"),
        ("https://acme.example/a;v=1", "https://acme.example/a;v=2"),
        ("https://acme.example/Acme/Tool", "https://acme.example/acme/tool"),
        ("https://203.0.113.7/a", "https://203.0.113.8/a"),
        ("https://203.0.113.08/a", "https://203.0.113.8/a"),
        ("https://203.0.113.300/a", "https://203.0.114.44/a"),
        ("https://1.203.0.113.7/a", "https://203.0.113.7/a"),
        ("https://7.acme.example/a", "https://acme.example/a"),
        ("https://0xcb.acme.example/a", "https://203.acme.example/a"),
        ("https://[2001:db8::1]/a", "https://[2001:db8::2]/a"),
    ],
)
def test_two_pages_are_taken_for_one(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@given(
    st.sampled_from(["https://", "http://", "HTTPS://", "http://www.", "https://m."]),
    st.sampled_from(["acme.example", "Acme.Example.", "youtu.be", "github.com", "twitter.com"]),
    st.text(alphabet="aA7./~;=&?#-_: ", max_size=12),
    st.sampled_from(["", ";sid=a", ";jsessionid=7/", "//", "/..", "?utm_source=a", "#a", "/./a7"]),
    st.text(alphabet="aA7./~;=&?#-_:", max_size=6),
)
def test_a_link_to_the_same_page_has_another_name(
    scheme: str, host: str, path: str, middle: str, end: str
) -> None:
    url = f"{scheme}{host}/{path}{middle}{end}"
    name = name_of_page(canonical(url))
    assert name is None or name in url


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://acme.example/a/b7", "b7"),
        ("https://acme.example", None),
        ("https://acme.example/a?b=7", None),
        ("https://youtube.com/watch", None),
        ("https://x.com/i/status/7", None),
        ("https://github.com/acme/tool", None),
    ],
)
def test_a_page_has_another_name(url: str, name: str | None) -> None:
    assert name_of_page(url) == name


@given(
    st.text(alphabet="abA.é/%2eEfF7~?#&=+:@[]ß\u200d-w", max_size=30),
    st.sampled_from(["https://acme.example/", "http://www.", "https://youtu.be/", "https://"]),
)
def test_a_canonical_link_has_another_canonical_form(end: str, start: str) -> None:
    found = canonical(start + end)
    assert canonical(found) == found


@pytest.mark.parametrize(
    "url",
    [
        "https://acme.example:8443/t/7?page=2",
        "https://acme.example/t/7?page=3",
        "https://acme.example/t/7?page=2#/reply/3",
        "https://acme.example/T/7?page=2",
    ],
)
def test_another_link_is_taken_for_the_same(url: str) -> None:
    assert canonical(url) != SAME


@pytest.mark.parametrize("url", ["https://[::1/x?a=1", "https://acme.example:99999/x?a=1"])
def test_a_link_that_nobody_can_read_is_changed_or_has_a_host(url: str) -> None:
    assert canonical(url) == url
    assert fault(url) == "the link's host or port cannot be read"


def test_a_host_is_not_that_of_the_link() -> None:
    assert host("https://0xcb.0.28935:8443/a") == "203.0.113.7"
    assert host("https://Acme.Example.:8443/x") == "acme.example"
    assert host("https://[::1/x") == host("about:blank") == ""


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://acme.example/a b", "space"),
        ("javascript:alert(1)", 'with "javascript"'),
        ("acme.example/x", 'with "acme.example'),
        ("https://ana:secret@acme.example/x", "user name or password"),
        ("https:///x", "no host"),
        ("https://acme.example/x", None),
        ("http://acme.example:8080/x?y=1#z", None),
    ],
)
def test_a_link_stands_that_may_not(url: str, words: str | None) -> None:
    found = fault(url)
    assert found is None if words is None else words in (found or "")
