"""What one person hands in: a form, by issue, by mail or as a row of a table."""
