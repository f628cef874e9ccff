"""The reader's own file: held in the memory of this session, and nowhere else."""

import logging
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from atlas.edition.memory import give_back
from atlas.own_file.intake import read_file
from atlas.own_file.reading import Reading, Unreadable
from atlas.own_file.upload import Imported, recognised
from atlas.words.language import _

STATE = "own_file"
LOGGER = logging.getLogger(__name__)


@dataclass(eq=False)
class OwnFile:
    """What a session knows of its file. ``reading``: the table as sent; ``imported``: the edition on the screens,
    once the reader has asked for it; ``mapping``: the columns chosen on screen, for a plain table; ``trouble``: why
    the last attempt failed, a message and a remedy; ``round`` numbers the files, for the keys of the widgets."""

    reading: Reading | None = None
    format: str = ""
    mapping: Mapping[str, str | None] = field(default_factory=dict)
    imported: Imported | None = None
    trouble: tuple[str, str] | None = None
    round: int = 0


def state() -> OwnFile:
    """The file of this session; empty until the reader brings one."""
    own: OwnFile = st.session_state.setdefault(STATE, OwnFile())
    return own


def shown() -> Imported | None:
    """The file that stands on the screens in place of the published data."""
    own: OwnFile | None = st.session_state.get(STATE)
    return own.imported if own else None


def take(name: str, content: bytes) -> None:
    """Read a file that has arrived, in place of the last one; where it cannot be read, ``trouble`` says why."""
    own = state()
    own.reading, own.mapping, own.trouble, own.round = None, {}, None, own.round + 1
    with troubles():
        own.reading = read_file(name, content)
        own.format = recognised(own.reading)


def show(imported: Imported) -> None:
    """Put the file on all screens. Afterwards the link must be read anew: ``link.anew``."""
    state().imported = imported


def put_back() -> None:
    """Take the file off the screens; it stays at hand. Afterwards the link must be read anew."""
    state().imported = None
    give_back()


def forget() -> None:
    """Let go of the file altogether."""
    st.session_state[STATE] = OwnFile(round=state().round + 1)
    give_back()


@contextmanager
def troubles() -> Iterator[None]:
    """Keep what goes wrong with a file for the reader, and its cells out of the server's log."""
    try:
        yield
    except Unreadable as error:
        state().trouble = (error.message, error.remedy)
    except Exception as error:  # noqa: BLE001 - a file can be wrong in ways that nobody thought of
        _note(error)
        state().trouble = (
            _("The file could not be read, because of a fault in this dashboard."),
            _("Save the table anew as CSV, or try with fewer columns."),
        )


@contextmanager
def unlogged() -> Iterator[None]:
    """While a file is on the screens: a fault of a page is told to the reader, and logged without its message,
    which could hold a cell of the file."""
    try:
        yield
    except Exception as error:
        if shown() is None:
            raise
        _note(error)
        st.error(_("This page cannot show your file, because of a fault in this dashboard. Other pages may."))


def _note(error: Exception) -> None:
    at = traceback.extract_tb(error.__traceback__)[-1]
    LOGGER.error(
        "%s in %s, line %s, while a reader's file was shown", type(error).__name__, at.name, at.lineno
    )


def drop_bytes(file: Any) -> None:  # noqa: ANN401 - Streamlit's UploadedFile
    """Let go of the bytes that Streamlit keeps of a file, once it is read: else they stay until the session ends."""
    context = get_script_run_ctx()
    if context is not None:
        # The manager that Streamlit starts has this, though the protocol that it is typed by does not.
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)  # type: ignore[attr-defined]
