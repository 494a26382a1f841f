from ministack.services import dynamodb

from local.emulator.gaps.cloudformation import Properties, afterwards


def close() -> None:
    """TimeToLiveSpecification of a table: the emulator's CloudFormation drops it, AWS heeds it."""

    def enable(table: str, properties: Properties) -> None:
        if specification := properties.get("TimeToLiveSpecification"):
            dynamodb._update_ttl({"TableName": table, "TimeToLiveSpecification": specification})

    afterwards("AWS::DynamoDB::Table", enable)
