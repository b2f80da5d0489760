"""Daily and weekly counts (ยอดรายวันและรายสัปดาห์) that make the figure of a month: docs/algorithms/periods.md."""
