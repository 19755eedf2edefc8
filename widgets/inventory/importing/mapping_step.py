"""Step 3: what the table becomes."""

from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.inventory.fields import Field
from app.domain.inventory.kinds import KINDS
from app.services.inventory.imports.mapping import ColumnMapping, flaws
from app.services.tables.model import RawTable
from widgets.foreign_texts import on_screen
from widgets.inventory.importing.column_table import ColumnTable
from widgets.inventory.importing.fixed_table import FixedTable
from widgets.inventory.importing.proposals import Look, Proposal, offered_kinds
from widgets.inventory.importing.rules import RulesForm
from widgets.inventory.importing.word_table import WordTable
from widgets.placeholders import Stage
from widgets.texts import count, time_text
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_MOST_SAID: Final = 5
_SIGN_PX: Final = 18


class MappingStep(QWidget):
    """Kind, columns, words, fixed values and rules; what is missing stands at the top.

    Signals:
        kind_changed: The table shall become another kind (str).
        mapping_changed: A person changed the mapping (`ColumnMapping`).
    """

    kind_changed = Signal(str)
    mapping_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._raw: RawTable | None = None
        self._proposal: Proposal | None = None
        self._is_proposed = True
        self.mapping: ColumnMapping | None = None
        self.flaws: list[str] = []
        self.zone = "Europe/Berlin"
        self._kind_label, self.kind = QLabel(), QComboBox()
        self._kind_label.setBuddy(self.kind)
        self.known, self.moved, self.missing = QLabel(), QLabel(), QLabel()
        self._missing_sign = QLabel()
        self.table, self.words = ColumnTable(), WordTable()
        self.fixed, self.rules = FixedTable(), RulesForm()
        self.words_stage = Stage(self.words)
        self.tabs = QTabWidget()
        self._arrange()
        self.kind.activated.connect(lambda: self.kind_changed.emit(str(self.kind.currentData())))
        for part in (self.table.columns, self.words.words, self.fixed.fixed, self.rules):
            part.mapping_edited.connect(self._edit)
        theme().changed.connect(self._tint)
        self.retranslate()

    def _arrange(self) -> None:
        for label in (self.known, self.moved, self.missing):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.moved.setObjectName("muted")
        top = QHBoxLayout()
        top.setSpacing(3 * GRID)
        top.addWidget(self._kind_label)
        top.addWidget(self.kind)
        top.addWidget(self.known, 1)
        missing = QHBoxLayout()
        missing.setSpacing(2 * GRID)
        missing.addWidget(self._missing_sign, 0, Qt.AlignmentFlag.AlignTop)
        missing.addWidget(self.missing, 1)
        for part in (self.words_stage, self.fixed, self.rules):
            self.tabs.addTab(part, "")
        self.tabs.setDocumentMode(True)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self.tabs)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 0)
        column.setSpacing(2 * GRID)
        column.addLayout(top)
        column.addWidget(self.moved)
        column.addLayout(missing)
        column.addWidget(split, 1)

    # ---- showing -------------------------------------------------------------------------------
    def show_proposal(self, raw: RawTable, proposal: Proposal) -> None:
        """Show a table and what it probably means."""
        self._raw, self._proposal, self._is_proposed = raw, proposal, True
        self.table.columns.show_table(raw)
        self.show_mapping(proposal.mapping)
        self.show_look(Look())
        self._say_known()

    def show_mapping(self, mapping: ColumnMapping) -> None:
        """Show what the table means now."""
        self.mapping = mapping
        if self._raw is None or self._proposal is None:
            return
        blocker = QSignalBlocker(self.kind)
        self.kind.setCurrentIndex(self.kind.findData(mapping.kind))
        blocker.unblock()
        self.table.columns.show_mapping(mapping, self._custom)
        self.fixed.show_mapping(mapping, self._custom, self._raw.columns)
        self.rules.show_mapping(mapping)
        self.flaws = flaws(mapping, self._raw.columns, self._custom)
        self._say_missing()
        self._name_tabs()

    @property
    def _custom(self) -> dict[str, Field]:
        return self._proposal.custom if self._proposal else {}

    def show_look(self, look: Look) -> None:
        """Show what the whole table says about the mapping."""
        if self.mapping is not None:
            self.words.words.show_words(self.mapping, look.words)
            self.rules.show_keys(look.keys)
        self._name_tabs()

    def _say_known(self) -> None:
        proposal = self._proposal
        if proposal is None:
            return
        told = []
        if proposal.profile is not None:
            told.append(self.tr("Erkannt: {0}").format(proposal.profile.name))
        else:
            told.append(self.tr("Noch unbekannt; die Zuordnung ist ein Vorschlag."))
        if proposal.earlier is not None:
            moment = time_text(proposal.earlier.at_us, self.zone, with_date=True)[:-3]
            words = self.tr("Genau diese Datei wurde am {0} schon importiert.")
            told.append(words.format(moment))
        self.known.setText(" ".join(told))
        moved = [on_screen(one) for one in proposal.moved]
        lines = moved[:_MOST_SAID]
        if len(moved) > _MOST_SAID:
            more = self.tr("Und {0} weitere Änderungen am Aufbau.")
            lines.append(more.format(count(len(moved) - _MOST_SAID)))
        self.moved.setText("\n".join(lines))
        self.moved.setToolTip("\n".join(moved))
        self.moved.setVisible(bool(moved))

    def _say_missing(self) -> None:
        told = [on_screen(one) for one in self.flaws]
        lines = told[:_MOST_SAID]
        if len(told) > _MOST_SAID:
            lines.append(self.tr("Und {0} weitere.").format(count(len(told) - _MOST_SAID)))
        self.missing.setText("\n".join(lines))
        self.missing.setVisible(bool(told))
        self._missing_sign.setVisible(bool(told))
        self._tint()

    def _name_tabs(self) -> None:
        words = self.words.words
        if words.rowCount():
            self.words_stage.show_content()
        else:
            self.words_stage.show_message(
                "mdi6.check-circle-outline",
                self.tr("Alle Wörter, die eine Auswahl füllen, sind bekannt."),
            )
        name = self.tr("Wörter ({0})").format(count(words.rowCount()))
        if words.open_count:
            name = self.tr("Wörter ({0} offen)").format(count(words.open_count))
        self.tabs.setTabText(0, name)
        fixed = count(self.fixed.fixed.rowCount())
        self.tabs.setTabText(1, self.tr("Feste Werte ({0})").format(fixed))
        self.tabs.setTabText(2, self.tr("Erkennen und Fehlendes"))

    def _edit(self, mapping: ColumnMapping) -> None:
        self.show_mapping(mapping)
        self.mapping_changed.emit(mapping)

    def _tint(self) -> None:
        sign = icon("mdi6.alert-circle-outline").pixmap(_SIGN_PX, _SIGN_PX)
        self._missing_sign.setPixmap(sign)

    def retranslate(self) -> None:
        """Set all texts."""
        self._kind_label.setText(self.tr("Jede Zeile ist:"))
        blocker = QSignalBlocker(self.kind)
        present = self.kind.currentData()
        self.kind.clear()
        for name in offered_kinds():
            self.kind.addItem(on_screen(KINDS[name].label), name)
        self.kind.setCurrentIndex(self.kind.findData(present))
        blocker.unblock()
        self.table.setAccessibleName(self.tr("Spalten der Datei"))
        self.words.setAccessibleName(self.tr("Wörter der Datei"))
        for part in (self.fixed, self.rules):
            part.retranslate()
        self._say_known()
        self._say_missing()
        self._name_tabs()
