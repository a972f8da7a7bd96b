"""Mistakes a caller may handle: a file that cannot be read as a table at all."""

#: Every way in which a file ends without a table: stable code → what the sender is told to do.
REJECTIONS = {
    "empty": "文件是空的，请重新发送。",
    "not-a-spreadsheet": "文件不是表格，请发送 Excel、WPS 或 CSV 格式的推荐汇总表。",
    "password-protected": "文件设有密码，请取消密码后重新发送。",
    "damaged": "文件已损坏或不是表格，请用 Excel 或 WPS 打开另存后重新发送。",
    "too-large": "文件超出可读取的大小，请只保留推荐汇总表，删除多余的工作表、行、列和图片后重新发送。",
    "too-slow": "读取超过时限，已停止。请把推荐汇总表复制到新建的工作簿中，保存为 .xlsx 后重新发送。",
    "reader-crashed": "读取程序因该文件意外中断。请用 Excel 或 WPS 打开，另存为 .xlsx 后重新发送。",
    "no-table-found": "没有找到推荐汇总表：请保留“企业名称”“项目名称”等表头。",
}


class UnreadableFile(Exception):
    """A file holds no readable table; `code` is stable, the message says in Chinese what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type["UnreadableFile"], tuple[str, str]]:
        """Travel between processes with both parts."""
        return UnreadableFile, (self.code, self.message)


def unreadable(code: str, because: str = "") -> UnreadableFile:
    """Make the error of a code of REJECTIONS; `because` goes before what is to be done."""
    return UnreadableFile(code, because + REJECTIONS[code])
