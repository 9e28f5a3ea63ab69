-- Projection: what the secretary added to the minutes, kept apart from what is recorded; nothing of it is deleted.
create table minutes_addition (
  id integer primary key,                   -- the entry that added it
  section text not null,                    -- of the minutes: opening, attendance, draw-1, round-12, closing …
  text text not null,                       -- as it stands now
  added_at integer not null,
  amended_at integer,
  struck_at integer,
  reason text not null                      -- why it was struck
) strict;

-- Projection: who chaired the meeting and who wrote its minutes, as they were named; the last row stands.
create table minutes_officer (
  id integer primary key,                   -- the entry that named them
  chair text not null,
  secretary text not null
) strict;

-- Projection: what an observer or a supervisor noted.
create table incident (
  id integer primary key,                   -- the entry that noted it
  at integer not null,
  role text not null,
  text text not null
) strict;

-- Projection: who signed the minutes, each time under the last act that they tell.
create table minutes_signature (
  id integer primary key,                   -- the entry that signed
  role text not null check (role in ('chair', 'secretary')),
  name text not null,
  signed_at integer not null,
  under_seq integer not null,               -- the act under which it was signed
  under_hash text not null,
  unique (role, under_seq)
) strict;

-- So that the last acts are found at once beside ten thousand sign-ins: every entry but those that come in floods.
create index entry_act on entry (seq) where kind not in ('checked_in', 'seen_again', 'turned_away', 'returned',
  'question_asked', 'question_voted', 'question_unvoted', 'refused');
