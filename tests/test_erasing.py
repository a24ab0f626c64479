"""What names a person in a text, what only may, and how it is found when it is hidden."""

from __future__ import annotations

import re
import sys
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.erasing import traces as erasing
from goodword.erasing.files import Files, renumbered
from goodword.erasing.search import found
from goodword.erasing.statements import Digests
from goodword.erasing.traces import Said, Traces, _led, plain, said_by
from goodword.ledger.statement import head_of
from tests.erased_world import hidden

NEW = "kq7xw2zp"


def traces(
    one: str,
    *names: str,
    others: tuple[str, ...] = (),
    also: tuple[str, ...] = (),
    **more: Any,
) -> Traces:
    said = Said(names=frozenset(names), **more)
    return Traces(one, NEW, said, frozenset(others), also)


GRACE = traces("grace", "Grace Will", logins=frozenset({("github", "will")}))


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("By the grace of will, gracefully.", None),
        ("Grace Will spoke; grace  will spoke.", f"{NEW} spoke; {NEW} spoke."),
        ("GRACE WILL", NEW),
        ("Grace\n  Will", NEW),
        ("# Grace\n# Will", f"# {NEW}"),
        ("grace.will@mail.example", f"{NEW}@mail.example"),
        ("Grace Willis, Disgrace Will", None),
        ("influencers/grace/profile.yml", f"influencers/{NEW}/profile.yml"),
        ("missions/a/claims/2026-01-02-grace.2.yml", f"missions/a/claims/2026-01-02-{NEW}.2.yml"),
        ("program/feedback/2026-01-02-grace.yml", None),
        ("write/2026-01-02-grace", f"write/2026-01-02-{NEW}"),
        ("grace/2026-01-02-thanks", f"{NEW}/2026-01-02-thanks"),
        ("missions/grace-period/claims/2026-01-02-bo.yml", None),
        ("ask @grace and @will", f"ask @{NEW} and @{NEW}"),
        ("https://github.com/will/x", f"https://github.com/{NEW}/x"),
    ],
)
def test_a_common_word_is_taken_for_the_person(text: str, cleaned: str | None) -> None:
    assert GRACE.clean(text) == (text if cleaned is None else cleaned)
    assert bool(GRACE.found(text)) is (cleaned is not None)


_LETTERS = "aiIsSkK\u0130\u0131\u017f\u212a\u00df\u1e9e\u03c2\u03a3\u00e9\u0301\ufb05 -.\n%41'"


@given(st.text(_LETTERS, max_size=6), st.text(_LETTERS, min_size=1, max_size=5))
def test_the_quick_look_passes_over_what_the_patterns_find(around: str, name: str) -> None:
    """Whatever the case of its letters, a text that names somebody is looked at closely."""
    one = traces("p-1", also=(name,))
    for form in (name, name.upper(), name.lower(), name.title(), name.swapcase()):
        text = f"{around} {form} {around}"
        assert one.near(text) or not one._sure.search(text), text
        assert name.strip() or one.clean(text) == text


def test_two_cases_of_a_letter_differ_in_the_quick_look() -> None:
    for code in range(sys.maxunicode + 1):
        one = chr(code)
        others = {one.lower(), one.upper(), one.title(), one.casefold()} - {one}
        same = [each for each in others if len(each) == 1]
        if same:
            pattern = re.compile(re.escape(one), re.IGNORECASE)
            bad = [each for each in same if pattern.fullmatch(each) and plain(each) != plain(one)]
            assert not bad, (one, bad)
            tried = re.compile(_led({one}, pattern.pattern), re.IGNORECASE)
            assert [*filter(tried.fullmatch, same)] == [*filter(pattern.fullmatch, same)], one


@given(
    st.text(_LETTERS, max_size=6),
    st.lists(st.text(_LETTERS, min_size=1, max_size=5), min_size=3, max_size=3),
    st.sampled_from(["", "@", "influencers/", "Write/2026-01-02-", "%41", "github.com/"]),
)
def test_a_pattern_is_not_tried_where_it_finds_something(
    around: str, names: list[str], before: str
) -> None:
    name, other, login = names
    said = Said(names=frozenset({name}), logins=frozenset({("github", login)}))
    given = ("p-1", NEW, said, frozenset({f"{name} {other}"}), (other,), {"x": "y"})
    led, everywhere = Traces(*given), Traces(*given)
    patterns, spared = ("_sure", "_maybe", "_records"), led.spared
    with patch.object(erasing, "_led", lambda _, pattern: pattern):
        wanted = [getattr(everywhere, each) for each in patterns]
        assert everywhere.spared == spared
    texts = (name, other, login, "p-1", "p-1/touchpoints/x", f"{name} {other}")
    for form in (form for each in texts for form in (each, each.upper(), each.swapcase())):
        text = f"{around}{before}{form} {around}"
        for name_of, pattern in zip(patterns, wanted, strict=True):
            found = getattr(led, name_of).finditer(text)
            assert [each.span() for each in found] == [
                each.span() for each in pattern.finditer(text)
            ], (name_of, text)


def test_words_are_not_shown_or_not_taken_when_said() -> None:
    assert [each[0] for each in GRACE.maybe("By the grace of Will, gracefully.")] == [
        "grace",
        "Will",
    ]
    said = traces("grace", "Grace Will", also=("grace",))
    assert said.clean("By the grace of Will, gracefully.") == f"By the {NEW} of Will, gracefully."


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Zoë Ångström", "ZOË ÅNGSTRÖM"),
        ("Zoë Ångström", "Zoe\u0308 A\u030angstro\u0308m"),
        ("Zoë Ångström", "Zoe Angstrom"),
        ("Zoë Ångström", "Zo%C3%AB%20%C3%85ngstr%C3%B6m"),
        ("沈思远", "我见到了沈思远先生"),
        ("كريم النجار", "قال كريم النجار"),
        ("विक्रम राठौर", "विक्रम राठौर ने कहा"),
        ("Anne-Marie O'Neil", "anne-marie o'neil"),
    ],
)
def test_a_name_is_passed_over_in_another_form(name: str, text: str) -> None:
    one = traces("p-1", name)
    assert one.found(text)
    assert not one.found(one.clean(text))


@pytest.mark.parametrize(
    ("name", "coding", "around"),
    [
        ("José Martí", "cp1252", "Añadido: {}; sí"),
        ("JOSÉ MARTÍ", "mac-roman", "Añadido: {}"),
        ("Łukasz Żak", "iso8859-2", "Gość: {}, później"),
        ("Łukasz Żak", "cp1250", "Gość: {}"),
        ("Мария Иванова", "cp1251", "видел: {} вчера"),
        ("Мария Иванова", "koi8-r", "видел: {} вчера"),
        ("Ιωάννα Παππά", "iso8859-7", "είδα: {}"),
        ("كريم النجار", "cp1256", "قال {} كلمة"),
        ("佐藤太郎", "shift_jis", "先日、{}さんに会いました"),
        ("佐藤太郎", "euc_jp", "先日、{}さんに会いました"),
        ("沈思远", "gb18030", "我见到了{}先生"),
        ("沈思遠", "big5", "我見到了{}先生"),
        ("김민준", "euc_kr", "어제 {} 만났다"),
    ],
)
def test_a_table_of_an_older_program_keeps_a_name(name: str, coding: str, around: str) -> None:
    one = traces("p-1", "José Martí" if name.isupper() else name)
    data = around.format(name).encode(coding)
    assert found(one, data)
    files = Files(one, lambda *_: b"")
    done = files.content("program/../notes/old.csv", data)
    assert done == around.format(NEW).encode(coding)
    assert not found(one, done)
    # Other words in the same bytes stay.
    other = around.format("x").encode(coding)
    assert files.content("notes/old.csv", other) == other
    assert not found(one, other)


def test_somebody_elses_name_or_id_is_cut() -> None:
    one = traces("ana-lopes", "Ana Lopes", others=("ana-lopes-2", "Maria Ana Lopes", "Bo"))
    text = "ana-lopes-2 and Maria Ana Lopes met ana-lopes and Ana Lopes"
    assert one.clean(text) == f"ana-lopes-2 and Maria Ana Lopes met {NEW} and {NEW}"
    # Two of one name: nobody knows who is meant.
    twin = traces("p-1", "Ana Lopes", others=("Ana Lopes",))
    assert twin.clean("Ana Lopes") == "Ana Lopes"
    assert twin.maybe("Ana Lopes")


_BROKEN: tuple[Any, ...] = (None, [])


def test_what_a_profile_says_is_not_read() -> None:
    said = said_by(
        {
            "name": "Ana Lopes",
            "accounts": {"forum": "ana-l", "github": {"login": "al9", "id": "12345678"}},
            "links": ["https://www.ana.example/about/"],
        }
    )
    one = Traces("ana", NEW, said)
    for text in ("ana-l", "AL9", "12345678", "http://ana.example/about", "ana.example/about?x=1"):
        assert one.found(text), text
    for text in ("al90", "123456789", "banana-l", "plan.example/about"):
        assert not one.found(text), text
    for broken in (*_BROKEN, "x", {"name": 3, "accounts": [1], "links": "x"}):
        assert said_by(broken) == Said()


@pytest.mark.parametrize("form", hidden("x"))
def test_a_hidden_text_is_passed_over(form: str) -> None:
    one = traces("ana-x", "Ana Lopes")
    for text in ("Ana Lopes", "ask ana-x today"):
        assert found(one, b"before " + hidden(text)[form] + b" after") or found(
            one, hidden(text)[form]
        )
    assert not found(one, hidden("Banana Lopes of diana-x, or Lana Lopesz")[form])


@given(st.binary(max_size=300))
def test_bytes_break_the_search(data: bytes) -> None:
    assert found(traces("ana-x", "Ana Lopes"), data) is None or b"na" in data.lower()


@given(
    st.lists(
        st.sampled_from(
            ["2026-01-02-a", "2026-01-02-a.2", "2026-01-02-a.10", "2026-01-02-b", "2026-01-03-z"]
        ),
        unique=True,
    )
)
def test_touchpoints_lose_their_order(names: list[str]) -> None:
    def order(name: str) -> tuple[str, str, int]:
        slug, _, number = name.partition(".")
        return name[:10], slug, int(number or 1)

    new = renumbered(names)
    assert len({*new.values()}) == len(names)
    assert [*sorted(names, key=order)] == [*sorted(names, key=lambda each: order(new[each]))]
    assert all(old[:10] == each[:10] for old, each in new.items())


def test_a_chain_of_digests_is_broken() -> None:
    heads = "influencer,id\nlot,id\n"
    first = f"statement,2026-Q1,2026-04-20,maya,1,{'a' * 64},\n{heads}influencer,ana,1\n"
    second = f"statement,2026-Q2,2026-07-20,maya,1,{'b' * 64},{'a' * 64}\n{heads}influencer,bo,1\n"
    other = f"statement,2025-Q4,2026-01-20,maya,1,{'c' * 64},\n{heads}influencer,bo,1\n"
    digests = Digests(str, lambda one: NEW if one == "ana" else one)
    digests.learn([second.encode(), first.encode(), other.encode()])
    new = [head_of(digests.rewritten(each.encode())) for each in (first, second, other)]
    assert new[0] is not None
    assert new[1] is not None
    assert new[0].digest != "a" * 64
    assert new[1].previous == new[0].digest
    assert digests.rewritten(other.encode()) == other.encode()
    assert f"influencer,{NEW},1".encode() in digests.rewritten(first.encode())
