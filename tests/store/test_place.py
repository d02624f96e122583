"""A place is a file or a URL, is shown without a password, and every dialect has the functions that the store asks for."""

import importlib
import re
from pathlib import Path

import pytest

from sayso.errors import StoreError
from sayso.store import dialect, open_store
from sayso.store.place import check_there, is_there, is_url, name_of, shown


@pytest.mark.parametrize(
    ("place", "expected", "name"),
    [
        ("harbour.db", "harbour.db", "harbour.db"),
        ("postgresql://ada@h/harbour", "postgresql://ada@h/harbour", "harbour"),
        ("postgresql://ada:geheim@h:5432/harbour", "postgresql://ada@h:5432/harbour", "harbour"),
        ("postgresql://ada:geheim/?#x@h/harbour", "postgresql://ada@h/harbour", "harbour"),
        ("postgres://ada:ge@heim@h/harbour", "postgres://ada@h/harbour", "harbour"),
        (
            "postgresql:///harbour?user=a&password=geheim&x=1",
            "postgresql:///harbour?user=a&password=…&x=1",
            "harbour",
        ),
        ("postgresql://h/db?sslpassword=geheim", "postgresql://h/db?sslpassword=…", "db"),
        ("postgresql://ada:geheim@h", "postgresql://ada@h", "ada@h"),
    ],
)
def test_a_place_is_shown_without_a_password(place: str, expected: str, name: str) -> None:
    assert expected == shown(place)
    assert name == name_of(place)
    assert "geheim" not in name_of(place)


def test_only_a_url_is_one(tmp_path: Path) -> None:
    assert not is_url(tmp_path / "a.db")
    assert not is_url("C:\\news\\a.db")
    assert is_url("postgresql://h/db")
    assert is_there("postgresql://h/db")
    with pytest.raises(StoreError, match="no collection at"):
        check_there(str(tmp_path / "a.db"))


@pytest.mark.parametrize("name", ["sqlite", "postgresql"])
def test_every_dialect_has_what_the_store_asks_for(name: str) -> None:
    if name == "postgresql":
        pytest.importorskip("psycopg", reason="needs psycopg, of sayso[postgres]")
    asked = set(
        re.findall(r"_of\([\w.]+\)\.(\w+)|of_place\(\w+\)\.(\w+)", Path(dialect.__file__).read_text())
    )
    module = importlib.import_module(f"sayso.store.dialects.{name}")

    assert len(asked) > 20
    assert [] == sorted(one for pair in asked for one in pair if one and not hasattr(module, one))


def test_a_url_of_something_else_is_refused_with_an_example() -> None:
    pytest.importorskip("psycopg", reason="needs psycopg, of sayso[postgres]")
    with pytest.raises(StoreError, match="name a file for SQLite, or PostgreSQL: postgresql://"):
        open_store("sqlite:///harbour.db")
