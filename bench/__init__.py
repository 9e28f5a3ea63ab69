"""What Kiosk can carry, measured beside a naive reference in one run: `python3 run.py bench`.

Trust the ratios, not the times: both sides run on the same machine within the same minutes. Every loop is bounded in
count and in time, everything stays on loopback, and only processes that the benchmark started are ended.
`bench.kills` ends a served file as a power cut would, again and again; `bench.full_disk` fills its disk.
`bench.verdicts` judges rounds by chance three times over.
`bench.papers` lets two teams enter a thousand papers with slips; `bench.count_kills` ends a server in the midst of counts.
"""
