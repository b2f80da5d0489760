"""The evidence of meetings: writing the chained log, checking it offline, the clock it runs by."""
