"""Reading a profile: everything or nothing, and every problem with its line."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.alarms import Priority, RuleKind
from app.domain.points import Location
from app.services.profiles import ProfileError, check_city, find_city, load_city
from app.services.profiles.folders import city_folders
from tests.fakes.profiles import FILES, line_with, write_profile

DAY = date(2026, 11, 24)
WORDS = 'priority = 3\nmessage = "x"\naction = "y"\n'


def test_a_sound_profile_becomes_a_city(tmp_path: Path) -> None:
    city = load_city(write_profile(tmp_path), day=DAY)
    assert [field.id for field in city.fields] == ["mobilitaet", "umwelt"]
    luft, fault, pegel = city.points
    assert (luft.id, luft.name.de, luft.type) == ("luft-markt.no2", "NO2 A", "luft.no2")
    assert (luft.address.node, luft.address.item) == ("klein/luft-markt", "/no2")
    assert luft.location == Location(7.51, 51.51)
    assert luft.is_simulated
    assert fault.address.node == "nsu=urn:klein;s=1.Fault"
    assert fault.is_writable
    assert not fault.is_simulated
    assert (pegel.device, pegel.site.de) == ("pegel", "pegel")
    hi, state, lost = city.rules
    assert (hi.threshold, hi.basis) == (200.0, "Altes Recht")
    assert hi.message.in_language("en") == "Market above 200 µg/m³"
    assert (state.kind, state.codes) == (RuleKind.STATE, frozenset({1}))
    assert (lost.id, lost.point, lost.priority) == ("funk#lost", "funk", Priority.HIGH)
    assert [tile.points for tile in city.tiles] == [("luft-markt.no2",), ("ampel-1.fault",)]


def test_a_legal_row_takes_over_on_its_day(tmp_path: Path) -> None:
    city = load_city(write_profile(tmp_path), day=date(2030, 1, 1))
    assert (city.rules[0].threshold, city.rules[0].basis) == (100.0, "Neues Recht")


def test_without_a_day_the_city_s_own_today_counts(tmp_path: Path) -> None:
    city = load_city(write_profile(tmp_path))
    today = datetime.now(ZoneInfo(city.time_zone)).date()
    assert city.rules[0].threshold in {
        limit.value for limit in city.limits if limit.is_valid_on(today)
    }


BROKEN = [
    ("city.toml", 'time_zone = "Europe/Berlin"', 'time_zone = "Europe/Hamm"', "Europe/Hamm"),
    ("city.toml", "box = [7.0, 51.0, 8.0, 52.0]", "box = [8.0, 51.0, 7.0, 52.0]", "box ="),
    ("city.toml", 'id = "mobilitaet"', 'id = "umwelt"', None),
    ("city.toml", 'id = "kleinstadt"', 'id = "Klein Stadt"', "Klein Stadt"),
    ("city.toml", 'name = "Mobilität"', 'name = " "', 'name = " "'),
    ("city.toml", 'name = "Mitte"\n', "", None),
    ("city.toml", "order = 1", "order = 1.5", "1.5"),
    ("city.toml", "order = 1", "oder = 1", "oder"),
    ("sources.toml", 'url = "sim:mqtt"', 'url = "localhost"', "localhost"),
    ("sources.toml", 'url = "sim:mqtt"', 'url = "mqtt://u:pw@h"', "u:pw"),
    ("sources.toml", 'kind = "mqtt"', 'kind = "http"', "http"),
    ("sources.toml", '"secret:kleinstadt/funk"', '"geheim"', "geheim"),
    ("sources.toml", 'action = "Nachsehen"', 'action = ""', 'action = ""'),
    ("sources.toml", 'priority = "high"', 'priority = "urgent"', "urgent"),
    ("sources.toml", 'priority = "high"', 'priority = "high"\non_delay_s = -1', "on_delay_s"),
    ("sources.toml", 'node = "klein/{device}"\n', "", None),
    ("sources.toml", 'node = "klein/{device}"', 'node = "klein/+/{device}"', None),
    ("limits.toml", '"ug_m3"', '"ug"', '"ug"'),
    ("limits.toml", "2030-01-01", "2010-01-01", None),
    ("limits.toml", "2010-01-01", "2027-01-01", None),
    ("limits.toml", "200.0", "nan", "nan"),
    ("places.toml", 'district = "mitte"', 'district = "mite"', "mite"),
    ("places.toml", "lon = 7.51", "lon = 51.51", "lon ="),
    ("types.toml", 'field = "umwelt"', 'field = "umwelten"', "umwelten"),
    ("types.toml", 'source = "funk"', 'source = "funke"', "funke"),
    ("types.toml", 'source = "funk"\n', "", None),
    ("types.toml", 'unit = "ug_m3"', 'unit = "mg"', '"mg"'),
    ("types.toml", "interval_s = 30", "interval_s = 0", "interval_s"),
    ("types.toml", "interval_s = 30", "resolution_us = -5", "resolution_us"),
    ("types.toml", "interval_s = 30", "decimals = 12", "decimals"),
    ("types.toml", "interval_s = 30", "scale = 0.0", "scale"),
    ("types.toml", "interval_s = 30", 'items = { nirgends = "/x" }', "nirgends"),
    (
        "types.toml",
        "interval_s = 30",
        'states = [{ code = 0, label = "x" }]',
        'states = [{ code = 0, label = "x"',
    ),
    ("types.toml", 'suffix = "no2"', 'suffix = "NO 2"', "NO 2"),
    ("types.toml", 'kind = "hi"', 'kind = "lost"', "lost"),
    ("types.toml", 'kind = "hi"', 'kind = "state"', 'kind = "state"'),
    ("types.toml", 'limit = "no2"', 'limit = "o3"', '"o3"'),
    ("types.toml", 'limit = "no2"', "", None),
    ("types.toml", 'limit = "no2"', 'limit = "no2"\nthreshold = 3', "threshold"),
    ("types.toml", 'limit = "no2"', 'limit = "no2"\ndeadband = -0.5', "deadband"),
    ("types.toml", 'action = "Ansehen"', "", None),
    ("types.toml", 'action = "Ansehen"', 'action = ""', 'action = ""'),
    ("types.toml", 'priority = "medium"', "", None),
    ("types.toml", 'priority = "medium"', "priority = 7", "priority = 7"),
    ("types.toml", '"{site} über {limit}"', '"{ort} über {limit}"', None),
    ("types.toml", "code = 1", "code = 0", "code = 0"),
    ("types.toml", ", abnormal = true", "", None),
    ("types.toml", "priority = 2,", "priority = 2, codes = [5],", "codes"),
    ("types.toml", 'kind = "state"\nstates', 'kind = "state"\nstates = []\n#', None),
    ("types.toml", "nsu=urn:klein;s={no}.Fault", "ns=2;s={no}.Fault", None),
    ("places.toml", "[[place]]", "[[platz]]", "[[platz]]"),
    ("devices/alle.toml", 'type = "luft"', 'type = "lüft"', "lüft"),
    ("devices/alle.toml", 'id = "ampel-1"', 'id = "luft-markt"', None),
    ("devices/alle.toml", 'place = "markt"', 'place = "platz"', "platz"),
    ("devices/alle.toml", 'place = "markt"', 'source = "weg"', "weg"),
    ("devices/alle.toml", 'place = "markt"', 'field = "weg"', "weg"),
    ("devices/alle.toml", "lat = 51.4\n", "", None),
    ("devices/alle.toml", "vars = { no = 1 }", "", None),
    ("devices/alle.toml", "no = 1", 'no = 1, device = "x"', "device = "),
    ("devices/alle.toml", "no = 1", "no = 1, token = 1", "token"),
    ("devices/alle.toml", 'district = "mitte"', 'district = "west"', "west"),
    ("points/einzeln.toml", 'id = "pegel"', 'id = "luft-markt.no2"', "luft-markt"),
    (
        "points/einzeln.toml",
        'node = "klein/pegel"\nitem = "/wert"',
        'node = "klein/luft-markt"\nitem = "/no2"',
        None,
    ),
    ("points/einzeln.toml", 'unit = "ug_m3"', 'unit = "nix"', "nix"),
    ("points/einzeln.toml", 'source = "funk"', 'source = "nix"', "nix"),
    ("layout.toml", 'aggregate = "mean"', 'aggregate = "median"', "median"),
    ("layout.toml", 'aggregate = "count:1"', 'aggregate = "count:9"', "count:9"),
    ("layout.toml", 'aggregate = "count:1"', 'aggregate = "sum"', '"sum"'),
    ("layout.toml", 'type = "luft.no2"', 'type = "luft.no3"', "no3"),
    ("layout.toml", 'type = "luft.no2"', 'type = "luft.no2"\ndistrict = "ost"', "ost"),
    ("layout.toml", '"ampel-1.fault"', '"ampel-1.faul"', "faul"),
    ("layout.toml", 'id = "gestoert"', 'id = "no2"', None),
    ("layout.toml", 'aggregate = "mean"', 'points = ["ampel-1.fault"]\naggregate = "mean"', None),
]


@pytest.mark.parametrize(("file", "old", "new", "marked"), BROKEN)
def test_each_fault_is_found_in_its_line(
    tmp_path: Path, file: str, old: str, new: str, marked: str | None
) -> None:
    """No city comes out, and where the fault stands on one line that line is named."""
    write_profile(tmp_path, {file: (old, new)})
    city, problems = check_city(tmp_path, day=DAY)
    assert city is None
    assert problems
    for problem in problems:
        assert problem.reason.de
        assert problem.remedy.en
        assert "{" not in problem.reason.de + problem.reason.en.replace("{ort}", "")
    if marked is not None:
        line = line_with((tmp_path / file).read_text(encoding="utf-8"), marked)
        assert (file, line) in {(problem.file, problem.line) for problem in problems}
    with pytest.raises(ProfileError) as error:
        load_city(tmp_path, day=DAY)
    assert error.value.problems == problems


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    write_profile(
        tmp_path,
        {
            "city.toml": ("order = 1", 'order = "eins"'),
            "units.toml": ('id = "state"', 'kennung = "state"'),
            "layout.toml": ('aggregate = "mean"', "aggregate = 3"),
        },
    )
    _, problems = check_city(tmp_path, day=DAY)
    assert [(problem.file, problem.key) for problem in problems] == [
        ("city.toml", "field[2].order"),
        ("layout.toml", "tile[1].aggregate"),
        ("units.toml", "unit[2].id"),
        ("units.toml", "unit[2].kennung"),
    ]
    assert problems[0].reason.de == "Erwartet wird hier eine ganze Zahl, gefunden wurde ein Text."
    assert "Zeile 17" in str(problems[0])
    assert problems[0].in_language("en").startswith("city.toml, line 17, field[2].order: Expected")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"[city]\nid = ", 2),
        (b"a = 1\nb = \xff\xfe\n", 2),
        (b"x = 1\nx = 2\n", 2),
        (b"a = " + b"[" * 5_000, 1),
        (b"a = 1" + b"0" * 5_000, 1),
        (b"d = 2026-02-31\n", 1),
        (b"field = 3\n", 1),
        (b"field = [3]\n", 1),
        (b"city = []\n", 1),
        (b"\n[city.id]\na = 1\n", 2),
    ],
)
def test_files_that_are_no_profile_files_are_refused(
    tmp_path: Path, content: bytes, line: int
) -> None:
    write_profile(tmp_path)
    (tmp_path / "zusatz.toml").write_bytes(content)
    city, problems = check_city(tmp_path, day=DAY)
    assert city is None
    assert ("zusatz.toml", line) in {(problem.file, problem.line) for problem in problems}


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    write_profile(tmp_path)
    text = FILES["units.toml"].replace("\n", "\r\n").encode()
    (tmp_path / "units.toml").write_bytes(b"\xef\xbb\xbf" + text)
    assert load_city(tmp_path, day=DAY).units


def test_missing_folders_and_empty_ones_are_told(tmp_path: Path) -> None:
    assert len(check_city(tmp_path / "nichts")[1]) == 1
    assert len(check_city(tmp_path)[1]) == 1
    with pytest.raises(ProfileError, match="gibt es nicht"):
        find_city(tmp_path / "nichts")
    (tmp_path / "leer.toml").write_text("")
    assert "[city]" in check_city(tmp_path)[1][0].reason.de


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    write_profile(tmp_path)
    (tmp_path / "gross.toml").write_bytes(b"# " + b"x" * 16_000_001)
    problem = check_city(tmp_path)[1][0]
    assert (problem.file, "16 MB" in problem.reason.de) == ("gross.toml", True)
    city, problems = check_city(write_profile(tmp_path / "stadt"), tmp_path, DAY)
    assert city is not None
    assert problems[0].reason.de.startswith("Die Datei lässt sich nicht lesen")


def test_cities_are_found_by_name_and_by_path(tmp_path: Path) -> None:
    assert find_city("hamm") in city_folders()
    assert find_city(tmp_path) == tmp_path


RULES = {
    "changes": 'kind = "hi"\ntype = "luft.no2"\ndistrict = "mitte"\nthreshold = 150\n',
    "names the limit": 'kind = "hi"\ntype = "luft.no2"\nlimit = "no2"\npriority = "low"\n',
    "adds": 'kind = "lo"\npoints = ["pegel"]\nthreshold = 1\n' + WORDS,
}


def test_rules_change_add_and_remove_alarms(tmp_path: Path) -> None:
    write_profile(tmp_path)
    rules = tmp_path / "rules.toml"

    def alarms(text: str) -> dict[str, tuple[float, Priority, str]]:
        rules.write_text(text, encoding="utf-8")
        return {
            rule.id: (rule.threshold, rule.priority, rule.basis)
            for rule in load_city(tmp_path, day=DAY).rules
        }

    changed = alarms("[[rule]]\n" + RULES["changes"])
    assert changed["luft-markt.no2#hi"] == (150.0, Priority.MEDIUM, "")
    renamed = alarms("[[rule]]\n" + RULES["names the limit"])
    assert renamed["luft-markt.no2#hi"] == (200.0, Priority.LOW, "Altes Recht")
    added = alarms("[[rule]]\n" + RULES["adds"])
    assert added["pegel#lo"] == (1.0, Priority.MEDIUM, "")
    removed = alarms('[[rule]]\nkind = "hi"\ntype = "luft.no2"\nremove = true\n')
    assert "luft-markt.no2#hi" not in removed


@pytest.mark.parametrize(
    ("rule", "key"),
    [
        ('kind = "lo"\npoints = ["pegel"]\nremove = true', "rule[1]"),
        ('kind = "lo"\ntype = "luft.nix"\nremove = true', "rule[1].type"),
        ('kind = "hi"\npoints = ["pegal"]\nthreshold = 1', "rule[1].points[1]"),
        (
            'kind = "lo"\npoints = ["pegel"]\nthreshold = 1\npriority = 3\nmessage = "x"',
            "rule[1].action",
        ),
        (
            'kind = "hihi"\ntype = "luft.no2"\nthreshold = 9\n' + WORDS,
            "rule[1].threshold",
        ),
        ('kind = "hi"\ntype = "luft.no2"\nlimit = "so2"', "rule[1].limit"),
    ],
)
def test_wrong_rules_are_told(tmp_path: Path, rule: str, key: str) -> None:
    write_profile(tmp_path)
    (tmp_path / "rules.toml").write_text(f"[[rule]]\n{rule}\n", encoding="utf-8")
    city, problems = check_city(tmp_path, day=DAY)
    assert city is None
    assert key in [problem.key for problem in problems]


def test_two_alarms_of_one_kind_and_a_limit_in_another_unit_are_told(tmp_path: Path) -> None:
    alarm = f'[[type.point.alarm]]\nkind = "hi"\nthreshold = 1\n{WORDS}\n[[type]]\nid = "ampel"'
    write_profile(
        tmp_path,
        {
            "types.toml": ('[[type]]\nid = "ampel"', alarm),
            "limits.toml": ('unit = "ug_m3"', 'unit = "state"'),
        },
    )
    reasons = " ".join(str(problem) for problem in check_city(tmp_path, day=DAY)[1])
    assert "schon einen Alarm der Art" in reasons
    write_profile(tmp_path, {"limits.toml": ('unit = "ug_m3"', 'unit = "state"')})
    assert "gilt in state" in str(check_city(tmp_path, day=DAY)[1][0])


def test_a_second_city_and_a_second_suffix_are_told(tmp_path: Path) -> None:
    write_profile(
        tmp_path,
        {
            "types.toml": (
                "[[type.point.alarm]]",
                '[[type.point]]\nsuffix = "no2"\nname = "x"\nunit = "ug_m3"\n[[type.point.alarm]]',
            )
        },
    )
    (tmp_path / "zwei.toml").write_text('[city]\nid = "b"\nname = "B"\ntime_zone = "UTC"\n')
    keys = [problem.key for problem in check_city(tmp_path, day=DAY)[1]]
    assert "city" in keys
    assert "type[1].point[2].suffix" in keys


def test_a_wrong_overlay_is_dropped_and_told(tmp_path: Path) -> None:
    write_profile(tmp_path / "stadt")
    overlay = tmp_path / "ergaenzung.toml"
    plain, problems = check_city(tmp_path / "stadt", overlay, DAY)
    assert plain is not None
    assert not problems
    for text in (
        "[[point]]\nid = 3",
        "[[tile]]\n",
        "[",
        '[[point]]\nid = "x"\nname = "X"\nunit = ""\nsource = "funk"\nnode = "n"\nfield = "u"\n',
    ):
        overlay.write_text(text, encoding="utf-8")
        city, problems = check_city(tmp_path / "stadt", overlay, DAY)
        assert city == plain
        assert {problem.file for problem in problems} == {"ergaenzung.toml"}
        assert load_city(tmp_path / "stadt", overlay, DAY) == plain


@settings(
    deadline=None, max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_damage_to_any_file_ever_raises(tmp_path: Path, data: st.DataObject) -> None:
    """Random cuts and insertions give a city or problems in lines that exist."""
    name = data.draw(st.sampled_from(sorted(FILES)))
    text = FILES[name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    junk = data.draw(
        st.one_of(
            st.text(max_size=12),
            st.sampled_from(
                ["{x}", "[[type]]\n", "nan", "-1", '""', "9" * 400, "[]", "{}", "1e999", "\x00"]
            ),
        )
    )
    damaged = text[:start] + junk + text[end:]
    write_profile(tmp_path)
    (tmp_path / name).write_bytes(damaged.encode("utf-8", "surrogatepass"))
    city, problems = check_city(tmp_path, day=DAY)
    assert (city is None) == bool(problems)
    for problem in problems:
        path = tmp_path / problem.file
        assert 1 <= problem.line <= max(1, len(path.read_bytes().split(b"\n")))
