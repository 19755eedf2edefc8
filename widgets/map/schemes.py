"""The address scheme of our own pages, and what Qt has to know of it before the window is made."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt

SCHEME: Final = "leitstand"
HOST: Final = "app"
ORIGIN: Final = f"{SCHEME}://{HOST}"
START: Final = f"{ORIGIN}/index.html"
"""The one page there is."""


def share_graphics() -> None:
    """Let the web engine draw into our windows; to be called before Qt's application exists.

    Costs nothing: the engine itself (a fifth of a second) is loaded with the first map.
    """
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)


def register_scheme() -> None:
    """Make `leitstand://` known to the web engine; a second call changes nothing.

    The engine reads the schemes once, with the first of its objects: it has to be said before.
    """
    from PySide6.QtWebEngineCore import QWebEngineUrlScheme  # noqa: PLC0415 - only with a map

    name = SCHEME.encode()
    if QWebEngineUrlScheme.schemeByName(name).name() == name:
        return
    scheme = QWebEngineUrlScheme(name)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    flag = QWebEngineUrlScheme.Flag
    scheme.setFlags(flag.SecureScheme | flag.CorsEnabled | flag.FetchApiAllowed)
    QWebEngineUrlScheme.registerScheme(scheme)
