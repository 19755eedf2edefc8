"""Where tables and keys stand in a TOML text."""

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.profiles.positions import key_lines, line_of

TEXT = '''\
# a comment with [brackets] and "quotes
plain = 1
a.b."c d" = 2

[[device]]
id = "one"   # [[device]]
vars = { no = 1, deep.er = "x" }

[[device]]
id = """
[[device]]
\\"""" # the string ends here
list = [
  1, # one
  { k = "]" },
  ["x",
   'y'],
]

[device.inner]
key = \'\'\'
[not]
a header\'\'\'
[[device.part]]
n = 1979-05-27T07:32:00Z
[[device.part]]
n = 2
[other."quoted key"]
x = true
'''


def test_every_kind_of_key_is_found_in_its_line() -> None:
    lines = key_lines(TEXT)
    assert tomllib.loads(TEXT)
    expected = {
        ("plain",): 2,
        ("a", "b", "c d"): 3,
        ("device", 0): 5,
        ("device", 0, "id"): 6,
        ("device", 0, "vars", "no"): 7,
        ("device", 0, "vars", "deep", "er"): 7,
        ("device", 1): 9,
        ("device", 1, "id"): 10,
        ("device", 1, "list"): 13,
        ("device", 1, "list", 0): 14,
        ("device", 1, "list", 1, "k"): 15,
        ("device", 1, "list", 2, 1): 17,
        ("device", 1, "inner"): 20,
        ("device", 1, "inner", "key"): 21,
        ("device", 1, "part", 0, "n"): 25,
        ("device", 1, "part", 1): 26,
        ("device", 1, "part", 1, "n"): 27,
        ("other", "quoted key", "x"): 29,
    }
    assert {path: lines[path] for path in expected} == expected


def test_a_missing_key_has_the_line_of_the_table_around_it() -> None:
    lines = key_lines(TEXT)
    assert line_of(lines, ("device", 1, "type")) == 9
    assert line_of(lines, ("nothing",)) == 1


def test_windows_line_ends_count_the_same() -> None:
    assert key_lines(TEXT.replace("\n", "\r\n")) == key_lines(TEXT)


@pytest.mark.parametrize("text", ["[", "a", "a = [", "a = {", 'a = "', "[[a]", "a = [1 2", "= 1"])
def test_text_that_is_not_toml_gives_what_was_found(text: str) -> None:
    """The scanner neither raises nor hangs."""
    assert isinstance(key_lines(text), dict)


KEYS = st.sampled_from(["a", "b-1", '"quoted key"', "'x.y'", '"[z]"', '"#"'])
VALUES = st.recursive(
    st.sampled_from(["1", "-2.5", "true", '"t # [x]"', "'l'", '"""m\n[n]\n"""', "2020-01-01"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: "[" + ",\n ".join(items) + "]"),
        st.dictionaries(KEYS, inner, max_size=2).map(
            lambda table: "{ " + ", ".join(f"{key} = {table[key]}" for key in table) + " }"
        ),
    ),
    max_leaves=6,
)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.dictionaries(KEYS, VALUES, max_size=4), max_size=5))
def test_each_key_of_any_document_is_found_where_it_was_written(
    tables: list[dict[str, str]],
) -> None:
    """The line that was counted while writing is the line that is found."""
    text, expected = "", {}
    for index, table in enumerate(tables):
        text += "# [[t]]\n[[t]]\n"
        for raw, value in table.items():
            expected[
                ("t", index, str(tomllib.loads(f"k = {raw}")["k"]) if raw[0] in "\"'" else raw)
            ] = text.count("\n") + 1
            text += f"{raw} = {value}\n"
    lines = key_lines(text)
    assert {path: lines.get(path) for path in expected} == expected


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="[]{}=.,\"'\\#\n ab1", max_size=40))
def test_any_text_is_survived(text: str) -> None:
    key_lines(text)
