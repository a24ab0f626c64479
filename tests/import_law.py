"""Who may know whom: walks the syntax trees of the package and names each line that breaks it.

Rooms stand in layers; a room sees those below it, never one beside it. Some stand beside the
layers with a list of their own. Third-party packages, and whatever reaches outside the program
(files, processes, sockets, the clock, the environment, chance), belong to named rooms only.
"""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PACKAGE = "goodword"
LAYERS = (
    ("diagnostics", "days", "nearest", "resources"),
    ("texts", "verbs"),
    ("source", "model"),
    ("load", "ledger", "loops"),
    ("relation", "erasing", "part", "marked"),
    ("snapshot",),
    ("due", "rules", "audience", "changes", "guard"),
    ("actions",),
    ("reports", "portal", "outbox"),
    ("starter", "host", "serving", "exports"),
    ("cli",),
    ("__main__",),
)
"""Lowest first."""
PURE = {"ledger": ("source",), "loops": ("source",), "relation": ("source", "load")}
"""Rooms that are handed models and never learn where they came from."""
BESIDE = {
    "addresses": ("diagnostics", "edits.disk"),
    "edits": ("diagnostics", "days", "source"),
    "intake": ("diagnostics", "days", "nearest", "texts", "source", "model", "verbs.forms"),
    "formats": ("diagnostics", "days", "reports.report"),
    "probe": ("diagnostics",),
    "rendering": ("diagnostics", "days", "texts", "model.letter"),
}
"""Rooms beside the layers, and all that each of them sees."""
USED_FROM = {
    "addresses": "actions",
    "edits": "actions",
    "intake": "actions",
    "formats": "starter",
    "probe": "portal",
    "rendering": "portal",
}
"""The lowest layer (by one of its rooms) from which a room beside the layers may be used."""
JUDGED_BY = {"rendering.templates": ("rules",)}
"""Parts of such rooms that a room below that layer asks, to judge what they would refuse."""
NARROW = {
    "portal.pages": (
        "audience.record",
        "audience.view",
        "days",
        "due",
        "portal.charts",
        "portal.handing_in",
        "portal.ladders",
        "portal.moments",
        "portal.page",
        "portal.pages",
        "portal.rows",
        "portal.sheet",
        "portal.tags",
        "texts",
    ),
    "portal.me": (
        "audience.record",
        "audience.view",
        "due",
        "portal.handing_in",
        "portal.ical",
        "portal.ladders",
        "portal.links",
        "portal.moments",
        "portal.page",
        "portal.seal",
        "portal.sheet",
        "texts",
    ),
    "outbox.messages": (
        "audience.record",
        "audience.view",
        "days",
        "due",
        "portal.links",
        "rendering.letters",
        "texts",
    ),
}
"""Parts of rooms that may see nothing else: they show what the gate let through."""

THIRD_PARTY = {
    "anyascii": ("portal", "intake", "edits", "texts"),
    "babel": ("texts",),
    "click": ("cli",),
    "cryptography": ("portal.seal", "exports.openbadges"),
    "git": ("source",),
    "gitdb": ("source",),
    "holidays": ("model", "rules", "snapshot", "ledger", "loops"),
    "icalendar": ("exports", "portal"),
    "idna": ("model.link", "outbox.send"),
    "jinja2": ("rendering.templates", "rendering.letters", "rendering.sandbox"),
    "jsonschema": ("source.schemas",),
    "jsonschema_rs": ("source.schemas",),
    "markdown_it": ("rendering.prose",),
    "markupsafe": ("rendering", "portal", "outbox"),
    "material": ("portal.engine",),
    "mkdocs": ("portal.engine",),
    "msgspec": ("diagnostics", "erasing.lines", "model", "source.packed", "source.slices"),
    "nh3": ("intake.mentions.feed", "rendering.prose"),
    "pyarrow": ("exports.parquet",),
    "pyrage": ("addresses",),
    "referencing": ("source.schemas",),
    "rich": ("formats", "cli"),
    "ruamel": ("edits",),
    "watchdog": ("serving.watching",),
    "yaml": ("source.documents",),
}
"""The rooms of each third-party package."""

OUTSIDE = (
    "source",
    "addresses",
    "edits",
    "resources",
    "portal.write",
    "portal.engine",
    "outbox.send",
    "host",
    "serving",
    "cli",
    "__main__",
)
"""Rooms that may touch files, processes, sockets, the clock, the environment."""
REACHING = {
    "asyncio",
    "concurrent",
    "ctypes",
    "fcntl",
    "fileinput",
    "ftplib",
    "getpass",
    "glob",
    "http",
    "imaplib",
    "locale",
    "logging",
    "mmap",
    "multiprocessing",
    "os",
    "pathlib",
    "platform",
    "pty",
    "random",
    "secrets",
    "select",
    "shelve",
    "shutil",
    "signal",
    "smtplib",
    "socket",
    "socketserver",
    "sqlite3",
    "ssl",
    "subprocess",
    "tempfile",
    "threading",
    "time",
    "uuid",
    "webbrowser",
    "xmlrpc",
}
"""Modules of the standard library that reach outside, whole; `HARMLESS` names the exceptions."""
REACHING_PARTS = {
    "urllib.request",
    "importlib.resources",
    "importlib.metadata",
    "urllib.robotparser",
}
HARMLESS = {"pathlib.PurePosixPath", "pathlib.PurePath", "concurrent.futures.Future"}
EXCEPTED = {
    ("starter", "random"),
    ("probe.network", "http"),
    ("probe.network", "socket"),
    ("probe.network", "ssl"),
}
"""Rooms that may have one of them all the same: made-up programs are drawn from a seed, and who
asks strangers' questions has the network and nothing else."""
CALLS = {"open", "input", "print", "breakpoint", "exec", "eval", "compile", "__import__"}
CLOCK = {"today", "now", "utcnow"}
FILE_METHODS = {"read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "rglob", "mkdir"}
SYSTEM = {"argv", "stdin", "stdout", "stderr", "exit", "path", "platform", "flags"}

DECIDING = ("model", "ledger", "loops", "rules", "guard")
"""Rooms that read what files say of a decision; all others ask what is so on a day. Guard compares
what two revisions say."""
STEPS = {
    *("decision", "appeal", "withdrawn", "void"),
    *("approved", "fulfilled", "returned", "declined", "cancelled"),
    *("out_of_stock", "out_of_funds"),
}
"""Attributes of claims, requests for rewards and touchpoints that hold only from some day on."""
ON_A_DAY = {"on", "decided", "clocks"}
"""Names of values that know the day: `on = snapshot.claim(claim)`; clocks are lengths of time."""


class Breach(NamedTuple):
    """A line that breaks the law, shown as `path:line: message`."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


def within(name: str, rooms: tuple[str, ...] | set[str]) -> bool:
    """Whether the dotted name is one of these or lies inside one."""
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


def room_of(name: str) -> str:
    """The room of a dotted name: its first part."""
    return name.partition(".")[0]


def level_of(room: str) -> int | None:
    """The index of the room's layer."""
    return next((n for n, layer in enumerate(LAYERS) if room in layer), None)


def may_see(importer: str, imported: str) -> bool:
    """Whether one module may import another; both as dotted names below the package."""
    for part, seen in NARROW.items():
        if within(importer, (part,)):
            return within(imported, (*seen, part))
    own, other = room_of(importer), room_of(imported)
    if own == other:
        return True
    if own in BESIDE:
        return within(imported, BESIDE[own])
    level, below = level_of(own), level_of(other)
    if level is None:
        return False
    if other in USED_FROM:
        lowest = level_of(USED_FROM[other])
        judge = any(within(imported, (part,)) and own in JUDGED_BY[part] for part in JUDGED_BY)
        return judge or (lowest is not None and level >= lowest)
    return below is not None and below < level and other not in PURE.get(own, ())


class Import(NamedTuple):
    """One imported name: its line, its full dotted name, and whether only types need it."""

    line: int
    name: str
    typing: bool


def imports(tree: ast.AST, module: str, *, package: bool) -> Iterator[Import]:
    """Everything imported anywhere in the module, inside functions and for types too."""
    guarded = {
        id(node)
        for block in ast.walk(tree)
        if isinstance(block, ast.If) and ast.unparse(block.test).endswith("TYPE_CHECKING")
        for statement in block.body
        for node in ast.walk(statement)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(node.lineno, alias.name, id(node) in guarded)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = module.split(".") if package else module.split(".")[:-1]
                kept = parents[: len(parents) - node.level + 1]
                base = ".".join([*kept, base] if base else kept)
            for alias in node.names:
                yield Import(node.lineno, f"{base}.{alias.name}", id(node) in guarded)


def judge(path: str, text: str) -> Iterator[Breach]:
    """The breaches in one module.

    Args:
        path: from the folder that holds the package: `goodword/model/claim.py`.
        text: the source.
    """
    tree = ast.parse(text)
    module = path.removesuffix(".py").replace("/", ".")
    package = module.endswith(".__init__")
    module = module.removesuffix(".__init__")
    name = module.partition(".")[2]
    if name and not is_room(name):
        yield Breach(path, 1, _homeless(name))
    for line, imported, typing in imports(tree, module, package=package):
        first = room_of(imported)
        if first == "__future__":
            continue
        if not name:
            message = "the package itself imports nothing"
        elif first == PACKAGE:
            message = _own(name, imported.partition(".")[2])
        elif first in sys.stdlib_module_names:
            message = "" if typing else _standard(name, imported)
        else:
            message = _third_party(name, first)
        if message:
            yield Breach(path, line, message)
    if not within(name, OUTSIDE):
        yield from _reaching(path, tree)
    if not within(name, DECIDING):
        yield from _judging(path, tree)


def is_room(name: str) -> bool:
    """Whether the dotted name lies in a room that this law knows."""
    return level_of(room_of(name)) is not None or room_of(name) in BESIDE


def circles(sources: Mapping[str, str]) -> list[list[str]]:
    """Modules that know each other round about, types included, each circle sorted.

    Args:
        sources: text by path from the folder that holds the package.
    """
    texts = {path.removesuffix(".py").replace("/", "."): text for path, text in sources.items()}
    names = {name.removesuffix(".__init__") for name in texts}
    knows: dict[str, set[str]] = {}
    for module, text in texts.items():
        name = module.removesuffix(".__init__")
        found = imports(ast.parse(text), name, package=module != name)
        known = (_module(each.name, names) for each in found)
        knows[name] = {each for each in known if each not in {"", name}}
    while free := {name for name in knows if not knows[name] & knows.keys()}:
        knows = {name: seen for name, seen in knows.items() if name not in free}
    reach = {name: _reached(name, knows) for name in knows}
    mutual = {tuple(sorted(b for b in reach[a] if a in reach.get(b, ()))) for a in reach}
    return sorted(list(each) for each in mutual if each)


def _module(name: str, names: set[str]) -> str:
    """The module that an imported name lies in, empty where that is none of ours."""
    while name and name not in names:
        name = name.rpartition(".")[0]
    return name


def _reached(name: str, knows: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    ahead = [name]
    while ahead:
        for each in knows.get(ahead.pop(), ()):
            if each not in found:
                found.add(each)
                ahead.append(each)
    return found


def _homeless(name: str) -> str:
    return f"{room_of(name)} is no room: give it a layer in tests/import_law.py"


def _own(name: str, imported: str) -> str:
    if imported in {"", "__version__"}:
        return ""
    if not is_room(imported):
        return _homeless(imported)
    return "" if may_see(name, imported) else f"{name} may not know {imported}"


def _standard(name: str, imported: str) -> str:
    reaches = room_of(imported) in REACHING or within(imported, REACHING_PARTS)
    own = {part for part, package in EXCEPTED if package == room_of(imported)}
    allowed = within(name, OUTSIDE) or within(name, own)
    if reaches and not allowed and not within(imported, HARMLESS):
        return f"{name} may not use {imported}: it reaches outside the program"
    return ""


def _third_party(name: str, package: str) -> str:
    if package not in THIRD_PARTY:
        return f"{package} has no room: name its rooms in tests/import_law.py"
    if not within(name, THIRD_PARTY[package]):
        return f"{name} may not use {package}: it belongs to {', '.join(THIRD_PARTY[package])}"
    return ""


def _judging(path: str, tree: ast.AST) -> Iterator[Breach]:
    """States judged anew: two pages showed one claim as two things, each having judged itself."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Attribute) or node.attr not in STEPS:
            continue
        if ast.unparse(node.value).rpartition(".")[2] not in ON_A_DAY:
            message = f".{node.attr} holds from some day on: ask snapshot.claim, .redemption, …_by"
            yield Breach(path, node.lineno, message)


def _reaching(path: str, tree: ast.AST) -> Iterator[Breach]:
    days = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "datetime"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Name) and called.id in CALLS:
                yield Breach(path, node.lineno, f"{called.id}() reaches outside the program")
            elif isinstance(called, ast.Attribute) and called.attr in FILE_METHODS:
                yield Breach(path, node.lineno, f".{called.attr}() touches files")
        if isinstance(node, ast.Attribute):
            owner = ast.unparse(node.value)
            if node.attr in CLOCK and owner.rpartition(".")[2] in {"date", "datetime", *days}:
                yield Breach(path, node.lineno, f".{node.attr} reads the clock: take it as a value")
            elif owner == "sys" and node.attr in SYSTEM:
                yield Breach(path, node.lineno, f"sys.{node.attr} is the process's")
