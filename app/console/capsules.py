"""Capsules from the running console: save an incident, open one in a console of its own.

Everything that waits for files happens on one thread; dialogs stay until the disk has answered.
"""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QBuffer, QIODevice, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app import __version__
from app.console.capsules_work import AsideWork, Host
from app.console.notices import Notice, NoticeAction, NoticeLevel
from app.console.page import Page
from app.console.session import save_session
from app.domain.alarms import AlarmId, AlarmState
from app.domain.capsules import SUFFIX, CapsuleContent, file_name, incident_span
from app.domain.local_times import at_local
from app.services.capsules import (
    CapsuleCancelledError,
    CapsuleDesk,
    CapsuleExistsError,
    CapsuleInfo,
    CapsuleOrder,
    CapsuleSources,
    MemorySettings,
    gather,
)
from app.services.lost_sources import all_rules
from widgets.foreign_texts import on_screen
from widgets.texts import language

if TYPE_CHECKING:
    from widgets.capsules.library import CapsuleLibraryView
    from widgets.capsules.open_dialog import OpenCapsuleDialog
    from widgets.capsules.save_dialog import CapsuleForm, Incident, SaveCapsuleDialog

_MOST_ALARMS: Final = 30
"""More alarms to choose from nobody reads."""

_LONGEST_US: Final = 12 * 3_600_000_000
"""Of an alarm that stands for days the first hours tell what happened."""


class CapsuleController(QObject):
    """Saves, opens and lists incident capsules.

    Without a `CapsuleDesk` in the console's surroundings (as in a replayed capsule) it says that
    this cannot be done here.

    Args:
        console: The console.
    """

    _progressed = Signal(int, int)

    def __init__(self, console: Host) -> None:
        super().__init__(console.window)
        self._console = console
        self._desk: CapsuleDesk | None = console.surroundings.capsules
        self._work = AsideWork("capsules", self)
        self._is_cancelled = threading.Event()
        self._libraries: list[CapsuleLibraryView] = []
        self.save_dialog: SaveCapsuleDialog | None = None
        self.open_dialog: OpenCapsuleDialog | None = None
        self._progressed.connect(self._show_progress)
        console.window.closing.connect(self.close)

    def close(self) -> None:
        """End the thread and stop what is on its way; may be called again."""
        self._is_cancelled.set()
        self._work.close()

    # --- saving ---------------------------------------------------------------------------

    def save(self, alarm: str = "") -> None:
        """Ask what a new capsule shall hold.

        Args:
            alarm: The alarm it is about; empty for what is shown and selected.
        """
        desk, city = self._desk, self._console.city
        if desk is None or city is None:
            self._say_impossible()
            return
        if self.save_dialog is not None:
            self.save_dialog.raise_()
            return
        from widgets.capsules.save_dialog import (  # noqa: PLC0415 - seldom wanted
            SaveCapsuleDialog,
        )

        now_us = self._console.surroundings.clock.now_us()
        incidents = self._incidents(alarm, now_us)
        path = desk.folder / self._file_name(incidents[0])
        dialog = SaveCapsuleDialog(incidents, now_us, city.time_zone, path, self._console.window)
        dialog.save_requested.connect(self._save)
        dialog.cancel_requested.connect(self._is_cancelled.set)
        dialog.finished.connect(lambda _: self._let_go_save())
        self.save_dialog = dialog
        dialog.show()

    def _let_go_save(self) -> None:
        dialog, self.save_dialog = self.save_dialog, None
        if dialog is not None:
            dialog.deleteLater()

    def _save(self, form: "CapsuleForm") -> None:
        console, desk = self._console, self._desk
        if desk is None:
            return
        self._is_cancelled.clear()
        order = CapsuleOrder(
            form.title,
            form.why,
            console.surroundings.actor,
            form.incident.start_us,
            form.incident.end_us,
            form.from_us,
            form.until_us,
            form.incident.alarm,
            form.keeps_names,
            self._layout(),
            self._pictures() if form.has_pictures else {},
        )
        now_us = console.surroundings.clock.now_us()

        def work() -> CapsuleContent:
            content = self._gather(order, now_us)
            desk.shelf.write(form.path, content, self._tell, may_replace=form.may_replace)
            return content

        self._work.do(work, lambda _: self._saved(form.path), self._not_saved)

    def _gather(self, order: CapsuleOrder, now_us: int) -> CapsuleContent:
        """Read everything with readers of our own: those of the window are not to wait for us."""
        given = self._console.surroundings
        city = given.load_city()
        history = given.open_history(city)
        journal = given.open_journal(city)
        try:
            sources = CapsuleSources(city, history, journal, given.annotations, given.logbook)
            return gather(sources, order, now_us, __version__, self._tell)
        finally:
            history.close()
            journal.close()

    def _saved(self, path: Path) -> None:
        if self.save_dialog is not None:
            self.save_dialog.finish()
        text = self.tr("Die Vorfallkapsel ist gesichert: {0}").format(path)
        actions = (NoticeAction(self.tr("Öffnen …"), lambda: self.look(path)),)
        notice = Notice("capsule", NoticeLevel.INFORMATION, text, actions=actions)
        self._console.window.notices.show_notice(notice)
        self.renew()

    def _not_saved(self, error: BaseException) -> None:
        dialog = self.save_dialog
        if dialog is None or isinstance(error, CapsuleCancelledError):
            return
        if isinstance(error, CapsuleExistsError):
            dialog.ask_replacement(str(error))
        else:
            dialog.show_problem(str(error))

    def _tell(self, done: int, total: int) -> None:
        """Tell the dialog how far the thread is; stop it where that is wanted."""
        if self._is_cancelled.is_set():
            raise CapsuleCancelledError
        self._progressed.emit(done, total)

    def _show_progress(self, done: int, total: int) -> None:
        if self.save_dialog is not None and not self._is_cancelled.is_set():
            self.save_dialog.show_progress(done, total)

    # --- what it is about -----------------------------------------------------------------

    def _incidents(self, alarm: str, now_us: int) -> "list[Incident]":
        """Return what a capsule may be made of: the alarm meant, the moment shown, other alarms."""
        from widgets.capsules.save_dialog import Incident  # noqa: PLC0415 - seldom wanted

        console = self._console
        moment_us = console.time_bus.pinned_us or now_us
        shown = Incident(self.tr("Gezeigter Zeitpunkt"), moment_us, moment_us)
        state = console.feed.latest
        if state is None or console.city is None:
            return [shown]
        rules = all_rules(console.city)
        chosen = set(console.selection.point_ids)
        ranked: list[tuple[tuple[bool, int, int], Incident]] = []
        for name, alarm_state in state.alarms.items():
            rule, span = rules.get(name), _span(name, alarm_state, moment_us)
            if rule is not None and span is not None:
                incident = Incident(rule.message.in_language(language()), *span, name)
                rank = (rule.point not in chosen, int(rule.priority), -span[0])
                ranked.append((rank, incident))
        ranked.sort(key=lambda pair: pair[0])
        others = [incident for _, incident in ranked[:_MOST_ALARMS]]
        meant = [i for _, i in ranked if alarm and i.alarm == alarm]
        is_selected = bool(ranked) and not ranked[0][0][0]
        meant = meant or (others[:1] if is_selected else [])
        return [*meant, shown, *(other for other in others if other not in meant)]

    def _file_name(self, incident: "Incident") -> str:
        city = self._console.city
        zone = "UTC" if city is None else city.time_zone
        moment = at_local(incident.start_us, ZoneInfo(zone)).strftime("%Y-%m-%d-%H%M%S")
        name = "stadt" if city is None else city.id
        return file_name(name, moment, incident.title)

    def _layout(self) -> dict[str, Any]:
        """Return how the console looks now; not where its window lies, which is another screen."""
        console = self._console
        session = console.window.session_state(console.session)
        pages = [page for page in console.window.pages.values() if isinstance(page, Page)]
        session.pages = session.pages | {page.spec.id: page.save_state() for page in pages}
        session.geometry = ""
        memory = MemorySettings()
        save_session(memory, session)
        return {
            "console": memory.get("console"),
            "selection": list(console.selection.point_ids),
            "time_us": console.time_bus.pinned_us,
        }

    def _pictures(self) -> dict[str, bytes]:
        """Return a picture of each workspace that was opened."""
        pages = self._console.window.pages
        return {name: _png(page) for name, page in pages.items() if isinstance(page, Page)}

    # --- opening --------------------------------------------------------------------------

    def open(self) -> None:
        """Let the person choose a file, and ask how to open it."""
        if self._desk is None:
            self._say_impossible()
            return
        name, _ = QFileDialog.getOpenFileName(
            self._console.window,
            self.tr("Vorfallkapsel öffnen"),
            str(self._desk.folder),
            self.tr("Vorfallkapsel (*{0});;Alle Dateien (*)").format(SUFFIX),
        )
        if name:
            self.look(Path(name))

    def look(self, path: Path) -> None:
        """Check a file, then ask how to open it."""
        if self._desk is not None:
            shelf = self._desk.shelf
            self._work.do(lambda: shelf.look(path), self._ask_how, self._say_failure)

    def _ask_how(self, info: CapsuleInfo) -> None:
        from widgets.capsules.open_dialog import (  # noqa: PLC0415 - seldom wanted
            OpenCapsuleDialog,
        )

        if self.open_dialog is not None:
            self.open_dialog.close()
        dialog = OpenCapsuleDialog(info, self._console.window)
        dialog.chosen.connect(lambda is_drill: self.launch(info.path, is_drill=is_drill))
        dialog.finished.connect(lambda _: self._let_go_open(dialog))
        self.open_dialog = dialog
        dialog.show()

    def _let_go_open(self, dialog: "OpenCapsuleDialog") -> None:
        if self.open_dialog is dialog:
            self.open_dialog = None
        dialog.deleteLater()

    def launch(self, path: Path, *, is_drill: bool = False) -> None:
        """Start another console on a capsule; it goes its own way."""
        desk = self._desk
        if desk is None:
            self._say_impossible()
            return

        def started(_: object) -> None:
            text = (
                self.tr("Die Übung öffnet sich in einem eigenen Fenster: {0}")
                if is_drill
                else self.tr("Die Vorfallkapsel öffnet sich in einem eigenen Fenster: {0}")
            )
            self._console.say("capsule", NoticeLevel.INFORMATION, text.format(path.name))

        self._work.do(lambda: desk.launch(path, is_drill), started, self._say_failure)

    # --- the library ----------------------------------------------------------------------

    def join(self, view: "CapsuleLibraryView") -> None:
        """Keep a library up to date and do what it asks for."""
        self._libraries.append(view)
        view.destroyed.connect(lambda: self._forget(view))
        view.save_requested.connect(self.save)
        view.file_requested.connect(self.open)
        view.open_requested.connect(lambda path, drill: self.launch(path, is_drill=drill))
        view.copy_requested.connect(self._copy)
        view.remove_requested.connect(self._remove)
        view.renew_requested.connect(self.renew)
        self.renew()

    def _forget(self, view: "CapsuleLibraryView") -> None:
        self._libraries = [known for known in self._libraries if known is not view]

    def renew(self) -> None:
        """Read which capsules there are, then what each of them is."""
        desk = self._desk
        if not self._libraries:
            return
        if desk is None:
            self._for_libraries(lambda view: view.show_problem(self._impossible()))
            return
        self._work.do(desk.shelf.paths, self._show_paths, self._unlisted)

    def _show_paths(self, paths: list[Path]) -> None:
        desk = self._desk
        self._for_libraries(lambda view: view.show_paths(paths))
        if desk is not None:
            for path in paths:
                self._work.do(
                    lambda path=path: desk.shelf.look(path),  # type: ignore[misc]  # bound at once
                    lambda info: self._for_libraries(lambda view: view.show_info(info)),
                    self._say_failure,
                )

    def _unlisted(self, error: BaseException) -> None:
        self._for_libraries(lambda view: view.show_problem(on_screen(str(error))))

    def _copy(self, path: Path, target: Path) -> None:
        if self._desk is not None:
            shelf = self._desk.shelf
            text = self.tr("Die Kopie ist gesichert: {0}").format(target)
            self._work.do(
                # The file dialog has asked whether a file of that name may be replaced.
                lambda: shelf.copy(path, target, may_replace=True),
                lambda _: self._console.say("capsule", NoticeLevel.INFORMATION, text),
                self._say_failure,
            )

    def _remove(self, path: Path) -> None:
        if self._desk is not None:
            shelf = self._desk.shelf
            self._work.do(lambda: shelf.remove(path), lambda _: self.renew(), self._say_failure)

    def _for_libraries(self, act: "Callable[[CapsuleLibraryView], None]") -> None:
        for view in list(self._libraries):
            act(view)

    # --- within ---------------------------------------------------------------------------

    def _say_failure(self, error: BaseException) -> None:
        self._console.say("capsule", NoticeLevel.ERROR, on_screen(str(error)))

    def _say_impossible(self) -> None:
        self._console.say("capsule", NoticeLevel.INFORMATION, self._impossible())

    def _impossible(self) -> str:
        return self.tr(
            "Vorfallkapseln sichert und öffnet die Konsole, die mit der laufenden Stadt "
            "verbunden ist."
        )


def _span(alarm: AlarmId, state: AlarmState, now_us: int) -> tuple[int, int] | None:
    """Return begin and end of an alarm, cut where it stood very long."""
    span = incident_span(alarm, {alarm: state}, now_us)
    return None if span is None else (span[0], min(span[1], span[0] + _LONGEST_US))


def _png(widget: QWidget) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    return bytes(buffer.data().data())
