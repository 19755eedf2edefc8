"""Which deadline lies behind a negative slack: what comes after a row, and is late itself."""

from collections.abc import Iterable, Sequence

from app.domain.portfolio.plans import Plan, PlanItem


def missed_deadline(plan: Plan, uid: str) -> PlanItem | None:
    """Return what misses its deadline when an item stays as late as it is: the one latest.

    That is the item itself, one of its parts, or whatever comes after them, across projects too;
    None when nothing of all this is late.
    """
    items = {item.uid: item for item in plan.items}
    late = [item for item in _reached(plan, items, uid) if days_late(item) > 0]
    # Of equally late ones the item's own deadline explains most.
    return max(late, key=lambda item: (days_late(item), item.uid == uid), default=None)


def days_late(item: PlanItem) -> int:
    """Return calendar days an item ends after its deadline, 0 when it has none or is done."""
    if item.deadline is None or item.is_done:
        return 0
    return max((item.finish - item.deadline).days, 0)


def _reached(plan: Plan, items: dict[str, PlanItem], uid: str) -> Iterable[PlanItem]:
    """Yield an item and all that waits for it."""
    after: dict[str, list[str]] = {}
    for link in plan.links:
        after.setdefault(link.before, []).append(link.after)
    parts: dict[str, list[str]] = {}
    for item in plan.items:
        parts.setdefault(item.parent, []).append(item.uid)
    seen: set[str] = set()
    waiting = [uid]
    while waiting:
        one = waiting.pop()
        if one in seen or one not in items:
            continue
        seen.add(one)
        yield items[one]
        # What waits for a sum waits for its parts, and a deadline of a sum holds for them.
        sums = list(_above(items, one))
        yield from (items[above] for above in sums if above not in seen)
        waiting += [*_following(after, [one, *sums]), *parts.get(one, ())]


def _above(items: dict[str, PlanItem], uid: str) -> Iterable[str]:
    parent = items[uid].parent
    while parent in items:
        yield parent
        parent = items[parent].parent


def _following(after: dict[str, list[str]], uids: Sequence[str]) -> Iterable[str]:
    for uid in uids:
        yield from after.get(uid, ())
