"""Numbers: pure functions from projects to small frames. No files, no clock, no Streamlit."""
