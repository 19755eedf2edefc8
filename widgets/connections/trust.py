"""The card that asks whether a certificate is the right one; nothing is trusted by one slip."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.sources import TrustQuestion
from widgets.foreign_texts import on_screen
from widgets.texts import DASH, time_text
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID


class TrustCard(QFrame):
    """Shows a certificate met for the first time.

    Signals:
        trust_requested: The fingerprint the person confirmed.
    """

    trust_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.question: TrustQuestion | None = None
        self._zone = "UTC"
        self._icon = QLabel()
        self._heading = QLabel()
        self._heading.setObjectName("heading")
        self._names = [QLabel() for _ in range(5)]
        self._values = [_value() for _ in range(5)]
        self.failure = QLabel()
        self.failure.setWordWrap(True)
        self.button = QPushButton()
        self.button.clicked.connect(self._confirm)
        self._arrange()
        self.retranslate()
        self.apply_theme()
        self.show_question(None, "UTC")

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * GRID, 3 * GRID, 3 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        head = QHBoxLayout()
        head.addWidget(self._icon)
        head.addWidget(self._heading, 1)
        column.addLayout(head)
        form = QFormLayout()
        form.setHorizontalSpacing(4 * GRID)
        form.setVerticalSpacing(GRID)
        for name, value in zip(self._names, self._values, strict=True):
            name.setObjectName("muted")
            form.addRow(name, value)
        column.addLayout(form)
        foot = QHBoxLayout()
        foot.addWidget(self.button)
        foot.addWidget(self.failure, 1)
        column.addLayout(foot)

    def show_question(self, question: TrustQuestion | None, zone: str) -> None:
        """Show a certificate; None hides the card."""
        if question != self.question:
            self.show_failure("")
        self.question, self._zone = question, zone
        self.setVisible(question is not None)
        if question is None:
            return
        texts = certificate_lines(question, zone)
        for value, text in zip(self._values, texts, strict=True):
            if value.text() != text:
                value.setText(text)

    def show_pending(self) -> None:
        """Say that the wish is on its way."""
        self.button.setEnabled(False)
        self.failure.setText(self.tr("Wird übernommen …"))

    def show_failure(self, sentence: str) -> None:
        """Say beside the button what did not work; an empty sentence takes it away."""
        self.button.setEnabled(True)
        self.failure.setText(on_screen(sentence))
        self.failure.setAccessibleName(self.failure.text())

    def _confirm(self) -> None:
        question = self.question
        if question is None:
            return
        dialog = ConfirmTrust(question, self._zone, self.window())
        dialog.accepted.connect(lambda: self._trust(question))
        dialog.open()

    def _trust(self, question: TrustQuestion) -> None:
        self.show_pending()
        self.trust_requested.emit(question.fingerprint)

    def retranslate(self) -> None:
        """Set all texts again."""
        self._heading.setText(self.tr("Dieses Zertifikat ist noch unbekannt"))
        self.button.setText(self.tr("Diesem Zertifikat vertrauen …"))
        self.button.setAccessibleName(self.button.text())
        names = [
            self.tr("Fingerabdruck (SHA-256)"),
            self.tr("Inhaber"),
            self.tr("Aussteller"),
            self.tr("Gültig"),
            self.tr("Anwendung"),
        ]
        for label, value, name in zip(self._names, self._values, names, strict=True):
            label.setText(name)
            value.setAccessibleName(name)
        if self.question is not None:
            self.show_question(self.question, self._zone)

    def apply_theme(self) -> None:
        """Tint the icon."""
        self._icon.setPixmap(
            icon("mdi6.certificate-outline", colour=theme().tokens.text).pixmap(18, 18)
        )


class ConfirmTrust(QDialog):
    """Shows the fingerprint once more before a certificate is trusted; Esc leaves it untrusted."""

    def __init__(self, question: TrustQuestion, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Zertifikat vertrauen?"))
        sentence = QLabel(
            self.tr(
                "Die Erfassung wird dieser Gegenstelle von nun an vertrauen. Vergleichen Sie den "
                "Fingerabdruck Zeichen für Zeichen mit dem, den der Betreiber Ihnen nennt."
            )
        )
        sentence.setWordWrap(True)
        print_, subject, _, validity, _ = certificate_lines(question, zone)
        self.fingerprint = _value()
        self.fingerprint.setObjectName("heading")
        self.fingerprint.setText(print_)
        self.fingerprint.setAccessibleName(self.tr("Fingerabdruck"))
        who = _value()
        who.setText(f"{subject}\n{validity}")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Abbrechen"))
        accept = self.buttons.addButton(
            self.tr("Der Fingerabdruck stimmt überein"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        accept.setAutoDefault(False)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setDefault(True)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        for widget in (sentence, self.fingerprint, who, self.buttons):
            column.addWidget(widget)
        self.setMinimumWidth(64 * self.fontMetrics().horizontalAdvance("0"))

    @override
    def open(self) -> None:
        super().open()
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setFocus()


def certificate_lines(question: TrustQuestion, zone: str) -> list[str]:
    """Return fingerprint (in two lines), subject, issuer, validity and application."""
    pairs = question.fingerprint.split(":")
    half = (len(pairs) + 1) // 2
    lines = [":".join(pairs[:half]), ":".join(pairs[half:])]
    start = time_text(question.not_before_us, zone, with_date=True)
    end = time_text(question.not_after_us, zone, with_date=True)
    return [
        "\n".join(filter(None, lines)),
        question.subject or DASH,
        question.issuer or DASH,
        f"{start} – {end}",
        question.application_uri or DASH,
    ]


def _value() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setWordWrap(True)
    return label
