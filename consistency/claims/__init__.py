"""Mentions to claims: what is counted, whose, where, when, said by whom."""
