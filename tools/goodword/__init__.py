"""Goodword: influencer programs in a git repository, computed from files and a day."""

__version__ = "0.1.0"
