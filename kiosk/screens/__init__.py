"""One file for each view and each panel of the console: what a role sees."""
