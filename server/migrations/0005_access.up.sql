create table app_user (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid references account (id),
  email text not null,
  name text not null,
  role text not null check (role in ('super_admin', 'admin', 'finance', 'support', 'reseller_owner', 'reseller_staff', 'customer_owner', 'customer_member')),
  status text not null check (status in ('pending', 'active', 'inactive', 'suspended', 'banned', 'deleted')),
  password_hash text,
  totp_secret text,
  totp_confirmed boolean not null default false,
  totp_last_step bigint,
  created_at timestamptz not null,
  last_login_at timestamptz,
  check ((role in ('customer_owner', 'customer_member')) = (account_id is not null))
);
create unique index app_user_email on app_user (tenant_id, lower(email)) where status <> 'deleted';
create index app_user_account on app_user (account_id);
create index app_user_recent on app_user (tenant_id, created_at, id);
call secure_table('app_user', 'account_id');

-- One sign-in on one device. Its access token and its refresh token change; the row and its family stay.
create table app_session (
  id uuid primary key,
  tenant_id uuid not null,
  account_id uuid,
  user_id uuid not null references app_user (id) on delete cascade,
  access_hash bytea unique,
  access_expires_at timestamptz,
  stage text not null check (stage in ('totp', 'enrolment', 'full')),
  created_at timestamptz not null,
  last_used_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  ip text,
  agent text
);
create index app_session_user on app_session (user_id) where revoked_at is null;
call secure_table('app_session', 'account_id');

create table refresh_token (
  token_hash bytea primary key,
  tenant_id uuid not null,
  session_id uuid not null references app_session (id) on delete cascade,
  used_at timestamptz,
  created_at timestamptz not null
);
create index refresh_token_session on refresh_token (session_id);
call secure_table('refresh_token');

-- Single-use links of mails and the first-run set-up; only hashes are kept.
create table access_link (
  token_hash bytea primary key,
  tenant_id uuid not null,
  user_id uuid references app_user (id) on delete cascade,
  purpose text not null check (purpose in ('verify', 'reset', 'invite', 'setup')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index access_link_user on access_link (user_id, purpose);
call secure_table('access_link');

create table recovery_code (
  code_hash bytea primary key,
  tenant_id uuid not null,
  user_id uuid not null references app_user (id) on delete cascade,
  used_at timestamptz
);
create index recovery_code_user on recovery_code (user_id);
call secure_table('recovery_code');

create table api_key (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid references account (id),
  name text not null,
  prefix text not null,
  key_hash bytea not null unique,
  permissions text[] not null,
  created_by uuid,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_key_recent on api_key (tenant_id, created_at, id);
create index api_key_account on api_key (account_id);
call secure_table('api_key', 'account_id');
