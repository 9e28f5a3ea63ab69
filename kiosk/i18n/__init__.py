"""Languages: one catalogue, Traditional Chinese, figures among Chinese characters."""
