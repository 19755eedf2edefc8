"""Above a handover: which shift's it is, what can be done with it, and the shift in figures."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.services.handover_reading import STEPS
from widgets.shift.handover_desk import HandoverChoice, HandoverDesk
from widgets.shift.handover_words import HandoverWording
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID


class HandoverHead(QWidget):
    """Chooses a shift, and says how its handover stands.

    Signals:
        chosen: Another shift was chosen; its place among the choices (int).
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts: list[str] = []
        self.box = QComboBox()
        self.box.activated.connect(self.chosen)
        self.prepare = QPushButton()
        self.copy = QPushButton()
        self.export = QPushButton()
        self.progress = QProgressBar()
        self.progress.setRange(0, STEPS)
        self.progress.setTextVisible(False)
        self.cancel = QPushButton()
        self.heading = QLabel()
        self.heading.setObjectName("heading")
        self.sentence = QLabel()
        self.sentence.setObjectName("muted")
        self.figures = QLabel()
        self._arrange()

    def _arrange(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(2 * GRID)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(16)
        self.progress.setMaximumWidth(12 * self.fontMetrics().horizontalAdvance("n"))
        bar.addWidget(self.box)
        bar.addWidget(self.progress)
        for button in (self.cancel, self.prepare, self.copy, self.export):
            bar.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addLayout(bar)
        for label in (self.heading, self.sentence, self.figures):
            label.setWordWrap(True)
            column.addWidget(label)

    def show_choice(
        self,
        desk: HandoverDesk | None,
        choice: HandoverChoice | None,
        wording: HandoverWording,
        *,
        is_preparing: bool,
    ) -> None:
        """Show how the handover of a shift stands.

        Args:
            desk: What there is; None while it is not known.
            choice: The shift.
            wording: Says it in words.
            is_preparing: True while a handover is put together.
        """
        handover = None if choice is None else choice.handover
        self._fill([] if desk is None else desk.choices, choice, wording)
        is_draft = choice is not None and not (handover and handover.is_frozen)
        word = self.tr("Neu zusammenstellen") if handover else self.tr("Übergabe vorbereiten")
        self.prepare.setText(word)
        self.prepare.setVisible(is_draft and not is_preparing)
        self.progress.setVisible(is_preparing)
        self.cancel.setVisible(is_preparing)
        for button in (self.copy, self.export):
            button.setVisible(handover is not None)
        figures = [] if handover is None else wording.figures(handover)
        self.figures.setText(" · ".join(f"{name} <b>{value}</b>" for name, value in figures))
        self.figures.setVisible(bool(figures))
        for label in (self.heading, self.sentence):
            label.setVisible(choice is not None)
        if desk is not None and choice is not None:
            self.heading.setText(wording.shift(choice.shift))
            self.sentence.setText(" ".join(self._parts(desk, choice, wording)))

    def _parts(
        self, desk: HandoverDesk, choice: HandoverChoice, wording: HandoverWording
    ) -> list[str]:
        parts = []
        leaving, handover = desk.change.leaving, choice.handover
        if leaving is not None and choice.shift.start_us == leaving.start_us:
            coming = self.tr("Danach: {0}.")
            parts.append(coming.format(wording.shift(desk.change.coming)))
        if handover is not None:
            made, state = self.tr("Stand {0}, {1}."), wording.state(handover)
            parts.append(made.format(wording.moment(handover.made_us), state))
        parts.append(self.tr("An der Konsole: {0}.").format(desk.actor))
        return parts

    def _fill(
        self,
        choices: list[HandoverChoice],
        chosen: HandoverChoice | None,
        wording: HandoverWording,
    ) -> None:
        texts = [f"{wording.shift(one.shift)}: {wording.state(one.handover)}" for one in choices]
        if texts != self._texts:  # an item costs far more than its text
            self._texts = texts
            self.box.clear()
            self.box.addItems(texts)
        keys = [choice.key for choice in choices]
        if chosen is not None and chosen.key in keys:
            self.box.setCurrentIndex(keys.index(chosen.key))
        self.box.setEnabled(bool(choices))

    def retranslate(self) -> None:
        """Set all texts again."""
        self.box.setAccessibleName(self.tr("Schicht, deren Übergabe gezeigt wird"))
        self.box.setToolTip(self.tr("Auch frühere Übergaben; sie bleiben, wie sie sind"))
        self.prepare.setToolTip(
            self.tr("Aus Journal, Schichtbuch, Wartungsfenstern und Notizen; die Bemerkung bleibt")
        )
        self.cancel.setText(self.tr("Abbrechen"))
        self.copy.setText(self.tr("Als Text kopieren"))
        self.export.setText(self.tr("Exportieren …"))
        self.export.setToolTip(self.tr("Als PDF oder Webseite, zum Drucken und Ablegen"))
        self.progress.setAccessibleName(self.tr("Fortschritt der Übergabe"))

    def apply_theme(self) -> None:
        """Take the icons of the theme."""
        self.copy.setIcon(icon("mdi6.content-copy"))
        self.export.setIcon(icon("mdi6.printer-outline"))
