"""Counts of alarms per priority as chips: grey 0, filled while somebody must look, else outline."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from app.domain.alarms import Priority
from app.domain.samples import NO_TIME
from widgets.alarms.entries import AlarmEntry, Changes
from widgets.texts import count, priority_text
from widgets.theme import alarm_look, theme
from widgets.theme.glyphs import draw_glyph
from widgets.theme.tokens import CHIP_OUTLINE, GRID, RADIUS_CONTROL

_GLYPH: Final = 12.0


@dataclass(frozen=True, slots=True, eq=False)
class Kind:
    """What one chip counts: a priority, or lost sources. There is one of each, in `KINDS`."""

    priority: Priority
    is_lost: bool = False


KINDS: Final = (*(Kind(priority) for priority in Priority), Kind(Priority.HIGH, is_lost=True))
"""The chips from left to right."""


def kind_of(entry: AlarmEntry) -> Kind:
    """Return the chip an alarm is counted in."""
    return KINDS[-1] if entry.is_lost else KINDS[entry.rule.priority - 1]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many alarms a chip counts, and which of them a click leads to."""

    total: int = 0
    waiting: int = 0
    newest: str = ""


_Rank = tuple[bool, int, str]
"""Whether an alarm waits, when it was raised (µs UTC), and its id."""

_NOBODY: Final[_Rank] = (False, 0, "")


class Tallies:
    """Counts the alarms that are not hidden; a change costs what it changes, not what there is."""

    def __init__(self) -> None:
        self._ranks: dict[Kind, dict[str, _Rank]] = {kind: {} for kind in KINDS}
        self._waiting: dict[Kind, int] = dict.fromkeys(KINDS, 0)
        self._best: dict[Kind, _Rank | None] = dict.fromkeys(KINDS, _NOBODY)
        self._kinds: dict[str, Kind] = {}

    def take(self, changes: Changes) -> None:
        """Take what changed of the alarms."""
        for entry in changes.changed:
            self._leave(entry.id)
            if not entry.state.is_hidden:
                kind = kind_of(entry)
                rank = (entry.is_unacknowledged, entry.state.raised_us, entry.id)
                self._kinds[entry.id] = kind
                self._ranks[kind][entry.id] = rank
                self._waiting[kind] += rank[0]
                best = self._best[kind]
                if best is not None and best < rank:
                    self._best[kind] = rank
        for name in changes.gone:
            self._leave(name)

    def _leave(self, name: str) -> None:
        kind = self._kinds.pop(name, None)
        if kind is not None:
            rank = self._ranks[kind].pop(name)
            self._waiting[kind] -= rank[0]
            if rank == self._best[kind]:
                self._best[kind] = None  # to be looked for, once, when somebody asks

    def tally(self, kind: Kind) -> Tally:
        """Return a count; the alarm a click leads to is the newest that waits, else the newest."""
        return Tally(len(self._ranks[kind]), self._waiting[kind], self._first(kind)[2])

    def _first(self, kind: Kind) -> _Rank:
        """Return the rank of the newest that waits, else of the newest."""
        best = self._best[kind]
        if best is None:
            best = max(self._ranks[kind].values(), default=_NOBODY)
            self._best[kind] = best
        return best

    @property
    def total(self) -> int:
        """How many alarms there are."""
        return len(self._kinds)

    @property
    def waiting(self) -> int:
        """How many of them wait for somebody."""
        return sum(self._waiting.values())

    @property
    def newest(self) -> str:
        """The newest alarm that waits for somebody; empty where none does."""
        newest = map(self._first, KINDS)
        return max((rank for rank in newest if rank[0]), default=_NOBODY)[2]

    @property
    def critical_us(self) -> int:
        """When the newest critical alarm that waits was raised, µs UTC; `NO_TIME` without one."""
        is_waiting, raised_us, _ = self._first(KINDS[0])
        return raised_us if is_waiting else NO_TIME


class CountChip(QAbstractButton):
    """One count; a click leads to the newest alarm of its kind."""

    def __init__(self, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self.tally = Tally()
        self.is_lit = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.update)
        self.retranslate()

    def show_tally(self, tally: Tally) -> None:
        """Show a count."""
        if tally == self.tally:
            return
        is_wider = len(count(tally.total)) != len(count(self.tally.total))
        self.tally = tally
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if tally.total else Qt.CursorShape.ArrowCursor
        )
        if is_wider:
            self.updateGeometry()
        self.retranslate()
        self.update()

    def light(self, *, is_lit: bool) -> None:
        """Draw the ring of the blink, or take it away; number and glyph never change."""
        if is_lit != self.is_lit:
            self.is_lit = is_lit
            self.update()

    def retranslate(self) -> None:
        """Set tooltip and accessible name again."""
        word = priority_text(self.kind.priority, is_lost=self.kind.is_lost)
        words = f"{word}: {count(self.tally.total)}"
        if self.tally.waiting:
            rest = QCoreApplication.translate("alarms", "{count} nicht quittiert")
            words = f"{words}, {rest.format(count=count(self.tally.waiting))}"
        elif self.tally.total:
            words = f"{words}, {QCoreApplication.translate('alarms', 'alle quittiert')}"
        self.setAccessibleName(words)
        self.setToolTip(words)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._font())
        digits = max(len(count(self.tally.total)), 1)
        width = 2 * GRID + _GLYPH + GRID + metrics.horizontalAdvance("0") * digits + 2 * GRID
        return QSize(round(width), max(metrics.height() + 2 * GRID, 26))

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    @override
    def paintEvent(self, e: QPaintEvent) -> None:
        tokens, look = theme().tokens, alarm_look(self.kind.priority, is_lost=self.kind.is_lost)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        is_filled = self.tally.waiting > 0
        ink = QColor(tokens.muted)
        if self.tally.total:
            ink = QColor(look.ink if is_filled else tokens.text)
            edge = CHIP_OUTLINE if is_filled and tokens.name == "light" else look.fill
            painter.setPen(QPen(QColor(edge), 1.0 if is_filled else 1.5))
            painter.setBrush(QColor(look.fill) if is_filled else Qt.BrushStyle.NoBrush)
            inner = area.adjusted(1.5, 1.5, -1.5, -1.5)
            painter.drawRoundedRect(inner, RADIUS_CONTROL, RADIUS_CONTROL)
        if self.is_lit:
            self._ring(painter, area, QColor(tokens.text))
        if self.hasFocus():
            self._ring(painter, area, QColor(tokens.accent))
        glyph = QRectF(area.left() + 2 * GRID - 1, area.center().y() - _GLYPH / 2, _GLYPH, _GLYPH)
        draw_glyph(painter, glyph, look.glyph, ink)
        painter.setFont(self._font() if self.tally.total else self.font())
        painter.setPen(ink)
        text = area.adjusted(glyph.right() - area.left() + GRID, 0, 0, 0)
        painter.drawText(
            text,
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            count(self.tally.total),
        )
        painter.end()

    @staticmethod
    def _ring(painter: QPainter, area: QRectF, colour: QColor) -> None:
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, RADIUS_CONTROL + 1, RADIUS_CONTROL + 1)
