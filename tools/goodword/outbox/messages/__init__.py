"""Messages: what is to be said to one person, from their own record and what is due."""

from __future__ import annotations
