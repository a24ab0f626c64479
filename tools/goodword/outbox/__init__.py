"""What is due to be said to people today, and what is not said, and why: from files alone."""

from __future__ import annotations
