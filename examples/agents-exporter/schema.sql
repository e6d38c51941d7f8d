-- The one table (or view) the exporter reads; the same text makes it in SQLite and in PostgreSQL.
-- Times are UTC; in SQLite they are text, like 2026-01-31 08:00:00.250000.
CREATE TABLE IF NOT EXISTS agents (
  id                 uuid        NOT NULL PRIMARY KEY,
  name               text        NOT NULL,
  created_at         timestamptz NOT NULL,
  first_connected_at timestamptz,           -- NULL: never connected so far
  last_connected_at  timestamptz,           -- when the newest connection began
  disconnected_at    timestamptz,           -- when the newest connection that is over ended
  owner_username     text        NOT NULL,
  workspace_name     text        NOT NULL,
  template_name      text        NOT NULL
);
