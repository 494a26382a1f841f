from aws_cdk import App, Environment as CdkEnvironment, Stack
from aws_cdk.assertions import Template

from infra.configuration import configured
from infra.constructs.accounts import Accounts
from tests.infra.conftest import Synthesized


def test_the_user_pool_alone_may_call_its_trigger(synthesized: Synthesized) -> None:
    permissions = [
        found
        for found in synthesized.properties("AWS::Lambda::Permission")
        if found["Principal"] == "cognito-idp.amazonaws.com"
    ]

    (permission,) = permissions
    assert permission["Action"] == "lambda:InvokeFunction"
    assert ":userpool/" in str(permission["SourceArn"])


def test_sign_up_codes_can_be_mailed_by_ses() -> None:
    given = {
        "account": "123456789012",
        "region": "eu-west-1",
        "mail_sender": "hello@splashmy.example",
        "mail_sign_up_codes": True,
    }
    prod = configured("prod", {"prod": given})
    place = CdkEnvironment(account=prod.account, region=prod.region)
    stack = Stack(App(), "Data", env=place)

    Accounts(stack, "Accounts", environment=prod)

    (pool,) = Template.from_stack(stack).find_resources("AWS::Cognito::UserPool").values()
    mails = pool["Properties"]["EmailConfiguration"]
    assert (mails["EmailSendingAccount"], mails["From"]) == ("DEVELOPER", prod.settings.mail_sender)
    assert "identity/hello@splashmy.example" in str(mails["SourceArn"])


def test_the_client_may_tell_threat_protection_where_a_caller_is(synthesized: Synthesized) -> None:
    (client,) = synthesized.properties("AWS::Cognito::UserPoolClient")

    assert client["EnablePropagateAdditionalUserContextData"] is True
    assert client["GenerateSecret"] is True  # which Cognito wants for it
