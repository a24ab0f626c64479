"""The words in English; every other language has the same keys."""

from goodword.texts.en import frame, how, pages

WORDS: dict[str, str] = {**frame.WORDS, **pages.WORDS, **how.WORDS}
