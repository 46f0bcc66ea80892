"""One file per output format; each offers `write(report, style)`, which yields pieces of text."""
