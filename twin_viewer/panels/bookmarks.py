"""The panel of views that people want to come back to."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.domain.twins import TwinBookmark
from twin_viewer.panels.lists import KeptList, KeptRow
from widgets.texts import time_text
from widgets.theme.icons import icon


class BookmarksPanel(KeptList):
    """Kept views, oldest first. See `KeptList` for its signals."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("mdi6.bookmark-outline", parent)
        self._bookmarks: tuple[TwinBookmark, ...] = ()
        self._zone = "Europe/Berlin"
        self.retranslate()
        self.apply_theme()
        self.choose_page()

    def show_bookmarks(self, bookmarks: Sequence[TwinBookmark], zone: str) -> None:
        """Show what is kept.

        Args:
            bookmarks: The views.
            zone: The city's time zone (IANA).
        """
        self._bookmarks, self._zone = tuple(bookmarks), zone
        self.show_rows([KeptRow(one.id, one.name, self._detail(one)) for one in bookmarks])

    def _detail(self, one: TwinBookmark) -> str:
        kept = time_text(one.created_us, self._zone, with_date=True)
        text = self.tr("Gemerkt von {0} am {1}.").format(one.author, kept)
        if one.time_us is None:
            return text
        moment = time_text(one.time_us, self._zone, with_date=True)
        return f"{text}\n{self.tr('Zeigt den Stand vom {0}.').format(moment)}"

    @override
    def empty_text(self) -> str:
        return self.tr("Noch keine Ansicht gemerkt. Was Sie gerade sehen, lässt sich merken.")

    @override
    def retranslate(self) -> None:
        self.add.setText(self.tr("Ansicht merken"))
        self.add.setToolTip(self.tr("Ansicht, Ebenen und Zeit unter einem Namen merken"))
        self.name_undo(self.tr("Die zuletzt entfernte Ansicht zurückholen (Strg+Z)"))
        self.list.setAccessibleName(self.tr("Gemerkte Ansichten"))
        self.show_bookmarks(self._bookmarks, self._zone)

    @override
    def apply_theme(self) -> None:
        super().apply_theme()
        self.add.setIcon(icon("mdi6.bookmark-plus-outline"))
