"""Who may do what: devices, cookies, pairing requests, rate limits."""
