"""What people read: tables, documents for machines, and explanations."""
