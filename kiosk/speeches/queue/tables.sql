-- Projection: the lists of speakers; several may be prepared, one is at hand.
create table speaker_list (
  id integer primary key,                   -- the entry that made it
  title text not null,
  source text not null check (source in ('draw', 'hand', 'request')),
  draw integer,                             -- the draw that gave its order
  state text not null check (state in ('open', 'closed')),
  turned_at integer,                        -- the entry that last turned the meeting to it; null while it is prepared
  seconds_each integer not null check (seconds_each > 0),
  seconds_group integer,                    -- for all of one group together
  warn_seconds integer not null
) strict;

-- Projection: who speaks, in the order of the list.
create table speaker (
  id integer primary key,                   -- counted through the meeting
  list integer not null,
  position integer not null,
  name text not null,
  group_name text not null,
  state text not null check (state in ('waiting', 'speaking', 'done', 'skipped', 'withdrawn', 'absent')),
  point_of_order integer not null check (point_of_order in (0, 1)),
  late integer not null check (late in (0, 1)),
  read_by text not null,                    -- a statement read by somebody else
  seconds integer not null,                 -- granted, with all that was added and taken
  began_at integer,
  ended_at integer,
  paused_at integer,
  paused_ms integer not null,
  device integer                            -- the tablet that asked
) strict;
create index speaker_place on speaker (list, position);

-- Projection: the bell, the last time it was rung.
create table bell (id integer primary key check (id = 1), at integer not null) strict;
