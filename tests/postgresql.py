"""A PostgreSQL server of a test's own: on a loopback port, in a folder that goes with it.

The server is that of the distribution's package. It refuses to run as root, so it runs as the
account that the package made.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import URL

from tests.ports import free_port

ACCOUNT = "postgres"
PASSPHRASE = "a-passphrase-of-nobody"
NOT_INSTALLED = "PostgreSQL is not installed: apt-get install postgresql"


@dataclass(frozen=True, kw_only=True)
class Server:
    """A server that runs, and its superuser."""

    programs: Path
    folder: Path
    port: int
    _numbers: Iterator[int] = field(default_factory=count)

    def url(self, database: str = ACCOUNT) -> URL:
        """Return the URL of a database, with its password."""
        return URL.create(
            "postgresql+psycopg", ACCOUNT, PASSPHRASE, "127.0.0.1", self.port, database
        )

    def new_database(self) -> URL:
        """Make an empty database."""
        name = f"register_{next(self._numbers)}"
        self.run(f"create database {name}")
        return self.url(name)

    def run(self, statement: str) -> None:
        """Run a statement as the superuser, outside any transaction."""
        told = self.url().set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(told, autocommit=True) as con:
            con.execute(statement.encode())

    def stop(self) -> None:
        """Stop, whoever is connected."""
        as_owner(self.programs / "pg_ctl", "stop", "-D", self.folder / "data", "-m", "immediate")


def programs() -> Path | None:
    """Find the newest server that is installed."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((path.parent for path in versions), key=_version, default=None)


@contextmanager
def server_in(folder: Path, found: Path) -> Iterator[Server]:
    """Start a server in a folder, and stop it at the end."""
    _prepare(folder, found)
    server = Server(programs=found, folder=folder, port=free_port())
    settings = f"-p {server.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -F"
    start = ("start", "-w", "-D", folder / "data", "-o", settings, "-l", folder / "log")
    as_owner(found / "pg_ctl", *start)
    try:
        yield server
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            server.stop()


@contextmanager
def private_folder() -> Iterator[Path]:
    """Make a folder for a server, which the account that it runs under can reach."""
    with tempfile.TemporaryDirectory(prefix="thinkfamily-postgresql-") as name:
        if os.geteuid() == 0:
            shutil.chown(name, ACCOUNT)
        yield Path(name)


def as_owner(*words: str | Path) -> None:
    """Run a program of the server's, never as root."""
    owner = ACCOUNT if os.geteuid() == 0 else None
    subprocess.run(
        [str(word) for word in words],
        user=owner,
        cwd="/",
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _prepare(folder: Path, found: Path) -> None:
    secret = folder / "passphrase"
    secret.write_text(PASSPHRASE, "utf-8")
    if os.geteuid() == 0:
        shutil.chown(secret, ACCOUNT)
    told = ("-D", folder / "data", "-U", ACCOUNT, "-A", "scram-sha-256", "--pwfile", secret)
    as_owner(found / "initdb", *told, "-E", "UTF8", "--locale", "C", "--no-sync")


def _version(path: Path) -> float:
    return float(path.parent.name)
