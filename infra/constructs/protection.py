"""The web application firewall before the API."""

from aws_cdk import aws_apigateway as apigateway, aws_wafv2 as waf
from constructs import Construct

from infra.environments import Environment

MANAGED = ("AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesKnownBadInputsRuleSet")
REQUESTS_PER_ADDRESS = 2000  # in five minutes
# Prompts may be longer than the 8 KB that this rule takes for an attack.
_COUNTED = waf.CfnWebACL.RuleActionOverrideProperty(
    name="SizeRestrictions_BODY", action_to_use=waf.CfnWebACL.RuleActionProperty(count={})
)


class Firewall(Construct):
    def __init__(
        self, scope: Construct, id: str, *, environment: Environment, stage: apigateway.Stage
    ) -> None:
        super().__init__(scope, id)
        rules = [
            _rate_limit(),
            _managed(1, "AWSManagedRulesCommonRuleSet", [_COUNTED]),
            *(_managed(2 + at, name) for at, name in enumerate(MANAGED)),
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


def _rate_limit() -> waf.CfnWebACL.RuleProperty:
    limit = waf.CfnWebACL.RateBasedStatementProperty(
        aggregate_key_type="IP", limit=REQUESTS_PER_ADDRESS, evaluation_window_sec=300
    )
    return waf.CfnWebACL.RuleProperty(
        name="TooManyRequests",
        priority=0,
        action=waf.CfnWebACL.RuleActionProperty(block={}),
        statement=waf.CfnWebACL.StatementProperty(rate_based_statement=limit),
        visibility_config=_metric("TooManyRequests"),
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
