"""The pages written the first way that comes to mind: what the dashboard's own pages are measured against.

Plotly express on rows, its own template, the outlines inside the figure, a table below. Nothing is left out that
would make them slow on purpose, and nothing put in: they read the same samples and answer the same filter.
"""
