"""The stacks only compose: data that is kept, the work behind the API, its endpoints, and it."""

from pathlib import Path
from typing import Any

from aws_cdk import CfnOutput, Environment as CdkEnvironment, Stack, Stage, Tags
from constructs import Construct

from infra import catalog
from infra.catalog import FUNCTIONS, Function
from infra.constructs.account_deletion import AccountDeletion
from infra.constructs.accounts import PROFILE_TRIGGER, Accounts, ProfileTrigger
from infra.constructs.dead_letters import dead_letters
from infra.constructs.documentation import Documentation
from infra.constructs.functions import Layers, PythonFunction
from infra.constructs.gateway import Gateway
from infra.constructs.ingest import Ingest
from infra.constructs.job_workflow import JobWorkflow
from infra.constructs.notices import Notices
from infra.constructs.schedules import Schedules
from infra.constructs.storage import Storage
from infra.constructs.studio import Studio
from infra.environments import Environment
from infra.locations import Locations
from infra.observability.alarms import alarms, of_dead_letters
from infra.observability.alerting import Alarms
from infra.observability.dashboard import Dashboard
from infra.observability.signals import Signals
from splashmy.core.resources import BUCKETS, SECRETS, TABLES
from splashmy.web import Endpoint, Task

Tasks = list[tuple[Function, Task[Any, Any]]]
Endpoints = list[tuple[Function, Endpoint[Any, Any]]]


class DataStack(Stack):
    """What outlives every deployment: tables, buckets, secrets and the user pool."""

    def __init__(self, scope: Construct, id: str, *, environment: Environment) -> None:
        super().__init__(scope, id)
        accounts = Accounts(self, "Accounts", environment=environment)
        self.locations = accounts.locations(environment)
        accounts.create_profiles_with(self.locations.function_arn(PROFILE_TRIGGER))
        Storage(self, "Storage", environment=environment, locations=self.locations)
        for resource in (*TABLES, *BUCKETS, *SECRETS):
            (variable,) = resource.variables
            CfnOutput(self, variable.replace("_", ""), value=self.locations.name(resource))
        CfnOutput(self, "USERPOOLID", value=self.locations.user_pool_id)
        CfnOutput(self, "USERPOOLCLIENTID", value=self.locations.user_pool_client_id)


class WorkflowStack(Stack):
    """What happens behind the API: every task and what triggers it."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        locations: Locations,
        tasks: Tasks,
    ) -> None:
        super().__init__(scope, id)
        layers = Layers(self, "Layers", environment=environment)
        self.functions = {
            function.id: PythonFunction(
                self,
                function.id,
                function=function,
                environment=environment,
                locations=locations,
                layers=layers,
                dead_letters=dead_letters(self, function=function, environment=environment),
            )
            for function, _ in tasks
        }
        ProfileTrigger(self, "ProfileTrigger", functions=self.functions, locations=locations)
        Ingest(self, "Ingest", functions=self.functions, locations=locations)
        JobWorkflow(self, "Jobs", functions=self.functions, locations=locations)
        Schedules(self, "Schedules", functions=self.functions)
        sender = environment.settings.mail_sender
        Notices(self, "Notices", functions=self.functions, mail_sender=sender)
        AccountDeletion(self, "AccountDeletion", functions=self.functions, locations=locations)


class EndpointsStack(Stack):
    """One function for each endpoint of a domain: a stack for all would soon be too large."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        locations: Locations,
        functions: list[Function],
    ) -> None:
        super().__init__(scope, id, suppress_template_indentation=True)
        layers = Layers(self, "Layers", environment=environment)
        for function in functions:
            PythonFunction(
                self,
                function.id,
                function=function,
                environment=environment,
                locations=locations,
                layers=layers,
            )


class ApiStack(Stack):
    """The REST API; it calls its endpoints by their names."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        locations: Locations,
        endpoints: Endpoints,
    ) -> None:
        super().__init__(scope, id, suppress_template_indentation=True)
        if environment.public_docs:
            Documentation(
                self,
                "Documentation",
                environment=environment,
                locations=locations,
                layers=Layers(self, "Layers", environment=environment),
            )
        gateway = Gateway(
            self, "Gateway", endpoints=endpoints, environment=environment, locations=locations
        )
        self.url = gateway.url
        CfnOutput(self, "ApiUrl", value=self.url)


class StudioStack(Stack):
    """The web pages and, at their address, the API; `tools/publish_studio` fills the bucket."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        locations: Locations,
        api_url: str,
    ) -> None:
        super().__init__(scope, id)
        studio = Studio(
            self, "Studio", environment=environment, locations=locations, api_url=api_url
        )
        CfnOutput(self, "StudioUrl", value=studio.url)
        CfnOutput(self, "StudioBucket", value=studio.bucket.bucket_name)


class ObservabilityStack(Stack):
    """Who is told when something is wrong, and the page that shows how it goes."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        environment: Environment,
        locations: Locations,
        tasks: Tasks,
    ) -> None:
        super().__init__(scope, id)
        signals = Signals(locations)
        watched = list(alarms(signals))
        if environment.metric_math:
            watched += of_dead_letters(signals, [function for function, _ in tasks])
        made = Alarms(self, "Alarms", signals=signals, alarms=watched).made
        if environment.settings.observability == "dashboard":
            Dashboard(self, "Dashboard", signals=signals, alarms=made)


class SplashMy(Stage):
    """One environment, whole."""

    def __init__(
        self, scope: Construct, *, environment: Environment, functions: Path = FUNCTIONS
    ) -> None:
        account = CdkEnvironment(account=environment.account, region=environment.region)
        super().__init__(scope, f"SplashMy-{environment.name}", env=account)
        self.node.set_context("@aws-cdk/core:bootstrapQualifier", environment.qualifier)
        self.configuration = environment
        data = DataStack(self, "Data", environment=environment)
        where = data.locations
        tasks, endpoints = list(catalog.tasks(functions)), list(catalog.endpoints(functions))
        WorkflowStack(self, "Workflow", environment=environment, locations=where, tasks=tasks)
        for domain, members in _by_domain(endpoints).items():
            EndpointsStack(
                self,
                domain.capitalize(),
                environment=environment,
                locations=where,
                functions=members,
            )
        api = ApiStack(self, "Api", environment=environment, locations=where, endpoints=endpoints)
        if environment.studio:
            StudioStack(self, "Studio", environment=environment, locations=where, api_url=api.url)
        if environment.settings.observability != "none":
            ObservabilityStack(
                self, "Observability", environment=environment, locations=where, tasks=tasks
            )
        for key, value in environment.tags.items():
            Tags.of(self).add(key, value)


def _by_domain(endpoints: Endpoints) -> dict[str, list[Function]]:
    domains: dict[str, list[Function]] = {}
    for function, _ in endpoints:
        domains.setdefault(function.domain, []).append(function)
    return domains
