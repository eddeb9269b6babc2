"""What people would use instead, each written as its own community would write it. Nothing of ours is used here."""
