"""The manuals of what is named while files are read, before any rule is asked.

Not a rule: these stand in brackets behind a message as rules do.
"""

from __future__ import annotations

from goodword.diagnostics import Severity

MANUALS = {
    "misplaced-file": """\
A file lies where no kind of file belongs.

Everything under `program/`, `influencers/` and `missions/` has its place, and its path says what it
is; the message names the nearest one. Passed over are what git ignores, names that begin with a dot
or end in `~`, `README.md` and `notes.md`.

Mend it by renaming or moving the file, or by deleting it.
""",
    "packed": """\
A line of a packed file, or what a file adds to one, cannot stand.

`goodword cycle pack` writes a record of a closed cycle as one line, `{"file":…,"says":…}`, in one
form: a key once, no spaces, the path of the record first. A line in another form, of a record that
cannot lie there or that stands there already, is set aside alone, as with `schema`. A file of the
record's name holds only what came later: for a claim `appeal`, `reversals`, `snoozed`, for a
request `returned`, `snoozed`, for a touchpoint `void`, `outcome`, `answered`, `kept`, `delivery`,
`snoozed`. What it says again must be as the line has it.

Mend a line with `git checkout`, and change nothing in one by hand: `goodword cycle unpack` makes
files of the lines. Take out of the file beside it what the line says otherwise.
""",
    "schema": """\
A file has not the shape that its kind asks for.

A key is unknown or missing, or a value is none of those that may stand there. The reference page of
the kind lists all keys. The file is set aside: everything else is judged without it, and nothing is
said because of it.

Mend the value that is underlined; where the file itself is named, something is missing at its top.
""",
    "schema-version": """\
The files are of an older form than the one that this version reads.

`schema_version` in `program/program.yml` says of which form the data is; where it is left out that
is form 1. What is said beside this is what cannot be read otherwise, and figures are refused. Of a
newer form nothing is judged at all: every command stops and says so.

Mend it with `goodword upgrade`, which shows what it would change, and `goodword upgrade --write`.
""",
    "schemas-copy": """\
A program's copy of the schemas is not what check judges by.

Editors complete and underline by the `schemas/` of the repository; check judges by those that the
tool carries. Where the two differ, an editor says one thing and check another.

Mend it with `goodword schemas --write`, which copies those of the installed tool.
""",
    "tree": """\
A name or a file in the tree cannot be used.

Symbolic links, other repositories, pipes and devices are never followed or opened. Names are
refused that are no UTF-8, hold control characters, are not in Unicode's composed form, or differ
from another name only in capitals: not every machine could keep both. So is what cannot be read.

Mend it by renaming the file, or by putting a plain file in its place.
""",
    "yaml": """\
A file cannot be read as YAML.

Files are YAML 1.2 in UTF-8 without byte-order mark and with plain line ends, one document each, at
most 64 KiB. There are no anchors, aliases, tags, directives or merge keys, and no key twice. `NO`,
`on` and `12:30` are text; a number is written without leading zeros, and `4` is not written `4.0`.
The file is set aside as with `schema`.

Mend it as the line below the message says. An editor that knows the schema shows it while you type.
""",
}
"""Manual in Markdown by name; the first line is the summary."""

NOTES = frozenset({"schemas-copy"})


def severity(name: str) -> Severity:
    """How much it weighs: all but what is said of a copy are errors."""
    return Severity.NOTE if name in NOTES else Severity.ERROR
