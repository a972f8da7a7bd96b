"""What `make_samples.py` is made of: facts, habits of ten cities, invented words, sheets and files."""
