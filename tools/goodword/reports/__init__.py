"""What commands show: one subject a module, each making a `Report` of a result."""
