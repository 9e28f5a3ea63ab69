-- Projection: who is or was inside; one row a member, gone again when the check-in is voided.
create table attendance (
  member integer primary key,
  state text not null check (state in ('inside', 'left')),
  seq integer not null,                     -- the entry that admitted them
  at integer not null,
  device integer,
  device_name text not null,
  source text not null,
  moved_at integer not null                 -- when they last came or went
) strict;
create index attendance_state on attendance (state, member);
create index attendance_at on attendance (at);

-- Projection: every scan that was decided, failed ones too.
create table scan (
  seq integer primary key,
  at integer not null,
  device integer,
  source text not null,
  verdict text not null,
  member integer,
  code text,                                -- as read, only when it is unknown
  device_at integer,
  provisional integer not null check (provisional in (0, 1)),
  conflict_seq integer,                     -- the scan of another desk that came first
  typed_by text,
  voided_seq integer
) strict;
create index scan_device on scan (device, seq);
create index scan_member on scan (member);

-- Projection: leaving and returning, for the statistics of a meeting.
create table movement (
  seq integer primary key,
  at integer not null,
  member integer not null,
  direction text not null check (direction in ('left', 'returned'))
) strict;

-- Projection: who represents whom; revoked when the grantor arrives.
create table proxy (
  grantor integer primary key,
  holder integer not null,
  seen_by text not null,
  seq integer not null
) strict;
create index proxy_holder on proxy (holder);

-- Projection: the head count by row block that is going on.
create table head_count (
  block text primary key,
  count integer not null check (count >= 0),
  at integer not null,
  device_name text not null
) strict;

-- Projection: each declaration of the quorum, as it was declared.
create table declaration (
  seq integer primary key,
  at integer not null,
  present integer not null,
  checked_in integer not null,
  head_count integer,
  measure text not null check (measure in ('checked_in', 'head_count')),
  base integer not null,
  needed integer not null,
  met integer not null check (met in (0, 1)),
  measures text not null,                   -- JSON
  sentence text not null,                   -- JSON: msgid and figures
  head text not null                        -- the hash before this entry
) strict;
