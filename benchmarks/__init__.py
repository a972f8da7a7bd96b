"""What the program costs, measured beside the alternatives in the same run."""
