-- When a tenant's support works: minutes of the day, days of the week with Monday as 1.
create table support_hours (
  tenant_id uuid primary key references tenant (id),
  zone text not null,
  opens int not null check (opens between 0 and 1439),
  closes int not null check (closes between 1 and 1440),
  days int[] not null,
  check (opens < closes)
);
call secure_table('support_hours');

-- Targets in minutes of those hours.
create table sla_policy (
  tenant_id uuid not null references tenant (id),
  priority text not null check (priority in ('low', 'normal', 'high', 'urgent')),
  first_response_minutes int not null check (first_response_minutes > 0),
  resolve_minutes int not null check (resolve_minutes >= first_response_minutes),
  primary key (tenant_id, priority)
);
call secure_table('sla_policy');

create table ticket (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  number text not null,
  subject text not null,
  category text not null,
  priority text not null check (priority in ('low', 'normal', 'high', 'urgent')),
  status text not null check (status in ('open', 'in_progress', 'waiting_customer', 'resolved', 'closed')),
  requester_id uuid,
  requester_name text not null,
  assignee_id uuid references app_user (id),
  assignee_name text,
  previous_id uuid references ticket (id),
  first_target_s int not null,
  resolve_target_s int not null,
  clock_used_s int not null,
  clock_since timestamptz,
  first_response_s int,
  first_due_at timestamptz,
  resolve_due_at timestamptz,
  next_alert_at timestamptz,
  alerts text[] not null default '{}',
  rating int check (rating between 1 and 5),
  rating_comment text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  resolved_at timestamptz,
  closed_at timestamptz,
  unique (tenant_id, number)
);
create index ticket_recent on ticket (tenant_id, created_at, id);
create index ticket_status on ticket (tenant_id, status, created_at, id);
create index ticket_account on ticket (account_id, created_at, id);
create index ticket_assignee on ticket (assignee_id) where assignee_id is not null;
create index ticket_previous on ticket (previous_id) where previous_id is not null;
create index ticket_alert on ticket (next_alert_at) where next_alert_at is not null;
create index ticket_resolved on ticket (resolved_at) where status = 'resolved';
call secure_table('ticket', 'account_id');

create table ticket_message (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  ticket_id uuid not null references ticket (id),
  author_kind text not null check (author_kind in ('customer', 'staff', 'system')),
  author_id uuid,
  author_name text not null,
  body text not null,
  internal boolean not null,
  created_at timestamptz not null
);
create index ticket_message_thread on ticket_message (ticket_id, created_at, id);
create index ticket_message_account on ticket_message (account_id);
call secure_table('ticket_message', 'account_id', 'select, insert');

create table ticket_file (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  ticket_id uuid not null references ticket (id),
  message_id uuid references ticket_message (id),
  object_key text not null,
  content_type text not null,
  name text not null,
  bytes int not null,
  internal boolean not null,
  uploaded_by uuid,
  created_at timestamptz not null
);
create index ticket_file_ticket on ticket_file (ticket_id);
create index ticket_file_message on ticket_file (message_id) where message_id is not null;
create index ticket_file_account on ticket_file (account_id);
call secure_table('ticket_file', 'account_id');

-- Notes among staff never leave: a connection that serves a customer cannot read them, whatever a query asks for (W36).
create policy internal_stays on ticket_message as restrictive using (not internal or (select app_account()) is null);
create policy internal_stays on ticket_file as restrictive using (not internal or (select app_account()) is null);

create table ticket_link (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  ticket_id uuid not null references ticket (id),
  kind text not null,
  entity_id uuid not null,
  label text not null,
  unique (ticket_id, kind, entity_id)
);
create index ticket_link_entity on ticket_link (entity_id);
create index ticket_link_account on ticket_link (account_id);
call secure_table('ticket_link', 'account_id');

create table ticket_viewer (
  ticket_id uuid not null references ticket (id),
  user_id uuid not null,
  tenant_id uuid not null references tenant (id),
  name text not null,
  seen_at timestamptz not null,
  primary key (ticket_id, user_id)
);
create index ticket_viewer_tenant on ticket_viewer (tenant_id);
call secure_table('ticket_viewer');
create policy staff_only on ticket_viewer as restrictive using ((select app_account()) is null);

create table canned_reply (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  title text not null,
  body text not null,
  created_at timestamptz not null,
  unique (tenant_id, title)
);
call secure_table('canned_reply');
create policy staff_only on canned_reply as restrictive using ((select app_account()) is null);
