-- Projection: how questions are taken; one row once the chair has chosen.
create table question_rules (
  id integer primary key check (id = 1),
  who text not null check (who in ('anybody', 'members')),
  naming text not null check (naming in ('named', 'chair', 'anonymous')),
  approval integer not null check (approval in (0, 1)),
  sequence text not null check (sequence in ('turns', 'time', 'votes', 'hand', 'lot')),
  votes_shown integer not null check (votes_shown in (0, 1)),
  characters_most integer not null,
  waiting_most integer not null,            -- of one asker
  pending_most integer not null,            -- in all
  answer_seconds integer not null
) strict;

-- Projection: whether questions are taken now, and until when.
create table question_intake (
  id integer primary key check (id = 1),
  state text not null check (state in ('closed', 'trial', 'open')),
  since_at integer not null,
  closes_at integer
) strict;

-- Projection: who answers, in the order in which they speak.
create table respondent (
  id integer primary key,                   -- counted through the meeting
  name text not null,
  position integer not null,
  gone integer not null check (gone in (0, 1))
) strict;

-- Projection: the questions. Of an anonymous one nothing leads to a person: no device, no badge, no name.
create table question (
  id integer primary key,                   -- counted through the meeting
  asked_at integer not null,
  text text not null,                       -- empty when it is put at a microphone
  original text,                            -- as it was asked, when it was edited
  respondent integer,                       -- null: to all
  way text not null check (way in ('microphone', 'slip', 'volunteer', 'stand', 'phone')),
  place text not null,                      -- of the microphone: a row, a number
  naming text not null check (naming in ('named', 'chair', 'anonymous')),
  asker text not null,
  member integer,
  token_hash text unique,                   -- by which its asker follows it
  similar integer,                          -- the question most like it when it was asked
  labels text not null,                     -- JSON list
  state text not null check
    (state in ('pending', 'live', 'on_screen', 'answered', 'dismissed', 'merged', 'withdrawn', 'archived')),
  state_at integer not null,
  reason text not null,
  merged_into integer,
  merged_seq integer,
  root integer not null,                    -- the question with which it is counted: its own id, or what it was merged into
  votes integer not null,                   -- of all that are counted with it, each person once
  rank integer,                             -- by hand or by lot
  trial integer not null check (trial in (0, 1)),
  asker_shown integer not null check (asker_shown in (0, 1)),
  first_shown_at integer,
  turns text not null                       -- JSON list of respondents: who answers first
) strict;
create index question_state on question (state, trial);
create index question_root on question (root);

-- Projection: what became of each question and when, taken back or not.
create table question_step (
  question integer not null,
  seq integer not null,
  at integer not null,
  before text,                              -- null: it was asked
  state text not null,
  reason text not null,
  back integer not null check (back in (0, 1)),  -- this step takes another one back
  undone_seq integer,                       -- the step that took this one back
  primary key (question, seq)
) strict, without rowid;

-- Projection: who supports a question; `voter` is a pseudonym that leads to nobody without the file's secret.
create table question_vote (
  question integer not null,
  voter text not null,
  primary key (question, voter)
) strict, without rowid;

-- Projection: the answers and their clocks.
create table answer (
  id integer primary key,                   -- the entry that began it
  question integer not null,
  respondent integer not null,
  began_at integer not null,
  ended_at integer,
  seconds integer not null
) strict;
create index answer_question on answer (question);

-- Projection: notes behind the scenes, until they are acknowledged.
create table backstage_note (
  id integer primary key,                   -- the entry that sent it
  addressee text not null check (addressee in ('chair', 'speaker')),
  text text not null,
  sent_at integer not null,
  sent_by text not null,
  acknowledged_at integer
) strict;
