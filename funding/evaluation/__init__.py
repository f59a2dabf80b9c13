"""The numbers: a worksheet evaluated, read as the words of the result, and checked."""
