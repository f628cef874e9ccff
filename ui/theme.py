"""Whether the reader sees the dark theme; figures and the map take their colours from it."""

import streamlit as st


def is_dark() -> bool:
    """True under the dark theme. Before the browser has said so, light."""
    return st.context.theme.type == "dark"
