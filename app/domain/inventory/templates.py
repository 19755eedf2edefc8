"""Templates of asset types: the ports a new asset gets."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from app.domain.inventory.changes import Action, Operation
from app.domain.inventory.fields import Value
from app.domain.inventory.kinds import KINDS


def template_ports(template: Value) -> list[Mapping[str, Any]]:
    """Return the ports of a template: field values of ports; `through` names another one of them.

    What cannot be read, or has no name, is passed over.

    Args:
        template: JSON text `{"ports": [{"name": …, "kind": …, …}]}`.
    """
    try:
        read = json.loads(template) if isinstance(template, str) and template else {}
    except ValueError:
        return []
    ports = read.get("ports") if isinstance(read, dict) else None
    if not isinstance(ports, list):
        return []
    return [one for one in ports if isinstance(one, dict) and one.get("name") and one.get("kind")]


def port_operations(template: Value, asset: str, new_uid: Callable[[], str]) -> list[Operation]:
    """Return what gives an asset the ports of its type's template.

    Args:
        template: See `template_ports`.
        asset: The asset.
        new_uid: Gives permanent names.
    """
    ports = template_ports(template)
    uids = {str(port["name"]): new_uid() for port in ports}
    known = KINDS["port"]
    operations = []
    for port in ports:
        values: dict[str, Value] = {
            name: value
            for name, value in port.items()
            if known.has_field(name) and isinstance(value, str | int | float)
        }
        values["asset"] = asset
        through = uids.get(str(values.pop("through", "")))
        if through is not None:
            values["through"] = through
        operations.append(Operation(Action.CREATE, "port", uids[str(port["name"])], values))
    # The store takes them in order: a port must be there before another one refers to it.
    return sorted(operations, key=lambda one: "through" in one.values)
