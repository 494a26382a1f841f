"""Tables, buckets and secrets: what must never be lost."""

from typing import cast

from aws_cdk import (
    Duration,
    aws_dynamodb as dynamodb,
    aws_s3 as s3,
    aws_secretsmanager as secretsmanager,
)
from constructs import Construct

from infra.environments import Environment
from infra.locations import Locations
from splashmy.accounts.export import FOLDER as EXPORTS
from splashmy.core.resources import BUCKETS, QUARANTINE, SECRETS, TABLES, Bucket, Secret, Table
from splashmy.jobs.object_keys import PARTIALS
from splashmy.jobs.status import EVENTS_KEPT


class Storage(Construct):
    def __init__(
        self, scope: Construct, id: str, *, environment: Environment, locations: Locations
    ) -> None:
        super().__init__(scope, id)
        self.environment = environment
        self.locations = locations
        for table in TABLES:
            self._table(table)
        for bucket in BUCKETS:
            self._bucket(bucket)
        for secret in SECRETS:
            self._secret(secret)

    def _table(self, table: Table) -> None:
        made = dynamodb.Table(
            self,
            f"{table.name.capitalize()}Table",
            table_name=self.locations.name(table),
            partition_key=_string("pk"),
            sort_key=_string("sk"),
            time_to_live_attribute="expires_at",
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            deletion_protection=self.environment.deletion_protection,
            removal_policy=self.environment.removal_policy,
        )
        for index in table.indexes:
            made.add_global_secondary_index(
                index_name=index.name,
                partition_key=_string(index.hash_key),
                sort_key=_number(index.range_key)
                if index.numeric_range
                else _string(index.range_key),
            )

    def _bucket(self, bucket: Bucket) -> None:
        quarantine, kept = bucket is QUARANTINE, self.environment.settings.deleted_retention_days
        made = s3.Bucket(
            self,
            f"{bucket.name.capitalize()}Bucket",
            bucket_name=self.locations.name(bucket),
            versioned=True,
            enforce_ssl=True,
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
            cors=[self._browser_access(quarantine)],
            lifecycle_rules=[_emptied_daily()]
            if quarantine
            else [_aborted_uploads(), _old_partials(), _old_exports(), _deleted(kept)],
            removal_policy=self.environment.removal_policy,
        )
        if quarantine:
            _send_events(made)

    def _browser_access(self, quarantine: bool) -> s3.CorsRule:
        methods = [s3.HttpMethods.POST] if quarantine else [s3.HttpMethods.GET]
        return s3.CorsRule(
            allowed_methods=methods,
            allowed_origins=self.environment.settings.cors_origins.split(","),
            allowed_headers=["*"],
        )

    def _secret(self, secret: Secret) -> None:
        secretsmanager.Secret(
            self,
            f"{secret.name.title().replace('-', '')}Secret",
            secret_name=self.locations.name(secret),
            generate_secret_string=secretsmanager.SecretStringGenerator(
                password_length=64, exclude_punctuation=True
            ),
            removal_policy=self.environment.removal_policy,
        )


def _send_events(bucket: s3.Bucket) -> None:
    """Set on the bucket itself: the construct's own flag would bring a custom resource."""
    resource = cast(s3.CfnBucket, bucket.node.default_child)
    resource.notification_configuration = s3.CfnBucket.NotificationConfigurationProperty(
        event_bridge_configuration=s3.CfnBucket.EventBridgeConfigurationProperty(
            event_bridge_enabled=True
        )
    )


def _string(name: str) -> dynamodb.Attribute:
    return dynamodb.Attribute(name=name, type=dynamodb.AttributeType.STRING)


def _number(name: str) -> dynamodb.Attribute:
    return dynamodb.Attribute(name=name, type=dynamodb.AttributeType.NUMBER)


def _emptied_daily() -> s3.LifecycleRule:
    """What ingest has not taken within a day is of no use to anybody."""
    return s3.LifecycleRule(
        expiration=Duration.days(1),
        noncurrent_version_expiration=Duration.days(1),
        abort_incomplete_multipart_upload_after=Duration.days(1),
    )


def _aborted_uploads() -> s3.LifecycleRule:
    return s3.LifecycleRule(abort_incomplete_multipart_upload_after=Duration.days(1))


def _old_partials() -> s3.LifecycleRule:
    """Partial images go when the events that show them do."""
    return s3.LifecycleRule(prefix=PARTIALS, expiration=Duration.days(EVENTS_KEPT.days))


def _old_exports() -> s3.LifecycleRule:
    """An export is made anew whenever it is asked for."""
    return s3.LifecycleRule(prefix=EXPORTS, expiration=Duration.days(1))


def _deleted(days: int) -> s3.LifecycleRule:
    """What was deleted can be brought back for a while; see docs/runbooks/restore.md."""
    return s3.LifecycleRule(
        noncurrent_version_expiration=Duration.days(days), expired_object_delete_marker=True
    )
