"""Columns by the names people give them: 姓名, name, Member name (full), 1、您的姓名, *手机号（必填） …"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from kiosk.roll.search import simplified

INVISIBLE = dict.fromkeys(
    [0xFEFF, 0x200B, 0x2060, 0xAD, *range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
# A member's number in three strengths: their own ("own_number"); their flat's; one that may be anything.
# A counter is none at all.
NAMES = {
    "own_number": """
        学号 學號 工号 工號 党员编号 黨員編號 会员编号 會員編號 会员号 會員號 社员编号 社員編號 证号 證號
        代表证号 memberno memberno. membernumber membershipnumber membershipno memberid mitgliedsnummer
        mitgliedsnr mitgliedsnr. mitglieds-nr. mitgl.-nr. mitgl.nr. mitgliednr personalnummer memberref membershipref
        会員番号 社員番号 회원번호 numérodemembre n°membre numerodesocio nºsocio nrczłonkowski 员工userid 员工id 员工号 員工號
    """,
    "unit": """
        房屋坐落 坐落 房屋地址 房产地址 楼房号 户室号 楼栋房号 单元房号
        房号 房號 房间号 房間號 单元号 單元號 室号 室號 门牌号 門牌號 房屋编号 unitno unitno.
        unitnumber roomnumber roomno roomno. flat flatno flatno. apartment apartmentno wohnung wohnungsnummer
        einheit einheitnr wohnungsnr we-nr. lot lotno appartement apto piso lokal 室番号 部屋番号 部屋
    """,
    "number": """
        户号 戶號 编号 編號 号码 號碼 number id code member 代码 nummer numéro numero número numer id-nummer kennung 番号 번호
    """,
    "counter": """
        序号 序號 序 行号 no no. # nr nr. lfd.nr. lfdnr lfd.nr n° nº n n. n.o lp lp. № ж№ sn s/n 接龙序号 答题序号 连番 순번
    """,
    "name": """
        姓名 名字 名称 名稱 业主姓名 業主姓名 业主 業主 会员姓名 會員姓名 党员姓名 黨員姓名 代表姓名 社员姓名
        村民姓名 选民姓名 产权人 產權人 产权人姓名 户主 户主姓名 name fullname membername participantname
        attendeename displayname ownername owner shareholder nom nombre nome 氏名 お名前 名前 会員名 이름 성명 성함 фио ф.и.о. имя
        имяифамилия
        nombreyapellidos nombrecompleto apellidosynombre nometprénom nomprénom nomeecognome cognomeenome
        imięinazwisko nazwiskoiimię eigentümer eigentümerin eigentuemer aktionär gesellschafter
        mitgliedsname
        naam volledigenaam navn namn teilnehmer teilnehmername chinesename namn الاسم 全名 选手姓名 与会人
    """,
    "given_name": """
        名 first firstname givenname givennames forename vorname rufname prénom prenom imię imie
        voornaam fornavn förnamn отчество
    """,
    "family_name": """
        姓 last 姓氏 surname lastname familyname nachname familienname apellido apellidos nomdefamille cognome nazwisko
        achternaam etternavn efternamn фамилия
    """,
    "group": """
        支部 小组 小組 代表团 代表團 组别 組別 单位 單位 所在支部 党支部 黨支部 部门 部門 楼栋 樓棟 楼号 樓號
        所在党支部 党组织 所属党组织 所在党组织
        党小组 所在党小组 所属支部 所属党支部 所在单位 所在部门 所在小组 班级 班級 院系 村组 group branch unit
        delegation section building block staircase department division abteilung gruppe ortsgruppe ortsverein
        structurelevel organization organisation team class chapter region district sektion ortsverband fachbereich
        groupe sezione gruppo sección seccion grupo grupa oddział группа отдел 支社 所属 소속 分会 分會 分区 村民小组
        gruppen wydział afdeling avdeling المجموعة
    """,
    "category": """
        类别 類別 身份 人员类别 人員類別 党员类别 黨員類別 类型 類型 会员类型 会员类别 党员身份 参会身份
        与会身份 参会类别 人员身份 会员等级 category type kind membertype membershiptype membership role
        participantrole feelevel tickettype ticketname ticket groups mitgliedsart kategorie 会员类别 會員類別 会员种类
        人员性质 代表类别 categories catégorie categoria categoría statut qualité membershiplevel level tier
        mitgliedstyp mitgliedschaft mitgliedsstatus art 会員種別 회원구분 категория
    """,
    "party_status": """
        政治面貌 党派
    """,
    "status": """
        状态 狀態 人员状态 党员状态 会员状态 在册状态 参会状态 报名状态 审核状态 参会情况 是否参会 status
        approvalstatus participantstatus registrationstatus attendancestatus membershipstatus rsvp rsvpstatus
        isactive active attendeestatus attending attendance willyouattend willyouattend? 您是否参会 能否参会 是否参加
        是否能参会 参会与否 出席情况 到会情况 考勤 zusage anmeldestatus teilnahme présence asistencia 出欠 参加状況
        出欠確認 статус 참석여부
    """,
    "vote": """
        有无选举权 有無選舉權 选举权 選舉權 表决权 表決權 有选举权 有選舉權 有表决权 有表決權 是否有选举权
        是否有選舉權 是否有表决权 是否有表決權 有无表决权 有無表決權 投票权 投票權 有投票权 是否有投票权
        votingright votingrights vote voting righttovote withvote eligible canvote isvoting stimmrecht
        stimmberechtigt eligibletovote entitledtovote votingstatus 有无投票资格 投票资格 表决资格 选举资格 有无表决资格
        droitdevote votant vota ¿vota puedevotar derechoavoto dirittodivoto prawogłosu голос правоголоса 議決権
        議決権の有無 의결권 stimmrechtjanein
    """,
    "weight": """
        gewicht stimmgewicht stimmrechte 份额 产权份额 share
        票权 票權 票数 票數 面积 面積 建筑面积 建築面積 专有面积 專有面積 产权面积 权重 權重 持股数 持股 股数
        股份数 股权 weight area votes shares voteweight stimmen stimmenzahl anteile fläche areasqm areasqft
        floorarea voix votos voti głosy głos акции доли mea anteil miteigentumsanteil miteigentumsanteile aktien
        stückaktien tantièmes tantiemes quotaparte millesimi numberofvotes no.ofvotes no.ofshares 議決権数 持分 持株数 의결권수
        numberofshares 所持股份 股权数 产权比例 份额比例
    """,
    "additional": """
        附加表决权 附加表決權 附加票 附加票数 附加票權 additionalvotes
    """,
    "id_tail": """
        身份证尾号 身份证后四位 身份证后4位 身份证后六位 身份证后6位 证件尾号 身份证末四位 身份证号后四位 身份证号码后四位
        身份证号后六位 证件号后四位 last4digitsofid last4ofid idlast4
    """,
    "parking": """
        车位 車位 是否车位 是否車位 物业类型 物業類型 用途 房屋用途 parking usage use
    """,
    "phone": """
        电话 電話 手机 手機 手机号 手機號 手机号码 手機號碼 联系电话 聯絡電話 联系方式 聯絡方式 移动电话 phone
        mobile tel telephone phonenumber mobilenumber cellphone cell telefon handy mobil téléphone telefono
        teléfono móvil telefoon телефон 電話番号 전화번호 携帯 联系手机
    """,
    "note": """
        备注 備註 说明 說明 附注 note notes remark remarks comment comments bemerkung bemerkungen anmerkung remarques
        observation observations osservazioni notas uwagi примечание 備考 비고
        特记 情况说明
    """,
}
MANY = ("category", "party_status", "status", "vote", "phone", "note")  # a roll may have several columns of these
# What a list of people may call them when no column says "name": "Member" is a number only beside a name.
CALLED = """
    member members person people participant attendee delegate 会员 會員 党员 黨員 成员 成員 人员 人員 代表 社员
    村民 mitglied mitglieder
"""
_PEOPLE = frozenset(CALLED.split())
_FAMILY_BESIDE_GIVEN = frozenset({"name", "nom", "naam", "navn", "namn"})
_GIVEN_BESIDE_FAMILY = frozenset({"nombre", "nome", "имя", "name", "imię"})
COLUMN = {word: column for column, terms in NAMES.items() for word in terms.split()}
COLUMN |= {simplified(word): column for word, column in COLUMN.items()}
# Matched inside of a longer heading when just one column has it.
_INSIDE = {
    "name": ("姓名", "name"),
    "vote": (
        "选举权",
        "選舉權",
        "表决权",
        "表決權",
        "投票权",
        "投票资格",
        "votingright",
        "righttovote",
        "entitledtovote",
        "stimmrecht",
        "stimmberechtig",
        "droitdevote",
    ),
    "status": ("是否参会", "是否参加", "能否参", "参会情况", "willyouattend", "areyouattending"),
    "category": ("会员类", "人员类", "membertype", "membershiptype", "mitgliedsart"),
    "number": ("学号", "學號", "工号", "工號", "党员编号", "会员编号", "membernumber", "membershipnumber"),
    "unit": ("房号", "房號"),
    "group": ("支部", "部门", "branch", "小组"),
    "phone": ("手机", "手機", "电话", "電話", "phone", "mobile", "telefon"),
    "weight": ("面积", "面積", "票权", "票權", "fläche", "anteil"),
}
_NOT_A_PERSON = re.compile(
    r"user|file|ticket|event|company|group|sheet|table|organi|branch|school|product|login|nick|hotel|maiden|middle|emergency"
    r"|first|last|given|family|sur|fore|bank|street|pet|domain|host|section|team|推荐|介绍|紧急|配偶|父|母|填表|联系人|监护|代理|受托|拼音|曾用"
)
_NUMBERING = re.compile(r"^(?:q?\d{1,3}[、.．):：]|\(\d{1,3}\)|[一二三四五六七八九十]{1,3}、)")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]|【[^】]*】|〔[^〕]*〕")
_TWO_SCRIPTS = re.compile(r"[/／|·]|(?<=[\u2e80-\u9fff])(?=[a-z#])|(?<=[a-z.#])(?=[\u2e80-\u9fff])")  # 编号 No.
_ADDRESS = re.compile(r"^(?:请(?:填写|输入|选择|提供)?)?(?:您|你|本人|参会人|参会人员|与会人员)?的?")


def fields(cells: Mapping[int, str]) -> dict[int, str]:
    """Column places by what their headings mean; a roll's header has `name`, or `given_name` and `family_name`."""
    terms = {place: word(text) for place, text in cells.items()}
    found = {place: COLUMN[one] for place, one in terms.items() if one in COLUMN}
    found = _one_number(found, terms)
    once: dict[int, str] = {}
    for place, field in found.items():
        if field in MANY or field not in once.values():
            once[place] = field
    for field, parts in _INSIDE.items():
        if field in ("number", "unit") and not {"number", "unit"}.isdisjoint(once.values()):
            continue
        if field not in once.values() and (only := _only(terms, once, parts)) is not None:
            once[only] = field
            if field in ("number", "unit"):
                once = {place: kind for place, kind in once.items() if kind != "counter"}
    return _names(once, terms)


def further(cells: Mapping[int, str], found: Mapping[int, str], field: str) -> list[int]:
    """Columns that are called the same and were not taken, since another was."""
    return [place for place, text in cells.items() if place not in found and COLUMN.get(word(text)) == field]


def has_name(found: Mapping[int, str]) -> bool:
    """Whether the columns say where the names are."""
    return "name" in found.values() or {"given_name", "family_name"} <= set(found.values())


def strength(cells: Sequence[str]) -> int:
    """How many headings a row has, when it is a header; 0 for a title or a row of people."""
    return len(header(dict(enumerate(cells))))


def header(cells: Mapping[int, str]) -> dict[int, str]:
    """The columns of a row that is a header; empty when it is none."""
    given = {place: text for place, text in cells.items() if text}
    if len(given) > 400 or not any(_may_name(text) for text in given.values()):
        return {}
    found = fields(given)
    if not has_name(found):
        return {}
    exact = all(word(given[place]) in COLUMN for place, field in found.items() if field in ("name", "given_name"))
    figures = any(_figure(text) for text in given.values())
    if figures and (not exact or len(found) < 2):
        return {}  # a row of people is never a header
    if not exact and len(given) == 1:
        return {}  # 党员姓名册 alone in its row is a title
    return found


def some_are_known(cells: Mapping[int, str]) -> bool:
    """Whether a row that names nobody still reads like headings."""
    return any(word(text) in COLUMN for text in cells.values()) and not any(_figure(text) for text in cells.values())


def whole_name(given: str, family: str) -> str:
    """A name in one: 王芳 without a space, Ann Baker with one."""
    if family[:1] >= "\u2e80":
        return family + given
    return f"{given} {family}".strip()


@lru_cache(maxsize=4_096)
def word(cell: str) -> str:
    """A heading as it stands in NAMES, without numbering, marks, brackets and forms of address."""
    plain = "".join(unicodedata.normalize("NFKC", cell[:200]).translate(INVISIBLE).lower().split()).replace("_", "")
    if not plain.isascii() and plain not in COLUMN:
        plain = simplified(plain)
    for part in (plain, plain.strip("*:：?？")):
        if part in COLUMN or part in _PEOPLE:
            return part
    bare = _BRACKETS.sub("", _NUMBERING.sub("", plain.strip("*"))).split("(")[0].strip("*:：?？、。.")
    if bare in COLUMN or bare in _PEOPLE:
        return bare
    asked = _ADDRESS.sub("", bare).replace("的", "")
    if asked in COLUMN or asked in _PEOPLE:
        return asked
    parts = [part.strip(".:：") for part in _TWO_SCRIPTS.split(bare) if part]
    fields = {COLUMN.get(part, "") for part in parts} - {"counter"}
    return parts[0] if len(parts) > 1 and len(fields) == 1 and "" not in fields else bare


@lru_cache(maxsize=65_536)
def _may_name(cell: str) -> bool:
    if len(cell) > 60:
        return False
    one = word(cell)
    return one in _PEOPLE or COLUMN.get(one) in ("name", "given_name") or any(part in one for part in _INSIDE["name"])


def _figure(text: str) -> bool:
    return text[:1].isdigit() and all(c.isdigit() or c in ".,-/+% " for c in text)


def _one_number(found: dict[int, str], terms: dict[int, str]) -> dict[int, str]:
    """One column is the number: a member's own before a flat's before any other; a lone "unit" is a flat's."""
    kinds = set(found.values())
    best = next((kind for kind in ("own_number", "unit", "number", "counter") if kind in kinds), None)
    kept: dict[int, str] = {}
    for place, field in found.items():
        if field in ("own_number", "unit", "number", "counter"):
            if field == best:
                kept[place] = "number" if field == "own_number" else field
        elif terms[place] == "unit" and best is None:
            kept[place] = "unit"
        else:
            kept[place] = field
    return kept


def _only(terms: dict[int, str], taken: dict[int, str], parts: tuple[str, ...]) -> int | None:
    having = [place for place, one in terms.items() if place not in taken and any(part in one for part in parts)]
    if len(having) != 1 or (parts == _INSIDE["name"] and _NOT_A_PERSON.search(terms[having[0]])):
        return None
    return having[0]


def _names(found: dict[int, str], terms: dict[int, str]) -> dict[int, str]:
    given = {field: place for place, field in found.items() if field in ("name", "given_name", "family_name")}
    if "name" in given and "given_name" in given and "family_name" not in given:
        if terms[given["name"]] in _FAMILY_BESIDE_GIVEN:
            return {**found, given["name"]: "family_name"}
    elif (
        terms.get(given.get("name", -1)) in _GIVEN_BESIDE_FAMILY
        and "family_name" in given
        and "given_name" not in given
    ):
        return {**found, given["name"]: "given_name"}
    if not has_name(found):
        people = next((place for place, one in terms.items() if one in _PEOPLE), None)
        if people is not None and set(found) - {people}:  # alone in its row it is a title
            return {**found, people: "name"}
    return found
