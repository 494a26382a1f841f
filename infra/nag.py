"""cdk-nag's findings, and why those that are left are right.

A rule is acknowledged for a whole environment only if its reason holds for every resource there; a
wildcard in a policy is acknowledged role by role, by what it stands for. One that is not in the
table stays a finding.
"""

import re
from collections.abc import Iterator
from typing import Any

from aws_cdk import Acknowledgment, App, Stack, Validations, aws_iam as iam
from cdk_nag import AwsSolutionsChecks

from infra.environments import Environment
from infra.stacks import SplashMy

RULES = {
    "APIG2": "The functions validate each request against its declaration and answer 422 with one "
    "entry for each field, in the envelope; a validator of the gateway could do neither.",
    "APIG6": "Execution logs can hold what callers sent, and nothing limits how long they are "
    "kept; the access log has every request and the functions log every error.",
    "CFR1": "The studio is for people anywhere; its owner may still restrict countries.",
    "CFR2": "These are files that are the same for everybody; the firewall is before the API.",
    "CFR3": "A log of who fetched the same files as everybody says nothing; the API's has every "
    "request.",
    "COG1": "Ten characters of three kinds: length protects better than a fourth kind "
    "(NIST SP 800-63B).",
    "COG2": "Accounts of a picture service: asking everybody for a second factor is no choice of "
    "the product's owner so far. Tokens last 15 minutes and sign-ins are throttled.",
    "IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/"
    "AmazonAPIGatewayPushToCloudWatchLogs]": "The role that AWS wants for the logs of all APIs of "
    "an account; AWS documents this policy for it and no narrower one.",
    "L1": "The runtime is the one that the layers are built for; a newer one comes with a release.",
    "S1": "Objects are reached only through URLs that a function minted for one caller, and that "
    "call is logged. Who must audit reads turns on CloudTrail's data events. "
    "The studio's own files are public.",
    "SQS3": "The only queue without dead letters is the provider's: its consumer ends the job of a "
    "message that came too often, and a message outlives its job.",
    "SMG4": "A signing key that changes by itself would break every cursor; it is rotated by a "
    "documented command, without a deployment.",
}
WITHOUT_FIREWALL = {
    "APIG3": "No public traffic is meant to come here, and the firewall costs more than the rest.",
}
WITHOUT_THREAT_PROTECTION = {
    "COG8": "Threat protection is in a dearer plan, for the environment that has real users.",
}
WITHOUT_STUDIO_DOMAIN = {
    "CFR4": "Without a domain of its own a distribution has CloudFront's certificate, and AWS "
    "takes no other protocol version for that one.",
}
WILDCARDS = {
    r"\*": "These actions (X-Ray, Rekognition, SES, metrics, a search for alarms) know no "
    "resource that could be named.",
    r"arn:.*:logs:.*:log-group:/aws/lambda/[\w-]+:\*": "The streams of the function's own log "
    "group, whose names Lambda makes up.",
    r"arn:.*:s3:::[^*]+/[\w/]*\*": "The objects of one bucket, whose keys are made at run time.",
    r"arn:.*:secretsmanager:.*-\?{6}": "Secrets Manager appends six random characters to a name.",
    r"arn:.*:sqs:.*:[\w-]+-\*-dead-letters": "The queues of all functions that have one, "
    "to be counted, looked at and emptied.",
    r"arn:.*:states:.*:execution:[\w-]+:\*": "The executions of one workflow, named after jobs.",
}


def check(app: App, *stages: SplashMy) -> None:
    """Hold the stages against AwsSolutions; synthesis fails on what is not acknowledged."""
    Validations.of(app).add_plugins(AwsSolutionsChecks(app, verbose=True))
    for stage in stages:
        for rule, reason in _rules(stage.configuration).items():
            _acknowledge(stage, rule, reason)
        for role in stage.node.find_all():
            if isinstance(role, iam.CfnRole | iam.CfnPolicy):
                _acknowledge_wildcards(role)


def _rules(environment: Environment) -> dict[str, str]:
    firewall = {} if environment.waf else WITHOUT_FIREWALL
    threats = {} if environment.threat_protection else WITHOUT_THREAT_PROTECTION
    domain = {} if environment.studio_domain else WITHOUT_STUDIO_DOMAIN
    return RULES | firewall | threats | domain


def _acknowledge(scope: Any, rule: str, reason: str) -> None:
    acknowledgment = Acknowledgment(id=f"AwsSolutions::AwsSolutions-{rule}", reason=reason)
    Validations.of(scope).acknowledge(acknowledgment)


def _acknowledge_wildcards(role: iam.CfnRole | iam.CfnPolicy) -> None:
    documents = role.policies if isinstance(role, iam.CfnRole) else role.policy_document
    for resource in _resources(Stack.of(role).resolve(documents)):
        for pattern, reason in WILDCARDS.items():
            if re.fullmatch(pattern, resource):
                _acknowledge(role, f"IAM5[Resource::{resource}]", reason)


def _resources(node: Any) -> Iterator[str]:
    if isinstance(node, dict) and "Resource" in node:
        listed = node["Resource"] if isinstance(node["Resource"], list) else [node["Resource"]]
        yield from {_flat(one) for one in listed}
    elif isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from _resources(child)


def _flat(value: Any) -> str:
    """An ARN as cdk-nag writes it: references in angle brackets."""
    match value:
        case str():
            return value
        case {"Ref": name}:
            return f"<{name}>"
        case {"Fn::GetAtt": [name, attribute]}:
            return f"<{name}.{attribute}>"
        case {"Fn::Join": [separator, parts]}:
            return str(separator).join(_flat(part) for part in parts)
    return str(value)
