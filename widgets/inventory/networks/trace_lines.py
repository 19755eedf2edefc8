"""The lines of a trace: what stands under each other from the supply to the end, and as text."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from app.domain.inventory.networks.colours import colour_name, rings
from app.domain.inventory.networks.network import Network
from app.domain.inventory.networks.optics import Loss
from app.domain.inventory.networks.records import number_of, whole
from app.domain.inventory.networks.traces import Means, Step, Trace
from app.domain.inventory.records import Key
from widgets.inventory.networks import words
from widgets.texts import count

_tr = QCoreApplication.translate


class LineKind(StrEnum):
    """What a line is."""

    PLACE = "place"
    """A device with its port, or a site."""
    LINK = "link"
    STRAND = "strand"
    SPLICE = "splice"
    END = "end"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the drawing.

    Attributes:
        kind: What it is.
        step: Place in `Trace.steps`.
        level: How many branches it lies to the right.
        above: The line it hangs on; -1 of the first.
        key: What is selected by it.
        title: What it says.
        detail: What it says more quietly.
        icon: Icon of a device, empty for none.
        colour: Colour word of a fibre, empty for none.
        loss: What is lost here, empty for nothing.
        total: What was lost up to here, empty where that says nothing new.
        trouble: What is wrong, whole sentences, empty for nothing.
        is_asked: True for what was asked for.
        tip: More for the tooltip.
    """

    kind: LineKind
    step: int
    level: int
    above: int
    key: Key
    title: str
    detail: str = ""
    icon: str = ""
    colour: str = ""
    loss: str = ""
    total: str = ""
    trouble: str = ""
    is_asked: bool = False
    tip: str = ""


def trace_lines(network: Network, trace: Trace, *, is_whole: bool) -> list[Line]:
    """Return the lines of a trace.

    Args:
        network: The network it was asked of.
        trace: The trace.
        is_whole: True for all branches; False for the way to what was asked for and on.
    """
    return list(_Writer(network, trace, is_whole=is_whole).lines())


def as_text(lines: list[Line], summary: str) -> str:
    """Return a trace as plain text, a line each."""
    rows = [summary, ""]
    for line in lines:
        parts = [line.title, line.detail, line.trouble]
        text = " | ".join(part for part in parts if part)
        figures = "  ".join(part for part in (line.loss, line.total) if part)
        rows.append(f"{'    ' * line.level}{text}" + (f"    [{figures}]" if figures else ""))
    return "\n".join(rows) + "\n"


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a line stands: its step, its branch, what it hangs on."""

    place: int
    level: int
    above: int


class _Writer:
    def __init__(self, network: Network, trace: Trace, *, is_whole: bool) -> None:
        self._network = network
        self._trace = trace
        self._children: dict[int, list[int]] = {}
        shown = set(range(len(trace.steps))) if is_whole else _near(trace)
        for place, step in enumerate(trace.steps):
            if place in shown:
                self._children.setdefault(step.parent, []).append(place)
        self._shown = shown
        self._count = 0

    def lines(self) -> Iterator[Line]:
        """Yield the lines, a branch after the other."""
        # (place, level, line above)
        waiting = [(place, 0, -1) for place in reversed(self._children.get(-1, []))]
        while waiting:
            place, level, above = waiting.pop()
            for line in self._of_step(place, level, above):
                above = self._count
                self._count += 1
                yield line
            following = self._children.get(place, [])
            deeper = level + (1 if len(following) > 1 else 0)
            waiting += [(one, deeper, above) for one in reversed(following)]

    def _of_step(self, place: int, level: int, above: int) -> Iterator[Line]:
        step = self._trace.steps[place]
        is_asked = place == self._trace.asked
        trouble = " ".join(words.fault_text(fault) for fault in step.faults)
        figures = self._figures(step)
        number = self._count
        if step.means is Means.LINK and step.via is not None:
            yield self._link(_Spot(place, level, above), step, figures, trouble)
            above, number, figures, trouble = number, number + 1, ("", "", ""), ""
        elif step.means is Means.SPLICE and step.via is not None:
            yield self._splice(place, level, above, step)
            above, number = number, number + 1
        if step.key.kind == "strand":
            yield self._strand(place, level, above, is_asked=is_asked, trouble=trouble)
        else:
            yield self._place(_Spot(place, level, above), figures, trouble)
        if step.end is not None and not step.end.is_finished:
            yield Line(
                LineKind.END, place, level, number, step.key, "", trouble=words.end_text(step.end)
            )

    def _link(self, spot: _Spot, step: Step, figures: tuple[str, str, str], trouble: str) -> Line:
        table = self._network.records["link"]
        key = step.via or step.key
        length = number_of(table.get(key.uid, "length_m"))
        detail = words.metres_text(length) if length else ""
        loss, total, tip = figures
        if step.key.kind == "strand":
            # The fibre behind it has a line of its own, with its own loss.
            own = [one for one in step.losses if one.kind != "cable"]
            loss, total, tip = _written(own), "", _tip(own)
        return Line(
            LineKind.LINK,
            spot.place,
            spot.level,
            spot.above,
            key,
            words.link_kind_text(table.text(key.uid, "kind")),
            detail,
            loss=loss,
            total=total,
            trouble=trouble,
            tip=tip,
        )

    def _splice(self, place: int, level: int, above: int, step: Step) -> Line:
        records = self._network.records
        key = step.via or step.key
        closure = records["splice"].text(key.uid, "closure")
        tray, position = (records["splice"].text(key.uid, one) for one in ("tray", "position"))
        detail = [_tr("networks", "Kassette {0}").format(tray)] if tray else []
        detail += [_tr("networks", "Platz {0}").format(position)] if position else []
        own = [one for one in step.losses if one.kind == "splice"]
        return Line(
            LineKind.SPLICE,
            place,
            level,
            above,
            key,
            _tr("networks", "Spleiß in {0}").format(records.title(Key("asset", closure))),
            ", ".join(detail),
            loss=_written(own),
            tip=_tip(own),
        )

    def _strand(self, place: int, level: int, above: int, *, is_asked: bool, trouble: str) -> Line:
        records = self._network.records
        step = self._trace.steps[place]
        uid = step.key.uid
        cable = records["strand"].text(uid, "cable")
        scheme = records["cable"].text(cable, "colour_scheme")
        number = whole(records["strand"].get(uid, "number"), 1)
        colour = records["strand"].text(uid, "colour") or colour_name(max(number, 1), scheme)
        tube = records["tube"].text(records["strand"].text(uid, "tube"), "number")
        length = number_of(records["cable"].get(cable, "length_m"))
        own = [one for one in step.losses if one.kind == "cable"]
        detail = [f"{words.tube_word()} {tube}"] if tube else []
        marked = f"{words.colour_text(colour)} {'|' * rings(number)}"
        detail += [f"{words.fibre_word()} {number} {marked}".strip()]
        detail += [words.metres_text(length)] if length else []
        return Line(
            LineKind.STRAND,
            place,
            level,
            above,
            step.key,
            records["cable"].text(cable, "name") or _tr("networks", "Kabel unbekannt"),
            ", ".join(detail),
            colour=colour,
            loss=_written(own),
            total=words.db_text(step.total_db) if step.losses else "",
            trouble=trouble,
            is_asked=is_asked,
            tip=_tip(own),
        )

    def _place(self, spot: _Spot, figures: tuple[str, str, str], trouble: str) -> Line:
        records = self._network.records
        step = self._trace.steps[spot.place]
        asset = step.key.uid if step.key.kind == "asset" else ""
        port = ""
        if step.key.kind == "port":
            asset = records["port"].text(step.key.uid, "asset")
            port = _tr("networks", "Anschluss {0}").format(records.title(step.key))
        kind = (
            records["asset"].text(asset, "type.kind")
            if asset
            else f"site.{records['site'].text(step.key.uid, 'kind')}"
        )
        site = records["site"].text(records["asset"].text(asset, "site"), "name") if asset else ""
        title = records.title(Key("asset", asset)) if asset else records.title(step.key)
        loss, total, tip = figures
        detail = [port, words.asset_kind_text(kind), site]
        return Line(
            LineKind.PLACE,
            spot.place,
            spot.level,
            spot.above,
            step.key,
            title or _tr("networks", "Unbekannt"),
            ", ".join(part for part in detail if part),
            icon=words.icon_of(kind),
            loss=loss,
            total=total,
            trouble=trouble,
            is_asked=spot.place == self._trace.asked,
            tip=tip,
        )

    def _figures(self, step: Step) -> tuple[str, str, str]:
        """Return loss, total and tooltip of a step."""
        if not step.losses:
            return "", "", ""
        return (
            _written(list(step.losses)),
            words.db_text(step.total_db),
            _tip(list(step.losses)),
        )


def _written(losses: list[Loss]) -> str:
    """Return a loss with its unit; a sign says that it is assumed."""
    if not losses:
        return ""
    sign = "≈ " if any(one.is_assumed for one in losses) else ""
    return sign + words.db_text(sum(one.db for one in losses))


def _near(trace: Trace) -> set[int]:
    """Return the way to what was asked for, and all that comes after it."""
    shown = set(trace.way_to(trace.asked))
    behind = {trace.asked}
    for place, step in enumerate(trace.steps):
        if step.parent in behind:
            behind.add(place)
    return shown | behind


def _tip(losses: list[Loss]) -> str:
    """Return where the loss comes from, a line each."""
    lines = []
    for loss in losses:
        times = f"{count(loss.count)} × " if loss.count > 1 else ""
        source = (
            _tr("networks", "angenommen") if loss.is_assumed else _tr("networks", "aus dem Bestand")
        )
        lines.append(f"{times}{words.loss_text(loss.kind)}: {words.db_text(loss.db)} ({source})")
    return "\n".join(lines)
