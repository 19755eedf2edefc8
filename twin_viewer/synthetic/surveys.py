"""Lists of the panoramas as a survey delivers them: text with semicolons, and GeoJSON."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from twin_viewer.synthetic.backdrops import Pixels
from twin_viewer.synthetic.base_maps import to_degrees
from twin_viewer.synthetic.drives import Stop
from twin_viewer.synthetic.plans import MARK

_HEAD: Final = "bild;rechtswert;hochwert;hoehe;heading;pitch;roll;zeitstempel;maske"
_DAY: Final = "2024-05-14T"
_START_S: Final = 9 * 3600
_PACE_S: Final = 2
"""Seconds from one photograph to the next: 10 m at 18 km/h."""


def picture_name(number: int) -> str:
    """Return the name of a photograph, the first being 0."""
    return f"pano_{number + 1:04d}.jpg"


def mask_name(number: int) -> str:
    """Return the name of a photograph's mask."""
    return f"pano_{number + 1:04d}_mask.png"


def write_picture(pixels: Pixels, file: Path) -> None:
    """Write a panorama as JPEG that says it is made up."""
    Image.fromarray(pixels).save(file, "JPEG", quality=88, comment=MARK.encode())


def write_mask(hidden: NDArray[np.bool_], file: Path) -> None:
    """Write which part of a panorama is to be blurred, white on black, with a margin."""
    mask = Image.fromarray((hidden * 255).astype(np.uint8))
    mask.filter(ImageFilter.MaxFilter(9)).save(file, "PNG")


def write_table(stops: Sequence[Stop], masked: set[int], file: Path) -> None:
    """Write the list as text: EPSG:25832, heights above NHN, degrees clockwise from north."""
    lines = [_HEAD]
    for number, stop in enumerate(stops):
        mask = mask_name(number) if number in masked else ""
        lines.append(
            f"{picture_name(number)};{stop.east:.3f};{stop.north:.3f};{stop.height:.3f};"
            f"{stop.heading:.2f};0.00;0.00;{_time(number)};{mask}"
        )
    file.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


def write_geojson(stops: Sequence[Stop], masked: set[int], file: Path) -> None:
    """Write the same list as GeoJSON, in degrees."""
    places = to_degrees(np.array([(stop.east, stop.north) for stop in stops]).reshape(-1, 2))
    features = [
        {
            "type": "Feature",
            "properties": {
                "bild": picture_name(number),
                "hoehe": stop.height,
                "heading": stop.heading,
                "pitch": 0.0,
                "roll": 0.0,
                "zeitstempel": _time(number),
                "maske": mask_name(number) if number in masked else "",
                MARK: True,
            },
            "geometry": {"type": "Point", "coordinates": [round(lon, 8), round(lat, 8)]},
        }
        for number, (stop, (lon, lat)) in enumerate(zip(stops, places.tolist(), strict=True))
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)
    file.write_text(text, "utf-8")


def _time(number: int) -> str:
    seconds = _START_S + number * _PACE_S
    return f"{_DAY}{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}Z"
