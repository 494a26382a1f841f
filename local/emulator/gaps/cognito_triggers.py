from collections.abc import Callable
from typing import Any

from ministack.services import cognito, lambda_svc

Answer = tuple[int, dict[str, str], bytes]
Request = dict[str, Any]


def close() -> None:
    """The PostConfirmation trigger of a user pool: the emulator never calls it.

    AWS calls it when a user confirms, is confirmed by an administrator or at sign-up, or sets a new
    password with a code; a trigger that fails makes the call fail, though the user is confirmed.
    """
    sign_up, forgot = "PostConfirmation_ConfirmSignUp", "PostConfirmation_ConfirmForgotPassword"
    cognito._confirm_sign_up = _then_triggered(cognito._confirm_sign_up, sign_up)
    cognito._admin_confirm_sign_up = _then_triggered(cognito._admin_confirm_sign_up, sign_up)
    cognito._confirm_forgot_password = _then_triggered(cognito._confirm_forgot_password, forgot)
    cognito._sign_up = _then_triggered(cognito._sign_up, sign_up)


def _then_triggered(act: Callable[[Request], Answer], source: str) -> Callable[[Request], Answer]:
    def act_then_trigger(request: Request) -> Answer:
        answer = act(request)
        if answer[0] != 200:
            return answer
        pool = _pool_of(request)
        user, _error = cognito._resolve_user(pool, request["Username"])
        arn = (pool.get("LambdaConfig") or {}).get("PostConfirmation")
        if arn and user and user["UserStatus"] == "CONFIRMED":
            return _trigger(arn, _event(source, pool, user, request)) or answer
        return answer

    return act_then_trigger


def _pool_of(request: Request) -> dict[str, Any]:
    if "UserPoolId" in request:
        return dict(cognito._user_pools[request["UserPoolId"]])
    return dict(cognito._pool_for_client(request["ClientId"])[0])


def _event(source: str, pool: dict[str, Any], user: dict[str, Any], request: Request) -> Request:
    return {
        "version": "1",
        "triggerSource": source,
        "region": cognito._pool_region(pool["Id"]),
        "userPoolId": pool["Id"],
        "userName": user["Username"],
        "callerContext": {
            "awsSdkVersion": "aws-sdk-unknown-unknown",
            "clientId": request.get("ClientId", "CLIENT_ID_NOT_APPLICABLE"),
        },
        "request": {
            "userAttributes": {
                **cognito._attr_list_to_dict(user["Attributes"]),
                "cognito:user_status": user["UserStatus"],
            },
            **({"clientMetadata": data} if (data := request.get("ClientMetadata")) else {}),
        },
        "response": {},
    }


def _trigger(function_arn: str, event: Request) -> Answer | None:
    """Call the trigger; the error to answer with when it fails."""
    function, config, _name = lambda_svc._get_func_record_for_ref(function_arn)
    record = lambda_svc._execution_record_for_config(function, config)
    result = lambda_svc._execute_function_with_config_scope(record, event)
    if not result.get("error"):
        return None
    reason = (result.get("body") or {}).get("errorMessage")
    message = f"PostConfirmation failed with error {reason}."
    answer: Answer = cognito.error_response_json("UserLambdaValidationException", message, 400)
    return answer
