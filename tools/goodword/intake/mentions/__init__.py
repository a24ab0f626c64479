"""What a monitor found of people: its export, read for those on the map and for nobody else."""
