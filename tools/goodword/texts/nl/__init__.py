"""The words in Dutch; the keys are those of English."""

from goodword.texts.nl import frame, how, meet, pages, staff

WORDS: dict[str, str] = {**frame.WORDS, **pages.WORDS, **how.WORDS, **meet.WORDS, **staff.WORDS}
