"""Turns values into HTML and mail text: templates, the program's Markdown, sanitising.

Every text of a program may be hostile; `prose` and `templates` say what keeps it text.
"""
