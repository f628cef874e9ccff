"""Ends the sessions of readers who have left, so that a file which one brought does not stay behind on a quiet server."""

import asyncio
from contextlib import suppress

from streamlit import runtime

from atlas.edition.memory import give_back


async def forget_the_absent(every: float = 30) -> None:
    """Every so many seconds end the sessions whose readers have been away for longer than Streamlit waits for them
    (two minutes). Streamlit itself only looks when the next reader leaves, which can be tomorrow."""
    while True:
        await asyncio.sleep(every)
        end_expired()


def end_expired() -> None:
    """Empty and end the sessions whose time is over."""
    # Private names, for which Streamlit has no public ones; without them a session waits for the next that ends.
    with suppress(AttributeError):
        if runtime.exists() and _ended():
            give_back()


def _ended() -> int:
    expired = runtime.get_instance()._session_mgr._session_storage._cache.expire()  # type: ignore[attr-defined]
    for _key, info in expired:
        # Emptied too, because Streamlit's own loop holds on to the last session until another reader comes.
        info.session.session_state.clear()
        info.session.shutdown()
    return len(expired)
