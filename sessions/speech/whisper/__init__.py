"""A second reading by a Whisper model, where the settings name one."""
