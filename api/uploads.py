"""Keeps a file that a reader sends in memory while it arrives: Starlette puts what is larger than 1 MB on disk."""

from starlette.formparsers import MultiPartParser


def keep_in_memory() -> None:
    """Never let an upload roll over to a temporary file. Its size is bounded by Streamlit's ``maxUploadSize``."""
    MultiPartParser.spool_max_size = 0
