"""What a mail server says afterwards of messages: a plain list, a log of Postfix, notifications.

The plain form is a line a message, `<id> accepted` or `<id> not-accepted`; `#` begins a comment.
Of a log of Postfix counts what was put into its queue: a `cleanup` line names the message, and a
`qmgr` line of the same queue id says that it was taken whole. Mails are delivery status
notifications: whoever writes one about a message had taken it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from goodword.diagnostics import Failure
from goodword.outbox.send.notices import is_mail, notices

_PLAIN = re.compile(r"(?P<id><[^<>\s]{1,990}>)[\s,;]+(?P<said>accepted|not-accepted)")
_NAMED = re.compile(
    r"/cleanup\[[0-9]+\]: (?P<queue>[0-9A-Za-z]{4,40}): message-id=(?P<id><[^<>\s]+>)"
)
_TAKEN = re.compile(r"/qmgr\[[0-9]+\]: (?P<queue>[0-9A-Za-z]{4,40}): from=<")
_LOG = re.compile(r"postfix(?:/[a-z-]+)*/[a-z]+\[[0-9]+\]: ")


class Receipts(NamedTuple):
    """What is known of messages by their ids.

    Args:
        took: whether the server took each.
        back: those that came back, with the status as a number; empty where none is given.
        others: so many mails say nothing of any message.
        partly: it says nothing of what it does not name, whoever gives it.
    """

    took: dict[str, bool]
    back: dict[str, str]
    others: int = 0
    partly: bool = False


def receipts(content: bytes) -> Receipts:
    """What a file says.

    Raises:
        Failure: a line of a plain list says something else, or contradicts another; or a mail is
            no delivery status notification.
    """
    if is_mail(content):
        return _of_mails(content)
    lines = content.decode("utf-8", "replace").removeprefix("\ufeff").splitlines()
    return Receipts(_of_log(lines) if any(map(_LOG.search, lines)) else _of_list(lines), {})


def _of_mails(content: bytes) -> Receipts:
    found, others = notices(content)
    if not found:
        raise Failure(
            "there is no delivery status notification in the mail",
            "expected a multipart/report with the message it is about, or its head (RFC 3464)",
        )
    back = {each.identity: each.status for each in found if each.failed}
    return Receipts({each.identity: True for each in found}, back, others, partly=True)


def _of_list(lines: list[str]) -> dict[str, bool]:
    found: dict[str, bool] = {}
    for number, line in enumerate(lines, 1):
        said = line.partition("#")[0].strip()
        if not said:
            continue
        match = _PLAIN.fullmatch(said)
        if match is None:
            raise Failure(
                f"line {number} of the receipts says neither accepted nor not-accepted",
                "a line is <id> accepted, or <id> not-accepted; or give a log of Postfix, or mails",
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
