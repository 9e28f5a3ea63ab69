"""What every route shares: requests and answers, headers, static files, work beside the hub."""
