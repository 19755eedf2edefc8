"""The address scheme of our own pages; to be registered before Qt's application exists."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWebEngineCore import QWebEngineUrlScheme

SCHEME: Final = "leitstand"
HOST: Final = "app"
ORIGIN: Final = f"{SCHEME}://{HOST}"


def register_scheme() -> None:
    """Make `leitstand://` known to the web engine; a second call changes nothing.

    The web engine reads the schemes once, with its first use, and shares its graphics with the
    window: both have to be said before the application is made.
    """
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    name = SCHEME.encode()
    if QWebEngineUrlScheme.schemeByName(name).name() == name:
        return
    scheme = QWebEngineUrlScheme(name)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    flag = QWebEngineUrlScheme.Flag
    scheme.setFlags(flag.SecureScheme | flag.CorsEnabled | flag.FetchApiAllowed)
    QWebEngineUrlScheme.registerScheme(scheme)
