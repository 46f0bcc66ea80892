"""One file per input format: a decoded text to records, each with the line it begins on."""
