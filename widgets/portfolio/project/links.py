"""Addresses of documents: which of them may be opened, and opening them."""

from typing import Final

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

SCHEMES: Final = frozenset({"http", "https", "file"})
"""Other schemes start programs that nobody asked for."""


def openable(address: str) -> bool:
    """Tell whether an address may be opened by a click."""
    url = QUrl(address.strip(), QUrl.ParsingMode.StrictMode)
    if not url.isValid() or url.scheme() not in SCHEMES:
        return False
    return bool(url.host()) if url.scheme() != "file" else bool(url.path())


def open_address(address: str) -> bool:
    """Open an address in the program of the system; False when that is not possible."""
    return openable(address) and QDesktopServices.openUrl(QUrl(address.strip()))
