"""What the rules of oversight say to a person, in both languages."""

TEXTS: dict[str, tuple[str, str]] = {
    "under_special_supervision": (
        "案件已经在专项督办中。",
        "The case is under special supervision already.",
    ),
    "not_under_special_supervision": (
        "案件没有在专项督办，或者专项督办已经结束。",
        "The case is not under special supervision, or not any more.",
    ),
    "no_coordinator": (
        "请先确定专项督办的协调单位，再约定措施。",
        "Name who coordinates the special supervision first.",
    ),
    "not_taking_part": (
        "该单位没有参加专项督办，请先把它列入参加单位。",
        "That unit takes no part. Add it to the special supervision first.",
    ),
    "reason_not_yours": (
        "二次异议由系统自动转入专项督办，请另选原因。",
        "A second objection brings a case here by itself. Choose another reason.",
    ),
    "not_a_working_day": (
        "完成日期须是今天或以后的工作日，请改选。",
        "Choose a working day that has not ended.",
    ),
    "unknown_action": (
        "没有这项措施，或者它不是约定给您单位的。",
        "There is no such action, or it is another unit's.",
    ),
    "action_reported": (
        "这项措施已经反馈。",
        "This action was reported already.",
    ),
    "unknown_red_light": (
        "没有这项红灯，或者不由您单位处理。",
        "There is no such red light, or it is not your unit's to deal with.",
    ),
    "no_evidence": (
        "没有可以计入的证据，不能提出或签发红灯。",
        "No evidence counts against this unit; there is nothing to propose or sign.",
    ),
    "not_a_staff_id": (
        "人员编号由1至64位字母、数字、连字符或下划线组成，请核对后重填。",
        "A staff id has 1 to 64 letters, digits, hyphens and underscores. Check it.",
    ),
    "red_light_pending": (
        "对该单位已有一项红灯待决定。",
        "A red light of this unit waits for its decision already.",
    ),
    "already_stated": (
        "贵单位已经陈述申辩，内容已经存档。",
        "Your unit stated its case already; it is on record.",
    ),
    "statement_too_late": (
        "陈述申辩的期限已过。",
        "The time to state the case is over.",
    ),
    "hearing_not_over": (
        "单位陈述申辩以前、期限届满以前，不能决定红灯。",
        "Wait for the unit's statement, or for the end of its time for it.",
    ),
    "red_light_decided": (
        "这项红灯已经决定。",
        "This red light was decided already.",
    ),
    "not_signed": (
        "红灯签发以后才能申诉。",
        "An appeal is against a red light that was signed.",
    ),
    "already_appealed": (
        "对这项红灯已经申诉过一次。",
        "There was an appeal against this red light already; there is only one.",
    ),
    "appeal_too_late": (
        "申诉期限已过。",
        "The time to appeal is over.",
    ),
    "not_appealed": (
        "没有待决定的申诉。",
        "There is no appeal to decide.",
    ),
    "referred_to_itself": (
        "不能移送给被亮灯的单位自己，请另选有权处理的机关。",
        "A unit is not referred to itself. Choose the competent body.",
    ),
    "no_procedure": (
        "系统没有标记这件诉求另有法定程序。",
        "The case is not marked as having a procedure of its own.",
    ),
    "procedure_confirmed": (
        "另有法定程序已经确认。",
        "The procedure was confirmed already.",
    ),
    "own_procedure": (
        "这件诉求已确认另有法定程序，不能提出或者签发红灯；已提出的，请不予亮灯。",
        "The matter has a procedure of its own: no red light is proposed or signed. Dismiss it.",
    ),
    "overdue_merge": (
        "这件诉求的承办单位已经超期，不能并案；请先办完超期的环节。",
        "The unit that handles this case is late. Finish the step that is overdue, then merge.",
    ),
    "procedure_not_confirmed": (
        "请先确认这件诉求另有法定程序，再作程序指引。",
        "Confirm first that the matter has a procedure of its own.",
    ),
    "contact_in_future": (
        "致函致电的日期不能晚于今天。",
        "The contact cannot be later than today.",
    ),
    "not_a_complaint": (
        "这不是对部门的投诉，没有需要告知摘要的单位。",
        "This complains about no body; there is nothing to release.",
    ),
    "not_complained_about": (
        "诉求没有投诉该单位，请核对。",
        "The case does not complain about that body. Check which it is.",
    ),
    "summary_released": (
        "摘要已经告知该单位。",
        "The body has its summary already.",
    ),
    "same_case": (
        "不能和自身并案或关联，请核对编号。",
        "A case is not joined with itself. Check the number.",
    ),
    "confidentiality_differs": (
        "保密案件与非保密案件不能并案或关联。",
        "A confidential case is never joined with one that is not.",
    ),
    "complaint_differs": (
        "对部门的投诉与其他诉求不能并案或关联。",
        "A complaint about a body is never joined with another kind of case.",
    ),
    "already_linked": (
        "两件诉求已经关联。",
        "The two cases are linked already.",
    ),
    "names_others": (
        "承办人只能自己认领；指定他人请由科室负责人办理。",
        "You can take the case yourself; only the department's lead gives it to others.",
    ),
}
