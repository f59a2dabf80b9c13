"""What an output says of what made it, and whether it can be made again."""
