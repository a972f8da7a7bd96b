"""PostgreSQL as the store wants it: nobody waits for ever, for a server that is gone or a lock that is kept."""

from sqlalchemy import URL, Connection, Engine, create_engine, event

# How long, in seconds, to wait for a server to answer, and when to give up one that fell silent.
_PARAMETERS = {
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "60000",
}
#: A program that stops in the middle of a write, its computer asleep, keeps the others waiting no longer than this.
_LONGEST_PAUSE = 120


def postgresql_engine(url: URL, patience: float) -> Engine:
    """Return an engine on a server; a write waits `patience` seconds for another to end."""
    address = url.set(drivername="postgresql+psycopg", query=_PARAMETERS | dict(url.query))
    engine = create_engine(
        address,
        pool_pre_ping=True,
        max_overflow=20,
        pool_timeout=patience,
        hide_parameters=True,
        # Statements prepared on a server do not survive a migration by another process, nor a pooler between.
        connect_args={"prepare_threshold": None},
    )

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        if connection.get_execution_options().get("writes"):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{patience:g}s'")
            connection.exec_driver_sql(f"SET LOCAL idle_in_transaction_session_timeout = '{_LONGEST_PAUSE}s'")

    return engine
