"""The watch: rota, log, hand-over, the word on each day, urgent reports and the checking of false news."""
