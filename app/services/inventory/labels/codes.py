"""The QR code of a label (ISO/IEC 18004)."""

from enum import StrEnum
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt
import segno

QUIET: Final = 4
"""Free modules round a code that the standard demands."""

LEAST_MODULE_MM: Final = 0.25
"""Smaller modules are hard to read with the scanners of offices (300 dpi: three dots)."""

PREFIX: Final = "leitstand:asset:"


class CodeKind(StrEnum):
    """What the code says."""

    TAG = "tag"
    """The inventory number; a record without one is named by its uid."""
    UID = "uid"
    """`leitstand:asset:` and the record's permanent name."""


def code_text(kind: CodeKind, tag: str, uid: str) -> str:
    """Return what the code of an asset says."""
    return tag if kind is CodeKind.TAG and tag else f"{PREFIX}{uid}"


@lru_cache(maxsize=8_192)
def code_of(text: str) -> npt.NDArray[np.bool_]:
    """Return the modules of a code, True for dark ones, without the free edge; square.

    Errors are corrected by level M (15 %) or better where it takes no more room.
    """
    code = segno.make(text, error="m", micro=False, boost_error=True)
    modules = np.array([list(row) for row in code.matrix], np.uint8).astype(np.bool_)
    modules.setflags(write=False)
    return modules
