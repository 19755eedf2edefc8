"""Words of racks and floors, in the language of the screen."""

from PySide6.QtCore import QCoreApplication

from app.domain.inventory.kinds import KINDS
from app.services.inventory.rooms import Device
from widgets.foreign_texts import on_screen
from widgets.inventory.networks.live import UNKNOWN, state_text
from widgets.inventory.networks.words import asset_kind_text
from widgets.texts import number

_tr = QCoreApplication.translate


def short_name(name: str, site_title: str) -> str:
    """Return a name without the name of its site, which stands above the drawing anyway."""
    short = name.replace(site_title, "").strip(" ,-·") if site_title else name
    return short or name


def watt_text(watt: float) -> str:
    """Return a power with its unit."""
    return f"{number(float(watt), 0)}\u202fW"


def metres_text(metres: float) -> str:
    """Return a length inside a building with its unit."""
    return f"{number(float(metres), 2)}\u202fm"


def choice_text(kind: str, field: str, key: object) -> str:
    """Return the word for what a field holds; empty for nothing."""
    if not isinstance(key, str):
        return ""
    return on_screen(KINDS[kind].field(field).choice_label(key))


def device_tip(device: Device, state: int, *more: str) -> str:
    """Return what is said of a device that is pointed at, in lines."""
    record = device.record
    measured = choice_text("asset", "measured_state", record.get("measured_state"))
    live = state_text(state) if state != UNKNOWN or not measured else measured
    lines = [
        " ".join(filter(None, [record.text("tag"), record.text("name")])),
        ", ".join(filter(None, [asset_kind_text(device.kind), device.model])),
        choice_text("asset", "state", record.get("state")),
        live,
        watt_text(device.power_w) if device.power_w else "",
        *more,
    ]
    return "\n".join(line for line in lines if line)
