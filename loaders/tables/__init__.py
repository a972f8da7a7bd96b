"""Find the table in a grid and read its rows: headings, words, numbers, dates, and what is wrong with them."""
