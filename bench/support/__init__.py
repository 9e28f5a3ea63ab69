"""What benchmarks and long checks share."""
