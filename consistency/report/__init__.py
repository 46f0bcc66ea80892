"""Reports, groups and claims as text for people and for programs."""
