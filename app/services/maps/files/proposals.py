"""In which coordinate reference system a file is, and in which it rather should be."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from pyproj.exceptions import ProjError

from app.domain.maps import Box
from app.services.maps.crs import SWAPPED, WGS84, Coordinates, as_wgs84, is_known, name_of
from app.services.maps.files.results import CrsProposal, LayerError

CANDIDATES: Final = (
    WGS84, "EPSG:25832", "EPSG:25833", "EPSG:4647", "EPSG:31466", "EPSG:31467", "EPSG:3857",
    "EPSG:3035",
)  # fmt: skip
"""Systems that are tried, the likeliest first; each also with swapped axes."""

_GERMANY: Final = Box(5.5, 47.0, 15.5, 55.2)
"""Stands in where no city is known."""

_MOST: Final = 5_000
"""As many features decide."""
_HALF: Final = 0.5
_IN_DEGREES: Final = {"", WGS84, "EPSG:4258"}
_CLEARLY: Final = 0.25
"""A proposal must be better by that."""
_DEGREES: Final = 400.0
"""Larger numbers are no degrees, however wrong."""


@dataclass(frozen=True, slots=True)
class Reference:
    """How the coordinates of a file are read.

    Attributes:
        crs: The system, with `/yx` behind it where the axes are swapped.
        proposal: A system that would fit better.
        share: Which part of the features lies in the city with it; 1 where no city is known.
    """

    crs: str
    proposal: CrsProposal | None = None
    share: float = 1.0


def reference_of(
    centers: Coordinates, *, given: str, said: str, is_degrees: bool, box: Box | None
) -> Reference:
    """Decide in which system coordinates are.

    Args:
        centers: The middles of the features, as the file has them.
        given: What the caller wants; "" leaves it to the file.
        said: What the file says; "" when it says nothing.
        is_degrees: True when saying nothing means WGS 84, as in GeoJSON.
        box: Where the city is.

    Raises:
        LayerError: It cannot be decided, or the coordinates cannot be what the file says.
    """
    sample = centers[:: max(1, len(centers) // _MOST)]
    if given:
        if not is_known(given):
            raise LayerError(
                f"Das Koordinatensystem „{given[:80]}“ ist unbekannt. Bitte einen EPSG-Code wie "
                "EPSG:25832 angeben."
            )
        return Reference(given, None, _share(given, sample, box))
    if not len(sample):
        return Reference(said or WGS84)
    crs = said or WGS84
    is_metres = float(np.mean(np.abs(sample).max(axis=1) > _DEGREES)) >= _HALF
    if is_metres and said in _IN_DEGREES:
        raise _refusal(
            _proposal(sample, box or _GERMANY, crs, 0.0, is_city=box is not None), said=said
        )
    share = _share(crs, sample, box)
    if not said and not is_degrees:
        proposal = _proposal(sample, box or _GERMANY, "", 0.0, is_city=box is not None)
        if proposal is None or proposal.crs != WGS84:
            raise _refusal(proposal, said=said)
    if box is None or share >= _HALF:
        return Reference(crs, None, share)
    return Reference(crs, _proposal(sample, box, crs, share, is_city=True), share)


def _refusal(proposal: CrsProposal | None, *, said: str) -> LayerError:
    says = (
        "Die Koordinaten der Datei sind keine Grad, obwohl sie es sagt."
        if said
        else "Die Datei sagt nicht, in welchem Koordinatensystem sie ist."
    )
    hint = (
        proposal.sentence
        if proposal
        else "Bitte das Koordinatensystem erfragen und beim Einlesen angeben."
    )
    return LayerError(f"{says} {hint}", proposal)


def _proposal(
    sample: Coordinates, box: Box, current: str, share: float, *, is_city: bool
) -> CrsProposal | None:
    """Return the system in which most of the features lie in a box."""
    best, best_share = "", max(_HALF, share + _CLEARLY) - 1e-9
    for code in (*CANDIDATES, *(code + SWAPPED for code in CANDIDATES)):
        if code != current and (found := _share(code, sample, box)) > best_share:
            best, best_share = code, found
    if not best:
        return None
    name = name_of(best)
    code = best.removesuffix(SWAPPED)
    percent = _percent(best_share)
    lies = (
        f"Mit {name} ({code}) lägen {percent} % der Objekte in der Stadt."
        if is_city
        else f"Mit {name} ({code}) lägen {percent} % der Objekte in Deutschland."
    )
    sentence = f"{lies} Bitte prüfen und dieses Koordinatensystem wählen."
    return CrsProposal(best, name, best_share, sentence)


def _percent(share: float) -> int:
    """Return a share in whole percent, 100 only for all."""
    return min(round(share * 100), 99) if share < 1 else 100


def _share(code: str, sample: Coordinates, box: Box | None) -> float:
    """Return which part of the places lies in a box."""
    if box is None or not len(sample):
        return 1.0
    try:
        places = as_wgs84(code, sample)
    except ProjError:
        return 0.0
    with np.errstate(invalid="ignore"):
        inside = (
            (places[:, 0] >= box.west)
            & (places[:, 0] <= box.east)
            & (places[:, 1] >= box.south)
            & (places[:, 1] <= box.north)
        )
    return float(inside.mean())
