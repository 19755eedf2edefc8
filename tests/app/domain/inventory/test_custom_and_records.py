"""Fields of people's own, records, and what is said of a refusal and a conflict."""

from app.domain.inventory.changes import ConflictError, FieldProblem, RefusedError
from app.domain.inventory.custom import custom_fields
from app.domain.inventory.fields import Choice, Field, FieldType, Value
from app.domain.inventory.records import Key, Record


def described(**values: Value) -> Record:
    usual: dict[str, Value] = {"kind": "asset", "type": "text"}
    return Record("custom_field", "u1", 1, 1, {**usual, **values}, 0)


def test_fields_come_in_their_order_then_by_their_label() -> None:
    records = [
        described(name="c", label="Zuletzt", position=9),
        described(name="b", label="Anfang"),
        described(name="a", label="Mitte", position=3),
        described(name="d", label="Davor"),
    ]
    assert list(custom_fields(records, "asset")) == ["b", "d", "a", "c"]


def test_fields_of_other_kinds_are_left_out() -> None:
    assert custom_fields([described(name="a", label="A", kind="site")], "asset") == {}


def test_a_field_is_all_that_was_said_of_it() -> None:
    record = described(
        name="farbe", label="Farbe", type="choice", choices="rot; blau ;;", required=1,
        unit="", pattern=r"\w+",
    )  # fmt: skip
    assert custom_fields([record], "asset") == {
        "farbe": Field(
            "farbe", "Farbe", FieldType.CHOICE, choices=(Choice("rot", "rot"),
            Choice("blau", "blau")), is_required=True, pattern=r"\w+",
        )
    }  # fmt: skip


def test_a_record_gives_its_values_as_they_are_asked_for() -> None:
    record = Record("asset", "u1", 1, 2, {"name": "AP", "cost": 12, "tag": None}, 0)
    assert (record.get("name"), record.get("tag"), record.get("fehlt")) == ("AP", None, None)
    assert (record.text("cost"), record.text("tag"), record.text("fehlt")) == ("12", "", "")
    assert (record.number("cost"), record.number("name")) == (12.0, None)


def test_keys_are_in_order_of_kind_then_name() -> None:
    keys = [Key("site", "1"), Key("asset", "2"), Key("asset", "1")]
    assert sorted(keys) == [Key("asset", "1"), Key("asset", "2"), Key("site", "1")]


def test_a_refusal_says_each_reason_once_and_not_all_of_them() -> None:
    same = [FieldProblem(Key("asset", str(row)), "name", "„Name“ fehlt.") for row in range(3)]
    assert str(RefusedError(same)) == "„Name“ fehlt."
    many = [FieldProblem(Key("asset", "1"), "f", f"Grund {row}.") for row in range(9)]
    error = RefusedError(many)
    assert str(error) == "Grund 0. Grund 1. Grund 2. Grund 3. Grund 4."
    assert len(error.problems) == 9


def test_a_conflict_has_the_records_as_they_are_now() -> None:
    now = {Key("asset", "1"): None}
    error = ConflictError(now)
    assert error.current == now
    assert str(error) == "Der Datensatz wurde inzwischen geändert."
