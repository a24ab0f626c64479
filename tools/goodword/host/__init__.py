"""The surroundings of a program: the files beside its data, the machine, the host.

`CHECKS` is what `goodword doctor` goes through: a name and a function a row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from goodword.host import files, github, machine
from goodword.host.portal import portal

if TYPE_CHECKING:
    from collections.abc import Callable

    from goodword.host.surroundings import Finding, Surroundings


class Check(NamedTuple):
    """A check: its name in the table, and what looks."""

    name: str
    look: Callable[[Surroundings], Finding]


CHECKS = (
    Check("git", machine.git),
    Check("history", machine.history),
    Check("python", machine.python),
    Check("clock", machine.clock),
    Check("you", machine.person),
    Check("hooks", machine.hooks),
    Check("version", files.pin),
    Check("line ends", files.attributes),
    Check("code owners", files.owners),
    Check("schemas", files.schemas),
    Check("workflows", files.workflows),
    Check("secrets", github.secrets),
    Check("privacy", github.privacy),
    Check("portal", portal),
    Check("branch rules", github.branch),
    Check("signed commits", github.signatures),
    Check("host clock", github.host_clock),
)
"""Every check, in the order in which they are shown: here first, then the host."""
