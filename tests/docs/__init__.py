"""The documentation: every block runs, every key stands on its page, every link leads somewhere."""
