"""Numbers: pure functions from projects to small tables. No files, no clock, no Streamlit."""
