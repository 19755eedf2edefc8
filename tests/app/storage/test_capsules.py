"""Capsule files: whole or not at all, and honest about every altered byte."""

import hashlib
import sqlite3
import zlib
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest

from app.domain.capsules import FORMAT_VERSION
from app.services.capsules import (
    CapsuleCancelledError,
    CapsuleError,
    CapsuleExistsError,
)
from app.storage import capsule_parts
from app.storage.capsule_seals import seal
from app.storage.capsules import CapsuleFolder
from tests.fakes.capsules import make_capsule


@pytest.fixture
def folder(tmp_path: Path) -> CapsuleFolder:
    return CapsuleFolder(tmp_path / "capsules")


@pytest.fixture
def path(folder: CapsuleFolder) -> Path:
    return folder.folder / "vorfall.leitstand"


def test_what_is_written_is_read_back(folder: CapsuleFolder, path: Path) -> None:
    content = make_capsule()
    folder.write(path, content)
    opened = folder.read(path)
    assert opened.warnings == ()
    found = opened.content
    assert found.header == content.header
    assert repr(found.city) == repr(content.city)  # NaN is not equal to itself
    assert repr(found.lines) == repr(content.lines)
    for name in ("notes", "log", "limits", "versions", "layout", "pictures", "coarse"):
        assert getattr(found, name) == getattr(content, name), name
    for column in ("key", "source_time", "received_time", "value", "quality"):
        np.testing.assert_array_equal(
            getattr(found.samples, column), getattr(content.samples, column)
        )


def test_a_capsule_is_a_database_that_others_can_open(folder: CapsuleFolder, path: Path) -> None:
    folder.write(path, make_capsule())
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    try:
        header = dict(connection.execute("SELECT name, value FROM header"))
        sound = connection.execute("PRAGMA integrity_check").fetchone()
    finally:
        connection.close()
    assert header["title"] == "Grenzwert überschritten"
    assert sound == ("ok",)


def test_every_altered_byte_is_told_and_the_content_still_shown(
    folder: CapsuleFolder, path: Path
) -> None:
    content = make_capsule(10)
    folder.write(path, content)
    data = path.read_bytes()
    chosen = np.random.default_rng(4).integers(0, len(data), 150).tolist()
    # The head of the database, its first page, the borders of pages, and the whole footer.
    chosen += [*range(0, 100, 7), *range(4_090, 4_102), *range(len(data) - 92, len(data), 5)]
    for place in chosen:
        for flip in (0x01, 0x80):
            altered = bytearray(data)
            altered[place] ^= flip
            path.write_bytes(altered)
            opened = folder.read(path)
            assert any("verändert" in text for text in opened.warnings), place
            assert repr(opened.content.lines) == repr(content.lines), place
            assert not folder.look(path).is_intact


def test_much_damage_leaves_what_can_be_read(folder: CapsuleFolder, path: Path) -> None:
    content = make_capsule(60)
    noise = np.random.default_rng(1).normal(size=len(content.samples))
    content = replace(content, samples=replace(content.samples, value=noise))
    folder.write(path, content)
    data = bytearray(path.read_bytes())
    # The samples take most of the pages: two in the middle are theirs, and are spoilt.
    middle = int.from_bytes(data[28:32], "big") // 2
    for page in (middle, middle + 3):
        start = page * 4_096 + 100
        data[start : start + 400] = bytes(byte ^ 0xFF for byte in data[start : start + 400])
    path.write_bytes(data)
    opened = folder.read(path)
    assert any("als Nachweis taugt sie nicht" in text for text in opened.warnings)
    assert any("Messwerte" in text for text in opened.warnings)
    assert repr(opened.content.city) == repr(content.city)
    assert repr(opened.content.lines) == repr(content.lines)


@pytest.mark.parametrize("seed", range(40))
def test_whatever_becomes_of_the_bytes_it_is_told_or_refused_in_words(
    folder: CapsuleFolder, path: Path, seed: int
) -> None:
    folder.write(path, make_capsule(60))
    chance = np.random.default_rng(seed)
    data = bytearray(path.read_bytes())
    for place in chance.integers(0, len(data), (1, 2, 20, 500)[seed % 4]):
        data[place] = chance.integers(256)
    begin = int(chance.integers(len(data)))
    if seed % 5 == 0:
        del data[begin : begin + int(chance.integers(5_000))]
    elif seed % 5 == 1:
        data[begin:begin] = chance.bytes(3_000)
    path.write_bytes(data)
    info = folder.look(path)
    if info.header is None:
        with pytest.raises(CapsuleError, match="lässt sich nicht als Vorfallkapsel öffnen"):
            folder.read(path)
        return
    with suppress(CapsuleError):  # the header may be whole where the city is not
        assert folder.read(path).warnings


def test_a_name_that_is_too_long_is_told(folder: CapsuleFolder, path: Path) -> None:
    with pytest.raises(CapsuleError, match="lässt sich nicht schreiben"):
        folder.write(path.with_name("n" * 300 + path.suffix), make_capsule(10))


def test_a_newer_version_opens_with_a_warning(folder: CapsuleFolder, path: Path) -> None:
    newer = make_capsule(version=FORMAT_VERSION + 1)
    folder.write(path, newer)
    (warning,) = folder.read(path).warnings
    assert "neueren Version" in warning
    assert str(FORMAT_VERSION + 1) in warning
    assert folder.look(path).header == newer.header


def test_what_a_newer_version_added_is_passed_over_and_counted(
    folder: CapsuleFolder, path: Path
) -> None:
    content = make_capsule()
    folder.write(path, content)
    pages = int.from_bytes(path.read_bytes()[28:32], "big")
    connection = sqlite3.connect(":memory:")
    connection.deserialize(path.read_bytes()[: pages * 4_096])
    lines = msgspec.to_builtins(content.lines)
    lines[0]["event"]["kind"] = "teleported"
    lines[1]["event"]["mood"] = "good"
    data = zlib.compress(msgspec.msgpack.encode(lines))
    connection.execute(
        "UPDATE part SET data=?, sha256=? WHERE name='lines'",
        (data, hashlib.sha256(data).digest()),
    )
    connection.execute("UPDATE header SET value=? WHERE name='version'", (FORMAT_VERSION + 1,))
    connection.execute("INSERT INTO header VALUES('colour', 'green')")
    connection.execute("INSERT INTO part VALUES('smells', 0, x'00', x'00')")
    connection.commit()
    database = connection.serialize()
    connection.close()
    path.write_bytes(database + seal(database))
    opened = folder.read(path)
    assert [line.event.kind.value for line in opened.content.lines] == ["acknowledged", "cleared"]
    assert any("1 sind von unbekannter Art" in text for text in opened.warnings)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.9, 0.9999])
def test_a_truncated_file_is_refused_with_place_and_remedy(
    folder: CapsuleFolder, path: Path, share: float
) -> None:
    folder.write(path, make_capsule())
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(CapsuleError) as refused:
        folder.read(path)
    text = str(refused.value)
    assert str(path) in text
    assert "kopieren" in text
    assert folder.look(path).error == text


def test_other_files_are_no_capsules(folder: CapsuleFolder, tmp_path: Path) -> None:
    text = tmp_path / "brief.leitstand"
    text.write_text("Sehr geehrte Damen und Herren, " * 100, encoding="utf-8")
    other = tmp_path / "other.leitstand"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE t(a)")
    connection.commit()
    connection.close()
    for path in (text, other, tmp_path / "missing.leitstand"):
        with pytest.raises(CapsuleError, match="lässt sich nicht als Vorfallkapsel öffnen"):
            folder.read(path)
        assert folder.look(path).error


def test_a_file_is_never_replaced_unasked(folder: CapsuleFolder, path: Path) -> None:
    folder.write(path, make_capsule())
    before = path.read_bytes()
    with pytest.raises(CapsuleExistsError):
        folder.write(path, make_capsule(10))
    with pytest.raises(CapsuleExistsError):
        folder.copy(path, path)
    assert path.read_bytes() == before
    folder.write(path, make_capsule(10), may_replace=True)
    assert len(folder.read(path).content.city.points) == 10


def test_a_cancelled_writing_leaves_nothing_behind(folder: CapsuleFolder, path: Path) -> None:
    def cancel(done: int, total: int) -> None:
        if done == total:
            raise CapsuleCancelledError

    with pytest.raises(CapsuleCancelledError):
        folder.write(path, make_capsule(), cancel)
    assert list(folder.folder.iterdir()) == []


def test_where_nothing_can_be_written_that_is_said(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    with pytest.raises(CapsuleError, match="lässt sich nicht schreiben"):
        CapsuleFolder(blocked).write(blocked / "a.leitstand", make_capsule(10))


def test_the_folder_lists_copies_and_deletes(
    folder: CapsuleFolder, path: Path, tmp_path: Path
) -> None:
    assert folder.paths() == []
    folder.write(path, make_capsule())
    folder.copy(path, tmp_path / "copy.leitstand")
    info = folder.look(tmp_path / "copy.leitstand")
    assert info.is_intact
    assert info.size == path.stat().st_size
    assert folder.paths() == [path]
    folder.remove(path)
    assert folder.paths() == []


def test_a_capsule_without_a_single_sample_can_be_read(folder: CapsuleFolder, path: Path) -> None:
    content = make_capsule()
    empty = replace(content, samples=content.samples.select(np.zeros(len(content.samples), bool)))
    folder.write(path, empty)
    assert len(folder.read(path).content.samples) == 0


def rewritten(path: Path, *statements: str) -> None:
    """Change the database of a capsule and seal it anew, as a forger or another version would."""
    data = path.read_bytes()
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data[: int.from_bytes(data[28:32], "big") * 4_096])
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    database = connection.serialize()
    connection.close()
    path.write_bytes(database + seal(database))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM header WHERE name='city'",
        "UPDATE header SET value='soon' WHERE name='start_us'",
        "UPDATE header SET value=7 WHERE name='title'",
        "UPDATE header SET value='Atlantis/Capital' WHERE name='time_zone'",
        "UPDATE header SET value=0 WHERE name='until_us'",
        "DROP TABLE header",
        "DELETE FROM part WHERE name='city'",
        "UPDATE part SET data=x'00' WHERE name='city'",
        "DROP TABLE part",
    ],
)
def test_without_header_or_city_there_is_nothing_to_show(
    folder: CapsuleFolder, path: Path, statement: str
) -> None:
    folder.write(path, make_capsule())
    rewritten(path, statement)
    with pytest.raises(CapsuleError, match="lässt sich nicht als Vorfallkapsel öffnen"):
        folder.read(path)


@pytest.mark.parametrize("part", ["samples", "lines", "notes", "log", "limits", "versions"])
@pytest.mark.parametrize("data", ["x'00'", "zeroblob(40)"])
def test_a_damaged_part_is_named_and_the_rest_shown(
    folder: CapsuleFolder, path: Path, part: str, data: str
) -> None:
    content = make_capsule()
    folder.write(path, content)
    rewritten(path, f"UPDATE part SET data={data} WHERE name='{part}'")  # noqa: S608 - constant
    opened = folder.read(path)
    assert any(f"„{part}“" in text for text in opened.warnings)
    assert any("fehlen" in text or "fehlt" in text for text in opened.warnings)
    assert len(getattr(opened.content, part)) == 0
    assert repr(opened.content.city) == repr(content.city)


def test_a_piece_that_would_fill_the_memory_is_taken_for_damaged(
    folder: CapsuleFolder, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.write(path, make_capsule())
    monkeypatch.setattr(capsule_parts, "_MOST_BYTES", 100)
    with pytest.raises(CapsuleError, match="nicht zu lesen"):
        folder.read(path)


def test_what_was_appended_to_a_file_is_told(folder: CapsuleFolder, path: Path) -> None:
    folder.write(path, make_capsule())
    with path.open("ab") as file:
        file.write(b"and more")
    opened = folder.read(path)
    assert any("verändert" in text for text in opened.warnings)
