"""The command line: one command per file, each loading what it needs when it runs."""
