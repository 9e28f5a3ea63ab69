-- Projection: the rounds of a meeting, each with its own electorate, rules and papers.
create table ballot_round (
  id integer primary key,                   -- the entry that prepared it
  title text not null,
  kind text not null check (kind in ('recommendation', 'pre_election', 'trust', 'committee', 'election',
    'runoff', 'motion')),
  after_round integer,                      -- the round whose tie or shortfall it settles
  preset text not null,
  changes text not null,                    -- JSON: what the meeting adopted otherwise
  judged_as text,                           -- the kind of a runoff: that of the round whose tie it settles
  recount text,                             -- JSON: the result that stands while it is counted again
  poll_of integer,                          -- the vote by hands that this poll replaces
  advisory text,                            -- why it is held below the quorum and decides nothing
  rules_version integer not null,           -- by which rules it is judged; 1 before they had a version
  ballot_form text not null check (ballot_form in ('secret', 'named')),
  public_count integer not null check (public_count in (0, 1)),
  state text not null check (state in ('prepared', 'issuing', 'voting', 'closed', 'returned', 'counting', 'counted',
    'signed', 'reported', 'declared', 'accepted', 'declined', 'awaiting_approval', 'void')),
  state_at integer not null,
  eligible integer not null,                -- votes
  eligible_weight integer,
  reported_by text not null check (reported_by in ('chief_scrutineer', 'chair')),
  declared_by text not null check (declared_by in ('chief_scrutineer', 'chair')),
  order_by text not null check (order_by in ('hand', 'strokes', 'pinyin', 'draw')), -- of the names on the paper
  order_draw integer,                       -- the draw that gave it
  rules_hash text,                          -- SHA-256 of preset and changes, once the meeting adopted them
  adopted text,                             -- JSON: by which show of hands
  present_persons integer,                  -- frozen when issuing opened
  present_votes integer,
  present_weight integer,
  last_call_at integer,
  printed integer,
  issued integer,
  exchanged integer,
  spare integer,
  voters integer,                           -- who came to the box, where the rules hold the papers to that
  late integer,
  returned integer,
  void_reason text not null,
  version integer not null                  -- of the result; 0 before there is one
) strict;

-- Projection: what a round fills.
create table office (
  id integer primary key,                   -- counted through the meeting
  round integer not null,
  name text not null,
  seats integer not null check (seats > 0),
  position integer not null,
  unique (round, name)
) strict;

-- Projection: who stands, in the order on the paper, and who was written in.
create table ballot_candidate (
  id integer primary key,                   -- counted through the meeting
  round integer not null,
  office integer not null,
  name text not null,
  position integer not null,
  origin text not null check (origin in ('self', 'joint', 'organisation', 'write_in')),
  supporters integer not null,
  stage text not null check (stage in ('applicant', 'preliminary', 'preparatory', 'formal')),
  pledge text not null,
  reader text not null,                     -- who reads the statement of somebody absent
  member integer,
  woman integer not null default 0 check (woman in (0, 1)),
  relatives text not null default '',       -- JSON: names of near relatives; empty where nobody said
  withdrawn text,                           -- why, where somebody withdrew after being listed
  unique (round, office, name)
) strict;

-- Projection: who votes in a round with a list of its own; others vote by the roll.
create table elector (
  round integer not null,
  position integer not null,
  name text not null,
  member integer,                           -- on the roll, with or without a vote there
  primary key (round, position)
) strict, without rowid;

-- Projection: what a committee decided elsewhere, with the document that says so.
create table committee_decision (
  id integer primary key,                   -- the entry
  title text not null,
  body text not null,
  document text not null,
  decided_on text not null,
  names text not null,                      -- JSON: who goes on
  votes text not null,                      -- JSON: {name: votes for}, where they were told
  after_round integer
) strict;

-- Projection: the boxes, their seals, and what came out of each.
create table ballot_box (
  round integer not null,
  number integer not null,
  seal text not null,
  returned integer,
  primary key (round, number)
) strict, without rowid;

-- Projection: before the vote, unit by unit: papers delivered, papers come back from the absent, opinions in writing.
create table early_paper (
  id integer not null,                      -- the entry
  round integer not null,
  member integer not null,
  kind text not null check (kind in ('delivered', 'returned', 'opinion')),
  way text not null check (way in ('hand', 'mailbox', 'post', 'electronic', 'other')),
  handler text not null,                    -- who delivered or received it
  told_at text not null,                    -- when, as the staff wrote it
  choices text,                             -- JSON of an opinion: {candidate: for or against}
  taken_back text,                          -- the reason
  primary key (id, member)
) strict, without rowid;
create index early_paper_round on early_paper (round, kind, member);

-- Projection: doubtful papers, ruled on by the scrutineers before anybody counts.
create table ruled_paper (
  id integer primary key,                   -- the entry that ruled
  round integer not null,
  valid integer not null check (valid in (0, 1)),
  reason text not null,
  papers integer not null check (papers > 0),
  weight integer                            -- of the units that named papers bear; null where papers are secret
) strict;

-- Projection: whose named papers were ruled out.
create table ruled_unit (
  ruling integer not null,
  member integer not null,
  primary key (ruling, member)
) strict, without rowid;

-- Projection: the batches in which papers are counted, and once both teams agree their totals.
create table batch (
  id integer primary key,                   -- counted through the meeting
  round integer not null,
  number integer not null,
  papers integer not null check (papers > 0),
  method text not null check (method in ('papers', 'sheet', 'called')),
  state text not null check (state in ('open', 'agreed')),
  valid integer,
  invalid integer,
  blank integer,
  returned_weight integer,                  -- of named papers, in thousandths; null where papers are secret
  valid_weight integer,
  slips integer not null,                   -- papers or figures on which the teams differed before they agreed
  unique (round, number)
) strict;

create table batch_votes (
  batch integer not null,
  candidate integer not null,
  votes integer not null,
  against integer not null,
  abstain integer not null,
  votes_weight integer,                     -- of named papers, in thousandths; null where papers are secret
  against_weight integer,
  abstain_weight integer,
  primary key (batch, candidate)
) strict, without rowid;

-- Projection: the units that returned a named paper, and nothing of how they voted.
create table batch_unit (
  batch integer not null,
  member integer not null,
  primary key (batch, member)
) strict, without rowid;

create table batch_office (
  batch integer not null,
  office integer not null,
  invalid integer not null,                 -- papers that mark too many names for this office alone
  blank integer,                            -- valid papers that mark nothing for it; null where nobody was asked
  primary key (batch, office)
) strict, without rowid;

-- Projection: who counts and will sign, by name.
create table round_counter (
  round integer not null,
  position integer not null,
  role text not null check (role in ('teller_a', 'teller_b', 'chief_scrutineer')),
  name text not null,
  primary key (round, position)
) strict, without rowid;

-- Projection: who signed the tally, under the version they signed.
create table tally_signature (
  id integer primary key,                   -- the entry
  round integer not null,
  version integer not null,
  role text not null,
  name text not null
) strict;

-- Projection: the results, every version.
create table tally_result (
  round integer not null,
  version integer not null,
  seq integer not null,
  figures text not null,                    -- JSON: the round's file
  reason text not null,                     -- of a correction
  reported_at integer,
  declared_at integer,
  primary key (round, version)
) strict, without rowid;

-- Projection: what was decided where the rules leave something open, and what happened on the way.
create table round_note (
  id integer primary key,                   -- the entry
  round integer not null,
  kind text not null check (kind in ('incident', 'tie', 'shortfall', 'acceptance', 'sealing', 'objection', 'recount', 'answer',
    'annulment', 'opened', 'substitute', 'papers_found', 'stopped', 'advisory')),
  text text not null,                       -- JSON
  at integer not null
) strict;

-- Projection: votes by hands.
create table hands_vote (
  id integer primary key,                   -- the entry
  title text not null,
  method text not null check (method in ('clear', 'counted', 'full')),
  present integer not null,
  votes integer,
  against integer not null,
  abstain integer not null,
  carried integer not null check (carried in (0, 1)),
  names text not null,                      -- JSON: who is adopted by it, all at once
  blocks text not null,                     -- JSON: [[block, for, against, abstain]…] of a full count
  subject text not null check (subject in ('motion', 'rules', 'scrutineers', 'tellers', 'offices')),
  told text,                                -- JSON: the verdict in clauses, since votes by hands know the rules
  line text,                                -- JSON: of which base how much was needed
  poll text,                                -- who demanded a poll, which decides instead; empty where nobody is named
  taken_back text,                          -- the reason; empty within ten seconds
  at integer not null
) strict;

-- Working: what the two teams enter, paper by paper or as a sheet, until both agree; then erased.
create table team_paper_working (
  batch integer not null,
  team text not null check (team in ('a', 'b')),
  paper integer not null,
  marks text not null,
  member integer,                           -- whose unit a named paper bears
  key text not null,                        -- of the request, so that it can be sent again
  primary key (batch, team, paper)
) strict, without rowid;

-- Working: the calls of a batch that is called out, one by one; a paper ends with a call of no candidate.
create table call_working (
  batch integer not null,
  number integer not null,                  -- counted through the batch
  candidate integer,
  mark text check ((mark is null) = (candidate is null)),
  key text not null,                        -- of the request, so that it can be sent again
  primary key (batch, number)
) strict, without rowid;

create table team_sheet_working (
  batch integer not null,
  team text not null check (team in ('a', 'b')),
  figures text not null,
  primary key (batch, team)
) strict, without rowid;

create table team_batch_working (
  batch integer not null,
  team text not null check (team in ('a', 'b')),
  closed integer not null check (closed in (0, 1)),
  differences text not null,                -- JSON: [[paper or null, candidate]…], told to both teams alike
  slips integer not null,
  primary key (batch, team)
) strict, without rowid;

-- Working: what a team has begun to type, so that its page goes on after it was closed.
create table team_draft_working (
  batch integer not null,
  team text not null check (team in ('a', 'b')),
  draft text not null,                      -- JSON, as the page makes it
  primary key (batch, team)
) strict, without rowid;
