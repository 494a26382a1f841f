"""The web application firewall before the API."""

from typing import Any

from aws_cdk import aws_apigateway as apigateway, aws_wafv2 as waf
from constructs import Construct

from infra import edge_secret
from infra.environments import Environment
from splashmy.web import headers

MANAGED = ("AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesKnownBadInputsRuleSet")
REQUESTS_PER_ADDRESS = 2000  # in five minutes
# Prompts may be longer than the 8 KB that this rule takes for an attack.
_COUNTED = waf.CfnWebACL.RuleActionOverrideProperty(
    name="SizeRestrictions_BODY", action_to_use=waf.CfnWebACL.RuleActionProperty(count={})
)
_AS_IT_IS = waf.CfnWebACL.TextTransformationProperty(priority=0, type="NONE")


class Firewall(Construct):
    def __init__(
        self, scope: Construct, id: str, *, environment: Environment, stage: apigateway.Stage
    ) -> None:
        super().__init__(scope, id)
        limits = _rate_limits(environment)
        managed = len(limits)
        rules = [
            *limits,
            _managed(managed, "AWSManagedRulesCommonRuleSet", [_COUNTED]),
            *(_managed(managed + at, name) for at, name in enumerate(MANAGED, start=1)),
        ]
        acl = waf.CfnWebACL(
            self,
            "Rules",
            name=environment.prefix,
            scope="REGIONAL",
            default_action=waf.CfnWebACL.DefaultActionProperty(allow={}),
            rules=rules,
            visibility_config=_metric(environment.prefix),
        )
        waf.CfnWebACLAssociation(
            self, "Association", resource_arn=stage.stage_arn, web_acl_arn=acl.attr_arn
        )


def _rate_limits(environment: Environment) -> list[waf.CfnWebACL.RuleProperty]:
    """By who connects; what comes through the studio's address, by whom CloudFront names."""
    if not environment.studio:
        return [_rate_limit(0, "TooManyRequests", aggregate_key_type="IP")]
    through = _has_secret(environment)
    others = waf.CfnWebACL.NotStatementProperty(statement=through)
    viewer = waf.CfnWebACL.RateLimitHeaderProperty(
        name=headers.VIEWER_ADDRESS, text_transformations=[_AS_IT_IS]
    )
    return [
        _rate_limit(
            0,
            "TooManyRequests",
            aggregate_key_type="IP",
            scope_down_statement=waf.CfnWebACL.StatementProperty(not_statement=others),
        ),
        _rate_limit(
            1,
            "TooManyRequestsOfAViewer",
            aggregate_key_type="CUSTOM_KEYS",
            custom_keys=[waf.CfnWebACL.RateBasedStatementCustomKeyProperty(header=viewer)],
            scope_down_statement=through,
        ),
    ]


def _has_secret(environment: Environment) -> waf.CfnWebACL.StatementProperty:
    header = waf.CfnWebACL.FieldToMatchProperty(single_header={"Name": headers.EDGE_SECRET})
    equal = waf.CfnWebACL.ByteMatchStatementProperty(
        field_to_match=header,
        positional_constraint="EXACTLY",
        search_string=edge_secret.reference(environment.name),
        text_transformations=[_AS_IT_IS],
    )
    return waf.CfnWebACL.StatementProperty(byte_match_statement=equal)


def _rate_limit(priority: int, name: str, **how: Any) -> waf.CfnWebACL.RuleProperty:
    limit = waf.CfnWebACL.RateBasedStatementProperty(
        limit=REQUESTS_PER_ADDRESS, evaluation_window_sec=300, **how
    )
    return waf.CfnWebACL.RuleProperty(
        name=name,
        priority=priority,
        action=waf.CfnWebACL.RuleActionProperty(block={}),
        statement=waf.CfnWebACL.StatementProperty(rate_based_statement=limit),
        visibility_config=_metric(name),
    )


def _managed(
    priority: int,
    name: str,
    overrides: list[waf.CfnWebACL.RuleActionOverrideProperty] | None = None,
) -> waf.CfnWebACL.RuleProperty:
    group = waf.CfnWebACL.ManagedRuleGroupStatementProperty(
        vendor_name="AWS", name=name, rule_action_overrides=overrides
    )
    return waf.CfnWebACL.RuleProperty(
        name=name,
        priority=priority,
        override_action=waf.CfnWebACL.OverrideActionProperty(none={}),
        statement=waf.CfnWebACL.StatementProperty(managed_rule_group_statement=group),
        visibility_config=_metric(name),
    )


def _metric(name: str) -> waf.CfnWebACL.VisibilityConfigProperty:
    """No sampled requests: they would hold tokens."""
    return waf.CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, metric_name=name, sampled_requests_enabled=False
    )
