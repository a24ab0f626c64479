"""The words in Spanish; the keys are those of English."""

from goodword.texts.es import frame, how, pages

WORDS: dict[str, str] = {**frame.WORDS, **pages.WORDS, **how.WORDS}
