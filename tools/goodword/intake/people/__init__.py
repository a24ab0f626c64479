"""A list of people from elsewhere, and who of it is whom."""
