#!/usr/bin/env python3
"""Brings what setup/dependencies.lock, or another lock, pins into the git-ignored folder deps/, and nothing else.

A file that is there with the pinned SHA-256 is left alone, without network. What is missing comes from PyPI through
`pip download`, which installs nothing into the user's Python; a wheel or a file with another SHA-256 is refused.
Files appear whole or not at all: they are written beside their place and renamed into it.

Needs only the standard library of Python 3.9 or newer. Exit status: 0 everything is in place, 1 something is not.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import importlib.util
import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

REPOSITORY = Path(__file__).resolve().parent.parent
STAMP = ".in-place{}.json"
MARK = ".archive"


def text(english: str, chinese: str) -> str:
    """The one of both texts that the user's locale asks for."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    primary = locale.replace("-", "_").replace(".", "_").replace("@", "_").split("_")[0]
    return chinese if primary.lower() == "zh" else english


def say(english: str, chinese: str) -> None:
    print(text(english, chinese), flush=True)


def fail(english: str, chinese: str) -> NoReturn:
    print(text("error: " + english, "错误:" + chinese), file=sys.stderr)
    sys.exit(1)


@dataclass(frozen=True)
class PinnedFile:
    """One file below deps/: where its bytes come from, and what they must be."""

    source: str
    in_wheel: bool
    sha256: str
    destination: str


@dataclass(frozen=True)
class UnpackedFolder:
    """One folder below deps/: everything below a folder of an archive. What it holds is pinned by the archive's own SHA-256,
    which stands in a file in it."""

    source: str
    destination: str


@dataclass
class Artefact:
    """One wheel or source archive on PyPI, and what it brings."""

    name: str
    version: str
    platform: str
    wheel: str
    sha256: str
    files: list[PinnedFile] = field(default_factory=list)
    folders: list[UnpackedFolder] = field(default_factory=list)

    @property
    def is_archive(self) -> bool:
        return not self.wheel.endswith(".whl")

    @property
    def destinations(self) -> list[str]:
        marks = [f"{folder.destination}/{MARK}" for folder in self.folders]
        return [file.destination for file in self.files] + marks

    @property
    def title(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def requirement(self) -> str:
        project, version = self.wheel.removesuffix(".tar.gz").split("-")[:2]
        return f"{project}=={version}"

    @property
    def platform_tag(self) -> str:
        """The newest of the platform tags in the wheel's name."""
        return self.wheel[: -len(".whl")].split("-")[-1].split(".")[-1]


def read_lock(path: Path) -> list[Artefact]:
    artefacts: list[Artefact] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if words[0] == "wheel" and len(words) == 6 and words[4].endswith(".whl"):
            artefacts.append(Artefact(*words[1:]))
        elif words[0] == "archive" and len(words) == 6 and words[4].endswith(".tar.gz"):
            artefacts.append(Artefact(*words[1:]))
        elif words[0] == "unpack" and len(words) == 3 and artefacts and artefacts[-1].is_archive:
            refuse_outside(words[2], path, number)
            artefacts[-1].folders.append(UnpackedFolder(*words[1:]))
        elif words[0] in ("take", "copy") and len(words) == 4 and artefacts and not artefacts[-1].is_archive:
            refuse_outside(words[3], path, number)
            artefacts[-1].files.append(PinnedFile(words[1], words[0] == "take", words[2], words[3]))
        else:
            fail(f"{path}:{number}: cannot read this line: {line}", f"{path}:{number}:无法读懂这一行:{line}")
    return artefacts


def refuse_outside(destination: str, path: Path, number: int) -> None:
    if os.path.isabs(destination) or ".." in Path(destination).parts:
        fail(f"{path}:{number}: {destination} lies outside deps/", f"{path}:{number}:{destination} 在 deps/ 之外")


def this_platform() -> str:
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(platform.machine().lower(), platform.machine().lower())
    return f"{platform.system().lower()}-{machine}"


def sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


class Stamp:
    """What was last seen to be right, so that a second run need not read the files again.

    A file counts as unchanged while its size, times and inode are; the change time cannot be set back by hand.
    """

    def __init__(self, folder: Path, lock: Path, platform_name: str):
        # Each lock has a stamp of its own, for they may fill one folder.
        self.path = folder / STAMP.format("" if lock.stem == "dependencies" else f"-{lock.stem}")
        self.folder = folder
        self.key = f"{platform_name} {sha256(lock)}"

    def _marks(self, destinations: list[str]) -> dict[str, list[int]] | None:
        marks = {}
        for destination in destinations:
            try:
                status = os.stat(self.folder / destination)
            except OSError:
                return None
            marks[destination] = [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]
        return marks

    def holds(self, destinations: list[str]) -> bool:
        try:
            known = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return known == {"lock": self.key, "files": self._marks(destinations)}

    def write(self, destinations: list[str]) -> None:
        with replacing(self.path) as temporary:
            known = {"lock": self.key, "files": self._marks(destinations)}
            temporary.write_text(json.dumps(known, indent=1), encoding="utf-8")


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A name to write to, which becomes `path` if all goes well and is removed if not."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    os.close(handle)
    try:
        yield Path(name)
        os.chmod(name, 0o644)
        os.replace(name, path)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)


def download(artefact: Artefact, into: Path) -> Path:
    """The artefact's wheel, its SHA-256 checked."""
    if importlib.util.find_spec("pip") is None:
        fail(
            f"{artefact.title} has to be fetched, and this Python ({sys.executable}) has no pip.\n"
            "  Debian, Ubuntu: apt-get install python3-pip. Elsewhere: python3 -m ensurepip, or Homebrew's python.",
            f"需要下载 {artefact.title},但这个 Python({sys.executable})没有 pip。\n"
            "  Debian、Ubuntu:apt-get install python3-pip。其他系统:python3 -m ensurepip,或 Homebrew 的 python。",
        )
    say(f"Fetching {artefact.title} ({artefact.wheel})", f"正在下载 {artefact.title}({artefact.wheel})")
    interactive = sys.stdout.isatty()
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--retries=2"]
    command += [] if interactive else ["--quiet"]
    if artefact.is_archive:
        # pip asks a source archive's own code for its name, so it has to check the SHA-256 before that.
        wanted = into / "requirements.txt"
        wanted.write_text(f"{artefact.requirement} --hash=sha256:{artefact.sha256}\n", encoding="utf-8")
        command += ["--no-binary=:all:", "--require-hashes", f"--requirement={wanted}"]
    else:
        # The target is named in full, so that the user's own Python version makes no difference.
        command += ["--only-binary=:all:", "--python-version=3.11", "--implementation=cp", "--abi=cp311"]
        command += [f"--platform={artefact.platform_tag}", artefact.requirement]
    command += [f"--dest={into}"]
    run = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=None if interactive else subprocess.PIPE, stderr=subprocess.PIPE
    )
    wheel = into / artefact.wheel
    if run.returncode != 0 or not wheel.exists():
        fail_to_download(artefact, run, into)
    found = sha256(wheel)
    if found != artefact.sha256:
        fail(
            f"{artefact.wheel} is refused: it is not the file that the lock names.\n"
            f"  SHA-256 in setup/dependencies.lock: {artefact.sha256}\n  SHA-256 of what came:           {found}",
            f"拒绝使用 {artefact.wheel}:它不是锁定文件所指的文件。\n"
            f"  setup/dependencies.lock 中的 SHA-256:{artefact.sha256}\n  实际收到的 SHA-256:{found}",
        )
    return wheel


def fail_to_download(artefact: Artefact, run: subprocess.CompletedProcess[bytes], into: Path) -> NoReturn:
    said = ((run.stdout or b"") + (run.stderr or b"")).decode("utf-8", "replace").strip().splitlines()
    came = sorted(item.name for item in into.iterdir())
    reason = "\n".join("  pip: " + line for line in said[-3:] + [f"got {name}" for name in came])
    fail(
        f"{artefact.title} could not be fetched, and it is not in place yet.\n{reason}\n"
        "  Fetching needs the network once. Behind a mirror, set PIP_INDEX_URL. Without network, put the wheel\n"
        f"  {artefact.wheel} in a folder and run again with PIP_NO_INDEX=1 PIP_FIND_LINKS=FOLDER.\n"
        "  Wherever it comes from, its SHA-256 is checked.",
        f"无法下载 {artefact.title},本地也还没有。\n{reason}\n"
        "  首次下载需要网络。使用镜像请设置 PIP_INDEX_URL。没有网络时,请把\n"
        f"  {artefact.wheel} 放进一个文件夹,再用 PIP_NO_INDEX=1 PIP_FIND_LINKS=文件夹 运行一次。\n"
        "  无论来自何处,都会校验 SHA-256。",
    )


def in_place(file: PinnedFile, folder: Path) -> bool:
    path = folder / file.destination
    if not path.is_file():
        return False
    if sha256(path) == file.sha256:
        return True
    say(
        f"{path} is not the pinned file (another SHA-256): it will be replaced.",
        f"{path} 不是锁定的文件(SHA-256 不同),将被替换。",
    )
    return False


def put(file: PinnedFile, wheel: zipfile.ZipFile | None, folder: Path) -> None:
    """Writes one file to its place, refusing bytes other than the pinned ones."""
    with replacing(folder / file.destination) as temporary:
        try:
            opened = wheel.open(file.source) if wheel else (REPOSITORY / file.source).open("rb")
        except (KeyError, OSError):
            fail(f"{file.source} is not where the lock says.", f"{file.source} 不在锁定文件所说的位置。")
        with opened as source, temporary.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        found = sha256(temporary)
        if found != file.sha256:
            fail(
                f"{file.source} is refused: the lock says SHA-256 {file.sha256}, the file has {found}.",
                f"拒绝使用 {file.source}:锁定文件中的 SHA-256 是 {file.sha256},实际是 {found}。",
            )


def is_unpacked(unpacked: UnpackedFolder, artefact: Artefact, folder: Path) -> bool:
    try:
        return (folder / unpacked.destination / MARK).read_text(encoding="utf-8") == artefact.sha256
    except OSError:
        return False


def unpack(unpacked: UnpackedFolder, artefact: Artefact, archive: Path, folder: Path) -> None:
    """Puts a folder of an archive in its place, whole or not at all."""
    prefix = unpacked.source.rstrip("/") + "/"
    with tempfile.TemporaryDirectory(dir=folder, prefix=".unpack-") as scratch:
        with tarfile.open(archive) as tar:
            members = [member for member in tar if member.name.startswith(prefix)]
            if not members:
                fail(f"{prefix} is not in {artefact.wheel}.", f"{artefact.wheel} 中没有 {prefix}。")
            # Pythons of before 3.11.4 know no filter; the archive is the pinned one in any case.
            careful = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
            tar.extractall(scratch, members=members, **careful)
        source = Path(scratch) / unpacked.source
        (source / MARK).write_text(artefact.sha256, encoding="utf-8")
        destination = folder / unpacked.destination
        shutil.rmtree(destination, ignore_errors=True)
        os.replace(source, destination)


def bring_folders(artefact: Artefact, folder: Path) -> None:
    absent = [unpacked for unpacked in artefact.folders if not is_unpacked(unpacked, artefact, folder)]
    if not absent:
        return
    with tempfile.TemporaryDirectory(dir=folder, prefix=".download-") as scratch:
        archive = download(artefact, Path(scratch))
        for unpacked in absent:
            unpack(unpacked, artefact, archive, folder)
    say(f"{artefact.title} is in place below {folder}", f"{artefact.title} 已就位:{folder}")


def bring(artefact: Artefact, folder: Path) -> None:
    bring_folders(artefact, folder)
    absent = [file for file in artefact.files if not in_place(file, folder)]
    for file in absent:
        if not file.in_wheel:
            put(file, None, folder)
    taken = [file for file in absent if file.in_wheel]
    if not taken:
        return
    with tempfile.TemporaryDirectory(dir=folder, prefix=".download-") as scratch:
        with zipfile.ZipFile(download(artefact, Path(scratch))) as wheel:
            for file in taken:
                put(file, wheel, folder)
    say(f"{artefact.title} is in place below {folder}", f"{artefact.title} 已就位:{folder}")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Fetch what a lock pins.")
    parser.add_argument("--lock", type=Path, default=REPOSITORY / "setup" / "dependencies.lock")
    parser.add_argument("--into", type=Path, default=Path(os.environ.get("COVEY_DEPS") or REPOSITORY / "deps"))
    parser.add_argument("--platform", default=this_platform(), help="for example linux-aarch64")
    return parser.parse_args()


def main() -> None:
    options = arguments()
    pinned = read_lock(options.lock)
    chosen = [artefact for artefact in pinned if artefact.platform in (options.platform, "any")]
    destinations = [destination for artefact in chosen for destination in artefact.destinations]
    options.into.mkdir(parents=True, exist_ok=True)
    stamp = Stamp(options.into, options.lock, options.platform)
    if not stamp.holds(destinations):
        for artefact in chosen:
            bring(artefact, options.into)
        stamp.write(destinations)
    for title in sorted({artefact.title for artefact in pinned} - {artefact.title for artefact in chosen}):
        say(
            f"{title}: nothing is pinned for {options.platform}; the system's own library is used instead.",
            f"{title}:没有为 {options.platform} 锁定的文件,将使用系统自带的库。",
        )


if __name__ == "__main__":
    try:
        main()
    except OSError as error:
        fail(str(error), str(error))
    except KeyboardInterrupt:
        sys.exit(130)
