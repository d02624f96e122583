"""The user's table of outlets is read as it is, found by any form of a name, and refused with a line and a reason."""

from pathlib import Path

import pytest

from sayso.errors import SettingsError
from sayso.publish.outlet_table import OutletFacts, OutletTable, read_outlet_table
from sayso.settings import Settings, load_settings

TABLE = (
    "outlet,owner,country,citation\n"
    "The Inland Post,Vint Press,Vesland,company register 2031\n"
    '"Vega TV",,Vesland,"own site, 2031"\n'
    "Elsin Beacon,,,\n"
)


def write(folder: Path, text: str) -> Path:
    path = folder / "outlets.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_line_is_found_by_any_form_of_the_name(tmp_path: Path) -> None:
    table = read_outlet_table(write(tmp_path, TABLE))
    post = OutletFacts("The Inland Post", "Vint Press", "Vesland", "company register 2031")

    assert [post, post, None, None, None] == [
        table.of(name) for name in ("Inland Post (Web)", "inlandpost.com", "Inland Times", None, "")
    ]


def test_what_is_shown_names_its_source(tmp_path: Path) -> None:
    assert [line.shown() for line in read_outlet_table(write(tmp_path, TABLE))] == [
        "owned by Vint Press, Vesland (company register 2031)",
        "Vesland (own site, 2031)",
        "",
    ]
    assert ["Vesland (own site, 2031)", "", ""] == [
        read_outlet_table(tmp_path / "outlets.csv").words(name)
        for name in ("vegatv", "Elsin Beacon", "Nobody")
    ]


def test_columns_stand_in_any_order_and_more_are_ignored(tmp_path: Path) -> None:
    path = write(tmp_path, "Citation, note ,OUTLET,country,owner\nregister,x,Vega TV,Vesland,Vint\n\n")

    assert list(read_outlet_table(path)) == [OutletFacts("Vega TV", "Vint", "Vesland", "register")]


def test_no_path_is_an_empty_table() -> None:
    assert list(read_outlet_table(Settings().publish.outlets)) == list(OutletTable()) == []


def test_the_setting_names_the_file(tmp_path: Path) -> None:
    settings = tmp_path / "sayso.toml"
    settings.write_text('[publish]\noutlets = "outlets.csv"\n', encoding="utf-8")

    assert load_settings(settings, {}).publish.outlets == "outlets.csv"
    assert load_settings(None, {"SAYSO_PUBLISH_OUTLETS": "o.csv"}).publish.outlets == "o.csv"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("outlet,owner\nVega TV,Vint\n", "no column country, citation"),
        ("", "no column outlet"),
        ("outlet,owner,country,citation\n,Vint,,register\n", "outlets.csv:2: no outlet in this line"),
        ("outlet,owner,country,citation\nVega TV,Vint,,\n", "outlets.csv:2: 'Vega TV' has no citation"),
        (
            "outlet,owner,country,citation\nVega TV,,,\nvegatv.com,,,\n",
            "outlets.csv:3: 'vegatv.com' is 'Vega TV'",
        ),
        ('outlet,owner,country,citation\n"Vega" TV,,,\n', "outlets.csv:2: is not CSV"),
    ],
)
def test_a_table_that_cannot_be_used_says_why_and_where(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        read_outlet_table(write(tmp_path, text))


def test_a_file_that_is_not_there_or_no_text_says_so(tmp_path: Path) -> None:
    path = tmp_path / "outlets.csv"
    with pytest.raises(SettingsError, match="cannot be read"):
        read_outlet_table(path)
    path.write_bytes(b"outlet\xff\xfe")
    with pytest.raises(SettingsError, match="cannot be read"):
        read_outlet_table(path)
