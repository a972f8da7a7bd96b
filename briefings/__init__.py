"""Documents from the charts' own definitions and frames. So far: the data behind one chart."""
