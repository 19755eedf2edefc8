"""What stands instead of rows, or above them: nothing found, nothing yet, the past, a failure."""

from PySide6.QtCore import QObject

from app.domain.inventory.kinds import KINDS
from widgets.foreign_texts import on_screen
from widgets.inventory.table.looks import Look
from widgets.placeholders import Stage


class Signs(QObject):
    """Says in whole sentences why a table looks as it does.

    Args:
        stage: Where it is said.
    """

    def __init__(self, stage: Stage) -> None:
        super().__init__(stage)
        self._stage = stage

    def show_empty(self, kind: str, look: Look, *, is_past: bool) -> None:
        """Say why there are no rows, and offer what helps."""
        plural, show = on_screen(KINDS[kind].plural), self._stage.show_message
        if look.filters or look.text.strip():
            words = self.tr("Dazu wurde unter „{0}“ nichts gefunden.").format(plural)
            show("mdi6.magnify", words, self.tr("Suche und Filter leeren"))
        elif look.scope:
            words = self.tr("An dieser Stelle der Gliederung steht unter „{0}“ nichts.")
            show("mdi6.file-tree-outline", words.format(plural), self.tr("Alle anzeigen"))
        elif is_past:
            words = self.tr("Unter „{0}“ gab es damals noch nichts.").format(plural)
            show("mdi6.history", words)
        else:
            words = self.tr("Unter „{0}“ ist noch nichts erfasst.").format(plural)
            show("mdi6.table", words, self.tr("Neuer Datensatz"))

    def show_moment(self, moment: str) -> None:
        """Say above the rows that a past moment is shown; nothing while it is LIVE.

        Args:
            moment: The moment in words; empty for LIVE.
        """
        if not moment:
            self._stage.notice.show_notice("", "")
            return
        words = self.tr(
            "Der Bestand ist so zu sehen, wie er am {0} war. Ändern lässt er sich nur LIVE."
        )
        self._stage.notice.show_notice("mdi6.history", words.format(moment))

    def show_failure(self, sentence: str, *, has_rows: bool) -> None:
        """Say why the inventory cannot be read; rows that are there stay.

        Args:
            sentence: Why, in German.
            has_rows: True while rows are shown.
        """
        words = self.tr("Der Bestand lässt sich gerade nicht lesen. {0}")
        text, again = words.format(on_screen(sentence)), self.tr("Noch einmal")
        if has_rows:
            self._stage.notice.show_notice("mdi6.alert-circle-outline", text, again)
        else:
            self._stage.show_message("mdi6.database-alert-outline", text, again)
