drop table package_subscription;
drop table package_price;
drop table package;
drop function charging_apply;
do $$ begin
  execute replace(replace(pg_get_functiondef('ledger_apply'::regproc), 'p_trace[i]::json', 'p_trace[i]::jsonb'), 'if v_op = ''transfer'' and o_status[n] = ''ok'' and n > 1 and p_journal[n] = p_id[n - 1] and o_status[n - 1] not in (''ok'', ''duplicate'') then
      o_status[n] := ''not_posted'';
    end if;
    continue when', 'continue when');
end $$;
alter table entry alter column trace type jsonb using trace::jsonb;
drop table usage_record;
drop table charging_session;
drop table allowance_use;
drop table allowance_bucket;
