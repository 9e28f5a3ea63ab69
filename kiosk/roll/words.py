"""The words of a cell: what says nothing, who votes, what is a total, what a spreadsheet spoiled."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from kiosk.roll import vocabulary
from kiosk.roll.headings import INVISIBLE
from kiosk.roll.search import simplified

Verdict = Literal["yes", "no", "ask", "weak", "neutral"]

_CJK = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BETWEEN = re.compile(f"(?<=[{_CJK}])\\s+(?=[{_CJK}])")
_CHINESE = re.compile(f"[{_CJK}]")
_ORDINARY = re.compile(f"[{_CJK}0-9]{{1,60}}")
_DECIMALS = re.compile(r"^(\d+)\.0+$")
_PHONES = re.compile(r"[\n\r;；,，、/]+")
_PARKING = re.compile(
    r"车位|車位|车库|車庫|储藏|儲藏|储物|儲物|杂物间|雜物間|仓库|倉庫|地下室|自行车棚|parking|garage|stellplatz|storage"
    r"|\bkeller|^keller|abstellraum|carport|cellar|lock-?up|box\b",
    re.I,
)
NOTHING = {"NULL", "null", "Null", "None", "none", "nan", "NaN", "NAN", "N/A", "n/a", "<NA>", "undefined", "(null)"}
_ERROR = re.compile(r"^#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|#+)$")
_SHORTENED = re.compile(r"^\d(\.\d+)?[Ee]\+?\d{1,3}$")
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez"
_DATED = re.compile(
    rf"^(\d{{1,2}}月\d{{1,2}}日|\d{{4}}年\d{{1,2}}月(\d{{1,2}}日)?|\d{{1,2}}[-. ]({_MONTHS})[a-z]*\.?"
    rf"|({_MONTHS})[a-z]*[-. ]\d{{1,2}}"
    r"|\d{4}[/-]\d{1,2}[/-]\d{1,2}( 0?0:00(:00)?)?)$",
    re.I,
)
_TOTALS = (
    "合计|合計|小计|小計|总计|總計|总数|共计|共計|累计|累計"
    "|应到|实到|應到|實到|人数|人數|以上人员|以上人員"
    "|total|totals|subtotal|sub-total|grandtotal|summe|gesamt|insgesamt|zwischensumme|gesamtsumme|soustotal|sous-total"
)
_FOOTERS = (
    "填表人|填表|制表人|制表|製表人|製表|审核人|审核|審核|复核人|统计人|填报人|填报单位|负责人|负责人签字|经办人|联系人"
    "|备注|備註|注|註|说明|附注|日期|填表日期|填表时间|制表日期|制表时间|打印日期|打印时间|导出时间"
    "|单位盖章|单位公章|盖章|签字|签名|note|notes|date|signature|signed|preparedby|remark|remarks"
    "|printed|printedon|exported|exportedon|erstellt|erstelltam|datum|stand|unterschrift"
)
_FOOTER = re.compile(
    rf"^(({_TOTALS})([:：(\d]|$|\d*人|(members|persons|votes|stimmen|mitglieder|membres|socios|voix|votos|général))"
    rf"|(anzahl|totale|totales|suma|somme|sumatotal|numberof|count|sum)([:：(\d]|$|(de|der|des)?(members|persons|votes|stimmen|mitglieder|membres|socios))"
    rf"|.{{0,20}}({_TOTALS})$|({_FOOTERS})[:：]|(注|註|备注|備註|日期|签字|盖章)$|\(?盖章\)?$|\*+.*\*+$|endof|fin$)"
)
_PAGE = re.compile(r"^(第\d+页.*|page\d+(of\d+)?|seite\d+(von\d+)?|共\d+(人|名|页|户).*|以下空白|以上(人员)?共.*)$")
_GROUP_ROW = re.compile(
    r"^.{1,40}(支部|党委|党总支|小组|小組|代表团|代表團|组|組|班|队|隊|室|部|处|處|科|栋|棟|楼|樓|单元|村|中心|公司|分会|分會|工会|协会|社区|学院|学校"
    r"|医院|车间|车队|院|厂|局|镇|乡|街道|委员会|\sbranch|\sgroup|\ssection|\sdelegation|\steam|\sdepartment|\sdivision|\sunit|abteilung|gruppe|verein)$",
    re.I,
)
_GROUP_FIRST = re.compile(
    r"^(abteilung|gruppe|ortsgruppe|ortsverein|sektion|section|branch|group|team|chapter|block|building|haus)\s\S", re.I
)
_NUMBERED = re.compile(
    r"^([一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．)]|[ivx]{1,4}\.\s)\s*",
    re.I,
)
_COUNTED = re.compile(
    r"\s*([(（]?\s*[:：]?\s*(共|合计|计)?\s*\d+\s*"
    r"(人|名|户|位|members?|persons?|people|mitglieder|personen|membres)?\s*[)）]?)$",
    re.I,
)
_LISTED = re.compile(r"(人员)?(名单|名册|名單|名冊|一览表|登记表)$|\s+(list|roll|register)$|liste$", re.I)
_NO_INSIDE = re.compile(
    r"列席|旁听|旁聽|来宾|來賓|嘉宾|嘉賓|记者|記者|无(表决|选举|投票)权|無(表決|選舉|投票)權|没有(表决|选举|投票)权"
    r"|不具有|不享有|停止党籍|开除党籍|除名|non-?voting|non-?member|novote|notvoting|noteligible|notentitled|notamember"
    r"|withoutvote|cancel|withdrawn|declin|reject|notattend|notgoing|guest|observer|nichtstimm|ohnestimm|^gäste?$|gastmitglied"
    r"|keinstimm|sansvoix|sansdroit|sinvoto|nonvotant|没有投票资格|无投票资格|已故|去世|死亡|逝世|退会|已退|转出|注销|开除"
    r"|resigned|deceased|expelled|suspended|^former|ausgetreten|gekündigt|verstorben|abgesagt|decede|décédé|démission"
    r"|invité|invitad|ospite|gość|гость|без права"
)
_TWO_WORDS = re.compile(rf"[/|]|(?<=[{_CJK}])(?=[a-z])|(?<=[a-z])(?=[{_CJK}])")
_ABSENT_INSIDE = re.compile(
    r"请假|缺席|病假|事假|产假|出差|不参加|不能参|不参会|未参加|未到|委托|候补|待定|待审|退出|取消|放弃|弃权|absent|excused|apolog|regrets"
    r"|maybe|tentative|waitlist|waiting|proxy|pending|entschuldigt|krank|verhindert|vertreten|vollmacht|offen|excusé"
    r"|pouvoir|représenté|malade|ausente|delegad|不出席|缺勤|未出席|欠席|委任"
)
_DOUBTFUL_INSIDE = re.compile(
    r"名誉|荣誉|准会员|准社员|预备|候补|外聘|实习|工作人员|工勤|会务|临时|试用|冻结|停权|欠费|特邀|失联|passiv|förder|ehren|honorary|associate"
    r"|junior|jugend|student|staff|employee|sponsor|interpreter|temporary|unpaid|overdue|lapsed|arrears|ruhend|restricted"
)
TELLING_MOST = 30  # characters: a longer note tells a story
_PARTY_NO_INSIDE = re.compile(
    r"预备|預備|积极分子|積極分子|发展对象|發展對象|群众|群眾|留党察看|留黨察看|停止党员权利|停止黨員權利|非党员|非黨員"
    r"|停止党籍|开除党籍|共青团员|团员|入党申请人|无党派|民主党派"
)


@lru_cache(maxsize=16_384)
def bare(text: str) -> str:
    """Words to compare: NFKC, small letters, no blanks, simplified characters."""
    word = "".join(unicodedata.normalize("NFKC", text).translate(INVISIBLE).lower().split())
    return simplified(word) if _CHINESE.search(word) else word


def plain(cell: str) -> str:
    """A cell on one line in NFC, without marks that nobody sees; blanks between Chinese characters count for nothing."""
    text = unicodedata.normalize("NFC", cell)
    if text.isprintable() and " " not in text:
        return text
    text = " ".join(text.translate(INVISIBLE).split())
    return text if text.isascii() else _BETWEEN.sub("", text)


def phones(cell: str) -> str:
    """One phone, or several on lines or behind other marks, as "A / B"."""
    return " / ".join(part for one in _PHONES.split(cell) if (part := plain(one)))


def figure(cell: str) -> str:
    """A number as people type it: full-width digits are digits."""
    return cell if cell.isascii() and cell.isalnum() else unicodedata.normalize("NFKC", plain(cell)).strip()


def without_decimals(number: str) -> str:
    """20230101.0, as a program writes a number that it took for a measure."""
    return _DECIMALS.sub(r"\1", number) if "." in number else number


def is_ordinary(text: str) -> bool:
    """Only letters and digits that everybody can see: the most of all cells."""
    return bool(_ORDINARY.fullmatch(text))


def is_error(text: str) -> bool:
    return text[:1] == "#" and bool(_ERROR.match(text))


def is_shortened(text: str) -> bool:
    return bool(_SHORTENED.match(text))


def is_ditto(text: str) -> bool:
    """同上, 〃, ", ditto: the same as above."""
    if len(text) > 9 or (text[:1].isalnum() and text[:1] not in "同々dDiI"):
        return False
    return text in ('"', "〃", "″", "''", "''", "”", "“", "々", "''") or bare(text) in (
        "同上",
        "ditto",
        "dito",
        "do.",
        "idem",
        "id.",
    )


def is_dated(text: str) -> bool:
    return bool(_DATED.match(text.strip()))


def is_footer(text: str) -> bool:
    """合计, 一支部小计, 制表人：王五, Total 12, page 3 of 4."""
    if text.isascii() and text.isalnum() and text[:1].isdigit():
        return False
    word = bare(text)
    return bool(_FOOTER.match(word) or _PAGE.match(word))


def group_of_row(text: str) -> str | None:
    """二支部（3人）, 二、财务部：, North Branch (2 members): the group, when a text alone in its row names one."""
    found = _GROUP_ROW.match(label(text)) or _GROUP_FIRST.match(label(text))
    return label(text) if found else None


def label(text: str) -> str:
    """What stands above rows, without its number, brackets, and how many they are."""
    one = _NUMBERED.sub("", unicodedata.normalize("NFKC", plain(text)).strip())
    one = _COUNTED.sub("", one.strip("【】[]<>《》=*-—– ")).strip(":： ")
    return _LISTED.sub("", one) or one


@lru_cache(maxsize=4_096)
def category(text: str, party: bool) -> Verdict:
    """Whether who is called so has a vote. `party`: the meeting is one of Party members."""
    word = _singular(bare(text))
    if not word:
        return "neutral"
    if party and _PARTY_NO_INSIDE.search(word):
        return "no"
    if word in vocabulary.NO or _NO_INSIDE.search(word):
        return "no"
    if word in vocabulary.YES or (not party and (word in vocabulary.PARTY_YES or _is_party_status(word))):
        return "yes"  # where the meeting is not the Party's, its statuses are no category: everybody counts
    if word in vocabulary.WEAK:
        return "weak"
    return "neutral" if word in vocabulary.NEUTRAL else "ask"


def _is_party_status(word: str) -> bool:
    """预备党员 and 群众 say nothing where no Party meets; 预备会员 does."""
    return bool(_PARTY_NO_INSIDE.search(word)) and bool(re.search("党|团员|群众|积极分子|发展对象", word))


@lru_cache(maxsize=16_384)
def tells_of_votes(text: str, party: bool) -> bool:
    """Whether words that stand beside a name, in a note, above rows or on a sheet may say that somebody has no vote."""
    word = bare(text)
    if not word or len(word) > TELLING_MOST:
        return False
    known = category(text, party) == "no" or bool(_ABSENT_INSIDE.search(word) or _DOUBTFUL_INSIDE.search(word))
    return known and word not in vocabulary.YES


@lru_cache(maxsize=4_096)
def party_status(text: str, party: bool) -> Verdict:
    return category(text, party) if party else "neutral"


@lru_cache(maxsize=4_096)
def status(text: str, party: bool) -> Verdict:
    """What a column of status says: registered, cancelled, 在册, 转出."""
    word = bare(text)
    if word in vocabulary.NEUTRAL or not word:
        return "neutral"
    if word in vocabulary.STATUS_NO:
        return "ask" if word in ("请假", "請假", "absent", "pending", "待审核", "未审核", "left") else "no"
    return category(text, party)


@lru_cache(maxsize=4_096)
def vote(text: str) -> Verdict:
    """What a column of voting rights says."""
    word = bare(text)
    if re.fullmatch(r"[01][.,]0+", word):
        word = word[0]
    if word in vocabulary.VOTE_YES:
        return "yes"
    if word in vocabulary.VOTE_NO or _NO_INSIDE.search(word):
        return "no"
    parts = [part for part in _TWO_WORDS.split(word) if part]
    verdicts = {vote(part) for part in parts} if len(parts) > 1 else set()
    return verdicts.pop() if len(verdicts) == 1 else "ask"  # 有 Yes


def is_parking(text: str) -> bool:
    """车位, 储藏室, garage: what is owned beside a flat and counts only where the rules say so."""
    return len(text) <= 40 and bool(_PARKING.search(text))


def is_like_a_name(text: str) -> bool:
    """王小五, 阿卜杜热合曼·买买提, Ann Baker, Baker, Ann: what a list of names alone is made of."""
    name = plain(text)
    if not 2 <= len(name) <= 60 or any(c.isdigit() for c in name) or is_footer(name):
        return False
    if re.fullmatch(f"[{_CJK}]{{2,4}}|[{_CJK}]{{1,12}}([·•・][{_CJK}]{{1,12}}){{1,3}}", name):
        return True
    parts = re.split(r"[\s,]+", name)
    return (
        not re.search(f"[{_CJK}]", name)
        and len(parts) <= 7
        and all(
            part[:1].isalpha() and all(c.isalpha() or c in "'’.-" or unicodedata.combining(c) for c in part)
            for part in parts
            if part
        )
    )


def _singular(word: str) -> str:
    return word[:-1] if word.isascii() and word.endswith("s") and word[:-1] in vocabulary.YES | vocabulary.NO else word
