"""Where people are reached: addresses in the repository that only keys outside of it open."""
