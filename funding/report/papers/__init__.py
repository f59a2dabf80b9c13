"""Papers: pages of words that are read or printed, such as explanations and statements."""
