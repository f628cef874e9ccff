"""The entry: ``streamlit run dashboard.py`` serves the dashboard (ui/frame.py) and, beside it, the api.

The screen's own script lies in ui/ and not here, because Streamlit takes a pages/ folder beside the main script for
its old automatic navigation, and then the first reader of a link such as /events gets a page without frame or filter.
"""

import asyncio
import gc
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import streamlit as st

from api.logs import keep_readers_out
from api.middleware import middleware
from api.routes import routes
from api.uploads import keep_in_memory
from atlas import DATA
from atlas.edition import serving
from atlas.edition.problem import UnreadableData
from atlas.folds import views

HERE = Path(__file__).resolve().parent
HEAVY = (
    *("pandas", "pyarrow", "pydeck", "plotly.graph_objects", "plotly.tools", "plotly.io", "plotly.offline"),
    *("plotly.graph_objs.scatter", "plotly.graph_objs.layout"),
    *("ui.dataset", "ui.sidebar"),
)
"""What takes long to import and every reader needs; some of it plotly loads only when it draws."""


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Load everything that all readers share before the first one comes, and keep the collector away from it."""
    keep_readers_out()
    keep_in_memory()
    # Two dots: the blocks of the screens, not the script beside them, which draws when it is imported.
    packages = walk_packages([str(HERE / "ui")], prefix="ui.")
    blocks = [package.name for package in packages if package.name.count(".") == 2]
    for name in (*HEAVY, *blocks):
        import_module(name)
    try:
        import_module("ui.dataset").warm()
    except ValueError as error:
        # A big table that is named and not ready: what to do, and not where in the code it was noticed.
        raise SystemExit(f"ATLAS_EVENTS: {error}") from None
    # What is here now stays until the end: not looking through it again spares a rerun about a quarter (29 to 21 ms).
    gc.collect()
    gc.freeze()
    absent = asyncio.create_task(import_module("ui.absent").forget_the_absent())
    yield
    absent.cancel()


def addresses() -> list[Any]:
    """What is answered beside the screens. Ends the process with one message where the data cannot be served: here, since
    Streamlit wraps what is raised in ``lifespan`` in a traceback and says before it that the app can be viewed."""
    try:
        reason = serving.refusal(views.published())
        if reason:
            raise SystemExit(reason)
        return routes(base=st.get_option("server.baseUrlPath"))
    except UnreadableData as error:
        raise SystemExit(serving.unreadable(error, DATA)) from None


app = st.App(
    HERE / "ui" / "frame.py",
    routes=addresses(),
    middleware=middleware(
        page=files("streamlit").joinpath("static/index.html").read_text(encoding="utf-8"),
        other_origins=st.get_option("server.corsAllowedOrigins"),
        # Sites that may embed the dashboard, set by whoever runs it: "https://news.example https://*.uni.example".
        ancestors=os.environ.get("ATLAS_FRAME_ANCESTORS", ""),
    ),
    lifespan=lifespan,
)
