"""Where reports of one story fill the same slot differently, and where they fill it alike."""
