"""Keep why a submission was returned or withdrawn."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the officer's note to submissions."""
    op.add_column("submissions", sa.Column("note", sa.Text(), nullable=True))
