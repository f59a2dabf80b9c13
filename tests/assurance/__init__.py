"""What an assurance statement says of a scenario, and that it says no more than was checked."""
