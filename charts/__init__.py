"""Draw one plotly figure per question from one small metric frame.

Nothing here imports Streamlit, reads a file or asks for the time: the screen, the slides and the
pictures all draw from the same functions, so they can never show different numbers.
"""
