-- Projection: each draw with its number; texts as they were hashed.
create table draw (
  number integer primary key,               -- counted from 1 in this meeting
  subject text not null,                    -- what is drawn for: 'speakers', or what another slice names
  state text not null check (state in ('frozen', 'committed', 'revealed', 'void', 'hand')),
  meeting text not null,
  previous text not null,                   -- the hash of the record numbered one less
  slots text not null,                      -- JSON, in order
  names text not null,                      -- JSON, sorted by bytes
  frozen_at integer not null,
  stand_ms integer,                         -- how long the commitment stands before anything is thrown
  commitment text,
  committed_at integer,
  stick integer check (stick in (0, 1)),    -- whether a verified copy went to the supervisor's stick
  revealed_at integer,
  drawn text not null,                      -- JSON: the order, empty until it is drawn
  picks text not null,                      -- JSON: each word with names left, remainder and name
  record text,                              -- the whole text: transcript, void or hand record
  hash text,
  corrected integer not null                -- how often its dice were read again
) strict;

-- Projection: a value for each slot of a draw, as typed and as confirmed.
create table draw_value (
  draw integer not null,
  slot integer not null,                    -- from 0
  value text not null,
  typed_at integer not null,
  typed_by text not null,
  typed_device integer,
  confirmed_at integer,
  confirmed_by text,
  primary key (draw, slot)
) strict;

-- Projection: records that a later reading of the dice replaced; both are kept.
create table draw_before (
  seq integer primary key,
  draw integer not null,
  record text not null,
  hash text not null,
  reason text not null
) strict;

-- Projection: what one role has asked and a second must agree to.
create table draw_proposal (
  draw integer primary key,
  facts text not null,                      -- JSON: deed (void, hand, correct), reason, by, and what it needs
  at integer not null,
  device integer,
  role text not null
) strict;

-- Working: the secret of a draw until it is published; in no snapshot, page, export or log.
create table draw_secret_working (
  draw integer primary key,
  material text not null,                   -- the hash of the list it was made for
  secret text not null,
  on_stick integer not null check (on_stick in (0, 1))  -- whether a verified copy of this file holds it too
) strict;
