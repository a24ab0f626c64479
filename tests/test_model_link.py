"""Links: which are the same, and which may not stand."""

from __future__ import annotations

import pytest

from goodword.model.link import canonical, fault, host

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
