"""What the files say, as immutable values: one module a kind, and `Program` that holds them all."""
