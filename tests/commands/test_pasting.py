"""`sayso add -` asks somebody at a terminal and nobody in a pipe, and loses nothing of what is pasted."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from tests.commands.terminals import WITH_TOYS, Typist

import sayso
from sayso.records import Article

QUESTIONS = ("Outlet", "Date", "Web address", "Title", "Ctrl-D")
READS_NOTHING = "import sys; from sayso.cli import main; sys.exit(main(sys.argv[1:]))"
SENTENCE = "The dam of Elsin “holds for now”, Mara Vint said on Friday. "
At = Callable[..., Typist]


@pytest.fixture
def at(tmp_path: Path) -> Iterator[At]:
    """`at("--outlet", "X")`: somebody at a terminal who has typed `sayso add -` with these options."""
    with ExitStack() as closing:
        yield lambda *more, program=WITH_TOYS, **env: closing.enter_context(
            Typist(["add", "-", "--db", "a.db", *more], folder=tmp_path, env=env, program=program)
        )


def kept(folder: Path) -> list[Article]:
    """The articles of the collection."""
    with sayso.open(folder / "a.db") as collection:
        return list(collection.store.articles())


def test_it_asks_and_shows_what_it_understood_and_keeps_a_line_of_any_length(at: At, tmp_path: Path) -> None:
    """The terminal itself would cut a line at 4,095 bytes. What is no date and no address is asked for again."""
    paragraph = SENTENCE * 340
    person = at("--outlet", "Elsin Courier")

    person.sees("Outlet [Elsin Courier]: ").types("\r").sees("Date").types("Fryday\r")
    person.sees("'Fryday' is no date; write it as").sees("Date").types("2 May 2031\r")
    person.sees("Web address: ").types("elsin\r").sees("no web address").types(
        "https://courier.example/dam\r"
    )
    person.sees("Title: ").types("\r").sees("Enter):")
    person.types(f"Dam of Elsin leaks again\r\n\r\n{paragraph}\r\n").types("\x04")

    assert 0 == person.sees("1 added").ends()
    assert (
        "Understood:\n"
        "  title    Dam of Elsin leaks again\n"
        "  outlet   Elsin Courier\n"
        "  date     2031-05-02\n"
        "  address  https://courier.example/dam\n"
        "  words    4,085 · completeness unknown\n"
    ) in person.shown
    (article,) = kept(tmp_path)
    assert f"Dam of Elsin leaks again\n\n{paragraph}\n" == article.text
    assert ("Elsin Courier", "2031-05-02") == (article.outlet, article.published_earliest)


@pytest.mark.parametrize("many", range(len(QUESTIONS)))
@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["ctrl-c", "ctrl-d"])
def test_whoever_stops_adds_nothing_and_gets_the_terminal_back(
    at: At, tmp_path: Path, many: int, key: str
) -> None:
    """At any question; where the text is pasted Ctrl-D ends it, and an empty one is no article."""
    person = at(program=READS_NOTHING)
    for question in QUESTIONS[:many]:
        person.sees(question).types("\r")
    code = person.sees(QUESTIONS[many]).types(key).ends()

    if key == "\x04" and QUESTIONS[many] == "Ctrl-D":
        assert (1, True) == (code, "sayso: nothing was pasted; " in person.shown)
    else:
        assert (130, True) == (code, "sayso: stopped; nothing was added\n" in person.shown)
    assert not (tmp_path / "a.db").exists()
    assert person.found == person.modes


def test_several_lines_are_no_answer_and_nothing_in_a_paste_is_a_key(at: At, tmp_path: Path) -> None:
    """A terminal that tells pastes from keys is asked to, and no more when it is done."""
    person = at()
    person.sees("\x1b[?2004h").sees("Outlet").types("\x1b[200~one\r\ntwo\x1b[201~\r").sees("several lines")
    person.sees("Outlet").types("\x1b[200~Elsin Courier\r\x1b[201~\r").sees("Date").types("\r")
    person.sees("Web").types("\r").sees("Title").types("\r").sees("Enter):")
    person.types(f"\x1b[200~A\x04B\x7f\r\n{SENTENCE}\x1b[201~").types("\x04")

    assert 0 == person.sees("\x1b[?2004l").sees("1 added").ends()
    (article,) = kept(tmp_path)
    assert (f"A\x04B\x7f\n{SENTENCE}", "Elsin Courier") == (article.text, article.outlet)


def test_a_terminal_of_another_encoding_is_read_as_its_own(at: At, tmp_path: Path) -> None:
    """And one that says UTF-8 and sends something else as a file of that kind would be."""
    person = at(LC_ALL="C", PYTHONIOENCODING="iso8859-1", TERM="dumb")
    answers = ("Küstenbote", "", "", "Dämme")
    for question, answer in zip(QUESTIONS, answers, strict=False):
        person.sees(question).types(answer.encode("iso8859-1") + b"\r")
    person.sees("Ctrl-D").types("Für Elsin, sagte Mara Vint.\r".encode("iso8859-1")).types("\x04")

    assert 0 == person.sees("1 added").ends()
    assert "\x1b[?2004" not in person.shown
    (article,) = kept(tmp_path)
    assert ("Küstenbote", "Dämme") == (article.outlet, article.title)
    assert "Für Elsin, sagte Mara Vint.\n" == article.text


def test_what_is_typed_is_shown_and_can_be_taken_back(at: At, tmp_path: Path) -> None:
    person = at(PYTHONIOENCODING="utf-8")
    person.sees("Outlet").types("Elsin Currier\x7f\x7f\x7f\x7f\x7f\x7fourier\r")
    person.sees("Elsin Currier" + "\b \b" * 6 + "ourier").sees("Date").types("junk\x15\r")
    person.sees("Web").types("\r").sees("Title").types("\r").sees("Enter):")
    person.types(f"{SENTENCE}x\x7f\r".encode() + "Grüß\x7f\x7f".encode()).types(b"\xfc\xdf\x04")

    assert 0 == person.sees("1 added").ends()
    (article,) = kept(tmp_path)
    assert ("Elsin Courier", f"{SENTENCE}\nGrüß") == (article.outlet, article.text)


def test_a_job_that_is_put_aside_gives_the_terminal_back_and_goes_on(at: At) -> None:
    person = at()
    person.sees("Outlet")
    os.kill(person.pid, signal.SIGTSTP)  # in a session without a shell it is not stopped, and goes on at once
    person.types("Elsin Courier\r").sees("Date").types("\x03")

    assert 130 == person.ends()
    assert person.found == person.modes


def test_nobody_is_asked_in_a_pipe(tmp_path: Path) -> None:
    options = ["--outlet", "Elsin Courier", "--published", "2031-05-02", "--completeness", "excerpt"]
    done = subprocess.run(
        [sys.executable, "-m", "sayso", "annotate", "-", *options, "--author", "Mara Vint", "--author", "Orm Tell"],
        input=SENTENCE.encode(),
        capture_output=True,
        timeout=60,
        check=False,
        cwd=tmp_path,
    )  # fmt: skip

    assert (0, b"") == (done.returncode, done.stderr)
    assert b'"outlet": "Elsin Courier"' in done.stdout
    assert b'"completeness": "excerpt"' in done.stdout
