"""A statement for a partner, on one page: what it is asked, why, by what duty, and what changed."""
