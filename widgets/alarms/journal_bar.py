"""The bar above the journal: words, events, priority, period and person."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from enum import IntEnum
from functools import partial
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget
from typing_extensions import override

from app.domain.alarms import Priority
from widgets.alarms.journal_choice import (
    EventGroup,
    JournalChoice,
    Period,
    group_title,
    period_title,
)
from widgets.filter_box import FilterBox
from widgets.labels import ElidedLabel
from widgets.texts import priority_text
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_ICONS: Final = (
    "mdi6.filter-outline",
    "mdi6.alert-octagon-outline",
    "mdi6.calendar-range-outline",
    "mdi6.account-outline",
)
_WIDE_LETTERS: Final = 104
Choice = TypeVar("Choice", bound=IntEnum)


class JournalBar(QWidget):
    """What the person wants to see of the journal.

    Signals:
        changed: Something else is wanted; read `chosen`.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen = JournalChoice()
        self.box = FilterBox()
        self.box.setClearButtonEnabled(True)
        self._search = self.box.addAction(
            icon("mdi6.magnify"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.events, self.priority, self.period, self.person = (QToolButton() for _ in range(4))
        self._buttons = (self.events, self.priority, self.period, self.person)
        self._persons: list[str] = []
        self._count = ElidedLabel()
        self._count.setObjectName("muted")
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._is_narrow = False
        self._arrange()
        self.box.textChanged.connect(lambda text: self._choose(replace(self.chosen, words=text)))
        self.retranslate()
        self.apply_theme()

    def _arrange(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        line.setSpacing(GRID)
        letter = self.fontMetrics().horizontalAdvance("n")
        self.box.setMinimumWidth(12 * letter)
        self.box.setMaximumWidth(44 * letter)
        line.addWidget(self.box, 2)
        for button in self._buttons:
            button.setObjectName("switch")
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            line.addWidget(button)
        line.addWidget(self._count, 1)

    # ---- what is chosen ------------------------------------------------------------------------
    def clear(self) -> None:
        """Want everything."""
        self._choose(JournalChoice())

    def add_persons(self, actors: Iterable[str]) -> None:
        """Take who did something; they can be chosen."""
        new = sorted(set(actors) - set(self._persons) - {""})
        if new:
            self._persons = sorted([*self._persons, *new])
            self._render()

    def set_count(self, words: str) -> None:
        """Say how many lines there are."""
        self._count.setText(words)

    def save(self) -> dict[str, Any]:
        """Return what is wanted as plain data (JSON)."""
        chosen = self.chosen
        return {
            "text": chosen.words,
            "events": [group.name for group in sorted(chosen.groups)],
            "priorities": [priority.name for priority in sorted(chosen.priorities)],
            "period": chosen.period.name,
            "person": chosen.person,
        }

    def restore(self, saved: Mapping[str, Any]) -> None:
        """Take back what `save` gave; parts that make no sense are ignored."""
        text, person = saved.get("text"), saved.get("person")
        period = _named(Period, [saved.get("period")])
        self._choose(
            JournalChoice(
                text if isinstance(text, str) else "",
                frozenset(_named(EventGroup, saved.get("events"))),
                frozenset(_named(Priority, saved.get("priorities"))),
                period[0] if period else Period.ALL,
                person if isinstance(person, str) else "",
            )
        )

    def _choose(self, chosen: JournalChoice) -> None:
        if chosen == self.chosen:
            return
        self.chosen = chosen
        if self.box.text() != chosen.words:
            self.box.setText(chosen.words)
        self._render()
        self.changed.emit()

    def _turn_group(self, group: EventGroup) -> None:
        self._choose(replace(self.chosen, groups=self.chosen.groups ^ {group}))

    def _turn_priority(self, priority: Priority) -> None:
        self._choose(replace(self.chosen, priorities=self.chosen.priorities ^ {priority}))

    # ---- what is shown -------------------------------------------------------------------------
    def _render(self) -> None:
        """Say on each button what is chosen, and offer the choices in its menu."""
        chosen = self.chosen
        groups = [group_title(group) for group in sorted(chosen.groups)]
        priorities = [priority_text(priority) for priority in sorted(chosen.priorities)]
        self._name(self.events, self.tr("Ereignisse"), _list(groups), chosen.groups)
        self._name(self.priority, self.tr("Priorität"), _list(priorities), chosen.priorities)
        self._name(self.period, self.tr("Zeitraum"), period_title(chosen.period), chosen.period)
        self._name(self.person, self.tr("Person"), chosen.person, chosen.person)
        self._offer(
            self.events,
            [
                (group_title(g), g in chosen.groups, partial(self._turn_group, g))
                for g in EventGroup
            ],
        )
        self._offer(
            self.priority,
            [
                (priority_text(p), p in chosen.priorities, partial(self._turn_priority, p))
                for p in Priority
            ],
        )
        self._offer_one(self.period, self._period_choices())
        self._offer_one(self.person, self._person_choices())

    def _period_choices(self) -> "list[_Item]":
        chosen = self.chosen
        return [
            (period_title(p), p is chosen.period, partial(self._choose, replace(chosen, period=p)))
            for p in Period
        ]

    def _person_choices(self) -> "list[_Item]":
        chosen = self.chosen
        everybody = self.tr("Alle Personen")
        names = [("", everybody), *((name, name) for name in self._persons)]
        return [
            (title, name == chosen.person, partial(self._choose, replace(chosen, person=name)))
            for name, title in names
        ]

    def _name(self, button: QToolButton, title: str, words: str, chosen: object) -> None:
        button.setText("" if self._is_narrow else words if chosen else title)
        button.setAccessibleName(f"{title}: {words or self.tr('alle')}")
        button.setToolTip(f"{title}: {words or self.tr('alle')}")
        button.setProperty("isChosen", bool(chosen))
        font = button.font()
        font.setBold(bool(chosen))
        button.setFont(font)

    def _offer(self, button: QToolButton, items: "Sequence[_Item]") -> QMenu:
        menu = QMenu(self)
        for title, is_on, act in items:
            action = QAction(title, menu)
            action.setCheckable(True)
            action.setChecked(is_on)
            action.triggered.connect(lambda _=False, act=act: act())
            menu.addAction(action)
        before = button.menu()
        button.setMenu(menu)
        if isinstance(before, QObject):
            before.deleteLater()
        return menu

    def _offer_one(self, button: QToolButton, items: "Sequence[_Item]") -> None:
        menu = self._offer(button, items)
        group = QActionGroup(menu)
        for action in menu.actions():
            group.addAction(action)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.box.setPlaceholderText(self.tr("Im Journal suchen …"))
        self.box.setAccessibleName(self.tr("Im Journal suchen"))
        self._render()

    def apply_theme(self) -> None:
        """Take icons from the theme in force."""
        self._search.setIcon(icon("mdi6.magnify"))
        text = theme().tokens.text
        for button, name in zip(self._buttons, _ICONS, strict=True):
            button.setIcon(icon(name, colour=text))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letter = self.fontMetrics().horizontalAdvance("n")
        is_narrow = self.width() < _WIDE_LETTERS * letter
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._render()


_Item = tuple[str, bool, Callable[[], object]]


def _list(words: Sequence[str]) -> str:
    """Return the first of some words, and how many more there are."""
    if not words:
        return ""
    return words[0] if len(words) == 1 else f"{words[0]} +{len(words) - 1}"


def _named(choices: type[Choice], names: object) -> list[Choice]:
    if not isinstance(names, list):
        return []
    members = choices.__members__
    return [choices[name] for name in names if isinstance(name, str) and name in members]
