"""Who runs the corridor: one process or several, with the same result."""
