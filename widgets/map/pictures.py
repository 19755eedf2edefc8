"""Pictures of the map with all that belongs to them: legend, scale, moment, whose data they are."""

from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.domain.maps import LayerKind
from widgets.map.hosts import MapHost
from widgets.map.tools.picture_exports import PictureExport
from widgets.map.tools.pictures import MapPicture, legend_painter
from widgets.map.tools.wording import picture_words
from widgets.texts import language, time_text
from widgets.theme import LIGHT, theme

_PATIENCE_MS: Final = 4_000
"""After this long the snapshot is taken in whatever colours the map has."""


class MapPictures(QObject):
    """Takes snapshots of a map and lets them be saved or copied.

    Args:
        view: The map.
        parent: Owner, and the widget whose dialogs these are.

    Signals:
        message_requested: A sentence: what became of a picture.
    """

    message_requested = Signal(str)

    def __init__(self, view: MapHost, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = view
        self._export = PictureExport(parent, picture_words, self)
        self._export.finished.connect(self.message_requested)
        self._export.look_requested.connect(self._change_look)
        self._export.settled.connect(self._end_look)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(lambda: self._export.set_picture(self.picture()))
        view.stage.shown.connect(self._take_look)

    def offer(self) -> None:
        """Ask how and where, and save a picture of the map as it is seen."""
        self._export.offer(self.picture())

    def copy(self) -> None:
        """Copy a picture of the map as it is seen."""
        self._export.copy(self.picture())

    def save_state(self) -> dict[str, Any]:
        """Return what is to be remembered of earlier pictures."""
        return self._export.save_state()

    def restore_state(self, state: object) -> None:
        """Take up what was remembered."""
        self._export.restore_state(state)

    def close(self) -> None:
        """Stop writing and close the dialog."""
        self._patience.stop()
        self._export.close()

    # ---- what is on them -----------------------------------------------------------------------
    def picture(self) -> MapPicture:
        """Return a snapshot of the map as it is seen."""
        view, stage = self._view, self._view.stage
        model, camera = view.live.model, stage.camera
        city, state = model.city, model.state
        at_us = 0 if state is None else state.at_us
        tokens = stage.tokens
        return MapPicture(
            image=view.canvas.grab_map(),
            title=city.name.in_language(language()),
            metres=0.0 if camera is None else camera.metres,
            moment=time_text(at_us, city.time_zone, with_date=True) if at_us else "",
            is_live=state is None or state.is_live,
            paint_legend=legend_painter(view.live.legend()),
            attributions=tuple(view.live.attributions()),
            notice=self.notice(),
            is_simulated=any(source.is_simulated for source in city.sources),
            made=self.tr("Leitstand {0}").format(city.name.in_language(language())),
            is_light=tokens.name == "light",
        )

    def notice(self) -> str:
        """Return what must be known of the base map that is seen; empty for none."""
        live = self._view.live
        is_seen = any(one.kind is LayerKind.BASE and one.is_visible for one in live.layers)
        return live.model.city.map.notice.in_language(language()) if is_seen else ""

    # ---- other colours -------------------------------------------------------------------------
    def _change_look(self, is_light: bool) -> None:  # noqa: FBT001 - a Qt slot
        """Draw the map in light colours for the picture, and take the snapshot once it is there."""
        stage = self._view.stage
        wanted = LIGHT if is_light else None
        if stage.tokens is (wanted or theme().tokens):
            self._export.set_picture(self.picture())
            return
        stage.use_tokens(wanted)
        self._view.live.surfaces.draw()
        self._patience.start()

    def _take_look(self) -> None:
        """Take the snapshot; a surface that is still being drawn brings the next occasion."""
        if self._patience.isActive() and not self._view.live.surfaces.is_busy:
            self._patience.stop()
            self._export.set_picture(self.picture())

    def _end_look(self) -> None:
        self._patience.stop()
        self._view.stage.use_tokens(None)
        self._view.live.surfaces.draw()
