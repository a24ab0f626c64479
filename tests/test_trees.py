"""Trees: which names are listed, passed over or refused, and that every tree gives the same."""

from __future__ import annotations

import os
import socket
import subprocess
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goodword.diagnostics import Diagnostic, Failure
from goodword.source import repository
from goodword.source.trees import DiskTree, GitTree, Overlay
from goodword.source.trees.listing import READ_LIMIT

if TYPE_CHECKING:
    from pathlib import Path

    from goodword.source.trees import Tree

FILES = {
    "program/program.yml": b"name: x\n",
    "program/audits/2026-Q3/ana.yml": b"brand: []\n",
    "program/messages/en/hello.md": b"hi\n",
    "influencers/ana/profile.yml": b"name: Ana\n",
    "influencers/ana/touchpoints/2026-01-02-x.yml": b"kind: thanks\n",
    "missions/guide/claims/2026-01-02-ana.2.yml": "summary: é\n".encode(),
}
PASSED_OVER = {
    "README.md": b"",
    "schemas/claim.schema.json": b"{}",
    "program/README.md": b"",
    "missions/guide/notes.md": b"",
    "missions/guide/.draft.yml": b"",
    "missions/guide/mission.yml~": b"",
    "influencers/.cache/ana.yml": b"",
    "influencers/old~/profile.yml": b"",
    "programs/x.yml": b"",
}


def lay(root: Path, files: dict[str, bytes]) -> Path:
    for path, data in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    return root


def git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)
    return done.stdout.decode()


def commit(root: Path) -> Path:
    if not (root / ".git").exists():
        git(root, "init", "--quiet")
    git(root, "add", "--all", "--force")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "x")
    return root


def seen(tree: Tree) -> tuple[dict[str, bytes | Diagnostic], list[tuple[str, str]]]:
    """Paths and contents, read one by one, and paths and words of what is refused."""
    listing = tree.listing()
    paths = [entry.path for entry in listing.files]
    assert paths == sorted(paths)
    read = {path: tree.read(path) for path in paths}
    assert dict(tree.read_many(paths)) == read
    return read, [(each.place.path, each.message) for each in listing.refused]


def refused(tree: Tree) -> dict[str, str]:
    return dict(seen(tree)[1])


def test_the_same_files_differ_between_disk_git_and_overlay(tmp_path: Path) -> None:
    root = commit(lay(tmp_path, FILES | PASSED_OVER))
    disk = seen(DiskTree(root))
    assert disk == (dict(sorted(FILES.items())), [])
    assert seen(GitTree(root, "HEAD")) == disk
    empty = tmp_path / "empty"
    empty.mkdir()
    assert seen(Overlay(DiskTree(empty), FILES | PASSED_OVER)) == disk


NAMES = st.sampled_from(
    (
        *("a.yml", "A.yml", "b.yml", "é.yml", unicodedata.normalize("NFD", "é.yml")),
        *("\u017f.yml", "s.yml", "K.yml", "\u212a.yml", "straße", "STRASSE", "ana", "Ana"),
        *("README.md", ".x.yml", "x~", "notes.md", "x.yml", "deep", "2026-Q3"),
        *("a\nb.yml", "\u202e.yml", "\udcff.yml", "a\\b.yml", "aux", "con.yml", "Nul.yml"),
    )
)
PATHS = st.builds(
    lambda root, parts: "/".join((root, *parts)),
    st.sampled_from(["program", "influencers", "missions", "Program", "docs", "program\\x"]),
    st.lists(NAMES, min_size=1, max_size=3),
)


def apart(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files less those that need a folder where another is a file."""
    kept: dict[str, bytes] = {}
    for path, data in sorted(files.items()):
        if not any(path.startswith(f"{other}/") for other in kept):
            kept[path] = data
    return kept


@settings(max_examples=30)
@given(st.dictionaries(PATHS, st.binary(max_size=20), max_size=8))
def test_odd_names_differ_between_disk_git_and_overlay(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, bytes]
) -> None:
    files = apart(files)
    root = commit(lay(tmp_path_factory.mktemp("tree"), files))
    disk = seen(DiskTree(root))
    assert seen(GitTree(root, "HEAD")) == disk
    empty = tmp_path_factory.mktemp("empty")
    assert seen(Overlay(DiskTree(empty), files)) == disk


def test_a_name_that_cannot_be_used_is_listed(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "josé")
    names = {
        "program/\udcff.yml": "the name is not UTF-8",
        "program/a\x1b[31m.yml": "control character U+001B in the name",
        "program/\u202egpj.yml": "bidirectional control U+202E RIGHT-TO-LEFT OVERRIDE in the name",
        f"influencers/{decomposed}/profile.yml": (
            "the name is in decomposed Unicode, expected the composed form (NFC)"
        ),
        "missions/x/mission.yml/a.yml": "a folder, expected a file",
        "missions/guide/mission.yml": "differs only in case from missions/Guide/mission.yml",
        "influencers/ana/Profile.yml": "",
        "influencers/ana/profile.yml": "differs only in case from influencers/ana/Profile.yml",
    }
    lay(tmp_path, dict.fromkeys([*names, "missions/Guide/mission.yml"], b""))
    listing = DiskTree(tmp_path).listing()
    assert [e.path for e in listing.files] == [
        "influencers/ana/Profile.yml",
        "missions/Guide/mission.yml",
    ]
    assert {each.message for each in listing.refused} == {
        *(words for words in names.values() if words and "Guide" not in words),
        "differs only in case from missions/Guide",
    }
    for each in listing.refused:
        assert each.place.path.encode().decode() == each.place.path
        assert each.rule == "tree"


def test_a_folder_is_judged_for_each_of_its_files(tmp_path: Path) -> None:
    lay(tmp_path, {f"missions/x/mission.yml/{n}.yml": b"" for n in range(5)})
    assert list(refused(DiskTree(tmp_path))) == ["missions/x/mission.yml"]


def test_a_link_is_followed(tmp_path: Path) -> None:
    outside = lay(tmp_path / "outside", {"secret.yml": b"secret", "folder/a.yml": b"secret"})
    root = lay(tmp_path / "root", {"program/program.yml": b""})
    (root / "program" / "a.yml").symlink_to(outside / "secret.yml")
    (root / "program" / "b").symlink_to(outside / "folder")
    (root / "program" / "c.yml").symlink_to("nowhere")
    (root / "missions").symlink_to(outside)
    (root / "influencers").write_bytes(b"")
    commit(root)
    link = "a symbolic link, expected the file itself"
    expected = {
        "influencers": "a file, expected a folder",
        "missions": link,
        "program/a.yml": link,
        "program/b": link,
        "program/c.yml": link,
    }
    for tree in (DiskTree(root), GitTree(root, "HEAD")):
        assert refused(tree) == expected
        assert [e.path for e in tree.listing().files] == ["program/program.yml"]


def test_a_pipe_a_socket_or_another_repository_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, {"program/program.yml": b"", "missions/sub/mission.yml": b"", "program/x": b""})
    os.mkfifo(tmp_path / "program" / "pipe.yml")
    with socket.socket(socket.AF_UNIX) as made:
        monkeypatch.chdir(tmp_path / "program")  # the name of a socket is short
        made.bind("socket.yml")
    (tmp_path / "missions" / "sub" / ".git").write_text("gitdir: elsewhere")
    (tmp_path / "missions" / "own" / ".git").mkdir(parents=True)
    assert refused(DiskTree(tmp_path)) == {
        "missions/own": "a repository inside the program, expected plain files",
        "missions/sub": "a repository inside the program, expected plain files",
        "program/pipe.yml": "a pipe, socket or device, expected a file",
        "program/socket.yml": "a pipe, socket or device, expected a file",
    }


def test_what_git_ignores_is_listed(tmp_path: Path) -> None:
    lay(tmp_path, FILES)
    commit(tmp_path)
    lay(
        tmp_path,
        {
            ".gitignore": b"*.bak\n/program/build/\nana.yml\n",
            "program/x.bak": b"",
            "program/build/a.yml": b"",
            "program/build/deep/b.yml": b"",
            "missions/guide/.gitignore": b"local.yml\n",
            "missions/guide/local.yml": b"",
            "missions/new/local.yml": b"",
        },
    )
    (tmp_path / "program" / "build" / "link").symlink_to("a.yml")
    paths = set(seen(DiskTree(tmp_path))[0])
    assert paths == {*FILES, "missions/new/local.yml"}, "tracked files stay, as they do in git"
    assert not refused(DiskTree(tmp_path))


def test_what_git_ignores_is_listed_where_a_link_leads_to_the_program(tmp_path: Path) -> None:
    files = {".gitignore": b"x.yml\n", "acme/program/y.yml": b""}
    lay(commit(lay(tmp_path / "repository", files)), {"acme/program/x.yml": b""})
    (tmp_path / "link").symlink_to(tmp_path / "repository" / "acme")
    assert set(seen(DiskTree(tmp_path / "link"))[0]) == {"program/y.yml"}


def test_git_is_started_where_there_is_no_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, FILES)
    expected = seen(DiskTree(tmp_path))
    monkeypatch.setattr(repository, "start", None)
    assert seen(DiskTree(tmp_path)) == expected


def test_a_program_in_a_folder_of_the_repository_is_listed_otherwise(tmp_path: Path) -> None:
    files = {f"acme/{path}": data for path, data in FILES.items()}
    commit(lay(tmp_path, files | {"program/other.yml": b"", ".gitignore": b"hidden.yml\n"}))
    lay(tmp_path, {"acme/program/hidden.yml": b""})
    expected = (dict(sorted(FILES.items())), list[tuple[str, str]]())
    assert seen(DiskTree(tmp_path / "acme")) == expected
    assert seen(GitTree(tmp_path / "acme", "HEAD")) == expected


def test_the_order_of_creation_shows(tmp_path: Path) -> None:
    one = lay(tmp_path / "one", FILES)
    two = lay(tmp_path / "two", dict(reversed(FILES.items())))
    assert DiskTree(one).listing() == DiskTree(two).listing()


def test_a_file_that_changes_under_our_feet_raises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["gone", "link", "pipe", "folder", "locked"]
    root = lay(tmp_path, {f"program/{name}.yml": b"secret" for name in names})
    tree = DiskTree(root)
    assert len(tree.listing().files) == len(names)
    for name in names[:4]:
        (root / f"program/{name}.yml").unlink()
    (root / "program/link.yml").symlink_to(root / "program/locked.yml")
    os.mkfifo(root / "program/pipe.yml")
    (root / "program/folder.yml").mkdir()
    opened = os.open

    def locked(path: str, flags: int) -> int:
        if path.endswith("locked.yml"):
            raise PermissionError(13, "Permission denied", path)
        return opened(path, flags)

    monkeypatch.setattr(os, "open", locked)
    words = {}
    for name in names:
        found = tree.read(f"program/{name}.yml")
        assert isinstance(found, Diagnostic)
        assert found.place.path == f"program/{name}.yml"
        words[name] = found.message
    assert words == {
        "gone": "the file was there and is gone",
        "link": "the file cannot be read: too many levels of symbolic links",
        "pipe": "no plain file any more, expected one",
        "folder": "no plain file any more, expected one",
        "locked": "the file cannot be read: permission denied",
    }
    assert isinstance(tree.read("program/\0.yml"), Diagnostic)
    assert isinstance(tree.read("program/" + "x" * 300), Diagnostic)


def test_many_files_are_read_otherwise_than_one(tmp_path: Path) -> None:
    sizes = (0, 1, READ_LIMIT, READ_LIMIT + 1, 3_000_000)
    root = lay(tmp_path, {f"program/{size}.yml": b"x" * size for size in sizes})
    (root / "program/link.yml").symlink_to(root / "program/1.yml")
    os.mkfifo(root / "program/pipe.yml")
    (root / "program/folder.yml").mkdir()
    names = [*map(str, sizes), "link", "pipe", "folder", "gone", "\0", "x" * 300, "1"]
    paths = [f"program/{name}.yml" for name in names]
    for tree in (DiskTree(root), DiskTree(root / "nowhere")):
        many = [*tree.read_each_told(paths)]
        assert many == [*map(tree.read_told, paths)]
        assert sum(known is not None for _, known in many) == (6 if tree.root == root else 0)


def test_a_folder_that_cannot_be_listed_hides_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, FILES)
    scan = os.scandir

    def locked(path: str) -> object:
        if path.endswith("influencers/ana"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", locked)
    listing = DiskTree(tmp_path).listing()
    assert [each.place.path for each in listing.refused] == ["influencers/ana"]
    assert {e.path for e in listing.files} == {p for p in FILES if "influencers" not in p}


@pytest.mark.parametrize("size", [0, 1, READ_LIMIT - 1, READ_LIMIT, READ_LIMIT + 1, 3_000_000])
def test_more_of_a_file_is_read_than_one_byte_above_the_limit(tmp_path: Path, size: int) -> None:
    data = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    root = commit(lay(tmp_path, {"program/a.yml": data, "program/b.yml": b"after"}))
    trees: list[Tree] = [
        DiskTree(root),
        GitTree(root, "HEAD"),
        Overlay(DiskTree(root), {"program/a.yml": data}),
    ]
    for tree in trees:
        assert tree.read("program/a.yml") == data[: READ_LIMIT + 1]
        assert tree.read("program/a.yml", 10**9) == data
        many = dict(tree.read_many(["program/a.yml", "program/b.yml"], 100))
        assert many == {"program/a.yml": data[:101], "program/b.yml": b"after"}


def test_a_file_that_grows_or_shrinks_while_it_is_read_raises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = bytes(range(256)) * 40
    tree = DiskTree(lay(tmp_path, {"program/a.yml": data}))
    stated = os.fstat
    for size in (0, 1, 100, 10_239, 10_241, 60_000):

        def wrong(handle: int, size: int = size) -> os.stat_result:
            known = list(stated(handle))
            known[6] = size
            return os.stat_result(known)

        monkeypatch.setattr(os, "fstat", wrong)
        assert tree.read("program/a.yml") == data
        assert tree.read("program/a.yml", 50) == data[:51]


def test_an_overlay_shows_what_lies_below_a_change(tmp_path: Path) -> None:
    root = lay(tmp_path, FILES)
    (root / "program" / "link.yml").symlink_to("x")
    gone = "influencers/ana/profile.yml"
    tree = Overlay(
        DiskTree(root),
        {gone: None, "program/program.yml": b"new", "missions/x/mission.yml": b"y", "docs/a": b""},
    )
    read, problems = seen(tree)
    assert read["program/program.yml"] == b"new"
    assert read["missions/x/mission.yml"] == b"y"
    assert set(read) == {*FILES, "missions/x/mission.yml"} - {gone}
    assert [path for path, _ in problems] == ["program/link.yml"]
    found = tree.read(gone)
    assert isinstance(found, Diagnostic)
    assert found.message == "the file goes with this change"
    assert not Overlay(tree, {"program/link.yml": None}).listing().refused


def test_a_token_stays_when_the_content_changes(tmp_path: Path) -> None:
    path = "program/program.yml"
    root = commit(lay(tmp_path, FILES))
    disk = DiskTree(root)
    before = disk.token(path)
    assert before == DiskTree(root).token(path)
    first = GitTree(root, "HEAD").token(path)
    lay(root, {path: b"name: y, another size\n"})
    assert disk.token(path) not in {before, ""}
    assert GitTree(commit(root), "HEAD").token(path) not in {first, ""}
    over = Overlay(disk, {path: b"z", "program/gone.yml": None})
    assert len({over.token(path), disk.token(path), Overlay(disk, {path: b"zz"}).token(path)}) == 3
    assert over.token("program/gone.yml") == disk.token("program/nothing.yml") == ""
    assert over.token("influencers/ana/profile.yml") == disk.token("influencers/ana/profile.yml")


def test_an_empty_folder_is_a_program(tmp_path: Path) -> None:
    assert DiskTree(tmp_path).listing() == ((), ())
    assert DiskTree(tmp_path / "nowhere").listing() == ((), ())
    with pytest.raises(Failure):
        GitTree(tmp_path / "nowhere", "HEAD")
