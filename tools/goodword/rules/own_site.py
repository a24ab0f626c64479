"""A file of the program's site/ that the portal does not read, or a logo that is not there.

The portal is built from pages, templates and a theme that the tool carries. A program may add
pages of its own (`site/pages/LANGUAGE/NAME.md`, plain Markdown that the portal renders as it
renders any text), and may put a template of its own in the place of one of ours by the same
name (`site/templates/NAME.html`, which runs in a sandbox and escapes what it is given). Colours,
logo, address and languages stand in program/program.yml.

Settings of MkDocs (`site/mkdocs.yml`) and a theme (`site/theme/`) are not read: they can run
code, and whoever builds the portal of a proposed change would run it.

The logo that program/program.yml names has to be there: without it the portal shows none.

Mend it by deleting the file, or by putting what it is for in the place that the hint names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from goodword.diagnostics import Place, Severity
from goodword.rules.rule import NOTHING, Finding, Rule, Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.snapshot import Snapshot


def check(snapshot: Snapshot) -> Iterator[Finding]:
    """Files of site/ that nothing reads."""
    settings = snapshot.program.settings
    for path, message, hint in snapshot.program.unread_site:
        logo = path == settings.portal.logo
        yield Finding(settings.place.at("portal", "logo") if logo else Place(path), message, hint)


RULE = Rule("own-site", check, Severity.WARNING, scope=Scope.PROGRAM, meets=NOTHING)
