"""The words in English; every other language has the same keys."""

from goodword.texts.en import frame, how, meet, pages, staff

WORDS: dict[str, str] = {**frame.WORDS, **pages.WORDS, **how.WORDS, **meet.WORDS, **staff.WORDS}
