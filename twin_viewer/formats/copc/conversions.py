"""Records of any LAS as those of LAS 1.4, point formats 6 to 8, which COPC demands.

Fields after LAS 1.4 R15, tables 7 to 17. Coordinates, colours and all numbers are kept as they are;
only waveforms are left out, for COPC has no place for them.
"""

from copy import deepcopy
from typing import Any, Final

import laspy
import numpy as np

from twin_viewer.formats.las_records import Records

_TARGETS: Final = (6, 6, 7, 7, 6, 7, 6, 7, 8, 6, 8)
"""Which format stands for each of 0 to 10."""
_LEGACY: Final = 5
_ANGLE_STEP: Final = 0.006
"""Degrees of one unit of the scan angle from format 6 on."""
_KEPT: Final = ("X", "Y", "Z", "intensity", "user_data", "point_source_id", "gps_time")
_COLORS: Final = ("red", "green", "blue", "nir")
_MODERN: Final = ("bit_fields", "classification_flags", "classification", "scan_angle")


def target_format(source: Any) -> Any:
    """Return the point format COPC keeps the points of a format in, with its extra dimensions."""
    wanted = laspy.PointFormat(_TARGETS[source.id])
    for dimension in source.extra_dimensions:
        wanted.dimensions.append(deepcopy(dimension))
    return wanted


class Conversion:
    """How records of one layout become those of another."""

    def __init__(self, source: Any, target: Any) -> None:
        """Take the two point formats."""
        self.layout: np.dtype[np.void] = target.dtype()
        self._is_same = source.dtype() == self.layout
        self._is_legacy = source.id <= _LEGACY
        extra = tuple(dimension.name for dimension in source.extra_dimensions)
        names = (*_KEPT, *_COLORS, *extra)
        if not self._is_legacy:
            names += _MODERN
        there = set(source.dtype().names or ())
        wanted = set(self.layout.names or ())
        self._copied = [name for name in names if name in there and name in wanted]

    def __call__(self, records: Records) -> Records:
        """Return records in the layout of the target; the same array where nothing changes."""
        if self._is_same:
            return records
        out = np.zeros(len(records), self.layout)
        for name in self._copied:
            out[name] = records[name]
        if self._is_legacy:
            _modernise(records, out)
        return out


def _modernise(records: Records, out: Records) -> None:
    """Fill the fields that formats 0 to 5 pack otherwise."""
    bits, packed = records["bit_fields"], records["raw_classification"]
    out["bit_fields"] = (bits & 0b111) | ((bits >> 3 & 0b111) << 4)
    out["classification_flags"] = (packed >> 5) | (bits & 0b1100_0000)
    out["classification"] = packed & 0b1_1111
    angle = np.rint(records["scan_angle_rank"] / _ANGLE_STEP)
    out["scan_angle"] = angle.astype(np.int16)
