"""Comments on things of other rooms, with mentions and followers; rooms register what can be commented on."""
