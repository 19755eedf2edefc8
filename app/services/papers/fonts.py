"""The fonts of papers: those of the program, then those that typst itself carries."""

import sys
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

_FOLDERS: Final = (
    Path("/usr/share/fonts/opentype/inter"),
    Path("/usr/share/fonts/truetype/dejavu"),
)
"""Where Debian's `fonts-inter` and `fonts-dejavu-core` lie; the start installs both."""

_WANTED: Final = ("Inter", "Segoe UI", "DejaVu Sans", "Arial", "Helvetica", "Libertinus Serif")
"""The first one that is there is the face, the others help out letter by letter."""


@lru_cache(maxsize=1)
def fonts() -> tuple[Any, tuple[str, ...]]:
    """Return the fonts for typst, and the names of the families in the order of preference."""
    import typst  # noqa: PLC0415 - 30 MB, only whoever makes a paper pays for them

    folders = [str(folder) for folder in _FOLDERS if folder.is_dir()]
    found = typst.Fonts(
        # Looking through all fonts of a system takes long; Debian's are known by their folders.
        include_system_fonts=sys.platform != "linux" or not folders,
        font_paths=list(folders),
    )
    there = {name.casefold() for name in found.families()}
    return found, tuple(name for name in _WANTED if name.casefold() in there)
