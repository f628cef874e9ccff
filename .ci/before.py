"""Says what would stand in the way before anything else is done: too old a Python, no venv, a port that is taken.

Run by whichever Python is named, so in words that an old one understands too: ``python .ci/before.py [port]``.
"""

import socket
import sys

ADDRESS = "127.0.0.1"  # as in .streamlit/config.toml


def python() -> str:
    if sys.version_info < (3, 11):
        return (
            "The atlas needs Python 3.11 or later, and %s is %d.%d. Name a newer one: PYTHON=python3.12 make ..."
            % (sys.executable, sys.version_info[0], sys.version_info[1])
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        return "%s has no venv. On Debian and Ubuntu: apt-get install python3-venv" % sys.executable
    return ""


def port(text: str) -> str:
    if not text.isdigit() or not 0 < int(text) < 65536:
        return "PORT=%s is no port. A port is a number from 1 to 65535: PORT=8600 make run" % text
    with socket.socket() as sock:
        # As the server binds it: what a server that has just ended leaves behind is in nobody's way.
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((ADDRESS, int(text)))
            sock.listen()
        except PermissionError:
            return "Port %s is kept for the system. Take one from 1024 on: PORT=8600 make run" % text
        except OSError:
            return (
                "Port %s is taken: perhaps the atlas runs already on http://localhost:%s, or another program does. "
                "Stop it, or take another port: PORT=%d make run" % (text, text, int(text) % 65000 + 1)
            )
    return ""


if __name__ == "__main__":
    wrong = python() or (port(sys.argv[1]) if len(sys.argv) > 1 else "")
    if wrong:
        sys.stderr.write(wrong + "\n")
        sys.exit(1)
