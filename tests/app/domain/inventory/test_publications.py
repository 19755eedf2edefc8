"""Who may see what: records, fields, paths, small counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.inventory.fields import Field, FieldType, Publication
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.paths import resolve
from app.domain.inventory.publications import (
    LEAST_COUNT,
    Fate,
    class_of,
    class_of_field,
    class_of_path,
    fate,
    general_value,
    guards_of,
    labels_of,
    may_show,
    stricter,
    told_count,
    without_small,
)

PUBLIC, INTERNAL, RESTRICTED = Publication


def test_a_record_counts_by_its_own_class_else_by_its_kinds() -> None:
    assert class_of(KINDS["asset"], None) is INTERNAL
    assert class_of(KINDS["asset"], "public") is PUBLIC
    assert class_of(KINDS["vendor"], "") is PUBLIC
    assert class_of(KINDS["cable"], None) is RESTRICTED


def test_a_class_nobody_knows_counts_as_restricted() -> None:
    assert class_of(KINDS["vendor"], "geheim") is RESTRICTED


@pytest.mark.parametrize("target", list(Publication))
def test_nothing_stricter_than_the_target_is_shown(target: Publication) -> None:
    for found in Publication:
        assert may_show(target, found) == (found.rank <= target.rank)


def test_restricted_lines_are_generalised_and_everything_else_is_left_out() -> None:
    for target in (PUBLIC, INTERNAL):
        assert fate(KINDS["route"], None, target) is Fate.GENERAL
        assert fate(KINDS["cable"], None, target) is Fate.GENERAL
        assert fate(KINDS["splice"], None, target) is Fate.LEFT_OUT
        assert fate(KINDS["asset"], "restricted", target) is Fate.LEFT_OUT
    assert fate(KINDS["asset"], None, PUBLIC) is Fate.LEFT_OUT
    assert fate(KINDS["route"], "internal", PUBLIC) is Fate.LEFT_OUT
    assert fate(KINDS["route"], None, RESTRICTED) is Fate.WHOLE


def test_free_texts_and_peoples_own_fields_are_never_public() -> None:
    assert class_of_field(KINDS["vendor"].field("note")) is INTERNAL
    assert class_of_field(Field("room", "Raum"), is_custom=True) is INTERNAL
    assert class_of_field(Field("more", "Mehr", FieldType.JSON)) is INTERNAL
    assert class_of_field(KINDS["asset"].field("mac")) is RESTRICTED


def test_a_path_is_as_strict_as_its_strictest_field() -> None:
    assert class_of_path(resolve("loan", "asset.mac")) is RESTRICTED
    assert class_of_path(resolve("asset", "site.name")) is PUBLIC


def test_a_path_is_guarded_by_every_record_on_the_way() -> None:
    guards = guards_of(resolve("asset", "site.district.name"))
    assert [path for path, _ in guards] == ["site.publication", "site.district.publication"]
    assert [kind.name for _, kind in guards] == ["site", "district"]


def test_the_title_of_a_reference_is_guarded_by_what_it_names() -> None:
    assert [path for path, _ in guards_of(resolve("asset", "site"))] == ["site.publication"]
    assert guards_of(resolve("asset", "name")) == ()


def test_a_generalised_line_tells_a_round_length_and_no_name() -> None:
    assert general_value("length_m", 1_249.0) == 1_200.0
    assert general_value("length_m", 3.0) == 100.0
    assert general_value("state", "built") == "built"
    assert general_value("name", "Trasse Südring") is None
    assert general_value("depth_m", 0.6) is None


@given(st.lists(st.integers(0, 40), max_size=8))
def test_a_hidden_count_cannot_be_worked_out_from_the_total(counts: list[int]) -> None:
    groups = [(str(number), count) for number, count in enumerate(counts)]
    told = without_small(groups)
    assert [value for value, _ in told] == [value for value, _ in groups]
    hidden = [counts[place] for place, (_, count) in enumerate(told) if count is None]
    assert all(count is None or count == 0 or count >= LEAST_COUNT for _, count in told)
    others = [count for _, count in told if count]
    assert len(hidden) != 1 or not others


def test_small_counts_are_kept_from_the_public_only() -> None:
    assert told_count(3, PUBLIC) is None
    assert told_count(3, INTERNAL) == 3
    assert told_count(0, PUBLIC) == 0
    assert told_count(5, PUBLIC) == 5


def test_columns_that_stay_empty_for_a_reader_are_named() -> None:
    paths = [resolve("asset", path) for path in ("tag", "mac", "note")]
    tag, mac, note = (path.label for path in paths)
    assert tag not in labels_of(paths, PUBLIC)
    assert labels_of(paths, INTERNAL) == (mac,)
    assert labels_of(paths, PUBLIC) == (mac, note)
    assert labels_of(paths, RESTRICTED) == ()


@given(st.lists(st.sampled_from(sorted(one.name for one in KINDS["asset"].all_fields))))
def test_a_stricter_reader_is_never_shown_less(names: list[str]) -> None:
    paths = [resolve("asset", name) for name in names]
    empty = [set(labels_of(paths, target)) for target in (PUBLIC, INTERNAL, RESTRICTED)]
    assert empty[0] >= empty[1] >= empty[2] == set()


def test_stricter_takes_the_strictest() -> None:
    assert stricter(PUBLIC, RESTRICTED, INTERNAL) is RESTRICTED
