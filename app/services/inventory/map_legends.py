"""What the signs of the layers of the inventory mean, for the legend of the map."""

from app.domain.texts import Text
from app.services.inventory.map_layers import Shape
from app.services.inventory.map_reading import LayerContent
from app.services.maps.legends import LegendEntry, Sign


def legend_of_layer(content: LayerContent) -> tuple[LegendEntry, ...]:
    """Return what the signs of a layer mean, only those that are seen."""
    layer = content.layer
    if not content.uids:
        return ()
    if layer.shape is not Shape.POINT:
        return _line_legend(content)
    if not layer.signs or not layer.what:
        return (LegendEntry(layer.id, Sign.SYMBOL, layer.title, icon=layer.icon),)
    field = layer.what_field
    labels = {choice.key: choice.label for choice in field.choices} if field else {}
    return tuple(
        LegendEntry(
            layer.id, Sign.SYMBOL, Text(labels.get(one, one)), icon=layer.signs.get(one, layer.icon)
        )
        for one in [key for key in labels if key in content.used]
    )


def _line_legend(content: LayerContent) -> tuple[LegendEntry, ...]:
    layer = content.layer
    name, english = layer.title.de, layer.title.in_language("en")
    if layer.shape is Shape.AREA:
        return (LegendEntry(layer.id, Sign.LINE, layer.title),)
    built = Text(f"{name}: gebaut", f"{english}: built")
    planned = Text(f"{name}: geplant", f"{english}: planned")
    entries = [LegendEntry(layer.id, Sign.LINE, built)]
    if content.has_planned:
        entries.append(LegendEntry(layer.id, Sign.DASHED, planned))
    return tuple(entries)
