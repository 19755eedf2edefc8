"""The rules of findings: each looks at values of records and yields what does not fit. Pure.

A row is the values of a record by path, as `InventoryReader.values` yields them, with `uid`.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from app.domain.inventory.changes import Action, Operation
from app.domain.inventory.fields import Value
from app.domain.inventory.findings import (
    DAY_US,
    Detected,
    Limits,
    LiveFacts,
    Rule,
    day_of,
    day_text,
    months_before,
)
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.life_cycles import LIFE_CYCLES
from app.domain.inventory.records import Key
from app.domain.local_times import at_local

Row = Mapping[str, Value]

ASSET_PATHS: Final = (
    "uid", "tag", "name", "state", "type.kind", "site", "site.kind", "space", "rack", "rack_unit",
    "rack_side", "type.height_units", "device", "planned_on", "in_service_on", "warranty_until",
    "first_seen_us", "last_seen_us", "plan_x", "plan_y", "space.plan_width_m",
    "space.plan_height_m", "space.parent.plan_width_m", "space.parent.plan_height_m",
)  # fmt: skip
"""What the rules want to know of an asset."""

BEFORE_SERVICE: Final = ("needed", "requested", "ordered", "delivered", "in_stock", "staged")
UNUSED: Final = ("in_stock", "lost", "decommissioned", "disposed")
_FIXED: Final = frozenset(
    {"access_point", "switch", "router", "firewall", "server", "ups", "display", "projector",
     "printer", "patch_panel"}
)  # fmt: skip
"""Kinds of assets that have a room where their site is a building with rooms."""

_WITH_ROOMS: Final = frozenset({"school", "admin", "media_centre"})


def name_of(row: Row) -> str:
    """Return what an asset or another record is called in a sentence."""
    names = (str(row[name]) for name in ("tag", "name") if row.get(name))
    return " ".join(names) or "Der Datensatz"


def seen_us(row: Row, live: LiveFacts) -> int | None:
    """Return when an asset was last seen, µs UTC, None when never."""
    known = [live.seen.get(str(row.get("device") or "")), row.get("last_seen_us")]
    times = [one for one in known if isinstance(one, int)]
    return max(times, default=None)


def judge_asset(
    row: Row, live: LiveFacts, today: date, limits: Limits, zone: ZoneInfo
) -> Iterator[Detected]:
    """Yield what one asset alone tells."""
    key = Key("asset", str(row["uid"]))
    seen = seen_us(row, live)
    if seen is not None:
        yield from _first_seen(key, row, seen, zone)
        yield from _measured_unused(key, row, live, seen)
    yield from _silent(key, row, live, limits, zone)
    yield from _overdue(key, row, today, BEFORE_SERVICE)
    yield from _warranty(key, row, today, limits)
    yield from _no_place(key, row)
    yield from _outside(key, row)


def _first_seen(key: Key, row: Row, seen: int, zone: ZoneInfo) -> Iterator[Detected]:
    state = str(row["state"])
    if state not in BEFORE_SERVICE or row.get("in_service_on"):
        return
    first = row.get("first_seen_us")
    day = at_local(first if isinstance(first, int) else seen, zone).date()
    step = LIFE_CYCLES["asset"].step(state, "in_service")
    missing = [
        KINDS["asset"].field(name).label for name in ("tag", "site") if not row.get(name)
    ]  # fmt: skip
    begin = f"{name_of(row)} meldet sich seit dem {day_text(day)}"
    state_word = KINDS["asset"].field("state").choice_label(state)
    if step is None:
        text = f"{begin}, ist aber noch „{state_word}“."
        yield Detected(Rule.FIRST_SEEN, key, text, f"{state}")
    elif missing:
        text = f"{begin}; für die Inbetriebnahme fehlt noch: {', '.join(missing)}."
        yield Detected(Rule.FIRST_SEEN, key, text, f"{state} {' '.join(missing)}")
    else:
        values = {"state": "in_service", "in_service_on": day.isoformat()}
        operation = Operation(Action.UPDATE, "asset", key.uid, values)
        text = f"{begin} und kann in Betrieb genommen werden."
        yield Detected(Rule.FIRST_SEEN, key, text, state, (operation,))


def _measured_unused(key: Key, row: Row, live: LiveFacts, seen: int) -> Iterator[Detected]:
    state = str(row["state"])
    is_first = state in BEFORE_SERVICE and not row.get("in_service_on")
    if state in UNUSED and not is_first and live.at_us - seen <= DAY_US:
        word = KINDS["asset"].field("state").choice_label(state)
        text = f"{name_of(row)} meldet sich, obwohl der Zustand „{word}“ ist."
        yield Detected(Rule.MEASURED_UNUSED, key, text, state)


def _silent(
    key: Key, row: Row, live: LiveFacts, limits: Limits, zone: ZoneInfo
) -> Iterator[Detected]:
    seen = seen_us(row, live)
    device = str(row.get("device") or "")
    if row["state"] != "in_service" or device not in live.watched or not live.is_settled:
        return
    days = limits.days_for(str(row.get("type.kind")))
    today = at_local(live.at_us, zone).date()
    if seen is None:
        since = day_of(row.get("in_service_on"))
        if since is None or today - since > timedelta(days=days):
            text = f"{name_of(row)} ist in Betrieb, hat sich aber noch nie gemeldet."
            yield Detected(Rule.SILENT, key, text, "never")
    elif live.at_us - seen > days * DAY_US:
        day = day_text(at_local(seen, zone).date())
        text = f"{name_of(row)} ist in Betrieb, hat sich aber zuletzt am {day} gemeldet."
        yield Detected(Rule.SILENT, key, text, day)


def _overdue(key: Key, row: Row, today: date, states: tuple[str, ...]) -> Iterator[Detected]:
    planned = day_of(row.get("planned_on"))
    if planned is not None and planned < today and str(row.get("state")) in states:
        word = KINDS[key.kind].field("state").choice_label(row.get("state"))
        text = f"{name_of(row)} war für den {day_text(planned)} geplant und ist noch „{word}“."
        yield Detected(Rule.PLAN_OVERDUE, key, text, planned.isoformat())


def judge_plan(kind: str, row: Row, today: date) -> Iterator[Detected]:
    """Yield a planned link or radio site whose day has passed."""
    yield from _overdue(Key(kind, str(row["uid"])), row, today, ("planned",))


def _warranty(key: Key, row: Row, today: date, limits: Limits) -> Iterator[Detected]:
    until = day_of(row.get("warranty_until"))
    if until is None or row["state"] != "in_service":
        return
    if timedelta() < today - until <= timedelta(days=limits.window_days):
        text = f"Die Gewährleistung für {name_of(row)} ist am {day_text(until)} abgelaufen."
        yield Detected(Rule.WARRANTY_ENDED, key, text, until.isoformat())


def _no_place(key: Key, row: Row) -> Iterator[Detected]:
    if row["state"] != "in_service":
        return
    if not row.get("site"):
        text = f"{name_of(row)} ist in Betrieb, hat aber keinen Standort."
        yield Detected(Rule.NO_PLACE, key, text, "site")
    elif (
        row.get("type.kind") in _FIXED
        and row.get("site.kind") in _WITH_ROOMS
        and not row.get("space")
        and not row.get("rack")
    ):
        text = f"{name_of(row)} ist in Betrieb, hat aber keinen Raum."
        yield Detected(Rule.NO_PLACE, key, text, "space")


def _outside(key: Key, row: Row) -> Iterator[Detected]:
    for axis, size in (("plan_x", "plan_width_m"), ("plan_y", "plan_height_m")):
        place, room, floor = row.get(axis), row[f"space.{size}"], row[f"space.parent.{size}"]
        end = room if isinstance(room, int | float) else floor
        if not isinstance(place, int | float) or not isinstance(end, int | float):
            continue
        if not 0 <= place <= end:
            text = f"{name_of(row)} liegt außerhalb des Grundrisses."
            facts = f"{row.get('plan_x')} {row.get('plan_y')}"
            yield Detected(Rule.OUTSIDE_PLAN, key, text, facts)
            return


# ---- several at once ---------------------------------------------------------------------------
def duplicates(
    rule: Rule, found: Mapping[Value, list[str]], titles: Mapping[Key, str]
) -> Iterator[Detected]:
    """Yield values that several assets have, one finding at the oldest of them.

    Args:
        rule: For which field.
        found: The assets (uids) by value.
        titles: What they are called.
    """
    label = "Seriennummer" if rule is Rule.DUPLICATE_SERIAL else "MAC-Adresse"
    for value, owners in found.items():
        if len(owners) > 1:
            uids = sorted(owners)
            names = [titles.get(Key("asset", uid), uid) for uid in uids[:3]]
            more = f" und {len(uids) - 3} weitere" if len(uids) > 3 else ""  # noqa: PLR2004 - those named
            text = f"Die {label} {value} haben mehrere Geräte: {', '.join(names)}{more}."
            yield Detected(rule, Key("asset", uids[0]), text, f"{value} {' '.join(uids)}")


def collisions(rows: Iterable[Row]) -> Iterator[Detected]:
    """Yield assets that share a height unit of a rack with one below them.

    Args:
        rows: Assets with a rack and a unit; front and rear do not meet, an asset without a side
            takes the whole depth, and one of no height units takes none.
    """
    placed = [row for row in rows if row.get("rack") and _span(row) is not None]
    placed.sort(key=lambda row: (str(row["rack"]), _span(row) or (0.0, 0.0), str(row["uid"])))
    for _, members in groupby(placed, key=lambda row: row["rack"]):
        below: list[Row] = []
        for row in members:
            start, _ = _span(row) or (0.0, 0.0)
            below = [one for one in below if (_span(one) or (0.0, 0.0))[1] > start]
            met = [one for one in below if _meet(one, row)]
            if met:
                names = ", ".join(name_of(one) for one in met)
                text = f"{name_of(row)} belegt in seinem Schrank dieselbe Höheneinheit wie {names}."
                facts = f"{start:g} {' '.join(str(one['uid']) for one in met)}"
                yield Detected(Rule.RACK_COLLISION, Key("asset", str(row["uid"])), text, facts)
            below.append(row)


def _span(row: Row) -> tuple[float, float] | None:
    """Return which height units an asset takes, from and to; None when none."""
    unit, height = row.get("rack_unit"), row.get("type.height_units")
    if not isinstance(unit, int | float) or height == 0 or row.get("state") == "disposed":
        return None
    return float(unit), unit + (height if isinstance(height, int | float) else 1.0)


def _meet(one: Row, other: Row) -> bool:
    sides = {one.get("rack_side"), other.get("rack_side")}
    return sides != {"front", "rear"}


# ---- papers ------------------------------------------------------------------------------------
def judge_end(rule: Rule, row: Row, today: date, limits: Limits) -> Iterator[Detected]:
    """Yield a contract or a licence whose notice period has begun, or that has just ended."""
    ends = day_of(row.get("ends_on"))
    if ends is None or today - ends > timedelta(days=limits.window_days):
        return
    months = row.get("notice_months")
    notice = months_before(ends, months if isinstance(months, int) else limits.notice_months)
    word, kind = (
        ("Der Vertrag", "contract") if rule is Rule.CONTRACT_ENDING else ("Die Lizenz", "licence")
    )
    key = Key(kind, str(row["uid"]))
    if today > ends:
        text = f"{word} „{row.get('name')}“ ist am {day_text(ends)} abgelaufen."
        yield Detected(rule, key, text, f"{ends} ended")
    elif today >= notice:
        text = (
            f"{word} „{row.get('name')}“ endet am {day_text(ends)}; "
            f"die Frist läuft seit dem {day_text(notice)}."
        )
        yield Detected(rule, key, text, f"{ends} {notice}")


def judge_seats(row: Row, used: int) -> Iterator[Detected]:
    """Yield a licence of which more seats are used than were bought."""
    seats = row.get("seats")
    if isinstance(seats, int) and used > seats:
        text = (
            f"Von der Lizenz „{row.get('name')}“ sind {used} Plätze belegt, gekauft sind {seats}."
        )
        key = Key("licence", str(row["uid"]))
        yield Detected(Rule.SEATS_OVERUSED, key, text, f"{used} {seats}")


def judge_loan(row: Row, today: date) -> Iterator[Detected]:
    """Yield a loan that should be back."""
    due = day_of(row.get("due_on"))
    if row.get("state") == "out" and due is not None and due < today:
        names = " ".join(str(row[one]) for one in ("asset.tag", "asset.name") if row.get(one))
        text = f"{names or 'Ein Gerät'} sollte am {day_text(due)} zurück sein."
        yield Detected(Rule.LOAN_OVERDUE, Key("loan", str(row["uid"])), text, due.isoformat())


def judge_type(row: Row, in_service: int, today: date) -> Iterator[Detected]:
    """Yield a type of assets whose maker supports it no longer while some are in service."""
    ends = day_of(row.get("eos_on"))
    if ends is not None and ends < today and in_service:
        text = (
            f"Der Hersteller unterstützt {row.get('name')} seit dem {day_text(ends)} nicht mehr; "
            "Geräte dieses Typs sind noch in Betrieb."
        )
        key = Key("asset_type", str(row["uid"]))
        yield Detected(Rule.SUPPORT_ENDED, key, text, ends.isoformat())
