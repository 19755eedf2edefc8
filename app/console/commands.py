"""The console's commands: what can be done by menu, by key and by Ctrl+K."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from app.console.actions import ActionBook
from app.console.desk import Desk
from app.console.key_overview import KeyOverview
from app.console.language import LANGUAGES
from app.console.message_log import MessageLog
from app.console.workspaces import WORKSPACES


class Commands(QObject):
    """Makes the actions and the menu behind the top bar's last button."""

    def __init__(self, console: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._console = console
        self.book = ActionBook(console.window)
        for spec in WORKSPACES:
            self.book.add(
                spec.title,
                partial(console.window.open_workspace, spec.id),
                spec.shortcut,
                context="workspaces",
            )
        self._add_commands()
        self._add_time()
        self._fill_menu()

    def _add_commands(self) -> None:
        add, console = self.book.add, self._console
        self._search = add(
            str(QT_TRANSLATE_NOOP("actions", "Suchen")), console.open_palette, "Ctrl+K"
        )
        self._live = add(
            str(QT_TRANSLATE_NOOP("actions", "Zur Gegenwart (LIVE)")),
            console.time_bus.go_live,
            "Ctrl+L",
        )
        self._silence = add(
            str(QT_TRANSLATE_NOOP("actions", "Alarmton ausschalten")), console.sound.silence, "F8"
        )
        self._sounds = add(
            str(QT_TRANSLATE_NOOP("actions", "Alarmtöne …")), console.strip_desk.ask_sounds
        )
        add(str(QT_TRANSLATE_NOOP("actions", "Warum?")), console.why.explain_selection, "F3")
        add(
            str(QT_TRANSLATE_NOOP("actions", "Auswahl auf der Karte zeigen")),
            lambda: console.ways.show_map([]),
            "F4",
        )
        add(
            str(QT_TRANSLATE_NOOP("actions", "Auswahl im Zwilling zeigen")),
            lambda: console.ways.show_twin([]),
            "F5",
        )
        self._trend = add(
            str(QT_TRANSLATE_NOOP("actions", "Auswahl in Verläufen zeigen")),
            lambda: console.ways.show_trend([]),
            "F6",
        )
        add(
            str(QT_TRANSLATE_NOOP("actions", "Auswahl im Bestand zeigen")),
            console.inventory.show_selection,
            "F7",
        )
        add(
            str(QT_TRANSLATE_NOOP("actions", "Auswirkung der Auswahl zeigen")),
            console.inventory.show_impact,
            "Shift+F7",
        )
        self._stock = [
            add(
                str(QT_TRANSLATE_NOOP("actions", "In den Bestand importieren …")),
                console.inventory.import_files,
                "Ctrl+Shift+I",
            ),
            add(str(QT_TRANSLATE_NOOP("actions", "Inventur …")), console.inventory.audit),
            add(
                str(QT_TRANSLATE_NOOP("actions", "Datenpunkte und Bestand zuordnen")),
                console.inventory.bind,
            ),
            add(
                str(QT_TRANSLATE_NOOP("actions", "Simulierten Bestand entfernen")),
                console.inventory.remove_demo,
            ),
        ]
        self._plans = [
            add(
                str(QT_TRANSLATE_NOOP("actions", "Neuer Bericht …")), console.portfolio.make_report
            ),
            add(
                str(QT_TRANSLATE_NOOP("actions", "Plan in ein Projekt übernehmen …")),
                console.portfolio.take_over,
            ),
            add(
                str(QT_TRANSLATE_NOOP("actions", "Projekte ausgeben …")),
                console.portfolio.give_out,
            ),
            add(
                str(QT_TRANSLATE_NOOP("actions", "Programm des Profils laden")),
                console.portfolio.load_programme,
            ),
            add(
                str(QT_TRANSLATE_NOOP("actions", "Programm des Profils entfernen")),
                console.portfolio.remove_programme,
            ),
        ]
        self._next = add(
            str(QT_TRANSLATE_NOOP("actions", "Nächster nicht quittierter Alarm")),
            console.ways.open_next_alarm,
            "F9",
        )
        add(str(QT_TRANSLATE_NOOP("actions", "Notiz schreiben …")), self._write_note)
        add(
            str(QT_TRANSLATE_NOOP("actions", "Ins Schichtbuch eintragen …")),
            self._write_log,
            "Ctrl+Shift+L",
        )
        self._capsules = [
            add(
                str(QT_TRANSLATE_NOOP("actions", "Vorfallkapsel sichern …")),
                console.capsules.save,
                "Ctrl+Shift+S",
            ),
            add(str(QT_TRANSLATE_NOOP("actions", "Vorfallkapsel öffnen …")), console.capsules.open),
        ]
        self._full = add(
            str(QT_TRANSLATE_NOOP("actions", "Vollbild")), self._toggle_full_screen, "F11"
        )
        self._reload = add(
            str(QT_TRANSLATE_NOOP("actions", "Profil neu laden")), self._reload_profile
        )
        self._reset = add(
            str(QT_TRANSLATE_NOOP("actions", "Anordnung zurücksetzen")), console.reset_layout
        )
        self._messages = add(str(QT_TRANSLATE_NOOP("actions", "Meldungen")), self._show_messages)
        self._keys = add(str(QT_TRANSLATE_NOOP("actions", "Tastenübersicht")), self._show_keys, "?")
        self._quit = add(
            str(QT_TRANSLATE_NOOP("actions", "Beenden")), console.window.close, "Ctrl+Q"
        )
        self._themes = self._choice(
            {
                "light": str(QT_TRANSLATE_NOOP("actions", "Farben: hell")),
                "dark": str(QT_TRANSLATE_NOOP("actions", "Farben: dunkel")),
                "system": str(QT_TRANSLATE_NOOP("actions", "Farben: wie das System")),
            },
            console.use_theme,
            console.session.theme,
        )
        self._languages = self._choice(LANGUAGES, console.use_language, console.session.language)

    def _add_time(self) -> None:
        """The keys of a film editor: J back, K stop, L forward, comma and full stop step."""
        bus = self._console.time_bus
        add = partial(self.book.add, is_repeated=False)
        add(
            str(QT_TRANSLATE_NOOP("actions", "Zeit rückwärts abspielen, noch einmal schneller")),
            bus.play_back,
            "J",
        )
        add(str(QT_TRANSLATE_NOOP("actions", "Zeit anhalten")), bus.pause, "K")
        add(
            str(QT_TRANSLATE_NOOP("actions", "Zeit vorwärts abspielen, noch einmal schneller")),
            bus.play_forward,
            "L",
        )
        self.book.add(
            str(QT_TRANSLATE_NOOP("actions", "Einen Schritt zurück in der Zeit")),
            lambda: bus.step(-1),
            ",",
        )
        self.book.add(
            str(QT_TRANSLATE_NOOP("actions", "Einen Schritt vor in der Zeit")),
            lambda: bus.step(1),
            ".",
        )
        add(
            str(QT_TRANSLATE_NOOP("actions", "Zu einem Zeitpunkt gehen …")),
            self._console.zeitzeiger.ask,
            "G",
        )
        add(
            str(QT_TRANSLATE_NOOP("actions", "Ansicht festhalten oder der Zeit folgen lassen")),
            self._console.zeitzeiger.turn_pin_in_focus,
            "P",
        )

    def _choice(
        self, texts: dict[str, str], use: Callable[[str], None], current: str
    ) -> list[QAction]:
        group = QActionGroup(self)
        actions = []
        for name, text in texts.items():
            action = self.book.add(text, partial(use, name), is_checkable=True)
            action.setChecked(name == current)
            group.addAction(action)
            actions.append(action)
        return actions

    def _fill_menu(self) -> None:
        menu = QMenu(self._console.window)
        menu.addActions(self._themes)
        menu.addSeparator()
        menu.addActions(self._languages)
        menu.addSeparator()
        menu.addActions(self._capsules)
        menu.addSeparator()
        menu.addActions(self._stock)
        menu.addSeparator()
        menu.addActions(self._plans)
        menu.addSeparator()
        menu.addActions(
            [self._sounds, self._messages, self._full, self._reset, self._reload, self._keys]
        )
        menu.addSeparator()
        menu.addAction(self._quit)
        self._console.window.top_bar.menu_button.setMenu(menu)

    def _write_note(self) -> None:
        """Ask for a note on the moment shown and the selected points."""
        console = self._console
        console.annotations.annotate_at(console.time_bus.pinned_us, console.selection.point_ids)

    def _write_log(self) -> None:
        """Ask for a line of the logbook on the moment shown and the selected points."""
        console = self._console
        console.shifts.logbook.log_at(console.time_bus.pinned_us, console.selection.point_ids)

    def _toggle_full_screen(self) -> None:
        window = self._console.window
        window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _reload_profile(self) -> None:
        console = self._console
        console.answers.await_answer(
            console.surroundings.client.reload_profile(), self._show_problems
        )

    def _show_problems(self, problems: list[str]) -> None:
        if problems:
            self._console.say_problems(problems)
        else:
            self._console.reload_city()

    def _show_messages(self) -> None:
        console = self._console
        zone = console.city.time_zone if console.city is not None else "UTC"
        MessageLog(console.window.notices, zone, console.window).show()

    def _show_keys(self) -> None:
        KeyOverview(self.book.all(), self._console.window).open()
