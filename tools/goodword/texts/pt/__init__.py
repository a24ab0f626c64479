"""The words in Portuguese; the keys are those of English."""

from goodword.texts.pt import frame, how, meet, pages, staff

WORDS: dict[str, str] = {**frame.WORDS, **pages.WORDS, **how.WORDS, **meet.WORDS, **staff.WORDS}
