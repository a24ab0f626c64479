"""What names a person, and the files of a program without it: bytes and values, nothing written."""
