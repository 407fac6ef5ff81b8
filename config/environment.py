"""How a setting is read: NAME from the environment, or NAME_FILE naming the file that holds it (a Docker secret)."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

import environ
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured

SQLITE_START = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
STAND_INS = {"DATABASE_URL": "sqlite://:memory:", "EMAIL_URL": "memorymail://", "REDIS_URL": "redis://"}
"""What lets the rest of the settings be read when production misses these; the start is refused after the last one."""


class Environment(environ.FileAwareEnv):
    """The environment of one process; remembers what the production profile misses, to name it all at once."""

    def __init__(self) -> None:
        super().__init__()
        self._missing: list[str] = []

    def given(self, name: str) -> bool:
        """Whether the name has a value; an empty one counts as none, because compose files pass empty ones on."""
        return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))

    def choice(self, name: str, default: str, choices: tuple[str, ...]) -> str:
        value = self.text(name, default)
        if value not in choices:
            raise ImproperlyConfigured(f"{name} 只能是 {' 或 '.join(choices)}。 {name} must be one of {choices}.")
        return value

    def text(self, name: str, default: str) -> str:
        return str(self.str(name)).strip() if self.given(name) else default

    def needed(self, name: str, embedded: Callable[[], str]) -> str:
        """A value that production must be given; the embedded profile falls back to its own."""
        if self.given(name):
            return self.text(name, "")
        if self.text("HONORS_PROFILE", "embedded") == "production":
            self._missing.append(name)
            return STAND_INS.get(name, "")
        return embedded()

    def refuse_if_missing(self) -> None:
        if self._missing:
            names = "、".join(self._missing)
            raise ImproperlyConfigured(
                f"生产环境缺少以下设置：{names}。每一项都可以写成 NAME，也可以用 NAME_FILE 指向保存它的文件。\n"
                f"The production profile misses: {', '.join(self._missing)}. Give each as NAME or as NAME_FILE."
            )

    def path_of(self, name: str, default: Path) -> Path:
        return Path(self.text(name, str(default))).resolve()

    def folder(self, name: str, default: Path) -> Path:
        """A folder of the site, made when it is not there, readable by its owner only."""
        path = self.path_of(name, default)
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        return path

    def listed(self, value: str) -> list[str]:
        return [part.strip() for part in value.split(",") if part.strip()]

    def kept_secret(self, path: Path) -> str:
        return self._kept(path, lambda: secrets.token_urlsafe(64))

    def kept_fernet_key(self, path: Path) -> str:
        return self._kept(path, lambda: Fernet.generate_key().decode())

    def _kept(self, path: Path, make: Callable[[], str]) -> str:
        """A secret made on first use and kept with mode 0600.

        Linking a finished file into place lets the web process and the worker start at once and still agree.
        """
        if not path.exists():
            draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(make())
            try:
                os.link(draft, path)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return path.read_text().strip()

    def database(self, url: str) -> dict[str, Any]:
        """The database of the site: PostgreSQL, or SQLite in the mode that never answers "locked" under load."""
        settings: dict[str, Any] = dict(self.db_url_config(url))
        options = settings.setdefault("OPTIONS", {})
        if settings["ENGINE"].endswith("sqlite3"):
            options.update(transaction_mode="IMMEDIATE", timeout=20, init_command=SQLITE_START)
        else:
            settings["CONN_MAX_AGE"] = self.int("CONN_MAX_AGE", default=600)
            settings["CONN_HEALTH_CHECKS"] = True
            options.setdefault("connect_timeout", 5)
        return settings

    def mail(self, url: str) -> dict[str, Any]:
        """The EMAIL_* settings behind an address such as smtp+tls://user:password@host:587."""
        return dict(self.email_url_config(url))

    def broker_options(self, redis_url: str, folder: Path) -> dict[str, Any]:
        """A broker that does not answer is given up within a second; without a server, tasks are files in a folder."""
        if redis_url:
            once = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "interval_max": 0}
            return {**once, "socket_connect_timeout": 1, "socket_timeout": 10, "visibility_timeout": 600}
        box, control = folder / "box", folder / "control"
        for path in (box, control):
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        return {
            "data_folder_in": str(box),
            "data_folder_out": str(box),
            "control_folder": str(control),
            "store_processed": False,
            "polling_interval": 0.2,
        }
