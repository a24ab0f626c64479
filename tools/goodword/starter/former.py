"""What this version and those before it laid: the texts, or their digests.

By these a program is understood that keeps no record (`source.laid`), and a file is merged whose
text is in no history. `former/` has each text of a file that is the same in every program,
under its digest, behind a line with its path; `packages.txt` every package that was locked;
`digests.txt` schemas, and issue forms in every order of languages, of the time before there was a
record: nothing comes to it any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from goodword.edits.edit import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

DIGESTS, PACKAGES = "digests.txt", "packages.txt"
SHORT = 16
"""Of a digest so many digits are looked at."""


def entry(path: str, data: bytes) -> tuple[str, bytes]:
    """Name and content of the record of a text.

    Args:
        path: where it was laid, from the top.
        data: the text.
    """
    return f"{digest(data)[:SHORT]}.txt", f"{path}\n".encode() + data


@dataclass(frozen=True)
class Former:
    """All that is known of what was laid.

    Args:
        texts: by path, those that were laid there.
        digests: short ones of texts that are kept by these alone, by path.
        packages: names of every package that was locked, as pip writes them.
    """

    texts: Mapping[str, tuple[bytes, ...]]
    digests: Mapping[str, frozenset[str]]
    packages: frozenset[str]

    @classmethod
    def read(cls, files: Mapping[str, bytes]) -> Former:
        """What the records say.

        Args:
            files: content by name.
        """
        texts: dict[str, list[bytes]] = {}
        for name, data in files.items():
            if name not in (DIGESTS, PACKAGES):
                path, _, text = data.partition(b"\n")
                texts.setdefault(path.decode(), []).append(text)
        digests: dict[str, set[str]] = {}
        for line in files[DIGESTS].decode().splitlines():
            short, _, where = line.partition(" ")
            digests.setdefault(where, set()).add(short)
        return cls(
            {path: tuple(held) for path, held in texts.items()},
            {path: frozenset(held) for path, held in digests.items()},
            frozenset(files[PACKAGES].decode().split()),
        )

    def placed(self, where: Callable[[str], str]) -> Former:
        """The same for a program that lies elsewhere: `where` says where each path is there."""
        return Former(
            {where(path): held for path, held in self.texts.items()},
            {where(path): held for path, held in self.digests.items()},
            self.packages,
        )

    def laid(self, path: str, short: str) -> bool:
        """Whether some version laid a text of that digest there."""
        if short in self.digests.get(path, ()):
            return True
        return any(digest(each)[:SHORT] == short for each in self.texts.get(path, ()))

    def knows(self, path: str) -> bool:
        """Whether some version laid a file there."""
        return path in self.texts or path in self.digests
