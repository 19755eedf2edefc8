"""What an export will hold and leave out, told before it is made."""

from dataclasses import dataclass

from app.domain.inventory.kinds import KINDS
from app.domain.inventory.paths import resolve
from app.domain.inventory.publications import (
    CLASS,
    Fate,
    fate,
    labels_of,
)
from app.services.inventory.exports.places import has_place
from app.services.inventory.exports.requests import ExportRequest
from app.services.ports import InventoryReader


@dataclass(frozen=True, slots=True)
class ExportOutlook:
    """What will be in a file.

    Attributes:
        total: Records of the query.
        records: Records that will be in the file.
        left_out: Records that will be left out.
        generalised: Records that will be generalised; they count as records, too.
        fields: Labels of the columns that will be empty for everybody.
        can_have_places: False when records of this kind have no place at all.
    """

    total: int
    records: int
    left_out: int
    generalised: int
    fields: tuple[str, ...]
    can_have_places: bool


def outlook(reader: InventoryReader, request: ExportRequest) -> ExportOutlook:
    """Return what a request will give, without reading the records.

    Raises:
        StoppedError: The reader was interrupted.
        KeyError: There is no such column.
    """
    kind = KINDS[request.query.kind]
    counts = dict.fromkeys(Fate, 0)
    for stored, count in reader.groups(request.query, CLASS):
        counts[fate(kind, stored, request.target)] += count
    custom = reader.custom_fields(kind.name)
    paths = [resolve(kind.name, path, custom) for path in request.paths]
    total = sum(counts.values())
    return ExportOutlook(
        total,
        total - counts[Fate.LEFT_OUT],
        counts[Fate.LEFT_OUT],
        counts[Fate.GENERAL],
        labels_of(paths, request.target),
        has_place(kind) if request.format.is_spatial else True,
    )
