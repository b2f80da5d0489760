"""What is on everybody's screen: the state of the running meeting, and carrying it out at the media engine."""
