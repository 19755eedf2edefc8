"""The health of one source: state, reason, what to do, all figures in groups."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.cities import SourceConfig
from app.domain.samples import NO_TIME
from app.domain.sources import SourceHealth
from widgets.connections.columns import Column, column_title, explanation
from widgets.connections.figures import advice, figure, is_certificate_due, state_words
from widgets.connections.lamps import Lamp
from widgets.connections.trust import TrustCard
from widgets.foreign_texts import on_screen
from widgets.labels import ElidedLabel
from widgets.texts import DASH, count, language, time_text
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_CARD_LETTERS = 46
_MOST_CARDS_A_ROW = 6


class HealthPanel(QScrollArea):
    """Everything that is known of the connection to one source.

    Signals:
        retry_requested: Try to connect now.
        trust_requested: Trust the certificate with this fingerprint.
    """

    retry_requested = Signal()
    trust_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._shown: tuple[SourceConfig, SourceHealth | None, int, str] | None = None
        self._is_stale = False
        self._lamp = Lamp()
        self._heading = ElidedLabel()
        self._heading.setObjectName("heading")
        self.reason = _sentence()
        self.advice = _sentence()
        self.advice.setObjectName("muted")
        self.retry = QPushButton()
        self.retry.clicked.connect(self._ask_retry)
        self.failure = _sentence()
        self.trust = TrustCard()
        self.trust.trust_requested.connect(self.trust_requested)
        self._groups = [
            FigureCard((Column.ENDPOINT, Column.PROTOCOL, Column.CONNECTED, Column.RETRIES)),
            FigureCard((Column.MESSAGE_RATE, Column.SAMPLE_RATE, Column.LAST)),
            FigureCard((Column.LAG, Column.COMMIT_LAG, Column.LATE, Column.DUPLICATES)),
            FigureCard((Column.REJECTED, Column.UNMAPPED, Column.OVERRUNS, Column.GAPS)),
            FigureCard((Column.SECURITY, Column.CERTIFICATE)),
        ]
        self._details = FigureCard(())
        self._arrange()
        self.retranslate()
        self.apply_theme()

    def _arrange(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        head.addWidget(self._lamp)
        head.addWidget(self._heading, 1)
        column.addLayout(head)
        column.addWidget(self.reason)
        column.addWidget(self.advice)
        foot = QHBoxLayout()
        foot.setSpacing(3 * GRID)
        foot.addWidget(self.retry)
        foot.addWidget(self.failure, 1)
        column.addLayout(foot)
        column.addWidget(self.trust)
        self._grid = QGridLayout()
        self._grid.setSpacing(2 * GRID)
        column.addLayout(self._grid)
        column.addStretch(1)
        self.setWidget(content)
        self._reflow()

    # --- what is shown ----------------------------------------------------------------------
    def show_health(
        self,
        source: SourceConfig,
        health: SourceHealth | None,
        at_us: int,
        zone: str,
        *,
        is_stale: bool = False,
    ) -> None:
        """Show a source at a moment (µs UTC); `is_stale` says that it may be otherwise by now."""
        before = self._shown
        if before is None or before[0].id != source.id:
            self.show_failure("")
        self._shown = (source, health, at_us, zone)
        self._is_stale = is_stale
        self._name_retry()
        self._lamp.show_lamp(None if health is None else health.state, is_stale=is_stale)
        self._heading.setText(self._headline(source, health, zone))
        reason = "" if health is None else on_screen(health.reason)
        _set(self.reason, reason)
        self.reason.setVisible(bool(reason))
        last_known = self.tr("Das ist der letzte bekannte Zustand; er kann inzwischen anders sein.")
        _set(self.advice, last_known if is_stale else advice(health, at_us))
        self.trust.show_question(None if health is None else health.question, zone)
        for group in self._groups:
            group.setEnabled(not is_stale)
            group.show_figures(source, health, at_us, zone)
        self._groups[1].show_sums(health)
        details = {} if health is None else health.details
        self._details.show_details(details)
        if self._details.isHidden() == bool(details):
            self._details.setVisible(bool(details))
            self._reflow()

    def _headline(self, source: SourceConfig, health: SourceHealth | None, zone: str) -> str:
        name = source.name.in_language(language())
        headline = f"{name}: {state_words(health)}"
        if health is not None and health.since_us != NO_TIME:
            since = time_text(health.since_us, zone, with_date=True)
            headline = self.tr("{0}, seit {1}").format(headline, since)
        if source.is_simulated:
            headline = self.tr("{0} (simuliert)").format(headline)
        return headline

    # --- the button -------------------------------------------------------------------------
    def show_failure(self, sentence: str) -> None:
        """Say beside the button what did not work; an empty sentence takes it away."""
        self.retry.setEnabled(True)
        _set(self.failure, on_screen(sentence))

    def show_pending(self) -> None:
        """Say that the wish is on its way."""
        self.retry.setEnabled(False)
        _set(self.failure, self.tr("Es wird versucht …"))

    def _ask_retry(self) -> None:
        self.show_pending()
        self.retry_requested.emit()

    def _name_retry(self) -> None:
        """Call the button after what it does to a source in this state."""
        health = None if self._shown is None or self._is_stale else self._shown[1]
        is_connected = health is not None and health.state.is_delivering
        words = self.tr("Neu verbinden") if is_connected else self.tr("Jetzt verbinden")
        if words != self.retry.text():
            self.retry.setText(words)
            self.retry.setAccessibleName(words)

    # --- looks ------------------------------------------------------------------------------
    def retranslate(self) -> None:
        """Set all texts again."""
        self.setAccessibleName(self.tr("Gesundheit der Quelle"))
        self._name_retry()
        self.retry.setToolTip(
            self.tr("Versucht sofort, die Quelle zu erreichen; ein laufender Versuch endet dafür.")
        )
        titles = (
            self.tr("Verbindung"),
            self.tr("Durchsatz"),
            self.tr("Verzug und Reihenfolge"),
            self.tr("Verluste und Lücken"),
            self.tr("Sicherheit"),
        )
        for group, title in zip(self._groups, titles, strict=True):
            group.set_title(title)
        self._details.set_title(self.tr("Weitere Angaben des Protokolls"))
        self.trust.retranslate()
        if self._shown is not None:
            self.show_health(*self._shown, is_stale=self._is_stale)

    def apply_theme(self) -> None:
        """Tint the icons."""
        self.retry.setIcon(icon("mdi6.refresh"))
        self.trust.apply_theme()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reflow()

    def _reflow(self) -> None:
        """Put as many cards beside each other as have room."""
        cards = [*self._groups, *([] if self._details.isHidden() else [self._details])]
        letters = _CARD_LETTERS * self.fontMetrics().horizontalAdvance("0")
        fitting = self.viewport().width() // letters
        columns = max(1, min(fitting, len(cards), _MOST_CARDS_A_ROW))
        for place, card in enumerate(cards):
            self._grid.addWidget(card, place // columns, place % columns)
        for place in range(_MOST_CARDS_A_ROW + 1):
            self._grid.setColumnStretch(place, 1 if place < columns else 0)


class FigureCard(QFrame):
    """A card with a title and a few figures."""

    def __init__(self, columns: tuple[Column, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._columns = columns
        self._title = ElidedLabel()
        self._title.setObjectName("heading")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 3 * GRID)
        self._grid.setHorizontalSpacing(3 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._title, 0, 0, 1, 2)
        self._names: list[QLabel] = []
        self._values: list[ElidedLabel] = []
        self._ensure(len(columns))

    def _ensure(self, rows: int) -> None:
        """Have so many rows."""
        while len(self._names) < rows:
            row = len(self._names) + 1
            name, value = QLabel(), ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
            name.setObjectName("muted")
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.setRowStretch(row, 0)
            self._grid.setRowStretch(row + 1, 1)
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(value, row, 1)
            self._names.append(name)
            self._values.append(value)

    def set_title(self, title: str) -> None:
        """Set the heading."""
        self._title.setText(title)

    def show_figures(
        self, source: SourceConfig, health: SourceHealth | None, at_us: int, zone: str
    ) -> None:
        """Show the card's figures of a source."""
        for place, column in enumerate(self._columns):
            text = figure(column, source, health, at_us, zone)
            is_due = (
                column is Column.CERTIFICATE
                and health is not None
                and is_certificate_due(health.certificate_until_us, at_us)
            )
            self._fill(place, column_title(column), text, explanation(column))
            font = self.font()
            font.setBold(is_due)
            self._values[place].setFont(font)

    def show_sums(self, health: SourceHealth | None) -> None:
        """Add the sums since the start of the collector below the rates."""
        place = len(self._columns)
        self._ensure(place + 2)
        known = health is not None
        since = self.tr("Seit dem Start der Erfassung.")
        messages = count(health.messages) if known and health else DASH
        samples = count(health.samples) if known and health else DASH
        self._fill(place, self.tr("Nachrichten gesamt"), messages, since)
        self._fill(place + 1, self.tr("Werte gesamt"), samples, since)

    def show_details(self, details: dict[str, str]) -> None:
        """Show figures that the protocol names itself."""
        self._ensure(len(details))
        for place, (name, value) in enumerate(details.items()):
            shown_name, shown_value = on_screen(name), on_screen(value)
            self._fill(place, shown_name, shown_value, f"{shown_name}: {shown_value}")
        for place in range(len(self._names)):
            self._names[place].setVisible(place < len(details))
            self._values[place].setVisible(place < len(details))

    def figures(self) -> dict[str, str]:
        """Return what is shown, by name."""
        return {
            name.text(): value.text()
            for name, value in zip(self._names, self._values, strict=True)
            if not name.isHidden()
        }

    def _fill(self, place: int, name: str, text: str, tip: str) -> None:
        self._names[place].setText(name)
        self._names[place].setToolTip(tip)
        value = self._values[place]
        if value.text() != text:
            value.setText(text)
        value.setToolTip(tip if text in tip else f"{text}\n{tip}")
        value.setAccessibleName(f"{name}: {text}")


def _sentence() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _set(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)
        label.setAccessibleName(text)
