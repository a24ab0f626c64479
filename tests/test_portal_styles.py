"""The one style sheet of a page: nothing is lost that a page can have, the rest is left out."""

from __future__ import annotations

import pytest

from goodword.portal.styles import joined, pruned

WORDS = {"a", "b", "c"}


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".a{x:1}.gone{x:2}", ".a{x:1}"),
        (".a,.gone,.b .c{x:1}", ".a,.b .c{x:1}"),
        ("h1{x:1}#gone h1{x:1}", "h1{x:1}"),
        ("h1:not(.gone){x:1}", "h1:not(.gone){x:1}"),
        (":is(.a,.b){x:1}", ":is(.a,.b){x:1}"),
        ('[data-x=".gone"]{x:1}', '[data-x=".gone"]{x:1}'),
        ("@media print{.a{x:1}.gone{x:2}}", "@media print{.a{x:1}}"),
        ("@media print{.gone{x:2}}", ""),
        ("@supports (x:y){@media print{.a{x:1}}}", "@supports (x:y){@media print{.a{x:1}}}"),
        ('@charset "utf-8";.a{x:1}', '@charset "utf-8";.a{x:1}'),
        ('.a{x:url("data:a;{}.gone")}', '.a{x:url("data:a;{}.gone")}'),
        (".a{x:1}/* .a { */.b{x:2}", ".a{x:1}.b{x:2}"),
        (":root{--x:1;--y:2}.a{z:var(--x)}", ":root{--x:1}.a{z:var(--x)}"),
        (":root{--x:var(--y);--y:2}.a{z:1}", ".a{z:1}"),
        (
            "@keyframes m{to{x:1}}@keyframes n{to{x:1}}.a{animation:m 1s}",
            "@keyframes m{to{x:1}}.a{animation:m 1s}",
        ),
    ],
)
def test_a_rule_that_can_hold_is_lost_or_another_stays(css: str, kept: str) -> None:
    assert pruned(css, WORDS) == kept


def test_a_property_that_our_own_sheet_asks_for_stays() -> None:
    theme = {"main.css": ":root{--x:1;--y:2}", "more.css": ".a:not(.focus-visible){o:0}.b{x:1}"}
    ours = '/* Why. */\n.z {\n  width: calc(1px + var(--x));\n  content: "a  b";\n}\n'
    assert joined(theme, ours, {"a"}, "") == (
        ':root{--x:1}.a:not(:focus-visible){o:0}.z{width: calc(1px + var(--x));content: "a  b";}'
    )
