"""Registers the scripts in this folder as components, so that they are served as files.

A script given to Streamlit as text is started from a blob:, which our Content-Security-Policy forbids. Only installed
packages may name files; registering the folder by hand spares the reader the weaker policy and us a build.
"""

from functools import lru_cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.components.v2.types import ComponentRenderer

HERE = Path(__file__).resolve().parent
PROJECT = "kazakhstan-protest-atlas"


def component(name: str) -> ComponentRenderer:
    """The component whose script is ``name``.js beside this module, and whose style, if any, ``name``.css."""
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(f"{PROJECT}.{name}") is None:
        manifest = ComponentManifest(PROJECT, "1", [ComponentConfig(name=name, asset_dir=".")])
        manager.register_from_manifest(manifest, HERE)
    return _renderer(name)


@lru_cache(maxsize=8)
def _renderer(name: str) -> ComponentRenderer:
    style = f"{name}.css" if (HERE / f"{name}.css").is_file() else None
    return st.components.v2.component(f"{PROJECT}.{name}", js=f"{name}.js", css=style)
