"""What a user has set: read from flags, the environment and a file, checked, and each told where it came from."""
