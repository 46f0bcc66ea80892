"""`python -m consistency`."""

import sys

from consistency.cli.main import command

if __name__ == "__main__":
    sys.exit(command())
