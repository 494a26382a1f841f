import functools
from typing import Any

from ministack.services import secretsmanager
from ministack.services.cloudformation import provisioners

from local.emulator.gaps.cloudformation import Properties


def close() -> None:
    """Ref of a Secret: the emulator answers its name, AWS its ARN."""
    handlers = provisioners._RESOURCE_HANDLERS["AWS::SecretsManager::Secret"]
    create, update, delete = handlers["create"], handlers["update"], handlers["delete"]

    @functools.wraps(create)
    def create_by_arn(*args: Any) -> tuple[str, Properties]:
        _name, attributes = create(*args)
        return attributes["Arn"], attributes

    @functools.wraps(update)
    def update_by_arn(arn: str, *args: Any) -> tuple[str, Properties]:
        _name, attributes = update(_name_of(arn), *args)
        return attributes["Arn"], attributes

    @functools.wraps(delete)
    def delete_by_arn(arn: str, *args: Any) -> None:
        delete(_name_of(arn), *args)

    handlers |= {"create": create_by_arn, "update": update_by_arn, "delete": delete_by_arn}


def _name_of(arn: str) -> str:
    names = (name for name, secret in secretsmanager._secrets.items() if secret["ARN"] == arn)
    return next(names, arn)
