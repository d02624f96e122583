"""Which text two articles share: fingerprints, passages, credits."""
