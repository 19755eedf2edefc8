"""What is wrong with the files of a programme is told, all of it, with its place."""

from datetime import date
from pathlib import Path

import pytest

from app.services.portfolio.demo import ProgrammeError, has_programme
from app.services.portfolio.demo.generator import programme_operations

TODAY = date(2026, 11, 30)
SOURCE = 'source = "Bekanntmachung, 01.02.2026"\n'
PROJECT = f'[[project]]\nkey = "a"\nname = "Projekt A"\nstate = "idea"\n{SOURCE}'
TEMPLATE = """
[[template]]
key = "kurz"
obstacle = "Nichts"
purposes = ["service"]
steps = [
  { name = "Eins", days = [1, 2, 4] },
  { name = "Zwei", days = [3, 5, 9], type = "FF", lag = 2, milestone = "Fertig" },
]
dangers = [
  { name = "R1", cause = "C", measure = "M", owner = "Rolle" },
  { name = "R2", cause = "C", measure = "M", owner = "Rolle" },
  { name = "R3", cause = "C", measure = "M", owner = "Rolle" },
]
"""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    folder = tmp_path / "stadt"
    for part in ("public", "simulated"):
        (folder / "programme" / part).mkdir(parents=True)
    return folder


def write(profile: Path, public: str = "", simulated: str = "") -> None:
    (profile / "programme/public/a.toml").write_text(public, "utf-8")
    (profile / "programme/simulated/b.toml").write_text(simulated, "utf-8")


def refusal(profile: Path, public: str = "", simulated: str = "") -> str:
    write(profile, public, simulated)
    with pytest.raises(ProgrammeError) as caught:
        programme_operations(profile, TODAY)
    return str(caught.value)


def test_another_city_needs_one_file_only(profile: Path) -> None:
    assert not has_programme(profile)

    write(profile, PROJECT)

    assert has_programme(profile)
    [made] = programme_operations(profile, TODAY)
    assert made.values["name"] == "Projekt A"
    assert made.values["source"] == "Bekanntmachung, 01.02.2026"
    assert "note" not in made.values


def test_simulated_fields_of_a_public_record_are_told_in_its_note(profile: Path) -> None:
    write(
        profile,
        PROJECT,
        '[[project]]\nkey = "a"\nstarts_on = "heute - 10"\nends_on = 2027-05-01\n',
    )

    [made] = programme_operations(profile, TODAY)

    assert made.values["starts_on"] == "2026-11-20"
    assert made.values["ends_on"] == "2027-05-01"
    assert made.values["note"] == "Nicht öffentlich und hier simuliert: Beginn, Ende."


def test_a_plan_makes_work_with_its_order_and_days(profile: Path) -> None:
    plan = '[[project]]\nkey = "a"\nplan = { template = "kurz", begins = 14 }\n'
    write(profile, PROJECT, TEMPLATE + plan)

    made = programme_operations(profile, TODAY)

    items = [one for one in made if one.kind == "work_item"]
    assert [one.values["name"] for one in items] == ["Eins", "Zwei"]
    assert [one.values["stage"] for one in items] == ["open", "open"]
    assert items[0].values["not_before"] == "2026-12-14"
    orders = [(one.values["type"], one.values["lag"]) for one in made if one.kind == "dependency"]
    assert sorted(orders) == [("FF", 2), ("FS", 0)]


@pytest.mark.parametrize(
    ("public", "simulated", "words"),
    [
        ("[[project]\n", "", "a.toml: Die Datei lässt sich nicht lesen"),
        (PROJECT.replace(SOURCE, ""), "", "„a“: Eine öffentliche Angabe braucht eine Quelle."),
        (PROJECT.replace("Bekanntmachung, 01.02.2026", "Simulation"), "", "braucht eine Quelle"),
        ("", PROJECT, "Die Herkunft ist hier immer die Simulation."),
        (PROJECT + "farbe = 1\n", "", "Ein Feld „farbe“ gibt es nicht."),
        (PROJECT.replace('key = "a"\n', ""), "", "„key“ fehlt."),
        ("[project]\nkey = 1\n", "", "muss als [[project]] geschrieben werden"),
        (TEMPLATE, "", "„template“ gibt es bei öffentlichen Angaben nicht."),
        ("", '[[radio]]\nkey = "a"\n', "Eine Tabelle „radio“ gibt es nicht."),
        (PROJECT + 'wave = "9"\n', "", "wave „9“ gibt es nicht."),
        (PROJECT + 'starts_on = "morgen"\n', "", "Der Wert „morgen“ passt nicht zu „Beginn“."),
        (PROJECT + "starts_on = 12\n", "", "Der Wert „12“ passt nicht zu „Beginn“."),
        (PROJECT + "goal = [1]\n", "", "passt nicht zu „Ziel“."),
        (PROJECT + PROJECT, "", "Das kommt zweimal vor."),
        (PROJECT, '[[project]]\nkey = "a"\nname = "B"\n', "„name“ ist öffentlich schon angegeben."),
        (PROJECT, '[[trend]]\nkpi = "a"\n', "trend 1: Das passt nicht"),
        (
            PROJECT,
            '[[project]]\nkey = "a"\nplan = { template = "lang", share = 0.5 }\n',
            "Eine Vorlage „lang“ gibt es nicht.",
        ),
        (
            PROJECT,
            '[[project]]\nkey = "a"\nplan = { template = "kurz", tempo = 3 }\n',
            "plan 1: Das passt nicht",
        ),
        (
            "",
            TEMPLATE.replace('type = "FF"', 'after = [2], type = "FF"'),
            "step 2 cannot wait for step 2",
        ),
        ("", TEMPLATE.replace('type = "FF"', 'type = "XY"'), "template 1: Das passt nicht"),
        (PROJECT, '[[link]]\nbefore = "x.1"\nafter = "y.1"\n', "work_item „x.1“ gibt es nicht."),
        (
            '[[series]]\nkpi = "k"\nvalues = [[2024-01-01, 1.0]]\n',
            "",
            "Werte von „k“: Die Quelle fehlt.",
        ),
        (
            PROJECT,
            '[[milestone]]\nkey = "m"\nproject = "a"\nname = "M"\nevidence = { version = 9 }\n',
            "Der Nachweis hat nicht die Fassung 1",
        ),
    ],
)
def test_what_is_wrong_is_refused_with_the_reason(
    profile: Path, public: str, simulated: str, words: str
) -> None:
    assert words in refusal(profile, public, simulated)


def test_everything_that_is_wrong_is_told_at_once(profile: Path) -> None:
    text = refusal(profile, PROJECT + "farbe = 1\n", '[[radio]]\nkey = "a"\n')

    assert "farbe" in text
    assert "radio" in text


def test_projects_may_wait_for_each_other_in_other_steps(profile: Path) -> None:
    plans = "".join(
        f'[[project]]\nkey = "{key}"\nname = "{key}"\nstate = "planned"\n'
        'plan = { template = "kurz", begins = 14 }\n'
        for key in ("x", "y")
    )
    links = "".join(
        f'[[link]]\nbefore = "{before}"\nafter = "{after}"\n'
        for before, after in (("x.1", "y.2"), ("y.1", "x.2"))
    )
    write(profile, "", TEMPLATE + plans + links)

    made = programme_operations(profile, TODAY)

    assert sum(one.kind == "dependency" for one in made) == 2 * 2 + 2


def test_work_waits_for_another_project_that_stands_later_in_the_file(profile: Path) -> None:
    plans = "".join(
        f'[[project]]\nkey = "{key}"\nname = "{key}"\nstate = "planned"\n'
        f'plan = {{ template = "kurz", begins = {days} }}\n'
        for key, days in (("early", 14), ("late", 200))
    )
    link = '[[link]]\nbefore = "late.2"\nafter = "early.1"\n'
    write(profile, "", TEMPLATE + plans + link)

    made = programme_operations(profile, TODAY)

    projects = {one.values["name"]: one.values for one in made if one.kind == "project"}
    assert str(projects["early"]["starts_on"]) > str(projects["late"]["starts_on"])


def test_a_link_to_a_step_that_is_not_there_is_told(profile: Path) -> None:
    plans = "".join(
        f'[[project]]\nkey = "{key}"\nname = "{key}"\nstate = "planned"\n'
        'plan = { template = "kurz", begins = 14 }\n'
        for key in ("x", "y")
    )
    text = refusal(profile, "", TEMPLATE + plans + '[[link]]\nbefore = "x.9"\nafter = "y.zwei"\n')

    assert "work_item „x.9“ gibt es nicht." in text
    assert "work_item „y.zwei“ gibt es nicht." in text


def test_content_that_is_no_question_is_kept_as_json(profile: Path) -> None:
    write(
        profile,
        "",
        '[[baseline]]\nkey = "b"\nname = "Plan"\ntaken_on = 2026-01-02\n'
        'content = { x = ["a", "b"] }\n',
    )

    [made] = programme_operations(profile, TODAY)

    assert made.values["content"] == '{"x": ["a", "b"]}'
