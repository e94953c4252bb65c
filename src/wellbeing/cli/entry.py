"""How readers come in to what is served: options of ``wellbeing serve``, and what of them the server is told."""

import ipaddress
import re
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, NamedTuple, TypedDict
from urllib.parse import urlsplit

import click

#: How the log of the server is written; as the server itself has it, which knows Panel and is slow to import.
PLAIN, JSON = "plain", "json"
#: A file that is read, and not a folder.
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
#: A path that an address and a pattern of addresses say the same way.
_PREFIX: Final = re.compile(r"/?[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*/?")
#: Processes that one machine is asked for at most.
_MOST_WORKERS: Final = 64


class EntryOptions(TypedDict):
    """What is asked for by options."""

    origin: str
    prefix: str
    access_key: Path | None
    oidc: Path | None
    behind_proxy: str
    groups: Path | None
    log_format: str
    workers: int
    ahead: bool


class WayIn(NamedTuple):
    """The way in, as it was asked for."""

    origin: str = ""
    prefix: str = ""
    access_key: Path | None = None
    oidc: Path | None = None
    behind_proxy: str = ""
    groups: Path | None = None
    log_format: str = PLAIN
    workers: int = 1
    ahead: bool = True

    @property
    def program(self) -> str:
        """The module that is run: one process that serves, or one that deals readers out to several."""
        return "wellbeing.views.serving" if self.workers == 1 else "wellbeing.views.workers"

    def check(self) -> None:
        """Whether the options go together.

        Raises:
            click.UsageError: they do not; says what is missing.
            DataError: the access key, the groups or the settings of a login cannot be read.
        """
        names_people = "@" in self.behind_proxy
        if sum(map(bool, (self.access_key, self.oidc, names_people))) > 1:
            raise _wrong(
                "--access-key, --oidc and --behind-proxy HEADER@ADDRESS are three ways to know readers: choose one"
            )
        if self.groups and not (names_people or self.oidc):
            raise _wrong(
                "--groups says who may see which tier: --behind-proxy HEADER@ADDRESS or --oidc says who somebody is"
            )
        if self.origin and not (
            urlsplit(self.origin).scheme in {"http", "https"} and urlsplit(self.origin).netloc
        ):
            raise _wrong(f"--origin {self.origin} is not what a browser shows: https://engage.example.org")
        origin = urlsplit(self.origin)
        if self.oidc and origin.scheme == "http" and not is_loopback(origin.hostname or ""):
            raise _wrong(
                "--oidc takes an --origin that begins with https://: who logs in is told to nobody on the way"
            )
        if self.workers > 1 and not hasattr(socket, "send_fds"):
            raise _wrong("--workers needs a system on which one process can hand a connection to another")
        self._check_places()
        self._read()

    def _check_places(self) -> None:
        if self.prefix and not _PREFIX.fullmatch(self.prefix):
            raise _wrong(f"--prefix {self.prefix} is no path of plain letters and digits: /engagement")
        header, at, told = self.behind_proxy.rpartition("@")
        if self.behind_proxy and not (all(map(_address, told.split(","))) and bool(header) == bool(at)):
            raise _wrong(
                f"--behind-proxy {self.behind_proxy} names no address of a proxy, in figures: 127.0.0.1, or "
                "X-Forwarded-User@127.0.0.1"
            )

    def _read(self) -> None:
        from wellbeing.views.gate.groups import read_groups  # noqa: PLC0415
        from wellbeing.views.gate.key_file import read_key  # noqa: PLC0415
        from wellbeing.views.gate.provider.settings import read_provider, read_secret  # noqa: PLC0415

        if self.access_key:
            read_key(self.access_key)
        if self.groups:
            read_groups(self.groups)
        if self.oidc:
            read_secret(read_provider(self.oidc), self.oidc.parent)

    def check_beyond(self, address: str, tier: str) -> None:
        """Whether readers of other machines, where the address is reached from them, are let in by something.

        Raises:
            click.UsageError: a release of that tier would be read by anybody, or nobody could come.
        """
        if is_loopback(address):
            return
        if tier != "public" and not (self.access_key or self.oidc or "@" in self.behind_proxy):
            reason = f"other machines could read a release of the {tier} tier without a login"
            ways = "--access-key, --oidc, --behind-proxy HEADER@ADDRESS, or --tier public, which anybody may read"
            raise _wrong(f"--address {address} is not of this machine alone, and {reason}. Say {ways}")
        if not self.origin:
            raise _wrong(
                f"--address {address} is reached from other machines: say by which --origin, as browsers show it"
            )

    def options(self, private: Path) -> list[str]:
        """What the server is told; files are copied to its own folder, so that it knows of no other."""
        told = {"--origin": self.origin, "--prefix": self.prefix, "--behind-proxy": self.behind_proxy}
        told |= {"--log-format": self.log_format, "--workers": f"{self.workers}" if self.workers > 1 else ""}
        files = (("--access-key", self.access_key), ("--oidc", self.oidc), ("--groups", self.groups))
        for name, path in files:
            if path:
                told[name] = str(shutil.copyfile(path, private / name.strip("-")))
                (private / name.strip("-")).chmod(0o600)
        if self.oidc:
            told["--oidc-secret"] = str(_secret_kept(self.oidc, private))
        said = [part for name, value in told.items() if value for part in (name, value)]
        return [*said, "--ahead"] if self.ahead else said


_OPTIONS: Final = (
    click.option(
        "--ahead/--no-ahead",
        default=True,
        show_default=True,
        help="Make each page once before anybody may come, so that the first readers do not wait for it.",
    ),
    click.option(
        "--log-format",
        type=click.Choice([PLAIN, JSON]),
        default=PLAIN,
        show_default=True,
        help="json: a line for each request too, without what stands behind its question mark.",
    ),
    click.option(
        "--workers",
        type=click.IntRange(1, _MOST_WORKERS),
        default=1,
        show_default=True,
        help="Processes that serve together, each with all of the release in its memory.",
    ),
    click.option("--groups", type=_FILE, help="Which groups of readers may see which tier (TOML)."),
    click.option(
        "--behind-proxy",
        default="",
        metavar="[HEADER@]ADDRESS",
        help="Answer a proxy at this address alone; HEADER is where it names the reader.",
    ),
    click.option(
        "--oidc",
        type=_FILE,
        help="Readers log in at the OpenID Connect provider that this file describes (TOML).",
    ),
    click.option(
        "--access-key", type=_FILE, help="A file whose first line is the key that readers are asked for."
    ),
    click.option("--prefix", default="", metavar="PATH", help="Serve below this path: /engagement."),
    click.option(
        "--origin",
        default="",
        metavar="URL",
        help="What readers' browsers show: https://engage.example.org.",
    ),
)


def way_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a ``WayIn``."""
    for option in _OPTIONS:
        command = option(command)
    return command


def _secret_kept(settings: Path, private: Path) -> Path:
    """The secret of a login as a file of the server's own folder, wherever it was before."""
    from wellbeing.sources.private import write_private  # noqa: PLC0415
    from wellbeing.views.gate.provider.settings import read_provider, read_secret  # noqa: PLC0415

    write_private(
        kept := private / "oidc-secret", read_secret(read_provider(settings), settings.parent).encode()
    )
    return kept


def _address(told: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(told)
    except ValueError:
        return None


def is_loopback(address: str) -> bool:
    """Whether an address is of this machine alone."""
    return known.is_loopback if (known := _address(address)) else address == "localhost"


def _wrong(text: str) -> click.UsageError:
    return click.UsageError(f"{text}.")
