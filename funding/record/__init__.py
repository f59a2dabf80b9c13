"""The run record: what made an output, so that anybody can make it again and compare."""
