"""A `contact.age` is not sealed to one key, or is nobody's.

Where people are reached stays between them and the staff: `influencers/<id>/contact.age` is an age
file in its binary form, encrypted to one key of that person's own and to nothing else, at most
16 KiB large. What is not sealed may be read by everybody who has the repository, now and in its
history; what is sealed to a second key stays readable when the person's own is destroyed. This is
judged by the head of the file, for which no key is needed.

Mend it with `goodword influencer contact ID --email -`, which writes the file, or `--forget`, which
takes it away and destroys the key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.rules.rule import Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Files that are no sealed addresses, or those of nobody."""
    program = snapshot.program
    for person, contact in program.contacts.items():
        message, hint = contact.fault
        if message:
            yield Finding(contact.place, message, hint)
        if person not in program.influencers and not program.broken.holds("profile", person):
            lacking = f"influencers/{person}/profile.yml"
            yield Finding(contact.place, f"belongs to nobody: there is no {lacking}", "delete it")


RULE = Rule("contact-sealed", check, scope=Scope.FILE)
