"""Give the upload field Chinese words: its own are English and cannot be set."""

import streamlit as st

_WORDS = """<style>
[data-testid="stFileUploaderDropzone"] button p,
[data-testid="stFileUploaderDropzoneInstructions"] span {visibility: hidden; font-size: 0}
[data-testid="stFileUploaderDropzone"] button p::after {
  content: "选择文件"; visibility: visible; font-size: 1rem}
[data-testid="stFileUploaderDropzoneInstructions"] span::after {
  content: "或拖到这里，不超过%dMB"; visibility: visible; font-size: 0.875rem}
</style>"""


def show_upload_words(most_megabytes: int) -> None:
    """Stand Chinese words in the place of the upload field's own."""
    st.html(_WORDS % most_megabytes)
