-- Projection: the one meeting of this file.
create table meeting (
  id integer primary key check (id = 1),
  title text not null,
  organisation text not null,
  place text not null,
  starts_at integer,                        -- milliseconds since 1970
  preset text not null,
  rule text not null,                       -- JSON: the quorum rule as the meeting has it
  rehearsal integer not null check (rehearsal in (0, 1)),
  theme text not null check (theme in ('congress', 'night', 'paper')),
  language text not null,
  desks text not null check (desks in ('open', 'closed')),
  opens_at integer,
  closes_at integer,
  wifi_name text not null,
  wifi_password text not null,
  complaints_phone text not null,           -- where one may complain about how the meeting is held
  created_at integer not null,
  epoch text not null
) strict;

-- Projection: what is prepared by hand, of the list that this kind of meeting has.
create table checklist (
  item text primary key,
  at integer not null
) strict;

-- Projection: each time the meeting went on from a copy of its file.
create table continuation (
  seq integer primary key,
  at integer not null,
  epoch text not null unique,
  file text not null,
  from_seq integer not null,
  from_head text not null
) strict;
