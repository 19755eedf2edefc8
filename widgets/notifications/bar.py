"""The bar above the plan: way back, state of the draft, test message, files, publishing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from app.domain.alarms.escalations import NotificationPlan
from widgets.labels import ElidedLabel
from widgets.notifications.draft import Draft
from widgets.notifications.words import receiver_text, summary_text
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID


class PlanBar(QWidget):
    """One line of controls.

    Signals:
        import_requested: A file shall be read.
        export_requested: The draft shall be written to a file.
        versions_requested: The versions shall be shown.
        test_requested: A test message to this receiver is wanted (str).
    """

    import_requested = Signal()
    export_requested = Signal()
    versions_requested = Signal()
    test_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.undo = QToolButton()
        self.redo = QToolButton()
        self.state = ElidedLabel()
        self.state.setObjectName("muted")
        self.discard = QPushButton()
        self.test = self._menu_button()
        self.more = self._menu_button()
        self.publish = QPushButton()
        self.publish.setObjectName("primary")
        self._receivers = QMenu(self)
        self.test.setMenu(self._receivers)
        self._menu = QMenu(self)
        self._import = self._menu.addAction("", self.import_requested.emit)
        self._export = self._menu.addAction("", self.export_requested.emit)
        self._menu.addSeparator()
        self._versions = self._menu.addAction("", self.versions_requested.emit)
        self.more.setMenu(self._menu)
        line = QHBoxLayout(self)
        line.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        line.setSpacing(2 * GRID)
        line.addWidget(self.undo)
        line.addWidget(self.redo)
        line.addWidget(self.state, 1)
        for button in (self.discard, self.test, self.more, self.publish):
            line.addWidget(button)
        self.retint()

    def _menu_button(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("switch")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def show_draft(self, draft: Draft) -> None:
        """Show how far the draft is from what is in force."""
        self.undo.setEnabled(draft.can_undo)
        self.redo.setEnabled(draft.can_redo)
        self.discard.setVisible(draft.is_changed)
        changes = draft.changes
        if changes:
            words = self.tr("Entwurf, gilt noch nicht: {summary}")
            self.state.setText(words.format(summary=summary_text(changes)))
        else:
            self.state.setText(self.tr("So ist es in Kraft."))
        self.publish.setEnabled(bool(changes) and not draft.problems)
        self.publish.setToolTip(
            self.tr("Erst muss stimmen, was oben genannt ist.")
            if draft.problems
            else self.tr("Zeigen, was sich ändert, und in Kraft setzen")
        )

    def show_receivers(self, plan: NotificationPlan) -> None:
        """Offer test messages to the receivers of the plan in force."""
        self._receivers.clear()
        names = [*(person.id for person in plan.people), *(hook.id for hook in plan.webhooks)]
        for name in names:
            action = self._receivers.addAction(receiver_text(plan, name))
            action.triggered.connect(lambda _=False, name=name: self.test_requested.emit(name))
        self.test.setEnabled(not self._receivers.isEmpty())

    def retint(self) -> None:
        """Take the icons of the theme."""
        self.undo.setIcon(icon("mdi6.undo"))
        self.redo.setIcon(icon("mdi6.redo"))

    def retranslate(self) -> None:
        """Set all texts again."""
        for button, tip in (
            (self.undo, self.tr("Rückgängig im Entwurf (Strg+Z)")),
            (self.redo, self.tr("Wiederholen im Entwurf (Strg+Umschalt+Z)")),
        ):
            button.setToolTip(tip)
            button.setAccessibleName(tip)
        self.discard.setText(self.tr("Verwerfen"))
        self.discard.setToolTip(self.tr("Den Entwurf verwerfen; Rückgängig holt ihn wieder"))
        self.test.setText(self.tr("Testnachricht senden"))
        self.test.setToolTip(self.tr("An einen Empfänger des Plans, der in Kraft ist"))
        self.more.setText(self.tr("Plan"))
        self.more.setAccessibleName(self.tr("Plan: einlesen, ausgeben, Versionen"))
        self._import.setText(self.tr("Importieren …"))
        self._export.setText(self.tr("Exportieren …"))
        self._versions.setText(self.tr("Versionen …"))
        self.publish.setText(self.tr("Veröffentlichen …"))
