-- What the SIP switch keeps: registrations, live calls, and the outbox of what became of calls. Kamailio's own tables are as its Debian package makes them
-- (5.6), without what we do not use and with room for long headers and many counters: a row that does not fit would be a call without an ending.
-- The switch signs in as `linecard_switch`, which owns nothing and sees of the business only who may register.
do $$ begin
  if not exists (select from pg_roles where rolname = 'linecard_switch') then create role linecard_switch nologin; end if;
exception when duplicate_object or unique_violation then null; -- another database of this server made it at the same moment
end $$;

create schema switch;

create table switch.version (table_name varchar(32) not null unique, table_version int not null default 0);
insert into switch.version (table_name, table_version) values ('dialog', 7), ('dialog_vars', 1), ('location', 9), ('subscriber', 7);

create table switch.dialog (
  id serial primary key,
  hash_entry int not null,
  hash_id int not null,
  callid varchar(2048) not null,
  from_uri varchar(2048) not null,
  from_tag varchar(1024) not null,
  to_uri varchar(2048) not null,
  to_tag varchar(1024) not null,
  caller_cseq varchar(20) not null,
  callee_cseq varchar(20) not null,
  caller_route_set varchar(4096),
  callee_route_set varchar(4096),
  caller_contact varchar(2048) not null,
  callee_contact varchar(2048) not null,
  caller_sock varchar(64) not null,
  callee_sock varchar(64) not null,
  state int not null,
  start_time int not null,
  timeout int not null default 0,
  sflags int not null default 0,
  iflags int not null default 0,
  toroute_name varchar(32),
  req_uri varchar(2048) not null,
  xdata varchar(4096)
);
create index dialog_hash on switch.dialog (hash_entry, hash_id);

create table switch.dialog_vars (
  id serial primary key,
  hash_entry int not null,
  hash_id int not null,
  dialog_key varchar(1024) not null,
  dialog_value varchar(4096) not null
);
create index dialog_vars_hash on switch.dialog_vars (hash_entry, hash_id);

create table switch.location (
  id serial primary key,
  ruid varchar(64) not null default '' unique,
  username varchar(64) not null default '',
  domain varchar(64),
  contact varchar(4096) not null default '',
  received varchar(1024),
  path varchar(4096),
  expires timestamp not null default '2030-05-28 21:32:15',
  q real not null default 1.0,
  callid varchar(2048) not null default 'Default-Call-ID',
  cseq int not null default 1,
  last_modified timestamp not null default '2000-01-01 00:00:01',
  flags int not null default 0,
  cflags int not null default 0,
  user_agent varchar(2048) not null default '',
  socket varchar(64),
  methods int,
  instance varchar(2048),
  reg_id int not null default 0,
  server_id int not null default 0,
  connection_id int not null default 0,
  keepalive int not null default 0,
  partition int not null default 0
);
create index location_contact on switch.location (username, domain, contact);
create index location_expires on switch.location (expires);
create index location_connection on switch.location (server_id, connection_id);

-- Who may sign in: devices that are neither suspended nor revoked, by digest (RFC 7616) without the password itself.
create view switch.subscriber as
  select sip_username as username, realm as domain, ha1_md5 as ha1 from public.device where status = 'active';
create view switch.realm as select realm as domain from public.device where status <> 'revoked';
create index device_realm on public.device (realm);

-- Written by the switch, drained by the platform. `body` is what the switch said; a call has one end, whoever noticed it first.
create table switch.outbox (
  id bigint generated always as identity primary key,
  ref uuid not null,
  kind text not null check (kind in ('attempt', 'ringing', 'answer', 'end')),
  attempt int not null,
  body jsonb not null,
  created_at timestamptz not null default now(),
  tries int not null default 0,
  next_at timestamptz not null default now(),
  done_at timestamptz
);
create unique index outbox_once on switch.outbox (ref, kind, (case when kind = 'end' then 0 else attempt end));
create index outbox_waiting on switch.outbox (next_at, id) where done_at is null;
create index outbox_done on switch.outbox (done_at) where done_at is not null;

create function switch.outbox_filled() returns trigger language plpgsql as
  $$ begin perform pg_notify('linecard_switch', 'event'); return null; end $$;
create trigger filled after insert on switch.outbox for each statement execute function switch.outbox_filled();

-- Takes one event in base64, so that nothing a caller sends can end the statement it stands in.
create function switch.tell(encoded text) returns int language sql as $$
  insert into switch.outbox (ref, kind, attempt, body)
  select (event->>'ref')::uuid, event->>'kind', (event->>'attempt')::int, event
  from (select convert_from(decode(encoded, 'base64'), 'utf8')::jsonb as event) said
  on conflict do nothing;
  select 1
$$;

-- A dialog that is deleted has ended, whoever forgot to say so: then the time of its deletion is the end. Usually the event is there before.
create function switch.dialog_ended() returns trigger language plpgsql as $$
declare said jsonb;
begin
  select jsonb_object_agg(dialog_key, dialog_value) into said
  from switch.dialog_vars where hash_entry = old.hash_entry and hash_id = old.hash_id;
  if said ? 'ref' then
    insert into switch.outbox (ref, kind, attempt, body)
    values ((said->>'ref')::uuid, 'end', coalesce((said->>'n')::int, 0), jsonb_build_object('kind', 'end', 'ref', said->>'ref', 'node', '',
      'route', coalesce(said->>'gw', ''), 'attempt', coalesce((said->>'n')::int, 0), 'code', 200, 'by', 'platform', 'reason', 'lost',
      'at', to_char(extract(epoch from clock_timestamp()), 'FM9999999999.000000'),
      'answerAt', coalesce(said->>'ta', old.start_time::text)))
    on conflict do nothing;
  end if;
  return old;
end $$;
create trigger ended before delete on switch.dialog for each row execute function switch.dialog_ended();

-- What the platform wants with a live call; kept until the switch has done it or the call is over.
create table switch.call_order (
  id uuid primary key,
  ref uuid not null,
  kind text not null check (kind in ('cut', 'prolong')),
  reason text,
  max_seconds int,
  created_at timestamptz not null,
  done_at timestamptz,
  outcome text check (outcome in ('done', 'over')),
  check ((done_at is null) = (outcome is null)),
  check ((kind = 'prolong') = (max_seconds is not null))
);
create index call_order_waiting on switch.call_order (ref) where done_at is null;

create function switch.order_placed() returns trigger language plpgsql as
  $$ begin perform pg_notify('linecard_switch', 'order'); return null; end $$;
create trigger placed after insert on switch.call_order for each statement execute function switch.order_placed();

grant usage on schema switch to linecard_switch, linecard_app;
grant select, insert, update, delete on switch.dialog, switch.dialog_vars, switch.location to linecard_switch;
grant usage, select on all sequences in schema switch to linecard_switch;
grant select on switch.version, switch.subscriber, switch.realm to linecard_switch;
grant insert on switch.outbox to linecard_switch;
grant select, update, delete on switch.outbox to linecard_app;
grant select, insert, update, delete on switch.call_order to linecard_app;
grant select on switch.location to linecard_app;
