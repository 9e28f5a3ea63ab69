-- Projection: the steps of the meeting, in their order. Whether one is over follows from these and from the other slices.
create table agenda_step (
  id integer primary key,                   -- counted through the meeting
  position integer not null,
  title text not null,
  kind text not null,
  say text not null,                        -- what the chair says, where the template has words for it
  opened_at integer,
  ended_at integer,                         -- by the chair's hand
  skipped_at integer,
  reason text not null                      -- why it was skipped
) strict;

-- Projection: the stages before the election, each with its day and the list that was published.
create table procedure_stage (
  stage integer primary key,                -- 1 to 10
  day text,                                 -- 2026-11-25
  names text not null,                      -- JSON: the list of this stage
  note text not null,
  published_at integer,
  version integer not null,                 -- 0 before it was published; each correction is one more
  reason text not null                      -- of the last correction
) strict;
