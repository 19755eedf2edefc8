"""Fields that choose among what the city has: states, points, laws, alarms, formulas."""

from typing import Final

from PySide6.QtCore import QSize, QStringListModel, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.domain.alarms import AlarmId, AlarmRule
from app.domain.cities import LegalLimit
from app.domain.points import Point, PointId
from app.services.formulas import FormulaError, parse
from app.services.rulesets.reading import today_in
from widgets.labels import ElidedLabel
from widgets.rule_editor.fields import About, ChoiceField, Field
from widgets.texts import language
from widgets.theme.icons import icon
from widgets.theme.tokens import GRID
from widgets.trends.formulas.completion import Offer, Offers, Wanted
from widgets.trends.formulas.editor import FormulaEdit

_MOST_OFFERED: Final = 12


class CodesField(Field):
    """Which states of a point are abnormal."""

    def __init__(self) -> None:
        super().__init__("codes")
        self._body = QWidget()
        self._column = QVBoxLayout(self._body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self.boxes: dict[int, QCheckBox] = {}
        self.set_body(self._body)

    @override
    def show_rule(self, rule: AlarmRule, about: About) -> None:
        labels = {s.code: s.label.in_language(language()) for s in about.point.states}
        labels |= {code: str(code) for code in rule.codes if code not in labels}
        if {code: box.text() for code, box in self.boxes.items()} != labels:
            for box in self.boxes.values():
                box.deleteLater()
            self.boxes = {code: QCheckBox(text) for code, text in labels.items()}
            for box in self.boxes.values():
                self._column.addWidget(box)
                box.clicked.connect(self._tell)
        for code, box in self.boxes.items():
            box.setChecked(code in rule.codes)

    def _tell(self) -> None:
        chosen = frozenset(code for code, box in self.boxes.items() if box.isChecked())
        self.edited.emit({"codes": chosen})

    @override
    def controls(self) -> list[QWidget]:
        return []  # their names are what stands beside them


class PointField(Field):
    """A point of the city by name or id, or none."""

    def __init__(self, attribute: str) -> None:
        super().__init__(attribute)
        self._attribute = attribute
        self.line = QLineEdit()
        self.line.setClearButtonEnabled(True)
        self._names: dict[str, PointId] = {}
        self._of: About | None = None
        self._completer = QCompleter(self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setMaxVisibleItems(_MOST_OFFERED)
        self._completer.activated.connect(self._take)
        self.line.setCompleter(self._completer)
        self.line.textEdited.connect(self._read)
        self.line.editingFinished.connect(lambda: self._take(self.line.text()))
        self.set_body(self.line)

    @override
    def set_texts(self, label: str, tooltip: str = "") -> None:
        super().set_texts(label, tooltip)
        self.line.setPlaceholderText(self.tr("kein Datenpunkt: fester Wert"))

    @override
    def show_rule(self, rule: AlarmRule, about: About) -> None:
        if self._of is None or self._of.city is not about.city or self._of.point != about.point:
            self._offer(about)
        self._of = about
        name: PointId | None = getattr(rule, self._attribute)
        point = None if name is None else about.points.get(name)
        text = (name or "") if point is None else _title(point)
        if not self.line.hasFocus() or self._names.get(self.line.text()) != name:
            self.line.setText(text)

    def _offer(self, about: About) -> None:
        """Offer the points of the same unit: others cannot be compared."""
        unit = about.point.unit.id
        fitting = [p for p in about.city.points if p.unit.id == unit and p.id != about.point.id]
        self._names = {_title(point): point.id for point in fitting}
        self._names |= {str(point.id): point.id for point in fitting}
        self._completer.setModel(QStringListModel([_title(p) for p in fitting], self._completer))

    def _read(self, text: str) -> None:
        if not text.strip() or text in self._names:
            self._take(text)

    def _take(self, text: str) -> None:
        words = text.strip()
        # What nobody knows is taken as it is written; it is refused at this field.
        found = self._names.get(words) or (PointId(words) if words else None)
        self.edited.emit({self._attribute: found})


def _title(point: Point) -> str:
    name = point.name.in_language(language())
    return f"{name} ({point.id})"


class LimitField(ChoiceField):
    """A row of the table of legal limits, which then gives threshold and basis."""

    def __init__(self) -> None:
        super().__init__("limit", self._offered)
        self._rows: dict[str, LegalLimit] = {}

    def _offered(self, rule: AlarmRule, about: About) -> list[tuple[str, str]]:
        day = today_in(about.city)
        unit = about.point.unit.id
        rows = [r for r in about.city.limits if r.unit == unit and r.is_valid_on(day)]
        self._rows = {row.id: row for row in rows}
        offers = [("", self.tr("keiner: eigene Grenze"))]
        offers += [(row.id, self._words(row)) for row in self._rows.values()]
        if rule.limit and rule.limit not in self._rows:
            offers.append((rule.limit, rule.limit))
        return offers

    @staticmethod
    def _words(row: LegalLimit) -> str:
        return f"{row.id}: {row.value:g} ({row.averaging.in_language(language())})"

    @override
    def changes(self, value: str) -> dict[str, object]:
        row = self._rows.get(value)
        if row is None:
            return {"limit": value}
        return {"limit": value, "threshold": row.value, "basis": row.law}

    def has_choice(self, rule: AlarmRule, about: About) -> bool:
        """Tell whether there is any legal limit to choose for a point."""
        return len(self._offered(rule, about)) > 1


class FormulaField(Field):
    """A formula over points; its first point names the rule's."""

    def __init__(self) -> None:
        super().__init__("formula", "point")
        self._offers = Offers()
        self._city: object = None
        self._before = ""
        self.box = FormulaEdit(self._find)
        self.set_body(self.box)
        self.box.edited.connect(self._tell)

    def _find(self, what: Wanted) -> list[Offer]:
        return self._offers.find(what, ())

    def _tell(self) -> None:
        changes: dict[str, object] = {"formula": self.box.text}
        try:
            names = parse(self.box.text).names
        except FormulaError:
            names = ()
        if names:
            changes["point"] = PointId(names[0])
        self.edited.emit(changes)

    @override
    def show_rule(self, rule: AlarmRule, about: About) -> None:
        if self._city is not about.city:
            self._city = about.city
            points = about.city.points
            self._offers = Offers((str(p.id), p.name.in_language(language())) for p in points)
        if rule.formula != self.box.text:
            self.box.set_text(rule.formula)


class SuppressorsField(Field):
    """The alarms that explain this one: while one of them stands, this one is suppressed."""

    def __init__(self) -> None:
        super().__init__("suppressed_by")
        self._names: tuple[AlarmId, ...] = ()
        self._words: dict[AlarmId, str] = {}
        self._city: object = None
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID)
        self.choice = QComboBox()
        self.choice.setEditable(True)
        self.choice.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.setMinimumContentsLength(12)
        completer = QCompleter(self.choice.model(), self.choice)
        self.choice.setCompleter(completer)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._column.addWidget(self.choice)
        self._lines: list[QWidget] = []
        body.setFocusProxy(self.choice)
        self.set_body(body)
        self.choice.activated.connect(self._add)

    @override
    def show_rule(self, rule: AlarmRule, about: About) -> None:
        if self._city is not about.city:
            self._city = about.city
            self._words = {r.id: _alarm_title(r, about) for r in about.city.rules}
            self.choice.clear()
            for name, words in self._words.items():
                if name != rule.id:
                    self.choice.addItem(words, name)
            self.choice.setCurrentIndex(-1)
        if rule.suppressed_by != self._names:
            self._names = rule.suppressed_by
            self._build()

    def _build(self) -> None:
        for line in self._lines:
            line.deleteLater()
        self._lines = []
        for place, name in enumerate(self._names):
            line = _Named(self._words.get(name, str(name)), self.tr("nicht mehr"))
            line.button.clicked.connect(lambda _=False, gone=name: self._drop(gone))
            self._column.insertWidget(place, line)
            self._lines.append(line)

    def _add(self) -> None:
        name = self.choice.currentData()
        self.choice.setCurrentIndex(-1)
        if name and name not in self._names:
            self.edited.emit({"suppressed_by": (*self._names, AlarmId(name))})

    def _drop(self, gone: AlarmId) -> None:
        left = tuple(name for name in self._names if name != gone)
        self.edited.emit({"suppressed_by": left})

    @override
    def controls(self) -> list[QWidget]:
        line = self.choice.lineEdit()
        return [self.choice] if line is None else [self.choice, line]


class _Named(QWidget):
    """A name with a button that takes it away."""

    def __init__(self, words: str, away: str) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GRID)
        line.addWidget(ElidedLabel(words), 1)
        self.button = QToolButton()
        self.button.setIcon(icon("mdi6.close"))
        self.button.setIconSize(QSize(16, 16))
        self.button.setToolTip(away)
        self.button.setAccessibleName(f"{words}: {away}")
        line.addWidget(self.button)


def _alarm_title(rule: AlarmRule, about: About) -> str:
    message = rule.message.in_language(language())
    point = about.points.get(rule.point)
    name = "" if point is None else point.name.in_language(language())
    words = message if name in message else f"{name}: {message}"
    return f"{words or rule.id} ({rule.id})"
