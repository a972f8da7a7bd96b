"""报送: who has sent what, take in, check, accept, return, take back; the history of every unit and blank tables."""

from pages.parts.desk import open_desk
from pages.parts.notices import show_notices
from pages.parts.submissions.address import opened
from pages.parts.submissions.history import show_unit_histories
from pages.parts.submissions.intake import show_intake
from pages.parts.submissions.ledger import everything_sent, show_ledger
from pages.parts.submissions.review import show_review
from pages.parts.submissions.templates import offer_templates
from store import china_time

desk = open_desk()
show_notices()
if (submission_id := opened()) is not None:
    show_review(desk, submission_id)
else:
    today = china_time.china_today()
    if not desk.is_read_only:
        show_intake(desk.database, today)
    year = show_ledger(everything_sent(desk.database), today, is_read_only=desk.is_read_only)
    offer_templates(year)
    show_unit_histories(desk.database)
