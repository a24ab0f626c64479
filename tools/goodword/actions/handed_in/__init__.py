"""What becomes of each form that is handed in."""
