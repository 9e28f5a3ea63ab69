"""The rules an auditor reads. Pure: each loads the standard library and its neighbours here, nothing else."""
