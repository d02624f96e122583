"""Where articles meet: shared passages, stories, actors."""
