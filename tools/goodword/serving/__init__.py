"""Shows a portal on this computer: what is asked for, what answers, and what tells of changes."""
