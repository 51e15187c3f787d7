"""Demonstration staff of a local run: made-up people in the local user pool, one password."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from infra.local.deploy import Deployment

PASSWORD = "Mashangban-2021"  # noqa: S105 - a local demonstration's, printed by `make run`


@dataclass(frozen=True, slots=True)
class Account:
    """A person who can sign in locally; `role` and `unit` are what the staff registry will say."""

    username: str
    name: str
    role: str
    unit: str


ACCOUNTS = (
    Account("clerk", "受理员 李静", "clerk", "centre"),
    Account("clerk-2", "受理员 刘洋", "clerk", "centre"),
    Account("handler-justice", "承办人 王强", "handler", "justice"),
    Account("handler-transport", "承办人 赵敏", "handler", "transport"),
    Account("handler-public-security", "承办人 陈刚", "handler", "public_security"),
    Account("handler-emergency", "承办人 孙丽", "handler", "emergency"),
    Account("lead-justice", "科室负责人 韩梅", "department_lead", "justice"),
    Account("lead-public-security", "科室负责人 许军", "department_lead", "public_security"),
    Account("lead-transport", "科室负责人 冯磊", "department_lead", "transport"),
    Account("supervisor", "督办员 周涛", "supervisor", "centre"),
    Account("supervisor-2", "督办员 孟华", "supervisor", "centre"),
    Account("inspector", "督查员 吴敏", "inspector", "inspection"),
    Account("leader", "领导小组 高远", "leader", "leading_group"),
    Account("administrator", "管理员 郑洁", "administrator", "centre"),
)


def create_accounts(deployment: Deployment) -> dict[str, str]:
    """Makes every account that is missing and returns username -> subject (the token's `sub`)."""
    pool = deployment.identity.outputs["UserPoolId"]
    users = deployment.engine.client("cognito-idp")
    subjects = _subjects(users, pool)
    for account in ACCOUNTS:
        if account.username in subjects:
            continue
        users.admin_create_user(
            UserPoolId=pool,
            Username=account.username,
            MessageAction="SUPPRESS",
            UserAttributes=[{"Name": "name", "Value": account.name}],
        )
        users.admin_set_user_password(
            UserPoolId=pool, Username=account.username, Password=PASSWORD, Permanent=True
        )
    return _subjects(users, pool)


def _subjects(users: object, pool: str) -> dict[str, str]:
    pages = users.get_paginator("list_users").paginate(UserPoolId=pool)  # type: ignore[attr-defined]
    return {
        user["Username"]: next(a["Value"] for a in user["Attributes"] if a["Name"] == "sub")
        for page in pages
        for user in page["Users"]
    }
