"""The review of draft labels on a local page: accepted, rejected and corrected one by one, saved at once."""
