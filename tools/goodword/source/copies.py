"""Whether this process can be copied: its copies have all that was loaded, at no cost."""

from __future__ import annotations

import os
import sys
import threading


def can_copy() -> bool:
    """Whether a copy of this process is safe.

    Elsewhere than on Linux libraries mind; a copy has one thread only, whatever the others hold.
    """
    return sys.platform == "linux" and threading.active_count() == 1 and hasattr(os, "fork")
