"""The Cognito user pool and its one confidential client."""

from collections.abc import Mapping
from typing import cast

from aws_cdk import Duration, aws_cognito as cognito, aws_lambda as lambda_
from constructs import Construct

from infra.constructs.functions import PythonFunction
from infra.environments import Environment
from infra.locations import Locations
from splashmy.accounts.tokens import REFRESH_GRACE
from splashmy.core.resources import USER_POOL

PROFILE_TRIGGER = "auth-create_profile"


class Accounts(Construct):
    def __init__(self, scope: Construct, id: str, *, environment: Environment) -> None:
        super().__init__(scope, id)
        self.pool = cognito.UserPool(
            self,
            "Pool",
            user_pool_name=environment.prefix,
            sign_in_aliases=cognito.SignInAliases(username=True, email=True),
            sign_in_case_sensitive=False,
            self_sign_up_enabled=True,
            auto_verify=cognito.AutoVerifiedAttrs(email=True),
            email=_mails(environment),
            account_recovery=cognito.AccountRecovery.EMAIL_ONLY,
            password_policy=cognito.PasswordPolicy(
                min_length=10,
                require_lowercase=True,
                require_uppercase=False,
                require_digits=True,
                require_symbols=False,
                temp_password_validity=Duration.days(1),
            ),
            feature_plan=_plan(environment),
            standard_threat_protection_mode=_threat_protection(environment),
            deletion_protection=environment.deletion_protection,
            removal_policy=environment.removal_policy,
        )
        self.client = cognito.CfnUserPoolClient(
            self,
            "Client",
            client_name=environment.prefix,
            user_pool_id=self.pool.user_pool_id,
            generate_secret=True,
            explicit_auth_flows=["ALLOW_ADMIN_USER_PASSWORD_AUTH"],
            prevent_user_existence_errors="ENABLED",
            enable_token_revocation=True,
            # Threat protection believes the address that our functions tell it.
            enable_propagate_additional_user_context_data=True,
            refresh_token_rotation=cognito.CfnUserPoolClient.RefreshTokenRotationProperty(
                feature="ENABLED", retry_grace_period_seconds=REFRESH_GRACE
            ),
            token_validity_units=cognito.CfnUserPoolClient.TokenValidityUnitsProperty(
                access_token="minutes",
                id_token="minutes",
                refresh_token="days",
            ),
            access_token_validity=15,
            id_token_validity=15,
            refresh_token_validity=30,
        )
        cognito.CfnUserPoolGroup(
            self, "Administrators", user_pool_id=self.pool.user_pool_id, group_name="admin"
        )

    def locations(self, environment: Environment) -> Locations:
        return Locations(environment, self.pool.user_pool_id, self.client.ref)

    def create_profiles_with(self, function_arn: str) -> None:
        """The trigger is named, not referenced: the function lives in a later stack."""
        pool = cast(cognito.CfnUserPool, self.pool.node.default_child)
        pool.lambda_config = cognito.CfnUserPool.LambdaConfigProperty(
            post_confirmation=function_arn
        )


class ProfileTrigger(Construct):
    """Lets the user pool call the function that it names as its trigger."""

    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        functions: Mapping[str, PythonFunction],
        locations: Locations,
    ) -> None:
        super().__init__(scope, id)
        if trigger := functions.get(PROFILE_TRIGGER):
            lambda_.CfnPermission(
                self,
                "Permission",
                action="lambda:InvokeFunction",
                function_name=trigger.function.function_name,
                principal="cognito-idp.amazonaws.com",
                source_arn=locations.arn(USER_POOL),
            )


def _mails(environment: Environment) -> cognito.UserPoolEmail | None:
    """Cognito itself mails about 50 codes a day; SES as many as the account may."""
    if not environment.mail_sign_up_codes:
        return None
    return cognito.UserPoolEmail.with_ses(from_email=environment.settings.mail_sender)


def _plan(environment: Environment) -> cognito.FeaturePlan:
    """Threat protection is part of the dearer plan."""
    plus = environment.threat_protection
    return cognito.FeaturePlan.PLUS if plus else cognito.FeaturePlan.ESSENTIALS


def _threat_protection(environment: Environment) -> cognito.StandardThreatProtectionMode:
    on = environment.threat_protection
    mode = cognito.StandardThreatProtectionMode
    return mode.FULL_FUNCTION if on else mode.NO_ENFORCEMENT
