"""Any formula that looks like one: refused with a sentence, or computed without an exception."""

from zoneinfo import ZoneInfo

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.points import EngineeringUnit, State
from app.domain.samples import Quality
from app.domain.texts import Text
from app.services.formulas import FUNCTIONS, FormulaError, Surroundings, parse, prepare
from app.services.formulas.running import Frame, Run
from app.services.formulas.signals import Signal
from app.services.formulas.symbols import BY_SYMBOL

UNITS = {
    "no2": BY_SYMBOL["µg/m³"].unit,
    "t": BY_SYMBOL["°C"].unit,
    "kw": BY_SYMBOL["kW"].unit,
    "n": BY_SYMBOL[""].unit,
    "own": EngineeringUnit("own", "Einsätze/h", Text("Einsätze")),
}
STATES = {"n": (State(0, Text("aus")), State(1, Text("Störung")))}
BERLIN = ZoneInfo("Europe/Berlin")

LEAVES = st.sampled_from(
    [
        *(f"[{name}]" for name in UNITS),
        "0", "1", "2.5", "1e30", "3 kW", "20 °C", "5 K", "15 min", "1 h", "366 d", "Tag", "h",
        "Störung", '"aus"',
    ]
)  # fmt: skip
SIGNS = st.sampled_from(["+", "-", "*", "/", "**", "<", ">=", "==", "und", "oder"])


def _deeper(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    calls = st.sampled_from(FUNCTIONS).flatmap(
        lambda function: st.lists(
            inner, min_size=function.least, max_size=min(function.most, 3)
        ).map(lambda arguments: f"{function.german}({', '.join(arguments)})")
    )
    pairs = st.tuples(inner, SIGNS, inner).map(lambda parts: f"({' '.join(parts)})")
    return st.one_of(pairs, calls, inner.map(lambda text: f"-{text}"))


FORMULAS = st.recursive(LEAVES, _deeper, max_leaves=8)


def _rows(values: list[float], qualities: list[int]) -> Signal:
    time = np.arange(len(values), dtype=np.int64) * 600_000_000
    return Signal(time, np.array(values), np.array(qualities, np.uint8))


@settings(max_examples=400)
@given(text=FORMULAS, is_rolled=st.booleans())
def test_every_formula_is_refused_with_a_sentence_or_computed(text: str, is_rolled: bool) -> None:
    try:
        checked = prepare(parse(text), Surroundings(UNITS, STATES))
    except FormulaError as error:
        assert error.sentence.endswith((".", "?")), error.sentence  # noqa: PT017 - one of two ends
        assert 0 <= error.start <= error.end <= len(text)  # noqa: PT017 - likewise
        return
    source = _rows([0.0, 1.0, -3.0, np.nan, 1e12, np.nan], [0, 0, 1, 2, 0, 3])
    frame = Frame(600_000_000, 0, 7_200_000_000, is_rolled, BERLIN)
    result = Run(lambda *_: source, frame).result(checked.step)
    assert len(result.time) == len(result.value) == len(result.quality) > 0
    assert (np.diff(result.time) > 0).all()
    assert not np.isinf(result.value).any()
    assert (result.quality[np.isnan(result.value)] >= Quality.BAD).all()
