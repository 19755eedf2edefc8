"""Annotations and trend sheets in memory, with the rules of the real ones."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from app.domain.annotations import Annotation, AnnotationChange
from app.domain.points import PointId
from app.domain.trend_sheets import TrendSheet, check_removal, check_save
from tests.fakes.clocks import START_US

ACTOR = "M. Beispiel"


class FakeAnnotations:
    """Fulfils `ports.AnnotationStore`."""

    def __init__(self, *notes: Annotation) -> None:
        self.notes = {note.id: note for note in notes}
        self.log: list[tuple[str, AnnotationChange]] = []

    def annotations(
        self, start_us: int, end_us: int, points: Collection[PointId] | None = None
    ) -> list[Annotation]:
        return sorted(
            (
                note
                for note in self.notes.values()
                if note.touches(start_us, end_us)
                and (points is None or not note.points or set(points) & set(note.points))
            ),
            key=lambda note: (note.start_us, note.created_us, note.id),
        )

    def annotation(self, annotation_id: str) -> Annotation | None:
        return self.notes.get(annotation_id)

    def put(self, annotation: Annotation) -> None:
        before = self.notes.get(annotation.id)
        if before != annotation:
            self.notes[annotation.id] = annotation
            change = AnnotationChange(START_US, ACTOR, before, annotation)
            self.log.append((annotation.id, change))

    def remove(self, annotation_id: str) -> None:
        before = self.notes.pop(annotation_id, None)
        if before is not None:
            self.log.append((annotation_id, AnnotationChange(START_US, ACTOR, before, None)))

    def changes(self, annotation_id: str) -> list[AnnotationChange]:
        return [change for name, change in self.log if name == annotation_id]


class FakeTrendSheets:
    """Fulfils `ports.TrendSheetStore`."""

    def __init__(self, *sheets: TrendSheet) -> None:
        self.kept = list(sheets)
        self._former: dict[str, int] = {}

    def sheets(self) -> list[TrendSheet]:
        return [replace(sheet, content=dict(sheet.content)) for sheet in self.kept]

    def save(self, sheet: TrendSheet) -> None:
        check_save(sheet, self.kept)
        ids = [kept.id for kept in self.kept]
        if sheet.id in ids:
            self.kept[ids.index(sheet.id)] = sheet
        else:
            self.kept.insert(self._former.pop(sheet.id, len(ids)), sheet)

    def remove(self, sheet_id: str) -> None:
        for place, sheet in enumerate(self.kept):
            if sheet.id == sheet_id:
                check_removal(sheet)
                self._former[sheet_id] = place
                del self.kept[place]
                return

    def arrange(self, sheet_ids: Sequence[str]) -> None:
        ranks = {sheet_id: rank for rank, sheet_id in enumerate(sheet_ids)}
        self.kept.sort(key=lambda sheet: ranks.get(sheet.id, len(ranks)))
        self._former.clear()
