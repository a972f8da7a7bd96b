"""Keep the enterprise's whole name with what was confirmed: two cities may have one of the same key."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the name beside the keys that were confirmed."""
    op.add_column("decisions", sa.Column("answer_enterprise", sa.Text(), nullable=True))
