"""What a program starts from: an example of any size, and what is made for a new one."""
