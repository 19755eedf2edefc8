"""Pictures of the scene with all that belongs to them: legend, moment, sources, what is made up."""

from typing import Any, Final, Protocol

from PySide6.QtCore import QCoreApplication, QObject, QPointF, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from twin_viewer.canvas import TwinCanvas
from twin_viewer.tools.compasses import draw_compass
from twin_viewer.views.data import TwinData
from twin_viewer.views.moments import Moment
from twin_viewer.views.sights import Sights
from widgets.map.tools.picture_exports import PictureExport
from widgets.map.tools.pictures import MapPicture, PictureWords, legend_painter
from widgets.theme import theme
from widgets.theme.tokens import GRID

_COMPASS: Final = 22.0


class Pictured(Protocol):
    """What is pictured."""

    moment: Moment
    sights: Sights

    @property
    def picture_canvas(self) -> TwinCanvas | None:
        """Where the scene is seen; None while there is none."""
        ...

    @property
    def data(self) -> TwinData | None:
        """What of the library is in the scene; None without a library."""
        ...

    def notice(self) -> str:
        """Return what must be known of the city that is seen."""
        ...


class TwinPictures(QObject):
    """Takes snapshots of the scene and lets them be saved or copied.

    Args:
        view: What is pictured.
        parent: Owner, and the widget whose dialogs these are.

    Signals:
        message_requested: A sentence: what became of a picture.
    """

    message_requested = Signal(str)

    def __init__(self, view: Pictured, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._export = PictureExport(parent, picture_words, self)
        self._export.finished.connect(self.message_requested)

    def offer(self) -> None:
        """Ask how and where, and save a picture of the scene as it is seen."""
        if (picture := self.picture()) is not None:
            self._export.offer(picture)

    def copy(self) -> None:
        """Copy a picture of the scene as it is seen."""
        if (picture := self.picture()) is not None:
            self._export.copy(picture)

    def picture(self) -> MapPicture | None:
        """Return a snapshot of the scene; None before the first picture."""
        canvas = self._view.picture_canvas
        if canvas is None or canvas.picture is None:
            return None
        moment, data = self._view.moment, self._view.data
        words = QCoreApplication.translate("twin", "Leitstand {0}")
        return MapPicture(
            image=snapshot(canvas),
            title=moment.title,
            moment=moment.text,
            is_live=moment.is_live,
            paint_legend=legend_painter(self._view.sights.legend()),
            attributions=() if data is None else data.sources,
            notice=self._view.notice(),
            is_simulated=moment.is_simulated,
            made=words.format(moment.title),
            is_light=theme().tokens.name == "light",
            is_plan=False,  # the compass is drawn into the picture itself
        )

    def save_state(self) -> dict[str, Any]:
        """Return what is to be remembered of earlier pictures."""
        return self._export.save_state()

    def restore_state(self, state: object) -> None:
        """Take up what was remembered."""
        if state:
            self._export.restore_state(state)

    def close(self) -> None:
        """Stop writing and close the dialog."""
        self._export.close()


def picture_words() -> PictureWords:
    """Return what is said of pictures of the twin."""
    words = QCoreApplication.translate
    return PictureWords(
        dialog=words("twin", "Zwilling als Bild"),
        save=words("twin", "Zwilling als Bild speichern"),
        stem=words("twin", "zwilling"),
        sharp=words("twin", "Eine Seite; Schrift und Legende bleiben scharf."),
        copied=words("twin", "Das Bild des Zwillings ist kopiert."),
    )


def snapshot(canvas: TwinCanvas) -> QImage:
    """Return the scene as it is seen, with what lies over it and the compass."""
    ratio = canvas.devicePixelRatioF()
    image = QImage(canvas.size() * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(canvas.rect(), canvas.image())
    for overlay in canvas.overlays:
        overlay.paint(painter, canvas.rect())
    if canvas.picture is not None:
        away = _COMPASS + 3 * GRID
        middle = QPointF(canvas.width() - away, away)
        draw_compass(painter, middle, _COMPASS, canvas.picture.camera.heading)
    painter.end()
    return image
