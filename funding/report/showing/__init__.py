"""One formula in full, with its algebra: as LaTeX, MathML, Markdown or JSON."""
