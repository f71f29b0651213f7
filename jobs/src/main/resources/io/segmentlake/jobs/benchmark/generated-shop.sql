-- The raw files of the generated shop become the tables that features.sql and the measures read:
-- orders, order_lines, refunds, web_events, email_events, and profiles, each with the person as customer.
--
-- Variables: landing, the folder of raw files. What an export broke is left out, as quarantine does: a line with a
-- wrong number of fields, an unreadable time, an unknown type, no id.

create macro money(written) as try_cast(written as decimal(18, 4));
create macro clock(written) as try_strptime(written, '%d.%m.%Y %H:%M:%S');
create macro known_on(file) as regexp_extract(file, '-(\d{4}-\d{2}-\d{2})\.', 1);
create macro shop_date(instant) as (instant at time zone 'Europe/Prague')::date;

-- Who is who: customers with the same valid address are one person, the one registered first.
create table customer_versions as
from read_csv(getvariable('landing') || '/customers/*.csv', header = true, auto_detect = false, delim = ',', quote = '"',
  escape = '"', ignore_errors = true, filename = true, columns = {
    'customer_no': 'varchar', 'created': 'varchar', 'confirmed': 'varchar', 'e_mail': 'varchar', 'mobile': 'varchar',
    'name': 'varchar', 'surname': 'varchar', 'address': 'varchar', 'state': 'varchar', 'region': 'varchar',
    'lang': 'varchar', 'sex': 'varchar', 'born': 'varchar', 'age_group': 'varchar', 'company': 'varchar',
    'came_from': 'varchar', 'came_by': 'varchar', 'changed': 'varchar'})
select
  customer_no,
  clock(created) as registered_at,
  clock(confirmed) as confirmed_at,
  lower(trim(e_mail)) as email,
  company = '1' as is_business
where customer_no is not null and clock(changed) is not null
qualify row_number() over (partition by customer_no order by clock(changed) desc, known_on(filename) desc) = 1;

create table persons as
select
  customer_no,
  first_value(customer_no) over (
    partition by case
      when regexp_full_match(
        email,
        '[a-z0-9!#$%&''*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&''*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}')
      then email else customer_no end
    order by registered_at nulls last, customer_no) as customer
from customer_versions;

create table profiles as
select customer, registered_at::date as registered_on, confirmed_at::date as confirmed_on,
  coalesce(is_business, false) as is_business
from persons join customer_versions using (customer_no)
where customer = customer_no;

-- Products, and what each cost from when.
create table product_versions as
from read_csv(getvariable('landing') || '/products/*.csv', header = true, auto_detect = false, delim = ',', quote = '"',
  escape = '"', ignore_errors = true, filename = true, columns = {
    'sku': 'varchar', 'title': 'varchar', 'section': 'varchar', 'maker': 'varchar', 'price': 'varchar',
    'purchase_price': 'varchar', 'sellable': 'varchar', 'durable': 'varchar', 'on_sale_since': 'varchar',
    'changed': 'varchar'})
select sku, section as category, money(purchase_price) as unit_cost, clock(changed) as changed_at,
  known_on(filename) as known
where sku is not null and clock(changed) is not null;

create table products as
select sku, category from product_versions
qualify row_number() over (partition by sku order by changed_at desc, known desc) = 1;

-- The first cost that is known holds for all time before it, too.
create table costs as
select distinct sku, unit_cost,
  if(changed_at = min(changed_at) over (partition by sku), timestamp '1970-01-01', changed_at) as since
from product_versions where unit_cost is not null;

-- Orders are added up from their lines.
create table line_versions as
from read_csv(getvariable('landing') || '/order-lines/*.csv', header = true, auto_detect = false, delim = ',', quote = '"',
  escape = '"', ignore_errors = true, columns = {
    'order_no': 'varchar', 'line_no': 'varchar', 'placed': 'varchar', 'customer_no': 'varchar', 'sku': 'varchar',
    'pcs': 'varchar', 'piece_price': 'varchar', 'off': 'varchar'})
select order_no, line_no, clock(placed) as ordered_at, customer_no, sku, money(pcs) as quantity,
  money(piece_price) as unit_price, coalesce(money(off), 0) as discount
where order_no is not null and clock(placed) is not null
qualify row_number() over (partition by order_no, line_no order by clock(placed) desc) = 1;

create table order_lines as
select
  l.order_no as order_id,
  coalesce(p.customer, l.customer_no) as customer,
  l.ordered_at::date as event_on,
  l.sku as product_id,
  d.category,
  l.quantity::decimal(14, 4) as quantity,
  l.unit_price,
  (l.quantity::decimal(14, 4) * l.unit_price::decimal(14, 4) - l.discount)::decimal(28, 4) as line_amount,
  (l.quantity::decimal(14, 4) * l.unit_price::decimal(14, 4) - l.discount
    - l.quantity::decimal(14, 4) * c.unit_cost::decimal(14, 4))::decimal(28, 4) as margin_amount,
  l.quantity > 0 and l.unit_price > 0 as is_sale
from line_versions l
asof left join costs c on l.sku = c.sku and l.ordered_at >= c.since
left join products d on l.sku = d.sku
left join persons p on l.customer_no = p.customer_no;

create table order_versions as
from read_csv(getvariable('landing') || '/orders/*.csv', header = true, auto_detect = false, delim = ',', quote = '"',
  escape = '"', ignore_errors = true, filename = true, columns = {
    'order_no': 'varchar', 'placed': 'varchar', 'customer_no': 'varchar', 'state': 'varchar', 'goods_total': 'varchar',
    'delivery_price': 'varchar', 'voucher': 'varchar', 'payment': 'varchar', 'sold_through': 'varchar',
    'changed': 'varchar'})
select order_no, clock(placed) as ordered_at, customer_no, state, money(goods_total) as goods,
  voucher as coupon_id, payment as payment_method, sold_through as channel
where order_no is not null and clock(placed) is not null and clock(changed) is not null
qualify row_number() over (partition by order_no order by clock(changed) desc, known_on(filename) desc) = 1;

create table orders as
with sums as (
  select order_id,
    coalesce(sum(line_amount) filter (where is_sale), 0) as amount,
    if(count(*) filter (where is_sale and margin_amount is null) = 0, sum(margin_amount) filter (where is_sale), null)
      as margin
  from order_lines group by order_id)
select
  o.order_no as order_id,
  coalesce(p.customer, o.customer_no) as customer,
  o.ordered_at::date as event_on,
  coalesce(s.amount, o.goods, 0)::decimal(28, 4) as gross_amount,
  s.margin::decimal(28, 4) as margin_amount,
  o.coupon_id, o.payment_method, o.channel,
  lower(coalesce(o.state, '')) not in ('cancelled', 'canceled') and coalesce(s.amount, o.goods, 0) > 0 as is_counted,
  false as is_cancellation
from order_versions o
left join sums s on o.order_no = s.order_id
left join persons p on o.customer_no = p.customer_no;

create table refunds as
with versions as (
  from read_csv(getvariable('landing') || '/refunds/*.csv', header = true, auto_detect = false, delim = ',', quote = '"',
    escape = '"', ignore_errors = true, columns = {
      'refund_no': 'varchar', 'paid_back': 'varchar', 'order_no': 'varchar', 'customer_no': 'varchar', 'sku': 'varchar',
      'pcs': 'varchar', 'amount': 'varchar', 'restocked_cost': 'varchar', 'why': 'varchar'})
  select refund_no, clock(paid_back) as refunded_at, customer_no, money(amount) as amount,
    money(restocked_cost) as cost_amount
  where refund_no is not null and clock(paid_back) is not null
  qualify row_number() over (partition by refund_no order by clock(paid_back) desc) = 1)
select coalesce(p.customer, v.customer_no) as customer, refunded_at::date as event_on, amount, cost_amount
from versions v left join persons p on v.customer_no = p.customer_no;

-- Browser and server report the same event, and the mail platform repeats what it got no answer to.
create table web_events as
with versions as (
  from read_json(getvariable('landing') || '/web-events/*.jsonl', format = 'newline_delimited', ignore_errors = true,
    filename = true, columns = {
      'id': 'varchar', 'ts': 'varchar', 'event': 'varchar', 'customer': 'varchar', 'sku': 'varchar', 'section': 'varchar',
      'device': 'varchar', 'basket': 'varchar', 'dwell': 'varchar', 'robot': 'varchar'})
  select id, try_cast(ts as timestamptz) as occurred_at, event as type, customer as customer_no, section as category,
    device, money(basket) as cart_value, money(dwell) as dwell_seconds, coalesce(robot, 'false') = 'true' as is_bot
  where id <> '' and try_cast(ts as timestamptz) is not null
    and event in ('page_view', 'category_view', 'product_view', 'search', 'cart_add', 'cart_remove', 'wishlist_add',
      'registration_started', 'registration_completed', 'login', 'checkout_started', 'checkout_account',
      'checkout_delivery', 'checkout_payment')
  qualify row_number() over (partition by id order by try_cast(ts as timestamptz) desc, known_on(filename) desc) = 1)
select coalesce(p.customer, v.customer_no) as customer, shop_date(occurred_at) as event_on, type, category, device,
  cart_value, dwell_seconds, is_bot
from versions v left join persons p on v.customer_no = p.customer_no;

create table email_events as
with versions as (
  from read_json(getvariable('landing') || '/email-events/*.jsonl', format = 'newline_delimited', ignore_errors = true,
    filename = true, columns = {
      'id': 'varchar', 'at': 'varchar', 'what': 'varchar', 'customer': 'varchar', 'campaign': 'varchar',
      'client': 'varchar', 'mailbox': 'varchar'})
  select id, try_cast("at" as timestamptz) as occurred_at, what as type, customer as customer_no,
    campaign as campaign_id, lower(coalesce(client, '')) as agent, mailbox as provider
  where id <> '' and try_cast("at" as timestamptz) is not null and customer is not null
    and what in ('sent', 'delivered', 'open', 'click', 'soft_bounce', 'hard_bounce', 'complaint', 'spam_trap',
      'unsubscribe')
  qualify row_number() over (partition by id order by try_cast("at" as timestamptz) desc, known_on(filename) desc) = 1)
select
  coalesce(p.customer, v.customer_no) as customer,
  shop_date(occurred_at) as event_on,
  type, campaign_id, provider,
  case
    when type not in ('open', 'click') then null
    when type = 'open' and regexp_matches(agent, 'apple.*(proxy|privacy)|mail privacy|mpp') then 'masked'
    when regexp_matches(agent, 'scanner|barracuda|mimecast|proofpoint|safelinks|link ?check|bot|crawler|spider|curl|python|headless')
      then 'machine'
    else 'human' end as reaction
from versions v left join persons p on v.customer_no = p.customer_no;
