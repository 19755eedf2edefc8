"""What all editors of fields have in common, and those that are one line, a choice or a tick."""

import json
import re
from math import isnan, nan
from typing import Final

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.inventory.checks import value_problem
from app.domain.inventory.fields import Field, FieldType, Value
from widgets.foreign_texts import on_screen
from widgets.inventory.fields.wording import ValueWords, point_of, tags_of, tags_text
from widgets.rule_editor.numbers import NumberEdit
from widgets.texts import number
from widgets.theme import theme
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID

_SIGN: Final = QSize(16, 16)
_WKT: Final = re.compile(
    r"(?:MULTI)?(?:POINT|LINESTRING|POLYGON)\s*Z?\s*\([-\d.,()\s]+\)", re.IGNORECASE
)


class FieldEditor(QWidget):
    """Edits the value of one field; says below itself what is wrong with it.

    Attributes:
        field: The field.

    Args:
        field: The field.
        parent: Owner.

    Signals:
        changed: The person changed the value; not emitted by `set_value`.
    """

    changed = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._sign, self._words = QLabel(), QLabel()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._complaint = QWidget()
        below = QHBoxLayout(self._complaint)
        below.setContentsMargins(0, GRID // 2, 0, 0)
        below.setSpacing(GRID)
        below.addWidget(self._sign)
        below.addWidget(self._words, 1)
        self._complaint.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._complaint)
        theme().changed.connect(self.apply_theme)
        self.apply_theme()

    def _put(self, *parts: QWidget, stretch: int = 0) -> None:
        """Lay the parts side by side; the first one takes the focus and the name of the field."""
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        for place, part in enumerate(parts):
            line.addWidget(part, 1 if place == stretch else 0)
        self._column.insertLayout(0, line)
        self.setFocusProxy(parts[0])
        label, unit = on_screen(self.field.label), self.field.unit
        name = f"{label} ({unit})" if unit else label
        parts[0].setAccessibleName(name)
        tip = on_screen(self.field.hint)
        parts[0].setToolTip(f"{name}\n{tip}" if tip else name)

    # ---- value ---------------------------------------------------------------------------------
    def value(self) -> Value:
        """Return the value; None when it is empty, or when what is written cannot be read."""
        raise NotImplementedError

    def set_value(self, value: Value) -> None:
        """Show a value, without emitting anything; what was complained of is forgotten."""
        raise NotImplementedError

    def own_problem(self) -> str:
        """Return why what is written is no value of the field, a sentence; empty when it is one."""
        value = self.value()
        found = None if value is None else value_problem(self.field, value)
        return "" if found is None else on_screen(" ".join(filter(None, found)))

    # ---- problems ------------------------------------------------------------------------------
    @property
    def problem(self) -> str:
        """What is written below the editor; empty while all is well."""
        return self._words.text()

    def show_problem(self, reason: str, suggestion: str = "") -> None:
        """Say below the editor why its value is refused, and what to do; empty words hide it."""
        self._words.setText(" ".join(filter(None, (on_screen(reason), on_screen(suggestion)))))
        self._complaint.setVisible(bool(self._words.text()))
        self.setAccessibleDescription(self._words.text())

    def set_read_only(self, *, is_read_only: bool) -> None:
        """Close or open the editor; the value stays readable."""
        self.setEnabled(not is_read_only)

    def _edited(self) -> None:
        self.show_problem(self.own_problem())
        self.changed.emit()

    def apply_theme(self) -> None:
        """Take the icons of the theme in force."""
        self._sign.setPixmap(
            icon("mdi6.alert-circle-outline", colour=theme().tokens.text).pixmap(_SIGN)
        )


class LineEditor(FieldEditor):
    """A line of text, also for what has no editor of its own."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line = QLineEdit()
        self.line.textEdited.connect(self._edited)
        self._put(self.line)

    @override
    def value(self) -> Value:
        return self.line.text().strip() or None

    @override
    def set_value(self, value: Value) -> None:
        self.line.setText("" if value is None else str(value))
        self.line.setCursorPosition(0)
        self.show_problem("")

    @override
    def set_read_only(self, *, is_read_only: bool) -> None:
        self.line.setReadOnly(is_read_only)


class NumberEditor(FieldEditor):
    """A whole number, a decimal one or an amount, with its unit; comma and point are understood."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line = NumberEdit()
        unit = QLabel(field.unit)
        unit.setObjectName("muted")
        self.line.textEdited.connect(self._edited)
        if field.type is FieldType.MONEY:
            self.line.editingFinished.connect(self._tidy)
        filler = QWidget()
        self._put(self.line, unit, filler, stretch=2)

    @override
    def value(self) -> Value:
        written = self.line.parsed()
        if written is None or isnan(written):
            return None
        if self.field.type is FieldType.MONEY:
            return round(written, 2)
        if self.field.type is FieldType.INTEGER:
            return None if written % 1 else int(written)
        return written

    @override
    def set_value(self, value: Value) -> None:
        self.line.clear()
        self.line.show_number(float(value) if isinstance(value, int | float) else nan)
        if self.field.type is FieldType.MONEY:
            self._tidy()
        self.show_problem("")

    @override
    def own_problem(self) -> str:
        written = self.line.parsed()
        if written is None:
            return self.tr("„{0}“ ist keine Zahl.").format(self.line.text().strip())
        if self.field.type is FieldType.INTEGER and not isnan(written) and written % 1:
            return self.tr("Hier wird eine ganze Zahl erwartet.")
        return super().own_problem()

    def _tidy(self) -> None:
        written = self.line.parsed()
        if written is not None and not isnan(written):
            self.line.setText(number(written, 2))

    @override
    def set_read_only(self, *, is_read_only: bool) -> None:
        self.line.setReadOnly(is_read_only)


class ChoiceEditor(FieldEditor):
    """One of the words of a field, or none."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box = QComboBox()
        self.box.setMaxVisibleItems(20)
        self.box.addItem("–" if not field.is_required else "", None)
        for choice in field.choices:
            self.box.addItem(on_screen(choice.label), choice.key)
        self.box.activated.connect(self._edited)
        self._put(self.box)

    @override
    def value(self) -> Value:
        key = self.box.currentData()
        return None if key is None else str(key)

    @override
    def set_value(self, value: Value) -> None:
        place = self.box.findData(value)
        if place < 0:
            # A word that is no longer offered stays until the person chooses another one.
            self.box.addItem(str(value), value)
            place = self.box.count() - 1
        self.box.setCurrentIndex(place)
        self.show_problem("")

    def offer(self, keys: set[str]) -> None:
        """Let only some of the words be chosen, such as the steps that lead on from a state."""
        for place in range(1, self.box.count()):
            item = self.box.model().index(place, 0)
            is_offered = self.box.itemData(place) in keys or place == self.box.currentIndex()
            flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
            # Qt reads the flags of an item of a combo box from the role before the user roles.
            self.box.model().setData(
                item, flags.value if is_offered else 0, Qt.ItemDataRole.UserRole - 1
            )


class FlagEditor(FieldEditor):
    """Yes or no."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box = QCheckBox()
        self.box.setTristate(not field.is_required)
        self.box.clicked.connect(self._edited)
        self.box.checkStateChanged.connect(self._say)
        self._put(self.box)
        self._say()

    @override
    def value(self) -> Value:
        states = {Qt.CheckState.Checked: 1, Qt.CheckState.Unchecked: 0}
        return states.get(self.box.checkState())

    @override
    def set_value(self, value: Value) -> None:
        states = {1: Qt.CheckState.Checked, 0: Qt.CheckState.Unchecked}
        unknown = Qt.CheckState.PartiallyChecked
        state = states.get(value, unknown) if isinstance(value, int) else unknown
        self.box.setCheckState(
            state if self.box.isTristate() or state is not unknown else states[0]
        )
        self.show_problem("")

    def _say(self) -> None:
        value = self.value()
        text = ValueWords().text(self.field, value)
        self.box.setText(text or self.tr("nicht angegeben"))


class TagsEditor(FieldEditor):
    """Names, separated by commas."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Wörter mit Kommas trennen"))
        self.line.textEdited.connect(self._edited)
        self._put(self.line)

    @override
    def value(self) -> Value:
        return tags_text(self.line.text().split(",")) or None

    @override
    def set_value(self, value: Value) -> None:
        self.line.setText(", ".join(tags_of(value)))
        self.line.setCursorPosition(0)
        self.show_problem("")

    @override
    def set_read_only(self, *, is_read_only: bool) -> None:
        self.line.setReadOnly(is_read_only)


class JsonEditor(LineEditor):
    """JSON text; it is read before it is taken."""

    @override
    def own_problem(self) -> str:
        try:
            json.loads(self.line.text() or "null")
        except ValueError:
            return self.tr("Das lässt sich nicht als JSON lesen.")
        return ""


class PointEditor(FieldEditor):
    """A place: two numbers (Rechtswert, Hochwert), or any geometry as WKT; EPSG:25832, m."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Rechtswert / Hochwert"))
        self.line.textEdited.connect(self._edited)
        self._put(self.line)

    @override
    def value(self) -> Value:
        return self._read() or None

    def _read(self) -> str | None:
        """Return WKT, empty for nothing, None for what cannot be read."""
        text = self.line.text().strip()
        if not text or _WKT.fullmatch(text):
            return text
        parts = [part for part in text.replace(";", "/").split("/") if part.strip()]
        numbers = [_number(part) for part in parts]
        if len(numbers) != 2 or None in numbers:  # noqa: PLR2004 - east and north
            return None
        return f"POINT ({numbers[0]:.3f} {numbers[1]:.3f})"

    @override
    def set_value(self, value: Value) -> None:
        place = None if value is None else point_of(str(value))
        shown = "" if value is None else str(value)
        self.line.setText(
            shown if place is None else f"{number(place[0], 2)} / {number(place[1], 2)}"
        )
        self.line.setCursorPosition(0)
        self.show_problem("")

    @override
    def own_problem(self) -> str:
        if self._read() is None:
            return self.tr(
                "Bitte schreiben Sie zwei Zahlen in Metern, etwa 415.230,00 / 5.725.180,00."
            )
        return ""

    @override
    def set_read_only(self, *, is_read_only: bool) -> None:
        self.line.setReadOnly(is_read_only)


def _number(text: str) -> float | None:
    words = text.strip().replace("\u202f", "").replace(" ", "")
    value, is_read = QLocale().toDouble(words)
    if not is_read:
        value, is_read = QLocale.c().toDouble(words.replace(",", "."))
    return value if is_read else None
