"""What stands before every answer: hosts, tokens, forms, sizes, and the headers that say what a page may do."""

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from sayso.errors import SettingsError
from sayso.web.app import make_app
from sayso.web.door import FORMS, SIGNED_IN, Door
from sayso.web.guarding import MOST_SENT

Browse = Callable[..., TestClient]
TOKEN = "a-token-of-more-than-sixteen"
PAGES = ("/stories", "/search?q=dyke", "/reviews", "/nowhere", "/login", "/stories?since=x")


def form_token(client: TestClient) -> str:
    """The mark that this server's pages give to this browser."""
    found = re.search(r'name="form_token" value="([0-9a-f]{64})"', client.get("/login").text)
    assert found is not None
    return found[1]


def signed_in(browse: Browse, **options: bool) -> TestClient:
    """A client that has shown the token of its server."""
    client = browse(token=TOKEN, **options)
    client.post("/login", data={"form_token": form_token(client), "token": TOKEN})
    return client


@pytest.mark.parametrize("address", [*PAGES, "/stories.json", "/static/sayso.css", "/api/v1/stories"])
def test_every_answer_says_what_a_page_may_do(client: TestClient, address: str) -> None:
    """Nothing from elsewhere, no inline script, no frames, no address passed on, kept by the browser alone."""
    headers = client.get(address).headers

    policy = headers["content-security-policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "nosniff" == headers["x-content-type-options"]
    assert "same-origin" == headers["referrer-policy"]
    assert headers["cache-control"].startswith("private")
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("address", PAGES)
def test_no_page_has_a_script_or_a_style_of_its_own(client: TestClient, address: str) -> None:
    html = client.get(address).text

    assert [] == re.findall(r"<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son\w+=\"", html)
    assert [] == re.findall(r"(?:src|href)=\"(?:https?:)?//", html)


@pytest.mark.parametrize(
    "host", ["evil.example", "sayso.evil.example:8000", "127.0.0.1.evil.example", "[::1", ""]
)
def test_a_name_that_is_not_ours_is_refused(client: TestClient, host: str) -> None:
    """DNS rebinding: a page elsewhere makes its own name point to this machine, and asks under that name."""
    response = client.get("/stories.json", headers={"Host": host})

    assert 421 == response.status_code
    assert "application/problem+json" == response.headers["content-type"]


@pytest.mark.parametrize(
    "host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "192.0.2.7", "desk.example"]
)
def test_numbers_and_our_own_names_are_let_through(browse: Browse, host: str) -> None:
    client = browse(address="https://desk.example/")

    assert 200 == client.get("/stories", headers={"Host": host}).status_code


def test_without_the_token_nothing_is_seen_but_the_door(browse: Browse) -> None:
    client = browse(token=TOKEN)

    page = client.get("/stories?q=dyke")
    assert (303, "/login?back=%2Fstories%3Fq%3Ddyke") == (page.status_code, page.headers["location"])
    for address in ("/stories.json", "/api/v1/stories", "/nowhere"):
        data = client.get(address, headers={"Accept": "application/json"})
        assert (401, "Bearer") == (data.status_code, data.headers["www-authenticate"])
        assert "Dolmin" not in data.text
    assert 200 == client.get("/login").status_code
    assert 200 == client.get("/static/sayso.css").status_code
    assert 303 == client.post("/review").status_code


def test_a_program_shows_the_token_with_each_question(browse: Browse) -> None:
    client = browse(token=TOKEN, accept="application/json")

    assert 200 == client.get("/stories.json", headers={"Authorization": f"Bearer {TOKEN}"}).status_code
    for wrong in (f"Bearer {TOKEN}x", "Bearer ", TOKEN, "Basic eDp5"):
        assert 401 == client.get("/stories.json", headers={"Authorization": wrong}).status_code


def test_a_person_shows_the_token_once(browse: Browse) -> None:
    client = browse(token=TOKEN)
    form = {"form_token": form_token(client), "token": TOKEN, "back": "/stories?q=dyke"}

    came_in = client.post("/login", data=form)

    assert (303, "/stories?q=dyke") == (came_in.status_code, came_in.headers["location"])
    kept = came_in.headers["set-cookie"]
    assert "HttpOnly; SameSite=Strict" in kept
    assert TOKEN not in kept
    page = client.get("/stories")
    assert 200 == page.status_code
    assert TOKEN not in page.text
    assert "Sign out" in page.text
    client.post("/logout", data={"form_token": form["form_token"]})
    assert 303 == client.get("/stories").status_code


def test_a_wrong_token_is_told_without_repeating_it(browse: Browse, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.web.signing_in.WAIT_S", 0.0)
    client = browse(token=TOKEN)

    response = client.post("/login", data={"form_token": form_token(client), "token": "guess-guess-guess"})

    assert 403 == response.status_code
    assert "That is not the token" in response.text
    assert "guess-guess-guess" not in response.text


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "stories", ""]
)
def test_nobody_is_sent_elsewhere_from_the_door(browse: Browse, back: str) -> None:
    client = browse(token=TOKEN)
    form = {"form_token": form_token(client), "token": TOKEN, "back": back}

    assert "/stories" == client.post("/login", data=form).headers["location"]
    assert "/stories" == client.get("/look", params={"look": "dark", "back": back}).headers["location"]


def test_cookies_are_for_https_alone_where_the_proxy_speaks_it(browse: Browse) -> None:
    client = browse(token=TOKEN, address="https://desk.example")

    assert "; Secure" in client.get("/login").headers["set-cookie"]


def test_a_pass_ends_with_its_token() -> None:
    door, other = Door(TOKEN), Door(TOKEN + "2")

    assert door.knows(door.new_pass())
    assert not other.knows(door.new_pass())
    for forged in ("", ".", "x.", "x.y", door.new_pass()[:-1], "é.ü", "\udc80.\udc80"):
        assert not door.knows(forged)
    assert Door(f"{TOKEN}\n").fits(TOKEN)
    assert not Door("").fits("")
    assert not Door("").knows(Door("").new_pass())


def test_a_short_token_is_refused(browse: Browse) -> None:
    with pytest.raises(SettingsError, match="16 are the least"):
        browse(token="short")


def test_a_form_from_elsewhere_does_nothing(browse: Browse) -> None:
    """Cross-site request forgery: a mark that only our pages give, and the origin that only browsers state."""
    client = signed_in(browse)
    mark = form_token(client)

    def send(headers: dict[str, str], **form: str) -> int:
        return client.post("/login", data={"token": TOKEN, **form}, headers=headers).status_code

    assert 303 == send({}, form_token=mark)
    assert 303 == send({"Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "same-origin"}, form_token=mark)
    assert 303 == send({"X-Form-Token": mark})
    assert 403 == send({})
    assert 403 == send({}, form_token=mark[::-1])
    assert 403 == send({"Origin": "http://evil.example"}, form_token=mark)
    assert 403 == send({"Origin": "http://127.0.0.1:9000"}, form_token=mark)
    assert 403 == send({"Origin": "null"}, form_token=mark)
    assert 403 == send({"Sec-Fetch-Site": "cross-site"}, form_token=mark)


def test_a_mark_is_good_for_one_browser(browse: Browse) -> None:
    one, two = signed_in(browse), signed_in(browse)
    mark = form_token(one)
    form_token(two)

    assert 403 == two.post("/review", data={"form_token": mark}).status_code
    one.cookies.delete(FORMS)
    assert 403 == one.post("/review", data={"form_token": mark}).status_code


@pytest.mark.parametrize("announced", [True, False])
def test_too_much_is_not_read(client: TestClient, announced: bool) -> None:  # noqa: FBT001 - a case of the test
    body = b"x" * (MOST_SENT + 1)
    sent = client.post("/logout", content=body if announced else iter([body]))

    assert 413 == sent.status_code


def test_a_long_address_is_not_read(client: TestClient) -> None:
    assert 414 == client.get(f"/stories?q={'x' * 5000}").status_code


def test_other_sites_read_nothing_unless_they_are_named(browse: Browse) -> None:
    shared = browse(cors_origins=("https://desk.example",))

    def allowed(client: TestClient, origin: str) -> str | None:
        return client.get("/stories.json", headers={"Origin": origin}).headers.get(
            "access-control-allow-origin"
        )

    assert "https://desk.example" == allowed(shared, "https://desk.example")
    assert allowed(shared, "https://evil.example") is None
    assert allowed(browse(), "https://desk.example") is None
    assert (
        "access-control-allow-credentials"
        not in shared.get("/stories.json", headers={"Origin": "https://desk.example"}).headers
    )


def test_reading_only_changes_nothing(browse: Browse) -> None:
    client = signed_in(browse, read_only=True)

    sent = client.post("/review", data={"form_token": form_token(client), "kind": "note"})

    assert 403 == sent.status_code
    assert "--read-only" in sent.text


def test_a_stranger_cookie_breaks_nothing(client: TestClient) -> None:
    for value in ("a=b; c", f"{SIGNED_IN}=x; {FORMS}=%00", '"', "\x7f=1"):
        assert 200 == client.get("/stories", headers={"Cookie": value}).status_code


def test_the_application_of_a_server_is_not_called_by_the_name_of_tests(
    opened: Callable[..., object],
) -> None:
    client = TestClient(make_app(opened(), hosts=("127.0.0.1",)))  # type: ignore[arg-type]

    assert 421 == client.get("/stories").status_code
