"""Keeps readers out of the server's log: uvicorn tells of each websocket with the reader's address and query."""

import logging

LOGGER = "uvicorn.error"
"""Streamlit turns uvicorn's log of requests off. That of websockets goes, with errors, here: in Streamlit 1.67 it has
no handler by chance, and whoever gives it one, to see errors, must not begin to write down who reads."""


class NoReaders(logging.Filter):
    """Lets through what tells of the server, and not what tells of a reader's connection."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether a record may be written: uvicorn begins those about a connection with the reader's address."""
        return not (isinstance(record.msg, str) and record.msg.startswith("%s - "))


def keep_readers_out() -> None:
    """Put the filter on, once; after uvicorn has set its logs up."""
    logger = logging.getLogger(LOGGER)
    if not any(isinstance(each, NoReaders) for each in logger.filters):
        logger.addFilter(NoReaders())
