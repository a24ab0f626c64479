"""The surroundings of a program: the files beside its data, the host, the machine."""
