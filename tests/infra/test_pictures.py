from infra.constructs.job_workflow import definition
from infra.pictures import state_diagram


def test_the_picture_of_the_workflow_shows_every_state() -> None:
    workflow = definition(lambda name: name, "the queue")

    picture = state_diagram(workflow)

    assert "[*] --> PrepareJob" in picture
    assert [name for name in workflow["States"] if f"{name} --> " not in picture] == []


def test_every_state_can_be_reached() -> None:
    workflow = definition(lambda name: name, "the queue")

    picture = state_diagram(workflow)

    assert [name for name in workflow["States"] if f"--> {name}" not in picture] == []
