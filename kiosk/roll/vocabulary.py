"""The words by which people say who votes, on lists of members and in exports of other systems."""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


NO = words_of(
    """
    列席 旁听 旁聽 来宾 來賓 嘉宾 嘉賓 特邀嘉宾 记者 記者 媒体 媒體 观察员 觀察員 无表决权 無表決權 无选举权
    無選舉權 无投票权 没有表决权 不具有 不享有 不参加 不參加 不参会 不出席 已取消 取消 作废 已作废 退出 已退出
    退会 退會 已退会 注销 已注销 转出 轉出 已转出 调出 除名 开除 已故 去世 死亡 拒绝 已拒绝 guest visitor
    observer press journalist media non-voting nonvoting novote novotes notvoting withoutvote withoutavote nein
    gast presse cancelled canceled withdrawn declined rejected refunded resigned deceased expelled excluded
    abgesagt absage zurückgetreten gast gäste gasthörer invité invités ospite ospiti invitado invitada oyente
    notattending notgoing notcoming noshow expired inactive lapsed probationary probation probationarymember
    probationer waitlisted waitinglist deregistered nichtstimmberechtigt abgemeldet ausgetreten
    """
)
PARTY_YES = words_of(
    """
    正式党员 正式黨員 党员 黨員 中共党员 中共正式党员 正式
    """
)
YES = words_of(
    """
    正式 正式党员 正式黨員 党员 黨員 中共党员 正式代表 代表 党代表 正式会员 会员 會員 个人会员 社员 社員 业主
    業主 产权人 村民 选民 選民 股东 股東 成员 理事 监事 委员 候选人 候選人 监票人 監票人 计票人 計票人 总监票人
    监票员 计票员 有选举权 有選舉權 有表决权 有表決權 member fullmember ordinarymember votingmember voter voting
    withvote elector delegate votingdelegate owner shareholder mitglied vollmitglied stimmberechtigt
    ordentlichesmitglied candidate teller scrutineer commoner fellow
    """
)
NEUTRAL = words_of(
    """
    在 在册 正常 有效 在职 在籍 在校 是 参加 參加 出席 到会 已报名 已确认 已审核 通过 审核通过 已通过 已签到
    已缴费 已支付 active approved accepted confirmed registered attending going coming completed complete paid
    valid current yes ok in aktiv bestätigt angemeldet checkedin true 1 y goodstanding
    zugesagt zusage anwesend présent presente 参会 能参会 准时参加 可以参加 到场 出席会议 参加会议 да oui si sí sì ja
    """
)
STATUS_NO = words_of(
    """
    否 不 未参加 不去 未通过 审核不通过 未审核 false 0 no n out pending 待审核 请假 請假 absent left
    """
)
WEAK = words_of(
    """
    attendee attendees participant participants 与会人员 参会人员 与会者 参会者 teilnehmer 嘉宾代表 general
    standard regular adult free
    """
)
VOTE_YES = words_of(
    """
    有 是 yes y true t 1 ✓ √ ✔ ☑ 有选举权 有選舉權 有表决权 有表決權 有投票权 具有 享有 ja j oui si sí 能 可以
    对 對 voting stimmberechtigt 有权 entitled sì да tak はい 有り あり
    """
)
VOTE_NO = words_of(
    """
    无 無 否 没有 沒有 no n false f 0 x × ✗ ✘ 无选举权 無選舉權 无表决权 無表決權 没有选举权 没有表决权 不具有
    不享有 none nein non нет nie いいえ なし 無し 不能 不可以 non-voting nonvoting 不是 无权
    """
)
NOBODY = words_of(
    """
    待定 空缺 缺 无 無 暂缺 暫缺 未定 空 空置 空房 待补 待補 待确认 未知 不详 同上 略 测试 测试用户 示例 样例 某某 某某某 匿名
    n.n. nn n/a na tbd tba tbc vacant vacancy unknown unbekannt unbesetzt vakant none nobody anonymous test testuser
    example empty todo dito ditto sameasabove inconnu vacante xxx xx xyz x
    """
)
COMPOUND_SURNAMES = words_of(
    """
    欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 夏侯 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 长孙 長孫 宇文 司徒 轩辕 端木 百里
    呼延 独孤 南宫 南宮 东郭 西门 鲜于 闻人 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 司空 拓跋 赫连
    """
)
