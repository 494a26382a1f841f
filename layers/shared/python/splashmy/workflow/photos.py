"""The photos that a job works on."""

from splashmy.core.records import read_together
from splashmy.images.records import Image
from splashmy.jobs.records import Job


def are_usable(job: Job) -> bool:
    """Whether they are neither deleted nor refused by now; one call, none for a job without."""
    others = [one["id"] for one in job.reference_images]
    wanted = [one for one in (job.original_image_id, job.mask_image_id, *others) if one]
    photos = read_together(*((Image, Image.key(job.owner_id, image_id)) for image_id in wanted))
    return all(photo and photo.status == "ready" and not photo.is_deleted for photo in photos)
