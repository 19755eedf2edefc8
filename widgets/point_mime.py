"""Points on the clipboard and under the mouse: how they are dragged from view to view."""

import json
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QByteArray, QMimeData

POINTS_MIME: Final = "application/x-leitstand-points"
"""Media type of dragged points: a JSON list of point ids in UTF-8."""


def points_mime_data(point_ids: Iterable[str], text: str = "") -> QMimeData:
    """Return dragged points; `text` is what a text editor gets, the ids line by line if empty."""
    ids = list(point_ids)
    data = QMimeData()
    data.setData(POINTS_MIME, QByteArray(json.dumps(ids, ensure_ascii=False).encode()))
    data.setText(text or "\n".join(ids))
    return data


def point_ids_of(data: QMimeData) -> list[str]:
    """Return the points in dragged data; empty for anything that is not a list of ids."""
    try:
        ids = json.loads(bytes(data.data(POINTS_MIME).data()) or b"[]")
    except ValueError:
        return []
    if not isinstance(ids, list):
        return []
    return [item for item in ids if isinstance(item, str)]
