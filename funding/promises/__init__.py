"""What must always hold: stated, searched for a board that breaks it, and proved."""
