"""Copies of a process as they are, of which each also tells what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from goodword.source.copies import aside

if TYPE_CHECKING:
    from collections.abc import Callable


def telling(
    results: list[object], copied: Callable[..., Callable[[], Any]] = aside
) -> Callable[..., Callable[[], Any]]:
    """Makes copies; what each came to is put down in a list, None where it died."""

    def told(*arguments: Any, **more: Any) -> Callable[[], Any]:
        wait = copied(*arguments, **more)

        def waited() -> Any:
            results.append(wait())
            return results[-1]

        return waited

    return told
