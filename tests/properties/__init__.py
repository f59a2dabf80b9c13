"""Laws that every settlement keeps, each beside known-wrong versions that it must reject."""
