"""Every fault that a file can have, one file a fault, with what is said of it beside it."""
