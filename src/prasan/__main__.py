"""`python -m prasan` and the script `prasan`."""

import sys


def main() -> int:
    """Run one command of the command line; returns its exit code."""
    from prasan.config.cli import call

    return call(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
