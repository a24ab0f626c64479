"""The days on which countries work, as an earlier run found them.

To ask the holidays library takes a tenth of a second, most of it for loading it: a third of what a
command about one person takes in a small program. What is kept is sealed and may be deleted; what
another version of the library said is not believed.
"""

from __future__ import annotations

from functools import cached_property
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from goodword.source.sealed import Bundles, folder_of, user_secret
from goodword.source.stats import token

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(".goodword", "days")
"""Where they lie, from the root of the program; git is told to ignore it."""
MOST = 8
"""Countries of which they are kept, those asked for last."""
_LIBRARY = "holidays"


class KeptDays:
    """Where a program's runs leave what they found.

    Args:
        root: the program's folder.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known: dict[str, Mapping[str, bytes]] = {}

    def find(self, country: str, what: str) -> bytes | None:
        """The answer to a question about a country; None where it is not kept."""
        return self._answers(country).get(what)

    def keep(self, country: str, what: str, answer: bytes) -> None:
        """Keep an answer, where that can be."""
        if self._bundles is None:
            return
        answers = {**self._answers(country), what: answer}
        self._known[country] = answers
        self._bundles.write(self._name(country), answers)

    def _answers(self, country: str) -> Mapping[str, bytes]:
        if country not in self._known:
            kept = self._bundles.read(self._name(country)) if self._bundles else None
            self._known[country] = kept or {}
        return self._known[country]

    @cached_property
    def _bundles(self) -> Bundles | None:
        secret = user_secret() if self._library else None
        folder = folder_of(self._root, *FOLDER.parts) if secret else None
        return Bundles(folder, secret, MOST) if secret and folder else None

    @cached_property
    def _library(self) -> str:
        """What tells one state of the library from another; empty where nothing does.

        To install another version writes its first module anew.
        """
        found = find_spec(_LIBRARY)
        first = Path(found.origin) if found and found.origin else None
        known = first and (token(first), token(first.parent))
        return repr(known) if known and all(known) else ""

    def _name(self, country: str) -> str:
        return blake2b(f"{country} {self._library}".encode(), digest_size=16).hexdigest()
