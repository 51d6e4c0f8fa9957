create table offering (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  kind text not null check (kind ~ '^[a-z][a-z0-9_]{1,40}$'),
  slug text not null check (slug ~ '^[a-z0-9][a-z0-9-]{1,60}$'),
  name text not null,
  description text not null default '',
  status text not null check (status in ('draft', 'active', 'archived')),
  features jsonb not null default '[]' check (jsonb_typeof(features) = 'array'),
  sort_order int not null default 0,
  show_on_website boolean not null default true,
  created_at timestamptz not null,
  unique (tenant_id, slug)
);
create index offering_order on offering (tenant_id, sort_order, id);
call secure_table('offering');
