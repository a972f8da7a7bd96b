"""Serve the dashboard to many: made ready before the first, and in several processes behind nginx if need be."""
