"""The language of the screen: German is the source, English a translation, switched at run time."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QTranslator

LANGUAGES: Final = {"de": "Sprache: Deutsch", "en": "Language: English"}
_LOCALES: Final = {
    "de": QLocale(QLocale.Language.German, QLocale.Country.Germany),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


class Languages:
    """Installs the translators of one language at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._installed: list[tuple[QTranslator, bytes]] = []
        self.current = ""

    def use(self, code: str) -> None:
        """Switch to `de` or `en`; every widget then gets a LanguageChange event."""
        if code == self.current:
            return
        is_told = bool(self._installed)
        for translator, _ in self._installed:
            QCoreApplication.removeTranslator(translator)
        QLocale.setDefault(_LOCALES[code])
        # Qt's own words first, ours last: the translator installed last is asked first.
        qt_folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        files = (qt_folder / f"qtbase_{code}.qm", self._folder / f"leitstand_{code}.qm")
        self._installed = [kept for file in files if (kept := _load(file)) is not None]
        for translator, _ in self._installed:
            QCoreApplication.installTranslator(translator)
        self.current = code
        # Qt tells the widgets when a translator comes or goes; German needs none.
        app = QCoreApplication.instance()
        if app is not None and not is_told and not self._installed:
            QCoreApplication.postEvent(app, QEvent(QEvent.Type.LanguageChange))

    def close(self) -> None:
        """Take the translators back; what speaks afterwards speaks the source language."""
        for translator, _ in self._installed:
            QCoreApplication.removeTranslator(translator)
        self._installed, self.current = [], ""


def _load(file: Path) -> tuple[QTranslator, bytes] | None:
    """Return a translator with the data it stands on; None when there is no such translation.

    Qt itself would map the file into memory, and an update that writes it anew while the program
    runs would then kill the program.
    """
    try:
        data = file.read_bytes()
    except OSError:
        return None
    translator = QTranslator()
    return (translator, data) if translator.load(data) else None
