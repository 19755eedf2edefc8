"""The splice plan of a closure: which fibre is spliced to which; splices are drawn and undone."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.inventory.changes import Action, Changeset, Operation
from app.domain.inventory.fields import Value
from app.domain.inventory.networks.closures import ClosurePlan, PlanStrand
from app.domain.inventory.networks.network import Network
from app.domain.inventory.records import Key
from app.services.clocks import SystemClock
from app.services.inventory.networks import Networks
from app.services.inventory.uids import new_uid
from widgets.inventory.networks import words
from widgets.inventory.networks.canvas import Canvas
from widgets.inventory.networks.drawing_files import svg_bytes
from widgets.inventory.networks.pane import NetworkPane, keep_room
from widgets.inventory.networks.splice_sheet import EVERY_TRAY, SpliceSheet
from widgets.inventory.panes import Acts, Wish
from widgets.labels import ElidedLabel
from widgets.scenes.bars import BarTexts, CommandBar, Look
from widgets.texts import count
from widgets.theme.tokens import GRID

_tr = QCoreApplication.translate

_SPLICED: Final = frozenset({"asset", "splice"})


class SpliceCommand(StrEnum):
    """What the bar of the plan offers."""

    JOIN = "join"
    PART = "part"
    TRACE = "trace"
    SVG = "svg"


_LOOKS: Final = {
    SpliceCommand.JOIN: Look("mdi6.vector-line", 0, needs_scene=False),
    SpliceCommand.PART: Look(
        "mdi6.content-cut",
        1,
        needs_scene=False,
        key="Del",
    ),
    SpliceCommand.TRACE: Look("mdi6.transit-connection-variant", 2, needs_scene=False),
    SpliceCommand.SVG: Look("mdi6.image-outline", 3, needs_scene=False),
}


def _bar_texts() -> BarTexts[SpliceCommand]:
    return BarTexts(
        _tr("networks", "Werkzeuge des Spleißplans"),
        {
            SpliceCommand.JOIN: _tr("networks", "Ausgewählte Fasern spleißen"),
            SpliceCommand.PART: _tr("networks", "Spleiß lösen"),
            SpliceCommand.TRACE: _tr("networks", "Faser verfolgen"),
            SpliceCommand.SVG: _tr("networks", "Als SVG speichern …"),
        },
        {
            SpliceCommand.JOIN: _tr(
                "networks",
                "Oder mit der Maus eine Linie von einer freien Faser zur anderen ziehen. Mit "
                "Tasten: Strg und Pfeile gehen von Faser zu Faser, die Leertaste nimmt eine hinzu.",
            )
        },
    )


class SplicePane(NetworkPane):
    """The splice plan of the selected closure, or of the one a selected splice lies in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = Canvas()
        self.canvas.can_join = True
        self.title = ElidedLabel()
        self.trays = QComboBox()
        self.used_only = QCheckBox()
        self.bar: CommandBar[SpliceCommand] = CommandBar(_LOOKS, _bar_texts)
        self.plan: ClosurePlan | None = None
        self.sheet: SpliceSheet | None = None
        self._clock = SystemClock()
        self._arrange()
        self.bar.triggered.connect(self._do)
        self.bar.listen_on(self.canvas)
        self.trays.currentIndexChanged.connect(self._draw)
        self.used_only.toggled.connect(self._draw)
        self.canvas.picked.connect(self._pick)
        self.canvas.opened.connect(self._open)
        self.canvas.joined.connect(self._join_items)
        self.retranslate()

    def _arrange(self) -> None:
        self.title.setObjectName("heading")
        self.trays.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        head = QHBoxLayout()
        head.setContentsMargins(3 * GRID, GRID, 2 * GRID, GRID)
        head.setSpacing(3 * GRID)
        head.addWidget(self.title, 1)
        head.addWidget(self.used_only)
        head.addWidget(self.trays)
        head.addWidget(self.bar)
        keep_room(self.bar)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.canvas, 1)

    # ---- asking ----------------------------------------------------------------------------------
    @override
    def accepts(self, keys: Sequence[Key]) -> bool:
        return any(key.kind in _SPLICED for key in keys)

    @override
    def question(self, networks: Networks) -> Callable[[], object]:
        return partial(_plan, networks, next(key for key in self.keys if key.kind in _SPLICED))

    @override
    def show_answer(self, answer: Any) -> None:
        is_same = self.plan is not None and self.plan.closure == answer.closure
        self.plan = answer
        self._fill_trays(keep=is_same)
        self._draw(keep=is_same)

    @override
    def empty_sentence(self) -> str:
        return self.tr("Bitte wählen Sie eine Muffe; hier steht dann ihr Spleißplan.")

    @override
    def nothing_sentence(self) -> str:
        return self.tr("Für dieses Gerät sind keine Kabel und keine Spleiße vermerkt.")

    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        items = self._items_of(keys)
        if items and self.is_settled:
            self.canvas.select(items)
            self.canvas.reveal(min(items))
        elif not (keys and all(key.kind == "strand" for key in keys)):
            super().show_keys(keys)

    def _items_of(self, keys: Sequence[Key]) -> set[int]:
        if self.sheet is None:
            return set()
        return {item for key in keys if (item := self.sheet.item_of(key)) >= 0}

    # ---- showing ---------------------------------------------------------------------------------
    def _fill_trays(self, *, keep: bool) -> None:
        if self.plan is None:
            return
        before = self.trays.currentData() if keep else EVERY_TRAY
        self.trays.blockSignals(True)  # noqa: FBT003 - Qt's own form
        self.trays.clear()
        self.trays.addItem(self.tr("Alle Kassetten"), EVERY_TRAY)
        for tray in self.plan.trays:
            name = self.tr("Kassette {0}").format(tray) if tray else self.tr("Ohne Kassette")
            self.trays.addItem(name, tray)
        self.trays.setCurrentIndex(max(self.trays.findData(before), 0))
        self.trays.blockSignals(False)  # noqa: FBT003 - Qt's own form

    def _draw(self, *_: object, keep: bool = False) -> None:
        if self.plan is None:
            return
        selected = (
            [self.sheet.key(item) for item in self.canvas.marks.selected] if self.sheet else []
        )
        self.sheet = SpliceSheet(
            self.plan,
            self._tray(),
            self.canvas.font(),
            is_used_only=self.used_only.isChecked(),
            width=self.canvas.width() - 8.0 * GRID,
        )
        self.canvas.show_sheet(self.sheet, keep=keep, fit_width=True)
        self.canvas.select(self._items_of(selected))
        text = self.tr("{name}: {count} Spleiße")
        if len(self.plan.splices) == 1:
            text = self.tr("{name}: 1 Spleiß")
        self.title.setText(text.format(name=self.plan.name, count=count(len(self.plan.splices))))
        self._show_chances()

    def _tray(self) -> int:
        tray = self.trays.currentData()
        return EVERY_TRAY if tray is None else int(tray)

    def _show_chances(self) -> None:
        two = self.tr("Bitte wählen Sie mit der Strg-Taste zwei freie Fasern.")
        self.bar.set_closed(SpliceCommand.JOIN, "" if self._why_not(self._strands()) == "" else two)
        one = self.tr("Bitte wählen Sie zuerst einen Spleiß oder eine gespleißte Faser.")
        self.bar.set_closed(SpliceCommand.PART, "" if self._splice() else one)
        strand = self.tr("Bitte wählen Sie zuerst eine Faser.")
        self.bar.set_closed(SpliceCommand.TRACE, "" if self._traced() else strand)

    # ---- what is selected ------------------------------------------------------------------------
    def _selected(self) -> list[Key]:
        if self.sheet is None:
            return []
        return [self.sheet.key(item) for item in sorted(self.canvas.marks.selected)]

    def _strands(self) -> list[PlanStrand]:
        if self.sheet is None:
            return []
        rows = self.sheet.rows
        return [
            rows[item].strand for item in sorted(self.canvas.marks.selected) if item < len(rows)
        ]

    def _splice(self) -> str:
        """Return the one splice that is selected, or lies at the one selected fibre."""
        found = {key.uid for key in self._selected() if key.kind == "splice"}
        found |= {strand.splice for strand in self._strands() if strand.splice}
        return found.pop() if len(found) == 1 else ""

    def _traced(self) -> Key | None:
        keys = self._selected()
        return keys[0] if len(keys) == 1 else None

    # ---- hands -----------------------------------------------------------------------------------
    def _pick(self, item: int, _: object) -> None:
        self._show_chances()
        if item >= 0:
            self.keys_selected.emit(self._selected())

    def _open(self, item: int) -> None:
        if self.sheet is not None:
            self.act_requested.emit(Acts.TRACE, [self.sheet.key(item)])

    def _do(self, command: SpliceCommand, _: object) -> None:
        if command is SpliceCommand.JOIN:
            self._join(self._strands())
        elif command is SpliceCommand.PART:
            self._part(self._splice())
        elif command is SpliceCommand.TRACE:
            key = self._traced()
            if key is not None:
                self.act_requested.emit(Acts.TRACE, [key])
        elif self.sheet is not None:
            name = self.tr("Spleißplan.svg")
            path = self.ask_path(self.tr("Spleißplan speichern"), name, "SVG (*.svg)")
            if path is not None:
                self.write(path, svg_bytes(self.sheet, self.title.text(), self.font()))

    def _join_items(self, begin: int, end: int) -> None:
        if self.sheet is not None and max(begin, end) < len(self.sheet.rows):
            rows = self.sheet.rows
            self._join([rows[begin].strand, rows[end].strand])

    # ---- changes ---------------------------------------------------------------------------------
    def _why_not(self, strands: list[PlanStrand]) -> str:
        if len(strands) != 2:  # noqa: PLR2004 - a splice has two ends
            return self.tr("Ein Spleiß verbindet zwei Fasern.")
        for strand in strands:
            if strand.splice:
                return self.tr("Faser {0} {1} ist hier schon gespleißt.").format(
                    strand.number, words.colour_text(strand.colour)
                )
            if not strand.is_free:
                return self.tr("Faser {0} {1} ist als defekt vermerkt.").format(
                    strand.number, words.colour_text(strand.colour)
                )
        return ""

    def _join(self, strands: list[PlanStrand]) -> None:
        """Wish for a splice between two free fibres, in the shown tray or the first."""
        if self.plan is None:
            return
        if why := self._why_not(strands):
            self.message_requested.emit(why)
            return
        shown = [self._tray()] if self._tray() > 0 else [tray for tray in self.plan.trays if tray]
        tray = shown[-1] if shown else 1
        rows = self.sheet.rows if self.sheet is not None else []
        is_right = {row.strand.uid: not row.is_left for row in rows}
        begin, end = sorted(strands, key=lambda strand: is_right.get(strand.uid, False))
        values: dict[str, Value] = {
            "closure": self.plan.closure.uid,
            "tray": tray,
            "position": self.plan.next_position(tray),
            "a": begin.uid,
            "b": end.uid,
        }
        uid = new_uid(self._clock.now_us())
        operations = [Operation(Action.CREATE, "splice", uid, values)]
        operations += [
            Operation(Action.UPDATE, "strand", strand.uid, {"state": "used"})
            for strand in strands
            if strand.state != "used"
        ]
        self.change_requested.emit(Wish(Changeset(operations, self.tr("Spleiß gesetzt"))))

    def _part(self, splice: str) -> None:
        """Wish for a splice to be undone; fibres that are then connected nowhere become free."""
        if self.plan is None or self.network is None or not splice:
            return
        operations = [Operation(Action.REMOVE, "splice", splice, {})]
        operations += [
            Operation(Action.UPDATE, "strand", uid, {"state": "free"})
            for uid in _freed(self.network, splice)
        ]
        self.change_requested.emit(Wish(Changeset(operations, self.tr("Spleiß gelöst"))))

    # ---- language and theme ----------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        self.used_only.setText(self.tr("Nur gespleißte"))
        self.trays.setAccessibleName(self.tr("Kassette"))
        self.canvas.setAccessibleName(self.tr("Spleißplan, Kabel links und rechts"))
        super().retranslate()
        self._fill_trays(keep=True)
        self._draw(keep=True)

    @override
    def apply_theme(self) -> None:
        self.canvas.update()


def _freed(network: Network, splice: str) -> list[str]:
    """Return the used fibres that have no other splice and no connection than this splice."""
    records = network.records
    freed = []
    for side in ("a", "b"):
        uid = records["splice"].text(splice, side)
        is_used = records["strand"].get(uid, "state") == "used"
        if is_used and len(network.splices_at.get(uid, ())) < 2 and uid not in network.links_at:  # noqa: PLR2004 - the splice itself is one
            freed.append(uid)
    return freed


def _plan(networks: Networks, key: Key) -> ClosurePlan | None:
    """Return the plan of a closure, or of the closure of a splice; None where there is none."""
    uid = key.uid
    if key.kind == "splice":
        uid = networks.network().records["splice"].text(uid, "closure")
    plan = networks.closure_plan(uid)
    is_closure = networks.network().records["asset"].get(uid, "type.kind") == "closure"
    return plan if plan.splices or (is_closure and (plan.left or plan.right)) else None
