"""Everything that speaks Streamlit and does no sums: the frame, the sidebar and the blocks of a page."""
