"""Formulas as derived series: which inputs are read in which tier, and what comes out.

Samples are used where there are few enough of them, else buckets fine enough that about
`MOST_ROWS` rows are read; the result is reduced to the tier that is shown, extremes kept. What a
function needs from long before the window is read in a coarser tier still.

With buckets a formula of several points is computed from their means: a peak shorter than such a
bucket is then only seen as far as the mean shows it. A formula that bends the values of a single
point is also computed from the extremes of its buckets, so its peaks are kept.
"""

from collections.abc import Mapping
from functools import cache, partial
from hashlib import blake2b
from typing import Final
from zoneinfo import ZoneInfo

from typing_extensions import override

from app.domain.local_times import at_local
from app.domain.points import (
    Address,
    DeviceId,
    EngineeringUnit,
    FieldId,
    Point,
    PointId,
    PointKey,
    PointKind,
    SourceId,
    State,
)
from app.domain.series import SeriesFrame, Tier
from app.domain.texts import NO_TEXT, Text
from app.services.derived.formula_inputs import Inputs, read_inputs
from app.services.derived.formula_plans import Plan, arranged
from app.services.derived.historian import DerivedError, Question
from app.services.formulas import Checked, Formula, FormulaDefinition, Surroundings, prepare
from app.services.formulas.extents import TOO_MANY_ROWS, Extent, extent_of, hold_us
from app.services.formulas.results import Computed, bucket_edges, bucket_frame, computed, raw_frame
from app.services.formulas.running import (
    Fault,
    Frame,
    Run,
    columns_of,
    is_bound_to_window,
    is_pointwise,
    reach_us,
)
from app.services.formulas.signals import Signal
from app.services.formulas.steps import Value
from app.services.ports import HistorianReader

__all__ = ["FormulaSeries", "Plan", "formula_point", "plan"]

SOURCE: Final = SourceId("Formel")

_TRUTHS: Final = (State(0, Text("nein", "no")), State(1, Text("ja", "yes")))
_DECIMALS: Final = 2


class FormulaSeries:
    """One formula that makes sense; fulfils `DerivedSeries`. Thread-safe.

    Args:
        formula: The formula.
        points: The points it may use by id; also derived ones the reader answers for.
        zone: Where days, weeks, months and years begin.
        parts: Other formulas it may use, by their names; they are computed along with it.

    Raises:
        FormulaError: A point is missing or units do not fit together.
    """

    def __init__(
        self,
        formula: Formula,
        points: Mapping[str, Point],
        zone: ZoneInfo,
        *,
        parts: Mapping[str, "FormulaSeries"] | None = None,
    ) -> None:
        parts = {} if parts is None else parts
        used = [name for name in formula.names if name not in parts]
        # All names are only needed to find what a misspelt one is like.
        seen = used if all(name in points for name in used) else points
        around = Surroundings(
            {str(name): points[name].unit for name in seen},
            {str(name): points[name].states for name in seen if points[name].states},
            {name: part.checked for name, part in parts.items()},
        )
        self.formula = formula
        self.checked: Checked = prepare(formula, around)
        self._zone = zone
        self._points: dict[str, Point] = {}
        for name in formula.names:
            if name in parts:
                self._points |= parts[name]._points  # noqa: SLF001 - of its own kind
            else:
                self._points[name] = points[name]
        self._reach_us = reach_us(self.checked.step)
        self._columns = columns_of(self.checked.step)
        self._identity = self._name(parts)
        self.is_bound_to_window = is_bound_to_window(self.checked.step)
        """True when the result depends on where the window begins, as a sum from there on does:
        frames of other windows must not be joined to it."""
        self.notice = ""
        """What should be known of the last answer, such as a division by zero; a sentence. Answers
        in a tier that was asked for change nothing: they are for windows nobody sees."""

    def _name(self, parts: Mapping[str, "FormulaSeries"]) -> bytes:
        """Return a fingerprint of the formula and all it uses."""
        told = [self.formula.text, str(self._zone)]
        told += [parts[name]._identity.hex() for name in self.formula.names if name in parts]  # noqa: SLF001 - of its own kind
        told += [
            f"{point.id} {point.unit.symbol} {point.interval_s}" for point in self._points.values()
        ]
        return blake2b("\n".join(told).encode("utf-8", "replace"), digest_size=16).digest()

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, FormulaSeries) and other._identity == self._identity

    @override
    def __hash__(self) -> int:
        return hash(self._identity)

    @property
    def inputs(self) -> tuple[PointKey, ...]:
        """The points it is made of, those of formulas it uses included."""
        return tuple(point.key for point in self._points.values())

    @property
    def points(self) -> tuple[Point, ...]:
        """The same points themselves."""
        return tuple(self._points.values())

    @property
    def unit(self) -> EngineeringUnit:
        """The unit of its values."""
        return self.checked.unit

    def query(self, reader: HistorianReader, question: Question) -> SeriesFrame:
        """Return the series over the window asked for.

        Raises:
            DerivedError: It would take too many rows.
        """
        window = question.start_us, max(question.end_us, question.start_us)
        extent = extent_of(self.points, window, self._reach_us, question.max_points, question.tier)
        if extent.rows > TOO_MANY_ROWS:
            raise DerivedError(
                "Für diesen Zeitraum müssten zu viele Einzelwerte gelesen werden. "
                "Bitte einen kürzeren wählen oder eine gröbere Auflösung."
            )
        inputs = self._read(reader, extent, window)
        is_gone = extent.near is Tier.RAW and question.tier is None and not inputs.has_data
        if is_gone and self._points:
            # Samples are dropped after some months, their buckets never are.
            shown = max(extent.shown, Tier.MINUTE)
            rolled = Extent(Tier.MINUTE, max(extent.far, Tier.MINUTE), shown, extent.rows)
            instead = self._read(reader, rolled, window)
            inputs, extent = (instead, rolled) if instead.has_data else (inputs, extent)
        faults: dict[str, Fault] = {}
        made = self._compute(inputs, extent, window[0], faults)
        if question.tier is None:
            # A window beside the visible one is read ahead in a tier that is asked for.
            self.notice = _notice(faults, self._zone)
        if extent.shown is Tier.RAW:
            return raw_frame(question.key, *window, made)
        edges = bucket_edges(*window, extent.shown, self._zone)
        return bucket_frame(question.key, window, extent.shown, made, edges)

    def _read(self, reader: HistorianReader, extent: Extent, window: tuple[int, int]) -> Inputs:
        """Return the inputs over a window, whole buckets of it, and what is needed before."""
        start, end = window
        if extent.shown is not Tier.RAW:
            edges = bucket_edges(*window, extent.shown, self._zone)
            start, end = int(edges[0]), int(edges[-1])
        begin = start - self._reach_us
        if extent.shown is Tier.RAW:
            begin -= max((hold_us(point, extent.near) for point in self.points), default=0)
        return read_inputs(reader, self._points, extent, (start, end), begin)

    def _compute(
        self, inputs: Inputs, extent: Extent, start_us: int, faults: dict[str, Fault]
    ) -> Computed:
        is_rolled = extent.near is not Tier.RAW
        frame = Frame(start_us, inputs.begin_us, inputs.end_us, is_rolled, self._zone)
        run = Run(cache(inputs.column), frame)
        middle = run.result(self.checked.step)
        faults.update(run.faults)
        names = {name for name, _ in self._columns}
        is_plain = all(self._points[name].kind is not PointKind.STATE for name in names)
        if not (is_rolled and len(names) == 1 and is_plain and is_pointwise(self.checked.step)):
            return computed(middle)
        edges = []
        for instead in (Value.LOW, Value.HIGH):
            edge = Run(partial(_other_column, inputs, instead), frame)
            edges.append(edge.result(self.checked.step))
        return computed(middle, tuple(edges))


def _other_column(inputs: Inputs, instead: Value, name: str, _value: Value) -> Signal:
    """Return another column of a point than the steps say: its lowest or highest values."""
    return inputs.column(name, instead)


def _notice(faults: Mapping[str, Fault], zone: ZoneInfo) -> str:
    """Return what had no result, how often and when first."""
    sentences = []
    for name, fault in faults.items():
        local = at_local(fault.first_us, zone)
        moment, clock = f"{local:%d.%m.%Y}", f"{local:%H:%M:%S}"
        if name == "division":
            sentences.append(
                f"Division durch 0 ({fault.count}×, zuerst am {moment} um {clock}); "
                "dort steht kein Wert."
            )
        elif name == "root":
            sentences.append(
                f"Wurzel aus einer negativen Zahl ({fault.count}×, zuerst am {moment} um {clock}); "
                "dort steht kein Wert."
            )
        else:
            sentences.append(
                f"Logarithmus von 0 oder weniger ({fault.count}×, zuerst am {moment} um {clock}); "
                "dort steht kein Wert."
            )
    return " ".join(sentences)


# --- points and plans -----------------------------------------------------------------------


def formula_point(
    name: str,
    text: str,
    unit: EngineeringUnit,
    *,
    point_id: PointId,
    inputs: tuple[Point, ...] = (),
    is_truth: bool = False,
) -> Point:
    """Return the point of a formula.

    Args:
        name: What it is called.
        text: The formula.
        unit: Unit of its values.
        point_id: Its id, `formel:<n>`.
        inputs: The points it is made of; they say how often values come and how exact they are.
        is_truth: True when its values are only 0 and 1, for no and yes.
    """
    alike = [point.decimals for point in inputs if point.unit.symbol == unit.symbol]
    return Point(
        id=point_id,
        name=Text(name or text),
        kind=PointKind.STATE if is_truth else PointKind.ANALOG,
        unit=unit,
        source=SOURCE,
        address=Address(text),
        field=FieldId(""),
        device=DeviceId(""),
        site=NO_TEXT,
        interval_s=max((point.interval_s for point in inputs), default=60.0),
        decimals=max(alike, default=0 if is_truth else _DECIMALS),
        states=_TRUTHS if is_truth else (),
        is_simulated=any(point.is_simulated for point in inputs),
    )


def plan(
    definitions: list[FormulaDefinition],
    points: Mapping[PointId, Point],
    zone: ZoneInfo,
) -> Plan[FormulaSeries]:
    """Return the series and points of all formulas that make sense, and what ails the others.

    Args:
        definitions: All formulas of a sheet; they may use each other by name or id.
        points: The points of the city by id.
        zone: Where days, weeks, months and years begin.
    """
    named = {str(name): point for name, point in points.items()}
    return arranged(
        definitions,
        named,
        lambda formula, parts: FormulaSeries(formula, named, zone, parts=parts),
        lambda definition, series: formula_point(
            definition.name,
            definition.text,
            series.unit,
            point_id=definition.id,
            inputs=series.points,
            is_truth=series.checked.is_truth,
        ),
    )
