"""Names of records: UUIDs of version 7 that sort by the moment they were made."""

from itertools import pairwise
from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from app.services.inventory.uids import new_uid, rising_uids, seeded_uids, uid_at
from tests.fakes.clocks import START_US

moments = st.integers(0, (1 << 48) * 1000 - 1)
noises = st.integers(0, (1 << 74) - 1)


@given(moments, noises)
def test_a_name_is_a_uuid_of_version_7_and_tells_its_millisecond(now_us: int, noise: int) -> None:
    name = uid_at(now_us, noise)
    read = UUID(name)
    assert name == read.hex
    assert (read.version, read.variant) == (7, RFC_4122)
    assert read.int >> 80 == now_us // 1000


@given(moments, moments, noises, noises)
def test_later_names_sort_later(one_us: int, other_us: int, one: int, other: int) -> None:
    if one_us // 1000 == other_us // 1000:
        assert uid_at(one_us, one)[:12] == uid_at(other_us, other)[:12]
    else:
        is_before = one_us < other_us
        assert (uid_at(one_us, one) < uid_at(other_us, other)) is is_before


@given(moments, noises, noises)
def test_no_noise_is_lost(now_us: int, one: int, other: int) -> None:
    assert (uid_at(now_us, one) == uid_at(now_us, other)) is (one == other)


def test_new_names_differ_within_one_moment() -> None:
    assert len({new_uid(START_US) for _ in range(1_000)}) == 1_000


def test_a_seed_gives_the_same_names_again_and_another_one_others() -> None:
    def some(seed: int) -> list[str]:
        make = seeded_uids(START_US, seed)
        return [make() for _ in range(100)]

    assert some(1) == some(1)
    assert not set(some(1)) & set(some(2))
    assert len(set(some(1))) == 100


def test_names_of_following_moments_are_in_order() -> None:
    names = [new_uid(START_US + step * 1_000) for step in range(50)]
    assert all(one < other for one, other in pairwise(names))


def test_names_of_one_moment_rise_and_are_names_of_that_moment() -> None:
    make = rising_uids(START_US)
    names = [make() for _ in range(3_000)]
    assert all(one < other for one, other in pairwise(names))
    for name in (names[0], names[-1]):
        read = UUID(name)
        assert (read.hex, read.version, read.variant) == (name, 7, RFC_4122)
        assert read.int >> 80 == START_US // 1000
    assert rising_uids(START_US)() not in names
