"""What was received, accepted, decided and set, in one database: an SQLite file, or PostgreSQL for several servers."""
