"""Starts a Streamlit server of its own for a measurement or a test, and ends it by its process id."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Server:
    """One running server: its address without a slash at the end, its process, what it has written so far."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path
    started_in: float
    """Seconds from starting the process to its first answer."""

    def written(self) -> str:
        """What the server has written to its output: for the message of a failing test."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def memory(self) -> float:
        """What the process holds in memory now, in MB (Linux: VmRSS)."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        resident = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(resident.split()[1]) / 1024

    def processor(self) -> float:
        """The processor time that the process has used so far, in ms, to the hundredth of a second (Linux)."""
        # After the name, which may hold spaces: the 12th and the 13th are its own and the system's share.
        used = (
            Path(f"/proc/{self.process.pid}/stat")
            .read_text(encoding="ascii")
            .rpartition(")")[2]
            .split()[11:13]
        )
        return sum(map(int, used)) * 1000 / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """A port of this machine that nobody uses at the moment."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        port: int = sock.getsockname()[1]
        return port


@contextmanager
def serving(
    script: Path, *, environment: Mapping[str, str] | None = None, patience: float = 90
) -> Iterator[Server]:
    """Run ``streamlit run script`` from the repository's root, with its settings, until the block is left.

    ``environment``: settings of its own, such as ``STREAMLIT_RUNNER_POST_SCRIPT_GC``. Raises RuntimeError
    with the server's output if it ends or says nothing within ``patience`` seconds.
    """
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "server.log"
        began = time.perf_counter()
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)],
                cwd=ROOT,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            _wait(process, url, log, began + patience)
            yield Server(url, process, log, time.perf_counter() - began)
        finally:
            _end(process)


def _wait(process: subprocess.Popen[bytes], url: str, log: Path, deadline: float) -> None:
    while time.perf_counter() < deadline and process.poll() is None:
        try:
            with urlopen(f"{url}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise RuntimeError(f"{url} does not answer; the server wrote:\n{log.read_text(encoding='utf-8')}")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        # A session that hangs must not outlive the test that made it.
        process.kill()
        process.wait()
