"""The report form without a signal (แบบรายงานออฟไลน์): what a phone keeps, and the page that it opens then."""
