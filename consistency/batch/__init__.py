"""A check of more articles than memory holds: the same corridor, whose middle lies on the disk."""
