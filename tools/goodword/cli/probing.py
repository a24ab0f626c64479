"""A probe with the real network, clock and environment: what `probe` and `doctor` ask alike."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from goodword.diagnostics import Failure
from goodword.probe import RULES, private
from goodword.probe.logins import login
from goodword.probe.network import Wire
from goodword.probe.samples import nonce_of
from goodword.probe.visit import awaited
from goodword.probe.wire import address

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from goodword.probe.visit import Result

SECONDS = 20
"""So long an answer may take."""
PAUSE = 5
"""Seconds between two looks for a release."""


def probed(
    urls: Sequence[str],
    logins: Sequence[str],
    nonce: str = "",
    sign_ins: Sequence[str] = (),
    *,
    seconds: int = SECONDS,
    wait: int = 0,
) -> Result:
    """Ask at addresses by every rule.

    Args:
        urls: the portal's own address first.
        logins: how a reader logs in there.
        nonce: of the release that is to be there; empty for whichever is.
        sign_ins: addresses of the site's own sign-in.
        seconds: that an answer may take.
        wait: seconds that the release may take to be there.

    Raises:
        Failure: an address, a login or the nonce is none.
    """
    addresses = list(dict.fromkeys(map(address, urls)))
    reader = login(logins, os.environ, _text, addresses[0].host)
    wanted = nonce_of(nonce) if nonce else ""
    network = Wire(time.monotonic, seconds)
    if wanted and wait and reader:
        awaited(addresses[0], network, reader, wanted, _pauses(wait))
    return private(addresses, RULES, network, reader, wanted, sign_ins)


def _pauses(seconds: int) -> Iterator[None]:
    """Pauses of five seconds, as many as fit."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        time.sleep(min(PAUSE, left))
        yield


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise Failure(f"{path} is no text file") from None
