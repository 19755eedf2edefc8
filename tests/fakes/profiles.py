"""A small sound profile, written file by file, for tests that break it on purpose."""

from pathlib import Path

FILES = {
    "city.toml": """\
[city]
id = "kleinstadt"
name = "Kleinstadt"
time_zone = "Europe/Berlin"
box = [7.0, 51.0, 8.0, 52.0]

[[field]]
id = "umwelt"
name = { de = "Umwelt", en = "Environment" }
icon = "mdi6.leaf"
order = 2

[[field]]
id = "mobilitaet"
name = "Mobilität"
icon = "mdi6.car"
order = 1

[[district]]
id = "mitte"
name = "Mitte"
lon = 7.5
lat = 51.5
""",
    "units.toml": """\
unit = [
  { id = "ug_m3", symbol = "µg/m³", name = "Mikrogramm je Kubikmeter" },
  { id = "state", name = "Zustand" },
]
""",
    "sources.toml": """\
[[source]]
id = "funk"
name = "Funknetz"
kind = "mqtt"
url = "sim:mqtt"
simulated = true
node = "klein/{device}"

[source.options]
password = "secret:kleinstadt/funk"

[source.lost]
priority = "high"
message = "Funk weg"
action = "Nachsehen"

[[source]]
id = "plc"
name = "Steuerung"
kind = "opcua"
url = "opc.tcp://localhost:4840"
""",
    "limits.toml": """\
[[limit]]
id = "no2"
value = 200.0
unit = "ug_m3"
averaging = "Stunde"
law = "Altes Recht"
valid_from = 2010-01-01
valid_until = 2029-12-31

[[limit]]
id = "no2"
value = 100.0
unit = "ug_m3"
averaging = "Stunde"
law = "Neues Recht"
valid_from = 2030-01-01
""",
    "places.toml": """\
[[place]]
id = "markt"
name = { de = "Markt", en = "Market" }
district = "mitte"
lon = 7.51
lat = 51.51
""",
    "types.toml": """\
[[type]]
id = "luft"
name = "Luft"
field = "umwelt"
source = "funk"

[[type.point]]
suffix = "no2"
name = "NO2 {label}"
unit = "ug_m3"
item = "/no2"
interval_s = 30

[[type.point.alarm]]
kind = "hi"
limit = "no2"
priority = "medium"
message = { de = "{site} über {limit}", en = "{site} above {limit}" }
action = "Ansehen"

[[type]]
id = "ampel"
name = "Ampel"
field = "mobilitaet"
source = "plc"
node = "nsu=urn:klein;s={no}.Fault"

[[type.point]]
suffix = "fault"
name = "Störung"
unit = "state"
kind = "state"
states = [{ code = 0, label = "gut" }, { code = 1, label = "schlecht", abnormal = true }]
writable = true
alarm = [{ kind = "state", priority = 2, message = "Gestört", action = "Anrufen" }]
""",
    "devices/alle.toml": """\
[[device]]
id = "luft-markt"
type = "luft"
place = "markt"
vars = { label = "A" }

[[device]]
id = "ampel-1"
type = "ampel"
site = "Kreuzung"
district = "mitte"
lon = 7.4
lat = 51.4
vars = { no = 1 }
""",
    "points/einzeln.toml": """\
[[point]]
id = "pegel"
name = "Pegel"
unit = "ug_m3"
source = "funk"
node = "klein/pegel"
item = "/wert"
field = "umwelt"
""",
    "layout.toml": """\
[[tile]]
id = "no2"
title = "NO2"
field = "umwelt"
type = "luft.no2"
aggregate = "mean"

[[tile]]
id = "gestoert"
title = "Gestört"
field = "mobilitaet"
points = ["ampel-1.fault"]
aggregate = "count:1"
""",
}


def write_profile(folder: Path, changes: dict[str, tuple[str, str]] | None = None) -> Path:
    """Write the profile, with one text replaced by another in some files.

    Args:
        folder: Where to write it.
        changes: By file: the text that must occur in it, and what stands there instead.
    """
    for name, text in FILES.items():
        old, new = (changes or {}).get(name, ("", ""))
        assert old in text, f"{old!r} is not in {name}"
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
    return folder


def line_with(text: str, part: str) -> int:
    """Return the number of the first line that holds a text."""
    return next(number for number, line in enumerate(text.split("\n"), 1) if part in line)
