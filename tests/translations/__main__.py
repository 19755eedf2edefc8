"""`python3 -m tests.translations`: brings the translations to the texts in the sources.

Adds new texts without a translation, removes those that are gone, and compiles what the program
loads. Ends with 1 and lists them while texts lack their translation.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from app import bootstrap


def main() -> int:
    """Update everything in `resources/translations`; return the exit code."""
    bootstrap.prepare("tests.translations", dev=True, display=False)
    from tests.translations import catalogues, extraction, lower_rooms  # noqa: PLC0415 - see above

    with tempfile.TemporaryDirectory() as scratch:
        catalogues.update(extraction.screen_texts(), catalogues.FOLDER, Path(scratch))
    catalogues.compile_all(catalogues.FOLDER, catalogues.FOLDER)
    lower_rooms.update(lower_rooms.templates())
    missing = list(_missing())
    sys.stdout.writelines(f"{line}\n" for line in missing)
    sys.stdout.write(f"{len(missing)} texts without a translation\n")
    return 1 if missing else 0


def _missing() -> Iterator[str]:
    """Yield a line for each text that has no translation yet."""
    from tests.translations import catalogues, lower_rooms  # noqa: PLC0415 - after the set-up

    for code in catalogues.CODES:
        for message in catalogues.messages(catalogues.FOLDER, code):
            if not message.is_finished:
                yield f"{code} {message.context}: {message.source}"
    for module, lines in lower_rooms.read().items():
        for de, en in lines.items():
            if not en:
                yield f"en {module}: {de}"


if __name__ == "__main__":
    sys.exit(main())
