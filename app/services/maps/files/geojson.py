"""GeoJSON: features out of a text that may be huge, old, wrong or hostile."""

from pathlib import Path
from typing import Any, Final

from app.services.maps.crs import code_of, is_known
from app.services.maps.files.documents import line_and_column, load_text
from app.services.maps.files.features import Features
from app.services.maps.files.pieces import PIECE, BrokenError, Pieces, Span
from app.services.maps.files.properties import encoded, plain, shortened
from app.services.maps.files.results import FaultKind, Faults, LayerError, Watch
from app.services.maps.files.shapes import TYPES, UnusableError, shapes_of

_AGAIN: Final = "Bitte die Datei mit einem GIS-Programm als GeoJSON neu ausgeben."
_MOST_MEMBERS: Final = 1_000
"""Members that a file has beside its features; what is beyond is passed over."""


def read_geojson(path: Path, faults: Faults, watch: Watch) -> Features:
    """Return the features of a GeoJSON file.

    Raises:
        LayerError: It is no GeoJSON.
        Cancelled: Nobody wants it any more.
    """
    data = load_text(path, faults, watch.part(0.0, 0.2))
    reader = _Reader(Pieces(data, watch.part(0.2, 1.0)), faults, path.name)
    try:
        reader.read()
    except BrokenError as broken:
        line, column = line_and_column(data, broken.offset)
        raise LayerError(_said(broken, path.name, line, column)) from broken
    reader.features.name = reader.features.name or path.stem
    return reader.features


def _said(broken: BrokenError, name: str, line: int, column: int) -> str:
    if broken.is_cut:
        return (
            f"Die Datei {name} bricht in Zeile {line}, Spalte {column} ab; sie ist unvollständig. "
            "Bitte sie noch einmal laden oder ausgeben."
        )
    return (
        f"Die Datei {name} ist kein gültiges JSON: Fehler in Zeile {line}, Spalte {column}. "
        f"{_AGAIN}"
    )


class _Reader:
    def __init__(self, pieces: Pieces, faults: Faults, file: str) -> None:
        self.features = Features(faults, is_degrees=True)
        self._pieces = pieces
        self._faults = faults
        self._file = file
        self._row = 0
        self._ids: set[str | int | float] = set()

    def read(self) -> None:
        """Read all features."""
        pieces = self._pieces
        root = pieces.whole()
        if root[0] == root[1]:
            raise LayerError(f"Die Datei {self._file} ist leer. {_AGAIN}")
        first = pieces.data[root[0] : root[0] + 1]
        if first == b"[":
            self._check_end(root, b"[]")
            self._faults.note_file(
                "Die Datei ist eine Liste statt einer FeatureCollection; sie wurde gelesen.",
                _AGAIN,
            )
            self._take_all(root)
        elif first == b"{":
            self._check_end(root, b"{}")
            self._read_object(root)
        else:
            pieces.decode_small((root[0], min(root[1], root[0] + PIECE)))
            raise self._foreign()
        if self._row and not self.features.shapes and first == b"[":
            raise self._foreign()

    def _check_end(self, root: Span, signs: bytes) -> None:
        if not self._pieces.is_container(root, signs):
            for _part in self._pieces.elements((root[0], root[1] + 1)):
                pass  # finds what is closed too early; else the end is missing
            raise BrokenError(root[1], is_cut=True)

    def _foreign(self) -> LayerError:
        return LayerError(
            f"Die Datei {self._file} ist JSON, aber kein GeoJSON. Bitte eine FeatureCollection "
            "(GeoJSON) wählen oder mit einem GIS-Programm ausgeben."
        )

    def _read_object(self, root: Span) -> None:
        head: dict[str, Any] = {}
        spans: dict[str, Span] = {}
        for number, (key, span) in enumerate(self._pieces.members(root)):
            if number < _MOST_MEMBERS or key in {"type", "features", "crs"}:
                spans[key] = span
                is_short = span[1] - span[0] <= PIECE and key != "features"
                head[key] = self._pieces.decode_small(span) if is_short else None
        kind = head.get("type")
        self._take_crs(head.get("crs"))
        if isinstance(head.get("name"), str):
            self.features.name = shortened(head["name"], 100)
        if "features" in spans and kind != "Feature":
            if not self._pieces.is_container(spans["features"], b"[]"):
                raise LayerError(f"In der Datei {self._file} ist „features“ keine Liste. {_AGAIN}")
            if kind != "FeatureCollection":
                self._faults.note_file(
                    "Der Datei fehlt „type“: „FeatureCollection“; sie wurde so gelesen.", _AGAIN
                )
            self._take_all(spans["features"])
        elif kind == "Feature":
            self._take(self._pieces.decode(root))
        elif isinstance(kind, str) and kind in TYPES:
            self._take({"type": "Feature", "geometry": self._pieces.decode(root)})
        else:
            raise self._foreign()

    def _take_crs(self, crs: object) -> None:
        """Take the old member `crs`, which today's GeoJSON has no more."""
        if crs is None:
            return
        properties = crs.get("properties") if isinstance(crs, dict) else None
        name = properties.get("name") if isinstance(properties, dict) else None
        code = code_of(name) if isinstance(name, str) else ""
        if code and is_known(code):
            self.features.crs = code
            return
        shown = name if isinstance(name, str) else "ohne Namen"
        self._faults.note_file(
            f"Das Koordinatensystem „{shown[:80]}“ der Datei ist unbekannt und wurde übergangen.",
            "Bitte das Koordinatensystem beim Einlesen angeben.",
        )

    def _take_all(self, span: Span) -> None:
        for run in self._pieces.elements(span):
            if run[1] - run[0] <= PIECE:
                for feature in self._pieces.decode_run(run):
                    self._take(feature)
            else:
                self._take(self._pieces.decode(run, 1))

    def _take(self, feature: object) -> None:
        row = self._row
        self._row += 1
        if isinstance(feature, dict) and _is_geometry(feature):
            feature = {"geometry": feature}
        if not isinstance(feature, dict):
            reason = "Der Eintrag ist kein Objekt der Karte (Feature)."
            self._leave_out(row, "", UnusableError(reason, _AGAIN, ""))
            return
        properties = self._properties(feature, row)
        name = self.features.columns.name_of(properties) or self._id(feature)
        self._check_id(feature, row, name)
        try:
            made = shapes_of(feature.get("geometry"))
        except UnusableError as problem:
            self._leave_out(row, name, problem)
            return
        for place, reason, remedy in made.mended:
            self._faults.add(row, name, place, reason, remedy, FaultKind.MENDED)
        self.features.heights += made.has_heights
        text = encoded(properties)
        for shape in made.shapes:
            self.features.add(shape, row, name, text)

    def _properties(self, feature: dict[str, Any], row: int) -> dict[str, Any]:
        properties = feature.get("properties")
        if isinstance(properties, dict):
            return self.features.columns.plain(properties)
        if properties is not None:
            self._faults.add(
                row, self._id(feature), "",
                "Die Eigenschaften sind nicht lesbar (kein JSON-Objekt) und fehlen.",
                "Bitte in der Quelle berichtigen.", FaultKind.NOTE,
            )  # fmt: skip
        return {}

    def _leave_out(self, row: int, name: str, problem: UnusableError) -> None:
        self._faults.add(
            row, name, problem.place, problem.reason, problem.remedy, FaultKind.LEFT_OUT
        )

    @staticmethod
    def _id(feature: dict[str, Any]) -> str:
        identity = feature.get("id")
        if isinstance(identity, bool) or not isinstance(identity, str | int | float):
            return ""
        return shortened(str(plain(identity)), 80)

    def _check_id(self, feature: dict[str, Any], row: int, name: str) -> None:
        identity = feature.get("id")
        if isinstance(identity, bool) or not isinstance(identity, str | int | float):
            return
        if identity in self._ids:
            self._faults.add(
                row, name, "", "Die Kennung (id) kommt in der Datei mehrmals vor.",
                "Das Objekt wird gezeigt; bitte die Kennungen in der Quelle prüfen.",
                FaultKind.NOTE,
            )  # fmt: skip
        self._ids.add(identity)


def _is_geometry(value: dict[str, Any]) -> bool:
    kind = value.get("type")
    return isinstance(kind, str) and kind in TYPES
