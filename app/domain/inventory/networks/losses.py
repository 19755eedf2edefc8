"""What is lost from place to place: fibres, splices, connectors, splitters."""

from collections.abc import Iterator, Sequence

from app.domain.inventory.networks.network import Network
from app.domain.inventory.networks.optics import (
    CONNECTOR_DB,
    SPLICE_DB,
    Loss,
    LossKind,
    fibre_loss,
    splitter_loss,
)
from app.domain.inventory.networks.records import number_of
from app.domain.inventory.networks.traces import Means, Step


class Meter:
    """Tells what is lost on reaching a place.

    Args:
        network: The networks.
        steps: The places reached so far; it may grow meanwhile.
    """

    def __init__(self, network: Network, steps: Sequence[Step]) -> None:
        self._network = network
        self._steps = steps

    def costs(self, step: Step, before: Step | None) -> tuple[list[Loss], float]:
        """Return what is lost on the way to (and through) a place, and how long that is, m."""
        losses: list[Loss] = []
        length = 0.0
        if step.means is Means.LINK and before is not None and step.via is not None:
            length = number_of(self._network.records["link"].get(step.via.uid, "length_m")) or 0.0
            losses += self._of_link(step, before, length)
        elif step.means is Means.THROUGH and before is not None:
            losses += self._of_device(before.key.uid, step.key.uid)
        elif step.means is Means.SPLICE and step.via is not None:
            db = number_of(self._network.records["splice"].get(step.via.uid, "loss_db"))
            losses.append(Loss(LossKind.SPLICE, SPLICE_DB if db is None else db, db is None))
        if step.key.kind == "strand":
            loss, metres = self._of_strand(step.key.uid)
            losses += loss
            length += metres
        return losses, length

    def _of_link(self, step: Step, before: Step, length: float) -> Iterator[Loss]:
        table = self._network.records["link"]
        uid = step.via.uid if step.via is not None else ""
        if table.get(uid, "kind") != "fibre":
            return
        measured = number_of(table.get(uid, "loss_db"))
        if measured is not None:
            yield Loss(LossKind.LINK, measured)
            return
        if length:
            yield Loss(LossKind.CABLE, fibre_loss(length), is_assumed=True)
        pairs = int(step.key.kind == "port") + int(self._has_own_connector(before))
        if pairs:
            yield Loss(LossKind.CONNECTOR, pairs * CONNECTOR_DB, is_assumed=True, count=pairs)

    def _has_own_connector(self, step: Step) -> bool:
        """Tell whether leaving a place takes a connector that nothing before it counted.

        Front and back of a panel meet in one adapter; the ports of a splitter have one each.
        """
        if step.key.kind != "port":
            return False
        if step.means is not Means.THROUGH:
            return True
        behind = self._steps[step.parent].key.uid
        return _is_splitter(self._network, step.key.uid, behind)

    def _of_device(self, begin: str, end: str) -> Iterator[Loss]:
        table = self._network.records["port"]
        own = [number_of(table.get(uid, "loss_db")) for uid in (end, begin)]
        known = next((db for db in own if db is not None), None)
        is_splitter = _is_splitter(self._network, end, begin)
        kind = LossKind.SPLITTER if is_splitter else LossKind.CONNECTOR
        if known is not None:
            yield Loss(kind, known)
        elif is_splitter:
            partners = self._network.partners
            outputs = max(len(partners.get(begin, ())), len(partners.get(end, ())))
            yield Loss(kind, splitter_loss(outputs), is_assumed=True)

    def _of_strand(self, uid: str) -> tuple[list[Loss], float]:
        records = self._network.records
        cable = records["strand"].text(uid, "cable")
        length = number_of(records["cable"].get(cable, "length_m"))
        if not length:
            return [], 0.0
        db_km = number_of(records["cable"].get(cable, "attenuation_db_km"))
        return [Loss(LossKind.CABLE, fibre_loss(length, db_km), db_km is None)], length


def _is_splitter(network: Network, one: str, other: str) -> bool:
    """Tell whether two ports belong to a splitter: a common one and its outputs."""
    partners = network.partners
    return max(len(partners.get(one, ())), len(partners.get(other, ()))) > 1
