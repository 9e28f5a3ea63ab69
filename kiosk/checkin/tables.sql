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
create index attendance_desk on attendance (device, source);

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
create index movement_at on movement (at);

-- Projection: beyond how many people by name, in how many minutes, chair and supervisor are told of a desk.
create table name_pace (
  id integer primary key check (id = 1),
  people integer not null check (people >= 0),
  minutes integer not null check (minutes > 0)
) strict;

-- Projection: a device's check-ins taken back at once; scan.voided_seq says which they were.
create table device_void (
  seq integer primary key,
  at integer not null,
  device integer not null,
  device_name text not null,
  since_at integer not null,
  reason text not null
) strict;

-- Projection: names drawn from those inside, to be called and seen.
create table spot_check (
  seq integer primary key,
  at integer not null,
  inside integer not null,
  recorded_at integer
) strict;

create table spot_check_name (
  spot_check integer not null,
  place integer not null,
  member integer not null,
  finding text check (finding in ('seen', 'not_seen', 'not_called')),
  primary key (spot_check, place)
) strict;

-- Projection: who represents whom; revoked by the check-in of the grantor.
create table proxy (
  grantor integer primary key,
  holder integer not null,
  seen_by text not null,
  seq integer not null,
  revoked_seq integer,
  near_relative integer check (near_relative in (0, 1)) -- null where nobody said
) strict;

-- Projection: how many proxies one holder may have, where the chair set fewer than the law allows.
create table proxy_limit (
  id integer primary key check (id = 1),
  most integer not null check (most >= 0)
) strict;
create index proxy_holder on proxy (holder) where revoked_seq is null;

-- Projection: represented people who came in person while somebody had their paper.
create table proxy_paper (
  seq integer primary key,                  -- the arrival
  at integer not null,
  grantor integer not null,
  holder integer not null,
  round integer,                            -- whose papers were out then
  paper text not null check (paper in ('holder', 'maybe', 'box')),
  finding text check (finding in ('taken_back', 'in_box', 'none')),
  settled_seq integer                       -- the act that settled it, or took the arrival back
) strict;

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

create trigger member_taken_off after delete on member begin
  update turnout set members = members - 1, thousandths = thousandths - old.weight_thousandths
    where group_name = old.group_name and with_vote = old.with_vote;
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
