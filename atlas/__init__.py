"""The domain of the Kazakhstan Protest Atlas: sourced events and claims in, honest ranges and figures out.

It imports neither streamlit nor starlette, so that every number can be tested without a browser.
"""

from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"
"""The published data package that the dashboard shows."""
