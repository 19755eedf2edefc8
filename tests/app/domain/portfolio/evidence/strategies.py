"""Made-up questions of all sorts, for properties that hold for each of them."""

from hypothesis import strategies as st

from app.domain.inventory.queries import Filter, Operator
from app.domain.portfolio.evidence.questions import (
    Chosen,
    Combination,
    Direction,
    Has,
    Measure,
    OfHistory,
    OfRecords,
    Question,
    Span,
    Statistic,
    Step,
    Target,
    Window,
)

_WORDS = st.text(max_size=12)
_MANY_WORDS = st.lists(_WORDS, max_size=3).map(tuple)
_NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
_MAYBE_NUMBERS = st.none() | _NUMBERS
_WHOLES = st.integers(-1_000, 1_000)
_VALUES = st.one_of(st.none(), _WORDS, st.integers(-(2**53), 2**53), _NUMBERS)

_FILTERS = st.builds(
    Filter, _WORDS, st.sampled_from(Operator), st.lists(_VALUES, max_size=3).map(tuple)
)
_MANY_FILTERS = st.lists(_FILTERS, max_size=2).map(tuple)
_HAS = st.builds(Has, _WORDS, _MANY_WORDS, _WORDS, _MANY_FILTERS, _WHOLES, st.none() | _WHOLES)
_MANY_HAS = st.lists(_HAS, max_size=2).map(tuple)

OF_RECORDS = st.builds(
    OfRecords,
    _WORDS,
    st.sampled_from(Measure),
    _WORDS,
    _MANY_FILTERS,
    _MANY_HAS,
    _MANY_FILTERS,
    _MANY_HAS,
    _WORDS,
)

OF_HISTORY = st.builds(
    OfHistory,
    st.builds(Chosen, _MANY_WORDS, _WORDS, _WORDS),
    st.sampled_from(Statistic),
    st.builds(Span, st.sampled_from(Window), _WHOLES, st.none() | _WHOLES),
    st.sampled_from(Step),
    _MAYBE_NUMBERS,
    _MAYBE_NUMBERS,
    st.sampled_from(Combination),
    _NUMBERS,
)

QUESTIONS = st.builds(
    Question,
    OF_RECORDS | OF_HISTORY,
    st.builds(Target, st.sampled_from(Direction), _MAYBE_NUMBERS, _NUMBERS, _MAYBE_NUMBERS),
    _WORDS,
)
"""Any question, most of them senseless."""
