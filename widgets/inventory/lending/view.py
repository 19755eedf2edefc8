"""Lending of the Medienzentrum: lists and search at the left, one item with its calendar right."""

from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.cities import City
from app.domain.inventory.changes import Commit, ConflictError
from app.domain.inventory.records import Key, Record
from app.domain.local_times import at_local
from app.services.clocks import SystemClock
from app.services.inventory.exports.requests import ExportError
from app.services.inventory.lending_letters import reminder, slip
from app.services.inventory.lending_stock import LendingStock, read_stock
from app.services.inventory.lendings import LendingError, Period, period_of, proposed_return
from app.services.inventory.reports import Report, write_report
from app.services.inventory.uids import new_uid
from app.services.ports import Clock, StoppedError
from app.services.states import CityState
from widgets.background import Background
from widgets.foreign_texts import on_screen
from widgets.inventory.lending.form import Order
from widgets.inventory.lending.letters import LetterDialog
from widgets.inventory.lending.model import Line, state_text
from widgets.inventory.lending.orders import Given, done_text, fitting_all, loan_meant, plan_all
from widgets.inventory.lending.page import LendingPage
from widgets.inventory.lending.weeks import Span
from widgets.inventory.panes import InventoryPane, OpenReader, Wish
from widgets.texts import count, language

_KINDS: Final = frozenset({"loan", "asset", "school", "site", "space", "asset_type"})


class LendingPane(InventoryPane):
    """Lends items.

    Attributes:
        clock: Tells the present day.
        stock: What can be lent.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clock: Clock = SystemClock()
        self.stock = LendingStock()
        self._zone = ZoneInfo("Europe/Berlin")
        self._background = Background(self, "inventory-lending")
        self._wish = 0
        self._is_stale = self._is_read = False
        self._day = date.min
        self._uid = ""
        self._is_busy = False
        self.page = page = LendingPage()
        self.lists, self.model = page.lists, page.lists.model
        self.title, self.detail = page.title, page.detail
        self.earlier, self.later, self.now = page.earlier, page.later, page.now
        self.weeks, self.form = page.weeks, page.form
        self.split, self.stage = page.split, page.stage
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
        self._connect()
        self.retranslate()
        self.apply_theme()
        self.stage.show_loading()

    def _connect(self) -> None:
        self.lists.chosen.connect(self._selected)
        self.lists.counted.connect(self._show_head)
        self.lists.scanned.connect(self._scanned)
        self.lists.missed.connect(self._missed)
        self.weeks.chosen.connect(self._take_period)
        self.form.days_changed.connect(self._days_written)
        self.page.ordered.connect(self.carry_out)
        self.now.clicked.connect(lambda: self._show_item(keeps_form=True))

    # ---- what the console calls ----------------------------------------------------------------
    @override
    def set_inventory(self, open_reader: OpenReader) -> None:
        super().set_inventory(open_reader)
        self._read()

    @override
    def set_city(self, city: City) -> None:
        self._zone = ZoneInfo(city.time_zone)

    @override
    def show_state(self, state: CityState) -> None:
        super().show_state(state)
        if state.is_live and self._is_read and self._day != self.today():
            self._read()  # a new day: other things are overdue

    @override
    def show_commit(self, commit: Commit) -> None:
        if self.moment is not None or not any(key.kind in _KINDS for key in commit.changed):
            return
        if self.isVisible():
            self._read()
        else:
            self._is_stale = True

    @override
    def show_moment(self, at_us: int | None) -> None:
        super().show_moment(at_us)
        self.form.say("")
        self._read()

    @override
    def show_keys(self, keys: Sequence[Key]) -> None:
        for key in keys:
            if key.kind == "asset" and key.uid in self.stock.titles:
                self.select(key.uid)
                return

    def close_feed(self) -> None:
        """End the thread that reads."""
        self._background.close()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.page.fit()
        if self._is_stale or (self._is_read and self._day != self.today()):
            self._read()

    def today(self) -> date:
        """Return the day in the city, at the moment shown."""
        now = self.clock.now_us() if self.moment is None else self.moment
        return at_local(now, self._zone).date()

    # ---- reading -------------------------------------------------------------------------------
    def _read(self) -> None:
        opens = self.open_reader
        if opens is None:
            return
        self._is_stale, self._day = False, self.today()
        self._wish += 1
        wish, moment = self._wish, self.moment

        def work() -> LendingStock | None:
            with closing(opens()) as reader:
                try:
                    return read_stock(reader, moment)
                except StoppedError:
                    return None

        self._background.ask(self, work, lambda found: self._take(wish, found), self._fail)

    def _take(self, wish: int, found: LendingStock | None) -> None:
        if wish != self._wish or found is None:
            return
        self.stock = found
        today = self.today()
        uid, is_first = self._uid, not self._is_read or self.line() is None
        chosen = self.lists.selected()
        self._is_read = True
        self.lists.take(found, today)
        self.form.set_schools([name for name, _ in found.schools])
        self._show_page()
        if not self.lists.select(uid) and is_first and self.model.shown:
            self._uid = self.model.shown[0].item.uid
            self.lists.select(self._uid)
        self.lists.select_also(chosen)
        self._show_item(keeps_form=not is_first)

    def _fail(self, why: str) -> None:
        sentence = self.tr("Die Ausleihen lassen sich nicht lesen: {0}")
        self.stage.show_message("mdi6.database-alert-outline", sentence.format(why))

    def _show_page(self) -> None:
        if self.stock.items:
            self.stage.show_content()
        else:
            self.stage.show_message(
                "mdi6.hand-extended-outline",
                self.tr(
                    "Noch kein Gerät ist zum Verleihen da. Geräte mit dem Schlagwort „ausleihe“ "
                    "erscheinen hier."
                ),
            )

    def _scanned(self, uid: str) -> None:
        self.select(uid)
        self.form.borrower.setFocus()

    def _missed(self, code: str) -> None:
        self.form.say(self.tr("Zu „{0}“ gibt es hier kein Gerät.").format(code))

    # ---- one item ------------------------------------------------------------------------------
    def select(self, uid: str) -> None:
        """Show an item."""
        is_other, self._uid = uid != self._uid, uid
        self.lists.bring(uid)
        if is_other:
            self._show_item()

    def _selected(self, uid: str) -> None:
        if uid != self._uid:
            self._uid = uid
            self._show_item()
            self.keys_selected.emit([Key("asset", uid)])

    def line(self) -> Line | None:
        """Return the item that is shown."""
        return next((one for one in self.model.lines if one.item.uid == self._uid), None)

    def _show_item(self, *, keeps_form: bool = False) -> None:
        line, today = self.line(), self.today()
        if line is None:
            return
        spans = []
        for loan in self.stock.loans_of(self._uid):
            found = period_of(loan, today)
            if found is not None:
                spans.append(self._span(loan, found))
        self.weeks.show_spans(spans, today)
        if not keeps_form:
            self.form.say("")
            self.form.note.clear()
            self._propose(line, today)
        self._show_head()

    def chosen(self) -> list[Line]:
        """Return the items that orders are about: those selected with the one that is shown."""
        uids = set(self.lists.selected())
        line = self.line()
        if line is None or self._uid not in uids:
            return [] if line is None else [line]
        return [one for one in self.model.shown if one.item.uid in uids]

    def _show_head(self) -> None:
        """Say which item is shown, or how many are selected, and what can be done."""
        line, chosen = self.line(), self.chosen()
        if line is None:
            return
        place = self.stock.spaces.get(self._uid, "")
        parts = (state_text(line), self.stock.models[self._uid], place, line.item.text("source"))
        detail = " · ".join(on_screen(part) for part in parts if part)
        title = line.title
        if len(chosen) > 1:
            title = self.tr("{0} Geräte gewählt").format(count(len(chosen)))
            detail = self.tr("Der Kalender zeigt {0}. Was Sie anordnen, gilt für alle gewählten.")
            detail = detail.format(line.title)
        self.title.setText(title)
        self.detail.setText(detail)
        self._show_orders()

    def _span(self, loan: Record, period: Period) -> Span:
        is_out = loan.text("state") == "out"
        text = self.tr("ausgegeben an {0}") if is_out else self.tr("reserviert für {0}")
        return Span(period, text.format(loan.text("borrower")), is_out)

    def _propose(self, line: Line, today: date) -> None:
        """Write what is likely wanted: days of the loan, or two weeks from today on."""
        loan = line.loan
        self.form.borrower.setEditText("" if loan is None else loan.text("borrower"))
        found = None if loan is None else period_of(loan, today)
        if loan is not None and found is not None and loan.text("state") == "reserved":
            self.form.show_period(found)
        else:
            self.form.show_period(Period(today, proposed_return(today)))

    def _take_period(self, period: Period) -> None:
        self.form.show_period(period)
        self._show_orders()

    def _days_written(self) -> None:
        period = self.form.period()
        if period is not None and period.first <= period.last:
            self.weeks.show_period(period)
        self._show_orders()

    def loan(self) -> Record | None:
        """Return the loan that orders are about."""
        line = self.line()
        if line is None:
            return None
        return loan_meant(self.stock, line.item, self.weeks.period, self.today())

    def _show_orders(self) -> None:
        line = self.line()
        fit: set[Order] = set()
        if line is not None and self.moment is None and not self._is_busy:
            items = [one.item for one in self.chosen()]
            fit = fitting_all(self.stock, items, self.weeks.period, self.today())
        for order, button in self.form.buttons.items():
            button.setEnabled(order in fit)
        if self.moment is not None:
            self.form.say(self.tr("So war es damals. Ausleihen können Sie nur in der Gegenwart."))

    # ---- orders --------------------------------------------------------------------------------
    def carry_out(self, order: Order) -> None:
        """Carry out an order on the item that is shown, or say what stands against it."""
        line = self.line()
        if line is None or not self.form.buttons[order].isEnabled():
            return
        if order in {Order.SLIP, Order.REMIND}:
            self._write(order)
            return
        today, chosen = self.today(), self.chosen()
        borrower, note = self.form.borrower.currentText(), self.form.note.text()
        given = [
            Given(
                one.item,
                loan_meant(self.stock, one.item, self.weeks.period, today),
                borrower,
                self.form.period(),
                note,
            )
            for one in chosen
        ]
        uids = [new_uid(self.clock.now_us()) for _ in chosen]
        try:
            changes = plan_all(order, given, self.stock, today=today, uids=uids)
        except LendingError as error:
            self.form.say(on_screen(str(error)))
            return
        self._is_busy = True
        self._show_orders()
        self.change_requested.emit(Wish(changes, self._told(order, len(chosen)), is_told=True))

    def _told(self, order: Order, many: int) -> Callable[[Commit | Exception], None]:
        def done(outcome: Commit | Exception) -> None:
            self._is_busy = False
            if isinstance(outcome, Commit):
                self.form.say(done_text(order, many))
                self.form.note.clear()
            elif isinstance(outcome, ConflictError):
                text = self.tr("Jemand hat das Gerät inzwischen geändert. Bitte sehen Sie nach.")
                self.form.say(text)
                self._read()
            else:
                self.form.say(on_screen(str(outcome)))
            self._show_orders()

        return done

    def _write(self, order: Order) -> None:
        loan, line = self.loan(), self.line()
        if loan is None or line is None:
            return
        if order is Order.REMIND:
            borrower = loan.text("borrower")
            text = reminder(borrower, self.stock.late(borrower, self.today()), self.today())
            LetterDialog(self.tr("Erinnerung"), text, self).open()
            return
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Beleg speichern"), self.tr("Beleg.pdf"), self.tr("PDF (*.pdf)")
        )
        if name:
            self.write_slip(Path(name), line, loan)

    def write_slip(self, path: Path, line: Line, loan: Record) -> None:
        """Write the slip of a loan as PDF."""
        facts = tuple((on_screen(name), value) for name, value in slip(line.title, line.item, loan))
        title = self.tr("Beleg der Ausleihe")
        report = Report(title, facts, (), language() == "de", language(), self.clock.now_us())

        def work() -> str:
            try:
                write_report(path, report)
            except ExportError as error:
                return str(error)
            return ""

        def told(why: str) -> None:
            done = self.tr("Der Beleg ist gespeichert: {0}").format(path.name)
            self.form.say(on_screen(why) if why else done)

        self._background.ask(self, work, told, told)

    # ---- keys and looks ------------------------------------------------------------------------
    @override
    def retranslate(self) -> None:
        self.lists.retranslate()
        for button, text in (
            (self.earlier, self.tr("Frühere Wochen")),
            (self.later, self.tr("Spätere Wochen")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self.now.setText(self.tr("Heute"))
        self.now.setToolTip(self.tr("Wieder die Woche von heute zeigen."))
        self.form.retranslate()
        self.page.fit()
        self._show_item(keeps_form=True)

    @override
    def apply_theme(self) -> None:
        if hasattr(self, "page"):  # the base class calls it before there is one
            self.page.apply_theme()
