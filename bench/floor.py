"""The floor: the least that Streamlit can do for a change of a slider, to measure the dashboard against."""

import streamlit as st

st.write(st.slider("Floor", 0, 100, 50))
