"""Where files come from: trees of bytes, strict YAML, schemas, history, workers and a cache."""
