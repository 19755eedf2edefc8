"""What kinds of devices are called; profiles name their points, a city does not name its kinds."""

from typing import Final

from app.domain.texts import NO_TEXT, Text

KIND_NAMES: Final = {
    "access_point": Text("WLAN-Zugangspunkt", "WLAN access point"),
    "air_station": Text("Luftmessstation", "Air station"),
    "ap": Text("WLAN-Zugangspunkt", "WLAN access point"),
    "bike": Text("Radstation", "Bike station"),
    "bike_station": Text("Radstation", "Bike station"),
    "car_park": Text("Parkhaus", "Car park"),
    "cell_5g": Text("5G-Funkzelle", "5G cell"),
    "charger": Text("Ladepunkt", "Charging point"),
    "core_switch": Text("Kern-Switch", "Core switch"),
    "fibre_pop": Text("Glasfaserknoten", "Fibre node"),
    "hall_ap": Text("Access Point einer Halle", "Access point of a hall"),
    "hotspot": Text("WLAN-Hotspot", "WLAN hotspot"),
    "light": Text("Straßenleuchte", "Street light"),
    "noise": Text("Lärmmessstelle", "Noise meter"),
    "school_switch": Text("Schul-Switch", "School switch"),
    "signal": Text("Lichtsignalanlage", "Traffic signal"),
    "signal_controller": Text("Lichtsignalanlage", "Traffic signal"),
    "soil": Text("Bodensonde", "Soil probe"),
    "street_light": Text("Straßenleuchte", "Street light"),
    "switch": Text("Switch", "Switch"),
    "water": Text("Gewässermessstelle", "Water gauge"),
    "water_temp": Text("Gewässermessstelle", "Water gauge"),
    "weather_station": Text("Wetterstation", "Weather station"),
}
"""Names of kinds of devices by the first part of their points' types."""


def kind_of(point_type: str) -> str:
    """Return the kind of device in a point's type: `air_station` of `air_station.no2`."""
    return point_type.partition(".")[0]


def kind_name(kind: str) -> Text:
    """Return what a kind of device is called; of an unknown one its own name, made readable."""
    known = KIND_NAMES.get(kind)
    if known is not None:
        return known
    return Text(kind.replace("_", " ").capitalize()) if kind else NO_TEXT
