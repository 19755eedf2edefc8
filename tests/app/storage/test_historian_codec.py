"""Blobs come back bit for bit, old ones for ever, and damage is noticed."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from app.storage.historian.codec import Codec, DamagedBlobError, decode, encode
from app.storage.historian.tables import Table

GOLDEN = Path(__file__).parent / "golden"
FLOATS = arrays.arrays(np.float64, st.integers(0, 60), elements=st.floats(width=64))


def golden_table() -> Table:
    """The table in the golden files; its numbers must never change."""
    n = np.arange(1_000)
    return Table(
        np.repeat(np.array([-5, 3, 2**62], np.int64), [100, 400, 500]),
        1_764_000_000_000_000 + n * 1_000_003,
        (np.where(n % 97 == 0, np.nan, n * 0.25), (n % 97 == 0).astype(np.uint8) * 2),
    )


def assert_equal(found: Table, wanted: Table) -> None:
    for ours, theirs in zip(
        (found.key, found.time, *found.columns),
        (wanted.key, wanted.time, *wanted.columns),
        strict=True,
    ):
        assert ours.dtype == theirs.dtype
        assert ours.tobytes() == theirs.tobytes()


@pytest.mark.parametrize("name", ["pco_v1.bin", "plain_v1.bin"])
def test_old_blobs_stay_readable(name: str) -> None:
    """Files of the first release decode to the same numbers for ever."""
    assert_equal(decode((GOLDEN / name).read_bytes()), golden_table())


@given(FLOATS, st.sampled_from(Codec), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_any_table_comes_back(values: np.ndarray, codec: Codec, chance: object) -> None:
    """NaN, infinities, far apart numbers and empty tables survive."""
    rng = np.random.default_rng(len(values))
    n = len(values)
    table = Table(
        np.sort(rng.integers(-(2**63), 2**63 - 1, n)),
        rng.integers(-(2**63), 2**63 - 1, n),
        (values, rng.integers(0, 256, n).astype(np.uint8), rng.integers(0, 9, n).astype(np.int32)),
    )
    assert_equal(decode(encode(table, codec)), table)


@pytest.mark.parametrize("codec", list(Codec))
def test_damage_is_noticed(codec: Codec) -> None:
    """Each flipped byte and each shorter blob is refused, never decoded to other numbers."""
    blob = encode(golden_table(), codec)
    for place in range(0, len(blob), max(1, len(blob) // 200)):
        broken = bytearray(blob)
        broken[place] ^= 0xFF
        with pytest.raises(DamagedBlobError):
            decode(bytes(broken))
        with pytest.raises(DamagedBlobError):
            decode(blob[:place])


def test_importing_storage_is_light() -> None:
    """Compressors, sqlite-utils and the keyring are loaded when they are needed."""
    program = (
        "import sys, app.storage.historian, app.storage.journal, app.storage.settings,"
        " app.storage.secrets\n"
        "print([n for n in ('pcodec','zstandard','sqlite_utils','keyring') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert done.stdout.strip() == "[]"
