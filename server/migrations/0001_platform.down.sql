drop table counter, mail, throttle, idempotency_key, worker_process, job_schedule, job_run, delivery, event_chain, event_outbox, event cascade;
drop function event_to_outbox;
drop procedure make_append_only;
drop procedure secure_table;
drop function refuse_change, app_account, app_tenant, app_is_system;
revoke usage on schema public from linecard_app;
