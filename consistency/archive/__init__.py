"""What articles already published claim, kept in one file: for the check of a new one, and to read none twice."""
