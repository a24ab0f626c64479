"""Many documents are the same read alone, by workers, from git, with changes, from a cache."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goodword.resources import schemas_directory
from goodword.source import cache as caches
from goodword.source import handing, reading, slice_reader, slices, workers
from goodword.source.cache import FOLDER, Cache
from goodword.source.copies import can_copy
from goodword.source.judged import judged
from goodword.source.reading import read_documents, read_texts
from goodword.source.schemas import Schemas
from goodword.source.slices import Slice, cut, dump
from goodword.source.trees import DiskTree, GitTree, Overlay
from tests.test_trees import commit, lay

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.diagnostics import Diagnostic
    from goodword.source.judged import Document
    from goodword.source.slice_reader import Reader
    from goodword.source.slices import Result
    from goodword.source.trees import Tree

GOOD = 'evidence:\n  - kind: link\n    url: https://example.org/{}\nsummary: "é {}"\n'
ODD = {
    "missions/guide/claims/2026-01-02-broken.yml": b"evidence: [\n",
    "missions/guide/claims/2026-01-02-shape.yml": b"evidences: []\nsummary: [x]\n",
    "missions/guide/claims/2026-01-02-bytes.yml": b"\xff",
    "program/measures/2026-Q3.yml": (
        b"values:\n  - {kpi: nps, value: 41.50, date: 2026-09-30, source: survey}\n"
        b"  - {kpi: nps, value: -0.25, date: 2026-09-30, source: survey}\n"
    ),
}


COPIED = "GOODWORD_TEST_COPIED"
"""Set in the process in which processes that read are copies of it."""
BOTH_WAYS = (
    "test_workers_read_something_else",
    "test_workers_see_what_lies_below_a_change",
    "test_a_process_that_dies_costs_a_document",
    "test_a_process_outlives_the_one_that_asks",
    "test_a_worker_that_is_helped_reads_something_else",
)
DEATHS = (None, 0, 100, 300)
"""After so many documents a worker dies that is helped."""


@pytest.fixture(scope="module")
def schemas() -> Schemas:
    return Schemas.load(schemas_directory())


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {
        f"missions/m{n % 7}/claims/2026-01-{n % 28 + 1:02}-p{n}.yml": GOOD.format(n, n).encode()
        for n in range(600)
    }
    return commit(lay(tmp_path_factory.mktemp("program"), files | ODD))


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slices and limits small enough that a thousand files are a large program."""
    monkeypatch.setattr(reading, "ALONE", 10)
    monkeypatch.setattr(slices, "_SHORTEST", 8)
    monkeypatch.setattr(slices, "_MEAN", 32)
    monkeypatch.setattr(slices, "_LONGEST", 100)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> str:
    """How the processes that read come to be."""
    copied = COPIED in os.environ
    assert can_copy() or not copied
    monkeypatch.setattr(workers, "can_copy", lambda: copied)
    return "copied" if copied else "started anew"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is copied")
def test_copies_of_a_process_do_otherwise() -> None:
    """In a process of its own: whoever ran before here may have left a thread."""
    asked = ["-q", "-n", "0", "-p", "no:cacheprovider", __file__, "-k", " or ".join(BOTH_WAYS)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *asked],
        env=os.environ | {COPIED: "1"},
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert f"{len(BOTH_WAYS) + len(DEATHS) - 1} passed" in done.stdout, done.stdout


def items(tree: Tree) -> list[tuple[str, str]]:
    return [
        (entry.path, "measures" if "measures" in entry.path else "claim")
        for entry in tree.listing().files
    ]


def read(
    tree: Tree, schemas: Schemas, workers: int = 0, cache: Path | None = None
) -> list[Document]:
    return list(read_documents(tree, items(tree), schemas, workers=workers, cache=cache))


@pytest.fixture(scope="module")
def expected(root: Path, schemas: Schemas) -> list[Document]:
    tree = DiskTree(root)
    found = list(read_documents(tree, items(tree), schemas, workers=0))
    aside = {each.path: each for each in found if each.diagnostics}
    assert len(found) == 604
    assert set(aside) == {path for path in ODD if "claims" in path}
    assert all(each.text for each in aside.values())
    assert found[-1].value["values"][0]["value"] == Decimal("41.50")
    return found


def same(found: list[Document], expected: list[Document]) -> None:
    assert found == expected
    assert [repr(each.value) for each in found] == [repr(each.value) for each in expected]


@pytest.mark.usefixtures("made")
def test_workers_read_something_else(
    root: Path, schemas: Schemas, expected: list[Document]
) -> None:
    same(read(DiskTree(root), schemas, workers=2), expected)
    same(read(GitTree(root, "HEAD"), schemas, workers=2), expected)


@pytest.mark.usefixtures("made")
def test_workers_see_what_lies_below_a_change(root: Path, schemas: Schemas) -> None:
    changed, gone = "missions/m1/claims/2026-01-02-p1.yml", "missions/m2/claims/2026-01-03-p2.yml"
    changes = {
        changed: b"evidence: []\nnew: 1\n",
        gone: None,
        "missions/n/claims/2026-01-01-x.yml": b"{}",
    }
    for below in (DiskTree(root), GitTree(root, "HEAD"), Overlay(DiskTree(root), {gone: None})):
        tree = Overlay(below, changes)
        found = read(tree, schemas, workers=2)
        same(found, read(tree, schemas))
        assert "new" in {each.path: each for each in found}[changed].text
        assert gone not in {each.path for each in found}


def test_a_tree_of_another_make_is_read_by_workers(
    root: Path, schemas: Schemas, expected: list[Document]
) -> None:
    class Other:
        def __init__(self) -> None:
            self.listing = DiskTree(root).listing
            self.token = DiskTree(root).token
            self.read = DiskTree(root).read
            self.read_many = DiskTree(root).read_many

    same(read(Other(), schemas, workers=2), expected)


def test_a_file_that_vanished_is_read(root: Path, schemas: Schemas) -> None:
    listed = [*items(DiskTree(root)), ("missions/m1/claims/2026-01-01-gone.yml", "claim")]
    for count in (0, 2):
        found = list(read_documents(DiskTree(root), listed, schemas, workers=count))
        assert [each.message for each in found[-1].diagnostics] == [
            "the file was there and is gone"
        ]


def test_progress_goes_back_or_ends_early(root: Path, schemas: Schemas) -> None:
    for count in (0, 2):
        told: list[tuple[int, int]] = []
        tree = DiskTree(root)
        listed = items(tree)

        def tell(done: int, total: int, told: list[tuple[int, int]] = told) -> None:
            told.append((done, total))

        list(read_documents(tree, listed, schemas, workers=count, progress=tell))
        assert told == sorted(told)
        assert len(told) > 1
        assert {total for _, total in told} == {len(listed)}
        assert count == 0 or told[-1][0] == len(listed)


def test_the_number_of_processes_ignores_the_number_of_files(
    root: Path, schemas: Schemas, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[int] = []

    def run(reader: Reader, parts: Iterator[Slice], count: int) -> Iterator[tuple[Slice, Result]]:
        started.append(count)
        return ((part, reader.read(part)) for part in parts)

    monkeypatch.setattr(handing, "run", run)
    monkeypatch.setattr(reading, "_processors", lambda: 2)
    listed = items(DiskTree(root))
    assert len(list(read_documents(DiskTree(root), listed[:10], schemas))) == 10
    assert started == []
    assert len(list(read_documents(DiskTree(root), listed[:11], schemas))) == 11
    assert started == [2]
    monkeypatch.setattr(reading, "_processors", lambda: 1)
    list(read_documents(DiskTree(root), listed, schemas))
    assert started == [2]


@pytest.mark.parametrize("executable", ["", "/nowhere/python", "/bin/false", "/bin/cat"])
def test_a_process_that_cannot_be_started_costs_a_document(
    root: Path,
    schemas: Schemas,
    expected: list[Document],
    monkeypatch: pytest.MonkeyPatch,
    executable: str,
) -> None:
    monkeypatch.setattr(sys, "executable", executable)
    monkeypatch.setattr(workers, "can_copy", lambda: False)
    same(read(DiskTree(root), schemas, workers=2), expected)


def test_a_copy_that_cannot_be_made_costs_a_document(
    root: Path, schemas: Schemas, expected: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> int:
        raise OSError

    monkeypatch.setattr(workers, "can_copy", lambda: True)
    monkeypatch.setattr(os, "fork", refused)
    same(read(DiskTree(root), schemas, workers=2), expected)


@pytest.mark.usefixtures("made")
def test_a_process_that_dies_costs_a_document(
    root: Path, schemas: Schemas, expected: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[workers.Worker] = []
    make = workers.Worker

    def recorded(reader: Reader) -> workers.Worker:
        started.append(make(reader))
        return started[-1]

    monkeypatch.setattr(workers, "Worker", recorded)
    found = []
    for number, each in enumerate(
        read_documents(DiskTree(root), items(DiskTree(root)), schemas, workers=2)
    ):
        found.append(each)
        if number in {100, 300}:
            started[number // 300].process.kill()
    same(found, expected)
    assert all(each.process.poll() is not None for each in started)


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("killed", DEATHS)
def test_a_worker_that_is_helped_reads_something_else(
    root: Path,
    schemas: Schemas,
    expected: list[Document],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    killed: int | None,
) -> None:
    """Also what it kept, and where it dies with slices that it was given."""
    started: list[workers.Worker] = []
    make = workers.Worker

    def recorded(reader: Reader) -> workers.Worker:
        started.append(make(reader))
        return started[-1]

    monkeypatch.setattr(workers, "Worker", recorded)
    monkeypatch.setattr(reading, "_processors", lambda: 2)
    wanted = [each if each.diagnostics else (each.path, dump(each.value)) for each in expected]
    kept = shutil.copytree(root, tmp_path / "program", symlinks=True)
    for cache in (None, kept, kept):
        tree, found = DiskTree(kept), []
        for number, each in enumerate(read_texts(tree, items(tree), schemas, cache)):
            found.append(each)
            if number == killed:
                started[-1].process.kill()
        assert found == wanted
    assert len(started) == 3
    assert all(each.process.poll() is not None for each in started)


def test_this_process_reads_what_no_worker_can(
    root: Path, schemas: Schemas, expected: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: Reader) -> workers.Worker:
        raise OSError

    monkeypatch.setattr(workers, "Worker", refused)
    monkeypatch.setattr(reading, "_processors", lambda: 2)
    wanted = [each if each.diagnostics else (each.path, dump(each.value)) for each in expected]
    assert [*read_texts(DiskTree(root), items(DiskTree(root)), schemas)] == wanted


def test_a_process_outlives_the_one_that_asks(root: Path, schemas: Schemas, made: str) -> None:
    script = f"""
        import signal, sys, os
        from pathlib import Path
        from goodword.source import reading, slices, workers
        from goodword.source.schemas import Schemas
        from goodword.source.trees import DiskTree
        # Whoever runs the tests in the background has it ignored.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        reading.ALONE, slices._SHORTEST, slices._MEAN = 10, 8, 32
        workers.can_copy = lambda: {made == "copied"}
        tree = DiskTree({str(root)!r})
        listed = [(each.path, "claim") for each in tree.listing().files]
        schemas = Schemas.load(Path({str(schemas.directory)!r}))
        found = reading.read_documents(tree, listed, schemas, workers=2)
        for number, each in enumerate(found):
            if number == 50:
                os.killpg(0, signal.SIGINT)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        process_group=0,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGINT
    assert done.stderr.count("Traceback") == 1, "its own, and none of the workers"
    assert done.stderr.rstrip().endswith("KeyboardInterrupt")


@given(
    st.lists(
        st.recursive(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\1"), max_size=6)
            | st.integers(-(10**18), 10**18)
            | st.booleans()
            | st.decimals(allow_nan=False, allow_infinity=False, places=3)
            | st.sampled_from(["\\u0001", '"', "\\", "\u2028", '"\\u00010.5\\u0001"']),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
            max_leaves=6,
        ),
        max_size=4,
    )
)
def test_a_value_changes_on_its_way_from_a_worker(values: list[object]) -> None:
    back = json.loads(dump(values), parse_float=Decimal)
    assert repr(back) == repr([_whole(each) for each in values])


def _whole(value: object) -> object:
    """Decimals without a fraction come back as int; the reader never makes one."""
    if isinstance(value, Decimal):
        return json.loads(str(value), parse_float=Decimal)
    if isinstance(value, list):
        return [_whole(each) for each in value]
    if isinstance(value, dict):
        return {key: _whole(each) for key, each in value.items()}
    return value


def test_one_more_file_cuts_all_slices_anew() -> None:
    listed = [(f"missions/m{n}/claims/2026-01-02-p{n}.yml", "claim") for n in range(2_000)]
    before = [tuple(each) for each in cut(listed)]
    assert [item for part in before for item in part] == listed
    assert max(map(len, before)) <= 100
    after = {tuple(each) for each in cut([*listed[:50], ("missions/m50", "claim"), *listed[50:]])}
    assert len(after.difference(before)) <= 4
    assert len(before) > 20


@pytest.fixture
def beside(root: Path, schemas: Schemas) -> Cache:
    """The empty cache beside the program, whose files are old enough to be kept."""
    shutil.rmtree(root / FOLDER.parts[0], ignore_errors=True)
    newest = max((root / path).stat().st_ctime_ns for path, _ in items(DiskTree(root)))
    clock = root / "clock"
    clock.touch()
    while clock.stat().st_mtime_ns <= newest:
        clock.touch()
    made = Cache.open(root, schemas)
    assert made is not None
    return made


def kept(cache: Cache) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(cache.folder.iterdir())}


def count_reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of what is parsed from now on, in this process."""
    paths: list[str] = []

    def counted(path: str, kind: str, content: bytes | Diagnostic, schemas: Schemas) -> Document:
        paths.append(path)
        return judged(path, kind, content, schemas)

    monkeypatch.setattr(slice_reader, "judged", counted)
    return paths


ASIDE = sorted(path for path in ODD if "claims" in path)


@pytest.mark.parametrize("revision", [None, "HEAD"])
def test_a_cache_changes_the_result_or_saves_nothing(
    root: Path,
    schemas: Schemas,
    expected: list[Document],
    beside: Cache,
    monkeypatch: pytest.MonkeyPatch,
    revision: str | None,
) -> None:
    tree = GitTree(root, revision) if revision else DiskTree(root)
    paths = count_reads(monkeypatch)
    same(read(tree, schemas, cache=root), expected)
    assert len(paths) == 604
    files = kept(beside)
    assert len(files) > 10
    paths.clear()
    same(read(tree, schemas, cache=root), expected)
    assert sorted(paths) == ASIDE, "only what was set aside is read again"
    assert kept(beside) == files
    same(read(tree, schemas, workers=2, cache=root), expected)
    assert kept(beside) == files


def test_workers_keep_another_cache(
    root: Path, schemas: Schemas, expected: list[Document], beside: Cache
) -> None:
    same(read(DiskTree(root), schemas, workers=2, cache=root), expected)
    files = kept(beside)
    shutil.rmtree(beside.folder)
    beside.folder.mkdir()
    same(read(DiskTree(root), schemas, cache=root), expected)
    assert kept(beside) == files


@pytest.mark.usefixtures("beside")
def test_a_change_is_not_seen(
    root: Path, schemas: Schemas, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree = DiskTree(root)
    read(tree, schemas, cache=root)
    paths = count_reads(monkeypatch)
    path = "missions/m1/claims/2026-01-02-p1.yml"
    target = root / path
    before = target.read_bytes()
    known = target.stat()
    try:
        # The same size and the same time of the last change, as a careful copy would have them.
        target.write_bytes(before.replace(b"example.org/1", b"example.org/2"))
        os.utime(target, ns=(known.st_atime_ns, known.st_mtime_ns))
        found = {each.path: each for each in read(tree, schemas, cache=root)}
        assert found[path].value["evidence"][0]["url"] == "https://example.org/2"
        assert sorted(paths) == sorted([*ASIDE, path])
        new = "missions/m1/claims/2026-01-02-new.yml"
        lay(root, {new: before})
        target.unlink()
        paths.clear()
        listed = [each.path for each in read(tree, schemas, cache=root)]
        assert new in listed
        assert path not in listed
        assert new in paths
        assert len(paths) < 120
        (root / new).unlink()
    finally:
        target.write_bytes(before)


@pytest.mark.usefixtures("beside")
def test_a_file_that_is_too_young_is_trusted(
    root: Path,
    schemas: Schemas,
    expected: list[Document],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = expected[10].path
    token = DiskTree.token
    now = 2**62

    def young(tree: DiskTree, asked: str) -> str:
        found = token(tree, asked)
        return f"1 2 {now} 3" if asked == path else found

    monkeypatch.setattr(DiskTree, "token", young)
    read(DiskTree(root), schemas, cache=root)
    paths = count_reads(monkeypatch)
    read(DiskTree(root), schemas, cache=root)
    assert sorted(paths) == sorted([*ASIDE, path])


def test_a_cache_that_was_damaged_or_poisoned_changes_the_result(
    root: Path, schemas: Schemas, expected: list[Document], beside: Cache
) -> None:
    tree = DiskTree(root)
    read(tree, schemas, cache=root)
    files = kept(beside)
    names = list(files)
    other = Cache(beside.folder, b"another secret of the same size!")
    index, text = files[names[2]].split(b"\n", 1)[1].split(b"\n")
    poisoned = index + b"\n" + text.replace(b"example.org", b"evil.exampl")
    harm: list[bytes | None] = [
        b"",
        b"\n",
        b"x",
        files[names[0]][:-1],
        files[names[0]][:40],
        files[names[1]],
        files[names[0]].replace(b"example.org", b"evil.exampl"),
        poisoned,
        b"0" * 64 + b"\n" + poisoned,
        other.seal(names[0], poisoned) + b"\n" + poisoned,
        beside.seal(names[1], poisoned) + b"\n" + poisoned,
        os.urandom(2_000),
        b"\xff" * 100,
        None,
    ]
    for shift in (0, len(harm) // 2):
        for number, (name, before) in enumerate(files.items()):
            path = beside.folder / name
            path.unlink()
            data = harm[(number + shift) % len(harm)]
            if data is None:
                path.mkdir()
            else:
                path.write_bytes(data if data != before else b"")
        same(read(tree, schemas, cache=root), expected)
        for path in beside.folder.iterdir():
            if path.is_dir():
                path.rmdir()
        same(read(tree, schemas, cache=root), expected)
        assert kept(beside) == files, "what was damaged is made anew"
    for name in names:
        path = beside.folder / name
        path.unlink()
        os.mkfifo(path)
    same(read(tree, schemas, workers=2, cache=root), expected)
    assert kept(beside) == files


def test_a_cache_that_cannot_be_written_stops_the_run(
    root: Path,
    schemas: Schemas,
    expected: list[Document],
    beside: Cache,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shutil.rmtree(beside.folder)
    with monkeypatch.context() as patched:
        patched.setattr(Cache, "open", lambda _root, _schemas: beside)
        same(read(DiskTree(root), schemas, workers=2, cache=root), expected)
        same(read(DiskTree(root), schemas, cache=root), expected)
    assert not beside.folder.exists()

    def full(_path: Path, _data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    same(read(DiskTree(root), schemas, cache=root), expected)
    assert kept(beside) == {}, "nothing half-written stays behind"


@pytest.mark.usefixtures("beside")
def test_two_runs_at_once_harm_each_other(
    root: Path, schemas: Schemas, expected: list[Document]
) -> None:
    tree = DiskTree(root)
    one = read_documents(tree, items(tree), schemas, workers=2, cache=root)
    two = read_documents(tree, items(tree), schemas, workers=0, cache=root)
    both = list(zip(one, two, strict=True))
    same([each for each, _ in both], expected)
    same([each for _, each in both], expected)
    same(read(tree, schemas, cache=root), expected)


def test_a_cache_is_opened_where_it_must_not(
    tmp_path: Path, schemas: Schemas, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / ".goodword").symlink_to(outside)
    assert Cache.open(tmp_path / "linked", schemas) is None
    assert list(outside.iterdir()) == []
    (tmp_path / "file").mkdir()
    (tmp_path / "file" / ".goodword").write_bytes(b"")
    assert Cache.open(tmp_path / "file", schemas) is None
    assert Cache.open(tmp_path / "nowhere", schemas) is None
    plain = tmp_path / "plain"
    plain.mkdir()
    first = Cache.open(plain, schemas)
    assert first is not None
    again = Cache.open(plain, schemas)
    assert again is not None
    assert (again.folder, again.secret) == (first.folder, first.secret)
    assert (plain / ".goodword" / ".gitignore").read_text() == "*\n"
    monkeypatch.setattr(caches, "__version__", "another")
    other = Cache.open(plain, schemas)
    assert other is not None
    assert [path.name for path in first.folder.parent.iterdir()] == [other.folder.name]
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    mine = Cache.open(plain, schemas)
    assert mine is not None
    assert mine.secret != first.secret
    secret = tmp_path / "home" / "goodword" / "secret"
    assert secret.stat().st_mode & 0o777 == 0o600
    secret.chmod(0o644)
    assert Cache.open(plain, schemas) is None, "a secret that others can read is none"
    secret.chmod(0o600)
    secret.write_bytes(b"short")
    assert Cache.open(plain, schemas) is None


def test_slices_that_are_gone_stay_in_the_cache(
    root: Path, schemas: Schemas, beside: Cache
) -> None:
    listed = items(DiskTree(root))
    list(read_documents(DiskTree(root), listed, schemas, workers=0, cache=root))
    many = len(kept(beside))
    list(read_documents(DiskTree(root), listed[500:], schemas, workers=0, cache=root))
    assert len(kept(beside)) < many / 2
    empty = Slice([("a", "claim")], [None])
    assert Cache.name(empty) != Cache.name(Slice([("a", "claim")], ["0123"]))
