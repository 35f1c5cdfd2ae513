"""The only floor that knows SQL: tables, engine, migrations, units of work, queries."""
