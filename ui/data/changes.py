"""What was changed in the data from version to version, as it stands beside them."""

import streamlit as st

from atlas.words.language import _
from ui.dataset import View


def draw(view: View) -> None:
    """The history of the edition's own folder, without its first heading."""
    file = view.edition.codebook.folder / "CHANGES.md"
    if not file.is_file():
        st.info(_("This edition comes without a history of changes."))
        return
    lines = file.read_text(encoding="utf-8").splitlines()
    st.markdown("\n".join(lines[1:]))
