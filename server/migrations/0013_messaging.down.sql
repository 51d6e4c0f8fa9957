drop function number_holder; drop table opt_out, message;
