"""The columns of the list of risks."""

from collections.abc import Mapping
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon

from app.domain.portfolio.judgements import Light
from widgets.portfolio.lights import light_icon
from widgets.portfolio.listings import Col
from widgets.portfolio.risks.rows import (
    STATES,
    RiskRow,
    choice_word,
    damage_text,
    damage_tip,
    delay_text,
    light_of,
    movement_word,
    movement_words,
    review_text,
    risk_words,
    zone_word,
)

_tr = QCoreApplication.translate


class Column(IntEnum):
    """The columns."""

    NUMBER = 0
    SCORE = 1
    NAME = 2
    PROJECT = 3
    MOVEMENT = 4
    STATE = 5
    RESPONSE = 6
    MEASURE = 7
    OWNER = 8
    REVIEW = 9
    DAMAGE = 10
    DELAY = 11


def _score_text(row: RiskRow) -> str:
    return f"{row.position.score} {zone_word(row.position.score)}"


def _score_sign(row: RiskRow) -> QIcon:
    is_closed = row.position.state == "closed"
    return light_icon(Light.GREY if is_closed else light_of(row.position.score))


def _review_sign(row: RiskRow) -> QIcon | None:
    return light_icon(Light.YELLOW) if row.position.overdue else None


def _state_place(row: RiskRow) -> int:
    state = row.position.state
    return STATES.index(state) if state in STATES else len(STATES)


COLUMNS: Final[Mapping[Column, Col[RiskRow]]] = {
    Column.NUMBER: Col(
        lambda: _tr("risks", "Nr."), 5, lambda row: str(row.number),
        order=lambda row: row.number, is_number=True,
        note=lambda: _tr("risks", "Unter dieser Nummer steht es in der Matrix."),
    ),
    Column.SCORE: Col(
        lambda: _tr("risks", "Produkt"), 13, _score_text, risk_words,
        order=lambda row: -row.position.score, sign=_score_sign,
        note=lambda: _tr("risks", "Wahrscheinlichkeit mal Auswirkung, 1 bis 25."),
    ),
    Column.NAME: Col(lambda: _tr("risks", "Risiko"), 30, lambda row: row.position.name, risk_words),
    Column.PROJECT: Col(lambda: _tr("risks", "Projekt"), 24, lambda row: row.project),
    Column.MOVEMENT: Col(
        lambda: _tr("risks", "Bewegung"), 15, lambda row: movement_word(row.position.movement),
        lambda row: movement_words(row.position),
        note=lambda: _tr("risks", "Was sich in den letzten 90 Tagen geändert hat."),
    ),
    Column.STATE: Col(
        lambda: _tr("risks", "Stand"), 13,
        lambda row: choice_word("state", row.position.state), order=_state_place,
    ),
    Column.RESPONSE: Col(
        lambda: _tr("risks", "Umgang"), 13,
        lambda row: choice_word("response", row.text("response")),
    ),
    Column.MEASURE: Col(lambda: _tr("risks", "Maßnahme"), 34, lambda row: row.text("measure")),
    Column.OWNER: Col(lambda: _tr("risks", "Verantwortlich"), 20, lambda row: row.text("owner")),
    Column.REVIEW: Col(
        lambda: _tr("risks", "Prüfen am"), 34, review_text, sign=_review_sign,
        order=lambda row: (row.position.review_on is None, row.position.review_on or 0),
    ),
    Column.DAMAGE: Col(
        lambda: _tr("risks", "Zu erwartender Schaden"), 18, damage_text, damage_tip, is_number=True,
        order=lambda row: -(row.position.damage if row.position.damage is not None else -1.0),
        note=lambda: _tr("risks", "Schaden im Eintritt mal Wahrscheinlichkeit, in €."),
    ),
    Column.DELAY: Col(
        lambda: _tr("risks", "Zu erwartender Verzug"), 18, delay_text, damage_tip, is_number=True,
        order=lambda row: -(row.position.delay if row.position.delay is not None else -1.0),
        note=lambda: _tr("risks", "Verzug im Eintritt mal Wahrscheinlichkeit, in Arbeitstagen."),
    ),
}  # fmt: skip
