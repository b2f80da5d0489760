"""Public notices of events (ประกาศแจ้งเตือน): worded by one, published by another, out as CAP, RSS and GeoJSON."""
