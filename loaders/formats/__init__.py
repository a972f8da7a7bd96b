"""Open a file by its bytes, within bounds, as plain grids of cells. Nothing beyond this package knows a format."""
