"""The domain of the Kazakhstan Protest Atlas: sourced events and claims in, honest ranges and figures out.

It imports neither streamlit nor starlette, so that every number can be tested without a browser.
"""

import os
from pathlib import Path

DATA = Path(os.environ.get("ATLAS_DATA") or Path(__file__).resolve().parent.parent / "data").resolve()
"""The data package that the dashboard shows: the published one, or the folder that ``ATLAS_DATA`` names."""
