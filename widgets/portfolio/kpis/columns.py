"""The columns of key figures, of their values and of effects."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QIcon, QPainter

from app.domain.inventory.records import Key, Record
from app.domain.portfolio.evaluations import EffectEvaluation, KpiEvaluation, KpiPoint
from app.domain.portfolio.judgements import Light
from widgets.foreign_texts import on_screen
from widgets.portfolio.heat.cells import date_text
from widgets.portfolio.kpis.wording import (
    age_text,
    difference_text,
    drift_text,
    drift_tip,
    kind_word,
    point_words,
    present_value,
    progress_text,
    progress_tip,
    target_text,
    trend_text,
    trend_tip,
    value_text,
)
from widgets.portfolio.lights import light_icon
from widgets.portfolio.listings import Col, paint_bar

_tr = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class KpiRow:
    """A key figure in the list.

    Attributes:
        evaluation: How it stands.
        area: Name of its field of action.
        project: Name of its project.
        record: Its record.
    """

    evaluation: KpiEvaluation
    area: str
    project: str
    record: Record

    @property
    def key(self) -> Key:
        """The key figure."""
        return Key("kpi", self.evaluation.uid)


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A value of the selected key figure, with its unit and its source."""

    point: KpiPoint
    unit: str
    source: str

    @property
    def key(self) -> Key:
        """The value."""
        return Key("kpi_value", self.point.uid)


@dataclass(frozen=True, slots=True)
class EffectRow:
    """An effect, with the names of its project and key figure, and its source."""

    evaluation: EffectEvaluation
    project: str
    kpi: str
    source: str

    @property
    def key(self) -> Key:
        """The effect."""
        return Key("effect", self.evaluation.uid)


class Column(IntEnum):
    """The columns of key figures."""

    NAME = 0
    VALUE = 1
    TREND = 2
    PROGRESS = 3
    AGE = 4
    TARGET = 5
    KIND = 6
    DRIFT = 7
    PROJECT = 8


class ValueColumn(IntEnum):
    """The columns of values."""

    DAY = 0
    VALUE = 1
    KIND = 2
    LOW = 3
    HIGH = 4
    NOTE = 5
    SOURCE = 6


class EffectColumn(IntEnum):
    """The columns of effects."""

    NAME = 0
    PROJECT = 1
    BEFORE = 2
    AFTER = 3
    DIFFERENCE = 4
    TREND = 5
    KPI = 6
    SOURCE = 7


def _warning(*, is_wrong: bool) -> QIcon | None:
    return light_icon(Light.YELLOW) if is_wrong else None


def _paint_progress(painter: QPainter, room: QRectF, row: KpiRow) -> None:
    one, text = row.evaluation, progress_text(row.evaluation)
    share = 1.0 if one.is_reached and one.progress is None else one.progress
    paint_bar(painter, room, share, text, widest=_tr("kpi_pane", "✓ erreicht"))


COLUMNS: Final[Mapping[Column, Col[KpiRow]]] = {
    Column.NAME: Col(lambda: _tr("kpi_pane", "Kennzahl"), 28, lambda row: row.evaluation.name),
    Column.VALUE: Col(
        lambda: _tr("kpi_pane", "Wert"), 15,
        lambda row: value_text(present_value(row.evaluation), row.evaluation.unit),
        order=lambda row: present_value(row.evaluation) or 0.0, is_number=True,
    ),
    Column.TREND: Col(
        lambda: _tr("kpi_pane", "Trend"), 13,
        lambda row: trend_text(row.evaluation.trend, row.evaluation.change),
        lambda row: trend_tip(row.evaluation),
        note=lambda: _tr("kpi_pane", "Die letzten beiden Werte nach gleicher Methode."),
    ),
    Column.PROGRESS: Col(
        lambda: _tr("kpi_pane", "Weg zum Ziel"), 23, lambda row: progress_text(row.evaluation),
        lambda row: progress_tip(row.evaluation), paint=_paint_progress,
        order=lambda row: (row.evaluation.progress is None, row.evaluation.progress or 0.0),
        note=lambda: _tr("kpi_pane", "Anteil des Weges vom Ausgangswert zum Ziel, in %."),
    ),
    Column.AGE: Col(
        lambda: _tr("kpi_pane", "Alter"), 25, lambda row: age_text(row.evaluation),
        order=lambda row: (row.evaluation.age is None, -(row.evaluation.age or 0)),
        sign=lambda row: _warning(is_wrong=row.evaluation.is_outdated),
    ),
    Column.TARGET: Col(
        lambda: _tr("kpi_pane", "Ziel"), 28, lambda row: target_text(row.evaluation),
        lambda row: progress_tip(row.evaluation),
        order=lambda row: (row.evaluation.target_on is None, str(row.evaluation.target_on)),
    ),
    Column.KIND: Col(
        lambda: _tr("kpi_pane", "Art"), 13,
        lambda row: kind_word(
            "measured" if row.evaluation.latest is None and row.evaluation.measured is not None
            else "" if row.evaluation.latest is None else row.evaluation.latest.status
        ),
        note=lambda: _tr("kpi_pane", "Gemessen, gemeldet, geschätzt oder amtlich."),
    ),
    Column.DRIFT: Col(
        lambda: _tr("kpi_pane", "Nachweis"), 18, lambda row: drift_text(row.evaluation),
        lambda row: drift_tip(row.evaluation),
        sign=lambda row: _warning(is_wrong=row.evaluation.is_drifting),
        note=lambda: _tr("kpi_pane", "Ob das Gemeldete zu dem passt, was jetzt gemessen wird."),
    ),
    Column.PROJECT: Col(lambda: _tr("kpi_pane", "Projekt"), 28, lambda row: row.project),
}  # fmt: skip

VALUE_COLUMNS: Final[Mapping[ValueColumn, Col[ValueRow]]] = {
    ValueColumn.DAY: Col(
        lambda: _tr("kpi_pane", "Tag"), 14, lambda row: date_text(row.point.day),
        lambda row: point_words(row.point, row.unit), order=lambda row: row.point.day,
    ),
    ValueColumn.VALUE: Col(
        lambda: _tr("kpi_pane", "Wert"), 18, lambda row: value_text(row.point.value, row.unit),
        order=lambda row: row.point.value, is_number=True,
    ),
    ValueColumn.KIND: Col(
        lambda: _tr("kpi_pane", "Art"), 13, lambda row: kind_word(row.point.status)
    ),
    ValueColumn.LOW: Col(
        lambda: _tr("kpi_pane", "Untere Grenze"), 16,
        lambda row: "" if row.point.low is None else value_text(row.point.low), is_number=True,
    ),
    ValueColumn.HIGH: Col(
        lambda: _tr("kpi_pane", "Obere Grenze"), 16,
        lambda row: "" if row.point.high is None else value_text(row.point.high), is_number=True,
    ),
    ValueColumn.NOTE: Col(
        lambda: _tr("kpi_pane", "Methodenwechsel"), 32, lambda row: on_screen(row.point.note)
    ),
    ValueColumn.SOURCE: Col(lambda: _tr("kpi_pane", "Quelle"), 24, lambda row: row.source),
}  # fmt: skip


def _side(value: float | None, unit: str, day: str) -> str:
    return " · ".join(filter(None, ("" if value is None else value_text(value, unit), day)))


EFFECT_COLUMNS: Final[Mapping[EffectColumn, Col[EffectRow]]] = {
    EffectColumn.NAME: Col(
        lambda: _tr("kpi_pane", "Wirkung"), 30, lambda row: row.evaluation.name
    ),
    EffectColumn.PROJECT: Col(lambda: _tr("kpi_pane", "Projekt"), 26, lambda row: row.project),
    EffectColumn.BEFORE: Col(
        lambda: _tr("kpi_pane", "Vorher"), 26,
        lambda row: _side(
            row.evaluation.before, row.evaluation.unit,
            "" if row.evaluation.before_on is None else date_text(row.evaluation.before_on),
        ),
    ),
    EffectColumn.AFTER: Col(
        lambda: _tr("kpi_pane", "Nachher"), 26,
        lambda row: _side(
            row.evaluation.after, row.evaluation.unit,
            "" if row.evaluation.after_on is None else date_text(row.evaluation.after_on),
        ),
    ),
    EffectColumn.DIFFERENCE: Col(
        lambda: _tr("kpi_pane", "Unterschied"), 26,
        lambda row: difference_text(row.evaluation)
        or (_tr("kpi_pane", "nicht vergleichbar") if row.evaluation.note else ""),
        lambda row: on_screen(row.evaluation.note) or difference_text(row.evaluation),
        sign=lambda row: _warning(is_wrong=bool(row.evaluation.note)),
    ),
    EffectColumn.TREND: Col(
        lambda: _tr("kpi_pane", "Trend"), 14,
        lambda row: trend_text(row.evaluation.trend, row.evaluation.difference),
    ),
    EffectColumn.KPI: Col(lambda: _tr("kpi_pane", "Kennzahl"), 26, lambda row: row.kpi),
    EffectColumn.SOURCE: Col(lambda: _tr("kpi_pane", "Quelle"), 24, lambda row: row.source),
}  # fmt: skip
