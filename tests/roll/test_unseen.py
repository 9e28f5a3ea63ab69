"""Lists of kinds that nobody had when the reading was written: no person, vote or weight without a question.

Each is its text, whether the Party meets, and what it comes to: people as number/name/group, ":no" without a vote, ":?"
where it is asked, "=2" a weight; the questions with their rows; the troubles by row and column.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from kiosk.roll import weights
from kiosk.roll.answers import Answers
from kiosk.roll.person import Person
from kiosk.roll.roll_file import Read, read_roll
from kiosk.store.errors import CommandRejected
from tests.roll.xlsb import xlsb

TEXTS = [
    ('"Nr";"Name, Vorname";"Abteilung"\n"1";"Müller, Jens";"Turnen"\n"2";"Schmidt; Karl";"Judo"\n', False, '1/Müller,_Jens/Turnen', 'odd:3', ''),
    ('No,Name,Group\n1,Baker, Ann,North\n2,Chen, Bo,South\n', False, '', '', '2D=too_many_cells 3D=too_many_cells'),
    ('№;Фамилия;Имя;Голос\n1;Иванов;Иван;да\n2;Петрова;Анна;нет\n', False, '1/Иван_Иванов 2/Анна_Петрова:no', '', ''),
    ('N.º;Nombre;Apellidos;¿Vota?\n1;María;Ruiz Gómez;Sí\n2;Iñaki;Etxeberria;No\n', False, '1/María_Ruiz_Gómez 2/Iñaki_Etxeberria:no', '', ''),
    ('番号,氏名,議決権,備考\n1,山田 太郎,1,\n2,佐藤 花子,0,委任状\n', False, '1/山田太郎 2/佐藤花子:no', '', ''),
    ('Nr;Name;Stimmen\n1;Jens Müller;3\n2;Ilse Kühn;2\n;Gesamtsumme;5\n;Summe Stimmen;5\nStand: 01.03.2026;;\nErstellt von: H. Meier;;\n', False, '1/Jens_Müller=3 2/Ilse_Kühn=2', 'person:4,5,6,7', ''),
    ('No.,Name,Votes\n1,Ann Lee,3\n2,Bo Ek,1\n,Grand Total,4\n,Total members: 2,\n,Number of members,2\n,Prepared by Ann Lee,\nEnd of list,,\n*** End ***,,\n', False, '1/Ann_Lee=3 2/Bo_Ek', 'person:4,5,6,7,8,9', ''),
    ('序号,姓名,支部\n1,张三,一支部\n2,李四,一支部\n,应到,2\n,实到,\n,以上人员共2名,\n制表：王五,审核：赵六,\n2026年3月1日,,\n（盖章）,,\n人数合计：2人,,\n注：列席人员不计入,,\n', True, '1/张三/一支部 2/李四/一支部', 'person:4,5,6,7,8,9,10,11', ''),
    ('姓名,电话\n【第一党小组】,\n张三,1\n李四,2\n二、第二党小组：,\n王五,3\n离退休支部 共1人,\n赵六,4\n', True, '/张三/第一党小组 /李四/第一党小组 /王五/第二党小组 /赵六/离退休支部', 'person:2,5,7', ''),
    ('Name;Telefon\nAbteilung Turnen;\nMüller Jens;0171\nAbteilung Judo;\nKühn Ilse;0172\nPassive Mitglieder;\nAlt Hans;0173\n', False, '/Müller_Jens/Abteilung_Turnen /Kühn_Ilse/Abteilung_Judo /Alt_Hans/Abteilung_Judo:?', 'category:7 person:2,4,6', ''),
    ('序号,姓名,支部\n1,张三,一支部\n2,李四,一支部\n请假人员,,\n3,王五,一支部\n列席人员,,\n4,赵六,办公室\n', True, '1/张三/一支部 2/李四/一支部 3/王五/一支部:? 4/赵六/办公室:no', 'category:5 person:4,6', ''),
    ('Name,Table\nMembers,\nAnn Lee,1\nGuests,\nGil Fox,2\nPress,\nMo Nun,3\n', False, '/Ann_Lee /Gil_Fox:no /Mo_Nun:no', 'person:2,4,6', ''),
    ('序号,姓名,支部\n1,张三（组长）,一支部\n2,李四(预备),一支部\n3,王五（列席）,二支部\n4,赵六 请假,二支部\n5,钱七*,二支部\n6,孙八（已故）,二支部\n', True, '1/张三（组长）/一支部 2/李四/一支部:no 3/王五/二支部:no 5/钱七/二支部:? 6/孙八/二支部:no', 'category:6 odd:5', ''),
    ('No,Name,Group\n1,Ann Lee (guest),N\n2,Bo Ek - absent,N\n3,Cy Dorn [proxy: Ann Lee],S\n4,Di Fox (no vote),S\n5,Ed Gil †,S\n', False, '1/Ann_Lee/N:no 2/Bo_Ek/N:? 3/Cy_Dorn/S:? 4/Di_Fox/S:no 5/Ed_Gil/S:?', 'category:3,4,6', ''),
    ('姓名,支部\n1.张三,一支部\n2、李四,一支部\n3 王五,二支部\n', True, '/张三/一支部 /李四/一支部 /王五/二支部', '', ''),
    ('房号,姓名,面积\n,,（平方米）\n1-101,张三,88.80\n1-102,李四,90\n', False, '1-101/张三=88.8 1-102/李四=90', 'person:2', ''),
    ('Nr;Name;Status\n1;Jens Müller;zugesagt\n2;Ilse Kühn;abgesagt\n3;Karl Alt;offen\n4;Ute Neu;entschuldigt\n5;Max Rot;krank\n6;Eva Grün;vertreten durch Ute Neu\n', False, '1/Jens_Müller 2/Ilse_Kühn:no 3/Karl_Alt:? 4/Ute_Neu:? 5/Max_Rot:? 6/Eva_Grün:?', 'category:4,5,6,7', ''),
    ('Nr;Name;Stimmrecht\n1;Jens Müller;x\n2;Ilse Kühn;\n3;Karl Alt;x\n', False, '1/Jens_Müller:? 2/Ilse_Kühn:? 3/Karl_Alt:?', 'vote:2,3,4', ''),
    ('No,Name,No vote\n1,Ann Lee,x\n2,Bo Ek,\n', False, '1/Ann_Lee:no 2/Bo_Ek', '', ''),
    ('No,Name,Guest\n1,Ann Lee,no\n2,Bo Ek,yes\n', False, '1/Ann_Lee 2/Bo_Ek:no', '', ''),
    ('编号,姓名,是否列席\n1,张三,否\n2,李四,是\n', True, '1/张三 2/李四:no', '', ''),
    ('编号,姓名,请假\n1,张三,\n2,李四,是\n3,王五,病假\n', True, '1/张三 2/李四:? 3/王五:?', 'category:3,4', ''),
    ('Name,Member\nAnn Lee,yes\nBo Ek,no\n', False, '/Ann_Lee /Bo_Ek:?', 'category:3', ''),
    ('编号,姓名,是否党员,是否正式\n1,张三,是,是\n2,李四,是,否\n3,王五,否,否\n', True, '1/张三 2/李四:? 3/王五:?', 'category:3,4', ''),
    ('No,Name,Dues\n1,Ann Lee,paid\n2,Bo Ek,unpaid\n3,Cy Dorn,overdue\n', False, '1/Ann_Lee 2/Bo_Ek:? 3/Cy_Dorn:?', 'category:3,4', ''),
    ('编号,姓名,备注\n1,张三,\n2,李四,无表决权\n3,王五,列席\n4,赵六,已退会\n5,钱七,监票人\n6,孙八,缺席\n', True, '1/张三 2/李四:? 3/王五:? 4/赵六:? 5/钱七 6/孙八:?', 'category:3,4,5,7', ''),
    ('Unit,Owner,Share\n1,Ann Lee,12.5%\n2,Bo Ek,37.5%\n3,Cy Dorn,50%\n', False, '1/Ann_Lee=12.5 2/Bo_Ek=37.5 3/Cy_Dorn=50', '', ''),
    ('Einheit;Eigentümer;MEA\n1;Ann Lee;125/1000\n2;Bo Ek;375/1000\n3;Cy Dorn;500/1000\n', False, '1/Ann_Lee=125 2/Bo_Ek=375 3/Cy_Dorn=500', '', ''),
    ('房号,业主,面积,票数\n1-1,张三,100,1\n1-2,李四,90,1\n', False, '1-1/张三=? 1-2/李四=?', 'weights:2,3', ''),
    ('房号,业主姓名,面积\n1-101,张三,100\nB1-023车位,张三,12\n地下储物间3,李四,6\n1-102,李四,90\n商铺01,王五,60\n', False, '1-101/张三=100 1-102/李四=90 商铺01/王五=60', 'parking:3,4', ''),
    ('房号,业主,面积\n1-101,某某置业有限公司,100\n1-102,张三、李四,90\n1-103,王五/赵六,80\n1-104,开发商,70\n1-105,空置,60\n', False, '1-101/某某置业有限公司=100 1-102/张三、李四=90 1-103/王五/赵六=80 1-104/开发商=70', 'odd:6', ''),
    ('No,Name,Group\n1,Аnna Lee,N\n2,Anna Lee,N\n3,Bo Ek,N\n', False, '1/Аnna_Lee/N 3/Bo_Ek/N', 'alike:3', ''),
    ('Name,Phone\nAnn Lee,1\nANN LEE,1\nann  lee,2\n', False, '/Ann_Lee', 'alike:3,4', ''),
    ('Name,Phone\n"Lee, Ann",1\nAnn Lee,1\n', False, '/Lee,_Ann', 'alike:3', ''),
    ('姓名,手机\n张伟,138\n張偉,138\n', True, '/张伟', 'alike:3', ''),
    ('姓名,身份证后四位,支部\n张三,1234,一支部\n李四,1234,一支部\n张三,5678,一支部\n', True, '/张三/一支部 /李四/一支部 /张三/一支部', '', ''),
    ('序号,姓名,支部\n1,张三 李四,一支部\n2,王五、赵六,一支部\n3,钱七和孙八,二支部\n', True, '', 'odd:2,3,4', ''),
    ('No,Name\n1,Ann Lee\n2,2026-03-01\n3,1月2日\n4,Mar-26\n', False, '1/Ann_Lee', '', '3B=became_date 4B=became_date 5B=became_date'),
    ('编号,姓名,支部\n1,张三,一支部\n2,待定,一支部\n3,（空缺）,二支部\n4,-,二支部\n5,无,二支部\n6,???,二支部\n7,XXX,二支部\n8,同上,二支部\n', True, '1/张三/一支部', 'odd:3,4,5,6,7,8,9', ''),
    ('No,Name\n1,Ann Lee\n2,TBD\n3,vacant\n4,N.N.\n5,Unknown\n6,Test\n7,Guest of Ann Lee\n8,unbekannt\n', False, '1/Ann_Lee 7/Guest_of_Ann_Lee', 'odd:3,4,5,6,7,9', ''),
    ('编号,姓名,支部\n1,张三,一支部\n2,李四,同上\n3,王五,〃\n4,赵六,二支部\n5,钱七,""""\n', True, '1/张三/一支部 2/李四/一支部 3/王五/一支部 4/赵六/二支部 5/钱七/二支部', '', ''),
    ('会员号,姓名\nA-01,张三\nA01,李四\na01,王五\n', False, 'A-01/张三 A01/李四', 'number:4', ''),
    ('学号,姓名\n20230101.0,张三\n20230102.0,李四\n', True, '20230101/张三 20230102/李四', '', ''),
    ('No,Name\n1,MÃ¼ller Jens\n2,LefÃ¨vre ZoÃ©\n', False, '', '', '2B=misread 3B=misread'),
    ('编号,姓名\n1,寮犱笁\n2,锟斤拷\n', True, '', '', '2B=misread 3B=misread'),
    ('No,Name\n1,M&uuml;ller Jens\n2,O&#39;Neill Bo\n', False, "1/Müller_Jens 2/O'Neill_Bo", '', ''),
    ('No,Name,Email\n1,ann@lee.org,ann@lee.org\n2,Bo Ek <bo@ek.se>,bo@ek.se\n', False, '2/Bo_Ek', 'odd:2', ''),
    ('#接龙\n关于召开党员大会的通知，请接龙\n例：1. 张三 参加\n\n1. 张三 参加\n2. 李四 请假（出差）\n3. 王五 参加\n4. 赵六 不参加\n5. 张三 参加\n', True, '1/张三 2/李四:? 3/王五 4/赵六:?', 'category:6,8 double:9', ''),
    ('(1) 张三\n(2) 李四\n（3）王五\n', True, '1/张三 2/李四 3/王五', '', ''),
    ('①张三\n②李四\n③王五\n', True, '1/张三 2/李四 3/王五', '', ''),
    ('BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann Lee\r\nN:Lee;Ann;;Dr.;\r\nORG:Club;North\r\nCATEGORIES:Guest\r\nTEL;TYPE=cell:1\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:4.0\r\nFN:ACME GmbH\r\nKIND:org\r\nEND:VCARD\r\n', False, '/Ann_Lee/Club/North:no', 'person:2', ''),
    ('编号 No.,姓名 Name,支部 Branch,表决权 Voting right\n1,张三 Zhang San,一支部,有 Yes\n2,李四 Li Si,二支部,无 No\n', True, '1/张三_Zhang_San/一支部 2/李四_Li_Si/二支部:no', '', ''),
    ('No/编号,Name/姓名,Group/小组\n1,张三,A\n2,李四,B\n', True, '1/张三/A 2/李四/B', '', ''),
    ('姓名,支部,党籍状态\n张三,一支部,正常\n李四,一支部,停止党籍\n王五,二支部,已转出\n赵六,二支部,失联\n', True, '/张三/一支部 /李四/一支部:? /王五/二支部:? /赵六/二支部:?', 'category:3,4,5', ''),
    ('楼栋,单元,房号,业主,面积\n1栋,1单元,101,张三,80\n1栋,2单元,101,李四,90\n2栋,1单元,101,王五,70\n', False, '1-1-101/张三/1栋=80 1-2-101/李四/1栋=90 2-1-101/王五/2栋=70', '', ''),
    ('房屋坐落,业主姓名,建筑面积\n1栋2单元301室,张三,80\n1栋2单元302室,李四,90\n', False, '1栋2单元301室/张三=80 1栋2单元302室/李四=90', '', ''),
    ('楼栋,房号,业主,面积\n1栋,101,张三,80\n1栋,102,李四,90\n2栋,101,王五,70\n2栋,102,张三,60\n', False, '1-101, 2-102/张三/1栋=140 1-102/李四/1栋=90 2-101/王五/2栋=70', 'one_person:5', ''),
    ('# Roll\n\n| No | Name | Vote |\n|---:|:-----|:---:|\n| 1 | Ann Lee | yes |\n| 2 | ~~Bo Ek~~ | yes |\n| 3 | **Cy Dorn** | no |\n', False, '1/Ann_Lee 3/Cy_Dorn:no', 'struck:6', ''),
    ('Name,Guests\nAnn Lee,2\nBo Ek,0\n', False, '/Ann_Lee /Bo_Ek', '', ''),
    ('Name,Active\nAnn Lee,1\nBo Ek,0\n', False, '/Ann_Lee /Bo_Ek:no', '', ''),
    ('编号,姓名,退会日期\n1,张三,\n2,李四,2025-12-31\n', False, '1/张三 2/李四:?', 'category:3', ''),
    ('No,Name,Date of death\n1,Ann Lee,\n2,Bo Ek,2025-01-01\n', False, '1/Ann_Lee 2/Bo_Ek:?', 'category:3', ''),
    ('编号,姓名,备注\n1,"张三,迟到\n2,李四,"好"的\n3,王五,\n', True, '1/张三 2/李四 3/王五', '', ''),
    ('编号,姓名,支部\n1,张三,一支部\n姓名,编号,支部\n李四,2,二支部\n', True, '1/张三/一支部 2/李四/二支部', '', ''),
    ('*Full Name (as in passport),*Are you a voting member?,T-shirt\nAnn Lee,Yes,M\nBo Ek,No,L\n', False, '/Ann_Lee /Bo_Ek:?', 'category:3', ''),
    ('提交时间,姓名,您是正式党员还是预备党员？\n2026/1/1,张三,正式党员\n2026/1/1,李四,预备党员\n', True, '/张三 /李四:no', '', ''),
    ('姓名,职务,单位\n张三,书记,一支部\n李四,列席领导,区委\n王五,记者,日报\n', True, '/张三/一支部 /李四/区委:? /王五/日报:?', 'category:3,4', ''),
    ('支部,姓名\n一支部,张三\n,李四\n,王五\n二支部,赵六\n,钱七\n', True, '/张三/一支部 /李四/一支部 /王五/一支部 /赵六/二支部 /钱七/二支部', '', ''),
    ('类别,姓名\n正式党员,张三\n,李四\n列席,王五\n,赵六\n', True, '/张三 /李四 /王五:no /赵六:?', 'category:5', ''),
    ('学号,姓名,团员\n2023001,张三,是\n2023002,李四,否\n', False, '2023001/张三 2023002/李四', '', ''),
]  # fmt: skip


def person(one: Person) -> str:
    votes = {True: "", False: ":no", None: ":?"}[one.votes]
    weight = "" if one.weight == 1000 else "=?" if one.weight is None else f"={weights.decimal(one.weight)}"
    who = "/".join((one.number or one.counter, one.name.replace(" ", "_"), one.group.replace(" ", "_"))).rstrip("/")
    return f"{who}{votes}{weight}"


def comes_to(read: Read) -> tuple[str, str, str]:
    asked = " ".join(f"{one.kind}:{','.join(map(str, one.rows))}" for one in read.questions)
    troubles = " ".join(f"{one.row}{one.column}={one.code}" for one in read.troubles)
    return " ".join(map(person, read.people)), asked, troubles


@pytest.mark.parametrize(("text", "party", "people", "asked", "troubles"), TEXTS)
def test_a_text_comes_to(text: str, party: bool, people: str, asked: str, troubles: str) -> None:
    assert comes_to(read_roll(text.encode(), "roll.txt", party=party)) == (people, asked, troubles)


def workbook(rows: list[list[Any]], also: Callable[[Any, Any], None] = lambda book, sheet: None) -> bytes:
    book, out = Workbook(), io.BytesIO()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    also(book, sheet)
    book.save(out)
    return out.getvalue()


LISTED = [["编号", "姓名"], [1, "张三"], [2, "李四"], [3, "王五"]]


def commented(book: Any, sheet: Any) -> None:
    sheet["B3"].comment = Comment("秘书:\n已退会，无表决权", "秘书")


def coloured(book: Any, sheet: Any) -> None:
    sheet["B3"].fill = PatternFill("solid", fgColor="FFFF0000")


def striped(book: Any, sheet: Any) -> None:
    for cell in ("A2", "B2", "A4", "B4"):
        sheet[cell].fill = PatternFill("solid", fgColor="FFDDEEFF")


def partly_struck(book: Any, sheet: Any) -> None:
    sheet["B3"] = CellRichText(TextBlock(InlineFont(strike=True), "李四"), "王五")


def sheets_by_category(book: Any, sheet: Any) -> None:
    sheet.title = "正式党员"
    for title, name in (("预备党员", "赵六"), ("列席人员", "钱七"), ("请假", "孙八"), ("旧名单2025", "周九")):
        other = book.create_sheet(title)
        other.append(["姓名"])
        other.append([name])


def in_percent(book: Any, sheet: Any) -> None:
    sheet["C1"] = "产权份额"
    for row, share in ((2, 0.125), (3, 0.375), (4, 0.5)):
        sheet.cell(row, 3, share).number_format = "0.0%"


SIDE = [["正式代表", None, None, "列席代表"], ["序号", "姓名", None, "序号", "姓名"], [1, "张三", None, 1, "周九"]]
UNDER = [
    ["正式党员名单"],
    ["序号", "姓名", "电话"],
    [1, "张三", "1"],
    [],
    ["列席人员名单"],
    ["序号", "姓名", "单位"],
    [1, "王五", "区委"],
]


@pytest.mark.parametrize(
    ("rows", "also", "people", "asked"),
    [
        (LISTED, commented, "1/张三 2/李四:? 3/王五", "category:3"),
        (LISTED, coloured, "1/张三 2/李四:? 3/王五", "coloured:3"),
        (LISTED, striped, "1/张三 2/李四 3/王五", ""),
        (LISTED, partly_struck, "1/张三 3/王五", "struck:3"),
        (LISTED, in_percent, "1/张三=12.5 2/李四=37.5 3/王五=50", ""),
        (
            LISTED,
            sheets_by_category,
            "1/张三/正式党员 2/李四/正式党员 3/王五/正式党员 /赵六:no /钱七:no /孙八:?",
            "sheets: category:2",
        ),
        (SIDE, lambda book, sheet: None, "1/张三 1/周九:no", ""),
        (UNDER, lambda book, sheet: None, "1/张三 1/王五/区委:no", "person:5"),
    ],
)
def test_a_workbook_comes_to(rows: list[list[Any]], also: Callable[[Any, Any], None], people: str, asked: str) -> None:
    assert comes_to(read_roll(workbook(rows, also), "roll.xlsx")) == (people, asked, "")


def test_of_two_columns_that_may_be_the_weight_one_is_chosen() -> None:
    text = "房号,业主,面积,票数\n1-1,张三,100,1\n1-2,李四,90,2\n".encode()
    for answers, people in (
        (Answers(choices={"weights:": "D"}), "1-1/张三 1-2/李四=2"),
        (Answers(choices={"weights:": "C"}), "1-1/张三=100 1-2/李四=90"),
        (Answers(columns={"票数": "weight"}), "1-1/张三 1-2/李四=2"),
        (Answers(choices={"weights:": "out"}), ""),
    ):
        assert comes_to(read_roll(text, "roll.csv", answers=answers))[:2] == (people, "")


@pytest.mark.parametrize("encoding", ["cp1251", "shift_jis", "cp874", "koi8-r"])
def test_an_encoding_that_is_not_known_is_said(encoding: str) -> None:
    text = {"shift_jis": "会員番号,氏名\n1,山田太郎\n2,佐藤花子\n", "cp874": "เลขที่,ชื่อ\n1,สมชาย ใจดี\n"}
    content = text.get(encoding, "№,Имя\n1,Иванов Иван\n2,Петрова Анна\n".replace("№", "N")).encode(encoding)
    with pytest.raises(CommandRejected, match="encoding"):
        read_roll(content, "roll.csv")


def test_a_list_that_lies_on_its_side_is_said() -> None:
    with pytest.raises(CommandRejected, match="beside each other"):
        read_roll("编号,1,2,3\n姓名,张三,李四,王五\n支部,一,一,二\n".encode(), "roll.csv")


def test_a_binary_workbook_is_read() -> None:
    rows: list[list[str | float | bool | None]] = [
        ["学号", "姓名", "面积", "有表决权"],
        ["002", "张三", 89.5, True],
        [3.0, "李四", 1204.75, False],
        ["004", "王五（列席）", 70.0, True],
        ["005", "#N/A", 70.0, True],
        [None, "合计", 1434.25, None],
    ]
    read = read_roll(
        xlsb({"名册": rows, "旧": [["姓名"], ["赵六"]], "说明": [["勿改"]]}, frozenset({"旧"})), "roll.xlsb"
    )
    assert comes_to(read) == ("002/张三=89.5 3/李四:no=1204.75 004/王五:no=70", "sheets: person:6", "5B=error_value")
    assert (read.encoding, read.blind) == ("XLSB", True)
