"""The alarm strip of the top bar: counts per priority, the newest alarm that waits, acknowledge."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import (
    QHideEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from app.domain.alarms import AlarmId
from app.domain.cities import City
from app.services.states import CityState
from widgets.alarms.counters import KINDS, CountChip, Tallies
from widgets.alarms.entries import (
    AlarmBook,
    AlarmEntry,
    is_collector_away,
    why_not_acknowledge,
)
from widgets.alarms.sentence import AlarmSentence, sentences
from widgets.alarms.sound_button import SoundButton
from widgets.alarms.tooltips import entry_tooltip
from widgets.alarms.words import alarm_count_text
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_BLINK_MS: Final = 500
"""Half a period: 1 Hz, the most that is allowed."""

_NEW_US: Final = 60_000_000
"""How long a critical alarm that nobody has acknowledged counts as new."""

_PATIENCE_US: Final = 10_000_000
_NARROW_LETTERS: Final = 56


class AlarmStrip(QWidget):
    """What is wrong now, in one line that is always there.

    Signals:
        acknowledge_requested: Alarm ids (list of str).
        alarm_requested: Id of an alarm the person wants to see in the list.
        silence_requested: Silence what rings now.
        sound_settings_requested: Set how alarms sound.
    """

    acknowledge_requested = Signal(list)
    alarm_requested = Signal(str)
    silence_requested = Signal()
    sound_settings_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book: AlarmBook | None = None
        self._state: CityState | None = None
        self._first_us = 0
        self._was_waiting = False
        self._tallies = Tallies()
        self._newest: AlarmEntry | None = None
        self._is_blinking = False
        self.chips = [CountChip(kind) for kind in KINDS]
        self.sentence = AlarmSentence()
        self.button = QPushButton()
        self.sound = SoundButton()
        self._timer = QTimer(self)
        self._timer.setInterval(_BLINK_MS)
        self._timer.timeout.connect(self._blink)
        self._arrange()
        for chip in self.chips:
            chip.clicked.connect(lambda _=False, chip=chip: self._open(chip.tally.newest))
        self.sentence.clicked.connect(self._open_newest)
        self.button.clicked.connect(self._acknowledge)
        self.sound.silence_requested.connect(self.silence_requested)
        self.sound.settings_requested.connect(self.sound_settings_requested)
        theme().changed.connect(self._tint)
        self.retranslate()
        self._tint()

    def _arrange(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        # It gives way to almost nothing; chips and words choose themselves what fits.
        line.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for chip in self.chips:
            line.addWidget(chip)
        line.addSpacing(2 * GRID)
        line.addWidget(self.sentence, 1)
        line.addSpacing(GRID)
        line.addWidget(self.button)
        line.addWidget(self.sound)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    # ---- what the console calls ----------------------------------------------------------------
    def set_city(self, city: City) -> None:
        """Take a (new) profile."""
        self._begin(city)
        self._state = None
        self._render()

    def set_rules(self, city: City) -> None:
        """Take the same profile with other rules; what it says stays until that is other."""
        if self._book is not None:
            changes = self._book.renew(city)
            self._tallies.take(changes)
            if changes.changed or changes.gone:
                self._render()

    def show_state(self, state: CityState) -> None:
        """Show the alarms of a state, live or past."""
        if self._book is None:
            return
        before = self._state
        if before is None:
            self._first_us = state.at_us
        self._state = state
        changes = self._book.changes(state.alarms)
        self._tallies.take(changes)
        is_same = (
            before is not None
            and not changes.changed
            and not changes.gone
            and before.is_live == state.is_live
            and bool(before.sources) == bool(state.sources)
        )
        is_waiting = self._is_waiting_for_first(state)
        if not is_same or is_waiting or self._was_waiting:
            self._was_waiting = is_waiting
            self._render()
        self._choose_blink()

    def show_sound(self, *, is_ringing: bool, is_silenced: bool, trouble: str = "") -> None:
        """Show whether alarms ring.

        Args:
            is_ringing: True while a tone comes again and again.
            is_silenced: True while alarms wait and nothing rings.
            trouble: Why nothing can be heard here, a whole sentence; empty when it can.
        """
        self.sound.show_state(is_ringing=is_ringing, is_silenced=is_silenced, trouble=trouble)

    def retranslate(self) -> None:
        """Set all texts again."""
        self.sound.retranslate()
        self.setAccessibleName(self.tr("Alarme"))
        for chip in self.chips:
            chip.retranslate()
        if self._book is not None:
            self._begin(self._book.city)
            if self._state is not None:
                self._tallies.take(self._book.changes(self._state.alarms))
        self._render()

    def _begin(self, city: City) -> None:
        self._book = AlarmBook(city)
        self._tallies = Tallies()

    # ---- what is shown -------------------------------------------------------------------------
    def _render(self) -> None:
        tallies = self._tallies
        for chip in self.chips:
            chip.show_tally(tallies.tally(chip.kind))
        newest = AlarmId(tallies.newest)
        self._newest = self._book.entry(newest) if newest and self._book is not None else None
        self._choose_chips()
        self._write(tallies.total, tallies.waiting)
        reason = self._reason()
        self.button.setVisible(self._newest is not None)
        self.button.setEnabled(self._newest is not None and not reason)
        subject = "" if self._newest is None else self._newest.subject
        words = self.tr("Alarm „{name}“ quittieren").format(name=subject)
        self.button.setAccessibleName(words)
        self.button.setToolTip(reason or words)

    def _write(self, total: int, waiting: int) -> None:
        if self._newest is not None and self._book is not None and self._state is not None:
            zone = self._book.city.time_zone
            texts = sentences(self._newest, self._state.at_us, zone)
            self.sentence.show_alarm(self._newest, texts, entry_tooltip(self._newest, zone))
        elif total:
            words = self.tr("Alle Alarme sind quittiert.")
            self.sentence.show_words((words,), alarm_count_text(total, total, waiting))
        else:
            self.sentence.show_words(self._calm_words(), "")

    def _calm_words(self) -> tuple[str, ...]:
        state, book = self._state, self._book
        if state is None or book is None or self._is_waiting_for_first(state):
            return ("",)
        if is_collector_away(book.city, state):
            return (
                self.tr("Alarmlage unbekannt: Die Datenerfassung antwortet nicht."),
                self.tr("Alarmlage unbekannt"),
            )
        return (self.tr("Kein Alarm steht an."), self.tr("Kein Alarm"))

    def _is_waiting_for_first(self, state: CityState) -> bool:
        """Tell whether the collector may still be about to start."""
        is_young = state.at_us - self._first_us < _PATIENCE_US
        away = self._book is not None and is_collector_away(self._book.city, state)
        return is_young and away and not state.alarms

    def _reason(self) -> str:
        if self._book is None or self._state is None:
            return ""
        return why_not_acknowledge(self._book.city, self._state)

    # ---- blink ---------------------------------------------------------------------------------
    def _choose_blink(self) -> None:
        """Blink while a new critical alarm waits; only live, and only while it is seen."""
        state = self._state
        is_wanted = state is not None and state.is_live and self.isVisible()
        if is_wanted and state is not None:
            is_wanted = state.at_us - self._tallies.critical_us < _NEW_US
        if is_wanted == self._timer.isActive():
            return
        if is_wanted:
            self._timer.start()
            self.chips[0].light(is_lit=True)
        else:
            self._timer.stop()
            self.chips[0].light(is_lit=False)

    def _blink(self) -> None:
        self.chips[0].light(is_lit=not self.chips[0].is_lit)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._choose_blink()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        self.chips[0].light(is_lit=False)

    # ---- hands ---------------------------------------------------------------------------------
    def _open(self, alarm_id: str) -> None:
        if alarm_id:
            self.alarm_requested.emit(alarm_id)

    def _open_newest(self) -> None:
        self._open("" if self._newest is None else self._newest.id)

    def _acknowledge(self) -> None:
        if self._newest is not None:
            self.acknowledge_requested.emit([self._newest.id])

    # ---- looks ---------------------------------------------------------------------------------
    def _choose_chips(self) -> None:
        """Leave out the chips that count nothing where there is no room for them."""
        is_narrow = self._is_narrow()
        for chip in self.chips:
            chip.setVisible(bool(chip.tally.total) or not is_narrow or not self._tallies.total)
        self.button.setText("" if is_narrow else self.tr("Quittieren"))

    def _is_narrow(self) -> bool:
        return self.width() < _NARROW_LETTERS * self.fontMetrics().horizontalAdvance("n")

    def _tint(self) -> None:
        self.button.setIcon(icon("mdi6.check", colour=theme().tokens.text))
        self.sound.apply_theme()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_chips()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(24 * self.fontMetrics().horizontalAdvance("n"), super().sizeHint().height())

    @override
    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
