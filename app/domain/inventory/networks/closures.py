"""What is spliced in a closure: its cables on two sides, their fibres, the splices between them."""

from dataclasses import dataclass

from app.domain.inventory.networks.colours import colour_name
from app.domain.inventory.networks.network import Network
from app.domain.inventory.networks.records import number_of, whole
from app.domain.inventory.records import Key


@dataclass(frozen=True, slots=True)
class PlanStrand:
    """A fibre of the plan.

    Attributes:
        uid: The strand.
        cable: Its cable.
        tube: Number of its tube; 0 where it has none.
        tube_colour: Colour word of the tube, empty where it has none.
        number: Its number.
        colour: Its colour word: the recorded one, else the one of the standard.
        scheme: `din` or `iec`.
        state: Recorded state (`free`, `used`, `reserved`, `defective`), empty for none.
        splice: Splice of this closure at it, empty where it has none here.
    """

    uid: str
    cable: str
    tube: int
    tube_colour: str
    number: int
    colour: str
    scheme: str
    state: str
    splice: str = ""

    @property
    def is_free(self) -> bool:
        """True when it may be spliced here."""
        return not self.splice and self.state != "defective"


@dataclass(frozen=True, slots=True)
class PlanCable:
    """A cable of the plan, with its fibres by tube and number."""

    uid: str
    name: str
    strands: tuple[PlanStrand, ...]


@dataclass(frozen=True, slots=True)
class PlanSplice:
    """A splice of the plan.

    Attributes:
        uid: The splice.
        left: Strand on the left side.
        right: Strand on the right side.
        tray: Number of its tray, 0 where none is recorded.
        position: Its place in the tray, 0 where none is recorded.
        loss_db: Measured loss, None where none was measured.
    """

    uid: str
    left: str
    right: str
    tray: int
    position: int
    loss_db: float | None


@dataclass(frozen=True, slots=True)
class ClosurePlan:
    """The splice plan of a closure.

    Attributes:
        closure: The closure.
        name: What it is called.
        left: Cables on the left: those that come in.
        right: Cables on the right: those that go on.
        splices: The splices, by tray and position.
    """

    closure: Key
    name: str
    left: tuple[PlanCable, ...]
    right: tuple[PlanCable, ...]
    splices: tuple[PlanSplice, ...]

    @property
    def trays(self) -> list[int]:
        """Numbers of the trays in use; 0 stands for splices without a tray."""
        return sorted({splice.tray for splice in self.splices})

    def next_position(self, tray: int) -> int:
        """Return the first free place of a tray."""
        used = {splice.position for splice in self.splices if splice.tray == tray}
        return next(place for place in range(1, len(used) + 2) if place not in used)


def closure_plan(network: Network, uid: str) -> ClosurePlan:
    """Return the splice plan of a closure.

    Raises:
        KeyError: There is no such asset.
    """
    key = Key("asset", uid)
    if not network.records.has(key):
        raise KeyError(uid)
    records = network.records
    sides = _sides(network, uid)
    splice_of: dict[str, str] = {}
    splices = []
    for splice in network.splices_in.get(uid, ()):
        a, b = (records["splice"].text(splice, side) for side in "ab")
        splice_of[a] = splice_of[b] = splice
        if _is_right(records["strand"].text(a, "cable"), records["strand"].text(b, "cable"), sides):
            a, b = b, a
        splices.append(_plan_splice(network, splice, a, b))
    cables = {cable: _plan_cable(network, cable, splice_of) for cable in sides}
    left, right = (
        tuple(
            sorted(
                (cables[cable] for cable, side in sides.items() if side == wanted),
                key=lambda cable: cable.name,
            )
        )
        for wanted in ("left", "right")
    )
    splices.sort(key=lambda splice: (splice.tray, splice.position, splice.uid))
    return ClosurePlan(key, records.title(key), left, right, tuple(splices))


def _is_right(cable_a: str, cable_b: str, sides: dict[str, str]) -> bool:
    """Tell whether the recorded beginning of a splice stands on the right side."""
    return sides.get(cable_a) == "right" and sides.get(cable_b) != "right"


def _sides(network: Network, closure: str) -> dict[str, str]:
    """Return the cables of a closure with their sides.

    A cable that ends at the closure's site comes in from the left, one that begins there goes on
    to the right; where the sites say nothing, ends A of the splices count as left.
    """
    records = network.records
    site = records["asset"].text(closure, "site")
    sides: dict[str, str] = {}
    for row in records["cable"].rows if site else ():
        if site in (row[4], row[5]):
            sides[str(row[0])] = "left" if row[5] == site else "right"
    for splice in network.splices_in.get(closure, ()):
        for side, end in (("left", "a"), ("right", "b")):
            strand = records["splice"].text(splice, end)
            cable = records["strand"].text(strand, "cable")
            if cable:
                sides.setdefault(cable, side)
    return sides


def _plan_cable(network: Network, cable: str, splice_of: dict[str, str]) -> PlanCable:
    records = network.records
    scheme = records["cable"].text(cable, "colour_scheme") or "din"
    strands = []
    for uid in network.strands_of.get(cable, ()):
        tube = records["strand"].text(uid, "tube")
        tube_number = whole(records["tube"].get(tube, "number"))
        number = whole(records["strand"].get(uid, "number"), 1)
        strands.append(
            PlanStrand(
                uid,
                cable,
                tube_number,
                _tube_colour(network, tube, tube_number, scheme),
                number,
                records["strand"].text(uid, "colour") or colour_name(max(number, 1), scheme),
                scheme,
                records["strand"].text(uid, "state"),
                splice_of.get(uid, ""),
            )
        )
    strands.sort(key=lambda strand: (strand.tube, strand.number))
    return PlanCable(cable, records["cable"].text(cable, "name"), tuple(strands))


def _tube_colour(network: Network, tube: str, number: int, scheme: str) -> str:
    if not number:
        return ""
    return network.records["tube"].text(tube, "colour") or colour_name(number, scheme)


def _plan_splice(network: Network, uid: str, left: str, right: str) -> PlanSplice:
    table = network.records["splice"]
    return PlanSplice(
        uid,
        left,
        right,
        whole(table.get(uid, "tray")),
        whole(table.get(uid, "position")),
        number_of(table.get(uid, "loss_db")),
    )
