"""What came in, as requests: an export of another system read strictly, row by row."""
