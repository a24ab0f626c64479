"""Files judged by a schema and nothing else, beside check-jsonschema; also what is run for it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.programs import script
from benchmarks.table import Row, Section
from benchmarks.targets import TARGETS
from benchmarks.timing import alternate
from goodword.resources import schemas_directory
from goodword.source.reading import read_documents
from goodword.source.schemas import Schemas
from goodword.source.trees import DiskTree

if TYPE_CHECKING:
    from benchmarks.programs import Bench

TITLE = "validating files alone"
_FILES = 2_000
_DRIVER = (
    "import sys; sys.path.insert(0, sys.argv[1]);"
    "import benchmarks.validating as v; v.judge_all(sys.argv[2])"
)


def measure(bench: Bench) -> Section:
    """Judge the same claims by the same schema."""
    theirs = script("check-jsonschema")
    if theirs is None:
        print("  check-jsonschema is not installed; left out")
        return Section(TITLE)
    program = bench.large()
    names = bench.work / "claims.txt"
    claims = sorted((program / "missions").glob("*/claims/*.yml"))[:_FILES]
    names.write_text("\n".join(map(str, claims)), encoding="utf-8")
    schema = schemas_directory() / "claim.schema.json"
    here = str(Path(__file__).parent.parent)
    taken = alternate(
        {
            "goodword": lambda: bench.run(sys.executable, "-c", _DRIVER, here, names),
            "check-jsonschema": lambda: bench.run(theirs, "--schemafile", schema, *claims),
        },
        bench.rounds,
    )
    row = Row.of(
        "strict reading and schema",
        "check-jsonschema",
        taken["goodword"],
        taken["check-jsonschema"],
        TARGETS["validating"],
    )
    return Section(TITLE, [row], f"{len(claims):,} claims and `claim.schema.json`, one process.")


def judge_all(names: str) -> None:
    """Judge the claims whose paths stand in a file."""
    root = Path("/")
    paths = Path(names).read_text(encoding="utf-8").split("\n")
    items = [(path[1:], "claim") for path in paths]
    schemas = Schemas.load(schemas_directory())
    for document in read_documents(DiskTree(root), items, schemas, workers=0):
        assert not document.diagnostics, document
