"""Which fields belong together: the headings of cards and forms, for every kind alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from app.domain.inventory.fields import Field, Kind


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields under one heading.

    Attributes:
        label: The heading, German.
        fields: The fields in the order of the kind.
    """

    label: str
    fields: tuple[Field, ...]


GENERAL: Final = "Allgemein"
PLACE: Final = "Ort"
MONEY: Final = "Geld und Gewährleistung"
LIFE: Final = "Lebenslauf"
CUSTODY: Final = "Ausgabe"
MEASURED: Final = "Gemessen"
NETWORK: Final = "Technik"
OWN: Final = "Eigene Felder"
KEEPING: Final = "Verwaltung"

_ORDER: Final = (GENERAL, PLACE, NETWORK, LIFE, CUSTODY, MONEY, MEASURED, OWN, KEEPING)

_NAMES: Final = {
    PLACE: (
        "site a_site b_site space rack rack_unit rack_side parent plan_x plan_y east north height "
        "district address address_key street street_key house_number suffix postcode place level "
        "geometry outline plan_image plan_width_m plan_height_m route duct position tray"
    ),
    NETWORK: (
        "serial mac ip device connector speed_mbit through loss_db capacity_mbit length_m fibres "
        "fibre_type colour_scheme attenuation_db_km line_technology down_mbit up_mbit tariff "
        "power_w power_kw height_units width_inch depth_mm charge_points plugs template "
        "security vlan bands technology height_m sectors certificate certificate_on laying depth_m "
        "diameter_mm colour"
    ),
    LIFE: (
        "planned_on planned_state in_service_on decommissioned_on disposed_on wipe_certificate "
        "repair_note built_on retired_on opened_on spliced_on starts_on ends_on notice_months "
        "eol_on eos_on lifetime_months reserved_from reserved_until out_on due_on returned_on "
        "assigned_on spend_until bound_until"
    ),
    CUSTODY: "holder custody_until borrower condition",
    MONEY: (
        "cost bought_on warranty_until depreciation_months fund supplier order_number price "
        "cost_per_year grant own_share seats"
    ),
    MEASURED: "measured_state first_seen_us last_seen_us audited_us",
    KEEPING: "publication source note tags",
}

_GROUP_OF: Final = {name: group for group, names in _NAMES.items() for name in names.split()}


def group_of(name: str) -> str:
    """Return the heading a field stands under."""
    return _GROUP_OF.get(name, GENERAL)


def field_groups(kind: Kind, custom: Iterable[Field] = ()) -> list[FieldGroup]:
    """Return the fields of a kind under their headings; headings without fields are left out.

    Args:
        kind: The kind.
        custom: Fields of people's own.
    """
    found: dict[str, list[Field]] = {label: [] for label in _ORDER}
    for one in kind.all_fields:
        found[group_of(one.name)].append(one)
    found[OWN] += custom
    return [FieldGroup(label, tuple(fields)) for label, fields in found.items() if fields]
