"""What a mail server says afterwards of messages in doubt: a plain list, or a log of Postfix.

The plain form is a line a message, `<id> accepted` or `<id> not-accepted`; `#` begins a comment.
Of a log of Postfix counts what was put into its queue: a `cleanup` line names the message, and a
`qmgr` line of the same queue id says that it was taken whole.
"""

from __future__ import annotations

import re

from goodword.diagnostics import Failure

_PLAIN = re.compile(r"(?P<id><[^<>\s]{1,990}>)[\s,;]+(?P<said>accepted|not-accepted)")
_NAMED = re.compile(
    r"/cleanup\[[0-9]+\]: (?P<queue>[0-9A-Za-z]{4,40}): message-id=(?P<id><[^<>\s]+>)"
)
_TAKEN = re.compile(r"/qmgr\[[0-9]+\]: (?P<queue>[0-9A-Za-z]{4,40}): from=<")
_LOG = re.compile(r"postfix(?:/[a-z-]+)*/[a-z]+\[[0-9]+\]: ")


def receipts(text: str) -> dict[str, bool]:
    """Ids of messages, and whether the server took each.

    Raises:
        Failure: a line of a plain list says something else, or contradicts another.
    """
    lines = text.removeprefix("\ufeff").splitlines()
    if any(map(_LOG.search, lines)):
        return _of_log(lines)
    found: dict[str, bool] = {}
    for number, line in enumerate(lines, 1):
        said = line.partition("#")[0].strip()
        if not said:
            continue
        match = _PLAIN.fullmatch(said)
        if match is None:
            raise Failure(
                f"line {number} of the receipts says neither accepted nor not-accepted",
                "a line is <id> accepted, or <id> not-accepted; or give a log of Postfix",
            )
        took = match["said"] == "accepted"
        if found.setdefault(match["id"], took) != took:
            raise Failure(f"line {number} of the receipts contradicts one before it")
    return found


def _of_log(lines: list[str]) -> dict[str, bool]:
    """What was put into the queue; a log says nothing of what was not."""
    names: dict[str, str] = {}  # a queue id is given again to another message after a while
    taken: dict[str, bool] = {}
    for line in lines:
        if named := _NAMED.search(line):
            names[named["queue"]] = named["id"]
        elif (found := _TAKEN.search(line)) and found["queue"] in names:
            taken[names[found["queue"]]] = True
    return taken
