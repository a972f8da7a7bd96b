"""The parts of the screen 名录: load a list, confirm what is not certain, look at the lines, mark by hand."""
