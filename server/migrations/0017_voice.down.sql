drop function device_holder;
drop table voicemail, call_attempt, call, call_rule, number_voice, device;
