drop table trunk_attempt, trunk_call;
alter table carrier_service drop constraint carrier_service_routing_plan;
drop index carrier_service_routing_plan;
drop view routing_plan_name;
drop table route, routing_plan;
