"""What each rule and error says to a person, in both languages: what is wrong and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from casework.entrypoints.problems_decision import TEXTS as OF_DECISIONS
from casework.entrypoints.problems_oversight import TEXTS as OF_OVERSIGHT

if TYPE_CHECKING:
    from pydantic import ValidationError

    from casework.web.language import Language

TEXTS: dict[str, tuple[str, str]] = {
    "casework_error": (
        "无法完成操作，请联系管理员。",
        "This could not be done. Ask the administrator.",
    ),
    "invalid_input": (
        "填写的内容有误，请改正后再提交。",
        "Something entered is wrong. Correct it and send again.",
    ),
    "not_found": ("没有找到。请核对编号。", "There is no such thing. Check the number."),
    "not_permitted": (
        "您没有这项权限，请联系有权办理的人员。",
        "This is not yours to do. Ask whoever is responsible.",
    ),
    "not_signed_in": ("请先登录。", "Sign in first."),
    "sign_in_interrupted": (
        "这次登录没有完成，请重新登录。",
        "This sign-in was not completed. Sign in again.",
    ),
    "sign_in_denied": (
        "统一身份认证没有通过，请重新登录；仍不行请联系管理员。",
        "The identity provider did not vouch for you. Sign in again, or ask the administrator.",
    ),
    "not_registered": (
        "您的账号没有在本平台登记或已经停用，请联系管理员。",
        "Your account is not registered here, or no longer. Ask the administrator.",
    ),
    "issuer_unavailable": (
        "统一身份认证暂时没有响应，请稍后再登录。",
        "The identity provider does not answer. Sign in again in a moment.",
    ),
    "wechat_unavailable": (
        "微信平台暂时没有办理，请稍后再试；一直不行，请检查公众号的设置。",
        "The WeChat platform did not do it now. Try again, or look at the account's settings.",
    ),
    "foreign_request": (
        "这次提交不是从本平台页面发出的，没有受理。请回到本平台页面再操作。",
        "This was not sent from a page of ours; nothing was done. Go back to our page.",
    ),
    "form_of_another_session": (
        "您重新登录过，请核对内容后再提交一次。",
        "You signed in again since this page was opened. Check what you wrote and send again.",
    ),
    "rule_violation": ("现在不能这样操作。", "This cannot be done now."),
    "conflict": ("别人先做了修改，请刷新后再试。", "Someone else was first. Reload and try again."),
    "case_changed": (
        "您打开以后案件有了变化，请看过变化再决定是否提交。",
        "The case changed since you opened it. Look at the changes, then decide whether to send.",
    ),
    "case_exists": ("这份诉求已经提交过。", "This form was filed already."),
    "configuration": (
        "系统配置有误，已通知管理员。",
        "The platform is set up wrongly. Tell the administrator.",
    ),
    "store_unavailable": (
        "系统暂时繁忙，请稍后重试。",
        "The platform is busy. Try again in a moment.",
    ),
    "body_too_large": (
        "内容太长，请删减后再提交。",
        "That is too long. Shorten it and send again.",
    ),
    "broken_encoding": ("内容不是 UTF-8 编码。", "The text is not UTF-8."),
    "form_expired": (
        "页面打开太久，请核对后再提交一次。",
        "The form was open too long. Check and send again.",
    ),
    "already_dispatched": (
        "案件已经交办或答复，不能再次交办。",
        "The case was assigned or answered already.",
    ),
    "not_yet_routed": (
        "平台正在分派这份诉求，请一分钟后再看。",
        "The platform is still reading this case. Look again in a minute.",
    ),
    "idempotency_key_reused": (
        "这个 Idempotency-Key 已经用于另一个请求。",
        "This Idempotency-Key was used for another request.",
    ),
    "already_verified": ("案件已经核实。", "The case was verified already."),
    "not_yet_verified": (
        "请先核实，或一并填写核实情况。",
        "Verify first, or send the verification along.",
    ),
    "already_replied": ("案件已经回复。", "The case was replied to already."),
    "not_yet_replied": ("请先回复企业，或一并填写回复。", "Reply first, or send the reply along."),
    "already_resolved": ("案件已经办结。", "The case was resolved already."),
    "not_assigned": ("案件还没有交办。", "The case has not been assigned yet."),
    "case_closed": (
        "案件已经结案，不能再操作。",
        "The case is closed; nothing more can be done on it.",
    ),
    "unreadable_mail": ("这封邮件无法读取。", "This e-mail cannot be read."),
    "mail_settled": ("这封邮件已经有人处理。", "Somebody saw to this e-mail already."),
    "unknown_file": (
        "这个案件没有这个附件，或者附件打不开，请核对编号。",
        "The case has no such file, or none that can be opened. Check its number.",
    ),
    "file_refused": ("这个文件未被接收。", "This file was not accepted."),
    "unknown_letter": (
        "这个案件没有这份督办函，请核对编号。",
        "The case has no such letter. Check its number.",
    ),
    "not_addressed": (
        "这份督办函不是发给您单位的。",
        "This letter is addressed to another unit.",
    ),
    "letter_already_answered": (
        "这份督办函已经答复，答复已经存档。",
        "This letter was answered already; the answer is on record.",
    ),
    "co_handler_task_open": (
        "还有协办单位没有反馈，请等待反馈或写明理由免除协办。",
        "A co-handler has not reported. Wait for it, or excuse it with a reason.",
    ),
    "task_not_open": ("该单位的协办任务已经结束。", "That co-handler's task is finished."),
    "not_a_co_handler": ("该单位不是协办单位。", "That unit does not co-handle this case."),
    "lead_is_co_handler": (
        "同一单位不能既牵头又协办，也不能重复。",
        "A unit leads or co-handles, and only once.",
    ),
    "unknown_unit": ("没有这个承办单位。", "There is no such unit, or it handles no cases."),
    "complaint_about_body": (
        "这是对部门的投诉，只能交督查人员办理；如确认不是投诉，请注明后再交办。",
        "A complaint about a body goes to the inspectors. If it is none, say so and assign.",
    ),
    "released_text_required": (
        "保密案件交办时，请填写隐去身份的诉求内容。",
        "To assign a confidential case, write the text that the department may read.",
    ),
    "released_text_not_needed": (
        "该案件不保密，无需另写内容。",
        "The case is not confidential; leave the released text out.",
    ),
    "not_rateable": ("办结或答复后才能评价。", "A case is rated once it is resolved or answered."),
    "already_rated": ("这个案件已经评价过。", "This case was rated already."),
    "not_contestable": (
        "现在没有可以确认或提出异议的办理结果。",
        "There is no outcome now to confirm or object to.",
    ),
    "already_confirmed": ("企业已经确认办结。", "The enterprise has confirmed the outcome."),
    "objection_undecided": (
        "异议正在处理，请等处理结果。",
        "An objection is being decided. Wait for the decision.",
    ),
    "objection_period_over": (
        "提出异议的期限已经过了；有新的情况，请另外提交。",
        "The time to object is over. If there is something new, file another case.",
    ),
    "already_objected": (
        "这件已经提过两次异议，不再受理。",
        "Two objections were raised in this case; no more are taken.",
    ),
    "false_closing_not_upheld": (
        "异议不成立时，不能认定虚假办结。",
        "A closing is found false only where the objection is upheld.",
    ),
    "nothing_to_review": (
        "没有等待处理的申请，可能已经有人处理。",
        "No such request is waiting. Somebody may have decided it.",
    ),
    "took_part": (
        "您经办过这个案件，请由没有参与的人员处理。",
        "You took part in this case. Leave this to somebody who did not.",
    ),
    "already_withdrawn": ("这件已经撤回。", "The case was withdrawn already."),
    "rating_not_withdrawable": (
        "没有可以撤回的评价，或者已经撤回过一次。",
        "There is no rating to take back, or it was taken back once.",
    ),
    "not_declined": ("只有不予受理的案件可以申请复核。", "Only a declined case is reviewed."),
    "decline_review_asked": (
        "复核只能申请一次，这件已经申请过。",
        "A review is asked for once; in this case it was.",
    ),
    "review_period_over": (
        "申请复核的期限已经过了；有新的情况，请另外提交。",
        "The time to ask for a review is over. If there is something new, file another case.",
    ),
    "not_in_hand": (
        "只有正在办理的案件可以这样操作。",
        "This is possible only while a body handles the case.",
    ),
    "reporter_not_contacted": (
        "请先联系诉求人并登记联系情况。",
        "Contact the reporter first, and record it.",
    ),
    "reporter_confirmed": (
        "诉求人已经确认是本人反映，不能认定冒名。",
        "The reporter confirmed the case; it is not a false report.",
    ),
    "false_report_asked": (
        "冒名认定已经提出过，请看处理结果。",
        "Whether the report is false was asked already. See the decision.",
    ),
    "privacy_request_pending": (
        "同样的申请正在处理，请等处理结果。",
        "Such a request is being decided. Wait for the decision.",
    ),
    "already_erased": ("这件的信息已经删除。", "The data of this case were erased already."),
    "erasure_too_early": (
        "办理和异议、复核期间还需要这些信息；结案并过了期限后才能删除。",
        "The data are still needed. Erase them once the case can be contested no more.",
    ),
    "not_an_email_address": (
        "这不是电子邮件地址，请核对。",
        "That is not an e-mail address. Check it.",
    ),
    "not_an_https_address": (
        "请填写带域名的 https 地址，不含用户名和 # 后的部分。",
        "Give an https address by host name, without a user name or a fragment.",
    ),
    "not_a_queue_of_this_partition": (
        "请填写同一分区内标准队列的 ARN。",
        "Give the ARN of a standard queue in the same partition.",
    ),
    "list_too_long": (
        "列表太长，请先按环节或亮灯筛选，再导出。",
        "The list is too long for one file. Narrow it by stage or light, then export.",
    ),
    "not_a_search": (
        "请填写案件编号、完整的企业名称或电话号码。",
        "Give a case number, the enterprise's whole name, or a telephone number.",
    ),
    "endpoint_refused": (
        "消息服务不接受这个地址，请核对。",
        "The messaging service does not take this address. Check it.",
    ),
    "already_subscribed": (
        "这个地址已经订阅了另一个部门的消息，请先退订。",
        "This address already gets another department's messages. End that subscription first.",
    ),
    "subscription_not_confirmed": (
        "对方还没有确认订阅，请让对方打开确认链接；一直不确认，订阅会自动失效。",
        "The address has not confirmed. Have its owner open the link; unconfirmed, it ends itself.",
    ),
    **OF_OVERSIGHT,
    **OF_DECISIONS,
}


def problem_text(code: str, language: Language) -> str:
    """The sentence for an error code."""
    chinese, english = TEXTS[code]
    return chinese if language == "zh" else english


MISTAKES: dict[str, tuple[str, str]] = {
    "missing": ("请填写这一项。", "Fill this in."),
    "string_too_short": ("请填写这一项。", "Fill this in."),
    "string_too_long": ("内容太长，请删减。", "This is too long. Shorten it."),
    "enum": ("请从列出的选项中选择。", "Choose one of the options."),
    "string_pattern_mismatch": ("请从列出的选项中选择。", "Choose one of the options."),
    "value_error": (
        "含有无法显示的字符，请重新填写。",
        "It holds characters that cannot be shown. Type it again.",
    ),
    "too_long": ("选得太多。", "That is too many."),
    "too_short": ("请至少选择一项。", "Choose at least one."),
    "int_parsing": ("请填写整数。", "Give a whole number."),
    "greater_than_equal": ("数字太小。", "This number is too small."),
    "less_than_equal": ("数字太大。", "This number is too large."),
    "date_from_datetime_parsing": ("请填写日期。", "Give a date."),
    "datetime_from_date_parsing": ("请填写日期和时间。", "Give a day and a time."),
}
"""What each kind of mistake in a typed body says, by the name that pydantic gives it."""

ANY_MISTAKE = ("填写有误，请检查。", "Something is wrong here. Check it.")


def mistakes(error: ValidationError, language: Language) -> tuple[tuple[str, str], ...]:
    """Each wrong field of a typed body, nested ones with dots, with a sentence."""
    return tuple(
        (
            ".".join(step for step in entry["loc"] if isinstance(step, str)),
            mistake_text(entry["type"], language),
        )
        for entry in error.errors(include_url=False, include_context=False, include_input=False)
    )


def mistake_text(kind: str, language: Language) -> str:
    """The sentence for a mistake in one field."""
    chinese, english = MISTAKES.get(kind, ANY_MISTAKE)
    return chinese if language == "zh" else english
