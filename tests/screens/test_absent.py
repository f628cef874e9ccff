"""The sweep of absent sessions, on Streamlit's own runtime with sessions that run a script: what a reader brought goes."""

import asyncio
import time
import weakref
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import Runtime, RuntimeConfig
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.session_manager import SessionClient
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from ui import absent
from ui.own_file import STATE

PATIENCE = 0.5
"""Seconds that this runtime waits for an absent reader, where Streamlit's own takes two minutes."""

SCRIPT = """
from ui import own_file

if own_file.state().reading is None:
    own_file.take("brought.csv", b"date,place,title\\n2019-05-01,Almaty,First\\n")
"""


class Browser(SessionClient):
    """A reader's end of the line, which lets everything arrive."""

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        pass

    client_context = None


class Served:
    """A runtime and those who read from it."""

    def __init__(self, script: Path) -> None:
        self.uploads = MemoryUploadedFileManager("/uploads")
        self.runtime = Runtime(
            RuntimeConfig(
                str(script),
                MemoryMediaFileStorage("/media"),
                self.uploads,
                session_storage=MemorySessionStorage(ttl_seconds=PATIENCE),
            )
        )

    def session(self, name: str) -> AppSession:
        found = self.runtime.get_app_session(name)
        assert found is not None
        return found

    async def reader(self) -> str:
        """A reader comes and brings a file, which the session then holds. Its name."""
        name = self.runtime.connect_session(Browser(), {})
        self.uploads.add_file(
            name, UploadedFileRec("upload", "brought.csv", "text/csv", b"date,place,title\n")
        )
        self.runtime.handle_backmsg(name, BackMsg(rerun_script={}))
        session = self.session(name)
        await until(
            lambda: STATE in session.session_state and session.session_state[STATE].reading is not None
        )
        await until(lambda: session._state is AppSessionState.APP_NOT_RUNNING)
        return name

    def held(self, name: str) -> weakref.ref:
        return weakref.ref(self.session(name).session_state[STATE])


async def until(true: Callable[[], bool]) -> None:
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < 20, "it never came"
        await asyncio.sleep(0.02)


@pytest.fixture
def served(tmp_path):
    """Runs a story with a runtime that has started, and ends the runtime."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")

    def run(story: Callable[[Served], Awaitable[None]]) -> None:
        async def told() -> None:
            server = Served(script)
            await server.runtime.start()
            try:
                await story(server)
            finally:
                server.runtime.stop()
                await server.runtime.stopped

        try:
            asyncio.run(told())
        finally:
            # There can be one in a process, and Streamlit has no way to take it down.
            Runtime._instance = None

    return run


def test_a_file_goes_with_the_session_of_a_reader_who_stays_away_and_no_other(served):
    async def story(server: Served) -> None:
        gone, here = await server.reader(), await server.reader()
        session, left, kept = server.session(gone), server.held(gone), server.held(here)
        server.runtime.disconnect_session(gone)
        await asyncio.sleep(PATIENCE + 0.1)
        # Time alone ends nothing: this is what the sweep is for.
        assert left() is not None
        assert len(server.uploads.get_files(gone, ["upload"])) == 1

        absent.end_expired()

        assert left() is None
        assert session._state is AppSessionState.SHUTDOWN_REQUESTED
        assert server.uploads.get_files(gone, ["upload"]) == []
        assert server.runtime.connect_session(Browser(), {}, existing_session_id=gone) != gone
        assert kept() is not None
        assert server.runtime.is_active_session(here)
        assert len(server.uploads.get_files(here, ["upload"])) == 1

    served(story)


def test_who_comes_back_in_time_finds_the_file(served):
    async def story(server: Served) -> None:
        name = await server.reader()
        kept = server.held(name)
        server.runtime.disconnect_session(name)

        absent.end_expired()

        assert server.runtime.connect_session(Browser(), {}, existing_session_id=name) == name
        await asyncio.sleep(PATIENCE + 0.1)
        # Neither does the time before count for a reader who is here again.
        absent.end_expired()
        assert kept() is not None
        assert server.session(name).session_state[STATE] is kept()

    served(story)


def test_the_sweep_goes_on_for_as_long_as_the_server_runs(served):
    async def story(server: Served) -> None:
        sweep = asyncio.create_task(absent.forget_the_absent(every=0.05))
        for _ in range(2):
            name = await server.reader()
            left = server.held(name)
            server.runtime.disconnect_session(name)
            began = time.monotonic()
            await until(lambda left=left: left() is None)
            assert time.monotonic() - began > PATIENCE * 0.8
        assert not sweep.done()
        sweep.cancel()

    served(story)


def test_before_the_first_reader_there_is_nothing_to_end():
    assert not Runtime.exists()
    absent.end_expired()
