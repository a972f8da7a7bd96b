"""Turn the bytes a city sends into projects and problems; look words up in the vocabulary."""
