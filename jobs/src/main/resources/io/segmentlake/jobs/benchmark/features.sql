-- One row per person with what is known of it at the end of a date; all of it anew, from the cleaned tables.
--
-- Variables: as_of, a date.

create macro within(days, amount) as
  coalesce(sum(case when event_on > getvariable('as_of') - days then amount end), 0);
-- Rounded half away from zero to four decimals by whole numbers, which no double can blur.
create macro whole(amount) as (amount::decimal(28, 4) * 10000)::hugeint;
create macro quotient(part, divisor) as
  (sign(part) * ((abs(whole(part)) * 20000 + whole(divisor)) // (2 * whole(divisor))))::decimal(28, 0) * 0.0001;
-- The value of the nearest rank: one that somebody has.
create macro ranked(amounts, part, parts) as list_sort(amounts)[(len(amounts) * part + parts - 1) // parts];

create table ledger as
select customer, event_on, 'order' as type, 1 as events, gross_amount as amount, margin_amount as margin
from orders where is_counted
union all
select customer, event_on, 'back', 1, gross_amount, margin_amount from orders where is_cancellation
union all
select customer, event_on, 'back', 1, -amount, coalesce(cost_amount, 0) - amount from refunds
union all
select customer, event_on, if(type = 'cart_add', 'cart', 'web'), 1, 0, 0 from web_events where not is_bot
union all
select customer, event_on, case when reaction is null then type else type || ':' || reaction end, 1, 0, 0
from email_events;

create table days as
select
  customer,
  event_on,
  count(*) filter (where type = 'order') as orders,
  sum(amount) filter (where type in ('order', 'back')) as revenue,
  sum(margin) filter (where type in ('order', 'back')) as known_margin,
  count(*) filter (where type in ('order', 'back') and margin is null) as margin_unknown,
  -sum(amount) filter (where type = 'back') as refunds,
  count(*) filter (where type in ('web', 'cart')) as web_events,
  if(count(*) filter (where type in ('web', 'cart')) > 0, 1, 0) as visits,
  count(*) filter (where type = 'cart') as cart_adds,
  count(*) filter (where type = 'delivered') as email_delivered,
  count(*) filter (where type = 'open:human') as email_opens,
  count(*) filter (where type = 'open:masked') as email_masked_opens,
  count(*) filter (where type = 'click:human') as email_clicks
from ledger
where customer is not null and event_on <= getvariable('as_of')
group by customer, event_on;

create table sums as
select
  customer,
  within(7, orders)::bigint as orders_7d,
  within(30, orders)::bigint as orders_30d,
  within(90, orders)::bigint as orders_90d,
  within(365, orders)::bigint as orders_365d,
  sum(orders)::bigint as orders_lifetime,
  within(7, revenue)::decimal(28, 4) as revenue_7d,
  within(30, revenue)::decimal(28, 4) as revenue_30d,
  within(90, revenue)::decimal(28, 4) as revenue_90d,
  within(365, revenue)::decimal(28, 4) as revenue_365d,
  sum(revenue)::decimal(28, 4) as revenue_lifetime,
  within(7, known_margin)::decimal(28, 4) as known_margin_7d,
  within(30, known_margin)::decimal(28, 4) as known_margin_30d,
  within(90, known_margin)::decimal(28, 4) as known_margin_90d,
  within(365, known_margin)::decimal(28, 4) as known_margin_365d,
  sum(known_margin)::decimal(28, 4) as known_margin_lifetime,
  within(7, margin_unknown)::bigint as margin_unknown_7d,
  within(30, margin_unknown)::bigint as margin_unknown_30d,
  within(90, margin_unknown)::bigint as margin_unknown_90d,
  within(365, margin_unknown)::bigint as margin_unknown_365d,
  sum(margin_unknown)::bigint as margin_unknown_lifetime,
  within(7, visits)::bigint as visits_7d,
  within(30, visits)::bigint as visits_30d,
  within(90, visits)::bigint as visits_90d,
  within(365, visits)::bigint as visits_365d,
  sum(visits)::bigint as visits_lifetime,
  within(7, cart_adds)::bigint as cart_adds_7d,
  within(30, cart_adds)::bigint as cart_adds_30d,
  within(90, cart_adds)::bigint as cart_adds_90d,
  within(365, cart_adds)::bigint as cart_adds_365d,
  sum(cart_adds)::bigint as cart_adds_lifetime,
  within(7, email_delivered)::bigint as email_delivered_7d,
  within(30, email_delivered)::bigint as email_delivered_30d,
  within(90, email_delivered)::bigint as email_delivered_90d,
  within(365, email_delivered)::bigint as email_delivered_365d,
  sum(email_delivered)::bigint as email_delivered_lifetime,
  within(7, email_opens)::bigint as email_opens_7d,
  within(30, email_opens)::bigint as email_opens_30d,
  within(90, email_opens)::bigint as email_opens_90d,
  within(365, email_opens)::bigint as email_opens_365d,
  sum(email_opens)::bigint as email_opens_lifetime,
  within(7, email_masked_opens)::bigint as email_masked_opens_7d,
  within(30, email_masked_opens)::bigint as email_masked_opens_30d,
  within(90, email_masked_opens)::bigint as email_masked_opens_90d,
  within(365, email_masked_opens)::bigint as email_masked_opens_365d,
  sum(email_masked_opens)::bigint as email_masked_opens_lifetime,
  within(7, email_clicks)::bigint as email_clicks_7d,
  within(30, email_clicks)::bigint as email_clicks_30d,
  within(90, email_clicks)::bigint as email_clicks_90d,
  within(365, email_clicks)::bigint as email_clicks_365d,
  sum(email_clicks)::bigint as email_clicks_lifetime,
  sum(refunds)::decimal(28, 4) as refunds_lifetime,
  max(event_on) filter (where web_events > 0) as last_visit_on,
  max(event_on) filter (where cart_adds > 0) as last_cart_on,
  max(event_on) filter (where email_opens > 0) as last_open_on,
  max(event_on) filter (where email_masked_opens > 0) as last_masked_open_on,
  max(event_on) filter (where email_clicks > 0) as last_click_on,
  min(event_on) filter (where email_delivered > 0) as first_delivery_on
from days
group by customer;

-- The days with an order, and how far they lie apart.
create table gaps as
with order_days as (
  select customer, event_on, event_on - lag(event_on) over (partition by customer order by event_on) as gap
  from days where orders > 0)
select
  customer,
  min(event_on) as first_order_on,
  max(event_on) as last_order_on,
  count(*)::integer as order_days,
  if(count(*) >= 2, quotient(sum(gap), count(gap)), null)::decimal(18, 4) as own_gap_days,
  -- Through its shortest text, so that a half is rounded as it is read.
  if(count(*) >= 3,
    (sqrt((count(gap) * sum(gap * gap) - sum(gap) * sum(gap))::double) / sum(gap))::varchar, null)::decimal(18, 4) as gap_cv
from order_days
group by customer;

create table categories as
with lines as (
  select customer, category, count(*) as lines from order_lines
  where is_sale and customer is not null and category is not null and event_on <= getvariable('as_of')
  group by customer, category)
select
  customer,
  count(*) as category_count,
  first(category order by lines desc, category) as top_category,
  quotient(max(lines), sum(lines))::decimal(18, 4) as top_category_share
from lines
group by customer;

create table people as
with known as (from profiles where coalesce(registered_on <= getvariable('as_of'), true))
select
  coalesce(s.customer, p.customer) as customer,
  -- Whoever only registered has zeros, not nulls.
  coalesce(columns('_(\d+d|lifetime)$'), 0),
  s.last_visit_on, s.last_cart_on, s.last_open_on, s.last_masked_open_on, s.last_click_on, s.first_delivery_on,
  g.first_order_on, g.last_order_on, g.order_days, g.own_gap_days, g.gap_cv,
  c.category_count, c.top_category, c.top_category_share,
  p.registered_on, p.confirmed_on, p.is_business
from sums s
full join known p on s.customer = p.customer
left join gaps g on s.customer = g.customer
left join categories c on s.customer = c.customer
where s.customer is not null or p.registered_on is not null;

-- A margin is unknown where one cost is.
create table filled as
select
  *,
  if(margin_unknown_7d = 0, known_margin_7d, null) as margin_7d,
  if(margin_unknown_30d = 0, known_margin_30d, null) as margin_30d,
  if(margin_unknown_90d = 0, known_margin_90d, null) as margin_90d,
  if(margin_unknown_365d = 0, known_margin_365d, null) as margin_365d,
  if(margin_unknown_lifetime = 0, known_margin_lifetime, null) as margin_lifetime,
  if(orders_lifetime > 0, quotient(revenue_lifetime + refunds_lifetime, orders_lifetime), null)::decimal(18, 4)
    as average_order_value,
  if(revenue_lifetime > 0 and margin_unknown_lifetime = 0, quotient(known_margin_lifetime, revenue_lifetime), null)
    ::decimal(18, 4) as margin_rate,
  coalesce(order_days, 0) as days_with_orders,
  greatest(last_visit_on, last_order_on, last_open_on, last_click_on,
    if(confirmed_on <= getvariable('as_of'), confirmed_on, null)) as last_activity_on,
  (getvariable('as_of') - first_order_on)::integer as days_since_first_order,
  (getvariable('as_of') - last_order_on)::integer as days_since_last_order,
  (getvariable('as_of') - registered_on)::integer as days_since_registration,
  (getvariable('as_of') - last_visit_on)::integer as days_since_last_visit,
  (getvariable('as_of') - last_cart_on)::integer as days_since_last_cart,
  (getvariable('as_of') - last_open_on)::integer as days_since_last_open,
  (getvariable('as_of') - last_click_on)::integer as days_since_last_click,
  (getvariable('as_of') - greatest(last_open_on, last_click_on))::integer as days_since_last_reaction,
  (getvariable('as_of') - last_activity_on)::integer as days_since_last_activity,
  email_opens_90d + 3 * email_clicks_90d + 2 * visits_90d as engagement_score
from people;

-- What is derived from the shop's own customers.
create table shop as
with lists as (
  select
    list(own_gap_days) filter (where own_gap_days is not null) as gaps,
    list(revenue_lifetime) filter (where orders_lifetime > 0) as spends,
    list(days_since_last_order) filter (where orders_lifetime > 0) as recencies,
    list(margin_rate) filter (where margin_rate is not null) as margin_rates,
    quotient(sum(revenue_365d) filter (where orders_365d > 0), count(*) filter (where orders_365d > 0)) as mean_spend_365d
  from filled)
select
  ranked(gaps, 1, 2) as median_gap_days,
  ranked(margin_rates, 1, 2) as median_margin_rate,
  mean_spend_365d,
  [ranked(spends, 1, 5), ranked(spends, 2, 5), ranked(spends, 3, 5), ranked(spends, 4, 5)] as spend_edges,
  [ranked(recencies, 1, 5), ranked(recencies, 2, 5), ranked(recencies, 3, 5), ranked(recencies, 4, 5)] as recency_edges
from lists;

create table category_gaps as
select top_category, ranked(list(own_gap_days), 1, 2) as median_gap_days
from filled where own_gap_days is not null and top_category is not null
group by top_category;

create table features as
with scored as (
  select
    f.*,
    own_gap_days is null as is_gap_imputed,
    coalesce(own_gap_days, g.median_gap_days, s.median_gap_days)::decimal(18, 4) as mean_gap_days,
    if(orders_lifetime > 0, 5 - len(list_filter(recency_edges, lambda e: e < days_since_last_order)), null)::integer
      as recency_score,
    case when orders_lifetime >= 10 then 5 when orders_lifetime >= 5 then 4 when orders_lifetime >= 3 then 3
      when orders_lifetime >= 2 then 2 when orders_lifetime >= 1 then 1 end as frequency_score,
    if(orders_lifetime > 0, 1 + len(list_filter(spend_edges, lambda e: e < revenue_lifetime)), null)::integer
      as monetary_score
  from filled f
  cross join shop s
  left join category_gaps g on f.top_category = g.top_category)
select
  * exclude (order_days, days_with_orders, own_gap_days, category_count),
  category_count as category_count_lifetime,
  days_with_orders as order_days,
  case when engagement_score >= 10 then 'high' when engagement_score >= 4 then 'medium'
    when engagement_score >= 1 then 'low' else 'none' end as engagement_tier,
  case
    when orders_lifetime = 0 then null
    when recency_score >= 4 and frequency_score >= 4 then 'champions'
    when recency_score >= 3 and frequency_score >= 3 then 'loyal'
    when recency_score >= 4 then 'recent'
    when recency_score = 3 then 'needs_attention'
    when frequency_score >= 3 then 'at_risk'
    else 'inactive' end as rfm_group
from scored;
