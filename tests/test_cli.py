"""The command line: what it prints, where, and with which exit code."""

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from sayso.cli import GROUPS, VERBS, main
from sayso.commands.examples import EXAMPLES
from sayso.publish.export.json_schema import json_schema
from sayso.stage import Bundle

COURIER = (
    "Harbour strike ends in Elsin\n\n"
    "PORT ELSIN (Wire) -- Dock workers in the port of Elsin will return to the new cranes on Monday, union leader "
    "Mara Vint said on Friday.\n\n"
    "“We have won about forty new cranes, and nobody will take them away from us,” Vint told reporters in Elsin.\n\n"
    "The harbour council said the strike had cost the port of Elsin two million crowns.\n"
)
GAZETTE = (
    "Elsin dock workers call off strike\n\n"
    "“We have won about forty new\ncranes, and nobody will take them away from us,” union leader Mara Vint said.\n\n"
    "The harbour council did not answer questions about the strike in the port of Elsin on Friday.\n"
)
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports, a table that states things of one of them, and a file with a broken line."""
    home = tmp_path_factory.mktemp("press")
    (home / "courier.txt").write_text(COURIER, encoding="utf-8")
    (home / "gazette.txt").write_text(GAZETTE, encoding="utf-8")
    sidecar = "file,outlet,published\ncourier.txt,Elsin Courier,2031-05-02\n"
    (home / "sidecar.csv").write_text(sidecar, encoding="utf-8")
    good = json.dumps({"id": "f-1", "text": "“It is over,” said Mara Vint.", "outlet": "Elsin Feed"})
    (home / "feed.jsonl").write_text(good + "\n{broken\n", encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def db(folder: Path) -> Path:
    """The two reports as a collection, made by the command itself."""
    path = folder / "press.db"
    inputs = map(str, (folder / "courier.txt", folder / "gazette.txt"))
    assert 0 == main(["add", *inputs, "--sidecar", str(folder / "sidecar.csv"), "--db", str(path)])
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process: exit code, standard output, standard error."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("SAYSO_DB", raising=False)

    def call(*argv: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(part) for part in argv])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def outside(*argv: object, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "sayso", *map(str, argv)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | (env or {}),
    )


def test_collection_and_settings_may_stand_before_the_verb(run: Run, db: Path) -> None:
    """What stands after the verb wins, and a verb that has no collection says so."""
    expected = run("stories", "--db", db)

    assert expected == run("--db", db, "stories")
    assert expected == run(f"--db={db}", "stories")
    assert expected == run("--db", "nowhere.db", "stories", "--db", db)
    assert 2 == run("--settings", "nowhere.toml", "stories", "--db", db)[0]
    code, _, err = run("--db", db, "schema")
    assert (2, True) == (code, "No such option: --db" in err)


def test_a_search_without_a_word_is_wrong_usage(run: Run, db: Path) -> None:
    """Quotation marks alone are no word."""
    code, out, err = run("search", '"', "--db", db)

    assert (2, "") == (code, out)
    assert "no word to look for" in err


def test_a_folder_without_an_article_gets_a_word(run: Run, tmp_path: Path) -> None:
    """Nothing failed, and nothing was read: silence would look like success."""
    (tmp_path / "bare").mkdir()

    code, _, err = run("add", tmp_path / "bare", "--db", tmp_path / "x.db")

    assert 0 == code
    assert "no article found" in err


def test_help_teaches_every_verb_with_examples(run: Run) -> None:
    """Each verb says what it does and shows commands to copy."""
    for verb in (*VERBS, *GROUPS):
        code, out, _ = run(verb, "--help")

        assert 0 == code
        assert EXAMPLES[verb][0] in " ".join(out.split()), verb


def test_every_verb_has_examples_and_every_example_a_verb() -> None:
    """The two tables name the same verbs, and each example calls its own."""
    assert VERBS.keys() | GROUPS.keys() == EXAMPLES.keys()
    assert all(f"sayso {verb}" in line for verb, lines in EXAMPLES.items() for line in lines)


def test_help_names_the_exit_codes(run: Run) -> None:
    """They are a promise to scripts."""
    _, out, _ = run("--help")

    for words in ("0 done", "1 failed", "2 wrong usage", "3 done, but some inputs failed"):
        assert words in " ".join(out.split())


def test_adding_the_same_twice_changes_nothing(run: Run, db: Path, folder: Path) -> None:
    """The second time both are unchanged, and the exit code is still 0."""
    sidecar = folder / "sidecar.csv"
    code, out, err = run(
        "add", folder / "courier.txt", folder / "gazette.txt", "--sidecar", sidecar, "--db", db
    )

    assert (0, "") == (code, err)
    assert "0 added, 0 changed, 2 unchanged, 0 failed" in out


def test_a_broken_line_is_told_with_file_line_reason_and_fix(run: Run, folder: Path, tmp_path: Path) -> None:
    """The rest is added, and the exit code says that something failed."""
    code, out, err = run("add", folder / "feed.jsonl", "--db", tmp_path / "a.db")

    assert 3 == code
    assert "1 added, 0 changed, 0 unchanged, 1 failed" in out
    assert err.startswith(f"{folder / 'feed.jsonl'}:2: ")
    assert ";" in err
    assert 1 == err.count("\n")


def test_nothing_but_failures_is_a_failure(run: Run, tmp_path: Path) -> None:
    """When no input could be read the exit code is 1."""
    code, out, err = run("add", tmp_path / "nowhere.txt", "--db", tmp_path / "a.db")

    assert 1 == code
    assert "0 articles read" in out
    assert "nowhere.txt" in err


def test_a_story_shows_words_renderings_and_places(run: Run, db: Path) -> None:
    """Whose rendering, in which file and line, on what basis; an unknown outlet is called by its file."""
    code, out, err = run("story", "--db", db)
    flat = " ".join(out.split())

    assert (0, "") == (code, err)
    assert "as rendered by Elsin Courier · courier.txt:5 [" in flat
    assert "as rendered by an unknown outlet (article 2) · gazette.txt:3 [" in flat
    assert "“We have won about forty new cranes, and nobody will take them away from us,”" in flat
    assert "Mara Vint" in out
    assert "WHAT WAS NOT READ" in out


def test_no_line_is_wider_than_the_terminal(run: Run, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Narrow terminals get narrow lines; words that fit are never cut."""
    for columns in (40, 80, 132):
        monkeypatch.setenv("COLUMNS", str(columns))
        for argv in (
            ("story",),
            ("said",),
            ("said", "Vint"),
            ("search", "cranes"),
            ("status",),
            ("stories",),
        ):
            _, out, _ = run(*argv, "--db", db)
            long = [line for line in out.splitlines() if len(line) > columns and " " in line.strip()]

            assert [] == long


def test_said_finds_a_surname_and_ends_with_what_was_not_read(run: Run, db: Path) -> None:
    """A surname is enough; the answer names its own limits."""
    code, out, _ = run("said", "vint", "--db", db)

    assert 0 == code
    assert "forty new cranes" in " ".join(out.split())
    assert "WHAT WAS NOT READ" in out


def test_nobody_found_is_said_as_none_found(run: Run, db: Path) -> None:
    """An empty answer is no claim that there is nothing."""
    for argv in (("said", "Zork"), ("search", "zork")):
        code, out, _ = run(*argv, "--db", db)

        assert 0 == code
        assert "none found" in out


def test_said_without_a_name_counts_speakers_by_body(run: Run, db: Path) -> None:
    """The counts are those of the rows that the csv lists."""
    _, text, _ = run("said", "--db", db, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))

    assert "Mara Vint" in {row["speaker"] for row in rows}
    assert ["body", "speaker", "type", "utterances", "articles"] == list(rows[0])


def test_search_crosses_line_breaks_and_shows_the_span(run: Run, db: Path) -> None:
    """Two words on two lines are found side by side, with the file, the line and the offsets."""
    code, out, _ = run("search", "new cranes", "--db", db, "--format", "json")
    by_path = {Path(found["path"]).name: found for found in json.loads(out)["articles"]}
    (hit,) = by_path["gazette.txt"]["hits"]

    assert 0 == code
    assert ("new\ncranes", 3) == (hit["text"], hit["line"])
    assert GAZETTE[hit["start"] : hit["end"]] == hit["text"]


@pytest.mark.parametrize(
    ("argv", "document"),
    [(("export",), "export"), (("story", "--format", "json"), "export")],
    ids=["export", "story"],
)
def test_json_fits_the_published_schema(run: Run, db: Path, argv: tuple[str, ...], document: str) -> None:
    """What programs get is what `sayso schema` promises."""
    code, out, err = run(*argv, "--db", db)
    Draft202012Validator(json_schema(document)).validate(json.loads(out))

    assert (0, "") == (code, err)


def test_every_span_of_an_export_slices_its_words(run: Run, db: Path) -> None:
    """Down to the last offset, for every article."""
    _, out, _ = run("export", "--db", db)
    for article in json.loads(out)["articles"]:
        for attribution in article["attributions"]:
            for piece in (*attribution["content"], attribution["cue"], attribution["source"]):
                if piece is not None:
                    assert piece["text"] == article["text"][piece["start"] : piece["end"]]


def test_export_to_a_file_is_whole_or_not_there(run: Run, db: Path, tmp_path: Path) -> None:
    """The same bytes as on standard output, and no half-written file beside it."""
    target = tmp_path / "said.csv"
    _, out, _ = run("export", "--format", "csv", "--db", db)
    code, _, _ = run("export", "--format", "csv", "--db", db, "--output", target)

    assert 0 == code
    assert out.encode() == target.read_bytes()
    assert [target] == list(tmp_path.iterdir())
    code, _, err = run("export", "--db", db, "--output", tmp_path / "no" / "x.json")
    assert 1 == code
    assert "cannot be written" in err


def test_broken_rows_do_not_stop_an_export(run: Run, db: Path, tmp_path: Path) -> None:
    """What cannot be read or does not fit is left out and told, the rest is written; doctor finds each."""
    broken = tmp_path / "broken.db"
    broken.write_bytes(db.read_bytes())
    with closing(sqlite3.connect(broken)) as file, file:
        (first,) = file.execute("SELECT id FROM articles WHERE outlet IS NOT NULL").fetchone()
        file.execute("UPDATE attributions SET content = '{oops' WHERE article = ?", (first,))
        file.execute("UPDATE utterance_members SET reasons = '[oops' WHERE article <> ?", (first,))

    code, out, err = run("export", "--db", broken)
    document = json.loads(out)

    assert 3 == code
    assert f"article {first} (" in err
    assert "utterance_members of " in err
    assert [False] == [first == article["id"] for article in document["articles"]]
    assert [] == document["utterances"]
    Draft202012Validator(json_schema("export")).validate(document)
    for form in ("jsonl", "csv"):
        code, out, err = run("export", "--format", form, "--db", broken, "--output", tmp_path / form)
        assert (3, 1) == (code, err.count("left out"))
        assert first not in (tmp_path / form).read_text(encoding="utf-8")
    code, out, _ = run("doctor", "--db", broken)
    assert 1 == code
    assert f"article {first} (" in " ".join(out.split())
    assert "table utterance_members: a row cannot be read" in " ".join(out.split())


def test_a_broken_row_is_no_internal_error(run: Run, db: Path, tmp_path: Path) -> None:
    """Reading pages stop at it, and say what to do."""
    broken = tmp_path / "broken.db"
    broken.write_bytes(db.read_bytes())
    with closing(sqlite3.connect(broken)) as file, file:
        file.execute("UPDATE attributions SET content = '{oops'")

    code, _, err = run("said", "Vint", "--db", broken)

    assert 1 == code
    assert "a row cannot be read back" in err
    assert "`sayso doctor`" in err


def test_a_span_that_does_not_fit_is_left_out(run: Run, db: Path, tmp_path: Path) -> None:
    """It is readable, and wrong: its article is lost to the export, and doctor finds it."""
    broken = tmp_path / "broken.db"
    broken.write_bytes(db.read_bytes())
    with closing(sqlite3.connect(broken)) as file, file:
        (first,) = file.execute("SELECT min(article) FROM mentions").fetchone()
        file.execute('UPDATE mentions SET "end" = 99999 WHERE article = ?', (first,))

    code, out, err = run("export", "--format", "jsonl", "--db", broken)

    assert 3 == code
    assert f"article {first} (" in err
    assert [False] == [first == json.loads(line)["id"] for line in out.splitlines()]
    assert 1 == run("doctor", "--db", broken)[0]


def test_annotate_writes_one_valid_line_an_article(run: Run, folder: Path) -> None:
    """No collection is made, and each line is valid by itself."""
    code, out, err = run("annotate", folder / "courier.txt", folder / "gazette.txt", "--outlet", "Elsin Wire")
    lines = [json.loads(line) for line in out.splitlines()]
    for line in lines:
        Draft202012Validator(json_schema("annotate")).validate(line)

    assert (0, "") == (code, err)
    assert ["Elsin Wire"] * 2 == [line["outlet"] for line in lines]
    assert not Path("sayso.db").exists()


def test_annotate_reads_standard_input_and_tells_what_failed(folder: Path) -> None:
    """In a pipe: lines on standard output, failures on standard error, exit code 3."""
    done = subprocess.run(
        [sys.executable, "-m", "sayso", "annotate", "-", str(folder / "nowhere.txt")],
        input=COURIER.encode(),
        capture_output=True,
        check=False,
    )
    (line,) = done.stdout.decode().splitlines()

    assert COURIER == json.loads(line)["text"]
    assert 3 == done.returncode
    assert b"nowhere.txt" in done.stderr
    assert b"Traceback" not in done.stderr


def test_one_article_that_cannot_be_written_does_not_stop_the_others(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told with its name, the rest is written, and the exit code says so."""
    from sayso.publish.export import annotated

    written = annotated.article_json

    def fail_on_one(bundle: Bundle) -> dict[str, object]:
        if bundle.article.text == COURIER:
            raise ValueError("span (0, 9999) does not fit")
        return written(bundle)

    monkeypatch.setattr(annotated, "article_json", fail_on_one)
    code, out, err = run("annotate", folder / "courier.txt", folder / "gazette.txt")

    assert (3, 1) == (code, len(out.splitlines()))
    assert "courier.txt: cannot be written: span (0, 9999) does not fit" in err


def test_annotate_as_a_table_is_for_people(run: Run, folder: Path) -> None:
    """Who said what in one article, without a collection."""
    code, out, _ = run("annotate", folder / "courier.txt", "--format", "table")

    assert 0 == code
    assert "Mara Vint" in out
    assert "WHAT WAS NOT READ" in out


def test_a_language_that_is_not_annotated_is_said(run: Run, tmp_path: Path) -> None:
    """The article comes out whole, with empty lists, and a word about it on standard error."""
    page = tmp_path / "fr.txt"
    page.write_text("« Nous avons gagné », a déclaré la cheffe du syndicat des dockers.\n", encoding="utf-8")
    code, out, err = run("annotate", page, "--language", "fr")

    assert 0 == code
    assert [] == json.loads(out)["attributions"]
    assert "language 'fr' is not annotated (only en)" in err
    code, _, err = run("add", page, "--language", "fr", "--db", tmp_path / "a.db")
    assert (0, "1 article kept and not read: language 'fr' is not annotated (only en)\n") == (code, err)


def test_status_lists_what_is_missing_article_by_article(run: Run, db: Path) -> None:
    """The bare file lacks an outlet and a date; the other one does not."""
    _, out, _ = run("status", "--db", db, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out.removeprefix("\ufeff"), newline="")))
    missing = {Path(row["path"]).name: row["missing"].split(", ") for row in rows}

    assert {"outlet", "published"} <= set(missing["gazette.txt"])
    assert not {"outlet", "published"} & set(missing["courier.txt"])
    code, text, _ = run("status", "--db", db)
    assert 0 == code
    assert "2 articles" in text


def test_doctor_finds_a_sound_collection_sound(run: Run, db: Path) -> None:
    """Versions, the model with its hash, and no problem."""
    code, out, _ = run("doctor", "--db", db, "--format", "json")
    report = json.loads(out)

    assert 0 == code
    assert [] == report["problems"]
    assert "sha256" in report["facts"]["model"]


def test_a_removed_article_is_gone_and_stays_away(run: Run, folder: Path, tmp_path: Path) -> None:
    """Its text is in no answer; adding it again is refused unless forced."""
    path = tmp_path / "a.db"
    run("add", folder / "courier.txt", "--db", path)
    _, out, _ = run("status", "--db", path, "--format", "json")
    (article,) = json.loads(out)["each"]
    code, _, _ = run("remove", article["id"], "--reason", "asked for", "--db", path)
    assert 0 == code

    _, out, _ = run("search", "cranes", "--db", path)
    assert "none found" in out
    code, _, err = run("add", folder / "courier.txt", "--db", path)
    assert 1 == code
    assert "asked for" in err or "removed" in err
    code, out, _ = run("add", folder / "courier.txt", "--force", "--db", path)
    assert (0, True) == (code, "1 added" in out)


@pytest.mark.parametrize(
    "case",
    [
        (("story", "--db", "nowhere.db"), 1, "no collection at nowhere.db"),
        (("said", "--min-confidence", "2000"), 2, "2000 is no whole number from 0 to 1000; thousandths"),
        (("story", "--min-confidence", "0.9"), 2, "0.9 is no whole number from 0 to 1000; thousandths"),
        (("export", "--min-confidence=-1"), 2, "-1 is no whole number from 0 to 1000; thousandths"),
        (("annotate", "x.txt", "--min-confidence", "90%"), 2, "90% is no whole number from 0 to 1000"),
        (("export", "--format", "xml"), 2, "xml"),
        (("frobnicate",), 2, "frobnicate"),
        (("schema", "nothing"), 2, "nothing"),
        (("remove", "0" * 16), 2, "--reason"),
    ],
)
def test_an_error_is_told_without_a_traceback(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, case: tuple[tuple[str, ...], int, str]
) -> None:
    """What happened, the value, what to do; on standard error."""
    argv, code, words = case
    monkeypatch.chdir(tmp_path)
    got, out, err = run(*argv)

    assert (code, "") == (got, out)
    assert words in " ".join(err.replace("│", " ").split())
    assert "Traceback" not in err
    assert [] == list(tmp_path.iterdir())


def test_an_unknown_article_or_story_is_an_error_with_the_next_step(run: Run, db: Path) -> None:
    """Nothing is guessed."""
    code, _, err = run("story", "volcano", "--db", db)
    assert (1, True) == (code, "`sayso stories`" in err)
    code, _, err = run("remove", "0" * 16, "--reason", "x", "--db", db)
    assert 1 == code
    assert "0" * 16 in err


def test_a_wrong_setting_is_wrong_usage(run: Run, db: Path, tmp_path: Path) -> None:
    """The message names the setting and those that exist."""
    wrong = tmp_path / "sayso.toml"
    wrong.write_text("[annotate]\nspeed = 9\n", encoding="utf-8")
    code, _, err = run("stories", "--db", db, "--settings", wrong)

    assert 2 == code
    assert "speed" in err


def test_the_collection_is_named_by_the_environment(
    run: Run, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SAYSO_DB stands in for --db."""
    monkeypatch.setenv("SAYSO_DB", str(db))
    code, out, _ = run("stories")

    assert (0, True) == (code, "2 articles" in out)


@pytest.mark.parametrize("verb", ["export", "story", "status"])
def test_a_reader_that_stops_early_is_no_error(db: Path, verb: str) -> None:
    """`sayso export | head -1` is quiet, and so is a page."""
    reader = subprocess.Popen(
        [sys.executable, "-m", "sayso", verb, "--db", str(db)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert reader.stdout
    assert reader.stderr
    reader.stdout.close()  # before the program has begun to write

    assert b"" == reader.stderr.read()
    assert 0 == reader.wait(timeout=60)
    reader.stderr.close()


def test_a_pipe_gets_no_colour_and_no_progress(db: Path) -> None:
    """Escape codes are for terminals."""
    for env in ({}, {"NO_COLOR": "1"}):
        done = outside("story", "--db", db, env=env)

        assert "\x1b" not in done.stdout + done.stderr


def test_no_color_is_honoured_on_a_terminal(db: Path) -> None:
    """With NO_COLOR no colour code is written even where colours are forced."""
    forced = outside("story", "--db", db, env={"FORCE_COLOR": "1", "TERM": "xterm-256color"})
    plain = outside("story", "--db", db, env={"FORCE_COLOR": "1", "TERM": "xterm-256color", "NO_COLOR": "1"})

    assert "\x1b[1;36m" in forced.stdout
    assert "36m" not in plain.stdout


def test_text_of_an_article_commands_no_terminal(run: Run, tmp_path: Path) -> None:
    """Escape sequences, direction overrides and markup in a report are shown, not obeyed."""
    page = tmp_path / "evil.txt"
    page.write_text("“We [bold]won[/bold] :smile: \x1b[31mred\u202e it,” said Mara Vint.\n", encoding="utf-8")
    _, out, _ = run("annotate", page, "--format", "table")

    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "“We [bold]won[/bold] :smile: \ufffd[31mred\ufffd it,”" in out


def test_the_version_is_shown(run: Run) -> None:
    """As every program does."""
    code, out, _ = run("--version")

    assert (0, "sayso ") == (code, out[:6])


def test_schema_prints_what_the_library_gives(run: Run) -> None:
    """Both documents, byte for byte JSON."""
    for document in ("annotate", "export"):
        code, out, _ = run("schema", document)

        assert (0, json_schema(document)) == (code, json.loads(out))


def test_the_demo_tells_the_sample_story_and_where_to_look_next(run: Run, tmp_path: Path) -> None:
    """The reports and the collection stay, and a second demo in the same place is the same."""
    home = tmp_path / "trial"
    code, out, err = run("demo", home)

    assert (0, "") == (code, err)
    assert "WHERE TO LOOK NEXT" in out
    assert "".join(str(home / "demo.db").split()) in "".join(out.split())
    assert "WHERE REPORTS DIFFER: 1 OF " in out
    assert "repeated, not confirmed" in out.partition("WHERE REPORTS SAY THE SAME: 1 OF ")[2]
    assert (home / "reports").is_dir()
    assert (0, out) == run("demo", home)[:2]


def test_an_internal_error_is_one_line_too(run: Run, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It asks for a report, and SAYSO_DEBUG shows the traceback."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.delenv("SAYSO_DEBUG", raising=False)
    monkeypatch.setattr("sayso.publish.views.story_lists.story_lines", fail)
    code, _, err = run("stories", "--db", db)

    assert 1 == code
    assert "internal error: RuntimeError: boom" in err
    assert 1 == err.count("\n")
    monkeypatch.setenv("SAYSO_DEBUG", "1")
    with pytest.raises(RuntimeError, match="boom"):
        main(["stories", "--db", str(db)])


def test_a_stopped_command_says_that_it_can_go_on(
    run: Run, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control-C is one line and the exit code of an interrupt."""

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("sayso.publish.views.story_lists.story_lines", stop)
    code, _, err = run("stories", "--db", db)

    assert 130 == code
    assert err.startswith("sayso: stopped")


def test_progress_is_shown_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where standard error is a terminal there is a function to call; elsewhere there is none."""
    from sayso.commands.progress import progress_bars
    from sayso.run import Progress

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    with progress_bars() as nothing:
        assert nothing is None
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress_bars() as show:
        assert show
        show(Progress("reading", 1, 4))
        show(Progress("reading", 4, 4))

    assert "reading" in terminal.getvalue()


BELIEF = (
    "Ferry council meets in Elsin\n\n"
    "The harbour council said on Friday that the strike was over.\n\n"
    "Union leader Mara Vint believes that the ferries will never sail again.\n"
)


@pytest.fixture(scope="module")
def believed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection of one report in which something is said and something is believed; it lies beside it."""
    home = tmp_path_factory.mktemp("belief")
    (home / "ferry.txt").write_text(BELIEF, encoding="utf-8")
    assert 0 == main(["add", str(home / "ferry.txt"), "--db", str(home / "ferry.db")])
    return home / "ferry.db"


@pytest.mark.parametrize("verb", ["said", "story", "annotate"])
def test_pages_leave_out_beliefs_unless_asked_for(run: Run, believed: Path, verb: str) -> None:
    """And say that they do; with the option they stand there, labelled."""
    where = ("--db", believed) if verb != "annotate" else (believed.with_suffix(".txt"), "--format", "table")
    asked = ("said", "--about", "the") if verb == "said" else (verb,)
    left_out = "left out: 1 intention or belief, shown with --all-acts"

    code, out, _ = run(*asked, *where)
    assert 0 == code
    assert "the strike was over" in out
    assert "never sail" not in " ".join(out.split())
    assert left_out in out

    code, out, _ = run(*asked, *where, "--all-acts")
    assert 0 == code
    assert "the ferries will never sail again" in " ".join(out.split())
    assert "belief" in out
    assert left_out not in out


def test_an_answer_without_speech_says_what_it_holds_back(run: Run, believed: Path) -> None:
    """With "none found" alone she would be taken to be silent."""
    _, out, _ = run("said", "Vint", "--db", believed)

    assert "none found" in out
    assert "left out: 1 intention or belief, shown with --all-acts" in out


def test_a_list_of_speakers_counts_beliefs_only_when_asked_for(run: Run, believed: Path) -> None:
    """The page, the table and the document alike."""
    for format_ in ("table", "json", "csv"):
        _, plain, _ = run("said", "--db", believed, "--format", format_)
        _, every, _ = run("said", "--db", believed, "--format", format_, "--all-acts")

        assert [False, True] == ["Mara Vint" in plain, "Mara Vint" in every]


@pytest.mark.parametrize("verb", ["annotate", "export", "story"])
def test_programs_get_beliefs_always_and_labelled(run: Run, believed: Path, verb: str) -> None:
    """They choose by the speech act; the option changes nothing for them."""
    form = {"annotate": "jsonl", "export": "json", "story": "json"}[verb]
    where = (believed.with_suffix(".txt"),) if verb == "annotate" else ("--db", believed)

    _, out, _ = run(verb, *where, "--format", form)

    article = json.loads(out) if verb == "annotate" else json.loads(out)["articles"][0]
    assert ["statement", "belief"] == [row["speech_act"] for row in article["attributions"]]


@pytest.mark.parametrize("verb", ["said", "story", "export", "annotate"])
def test_what_is_less_sure_than_wanted_is_left_out(run: Run, believed: Path, verb: str) -> None:
    """Nothing is a thousand sure here, and everything is at least zero sure; pages say how much they leave out."""
    where = (believed.with_suffix(".txt"),) if verb == "annotate" else ("--db", believed)
    asked = ("said", "--about", "strike") if verb == "said" else (verb,)

    code, out, _ = run(*asked, *where, "--min-confidence", 0)
    assert (0, True) == (code, "the strike was over" in out.replace("\\n", " ")), verb
    if verb in {"said", "story"}:
        _, out, _ = run(*asked, *where, "--min-confidence", 1000)
        assert "none found" in out
        assert "left out: 1 attribution less sure than 1000 of 1000" in out
    else:
        _, out, _ = run(verb, *where, "--min-confidence", 1000)
        article = json.loads(out) if verb == "annotate" else json.loads(out)["articles"][0]
        assert [] == article["attributions"]


def test_a_story_as_a_table_leaves_out_what_the_export_does(run: Run, believed: Path) -> None:
    """`story --format csv` is the export's sheet of that story."""
    _, whole, _ = run("story", "--format", "csv", "--db", believed)
    _, sure, _ = run("story", "--format", "csv", "--db", believed, "--min-confidence", 1000)

    assert [2, 0] == [len(list(csv.DictReader(io.StringIO(text)))) for text in (whole, sure)]


@pytest.mark.parametrize("verb", ["said", "story", "export", "annotate"])
def test_help_says_in_what_a_least_confidence_is_given(run: Run, verb: str) -> None:
    """Thousandths could be taken for percents."""
    _, out, _ = run(verb, "--help")

    words = " ".join(out.replace("│", " ").split())
    assert "less sure than N of 1000: thousandths, no percent (900 is 90 %)" in words
