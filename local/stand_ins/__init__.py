"""A preview of what the emulator lacks: Rekognition, and OpenAI's Images API. It calls nobody."""

NAME = "splashmy-preview"
