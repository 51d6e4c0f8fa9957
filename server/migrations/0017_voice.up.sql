-- A softphone or telephone of a customer. The switch reads sip_username, realm, ha1_md5, ha1_sha256 and status: whoever is not `active` cannot sign in.
create table device (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  user_id uuid references app_user (id),
  -- What the app calls this piece of hardware; registering it again finds the same row.
  hardware_id text,
  name text not null,
  kind text not null check (kind in ('android', 'ios', 'web', 'desktop', 'sip_phone')),
  sip_username text not null unique,
  realm text not null,
  ha1_md5 text not null,
  ha1_sha256 text not null,
  secret text not null,
  status text not null check (status in ('active', 'suspended', 'revoked')),
  push_service text check (push_service in ('apns', 'fcm', 'web')),
  push_token text,
  last_seen_at timestamptz,
  created_at timestamptz not null,
  rotated_at timestamptz,
  revoked_at timestamptz,
  check ((push_service is null) = (push_token is null))
);
create index device_recent on device (tenant_id, created_at, id);
create index device_account on device (account_id, created_at, id);
create index device_user on device (user_id) where user_id is not null;
create unique index device_hardware on device (account_id, hardware_id) where hardware_id is not null and status <> 'revoked';
call secure_table('device', 'account_id');

-- How a number behaves around its rules: its zone, its holidays, whether callers may leave a message.
create table number_voice (
  number_id uuid primary key references number (id),
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  zone text not null,
  -- Local dates such as 2026-12-25.
  holidays text[] not null default '{}',
  ring_seconds int not null check (ring_seconds between 5 and 60),
  voicemail boolean not null
);
create index number_voice_tenant on number_voice (tenant_id);
create index number_voice_account on number_voice (account_id);
call secure_table('number_voice', 'account_id');

create table call_rule (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  number_id uuid not null references number (id),
  type text not null check (type in ('block_caller', 'dnd', 'time_based', 'forward_always', 'simultaneous_ring', 'forward_busy', 'forward_no_answer',
    'forward_unreachable', 'voicemail')),
  active boolean not null,
  priority int not null check (priority between 1 and 10000),
  callers text[] not null default '{}',
  forward_to text,
  -- Which devices ring together; empty means all.
  devices uuid[] not null default '{}',
  ring_seconds int check (ring_seconds between 5 and 60),
  schedule jsonb,
  present text not null check (present in ('caller', 'number')),
  created_at timestamptz not null
);
create index call_rule_number on call_rule (number_id, priority, created_at);
create index call_rule_account on call_rule (account_id);
create index call_rule_tenant on call_rule (tenant_id);
call secure_table('call_rule', 'account_id');

-- One leg of a call as one account sees it. The root is what the switch knows by its reference; further legs are forwarded ones.
create table call (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  root_id uuid not null,
  parent_id uuid,
  number_id uuid references number (id),
  device_id uuid references device (id),
  direction text not null check (direction in ('inbound', 'outbound')),
  from_number text not null,
  to_number text not null,
  country char(2),
  status text not null check (status in ('initiated', 'ringing', 'answered', 'completed', 'failed', 'busy', 'no_answer', 'cancelled', 'blocked')),
  reason text,
  sip_code int,
  q850 int,
  released_by text check (released_by in ('caller', 'callee', 'platform')),
  rule_trace jsonb,
  trace jsonb,
  charged boolean not null,
  granted_seconds int,
  -- How long after its answer the switch was told to cut; only on the root.
  max_seconds int,
  settled_at timestamptz,
  billed_seconds int,
  price_micros bigint,
  currency char(3),
  answered_by text check (answered_by in ('person', 'voicemail')),
  provider_id uuid,
  vendor text,
  node text,
  sip_call_id text,
  started_at timestamptz not null,
  ringing_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  duration_ms bigint,
  -- The moment at which more time must be asked for, while the call is up.
  extend_at timestamptz,
  checked_at timestamptz,
  cut_asked_at timestamptz,
  cut_at timestamptz,
  watchdog boolean not null default false
);
create index call_recent on call (tenant_id, started_at, id);
create index call_account on call (account_id, started_at, id);
create index call_number on call (number_id, started_at, id);
create index call_device on call (device_id) where device_id is not null;
create index call_root on call (root_id);
create index call_due on call (extend_at) where extend_at is not null;
create index call_to_cut on call (cut_asked_at) where cut_asked_at is not null and cut_at is null;
create index call_unsettled on call (ended_at) where settled_at is null and ended_at is not null;
create index call_open on call (started_at) where status in ('initiated', 'ringing', 'answered');
call secure_table('call', 'account_id');

-- Every way a call may go, in the order in which the switch tries them, and what became of each.
create table call_attempt (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  call_id uuid not null references call (id),
  place int not null,
  kind text not null check (kind in ('gateway', 'devices', 'voicemail')),
  name text not null,
  target text not null,
  -- The legs that are up when this way is answered, the one that was called first.
  legs uuid[] not null,
  provider_id uuid,
  vendor text,
  cost jsonb,
  began_at timestamptz,
  ringing_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  code int,
  q850 int,
  reason text,
  unique (call_id, place)
);
create index call_attempt_tenant on call_attempt (tenant_id);
create index call_attempt_account on call_attempt (account_id);
call secure_table('call_attempt', 'account_id');

create table voicemail (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  number_id uuid not null references number (id),
  call_id uuid not null references call (id),
  recording_id text not null unique,
  from_number text not null,
  object_key text,
  bytes int not null,
  duration_ms int not null,
  transcription text,
  read_at timestamptz,
  created_at timestamptz not null,
  deleted_at timestamptz,
  erased_at timestamptz
);
create index voicemail_recent on voicemail (tenant_id, created_at, id);
create index voicemail_account on voicemail (account_id, created_at, id);
create index voicemail_number on voicemail (number_id, created_at, id);
create index voicemail_call on voicemail (call_id);
create index voicemail_unread on voicemail (account_id) where read_at is null and deleted_at is null;
create index voicemail_deleted on voicemail (deleted_at) where deleted_at is not null and erased_at is null;
create index voicemail_object on voicemail (object_key) where object_key is not null;
call secure_table('voicemail', 'account_id');

-- A device proves itself to the switch knowing only its username; whose it is, is asked across tenants.
create function device_holder(wanted text) returns table (device_id uuid, tenant_id uuid, account_id uuid, status text, last_seen_at timestamptz)
language sql stable security definer set search_path = public as $$
  select id, tenant_id, account_id, status, last_seen_at from device where sip_username = wanted
$$;
grant execute on function device_holder to linecard_app;
