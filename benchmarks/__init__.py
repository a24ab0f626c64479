"""Goodword beside other tools on the same input, in one run: `make bench`, never a test."""
