"""The words in which the rules speak; apart from the nouns, because reading the command line needs them alone."""

VERDICTS = ("agree", "compatible", "update", "conflict", "incomparable", "undecided")
SEVERITIES = ("error", "warning", "info")
