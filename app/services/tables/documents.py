"""Documents of devices: types of the NetBox library (YAML), inventories of GLPI agents (JSON)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec
import yaml

from app.services.tables.model import Cell, TableError

DEVICE_TYPE: Final = "device_type"
AGENT: Final = "agent"

_MOST_BYTES: Final = 8_000_000
"""A type has a few thousand bytes; YAML of strangers beyond this takes too long to read."""
_MOST_DEPTH: Final = 100
"""No type or inventory nests its values more than a few times."""

TYPE_COLUMNS: Final = (
    "manufacturer", "model", "slug", "part_number", "u_height", "is_full_depth", "airflow",
    "weight", "weight_unit", "subdevice_role", "is_powered", "description", "comments",
)  # fmt: skip
COMPONENTS: Final = (
    "console-ports", "console-server-ports", "power-ports", "power-outlets", "interfaces",
    "front-ports", "rear-ports", "module-bays", "device-bays", "inventory-items",
)  # fmt: skip
"""Lists of parts in a device type of the library (its schema, devicetype.json)."""
TEMPLATE: Final = "template"

AGENT_COLUMNS: Final = (
    "name", "serial", "uuid", "manufacturer", "model", "os", "mac", "ip", "memory", "chassis",
    "device_class", "asset_tag", "firmware", "deviceid", "parts",
)  # fmt: skip
"""Columns of an agent's inventory; `memory` is in MB."""
PARTS: Final = (
    "cpus", "memories", "storages", "drives", "videos", "sounds", "controllers", "networks",
    "network_ports", "network_components", "batteries", "powersupplies", "monitors", "printers",
    "usbdevices", "inputs", "ports", "slots", "simcards", "modems", "sensors", "cartridges",
    "virtualmachines", "remote_mgmt",
)  # fmt: skip
"""What is kept of an inventory. Persons, processes and programs are left out on purpose."""

_VIRTUAL: Final = ("docker", "veth", "virbr", "br-", "lo", "tun", "tap", "vmnet", "vboxnet", "wg")
_NO_MAC: Final = (None, "", "00:00:00:00:00:00")
_WIRED: Final = ("ethernet", "")


def document_of(data: bytes, name: str) -> Any:
    """Return what a YAML or JSON document says.

    Raises:
        TableError: It is neither, is too large, or repeats itself by anchors, which a small file
            can use to grow without limit.
    """
    if name.lower().endswith(".json"):
        try:
            return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            raise TableError(
                f"Die Datei {name} ist kein gültiges JSON ({str(error)[:120]}). Bitte sie neu "
                "ausgeben."
            ) from error
    if len(data) > _MOST_BYTES:
        raise TableError(
            f"Die Datei {name} ist für eine YAML-Datei zu groß. Bitte sie in eine Datei je Gerät "
            "teilen."
        )
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        _refuse_endless(data, loader, name)
        # Only plain values come of it: the safe loader makes no objects.
        return yaml.load(data, Loader=loader)  # noqa: S506
    except (yaml.YAMLError, UnicodeError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f" in Zeile {mark.line + 1}, Spalte {mark.column + 1}" if mark else ""
        raise TableError(
            f"Die Datei {name} ist kein gültiges YAML: Fehler{place}. Bitte sie dort berichtigen."
        ) from error


def _refuse_endless(data: bytes, loader: Any, name: str) -> None:
    """Refuse YAML that a small file can use to take memory and time without limit."""
    depth = 0
    for event in yaml.parse(data, Loader=loader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent):
            raise TableError(
                f"Die Datei {name} verweist in Zeile {line} auf sich "
                "selbst (YAML-Anker). Bitte den Wert dort ausschreiben."
            )
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _MOST_DEPTH:
            raise TableError(
                f"Die Datei {name} schachtelt in Zeile {line} mehr als {_MOST_DEPTH} Werte "
                "ineinander. Bitte sie prüfen und neu ausgeben."
            )


def kind_of(document: Any) -> str:
    """Return what a document is: `device_type`, `agent`, or "" for something else."""
    if not isinstance(document, Mapping):
        return ""
    if "manufacturer" in document and "model" in document:
        return DEVICE_TYPE
    content = document.get("content")
    if isinstance(content, Mapping) and (
        {"hardware", "network_device", "bios", "versionclient"} & content.keys()
    ):
        return AGENT
    return ""


def device_type_of(document: Mapping[str, Any]) -> dict[str, Cell]:
    """Return a device type as cells by column."""
    row: dict[str, Cell] = {}
    weight = document.get("weight")
    if isinstance(weight, list) and weight and isinstance(weight[0], Mapping):
        document = {
            **document,
            "weight": weight[0].get("value"),
            "weight_unit": weight[0].get("weight_unit"),
        }
    template: dict[str, Any] = {}
    for key, value in document.items():
        if key in COMPONENTS or (isinstance(value, list) and key != "weight"):
            template[str(key)] = value
        else:
            row[str(key)] = cell_of(value)
    row[TEMPLATE] = written(template) if template else None
    return row


def agent_of(document: Mapping[str, Any]) -> dict[str, Cell]:
    """Return an agent's inventory as cells by column: one device."""
    content = _part(document, "content")
    hardware, bios = _part(content, "hardware"), _part(content, "bios")
    device, system = _part(content, "network_device"), _part(content, "operatingsystem")
    mac, address = _network(content)
    parts = {key: content[key] for key in PARTS if content.get(key)}
    row: dict[str, Any] = {
        "name": _first(hardware.get("name"), device.get("name")),
        "serial": _first(bios.get("ssn"), device.get("serial"), bios.get("msn")),
        "uuid": _first(hardware.get("uuid")),
        "manufacturer": _first(
            bios.get("smanufacturer"), device.get("manufacturer"), bios.get("mmanufacturer")
        ),
        "model": _first(bios.get("smodel"), device.get("model"), bios.get("mmodel")),
        "os": _first(
            system.get("full_name"),
            " ".join(str(system[key]) for key in ("name", "version") if system.get(key)),
        ),
        "mac": _first(device.get("mac"), mac),
        "ip": _first(address, _first_of(device.get("ips"))),
        "memory": _first(hardware.get("memory"), device.get("ram"), device.get("memory")),
        "chassis": _first(hardware.get("chassis_type"), device.get("type")),
        "device_class": _first(document.get("itemtype")),
        "asset_tag": _first(bios.get("assettag")),
        "firmware": _first(bios.get("bversion"), device.get("firmware"), _firmware(content)),
        "deviceid": _first(document.get("deviceid")),
        "parts": written(parts) if parts else None,
    }
    return {key: cell_of(value) for key, value in row.items()}


def columns_of(kind: str, rows: Iterable[Mapping[str, Cell]]) -> tuple[str, ...]:
    """Return the columns of a table of documents; what types have beyond the usual comes later."""
    if kind == AGENT:
        return ("file", *AGENT_COLUMNS)
    names = dict.fromkeys(TYPE_COLUMNS)
    for row in rows:
        names.update(dict.fromkeys(row))
    names.pop(TEMPLATE, None)
    names.pop("file", None)
    return ("file", *names, TEMPLATE)


def written(value: Any) -> str:
    """Return a nested value as JSON text."""
    return msgspec.json.encode(_encodable(value)).decode()


def cell_of(value: Any) -> Cell:
    """Return a value of a document as a cell."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 2**63:
        return str(value)
    if value is None or isinstance(value, bool | int | float | dt.date):
        return value
    return written(value)


def _encodable(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {str(key): _encodable(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set):
        return [_encodable(item) for item in value]
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 2**63:
        return str(value)
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _part(document: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    part = document.get(key)
    return part if isinstance(part, Mapping) else {}


def _first(*values: Any) -> Any:
    for value in values:
        if value is not None and str(value).strip():
            return value
    return None


def _first_of(values: Any) -> Any:
    return values[0] if isinstance(values, list) and values else None


def _firmware(content: Mapping[str, Any]) -> Any:
    found = _first_of(content.get("firmwares"))
    return found.get("version") if isinstance(found, Mapping) else None


def _network(content: Mapping[str, Any]) -> tuple[Any, Any]:
    """Return hardware address and network address of a device: of its first physical port."""
    networks = content.get("networks")
    listed = networks if isinstance(networks, list) else []
    ports = [port for port in listed if isinstance(port, Mapping)]
    physical = sorted(
        (port for port in ports if port.get("mac") not in _NO_MAC and not _is_virtual(port)),
        key=lambda port: str(port.get("type") or "").lower() not in _WIRED,
    )
    addresses = [
        str(address)
        for port in [*physical, *ports]
        for address in _addresses(port)
        if not str(address).startswith(("127.", "::1", "fe80:", "169.254."))
    ]
    mac = physical[0].get("mac") if physical else None
    return mac, (addresses[0] if addresses else None)


def _addresses(port: Mapping[str, Any]) -> list[Any]:
    found: list[Any] = []
    for key in ("ipaddress", "ipaddress6"):
        value = port.get(key)
        found += value if isinstance(value, list) else [value] if value else []
    return found


def _is_virtual(port: Mapping[str, Any]) -> bool:
    name = str(port.get("description") or "").lower()
    return bool(port.get("virtualdev")) or name.startswith(_VIRTUAL)
