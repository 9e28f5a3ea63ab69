-- Form 1: the tables of a file of version 0.1.0, as its program made them. Nothing here may change.

-- The journal: appended by kiosk/journal.py alone, never changed.
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

-- Projection: each time the meeting went on from a copy of its file.
create table continuation (
  seq integer primary key,
  at integer not null,
  epoch text not null unique,
  file text not null,
  from_seq integer not null,
  from_head text not null
) strict;

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
  generation integer not null,              -- how often the badge was replaced
  code_hash text not null unique,
  helper text not null generated always as (  -- who is needed by name before the meeting can go on
    case
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
create index entry_roll on entry (seq) where kind in ('roll_imported', 'walk_in_added', 'badge_replaced');

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

create index attendance_left on attendance (member) where state = 'left';

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
  conflict text check (conflict in ('attended', 'left', 'taken_back', 'closed', 'revoked', 'not_here', 'sent_away')),
  conflict_seq integer,                     -- the check-in that came first
  settled_seq integer,                      -- the act that resolved the conflict
  typed_by text,
  voided_seq integer
) strict;

create index scan_device on scan (device, seq) where verdict in ('admitted', 'admitted_nonvoting') and voided_seq is null;

create index scan_member on scan (member) where verdict in ('admitted', 'admitted_nonvoting');

create index scan_conflict on scan (member, seq) where conflict is not null;

create index scan_voided on scan (voided_seq) where voided_seq is not null;

-- Projection: each desk's scans, counted; device 0 is the laptop.
create table desk_count (
  device integer primary key,
  scans integer not null,
  checked_in integer not null,
  failed integer not null,
  received integer not null                 -- of the scans that a page makes: without a supervisor's admissions
) strict;

-- Projection: why a desk made another number of scans than were received, as a supervisor found out.
create table explanation (
  device integer primary key,
  seq integer not null,
  at integer not null,
  made integer not null,
  received integer not null,
  reason text not null
) strict;

-- Working: what each desk last said of its scans: made here, not delivered, let in without the laptop, in its box.
create table desk_report_working (
  device integer primary key,
  at integer not null,
  made integer not null,
  waiting integer not null,
  accepted integer not null,
  refused integer not null,
  received integer not null                 -- how many of them were here at that moment
) strict;

-- Projection: how many arrived in each minute since 1970.
create table arrival (
  minute integer primary key,
  people integer not null
) strict;

-- Projection: leaving and returning, for the statistics of a meeting.
create table movement (
  seq integer primary key,
  at integer not null,
  member integer not null,
  direction text not null check (direction in ('left', 'returned'))
) strict;

-- Projection: who represents whom; revoked by the check-in of the grantor.
create table proxy (
  grantor integer primary key,
  holder integer not null,
  seen_by text not null,
  seq integer not null,
  revoked_seq integer
) strict;

create index proxy_holder on proxy (holder) where revoked_seq is null;

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
  present integer not null,                 -- votes, represented ones included
  checked_in integer not null,              -- votes as the desks counted them then
  head_count integer,
  measure text not null check (measure in ('checked_in', 'head_count')),
  base integer not null,
  needed integer not null,
  met integer not null check (met in (0, 1)),
  measures text not null,                   -- JSON
  sentence text not null,                   -- JSON: msgid and figures
  head text not null                        -- the hash before this entry
) strict;

-- Projection: each group's members, with and without a vote, and how many of them are inside. Kept by the
-- triggers below and not by the projections of two slices: a screen is told sixty times a second, and counting
-- ten thousand members takes twenty milliseconds.
create table turnout (
  id integer primary key,                   -- in the order in which the groups appear on the roll
  group_name text not null,
  with_vote integer not null,
  members integer not null check (members >= 0),
  thousandths integer not null,             -- their weight
  inside integer not null check (inside between 0 and members),
  inside_thousandths integer not null,
  unique (group_name, with_vote)
) strict;

create trigger member_enrolled after insert on member begin
  insert into turnout (group_name, with_vote, members, thousandths, inside, inside_thousandths)
    values (new.group_name, new.with_vote, 1, new.weight_thousandths, 0, 0)
    on conflict do update set members = members + 1, thousandths = thousandths + excluded.thousandths;
end;

create trigger member_changed after update of group_name, with_vote, weight_thousandths on member begin
  update turnout set members = members - 1, thousandths = thousandths - old.weight_thousandths,
    inside = inside - exists (select 1 from attendance where member = old.id and state = 'inside'),
    inside_thousandths = inside_thousandths
      - old.weight_thousandths * exists (select 1 from attendance where member = old.id and state = 'inside')
    where group_name = old.group_name and with_vote = old.with_vote;
  insert into turnout (group_name, with_vote, members, thousandths, inside, inside_thousandths)
    values (new.group_name, new.with_vote, 1, new.weight_thousandths,
    exists (select 1 from attendance where member = new.id and state = 'inside'),
    new.weight_thousandths * exists (select 1 from attendance where member = new.id and state = 'inside'))
    on conflict do update set members = members + 1, thousandths = thousandths + excluded.thousandths,
      inside = inside + excluded.inside, inside_thousandths = inside_thousandths + excluded.inside_thousandths;
end;

create trigger attendance_begun after insert on attendance begin
  update turnout set inside = inside + 1, inside_thousandths = inside_thousandths + m.weight_thousandths
    from member m where m.id = new.member and turnout.group_name = m.group_name and turnout.with_vote = m.with_vote;
end;

create trigger attendance_left after update of state on attendance when old.state = 'inside' and new.state = 'left' begin
  update turnout set inside = inside - 1, inside_thousandths = inside_thousandths - m.weight_thousandths
    from member m where m.id = new.member and turnout.group_name = m.group_name and turnout.with_vote = m.with_vote;
end;

create trigger attendance_resumed after update of state on attendance when old.state = 'left' and new.state = 'inside' begin
  update turnout set inside = inside + 1, inside_thousandths = inside_thousandths + m.weight_thousandths
    from member m where m.id = new.member and turnout.group_name = m.group_name and turnout.with_vote = m.with_vote;
end;

create trigger attendance_voided after delete on attendance when old.state = 'inside' begin
  update turnout set inside = inside - 1, inside_thousandths = inside_thousandths - m.weight_thousandths
    from member m where m.id = old.member and turnout.group_name = m.group_name and turnout.with_vote = m.with_vote;
end;

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

-- Projection: the rounds of a meeting, each with its own electorate, rules and papers.
create table ballot_round (
  id integer primary key,                   -- the entry that prepared it
  title text not null,
  kind text not null check (kind in ('recommendation', 'trust', 'committee', 'election', 'runoff', 'motion')),
  after_round integer,                      -- the round whose tie or shortfall it settles
  preset text not null,
  changes text not null,                    -- JSON: what the meeting adopted otherwise
  ballot_form text not null check (ballot_form in ('secret', 'named')),
  public_count integer not null check (public_count in (0, 1)),
  state text not null check (state in ('prepared', 'issuing', 'voting', 'closed', 'returned', 'counting', 'counted',
    'signed', 'reported', 'declared', 'accepted', 'declined', 'awaiting_approval', 'void')),
  state_at integer not null,
  eligible integer not null,                -- votes
  eligible_weight integer,
  reported_by text not null check (reported_by in ('chief_scrutineer', 'chair')),
  declared_by text not null check (declared_by in ('chief_scrutineer', 'chair')),
  order_by text not null check (order_by in ('hand', 'strokes', 'draw')), -- of the names on the paper
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
  unique (round, name)
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
  kind text not null check (kind in ('incident', 'tie', 'shortfall', 'acceptance', 'sealing', 'objection', 'recount', 'answer')),
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
  subject text not null check (subject in ('motion', 'rules', 'scrutineers')),
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

-- Projection: what the hall screen shows; one row. What was shown when is the journal's.
create table scene (
  id integer primary key check (id = 1),
  name text not null,
  text text not null,
  automatic integer not null check (automatic in (0, 1)),
  since_at integer not null,
  seq integer not null,
  before_name text,                         -- what 10 s to take back leads to
  before_text text,
  before_automatic integer
) strict;

-- Working: the scene the chair has ready.
create table preview_working (id integer primary key check (id = 1), name text not null, text text not null) strict;

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
