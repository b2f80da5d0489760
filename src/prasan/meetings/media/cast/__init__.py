"""The listeners' stream of a meeting: picture and sound of the stage as HLS, a few seconds behind. No Django."""
