"""A repository in which somebody left traces wherever a repository keeps any."""

from __future__ import annotations

import base64
import gzip
import unicodedata
from typing import TYPE_CHECKING
from urllib.parse import quote

from goodword.cli import main
from tests.guard_history import HOUR, NOON, begun, commit, git

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

DAY = "2026-08-20"
NEW = "kq7xw2zp"
OLD_NAME = "Anabel Zurbarán"
KEEPS = {
    "influencers/bo/profile.yml": "Bo Chen",
    "missions/write/mission.yml": "banana",
    "README.md": "banana bandana",
}
"""Words that look alike and stay, by file."""

_MORE: tuple[Mapping[str, str | bytes], ...] = (
    {
        # An older name, a link, a long number, and what only a profile says.
        "influencers/ana/profile.yml": f"name: {OLD_NAME}\nstage: member\nsince: '2026-01-05'\n"
        "bio: Rides a purple tandem.\nlinks: [https://www.tandem.example/ana-x/]\n"
        "accounts: {github: {login: ana-x, id: 90210497}}\n",
        "influencers/ana/contact.age": b"age-encryption.org/v1\n" + bytes(60),
        "influencers/ana/notes.md": "Purple tandem, twice.\n",
        "README.md": f"Thanks to {OLD_NAME}, banana bandana.\n",
    },
    {
        "missions/write/mission.yml": "# Asked for by Ana\n#  Lopes.\ntitle: Write of a banana\n"
        "instructions: Write, as ana-x did.\npoints: 100\nproposed_by: ana\n",
        "missions/write/claims/2026-08-04-bo.yml": "evidence:\n  - witness: ana\n"
        'summary: "With Ana Lop\\u0065s and ana."\nwith: [ana]\n',
        "program/feedback/2026-08-02-seen-by-ana-x.yml": "title: Seen\nsteps:\n"
        '  - {step: received, date: "2026-08-02", from: [bo, ana], channel: call, '
        "summary: >-\n      Said Ana\n      Lopes of tandem.example/ana-x\n}\n".replace(
            "summary: >-\n      Said Ana\n      Lopes of tandem.example/ana-x\n}",
            'summary: "Said Ana\n      Lopes of tandem.example/ana-x"}',
        ),
        "influencers/bo/touchpoints/2026-08-05-intro.yml": "kind: introduction\nby: maya\n"
        f"summary: |\n  Met {unicodedata.normalize('NFD', OLD_NAME)},\n  and ANA LOPES.\n"
        "refs: [ana/2026-07-05-counted-twice]\n",
        "docs/export.txt": f"{quote(OLD_NAME)} was here\n",
        "docs/old.csv": f"Name;Ort\r\n{OLD_NAME};Köln\r\n".encode("cp1252"),
    },
    {"influencers/ana/profile.yml": "name: [broken\nby: ana-x\n"},
)


def world(folder: Path) -> Path:
    """The repository, with everything committed on main; the tool of today finds it clean."""
    root = begun(folder / "program")
    first = (root / "influencers/ana/profile.yml").read_bytes()
    for number, files in enumerate(_MORE, 1):
        put(root, files)
        commit(root, "ana" if number == 2 else "maya", NOON + number * HOUR)
    for path in ("influencers/ana/contact.age", "influencers/ana/notes.md", "docs/export.txt"):
        (root / path).unlink()
    for path in ("missions/write/claims/2026-08-04-bo.yml",):
        text = (root / path).read_text().replace("with: [ana]\n", "")
        (root / path).write_text(text)
    put(root, {"influencers/ana/profile.yml": first})
    git(root, "add", "--all")
    message = "Mend what Ana Lopes broke\n\nCo-authored-by: Ana Lopes <al@tandem.example>"
    git(root, "commit", "-qm", message, at=NOON + 5 * HOUR)
    (root / ".git/said").write_bytes(f"Grüße an {OLD_NAME}\n".encode("cp1252"))
    coded = ("-c", "i18n.commitEncoding=ISO-8859-1", "commit", "-q", "--allow-empty")
    git(root, *coded, "-F", ".git/said", at=NOON + 5 * HOUR)
    (root / ".git/said").unlink()
    git(root, "tag", "-a", "for-ana-x", "-m", "For Ana Lopes", who="ana", at=NOON + 5 * HOUR)
    git(root, "branch", "claim-approve-ana-x")
    git(root, "notes", "add", "-m", "ana-x was here", at=NOON + 5 * HOUR)
    git(root, "config", "user.name", "Maya Weber")
    git(root, "config", "user.email", "maya@acme.example")
    return root


def put(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Write files."""
    for path, content in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content if isinstance(content, bytes) else content.encode())


def erase(root: Path, *more: str, person: str = "ana", new: str = NEW) -> int:
    """Run the command; the exit code."""
    asked = ("influencer", "erase", person, "--by", "maya", "--as-of", DAY, "--new-id", new)
    return main(["--root", str(root), *asked, *more])


def hidden(text: str) -> dict[str, bytes]:
    """A text in each of the ways in which one may be hidden."""
    plain = text.encode()
    return {
        "percent": quote(text, safe="").encode(),
        "base64": base64.b64encode(b"to " + plain),
        "hex": (b"to " + plain).hex().encode(),
        "gzip": gzip.compress(plain),
        "utf-16": text.encode("utf-16-le"),
        "windows": f"Straße: {text}".encode("cp1252"),
        "dos": f"Straße: {text}".encode("cp850"),
        "windows in base64": base64.b64encode(f"Straße: {text}".encode("cp1252")),
        "escapes": "".join(f"\\u{ord(each):04x}" for each in text).encode(),
        "entities": "".join(f"&#{ord(each)};" for each in text).encode(),
        "nfd": unicodedata.normalize("NFD", text).encode(),
        "upper": text.upper().encode(),
        "gzip in base64": base64.b64encode(gzip.compress(plain)),
    }
