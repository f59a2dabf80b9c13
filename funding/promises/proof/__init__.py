"""Whether a promise holds for every board of a shape, whatever its figures: by a solver."""
