"""Run the dashboard for many: several processes behind nginx on one PostgreSQL."""
