"""A PostgreSQL server of one's own for a while: in a temporary folder, on this machine alone, gone afterwards."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sayso.errors import StoreError

NOT_DURABLE = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
"""What is in it is thrown away: nothing has to reach the disk."""

OF_ROOT = ("postgres", "nobody")
"""The server refuses to run as root: then the first of these users that there is runs it."""


def programs() -> Path | None:
    """The folder of `initdb` and `pg_ctl`: on the path, or where Debian puts them, the newest first."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    folders = Path("/usr/lib/postgresql").glob("*/bin")
    known = [folder for folder in folders if (folder / "initdb").exists() and folder.parent.name.isdigit()]
    return max(known, key=lambda folder: int(folder.parent.name), default=None)


def schema_of(place: str) -> str:
    """The schema that the URL of a collection names."""
    return place.partition("schema=")[2]


@contextmanager
def private_server() -> Iterator[str]:
    """Start a server, give the URL of its database, and stop it. StoreError when it cannot be started."""
    where = programs()
    if where is None:
        raise StoreError("there is no PostgreSQL on this machine; install Debian's package `postgresql`")
    folder = Path(tempfile.mkdtemp(prefix="sayso-postgresql-"))
    user = _user()
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
    port = _free_port()
    own = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": ""}
    settings = [*(f"{name}={value}" for name, value in own.items()), *NOT_DURABLE, "max_connections=60"]
    data, options = str(folder / "data"), " ".join(f"-c '{one}'" for one in settings)
    try:
        _call(
            where / "initdb",
            "-D",
            data,
            "-U",
            "sayso",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
            user=user,
        )
        _call(
            where / "pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start", user=user
        )
        try:
            yield f"postgresql://sayso@127.0.0.1:{port}/postgres"
        finally:
            _call(where / "pg_ctl", "-D", data, "-m", "immediate", "stop", user=user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> Any:
    if os.geteuid() != 0:
        return None
    known = {one.pw_name: one for one in pwd.getpwall()}
    return next((known[name] for name in OF_ROOT if name in known), None)


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def _call(program: Path, *arguments: str, user: Any) -> None:
    as_user = {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": ()}
    with tempfile.TemporaryFile() as told:  # a file: what runs on would hold a pipe open
        done = subprocess.run(  # noqa: S603 - PostgreSQL's own programs
            [program, *arguments], stdout=told, stderr=told, cwd="/", check=False, **as_user
        )
        if done.returncode:
            told.seek(0)
            raise StoreError(f"{program.name} failed: {told.read().decode(errors='replace').strip()[-500:]}")
