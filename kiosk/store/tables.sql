-- The journal: appended by kiosk/store/journal.py alone, never changed.
create table entry (
  seq integer primary key check (seq > 0),
  at integer not null,                      -- milliseconds since 1970
  actor text not null,
  kind text not null,
  data text not null,                       -- canonical JSON: facts, request, status, answer
  salt text not null,
  data_hash text not null,
  command_id text unique,
  previous_hash text not null,
  hash text not null
) strict;

create index entry_epoch on entry (seq) where kind in ('meeting_created', 'continued');

-- Working: 32 random bytes from which badge codes and device tokens of this file are derived.
create table secret_working (id integer primary key check (id = 1), secret blob not null check (length(secret) = 32)) strict;

-- Projection: the devices that were paired; written by the slice `devices`, read at every request.
create table device (
  id integer primary key,                   -- the number of the entry that paired it
  name text not null,
  role text not null,
  token_hash text not null unique,
  paired_at integer not null,
  revoked_at integer
) strict;

-- Working: where this file is being served, so that the command line can print a whole address; and as which file on
-- which machine, so that a copy is known.
create table serving_working (
  id integer primary key check (id = 1),
  url text not null,
  since integer not null,
  place text not null
) strict;

-- Projection: whether the chair allowed those who run the meeting or count to come over plain HTTP.
create table plain_http (
  id integer primary key check (id = 1),
  allowed integer not null check (allowed in (0, 1))
) strict;

-- Working: what became of the last copy of this file.
create table copy_working (
  id integer primary key check (id = 1),
  at integer not null,
  seq integer not null,
  trouble text not null
) strict;

-- Working: the PIN of a device's idle lock, and whether it is locked now; read at every request.
create table lock_working (
  device integer primary key,
  pin_hash text not null,
  locked integer not null check (locked in (0, 1)),
  tries integer not null,
  tried_at integer not null
) strict;

-- Working: the anchor of the meeting's clock (kiosk/store/meeting_clock.py): at this tick of the steady clock, in this boot of
-- the laptop, the meeting's clock stood at `at`.
create table meeting_clock_working (
  id integer primary key check (id = 1),
  boot text not null,                       -- a digest
  tick integer not null,                    -- milliseconds
  at integer not null                       -- milliseconds since 1970
) strict;

-- Projection: by how much the laptop's time of day differs from the meeting's clock, from an entry on; written by the
-- slice `meeting`, read wherever a time is shown.
create table clock_correction (
  seq integer primary key,
  at integer not null,
  moved_ms integer not null,
  correction_ms integer not null,
  restarted integer not null check (restarted in (0, 1))
) strict;

-- Projection: the time zone of the meeting (IANA), in which everything is written.
create table time_zone (
  id integer primary key check (id = 1),
  name text not null
) strict;
