-- The same words in the brand's colours, for readers that show them.
alter table mail add column html text;

-- A tenant's own words for a letter; the version says which of template_version they are.
create table template (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  key text not null,
  version int not null,
  active boolean not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  unique (tenant_id, key)
);
call secure_table('template');

create table template_version (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  template_id uuid not null references template (id),
  version int not null,
  subject text not null,
  text text not null,
  html text,
  note text not null,
  author text not null,
  created_at timestamptz not null,
  unique (template_id, version)
);
create index template_version_tenant on template_version (tenant_id);
call secure_table('template_version', null, 'select, insert');
call make_append_only('template_version');

-- One line of somebody's inbox: of an account, or of the staff who hold a permission.
create table notification (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid references account (id),
  permission text,
  key text not null,
  title text not null,
  body text not null,
  path text not null,
  dedupe_key text not null,
  created_at timestamptz not null,
  check ((account_id is null) <> (permission is null)),
  unique (tenant_id, dedupe_key)
);
create index notification_account on notification (account_id, created_at, id) where account_id is not null;
create index notification_recent on notification (tenant_id, created_at, id);
call secure_table('notification', 'account_id');

create table notification_read (
  tenant_id uuid not null references tenant (id),
  notification_id uuid not null references notification (id) on delete cascade,
  user_id uuid not null,
  read_at timestamptz not null,
  primary key (notification_id, user_id)
);
create index notification_read_tenant on notification_read (tenant_id);
create index notification_read_user on notification_read (user_id);
call secure_table('notification_read');

create table notification_preference (
  tenant_id uuid not null references tenant (id),
  user_id uuid not null,
  key text not null,
  channel text not null check (channel in ('mail', 'in_app')),
  wanted boolean not null,
  primary key (user_id, key, channel)
);
create index notification_preference_tenant on notification_preference (tenant_id);
call secure_table('notification_preference');
