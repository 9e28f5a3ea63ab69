"""What Kiosk can carry, measured beside a naive reference in one run: `python3 run.py bench`.

Trust the ratios, not the times: both sides run on the same machine within the same minutes. Every loop is bounded in
count and in time, everything stays on loopback, and only processes that the benchmark started are ended.

`performance/` measures, `faults/` has the long checks, `support/` what both share.
"""
