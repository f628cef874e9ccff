"""What runs in the reader's browser besides Streamlit: small scripts of ours, served as files by this server."""
