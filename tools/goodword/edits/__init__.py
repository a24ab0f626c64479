"""Changes to files as values: made by actions, shown as differences, written all or not at all."""

from goodword.edits.edit import Edit, difference, digest, laid_over

__all__ = ["Edit", "difference", "digest", "laid_over"]
