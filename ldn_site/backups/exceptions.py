class CannotBackUp(Exception):
    """Why there is no backup, or why it cannot be brought back, in words."""
