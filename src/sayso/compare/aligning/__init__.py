"""Two renderings side by side: what one adds, leaves out, softens, hardens or quotes differently."""
