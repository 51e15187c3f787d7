"""What the rules of returns, extensions, suspensions and tracks say, in both languages."""

TEXTS: dict[str, tuple[str, str]] = {
    "nothing_to_tell": (
        "没有未送达的通知，或者已有人告知企业。",
        "Every message arrived, or somebody told the enterprise already.",
    ),
    "told_out_of_time": (
        "告知日期须在通知未送达之后、今天或今天以前，请改选。",
        "Choose a day since the message failed, today at the latest.",
    ),
    "case_suspended": (
        "案件已挂起，暂时不能办理。需要继续办理的，请先恢复办理。",
        "The case is suspended. Lift the suspension first to go on with it.",
    ),
    "not_suspended": ("案件没有挂起，不用恢复。", "The case is not suspended."),
    "request_undecided": (
        "已有一项申请正在等待审定，审定以后才能继续这项操作。",
        "A request is waiting for its decision. This can be done once it is decided.",
    ),
    "no_such_request": (
        "没有等待审定的申请，可能别人已经审定。",
        "No such request waits for a decision; somebody may have decided it.",
    ),
    "own_request": (
        "这项申请是您本人提出的，请由其他有权人员审定。",
        "You made this request yourself. Somebody else decides it.",
    ),
    "waits_used_up": (
        "本轮等待企业补充材料的天数已经用完，需要继续等待的，请申请挂起。",
        "The days to wait for the enterprise are used up. Ask for a suspension to wait longer.",
    ),
    "return_without_ground": (
        "退单必须选择法定理由，并写明法律依据。",
        "A return needs a legal ground from the list and the legal basis in words.",
    ),
    "return_window_over": (
        "退单只能在核实期限内、核实以前提出，现在已经不能退单。",
        "A case is returned before it is verified and before the verify deadline; it is too late.",
    ),
    "unit_designated": (
        "案件两次退单后已由督办员指定承办单位，不能再退单。",
        "After two returns the supervisor designated your unit. The case cannot be returned again.",
    ),
    "same_lead": (
        "下一个牵头单位不能还是原单位；不同意退单的，请选择不予退单。",
        "Name another unit as the next lead, or refuse the return.",
    ),
    "next_lead_required": (
        "同意退单的，请同时确定下一个牵头单位。",
        "Name the next lead when you accept a return.",
    ),
    "next_lead_not_needed": (
        "同意退单就不能认定无法定理由，请二选一。",
        "An accepted return is not groundless. Choose one of the two.",
    ),
    "deadline_passed": (
        "时限已过，只能在时限届满以前申请。",
        "The deadline has passed. This is asked for before it.",
    ),
    "already_extended": (
        "延期每轮只能申请一次，本轮已经申请过。",
        "An extension is asked for once, and it was.",
    ),
    "too_many_days": (
        "天数超出规定的上限，或者不足一天，请修改。",
        "That is more days than the rules grant, or less than one. Change the number.",
    ),
    "directly_handled": (
        "案件由中心直接办理，核实后直接答复即可，不用退单、回复或办结。",
        "The centre handles this case itself: verify it, then answer it.",
    ),
    "already_on_track": (
        "案件已经进入这个通道，不用重复设置。",
        "The case is on a special track already.",
    ),
    "not_confidential": (
        "案件没有保密，不用转达或者申请披露。",
        "The case is not confidential; its words can be read as they are.",
    ),
    "already_revealed": (
        "已经同意向你单位披露，不用再申请。",
        "Your unit may already read who filed the case.",
    ),
}
