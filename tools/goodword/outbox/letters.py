"""Which text a person gets: the program's own or the one that is there, in which language."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from goodword.model.letter import FOLDER, OWN, faults
from goodword.texts import LANGUAGES, Texts, primary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from goodword.model.profile import Profile
    from goodword.model.program import Program


class Chosen(NamedTuple):
    """A text, its language, and where it stands; `path` is empty for one of ours."""

    text: str
    language: str
    path: str

    @property
    def broken(self) -> bool:
        """Whether `check` has something against it."""
        template = self.path.rpartition("/")[2].removesuffix(".md")
        return bool(self.path) and _broken(template, self.text)


@lru_cache(maxsize=256)
def _broken(template: str, text: str) -> bool:
    return bool(faults(template, text))


def spoken(program: Program, person: Profile) -> str:
    """The program's language in which a person is written to: theirs, else its first."""
    languages = program.settings.languages
    known = {primary(each): each for each in reversed(languages)}
    return next(
        (known[own] for own in map(primary, person.languages) if own in known), languages[0]
    )


def chosen(program: Program, template: str, language: str) -> Chosen | None:
    """The text of a template for who is written to in a language; None where there is none.

    The program's own text stands for ours. Where there is neither in the language, there is that
    of the program's first language, then any of its own.
    """
    return next(_candidates(program, template, language), None)


def _candidates(program: Program, template: str, language: str) -> Iterator[Chosen]:
    own = {
        path.removeprefix(FOLDER).partition("/")[0]: Chosen(text, "", path)
        for path, text in program.letters.items()
        if path.endswith(f"/{template}.md")
    }
    for tag in dict.fromkeys((language, program.settings.languages[0])):
        same = [each for each in own if primary(each) == primary(tag)]
        for each in sorted(same, key=lambda found: (found != tag, found)):
            yield own[each]._replace(language=each)
        if template in OWN and primary(tag) in LANGUAGES:
            yield Chosen(Texts(tag).words[f"letter.{template}"], tag, "")
    for each in sorted(own):
        yield own[each]._replace(language=each)
    if template in OWN:
        yield Chosen(Texts("en").words[f"letter.{template}"], "en", "")
