"""A made-up program as people keep one: YAML of several hands, limits that bite, shared claims.

`goodword example` writes every file alike, in the form that the quick reader knows; figures of
such a program would flatter. What is drawn here is drawn from the bytes of paths, so that the same
program is dressed the same everywhere.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right, insort
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import yaml

from goodword.source.documents import lines, read_document
from goodword.starter.example import example

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path

TOGETHER = 0.37
"""How many deeds look for a second person, so that more than `SHARED` of the claims have one."""
SHARED = 0.15
STYLED = 10
"""One file in so many at least is written in a style that the quick reader does not know."""
LIMITED = 3
"""One mission in so many has a limit of all its claims."""
_DRAWN = STYLED - 1
"""Of so many files one is drawn, since some have nothing that could be written differently."""
_CLAIM = re.compile(r"missions/([^/]+)/claims/(\d{4}-\d{2}-\d{2})-(.+?)(?:\.(\d+))?\.yml")
_NAMED = "# yaml-language-server:"
_WIDE = 4096


def dressed(
    members: int, years: int, seed: int, until: date
) -> tuple[dict[str, bytes], dict[str, int]]:
    """The files of a made-up program by path, and how many are of which style.

    Args:
        members: as for `example`.
        years: as for `example`.
        seed: as for `example`.
        until: as for `example`.
    """
    files = dict(example(members, years, seed, until, TOGETHER))
    _limit(files)
    return files, _restyle(files)


def _limit(files: dict[str, bytes]) -> None:
    """Give one mission in three a limit of all its claims, which is as low as it can be.

    One lower, and a claim that was approved would have been beyond it; those that wait for a
    decision are beyond it, but for the first.
    """
    claims: dict[str, list[tuple[Any, ...]]] = {}
    for path, data in files.items():
        if path.endswith("/mission.yml"):
            claims.setdefault(path.split("/")[1], [])
        elif found := _CLAIM.fullmatch(path):
            claim: Any = read_document(data, path)[0]
            mission, occurred, person, number = found.groups()
            submitted = claim.get("submitted", occurred)
            claims.setdefault(mission, []).append(
                (submitted, person, int(number or 1), *_end(claim))
            )
    for mission in sorted(claims)[::LIMITED]:
        most, gone = 0, list[str]()
        for place, (*_, approved, freed) in enumerate(sorted(claims[mission])):
            if approved:
                most = max(most, place - bisect_right(gone, approved))
            if freed:
                insort(gone, freed)
        path = f"missions/{mission}/mission.yml"
        text = files[path].decode()
        assert "    limits:\n" in text
        files[path] = text.replace(
            "    limits:\n", f"    limits:\n      total: {most + 1}\n"
        ).encode()


def _end(claim: Any) -> tuple[str, str]:
    """The day of approval, and the day on which the claim gave its place back; "" where none."""
    if "withdrawn" in claim:
        return "", claim["withdrawn"]["date"]
    decision = claim.get("decision")
    if decision is None:
        return "", ""
    day: str = decision["date"]
    return (day, "") if decision["outcome"] == "approved" else ("", day)


def _restyle(files: dict[str, bytes]) -> dict[str, int]:
    """Write a tenth of the files in other styles that say the same; how many in which."""
    counts: dict[str, int] = defaultdict(int)
    names = list(STYLES)
    for path, data in files.items():
        drawn = zlib.crc32(path.encode())
        if not path.endswith(".yml"):
            continue
        if lines.quick(data) is None:
            counts["as the example writes them"] += 1
            continue
        if drawn % _DRAWN:
            continue
        value = read_document(data, path)[0]
        first = drawn // _DRAWN % len(names)
        for name in names[first:] + names[:first]:
            text = data.decode()
            head = text[: text.index("\n") + 1] if text.startswith(_NAMED) else ""
            other = (head + STYLES[name](value, text[len(head) :])).encode()
            if lines.quick(other) is None:
                assert read_document(other, path) == (value, ()), f"{path} says something else"
                files[path] = other
                counts[name] += 1
                break
    return dict(counts)


class _Plain(yaml.SafeDumper):
    """Writes the values of a document anew, each where it stands."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - yaml's signature
        return True


class _Quoting(_Plain):
    """Writes every text in double quotes, keys too."""


class _Block(_Plain):
    """Writes every text of several words as a block."""


def _in_quotes(dumper: _Quoting, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')


def _as_block(dumper: _Block, text: str) -> yaml.ScalarNode:
    if " " not in text:
        return dumper.represent_scalar("tag:yaml.org,2002:str", text)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=">")


_Quoting.add_representer(str, _in_quotes)
_Block.add_representer(str, _as_block)


def _dump(value: Any, dumper: type[yaml.SafeDumper] = _Plain, **how: Any) -> str:
    how = {"width": _WIDE, "allow_unicode": True, "default_flow_style": False} | how
    text: Any = yaml.dump(value, Dumper=dumper, sort_keys=False, **how)
    return str(text)


def _remarked(_: Any, text: str) -> str:
    """Every line has a remark behind it, keys of what stands below them too."""
    return re.sub(r"(?m)(?<=[\w\"\]:])$", "  # as on the form", text)


STYLES: dict[str, Callable[[Any, str], str]] = {
    "flow style": lambda value, _: _dump(value, default_flow_style=True),
    "double quotes, escapes": lambda value, _: _dump(value, _Quoting, allow_unicode=False),
    "block scalars": lambda value, _: _dump(value, _Block),
    "remarks": _remarked,
    "folded lines": lambda value, _: _dump(value, width=24),
    "other order, four spaces, document start": lambda value, _: _dump(
        dict(reversed(value.items())), indent=4, explicit_start=True
    ),
}
"""Each makes a document of its value and its text, which says the same."""


def counted(files: dict[str, bytes]) -> Iterator[tuple[str, int, int]]:
    """What the large program promises, as (what, how many, of how many)."""
    yml = [data for path, data in files.items() if path.endswith(".yml")]
    yield "files outside the quick form", sum(lines.quick(each) is None for each in yml), len(yml)
    claims: list[Any] = [read_document(d, p)[0] for p, d in files.items() if _CLAIM.fullmatch(p)]
    yield "shared claims", sum("with" in each for each in claims), len(claims)
    missions: list[Any] = [
        read_document(d, p)[0] for p, d in files.items() if p.endswith("/mission.yml")
    ]
    limited = sum("total" in each["points"][-1].get("limits", ()) for each in missions)
    yield "missions with a limit in all", limited, len(missions)


def usual(paths: Iterable[Path]) -> Iterator[Path]:
    """Those of some files that are written as the example writes them, in their order.

    What a benchmark adds to a file or changes in it is a line.
    """
    return (path for path in sorted(paths) if lines.quick(path.read_bytes()) is not None)
