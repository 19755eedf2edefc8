"""The dialog that asks what a new report is to be."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.inventory.fields import Publication
from app.domain.inventory.records import Record
from app.domain.portfolio.portfolios import title_of
from app.services.portfolio.states import PortfolioState
from widgets.inventory.card.parts import line_of
from widgets.theme.tokens import GRID

_ACTIVE = frozenset({"decided", "planned", "running", "acceptance", "paused"})
_UID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asked for.

    Attributes:
        type: `council` or `monthly`.
        language: `de` or `en`.
        target: Class of the readers.
        title: Empty for the usual one.
        projects: Uids, empty for all.
        decisions: Uids of decisions the council is asked for.
    """

    type: str
    language: str
    target: Publication
    title: str
    projects: tuple[str, ...]
    decisions: tuple[str, ...]


class ReportDialog(QDialog):
    """Asks for type, language, readers, projects and decisions.

    Args:
        state: The programme.
        chosen: Uids of the projects that are selected.
        parent: The window.
    """

    def __init__(
        self, state: PortfolioState, chosen: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._state, self._chosen = state, tuple(chosen)
        self.type, self.language, self.target = QComboBox(), QComboBox(), QComboBox()
        self.projects, self.title = QComboBox(), QLineEdit()
        self.decisions, self.hint = QListWidget(), QLabel()
        self.go, self.leave = QPushButton(), QPushButton()
        self._arrange()
        self._fill()
        self.type.currentIndexChanged.connect(self._follow)
        self.go.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        self._follow()

    def _arrange(self) -> None:
        self.setWindowTitle(self.tr("Neuer Bericht"))
        self.go.setText(self.tr("Bericht schreiben"))
        self.go.setObjectName("primary")
        self.go.setDefault(True)
        self.leave.setText(self.tr("Abbrechen"))
        self.hint.setWordWrap(True)
        self.hint.setObjectName("muted")
        self.decisions.setAccessibleName(self.tr("Entscheidungen für den Beschlussvorschlag"))
        self.decisions.setMaximumHeight(7 * self.fontMetrics().height() + 4 * GRID)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow(self.tr("Art"), self.type)
        form.addRow(self.tr("Sprache"), self.language)
        form.addRow(self.tr("Bestimmt für"), self.target)
        form.addRow(self.tr("Projekte"), self.projects)
        form.addRow(self.tr("Titel"), self.title)
        form.addRow(self.tr("Zu entscheiden"), self.decisions)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        column.setSpacing(3 * GRID)
        column.addLayout(form)
        column.addWidget(self.hint)
        column.addWidget(line_of(self.go, self.leave))
        self.setMinimumWidth(60 * self.fontMetrics().averageCharWidth())

    def _fill(self) -> None:
        self.type.addItem(self.tr("Ratsvorlage"), "council")
        self.type.addItem(self.tr("Monatsstatus"), "monthly")
        self.language.addItem("Deutsch", "de")
        self.language.addItem("English", "en")
        self.target.addItem(self.tr("die Verwaltung (intern)"), str(Publication.INTERNAL))
        self.target.addItem(self.tr("die Öffentlichkeit"), str(Publication.PUBLIC))
        self.title.setPlaceholderText(self.tr("wie üblich"))
        projects = self._state.portfolio.projects
        active = [one for one in projects if one.text("state") in _ACTIVE]
        self._add(self.tr("alle {0}"), [one.uid for one in projects], ())
        self._add(self.tr("beschlossene und laufende ({0})"), [one.uid for one in active])
        if self._chosen:
            self._add(self.tr("ausgewählte ({0})"), self._chosen)
            self.projects.setCurrentIndex(self.projects.count() - 1)
        for one in self._open_decisions():
            item = QListWidgetItem(self._text(one))
            item.setData(_UID, one.uid)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.decisions.addItem(item)

    def _add(self, text: str, uids: Sequence[str], meant: Sequence[str] | None = None) -> None:
        self.projects.addItem(text.format(len(uids)), tuple(uids if meant is None else meant))

    def _open_decisions(self) -> list[Record]:
        found = [
            one
            for one in self._state.portfolio.all("decision")
            if one.text("state") in {"open", "deferred"}
        ]
        return sorted(found, key=lambda one: (one.text("due_on") or "9", title_of(one)))

    def _text(self, one: Record) -> str:
        project = self._state.portfolio.project_of(one)
        return title_of(one) if project is None else f"{title_of(one)} – {title_of(project)}"

    def _follow(self) -> None:
        is_council = self.type.currentData() == "council"
        self.decisions.setEnabled(is_council and self.decisions.count() > 0)
        self.hint.setText(
            self.tr(
                "Der Bericht wird zuerst nur gezeigt. Was nicht für die gewählten Leser bestimmt "
                "ist, bleibt weg und wird genannt."
            )
        )

    def asked(self) -> Asked:
        """Return what is wanted."""
        items = [self.decisions.item(row) for row in range(self.decisions.count())]
        decisions = tuple(
            str(item.data(_UID)) for item in items if item.checkState() is Qt.CheckState.Checked
        )
        is_council = self.type.currentData() == "council"
        return Asked(
            str(self.type.currentData()),
            str(self.language.currentData()),
            Publication(str(self.target.currentData())),
            self.title.text().strip(),
            tuple(self.projects.currentData()),
            decisions if is_council else (),
        )
