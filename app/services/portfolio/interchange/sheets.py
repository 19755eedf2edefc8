"""The programme as tables: a sheet a kind, a column a field, names instead of references."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.inventory.fields import Field, FieldType, Publication, Value
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.publications import may_show
from app.domain.inventory.records import Record
from app.domain.portfolio.plans import PlanItem
from app.domain.portfolio.portfolios import title_of
from app.domain.portfolio.statuses import Light
from app.services.portfolio.interchange.publishing import TOLD_KINDS, Published
from app.services.portfolio.states import PortfolioState

TITLES: Final = {
    "project": "Projekte",
    "work_item": "Arbeitspakete",
    "milestone": "Meilensteine",
    "dependency": "Abhängigkeiten",
    "risk": "Risiken",
    "decision": "Entscheidungen",
    "budget_line": "Haushalt",
    "kpi": "Kennzahlen",
    "kpi_value": "Kennzahlwerte",
}
"""Names of the sheets, German."""

_LIGHTS: Final = {
    Light.GREEN: "im Plan",
    Light.YELLOW: "gefährdet",
    Light.RED: "kritisch",
    Light.GREY: "nicht bewertet",
}
_PERCENT: Final = 100.0
_DAYS: Final = "Arbeitstage"


@dataclass(frozen=True, slots=True)
class Computed:
    """A column that is not stored but follows from the records.

    Attributes:
        field: Its heading and type.
        value: Returns the value for a record.
    """

    field: Field
    value: Callable[[Record], Value]


class ProgrammeSheets:
    """Turns what a file may tell into headings and rows.

    Args:
        published: What it may tell.
        state: What the computed columns are taken from.
        target: Class of the file; computed columns are internal.
        on_screen: Turns German words of ours into those of the reader.
    """

    def __init__(
        self,
        published: Published,
        state: PortfolioState,
        target: Publication,
        on_screen: Callable[[str], str],
    ) -> None:
        self._published, self._state = published, state
        self._words = on_screen
        self._items = {item.uid: item for item in published.plan.items}
        is_open = may_show(target, Publication.INTERNAL)
        self._computed = {kind: self._columns_of(kind) if is_open else () for kind in TOLD_KINDS}

    def fields(self, kind: str) -> list[Field]:
        """Return the fields of a sheet; a reference is a text, for its cell holds a name."""
        own = [one for one in KINDS[kind].all_fields if not one.name.endswith("_kind")]
        return [*own, *(one.field for one in self._computed[kind])]

    def heads(self, kind: str) -> list[str]:
        """Return the headings of a sheet, with units."""
        return [
            self._words(one.label) + (f" [{self._words(one.unit)}]" if one.unit else "")
            for one in self.fields(kind)
        ]

    def rows(self, kind: str) -> Iterator[list[Value]]:
        """Yield the values of a sheet, row by row; references are names."""
        records: Sequence[Record] = self._published.portfolio.all(kind)
        if kind == "project":
            records = self._published.portfolio.projects
        own = [one for one in KINDS[kind].all_fields if not one.name.endswith("_kind")]
        for record in records:
            stored = [self._value(record, field) for field in own]
            yield [*stored, *(one.value(record) for one in self._computed[kind])]

    def _value(self, record: Record, field: Field) -> Value:
        if field.type not in {FieldType.REFERENCE, FieldType.ANY_REFERENCE}:
            return record.get(field.name)
        kind = field.target or record.text(field.kind_field)
        other = self._published.portfolio.get(kind, record.get(field.name))
        return None if other is None else title_of(other)

    # ---- computed columns ------------------------------------------------------------------------
    def _columns_of(self, kind: str) -> tuple[Computed, ...]:
        if kind == "project":
            return (
                Computed(Field("light_now", "Ampel"), self._light),
                Computed(
                    Field("progress_now", "Gerechneter Fortschritt", FieldType.DECIMAL, "%"),
                    self._progress,
                ),
                Computed(Field("end_now", "Gerechnetes Ende", FieldType.DATE), self._finish),
            )
        if kind in {"work_item", "milestone"}:
            return (
                Computed(
                    Field("start_now", "Gerechneter Beginn", FieldType.DATE),
                    self._of_item(lambda one: one.start.isoformat()),
                ),
                Computed(
                    Field("end_now", "Gerechnetes Ende", FieldType.DATE),
                    self._of_item(lambda one: one.finish.isoformat()),
                ),
                Computed(
                    Field("slack_now", "Puffer", FieldType.INTEGER, _DAYS),
                    self._of_item(lambda one: one.slack),
                ),
            )
        return ()

    def _of_item(self, value: Callable[[PlanItem], Value]) -> Callable[[Record], Value]:
        def of(record: Record) -> Value:
            item = self._items.get(record.uid)
            return None if item is None else value(item)

        return of

    def _light(self, record: Record) -> Value:
        status = self._state.statuses.get(record.uid)
        return None if status is None else self._words(_LIGHTS[status.light])

    def _progress(self, record: Record) -> Value:
        status = self._state.statuses.get(record.uid)
        if status is None or status.progress is None:
            return None
        return round(status.progress * _PERCENT, 1)

    def _finish(self, record: Record) -> Value:
        day = self._published.plan.finishes.get(record.uid)
        return None if day is None else day.isoformat()
