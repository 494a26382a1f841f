import json

from ministack.services import secretsmanager
from ministack.services.cloudformation import provisioners

from local.emulator.gaps.cloudformation import Properties

_NOT_ABOUT_THE_PASSWORD = ("SecretStringTemplate", "GenerateStringKey")


def close() -> None:
    """GenerateSecretString: the emulator heeds the length only, AWS every rule for the password."""
    without_rules = provisioners._sm_secret_string

    def secret_string(properties: Properties) -> str:
        rules = dict(properties.get("GenerateSecretString") or {})
        if not rules or properties.get("SecretString"):
            return str(without_rules(properties))
        template, key = (rules.pop(name, "") for name in _NOT_ABOUT_THE_PASSWORD)
        password = _password(rules)
        return json.dumps({**json.loads(template), key: password}) if template else password

    provisioners._sm_secret_string = secret_string


def _password(rules: Properties) -> str:
    _status, _headers, body = secretsmanager._get_random_password(rules)
    return str(json.loads(body)["RandomPassword"])
