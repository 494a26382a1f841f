"""POST /processing/jobs/price"""

from splashmy.jobs import create
from splashmy.jobs.schemas import CreateJob, JobPrice
from splashmy.web import Caller, endpoint


@endpoint("POST", "/processing/jobs/price", grants=create.PLAN, errors=create.UNPLANNABLE)
def handler(body: CreateJob, caller: Caller) -> JobPrice:
    """Show the most that a job would cost, in USD, and start nothing.

    What the model can't do is refused as it would be for the job; limits and budgets are not asked.
    """
    return JobPrice.model_validate(create.plan(caller, body))
