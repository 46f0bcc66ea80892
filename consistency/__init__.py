"""Finds figures and dates on which news articles contradict one another."""

__version__ = "0.1.0"
