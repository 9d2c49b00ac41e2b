"""Sets up a fresh machine, then starts Tieline or its tests; needs nothing but Python 3.11 or newer.

    python bootstrap.py run [ARGS…]     tieline ARGS…; without any: the window, or the demo where there is no screen
    python bootstrap.py test [ARGS…]    every check and test; with ARGS: pytest ARGS… alone

The set-up makes `.venv`, installs the locked dependencies and, on Debian and Ubuntu, the system libraries that are
missing. It is done once; a stamp in `.venv` tells the next start that nothing has changed since.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
SYSTEM = VENV / "system"  # Debian packages unpacked here where we may not install them
LOCK = ROOT / ".venv.lock"  # says "unfinished" while a set-up is at work, so that a half venv is never taken for whole
WINDOWS = sys.platform == "win32"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")

LIBRARIES = (
    "libgl1 libegl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0 libgssapi-krb5-2 libodbc2 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"
)
DRIVERS = "unixodbc libsqliteodbc odbc-postgresql tdsodbc"
AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
SCREEN = "xvfb xauth xdotool openbox"  # a virtual screen works only where it is installed, not unpacked
ODBC_DRIVERS = {
    "SQLite3": "libsqlite3odbc.so",
    "PostgreSQL Unicode": "psqlodbcw.so",
    "PostgreSQL ANSI": "psqlodbca.so",
    "FreeTDS": "libtdsodbc.so",
}


class SetupFailed(Exception):
    """The machine could not be set up; the text says what to do."""


@dataclass(frozen=True, kw_only=True)
class Needs:
    """What one of the two commands needs."""

    name: str
    lock: str
    packages: str
    root_packages: str = ""

    @property
    def stamp(self) -> Path:
        """The file that holds the fingerprint of the last whole set-up."""
        return VENV / f"set-up-for-{self.name}"

    def fingerprint(self) -> str:
        """Changes whenever the set-up has to be done again."""
        digest = hashlib.sha256((ROOT / self.lock).read_bytes() + Path(__file__).read_bytes())
        digest.update(repr((str(ROOT), sys.version_info[:2], distribution())).encode())
        return digest.hexdigest()

    def met(self) -> bool:
        """Whether the last set-up is whole and still fits."""
        try:
            return self.stamp.read_text() == self.fingerprint() and PYTHON.exists() and not LOCK.stat().st_size
        except OSError:
            return False


RUN = Needs(name="run", lock="requirements.lock", packages=LIBRARIES)
TEST = Needs(name="test", lock="requirements-test.lock", packages=f"{LIBRARIES} {DRIVERS}", root_packages=SCREEN)


def main(arguments: Sequence[str]) -> int:
    """Run one of the two commands and return its exit code."""
    commands = {"run": start, "test": test}
    if not arguments or arguments[0] not in commands:
        told = bool(arguments) and arguments[0] in {"-h", "--help", "help"}
        print(__doc__, file=sys.stdout if told else sys.stderr)
        return 0 if told else 2
    try:
        return commands[arguments[0]](list(arguments[1:]))
    except SetupFailed as failure:
        say(str(failure))
        return 4
    except subprocess.CalledProcessError as failure:
        say(f"The set-up was not finished: `{' '.join(map(str, failure.cmd))}` failed. Its own words are above.")
        return 4
    except OSError as failure:
        say(f"The set-up was not finished: {failure}. Check the rights and the free space of {ROOT}.")
        return 4
    except KeyboardInterrupt:
        say("Interrupted. The next start makes up for it.")
        return 130


def start(arguments: list[str]) -> int:
    """Start Tieline; what it prints and returns is its own."""
    prepare(RUN)
    if not arguments:
        arguments = ["sandbox", "open"] if has_screen() else ["demo"]
    command = [str(PYTHON), "-P", "-m", "app", *arguments]
    if not WINDOWS:
        os.execve(command[0], command, environment())  # noqa: S606 (the same process, so that signals reach Tieline)
    return subprocess.run(command, env=environment(), check=False).returncode


def test(arguments: list[str]) -> int:
    """Run the fast checks and the tests, or pytest alone with the given arguments."""
    prepare(TEST)
    pytest = [str(PYTHON), "-m", "pytest"]
    if arguments:
        return checked([("tests", [*pytest, *arguments])])
    return checked(
        [
            ("format", [str(BIN / "ruff"), "format", "--check", "."]),
            ("lint", [str(BIN / "ruff"), "check", "."]),
            ("import rules", [str(BIN / "lint-imports")]),
            ("types", [str(BIN / "pyright")]),
            # Tests of crashes and processes wait more than they work: three at a time fill two cores.
            ("tests", [*pytest, "-n", "3", "--dist", "loadfile"]),
        ]
    )


def checked(checks: list[tuple[str, list[str]]]) -> int:
    """Run every check, also after one has failed; 0 if all passed."""
    outcomes: list[tuple[str, bool, float]] = []
    for name, command in checks:
        say(f"{name}: {' '.join(Path(word).name if word.startswith(str(VENV)) else word for word in command)}")
        began = time.monotonic()
        passed = subprocess.run(command, cwd=ROOT, env=environment(), check=False).returncode == 0
        outcomes.append((name, passed, time.monotonic() - began))
    for name, passed, seconds in outcomes:
        say(f"{'passed' if passed else 'FAILED'}  {name}  {seconds:.0f} s")
    return 0 if all(passed for _, passed, _ in outcomes) else 1


# The set-up


def prepare(needs: Needs) -> None:
    """Bring the machine to what is needed, unless it is there already."""
    if needs.met():
        return
    if not (ROOT / needs.lock).exists():
        raise SetupFailed(f"The set-up was not started: {needs.lock} is missing. Get the whole checkout again.")
    with at_work():
        if needs.met():  # another set-up did it while we waited
            return
        make_venv()
        system_packages(needs)
        install(needs)
        # The way from there, not the path itself: Python before 3.13 reads it as the locale has it, which may be ASCII.
        (site_packages() / "tieline-checkout.pth").write_text(f"{os.path.relpath(ROOT, site_packages())}\n")
        needs.stamp.write_text(needs.fingerprint())


@contextmanager
def at_work() -> Generator[None]:
    """Let one set-up work at a time; what an interrupted one left behind is thrown away first."""
    with LOCK.open("a+") as handle:
        wait_for(handle.fileno())
        handle.seek(0)
        if handle.read():
            say("The last set-up was interrupted: starting from nothing.")
            shutil.rmtree(VENV, ignore_errors=True)
        handle.write("unfinished")
        handle.flush()
        yield
        handle.truncate(0)


def wait_for(descriptor: int) -> None:
    """Take the lock of an open file; the system gives it back when this process ends, however it ends."""
    if sys.platform == "win32":
        import msvcrt

        while True:
            try:
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
            except OSError:  # it gives up after ten seconds
                continue
            return
    else:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX)


def make_venv() -> None:
    """Make `.venv`, or keep the one that fits this Python."""
    if PYTHON.exists() and site_packages().exists():
        return
    say(f"Making {VENV.name} with Python {sys.version.split()[0]}")
    venv.EnvBuilder(clear=True, symlinks=not WINDOWS, with_pip=has_ensurepip()).create(VENV)


def has_ensurepip() -> bool:
    """Whether this Python brings pip along; Debian's does not without python3-venv."""
    return importlib.util.find_spec("ensurepip") is not None


def site_packages() -> Path:
    """Where the packages of a venv of this Python lie."""
    if WINDOWS:
        return VENV / "Lib" / "site-packages"
    return VENV / "lib" / "python{}.{}".format(*sys.version_info) / "site-packages"


def install(needs: Needs) -> None:
    """Install the locked dependencies, nothing but wheels with the hashes we know."""
    say(f"Installing {needs.lock}")
    options = ("--require-hashes", "--only-binary=:all:", "--no-input", "--progress-bar", "off", "-qq")
    call([PYTHON, *pip(), "install", *options, "-r", ROOT / needs.lock], env=environment())


def pip() -> list[str]:
    """How to call pip: the venv's own, or Debian's wheel of it, which runs as it is."""
    if has_ensurepip() and not (site_packages() / "pip").exists():
        call([PYTHON, "-m", "ensurepip"])
    if (site_packages() / "pip").exists():
        return ["-m", "pip"]
    if shutil.which("apt-get"):
        unpack(["python3-pip-whl"], alone=True)
        return [str(wheel / "pip") for wheel in SYSTEM.glob("usr/share/python-wheels/pip-*.whl")]
    raise SetupFailed("The set-up was not finished: pip is missing. Install Python with pip, then start again.")


# System libraries


def system_packages(needs: Needs) -> None:
    """Install what Debian or Ubuntu lacks: as root, by sudo without a question, or unpacked into `.venv/system`."""
    if not shutil.which("apt-get") or not shutil.which("dpkg-query"):
        advise()
        return
    wanted = needs.packages.split()
    if not AUTHORITIES.exists():  # where they exist they may be a company's own: the package would write over them
        wanted.append("ca-certificates")
    lead = [] if os.geteuid() == 0 else sudo()
    if lead is not None:
        wanted += needs.root_packages.split()
    absent = missing(wanted)
    if not absent:
        return
    say(f"Installing system packages: {' '.join(absent)}")
    try:
        unpack(absent) if lead is None else apt_install(lead, absent)
    except subprocess.CalledProcessError:
        say(
            f"Not installed: {' '.join(absent)}. Without them parts of Tieline may not start; ask an administrator for:"
        )
        say(f"    apt-get install {' '.join(absent)}")


def advise() -> None:
    """Say what other systems need by hand."""
    if sys.platform == "darwin" and not any(Path(brew).exists() for brew in ("/opt/homebrew/lib", "/usr/local/lib")):
        say("ODBC sources need unixODBC: brew install unixodbc")


def sudo() -> list[str] | None:
    """The words that make a command root's without a question, or None where there are none."""
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def missing(wanted: Sequence[str]) -> list[str]:
    """Those packages that are neither installed, by their own name or one they provide, nor unpacked by us."""
    listing = output(["dpkg-query", "-W", "-f", "${db:Status-Abbrev}\t${Package}, ${Provides}\n"])
    present = {
        name.split()[0]
        for line in listing.splitlines()
        if line.startswith("ii")
        for name in line.partition("\t")[2].split(",")
        if name.strip()
    }
    unpacked = SYSTEM / "packages"
    present |= set(unpacked.read_text().split()) if unpacked.exists() else set()
    return [name for name in wanted if name not in present]


def apt_install(lead: list[str], names: list[str]) -> None:
    """Install packages, asking nothing; the package lists are fetched only if those at hand do not do."""
    apt = [*lead, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300"]
    command = [*apt, "install", "--no-install-recommends", *names]
    if subprocess.run(command, stdout=sys.stderr, check=False).returncode:
        call([*apt, "update"])
        call(command)


def unpack(names: list[str], *, alone: bool = False) -> None:
    """Download packages, unless alone with what they depend on, and unpack them: no administrator is needed."""
    archives = SYSTEM / "archives"
    (archives / "lists" / "partial").mkdir(parents=True, exist_ok=True)
    apt: list[str] = ["apt-get", "-q"]
    simulate = ["-s", "install", "--no-install-recommends", *names]
    if subprocess.run([*apt, *simulate], capture_output=True, check=False).returncode:
        apt += ["-o", f"Dir::State::lists={archives / 'lists'}", "-o", f"Dir::Cache={archives}"]
        call([*apt, "update"])
    planned = [line.split() for line in output([*apt, *simulate]).splitlines() if line.startswith("Inst ")]
    # A word in brackets is the version at hand: an upgrade of what is installed is not for us.
    found = names if alone else [words[1] for words in planned if not words[2].startswith("[")]
    call([*apt, "download", *found], cwd=archives)
    for archive in sorted(archives.glob("*.deb")):
        call(["dpkg", "-x", archive, SYSTEM])
    shutil.rmtree(archives)
    configure()
    with (SYSTEM / "packages").open("a") as handle:
        handle.write("".join(f"{name}\n" for name in names))


def configure() -> None:
    """Write what the packages' own scripts would have set up: fonts, ODBC drivers, certificates."""
    etc = SYSTEM / "etc"
    etc.mkdir(exist_ok=True)
    folders = "".join(f"<dir>{folder}/usr/share/fonts</dir>" for folder in (SYSTEM, ""))
    (etc / "fonts.conf").write_text(f"<fontconfig>{folders}<cachedir>{SYSTEM}/fontcache</cachedir></fontconfig>\n")
    known = Path("/etc/odbcinst.ini")
    entries = [known.read_text() if known.exists() else ""]
    for name, library in ODBC_DRIVERS.items():
        entries += [f"[{name}]\nDriver={found}\n" for found in SYSTEM.glob(f"usr/lib/*/odbc/{library}")]
    (etc / "odbcinst.ini").write_text("\n".join(entries))
    authorities = sorted(SYSTEM.glob("usr/share/ca-certificates/*/*.crt"))
    (etc / "certificates.pem").write_text("".join(path.read_text() for path in authorities))


# The surroundings of the programs we start


def environment() -> Mapping[str, str]:
    """The environment for Tieline: our own, and where unpacked system libraries lie."""
    merged = dict(os.environ)
    if not SYSTEM.exists():
        return merged
    libraries = [str(path) for path in (*SYSTEM.glob("usr/lib/*-linux-gnu*"), *SYSTEM.glob("lib/*-linux-gnu*"))]
    merged["LD_LIBRARY_PATH"] = os.pathsep.join([*libraries, *filter(None, [merged.get("LD_LIBRARY_PATH")])])
    for variable, path, standard in (
        ("FONTCONFIG_FILE", "etc/fonts.conf", "/etc/fonts/fonts.conf"),
        ("XKB_CONFIG_ROOT", "usr/share/X11/xkb", "/usr/share/X11/xkb"),
        ("ODBCSYSINI", "etc", ""),
        ("PIP_CERT", "etc/certificates.pem", str(AUTHORITIES)),
    ):
        found = SYSTEM / path
        if found.exists() and not (standard and Path(standard).exists()) and (found.is_dir() or found.stat().st_size):
            merged.setdefault(variable, str(found))
    return merged


def has_screen() -> bool:
    """Whether a window can open; Qt aborts the process where it cannot."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def distribution() -> str:
    """Which Linux this is: a checkout may be taken to another machine together with its `.venv`."""
    release = Path("/etc/os-release")
    return release.read_text() if release.exists() else sys.platform


# Calling and telling


def call(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, cwd: Path | None = None) -> None:
    """Run a step of the set-up; what it prints goes to stderr, for stdout belongs to Tieline."""
    subprocess.run([str(word) for word in command], env=env, cwd=cwd, stdout=sys.stderr, check=True)


def output(command: Sequence[str]) -> str:
    """What a command prints."""
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def say(text: str) -> None:
    """Tell the person at the keyboard."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 (this is the file that an older Python may be given)
        sys.exit("Tieline was not started: it needs Python 3.11 or newer. Install one, then start again with it.")
    sys.exit(main(sys.argv[1:]))
