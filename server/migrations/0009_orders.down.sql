drop table order_step, order_item, "order";
