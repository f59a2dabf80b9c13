"""The assurance statement: what was checked of a scenario and how, and what it rests on."""
