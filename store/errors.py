"""Mistakes of the store a caller may handle: each says in Chinese what happened and what to do next."""


class StoreError(Exception):
    """Nothing was written, unless the class says otherwise; `message` is for the screen."""

    message = "数据库操作没有完成，没有写入任何内容。请稍后重试。"

    def __init__(self, message: str = "") -> None:
        super().__init__(message or self.message)
        self.message = message or self.message


class StoreUnavailable(StoreError):
    """The database cannot be reached."""

    message = "连不上数据库，没有写入任何内容。请稍后重试；仍不行时，请联系系统管理员检查数据库是否在运行。"


class StoreUncertain(StoreUnavailable):
    """The database went away while it was told to keep the change: it may have, or may not."""

    message = "写入的最后一刻连接中断，不能确定是否已写入。请刷新页面核对；没有写入的，再办理一次即可。"


class StoreBusy(StoreError):
    """Somebody else kept the database for too long."""

    message = "数据库正忙，没有写入任何内容。请稍后重试。"


class StoreFull(StoreError):
    """There is no room left to write to."""

    message = "存放数据库的磁盘已满，没有写入任何内容，原有数据完好。请联系系统管理员腾出空间后重试。"


class StoreReadOnly(StoreError):
    """The database may be read but not written."""

    message = "数据库只读，没有写入任何内容。请联系系统管理员检查数据库文件的写权限。"


class StoreTooNew(StoreError):
    """The database was written by a later version of this program."""

    message = "数据库由更新版本的程序写成。请先升级本程序，再打开。"


class NotAStore(StoreError):
    """The URL names something that is no database of ours, or cannot be understood."""

    message = "数据库地址不对，或不是本程序的数据库。请检查环境变量 FACTORY_DATABASE_URL。"


class StoreDamaged(NotAStore):
    """The file is ours, but parts of it are no longer what was written."""

    message = "数据库文件已损坏。请联系系统管理员检查磁盘，并用备份恢复。"


class ChangedMeanwhile(StoreError):
    """Somebody decided while the user was looking."""

    message = "刚刚有人处理过这个单位的报送，您看到的已不是最新情况，没有写入任何内容。请核对后再办理。"


class NotPossible(StoreError):
    """What was asked does not fit the state of the submission."""
