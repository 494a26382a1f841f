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
