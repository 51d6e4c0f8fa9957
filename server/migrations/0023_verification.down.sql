alter table number drop constraint number_status_check;
update number set status = 'provisioning' where status = 'pending_regulatory';
alter table number add constraint number_status_check
  check (status in ('provisioning', 'active', 'suspended', 'released', 'quarantined', 'purged', 'failed'));
drop table kyc_document, kyc_case, kyc_policy;
drop function keep_kyc_decision;
