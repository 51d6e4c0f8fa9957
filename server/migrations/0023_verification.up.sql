-- Which papers a purpose such as number:DE needs: every group, one document of each group's types.
create table kyc_policy (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  purpose text not null,
  title text not null,
  requirements jsonb not null,
  valid_months int not null check (valid_months between 1 and 120),
  created_at timestamptz not null,
  unique (tenant_id, purpose)
);
call secure_table('kyc_policy');

create table kyc_case (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  number text not null,
  purpose text not null,
  status text not null check (status in ('not_started', 'pending', 'verified', 'rejected', 'expired')),
  rejections int not null default 0,
  submitted_at timestamptz,
  review_due_at timestamptz,
  decided_at timestamptz,
  decided_by text,
  verified_until timestamptz,
  reminded_at timestamptz,
  created_at timestamptz not null,
  unique (tenant_id, account_id, purpose),
  unique (tenant_id, number)
);
create index kyc_case_account on kyc_case (account_id);
create index kyc_case_queue on kyc_case (tenant_id, status, created_at, id);
create index kyc_case_recent on kyc_case (tenant_id, created_at, id);
create index kyc_case_ending on kyc_case (verified_until) where status = 'verified';
call secure_table('kyc_case', 'account_id');

create table kyc_document (
  id uuid primary key,
  tenant_id uuid not null references tenant (id),
  account_id uuid not null references account (id),
  case_id uuid not null references kyc_case (id),
  type text not null check (type in ('passport', 'id_card', 'drivers_license', 'utility_bill', 'residence_permit', 'company_registration', 'loa')),
  status text not null check (status in ('pending', 'approved', 'rejected')),
  object_key text not null,
  content_type text not null,
  name text not null,
  bytes int not null,
  uploaded_by uuid,
  uploaded_by_name text not null,
  uploaded_at timestamptz not null,
  reviewed_by uuid,
  reviewed_by_name text,
  reviewed_at timestamptz,
  rejection_reason text,
  expires_on date,
  check ((status = 'rejected') = (rejection_reason is not null)),
  check ((status = 'pending') = (reviewed_at is null))
);
create index kyc_document_case on kyc_document (case_id, uploaded_at);
create index kyc_document_account on kyc_document (account_id);
call secure_table('kyc_document', 'account_id');

-- A decision stands: whoever wants another one sends a new document (W3).
create function keep_kyc_decision() returns trigger language plpgsql as $$
begin
  if old.status <> 'pending' then
    raise exception 'a decided document does not change' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger keep_decision before update on kyc_document for each row execute function keep_kyc_decision();

-- A number whose papers are missing is kept for its buyer, and nobody has been asked for it yet (W6).
alter table number drop constraint number_status_check;
alter table number add constraint number_status_check
  check (status in ('provisioning', 'pending_regulatory', 'active', 'suspended', 'released', 'quarantined', 'purged', 'failed'));
