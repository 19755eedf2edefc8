"""Annotations in `city.db`: kept in memory, written in order, each change logged for ever."""

import json
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import asdict
from functools import partial
from threading import Lock
from typing import Any, Final

from app.domain.annotations import Annotation, AnnotationChange
from app.domain.points import Location, PointId
from app.services.ports import Clock
from app.storage.city import CityDatabase, Job
from app.storage.city_changes import ChangeLine, check_types, log_change

KIND: Final = "annotation"

_COLUMNS: Final = "id, start_us, end_us, text, author, created_us, points, longitude, latitude"


class CityAnnotations:
    """Notes on the city's course; fulfils `ports.AnnotationStore`. Thread-safe.

    Args:
        database: The owner of the file.
        clock: Says when something was changed.
        actor: Says who did it.
    """

    def __init__(self, database: CityDatabase, clock: Clock, actor: str) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor
        self._lock = Lock()
        self._notes: dict[str, Annotation] = {}
        self._changes: dict[str, list[AnnotationChange]] = {}
        self._first_change = _next_change(database)
        for row in database.read("annotation", f"SELECT {_COLUMNS} FROM annotation"):  # noqa: S608 - constant
            with suppress(ValueError, TypeError, RecursionError):
                note = _from_row(row)
                self._notes[note.id] = note
        database.keep(self._everything)

    def annotations(
        self, start_us: int, end_us: int, points: Collection[PointId] | None = None
    ) -> list[Annotation]:
        """Return the notes that touch [start, end), see `ports.AnnotationStore`."""
        wanted = None if points is None else frozenset(points)
        with self._lock:
            found = [note for note in self._notes.values() if note.touches(start_us, end_us)]
        if wanted is not None:
            found = [n for n in found if not n.points or not wanted.isdisjoint(n.points)]
        return sorted(found, key=lambda note: (note.start_us, note.created_us, note.id))

    def annotation(self, annotation_id: str) -> Annotation | None:
        """Return one note, None when there is no such (any more)."""
        with self._lock:
            return self._notes.get(annotation_id)

    def put(self, annotation: Annotation) -> None:
        """Add a note, or replace the one of the same id; this also undoes `remove`."""
        with self._lock:
            before = self._notes.get(annotation.id)
            if before == annotation:
                return
            self._notes[annotation.id] = annotation
            self._log(annotation.id, before, annotation)

    def remove(self, annotation_id: str) -> None:
        """Take a note away; one that is not there changes nothing."""
        with self._lock:
            before = self._notes.pop(annotation_id, None)
            if before is not None:
                self._log(annotation_id, before, None)

    def changes(self, annotation_id: str) -> list[AnnotationChange]:
        """Return what became of a note, oldest first, also of one that was removed."""
        rows = self._database.read(
            "change",
            "SELECT changed_us, actor, before, after FROM change"
            " WHERE kind=? AND subject=? AND number<? ORDER BY number",
            (KIND, annotation_id, self._first_change),
        )
        earlier = []
        for changed_us, actor, before, after in rows:
            with suppress(ValueError, TypeError, KeyError, RecursionError):
                earlier.append(
                    AnnotationChange(changed_us, actor, _from_text(before), _from_text(after))
                )
        with self._lock:
            return earlier + self._changes.get(annotation_id, [])

    def _log(self, note_id: str, before: Annotation | None, after: Annotation | None) -> None:
        """Keep a change; note and log are written in one transaction."""
        change = AnnotationChange(self._clock.now_us(), self._actor, before, after)
        self._changes.setdefault(note_id, []).append(change)
        self._database.write(partial(_write, note_id, change))

    def _everything(self) -> Iterator[Job]:
        with self._lock:
            notes = list(self._notes.values())
            self._first_change = 0  # what was logged before lies in the file that was set aside
        for note in notes:
            yield partial(_put, note)


def _next_change(database: CityDatabase) -> int:
    rows = database.read("change", "SELECT max(number) FROM change")
    return int(rows[0][0] or 0) + 1 if rows else 0


def _write(note_id: str, change: AnnotationChange, database: Any) -> None:
    if change.after is None:
        database.execute("DELETE FROM annotation WHERE id=?", (note_id,))
    else:
        _put(change.after, database)
    before, after = _as_text(change.before), _as_text(change.after)
    line = ChangeLine(KIND, note_id, change.changed_us, change.actor, before, after)
    log_change(database, line)


def _put(note: Annotation, database: Any) -> None:
    place = note.location
    database.table("annotation").upsert(
        {
            "id": note.id,
            "start_us": note.start_us,
            "end_us": note.end_us,
            "text": note.text,
            "author": note.author,
            "created_us": note.created_us,
            "points": json.dumps(note.points),
            "longitude": None if place is None else place.longitude,
            "latitude": None if place is None else place.latitude,
        },
        pk="id",
    )


def _from_row(row: tuple[Any, ...]) -> Annotation:
    note_id, start_us, end_us, text, author, created_us, points, longitude, latitude = row
    check_types((note_id, text, author), str)
    check_types((start_us, end_us, created_us), int)
    place = None if longitude is None or latitude is None else Location(longitude, latitude)
    named = tuple(PointId(str(point)) for point in json.loads(points))
    return Annotation(note_id, start_us, end_us, text, author, created_us, named, place)


def _as_text(note: Annotation | None) -> str | None:
    return None if note is None else json.dumps(asdict(note), ensure_ascii=False)


def _from_text(text: str | None) -> Annotation | None:
    if text is None:
        return None
    values = json.loads(text)
    place = values.pop("location")
    points = tuple(PointId(point) for point in values.pop("points"))
    return Annotation(
        **values, points=points, location=None if place is None else Location(**place)
    )
