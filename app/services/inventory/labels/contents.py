"""What stands on a label."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.domain.inventory.fields import SIMULATED, Field, Value
from app.domain.inventory.paths import resolve
from app.services.inventory.labels.codes import CodeKind, code_text
from app.services.ports import InventoryReader, Progress, StoppedError

FIELDS: Final = (
    "name",
    "type.name",
    "serial",
    "site.name",
    "space.name",
    "bought_on",
    "fund.name",
    "support_level",
)
"""Paths that may stand on a label. A holder or an address in the network belongs on none: a label
can be read by everybody who passes."""

_READ: Final = ("tag", "owner", "source", *FIELDS)
_PAGE: Final = 1_000


@dataclass(frozen=True, slots=True)
class LabelForm:
    """How labels are made.

    Attributes:
        fields: Which of `FIELDS` stand on them, in order.
        code: What the code says.
        owner: The line at the foot; empty for the owner of each asset.
        has_owner: False for no such line.
    """

    fields: tuple[str, ...] = ("name", "type.name")
    code: CodeKind = CodeKind.TAG
    owner: str = ""
    has_owner: bool = True


@dataclass(frozen=True, slots=True)
class LabelRecord:
    """An asset as far as labels need it.

    Attributes:
        uid: Its name.
        values: Its values by path.
    """

    uid: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class LabelContent:
    """What stands on one label.

    Attributes:
        code: What its code says.
        heading: The inventory number; empty for an asset without one.
        lines: What stands under it.
        foot: The owner; empty for none.
    """

    code: str
    heading: str
    lines: tuple[str, ...]
    foot: str = ""


def read_records(
    reader: InventoryReader,
    uids: Sequence[str],
    at_us: int | None = None,
    progress: Progress | None = None,
) -> list[LabelRecord]:
    """Return assets in the order asked for; those that are not there are left out.

    Raises:
        StoppedError: `progress` said stop.
    """
    found: list[LabelRecord] = []
    for start in range(0, len(uids), _PAGE):
        if progress is not None and not progress(start, len(uids)):
            raise StoppedError
        some = uids[start : start + _PAGE]
        rows = reader.rows("asset", reader.ids_of("asset", some), _READ, at_us)
        found += [
            LabelRecord(uid, dict(zip(_READ, row, strict=True)))
            for uid, row in zip(some, rows, strict=True)
            if row is not None
        ]
    return found


def contents_of(
    records: Sequence[LabelRecord],
    form: LabelForm,
    words: Callable[[Field, Value], str],
    simulated: str = SIMULATED,
) -> list[LabelContent]:
    """Return what stands on the labels of assets.

    Args:
        records: The assets.
        form: How labels are made.
        words: Turns a value into the words of the screen.
        simulated: What stands at the foot of assets that were made up.
    """
    fields = {path: resolve("asset", path).field for path in form.fields}
    found = []
    for record in records:
        values = record.values
        tag = str(values.get("tag") or "")
        lines = [
            words(field, values[path])
            for path, field in fields.items()
            if values.get(path) not in {None, ""}
        ]
        foot = (form.owner or str(values.get("owner") or "")) if form.has_owner else ""
        if values.get("source") == SIMULATED:
            foot = f"{foot} · {simulated}" if foot else simulated
        found.append(LabelContent(code_text(form.code, tag, record.uid), tag, tuple(lines), foot))
    return found
