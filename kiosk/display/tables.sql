-- Projection: what the hall screen shows; one row. What was shown when is the journal's.
create table scene (
  id integer primary key check (id = 1),
  name text not null,
  text text not null,
  automatic integer not null check (automatic in (0, 1)),
  since_at integer not null,
  seq integer not null,
  before_name text,                         -- what 10 s to take back leads to
  before_text text,
  before_automatic integer
) strict;

-- Working: the scene the chair has ready.
create table preview_working (id integer primary key check (id = 1), name text not null, text text not null) strict;
