"""Which graphics the map draws with, and what the web engine has to be told for it."""

import os
from collections.abc import MutableMapping
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QOffscreenSurface, QOpenGLContext
from PySide6.QtWidgets import QWidget

SOFTWARE: Final = ("llvmpipe", "softpipe", "swrast", "swiftshader")
_GL_RENDERER: Final = 0x1F01


def renderer_name() -> str:
    """Return the name of the graphics (GL_RENDERER), empty where there is no OpenGL."""
    context = QOpenGLContext()
    if not context.create():
        return ""
    surface = QOffscreenSurface()
    surface.create()
    if not context.makeCurrent(surface):
        return ""
    try:
        return str(context.functions().glGetString(_GL_RENDERER))
    finally:
        context.doneCurrent()


def is_software(renderer: str) -> bool:
    """Tell whether the processor draws, not a graphics card."""
    return any(name in renderer.lower() for name in SOFTWARE)


def prepare_web_engine(renderer: str, environment: MutableMapping[str, str] = os.environ) -> None:
    """Set what the web engine needs with these graphics; before its first profile is made.

    With software OpenGL it refuses WebGL; told to allow it, its view stays blank unless it does
    without GBM. With a graphics card nothing is set, and what a person has set stays.
    """
    if is_software(renderer):
        environment.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--ignore-gpu-blocklist")
        environment.setdefault("QTWEBENGINE_FORCE_USE_GBM", "0")


def make_own_surface(widget: QWidget) -> None:
    """Give a widget that will hold a web view a native window of its own, inside its window.

    Qt composes a web view with OpenGL into the nearest native window. Were that the main window,
    Qt would hide it and make it anew at the first web view, and compose all of it with OpenGL at
    each change from then on. So only the map's own piece of the screen is drawn this way.
    Whatever lies over it, children and siblings, is drawn into it by Qt.
    """
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontCreateNativeWidgetSiblings)
    widget.setAttribute(Qt.WidgetAttribute.WA_DontCreateNativeAncestors)
    widget.setAttribute(Qt.WidgetAttribute.WA_NativeWindow)
