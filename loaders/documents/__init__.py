"""Write what goes back to a sender: their own workbook, marked, and the blank table."""
