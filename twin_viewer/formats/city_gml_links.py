"""What polygons of CityGML point to (xlink): drawn where it stands, told where it leads nowhere."""

import re
from pathlib import Path
from typing import Final

from lxml import etree
from lxml.etree import _Element

from twin_viewer.formats.city_files import Source, sources
from twin_viewer.formats.city_gml_features import GmlDraft, gml_id, take_polygons
from twin_viewer.model.cities import Surface
from twin_viewer.model.faults import Fault

LEADS_NOWHERE: Final = (
    "Ein Verweis auf „{0}“ führt ins Leere; die Fläche fehlt (Verweise des Objekts: {1})."
)
OTHER_FILE: Final = (
    "Ein Verweis zeigt auf eine andere Datei („{0}“) und wurde nicht verfolgt "
    "(Verweise des Objekts: {1})."
)

_WITH_ID: Final = etree.XPath("descendant::*[@*[local-name() = 'id'] = $name]")
_ID: Final = re.compile(rb"""\bid\s*=\s*["']([^"']*)["']""")
_CHUNK: Final = 1 << 20
_OVERLAP: Final = 1024


class Links:
    """The links of a file that were not found beside the surface that has them."""

    def __init__(self, file: str, path: Path, endings: tuple[str, ...]) -> None:
        """Begin without any.

        Args:
            file: Name of the file or of the part of an archive.
            path: Where it is read again, should links be open at its end.
            endings: What is read of an archive.
        """
        self._file = file
        self._path = path
        self._endings = endings
        self._open: dict[str, list[str]] = {}
        self._elsewhere: dict[str, list[str]] = {}

    def resolve(self, feature: _Element, draft: GmlDraft) -> None:
        """Resolve the links of an object that was just taken.

        A polygon that is drawn already learns which surface it is, when only a link knows that; one
        that is not (it stands in another level of detail) is drawn.

        Args:
            feature: The object.
            draft: Where it was put.
        """
        for target, row, surface in draft.links:
            file, _, name = target.rpartition("#")
            at = draft.ids.get(name)
            if file:
                self._elsewhere.setdefault(target, []).append(draft.objects[row].id)
            elif at is None:
                self._search(feature, draft, name, row, surface)
            elif draft.surfaces[at] == Surface.OTHER:
                draft.surfaces[at] = surface
        draft.links.clear()
        draft.ids.clear()

    def lost(self) -> list[Fault]:
        """Return the links that lead nowhere; reads the file once more when there are any open."""
        for name in self._found() if self._open else ():
            self._open.pop(name, None)
        return [*self._told(self._open, LEADS_NOWHERE), *self._told(self._elsewhere, OTHER_FILE)]

    def _search(
        self, feature: _Element, draft: GmlDraft, name: str, row: int, surface: Surface
    ) -> None:
        found = _WITH_ID(feature, name=name)
        if not (isinstance(found, list) and found and isinstance(found[0], etree._Element)):  # noqa: SLF001 - the only name lxml has for it
            self._open.setdefault(name, []).append(draft.objects[row].id)
            return
        target = found[0]
        inner = [draft.ids.get(gml_id(part)) for part in target.iter("{*}Polygon")]
        known = [at for at in inner if at is not None]
        if not known:
            links = len(draft.links)
            take_polygons(target, draft, row, surface, self._file)
            del draft.links[links:]
        for at in known:
            if draft.surfaces[at] == Surface.OTHER:
                draft.surfaces[at] = surface

    def _told(self, links: dict[str, list[str]], reason: str) -> list[Fault]:
        owners: dict[str, list[str]] = {}
        for name, objects in links.items():
            for owner in objects:
                owners.setdefault(owner, []).append(name)
        return [
            Fault(self._file, owner, reason.format(names[0], len(names)))
            for owner, names in owners.items()
        ]

    def _found(self) -> set[str]:
        """Return which of the open links have a target somewhere in the file."""
        wanted = {name.encode(): name for name in self._open}
        found: set[str] = set()
        for source in sources(self._path, self._endings):
            if not isinstance(source, Source) or source.name != self._file:
                continue
            rest = b""
            while chunk := source.read(_CHUNK):
                text = rest + chunk
                found.update(wanted[name] for name in _ID.findall(text) if name in wanted)
                rest = text[-_OVERLAP:]
        return found
