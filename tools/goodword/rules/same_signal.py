"""One mention stands in two signals.

A signal is what one person said at one address; addresses are compared as those of evidence are,
so tracking parameters, `www.` and a slash at the end make no other of it. Counted twice it would
be answered twice, and hours to the first word would say too little or too much. `goodword listen`
makes no second one of an address that is there.

Mend it by deleting the later file before it is merged, or by giving it the address of what was
said there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.model.link import canonical
from goodword.rules.rule import NOTHING, Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """The later of two signals of one person with one address."""
    program = snapshot.program
    for signals in program.signals_of.values():
        seen: dict[str, str] = {}
        for each in signals:
            if each.url is None:
                continue
            address = canonical(each.url)
            first = seen.setdefault(address, each.id)
            if first != each.id:
                yield Finding(
                    each.place.at("url"),
                    f"{first} has the same address of the same person",
                    "one mention is one signal",
                )


RULE = Rule("same-signal", check, scope=Scope.PROGRAM, meets=NOTHING)
