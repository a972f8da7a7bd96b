"""Draw one figure per question from a few measured rows, as plain data in plotly's words.

Nothing here imports Streamlit, reads a file or asks for the time: the screen, the slides and the
pictures all draw from the same functions, so they can never show different numbers.
"""
