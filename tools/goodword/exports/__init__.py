"""What other programs read: one form a module, each a pure function that gives text or bytes."""
