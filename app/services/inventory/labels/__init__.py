"""Labels for assets: sheets as data, codes, and where everything stands on a page, in mm.

`sheets` has the sheets and tapes, `contents` what stands on a label, `codes` the QR code,
`layout` the places and sizes. Nothing here draws.
"""

from app.services.inventory.labels.codes import CodeKind, code_of, code_text
from app.services.inventory.labels.contents import (
    FIELDS,
    LabelContent,
    LabelForm,
    contents_of,
    read_records,
)
from app.services.inventory.labels.layout import (
    LabelLayout,
    Measure,
    PlacedText,
    lay_out,
    page_count,
    spot_of,
)
from app.services.inventory.labels.sheets import SHEETS, LabelSheet, sheet_of

__all__ = [
    "FIELDS",
    "SHEETS",
    "CodeKind",
    "LabelContent",
    "LabelForm",
    "LabelLayout",
    "LabelSheet",
    "Measure",
    "PlacedText",
    "code_of",
    "code_text",
    "contents_of",
    "lay_out",
    "page_count",
    "read_records",
    "sheet_of",
    "spot_of",
]
