"""The program's sentences in Traditional Chinese, made from those in Simplified Chinese.

OpenCC knows the characters; the words that differ stand here. So there is one Chinese translation to keep, and none can
be forgotten. A sentence that this does not get right has its own in `translations/zh_Hant`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

# As people in Taiwan and Hong Kong say it; a longer word stands before the shorter one that is part of it.
WORDS = {
    "計算機": "電腦",
    "計算器": "計算機",
    "筆記本電腦": "筆記型電腦",
    "大屏幕": "大螢幕",
    "大屏": "大螢幕",
    "屏幕": "螢幕",
    "打印": "列印",
    "文件夾": "資料夾",
    "會議文件": "會議檔案",
    "名冊文件": "名冊檔案",
    "個文件": "個檔案",
    "選擇文件": "選擇檔案",
    "其他文件": "其他檔案",
    "無線網絡": "無線網路",
    "無線網": "無線網路",
    "網絡": "網路",
    "斷網": "斷線",
    "信息": "資訊",
    "服務器": "伺服器",
    "設備": "裝置",
    "攝像頭": "鏡頭",
    "二維碼": "QR 碼",
    "掃碼槍": "掃描器",
    "密鑰": "金鑰",
    "哈希值": "雜湊值",
    "哈希": "雜湊",
    "連接": "連線",
    "字段": "欄位",
    "對象": "物件",
    "導入": "匯入",
    "導出": "匯出",
    "保存": "儲存",
    "字符": "字元",
    "字節": "位元組",
    "數據": "資料",
    "磁盤": "磁碟",
    "U 盤": "USB 隨身碟",
    "粘貼": "貼上",
    "刷新": "重新整理",
    "添加": "新增",
    "發送": "傳送",
    "數碼": "數位",
    "軟件": "軟體",
    "程序問題": "秩序問題",
    "設置": "設定",
    "程序": "程式",
    "會前程式": "會前程序",
    "系另選人": "係另選人",
    "描述文件": "描述檔",
    "鎖屏": "鎖定畫面",
    "本屏": "本螢幕",
    "上屏": "上螢幕",
    "查找": "尋找",
    "點擊": "點按",
    "鏈接": "連結",
    "默認": "預設",
    "臺": "台",
    "“": "「",
    "”": "」",
    "‘": "『",
    "’": "』",
}

# Words that OpenCC would cut in two when another character stands before or after them.
WHOLE = {
    "参加": "參加",
    "发言": "發言",
    "换发": "換發",
    "举手": "舉手",
    "表决": "表決",
    "面积": "面積",
    "只能": "只能",
    "这只": "這只",
}
_WHOLE = re.compile(f"({'|'.join(WHOLE)})")


@cache
def _characters() -> OpenCC:
    from opencc import OpenCC  # its tables take a tenth of a second, which nobody else is to wait for

    return OpenCC("s2tw")


def to_traditional(text: str) -> str:
    """A Simplified Chinese sentence as it is written and said where Traditional Chinese is."""
    found = "".join(WHOLE.get(part) or _characters().convert(part) for part in _WHOLE.split(text))
    for word, other in WORDS.items():
        found = found.replace(word, other)
    return found
