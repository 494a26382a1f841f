"""What `tools.restore reconcile` derives for records that are older than what follows from them."""

from typing import Any

from splashmy.core.clock import day, now
from splashmy.core.ids import ImageId, JobId, UserId, new_id
from splashmy.images import lists
from splashmy.images.records import Image
from splashmy.jobs.records import DayEntry, Job
from tools.restore import images, jobs
from tools.restore.tables import key

ANA = new_id(UserId)


def a_finished_job() -> Job:
    id, moment = new_id(JobId), now()
    return Job(
        *Job.key(ANA, id),
        id=id,
        owner_id=ANA,
        job_type="generation",
        status="completed",
        final_prompt="A lighthouse",
        model="gpt-image-2",
        quota_day=day(moment),
        price_ceiling="0.01",
        status_order="",
        type_order="",
        type_status_order="",
        created_at=moment,
        updated_at=moment,
        completed_at=moment,
    )


def days(derived: list[Any], job: Job) -> list[str]:
    places = [key(one) for one in derived]
    return [pk for pk, sk in places if sk == job.id and pk.startswith(("DAY#", "KEPT#"))]


def test_a_job_that_is_in_no_days_list_is_looked_at_with_the_next_clean_up() -> None:
    job = a_finished_job()

    derived = jobs.expected([job.serialize()])

    assert days(derived, job) == [DayEntry.kept_until(day(now()))]


def test_a_job_that_is_in_a_days_list_stays_there() -> None:
    job = a_finished_job()
    entry = DayEntry(DayEntry.made_on(job.quota_day), job.id, owner_id=ANA)

    derived = jobs.expected([job.serialize(), entry.serialize()])

    assert days(derived, job) == []
    assert not jobs.is_derived(entry.serialize())


def test_an_image_is_found_by_what_search_looks_for_now() -> None:
    id, moment = new_id(ImageId), now()
    image = Image(
        *Image.key(ANA, id),
        id=id,
        owner_id=ANA,
        title="Canción",
        original_filename="a.png",
        content_type="image/png",
        file_size=1,
        upload_day=day(moment),
        created_at=moment,
        updated_at=moment,
    )

    places = [key(one) for one in images.expected([image.serialize()])]

    assert {(lists.of_word(ANA, word), id) for word in ("cancion", "can")} <= {*places}
