drop table cdr_reject, cdr_import, attempt_cdr, call_cdr, credit_override, credit_alert, carrier_spend, carrier_service, interconnect_signalling,
  interconnect_media, interconnect_codec, interconnect_translation, interconnect_validation, interconnect_ip, interconnect, carrier_contact, carrier;
drop function open_cdr_month(date);
drop function grow_trunk_version();
drop table trunk_version;
