"""Claims to groups: which claims are about one thing, and why."""
