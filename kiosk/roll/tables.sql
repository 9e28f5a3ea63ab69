-- Projection: who may attend; numbers and names as typed (NFC), in roll order.
create table member (
  id integer primary key,
  number text not null unique,
  name text not null,
  group_name text not null,
  category text not null,
  with_vote integer not null check (with_vote in (0, 1)),
  weight_thousandths integer not null check (weight_thousandths > 0),
  phone text not null,
  note text not null,
  walk_in integer not null check (walk_in in (0, 1)),
  position integer not null,
  additional_votes integer not null default 0 check (additional_votes >= 0), -- of a cooperative, beside the basic one
  generation integer not null,              -- how often the badge was replaced
  code_hash text not null unique,
  helper text not null generated always as (  -- who is needed by name before the meeting can go on
    case
      when category = '' and note = '' then ''  -- asked first: it is half of the time of a long import
      when category || ' ' || note like '%监票%' or category || ' ' || note like '%監票%'
        or category || ' ' || note like '%计票%' or category || ' ' || note like '%計票%'
        or category || ' ' || note like '%teller%' or category || ' ' || note like '%scrutineer%' then 'teller'
      when category || ' ' || note like '%候选%' or category || ' ' || note like '%候選%'
        or category || ' ' || note like '%candidate%' then 'candidate'
      else ''
    end
  ) stored
) strict;
create index member_helper on member (helper, position) where helper <> '';
create index member_group on member (group_name, with_vote);
create index member_name on member (name);
create index member_additional on member (position) where additional_votes > 0;

-- Projection: codes of lost badges, named as revoked ever after.
create table revoked_code (
  code_hash text primary key,
  member integer not null,
  seq integer not null
) strict;

-- Projection: voters not counted in the base (应到会); they count only when approved and passed by the meeting.
create table exclusion (
  member integer primary key,
  reason text not null,
  approved_by text not null,
  approved_at integer not null,
  passed integer check (passed in (0, 1)),  -- null until the meeting has voted
  passed_seq integer
) strict;

-- So that "has the roll moved?" costs nothing beside ten thousand scans.
create index entry_roll on entry (seq) where kind in ('roll_imported', 'walk_in_added', 'badge_replaced', 'import_undone', 'member_removed');

-- Projection: every import, so that the last one can be taken back.
create table roll_import (
  seq integer primary key,
  at integer not null,
  source text not null,
  added integer not null,
  changed integer not null,
  undone_seq integer
) strict;

-- Projection: whom an import added (before is null) or changed (before: the member's columns as JSON).
create table roll_import_change (
  seq integer not null,
  member integer not null,
  before text,
  primary key (seq, member)
) strict, without rowid;

-- Projection: who stayed on the roll when the import that brought them was taken back, since they had come.
create table roll_stayed (
  member integer primary key,
  seq integer not null
) strict;

-- Projection: who was taken off the roll, by an act with a reason or with an import; their numbers (id) are not given again.
create table removed_member (
  id integer primary key,
  number text not null,
  name text not null,
  group_name text not null,
  reason text not null,
  seq integer not null
) strict;

-- Projection: what was answered for files of the same headings, for the next one.
create table roll_answer (
  headings text primary key,
  answers text not null,                    -- JSON: columns, categories, decimal, choices
  seq integer not null
) strict;
