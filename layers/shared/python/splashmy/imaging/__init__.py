"""Pictures as bytes and pixels: nothing here knows AWS, an owner or a job. Loads Pillow."""
