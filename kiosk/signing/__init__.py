"""Signed heads: what stands in the journal about who signs it, and what a device saw of it.

The laptop's key signs the head of the journal at every act that the record is held to, and every few minutes
(`kiosk/store/head_signer.py`). Each page keeps the newest signed head it was told: so phones and tablets are the
witnesses. A tablet that saw another journal than this one says so when it connects, and the console tells the chair. The
page /heads compares what a phone saw, or what somebody noted, with the journal and with an exported record.
"""
