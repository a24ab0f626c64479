"""The gate: what each audience may have of a program, and nothing else."""
