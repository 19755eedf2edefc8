"""The dialog before a document comes into force: what changes, what is wrong, and why.

`PublishDialog` shows sets of rules; dialogs of other documents say in their own words what changes
(`title`, `summary_of`, `fill`, `sameness`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.cities import City
from app.services.rulesets import (
    Ruleset,
    RulesetError,
    RulesetProblem,
    applied,
    differences,
    read_rules,
    write_changes,
)
from widgets.background import Background
from widgets.foreign_texts import on_screen
from widgets.labels import ElidedLabel
from widgets.placeholders import NoticeBar, Stage
from widgets.rules.changes import ChangesTree, summary_text
from widgets.texts import language
from widgets.theme.tokens import GRID

MOST_LETTERS: Final = 500
"""So long may a reason be."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a document would change.

    Attributes:
        text: The document.
        changes: What would differ from what is in force: of rules, `RuleChange`.
        problems: Why it cannot be used, whole sentences; empty when it can.
        hints: What is allowed and yet worth a look, whole sentences.
    """

    text: str
    changes: tuple[Any, ...] = ()
    problems: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


def preview_of(text: str, profile: City, city: City, *, keeps: bool = False) -> Preview:
    """Return what a document would change in a city.

    Args:
        text: The document.
        profile: The city as the profile has it.
        city: The city with the rules in force.
        keeps: True to add what it says to the changes in force, rather than to replace them.
    """
    try:
        ruleset = read_rules(text, profile) if text.strip() else Ruleset()
    except RulesetError as error:
        return Preview(text, problems=tuple(map(_sentence, error.problems)))
    after = applied(city if keeps else profile, ruleset)
    whole = write_changes(profile, after) if keeps else text
    if keeps:
        # Each part may be sound and both together not.
        try:
            read_rules(whole, profile)
        except RulesetError as error:
            return Preview(whole, problems=tuple(map(_sentence, error.problems)))
    hints = tuple(map(_sentence, ruleset.hints))
    return Preview(whole, tuple(differences(city, after)), hints=hints)


def _sentence(problem: RulesetProblem) -> str:
    return problem.in_language(language())


class PublishDialog(QDialog):
    """Shows what a document changes and asks for the reason.

    It stays open until the collector has answered: `show_problems` closes it or says what is wrong.

    Args:
        heading: What will be done, such as the name of a file.
        prepare: Makes the preview; done in the background.
        city: The city with the rules in force.
        background: Where it is done.
        parent: Owner.

    Signals:
        publish_requested: The document and the reason (str, str).
    """

    publish_requested = Signal(str, str)

    def __init__(
        self,
        heading: str,
        prepare: Callable[[], Preview],
        city: City,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.title())
        self.preview: Preview | None = None
        self._city = city
        self._serial = 0
        self._background = background
        self._is_waiting = False
        self._heading = QLabel(heading)
        self._heading.setObjectName("heading")
        self._heading.setWordWrap(True)
        self.summary = ElidedLabel()
        self.summary.setObjectName("muted")
        self.tree = ChangesTree()
        self.stage = Stage(self.tree)
        self.faults = QPlainTextEdit()
        self.faults.setReadOnly(True)
        self.faults.setTabChangesFocus(True)
        self.faults.setAccessibleName(self.tr("Was nicht stimmt"))
        self.why = QLineEdit()
        self.why.setMaxLength(MOST_LETTERS)
        self.notice = NoticeBar()
        self._publish = QPushButton(self.tr("In Kraft setzen"))
        self._extra = QHBoxLayout()
        self._arrange()
        self.why.textChanged.connect(lambda _: self._judge())
        self.ask(prepare, city)

    def _arrange(self) -> None:
        self.resize(
            120 * self.fontMetrics().horizontalAdvance("0"), 32 * self.fontMetrics().height()
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(2 * GRID)
        label = QLabel(self.tr("&Warum?"))
        label.setBuddy(self.why)
        self.why.setAccessibleName(self.tr("Warum?"))
        self.why.setPlaceholderText(
            self.tr("Ein Satz für alle, die später fragen, warum das geändert wurde")
        )
        reason = QHBoxLayout()
        reason.setSpacing(2 * GRID)
        reason.addWidget(label)
        reason.addWidget(self.why, 1)
        self._publish.setObjectName("primary")
        self._publish.setDefault(True)
        box = QDialogButtonBox()
        box.addButton(self._publish, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Abbrechen"), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.publish)
        box.rejected.connect(self.reject)
        column.addWidget(self._heading)
        column.addWidget(self.summary)
        column.addLayout(self._extra)
        column.addWidget(self.stage, 1)
        column.addWidget(self.faults, 1)
        column.addLayout(reason)
        column.addWidget(self.notice)
        column.addWidget(box)
        self.faults.hide()

    # ---- what a document of another kind says in its own words -----------------------------------
    def title(self) -> str:
        """Return the title of the window."""
        return self.tr("Regeln in Kraft setzen")

    def summary_of(self, changes: Sequence[Any]) -> str:
        """Return in a few words how much changes."""
        return summary_text(changes)

    def fill(self, changes: Sequence[Any]) -> None:
        """Show what changes in the tree."""
        self.tree.show_changes(changes, self._city)

    def sameness(self) -> str:
        """Return the sentence that nothing changes."""
        return self.tr("Damit ändert sich keine Regel, die in Kraft ist.")

    # ---- the preview ---------------------------------------------------------------------------
    def add_extra(self, widget: QWidget) -> None:
        """Put a control of its own between the summary and the changes."""
        self._extra.addWidget(widget)

    def ask(self, prepare: Callable[[], Preview], city: City) -> None:
        """Make the preview (anew); what is being published already stays as it is.

        Args:
            prepare: Makes it; done in the background.
            city: The city with the rules in force.
        """
        if self._is_waiting:
            return
        self._city = city
        self.preview = None
        self._serial += 1
        serial = self._serial
        self.stage.show_loading()
        self._judge()
        self._background.ask(self, prepare, lambda found: self._show(serial, found), self._fail)

    def _show(self, serial: int, preview: Preview) -> None:
        if serial != self._serial:
            return  # Others are in force by now: a newer one is on its way.
        self.preview = preview
        self.summary.setText(
            self.tr("Nichts davon wird übernommen, solange etwas nicht stimmt:")
            if preview.problems
            else self.summary_of(preview.changes)
        )
        self._show_sentences(preview.problems or preview.hints)
        self.stage.setVisible(not preview.problems)
        if preview.changes:
            self.fill(preview.changes)
            self.stage.show_content()
        else:
            self.stage.show_message("mdi6.equal", self.sameness())
        self._judge()

    def _show_sentences(self, sentences: Sequence[str]) -> None:
        self.faults.setPlainText("\n".join(sentences))
        self.faults.setVisible(bool(sentences))
        few = self.preview is not None and not self.preview.problems
        self.faults.setMaximumHeight(4 * self.fontMetrics().height() if few else 16_777_215)

    def _fail(self, reason: str) -> None:
        self.stage.show_message(
            "mdi6.alert-outline", self.tr("Das lässt sich nicht lesen: {0}").format(reason)
        )

    def _judge(self) -> None:
        """Offer publishing once there is something to publish and a reason for it."""
        preview = self.preview
        is_possible = preview is not None and bool(preview.changes) and not preview.problems
        has_reason = bool(self.why.text().strip())
        self._publish.setEnabled(is_possible and has_reason and not self._is_waiting)
        self._publish.setToolTip(
            "" if has_reason or not is_possible else self.tr("Bitte schreiben Sie, warum.")
        )

    def publish(self) -> None:
        """Ask for the document to come into force."""
        if self.preview is None or not self._publish.isEnabled():
            return
        self._is_waiting = True
        self.notice.show_notice("mdi6.timer-sand", self.tr("Wird geprüft und gespeichert …"))
        self._judge()
        self.publish_requested.emit(self.preview.text, " ".join(self.why.text().split()))

    def show_problems(self, problems: Sequence[str]) -> None:
        """Say why the document was refused; close when it was not."""
        if not self._is_waiting:
            return
        self._is_waiting = False
        if not problems:
            self.accept()
            return
        self.notice.show_notice("mdi6.alert-outline", self.tr("Das wurde nicht übernommen."))
        self._show_sentences([on_screen(problem) for problem in problems])
        self._judge()
