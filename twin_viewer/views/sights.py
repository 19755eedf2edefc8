"""How the scene is to be seen: layers, colours, sun, section, what is highlighted."""

from collections.abc import Collection
from typing import Any, Final, Protocol

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.services.maps.legends import LegendEntry
from twin_viewer.rendering.layers.cloud_colors import ColorBy
from twin_viewer.rendering.layers.highlights import SELECTED, highlight_of
from twin_viewer.rendering.picking import Hit
from twin_viewer.tools.bars import TwinTools
from twin_viewer.tools.commands import Command
from twin_viewer.views.choices import NEUTRAL, VALUE, colour_choices
from twin_viewer.views.data import TwinData
from twin_viewer.views.layers import LAYERS, LayerBook, kinds_of
from twin_viewer.views.lights import STEP_US, Section, cut_scene, light_scene, section_across
from twin_viewer.views.sceneries import Scenery


class Host(Protocol):
    """The view as its sights see it."""

    tools: TwinTools

    @property
    def layers(self) -> LayerBook:
        """What a person wants to see of each layer."""
        ...

    @property
    def scenery(self) -> Scenery | None:
        """The scene and what belongs to it; None while there is none."""
        ...

    @property
    def data(self) -> TwinData | None:
        """What of the library is in the scene; None without a library."""
        ...


_MODES: Final = frozenset(mode.value for mode in ColorBy)


class Sights(QObject):
    """Keeps what is wanted, and brings it into the scene, also into one that comes later.

    Args:
        view: The view.
        parent: Owner.

    Attributes:
        choice: By what the scene is coloured: id of one of `choices`.
        cloud_mode: By what laser scans are coloured.
        sun_us: The moment whose sun is shown, µs UTC; None for an even light.
        section: What is cut away; None for nothing.
        fields: Fields of action whose devices are shown; None for all.

    Signals:
        changed: Something that a legend or a panel tells is another.
    """

    changed = Signal()

    def __init__(self, view: Host, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self.choice = NEUTRAL
        self.cloud_mode = ColorBy.COLOR.value
        self.sun_us: int | None = None
        self.section: Section | None = None
        self.fields: frozenset[str] | None = None
        self._follows_time = False
        self._lit_us = 0

    # ---- layers --------------------------------------------------------------------------------
    def apply(self) -> None:
        """Bring all that is wanted into a new scene."""
        if self._view.data is not None:
            self._view.data.objects.moved.connect(self.choose_hit)
        self.apply_layers()
        self.color_cloud_by(self.cloud_mode)
        self._colour()
        if self._view.scenery is not None and self.fields is not None:
            self._view.scenery.live.filter_fields(self.fields)
        if self.sun_us is not None:
            self._light(self.sun_us)
        if self.section is not None:
            self.set_section(self.section)

    def apply_layers(self) -> None:
        """Show all layers as they are wanted: more of them may be in the scene."""
        scenery, book = self._view.scenery, self._view.layers
        if scenery is None:
            return
        book.apply(scenery.stage)
        for one in LAYERS:
            self._apply_rest(scenery, one)

    def apply_layer(self, layer_id: str) -> None:
        """Show a layer as it is wanted."""
        scenery = self._view.scenery
        if scenery is not None:
            self._view.layers.apply(scenery.stage, layer_id)
            self._apply_rest(scenery, layer_id)
        self.changed.emit()

    def _apply_rest(self, scenery: Scenery, layer_id: str) -> None:
        """Show what of a layer is no layer of the scene."""
        is_visible = self._view.layers.is_visible(layer_id)
        for kind in kinds_of(layer_id):
            scenery.picker.show(kind, is_visible=is_visible)
        if layer_id == "sensors":
            scenery.live.set_visible(is_visible=is_visible and not scenery.is_abroad)
        elif layer_id in {"labels", "assets"}:
            overlay = scenery.labels if layer_id == "labels" else scenery.assets
            overlay.is_visible = is_visible
            scenery.canvas.update()
        data = self._view.data
        if data is None:
            return
        if layer_id == "ortho":
            data.loader.show_photos(is_visible=is_visible)
        elif layer_id == "ground":
            data.ground.show(is_visible=is_visible)
        elif layer_id == "objects":
            data.objects.set_visible(is_visible=is_visible)
        elif layer_id in {"cloud", "changes"}:
            self._apply_clouds(data)

    def _apply_clouds(self, data: TwinData) -> None:
        """Show changes in place of the scans they were found in."""
        book = self._view.layers
        has_changes = book.is_visible("changes")
        if has_changes:
            data.changes.show()
        is_shown = book.is_visible("cloud") and not (has_changes and data.changes.has_any)
        data.show_clouds(is_visible=is_shown)

    # ---- colours -------------------------------------------------------------------------------
    def choices(self) -> tuple[list[tuple[str, str]], str]:
        """Return by what can be coloured, and by what it is."""
        scenery, data = self._view.scenery, self._view.data
        model = None if scenery is None else scenery.live.model
        attributes = () if data is None else data.colours.attributes
        return colour_choices(model, attributes), self.choice

    def choose(self, choice: str) -> None:
        """Colour by one of `choices`; only one thing has colour at a time."""
        self.choice = choice or NEUTRAL
        self._colour()
        self.changed.emit()

    def color_by(self, attribute: str) -> None:
        """Colour buildings by an attribute; empty for neutral."""
        self.choose(attribute)

    def _colour(self) -> None:
        scenery, data = self._view.scenery, self._view.data
        is_value = self.choice.startswith(VALUE)
        if scenery is not None:
            scenery.live.choose_value(self.choice.removeprefix(VALUE) if is_value else "")
        if data is not None:
            is_plain = is_value or self.choice == NEUTRAL
            data.colours.color_by("" if is_plain else self.choice)

    def color_cloud_by(self, mode: str) -> None:
        """Colour laser scans by a `ColorBy`; another word is passed over."""
        if mode not in _MODES:
            return
        self.cloud_mode = mode
        if self._view.data is not None:
            self._view.data.streamer.set_color_by(ColorBy(mode))
        self.changed.emit()

    def legend(self) -> tuple[LegendEntry, ...]:
        """Return what stands for what."""
        scenery, data = self._view.scenery, self._view.data
        entries = () if scenery is None else scenery.live.legend()
        if data is None:
            return entries
        changes = data.changes.legend() if self._view.layers.is_visible("changes") else ()
        return (*changes, *data.colours.legend(), *entries)

    def filter_fields(self, fields: Collection[str] | None) -> None:
        """Show devices of these fields of action only; None for all."""
        self.fields = None if fields is None else frozenset(fields)
        if self._view.scenery is not None:
            self._view.scenery.live.filter_fields(self.fields)
        self.changed.emit()

    # ---- sun -----------------------------------------------------------------------------------
    def set_sun(self, moment_us: int | None, *, follows_time: bool = False) -> None:
        """Light the city as the sun does at a moment (µs UTC); None for an even light.

        Args:
            moment_us: The moment.
            follows_time: True to go on with the moment that is shown.
        """
        self.sun_us = moment_us
        self._follows_time = follows_time and moment_us is not None
        self._view.tools.show_switch(Command.SUN, is_on=moment_us is not None)
        self._light(moment_us)
        self.changed.emit()

    def follow_time(self, at_us: int) -> None:
        """Take the moment that is shown; the sun goes along while it follows."""
        if self._follows_time and abs(at_us - self._lit_us) >= STEP_US:
            self.sun_us = at_us
            self._light(at_us)

    def _light(self, at_us: int | None) -> None:
        self._lit_us = at_us or 0
        if self._view.scenery is not None:
            light_scene(self._view.scenery.stage, at_us)

    # ---- section -------------------------------------------------------------------------------
    def set_section(self, section: Section | None) -> None:
        """Cut the city; None for no cut."""
        self.section = section
        self._view.tools.show_switch(Command.SECTION, is_on=section is not None)
        scenery = self._view.scenery
        if scenery is not None:
            cuts = cut_scene(scenery.stage, section)
            scenery.picker.set_cuts(cuts)
            cuts = np.zeros((0, 4)) if cuts is None else cuts
            scenery.live.chips.cuts = scenery.assets.cuts = cuts
        self.changed.emit()

    def cut_across(self, *, is_on: bool) -> None:
        """Cut the city square to the view through what lies in its middle, or cut no more."""
        scenery = self._view.scenery
        if not is_on or scenery is None:
            self.set_section(None)
            return
        stage = scenery.stage
        self.set_section(section_across(scenery.middle(), stage.camera, stage.frame))

    # ---- highlights ----------------------------------------------------------------------------
    def choose_hit(self, hit: Hit | None) -> None:
        """Highlight a city object; None, or what is none, takes the highlight away."""
        scenery = self._view.scenery
        if scenery is None:
            return
        layer = scenery.highlights
        tile = None
        if hit is not None and hit.tile is not None:
            tile = scenery.picker.tile(hit.dataset, hit.tile)
        if hit is None or tile is None:
            scenery.stage.do(lambda _: layer.set(SELECTED, None))
            return
        is_mine = np.isin(tile.owners, scenery.picker.family_of(hit))
        mark = highlight_of(tile.points, tile.triangles[is_mine])
        scenery.stage.do(lambda _: layer.set(SELECTED, mark))

    # ---- memory --------------------------------------------------------------------------------
    def save_state(self) -> dict[str, Any]:
        """Return what is to be remembered; a section is not: it would hide a city for no reason."""
        return {"choice": self.choice, "cloud": self.cloud_mode, "sun": self.sun_us is not None}

    def restore_state(self, state: object) -> None:
        """Take up what was remembered; whatever does not fit is passed over."""
        if not isinstance(state, dict):
            return
        if isinstance(choice := state.get("choice"), str):
            self.choose(choice)
        if isinstance(mode := state.get("cloud"), str):
            self.color_cloud_by(mode)
