"""What a person points at on the map of the inventory: cards, clicks, shapes, menus."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QPoint, Signal

from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key
from app.services.inventory.map_layers import BY_SOURCE, RecordLayer, Shape
from app.services.inventory.map_reading import LayerContent
from widgets.foreign_texts import on_screen
from widgets.map.pointing import Pointing, is_added, spot_in
from widgets.map.protocol import Feature, Message
from widgets.map.tools.card_contents import CardContent, CardLine, moment_text
from widgets.texts import count


class RecordPointing(QObject):
    """The guest of a map: reads what its page tells of features of the inventory.

    Args:
        pointing: What else can be pointed at.
        contents: What the layers show, by their names; it changes.
        parent: Owner.

    Attributes:
        visible: Names of the layers that are seen.
        selected: The selected records.

    Signals:
        selected_here: Records were selected on the map (list of Key).
        opened: A record is wanted in card and table (Key).
        menu_requested: A menu for a record (Key), where on the canvas (`QPoint`).
        message_requested: A sentence for the notification strip.
    """

    selected_here = Signal(list)
    opened = Signal(object)
    menu_requested = Signal(object, QPoint)
    message_requested = Signal(str)

    def __init__(
        self, pointing: Pointing, contents: Mapping[str, LayerContent], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._pointing, self._contents = pointing, contents
        self.visible: frozenset[str] = frozenset()
        self.selected: list[Key] = []
        self._takers = {
            "hover": self._hover,
            "click": self._click,
            "double": self._double,
            "menu": self._menu,
            "cluster": self._cluster,
        }
        pointing.guest = self

    # ---- messages ------------------------------------------------------------------------------
    def take(self, message: Message) -> bool:
        """Take a message of the page; True when it was about records."""
        taker = self._takers.get(str(message.get("on", "")))
        return taker is not None and taker(message)

    def _hover(self, message: Message) -> bool:
        feature = Feature.of(message.get("feature"))
        layer = None if feature is None else BY_SOURCE.get(feature.source)
        if feature is None or layer is None:
            return False
        self._pointing.show_card(self._card(layer, feature), message)
        return True

    def _found(self, message: Message) -> list[Feature]:
        raw = message.get("features")
        found = [Feature.of(one) for one in raw] if isinstance(raw, list) else []
        return [one for one in found if one is not None]

    def _chosen(self, message: Message) -> list[Key]:
        """Return the record that lies on top; of a cluster all of its records."""
        stacked = self._stacked(message)
        return stacked[0] if stacked else []

    def _next(self, message: Message) -> list[Key]:
        """Return what is on top; where that alone is selected, what lies below it."""
        stacked = self._stacked(message)
        if self.selected in stacked:
            return stacked[(stacked.index(self.selected) + 1) % len(stacked)]
        return stacked[0] if stacked else []

    def _stacked(self, message: Message) -> list[list[Key]]:
        """Return what lies at a place, topmost first; areas only where there is nothing else."""
        found: list[list[Key]] = []
        features = self._found(message)
        records = _as_drawn([one for one in features if one.source in BY_SOURCE])
        for feature in [one for one in records if not _is_area(one)] or records:
            layer = BY_SOURCE.get(feature.source)
            if layer is None:
                continue
            leaves = feature.properties.get("leaves")
            if isinstance(leaves, list):
                found.append(self._keys_of(feature.source, leaves))
            elif feature.key:
                found.append([Key(layer.kind, feature.key)])
        return found

    def _keys_of(self, source: str, rows: Sequence[object]) -> list[Key]:
        layer = BY_SOURCE.get(source)
        content = None if layer is None else self._contents.get(layer.name)
        return [] if content is None else content.keys_of(rows)

    def _click(self, message: Message) -> bool:
        is_more = is_added(message)
        keys = self._chosen(message) if is_more else self._next(message)
        if not keys and any(not one.source.startswith("base-") for one in self._found(message)):
            return False  # something that lives, or of a file
        self._select(keys, is_more=is_more)
        return True

    def _double(self, message: Message) -> bool:
        keys = self._chosen(message)
        if keys:
            self.opened.emit(keys[0])
        return bool(keys)

    def _menu(self, message: Message) -> bool:
        keys = self._chosen(message)
        if keys:
            self._pointing.leave()
            if keys[0] not in self.selected:
                self._select(keys[:1], is_more=False)
            self.menu_requested.emit(keys[0], spot_in(message))
        return bool(keys)

    def _cluster(self, message: Message) -> bool:
        ids = message.get("ids")
        source = str(message.get("source", ""))
        if source not in BY_SOURCE:
            return False
        keys = self._keys_of(source, ids if isinstance(ids, list) else ())
        if keys:
            self._select(keys, is_more=is_added(message))
        return True

    def take_area(self, polygon: Sequence[tuple[float, float]]) -> bool:
        """Select all records that are drawn inside a line."""
        keys = [
            key
            for name, content in self._contents.items()
            if name in self.visible and content.layer.shape is not Shape.AREA
            for key in content.keys_in(polygon)
        ]
        if keys:
            self._select(keys, is_more=False)
        else:
            text = self.tr("In dieser Fläche ist kein Datensatz des Bestands zu sehen.")
            self.message_requested.emit(text)
        return True

    def _select(self, keys: Sequence[Key], *, is_more: bool) -> None:
        chosen = list(keys)
        if is_more:
            before, new = list(self.selected), set(keys)
            if new and new <= set(before):
                chosen = [one for one in before if one not in new]
            else:
                chosen = [*before, *(one for one in keys if one not in set(before))]
        self.selected = chosen
        self.selected_here.emit(chosen)

    # ---- words ---------------------------------------------------------------------------------
    def _card(self, layer: RecordLayer, feature: Feature) -> CardContent:
        known = feature.properties
        kind = KINDS[layer.kind]
        leaves = known.get("leaves")
        if isinstance(leaves, list):
            title = f"{count(len(leaves))} {on_screen(kind.plural)}"
            hint = self.tr("Ein Klick wählt sie aus, ein Doppelklick führt näher heran.")
            return CardContent(title, more=hint)
        what = on_screen(str(known.get("w") or ""))
        label = on_screen(kind.label)
        lines = []
        if known.get("z"):
            lines.append(CardLine(self.tr("Zustand"), on_screen(str(known["z"]))))
        if known.get("c"):
            lines.append(CardLine(self.tr("In der Tabelle"), count(int(known["c"]))))
        if known.get("f"):
            lines.append(CardLine(self.tr("Offene Befunde"), count(int(known["f"]))))
        note = ""
        if known.get("x"):
            note = self.tr("Eingeschränkt: nur in dieser Konsole zu sehen, nie ganz im Export.")
        return CardContent(
            str(known.get("n") or label),
            subtitle=" · ".join(filter(None, (label, what))),
            lines=tuple(lines),
            note=note,
            moment=moment_text(self._pointing.moment),
        )


def _as_drawn(features: list[Feature]) -> list[Feature]:
    """Return features topmost first: the page tells those of one layer in any order."""
    places = {one.source: at for at, one in reversed(list(enumerate(features)))}
    return sorted(features, key=lambda one: (places[one.source], -_order(one)))


def _order(feature: Feature) -> int:
    order = feature.properties.get("q")
    return order if isinstance(order, int) else 0


def _is_area(feature: Feature) -> bool:
    layer = BY_SOURCE.get(feature.source)
    return layer is not None and layer.shape is Shape.AREA
