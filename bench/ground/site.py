"""A site of its own in the production profile: database, secrets, web server and nginx, all temporary and on loopback.

The environment is read from docker-compose.yml and the servers are started by the very files in docker/, so that what
is measured is what is shipped. Every process is ended by its own id, and the database is dropped.
"""

from __future__ import annotations

import base64
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import yaml

from bench.ground.machine import ROOT

HOST = "honors.bench.example"
POSTGRES = os.environ.get("BENCH_POSTGRES_URL", "postgres://postgres@127.0.0.1:5432").rstrip("/")
REDIS = os.environ.get("BENCH_REDIS_URL", "redis://127.0.0.1:6379/15")
UNPRIVILEGED = "nobody"


def tell(words: str) -> None:
    """Progress, beside the results."""
    print(f"  {words}", file=sys.stderr, flush=True)


class Site:
    """One temporary site. Use it as a context manager; inside, Django of this process speaks to the same database."""

    def __init__(self, name: str, **environment: str) -> None:
        self.name = name
        self.database = f"bench_{name}_{os.getpid()}"
        self.extra = environment
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        signal.signal(
            signal.SIGTERM, lambda *_: sys.exit(143)
        )  # so that a benchmark that is ended leaves nothing behind
        with ExitStack() as stack:
            self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix=f"bench-{self.name}-")))
            self.folder.chmod(0o755)  # nginx reads below it as nobody
            (self.folder / "secrets").mkdir(mode=0o700)
            self.environment = self._environment()
            os.environ.update(self.environment)
            stack.callback(drop_database, self.database)
            create_database(self.database)
            self._manage("migrate", "--verbosity", "0")
            self._manage("createcachetable")
            import django

            django.setup()
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        from django.db import connections

        connections.close_all()
        self._stack.close()

    # --- the environment of docker-compose.yml ----------------------------------------------------------------------

    def _environment(self) -> dict[str, str]:
        given = {"SITE_URL": f"https://{HOST}", "ALLOWED_HOSTS": HOST, "DEFAULT_FROM_EMAIL": f"honors@{HOST}"}
        compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
        found = {}
        for name, value in compose["x-site"]["environment"].items():
            text = re.sub(r"\$\{(\w+)[^}]*\}", lambda m: given[m[1]], str(value))
            found[name] = re.sub(r"^/run/secrets/", f"{self.folder}/secrets/", text)
        self._write_secrets()
        found["REDIS_URL"] = REDIS
        return {
            **found,
            "VAR_DIR": str(self.folder / "var"),
            "STATIC_ROOT": str(self.folder / "static"),
            "DJANGO_SETTINGS_MODULE": "config.settings",
            **self.extra,
        }

    def _write_secrets(self) -> None:
        values = {
            "database_url": f"{POSTGRES}/{self.database}",
            "secret_key": secrets.token_urlsafe(48),
            "field_encryption_keys": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
            "field_hash_key": secrets.token_urlsafe(48),
            "email_url": "memorymail://",
        }
        for name, value in values.items():
            path = self.folder / "secrets" / name
            path.write_text(value)
            path.chmod(0o600)

    def _manage(self, *arguments: str) -> None:
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"manage.py {' '.join(arguments)}：\n{done.stdout}{done.stderr}")

    def collect_static(self) -> None:
        """What the image does when it is built."""
        if not (self.folder / "static").exists() or not any((self.folder / "static").iterdir()):
            self._manage("collectstatic", "--noinput")

    # --- servers ----------------------------------------------------------------------------------------------------

    @contextmanager
    def web(self, **environment: str) -> Iterator[int]:
        """docker/web.sh with the numbers of docker-compose; yields its port."""
        self.collect_static()
        port = free_port()
        log = (self.folder / "web.log").open("ab")
        given = {**os.environ, "BIND": f"127.0.0.1:{port}", "FORWARDED_ALLOW_IPS": "*", **environment}
        process = subprocess.Popen(
            ["docker/web.sh"], cwd=ROOT, env=given, stdout=log, stderr=log, start_new_session=True
        )
        try:
            self._wait(process, f"http://127.0.0.1:{port}/healthz", self.folder / "web.log")
            yield port
        finally:
            end(process)
            log.close()

    @contextmanager
    def nginx(self, upstream: int) -> Iterator[int]:
        """docker/nginx.conf as it is, with the two files that differ from place to place; yields its port."""
        port = free_port()
        prefix = self.folder / "nginx"
        prefix.mkdir()
        shutil.copy(ROOT / "docker" / "nginx.conf", prefix)
        shutil.copytree(ROOT / "docker" / "errors", prefix / "errors")
        (prefix / "static").symlink_to(self.folder / "static")
        for path in (self.folder / "static").rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)
        if (self.folder / "static").exists():
            (self.folder / "static").chmod(0o755)
        (prefix / "cache").mkdir()
        (prefix / "listen.conf").write_text(f"listen 127.0.0.1:{port};\n")
        told = (ROOT / "docker" / "upstream.conf").read_text()
        keepalive = re.search(r"keepalive \d+;", told)
        (prefix / "upstream.conf").write_text(
            f"upstream app {{ server 127.0.0.1:{upstream}; {keepalive[0] if keepalive else ''} }}\n"
            'map "" $forwarded_scheme { default https; }\n'
        )
        user = UNPRIVILEGED if os.getuid() == 0 else None
        if user:
            for path in (prefix, *prefix.iterdir()):
                if not path.is_symlink():
                    shutil.chown(path, user)
        log_path = prefix / "log"
        with log_path.open("ab") as log:
            if user:
                shutil.chown(log_path, user)
            command = ["nginx", "-p", f"{prefix}/", "-c", f"{prefix}/nginx.conf", "-g", "daemon off;"]
            path = f"{os.environ['PATH']}:/usr/sbin:/sbin"
            process = subprocess.Popen(
                command, env={**os.environ, "PATH": path}, stdout=log, stderr=log, user=user, start_new_session=True
            )
            try:
                self._wait(process, f"http://127.0.0.1:{port}/healthz", log_path)
                yield port
            finally:
                end(process)

    def web_log(self) -> str:
        """The last words of the web server, for when a page failed."""
        return (self.folder / "web.log").read_text(errors="replace")[-3000:]

    def _wait(self, process: subprocess.Popen[bytes], url: str, log: Path) -> None:
        for _ in range(240):
            if process.poll() is not None:
                break
            try:
                asked = urllib.request.Request(url, headers={"Host": HOST, "X-Forwarded-Proto": "https"})
                if urllib.request.urlopen(asked, timeout=3).status == 200:
                    return
            except OSError:
                time.sleep(0.25)
        raise SystemExit(f"{url} 没有应答：\n{log.read_text(errors='replace')[-3000:]}")


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask it to end, and insist after ten seconds; its own children go with it."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


def free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def create_database(name: str) -> None:
    _ask(f'CREATE DATABASE "{name}"')


def copy_database(name: str, copy: str) -> None:
    _ask(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')


def drop_database(name: str) -> None:
    _ask(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _ask(statement: str) -> None:
    import psycopg2

    connection = psycopg2.connect(f"{POSTGRES}/postgres")
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.close()


def database_settings() -> dict[str, Any]:
    """What decides how fast PostgreSQL writes."""
    from django.db import connection

    names = ("server_version", "fsync", "synchronous_commit", "shared_buffers")
    found = {}
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"SHOW {name}")
            found[name] = cursor.fetchone()[0]
    return found
