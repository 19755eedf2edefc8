"""`python3 -m app`: provides what the program needs, then starts it."""

import multiprocessing
import sys

from app import bootstrap


def run() -> int:
    """Prepare this machine if need be, then hand over to the command line."""
    from app.main import main, needs_screen  # noqa: PLC0415 - argparse only, no package needed

    arguments = sys.argv[1:]
    bootstrap.prepare("app", dev=False, display=needs_screen(arguments))
    return main(arguments)


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(run())
