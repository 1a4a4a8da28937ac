"""The studio: a page in her browser in which she writes, sees the paper and prints, on this computer only."""
