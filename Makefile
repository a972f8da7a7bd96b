.PHONY: format check test run

format: ; .venv/bin/ruff format . && .venv/bin/ruff check --fix .
check: ; .venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy
test: ; .venv/bin/python -m pytest
run: ; .venv/bin/python -m streamlit run app.py
