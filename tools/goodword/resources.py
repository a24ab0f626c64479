"""Where schemas, site, catalogues and starter files lie: in a checkout or the installed package.

Nothing else in the tool may know. In a checkout they stand beside pyproject.toml; the wheel
carries the same folders as `goodword/_data`.
"""

from __future__ import annotations

from pathlib import Path

LOCK, COMMIT = "requirements.txt", "goodword.txt"
"""Where a program pins what it runs with: by hashes, and goodword itself by a commit."""
_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def _root() -> Path:
    """The folder that holds the carried folders.

    The checkout comes first, so that a copy which a build has left in the package is not read
    instead of the files that people edit.
    """
    if _PACKAGE.parent.name == "tools" and (_CHECKOUT / "pyproject.toml").is_file():
        return _CHECKOUT
    return _PACKAGE / "_data"


def schemas_directory() -> Path:
    """The folder of the `<kind>.schema.json` files that the tool judges by."""
    return _root() / "schemas"


def site_directory() -> Path:
    """The folder of the portal's pages, templates and theme."""
    return _root() / "site"


def lock_file() -> bytes:
    """The lock of what the tool runs with: each package with its version and hashes."""
    return (_root() / LOCK).read_bytes()


def starter_files() -> dict[str, bytes]:
    """What a new program is given as it stands, such as workflows: content by path from its top."""
    folder = _PACKAGE / "starter" / "files"
    paths = sorted(each for each in folder.rglob("*") if each.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def former_files() -> dict[str, bytes]:
    """What earlier versions laid beside the data of programs, by the name of the record of it."""
    paths = sorted((_PACKAGE / "starter" / "former").glob("*.txt"))
    return {path.name: path.read_bytes() for path in paths}


def catalogue_languages() -> tuple[str, ...]:
    """Languages in which there are words: the names of the `<language>.po` files, sorted."""
    return tuple(sorted(path.stem for path in (_PACKAGE / "texts").glob("*.po")))


def catalogue_file(language: str) -> bytes:
    """What the gettext catalogue of a language holds."""
    return (_PACKAGE / "texts" / f"{language}.po").read_bytes()


def own_folders() -> tuple[Path, ...]:
    """Folders whose files decide what the tool says: its code, schemas and site."""
    return (_PACKAGE, schemas_directory(), site_directory())
