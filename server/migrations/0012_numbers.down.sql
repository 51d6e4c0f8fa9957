drop function number_is_free, numbers_not_free, drop_stale_reservation;
drop table number_reservation, number;
