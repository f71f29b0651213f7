-- Who belongs to the segments of conf/segments, one row per segment and person. Null is not true: nobody belongs
-- because something is unknown. Where no model is trained, as here, the predictive ones have the members that their
-- rules give them without a prediction, or none.
--
-- Variables: as_of, a date.

create macro days_before(days) as getvariable('as_of') - days;
create macro months_before(months) as (getvariable('as_of') - to_months(months))::date;
-- Away for longer than so many months, or, in a shop where people order less often than every 90 days, so many gaps.
create macro lapsed(last_order_on, days, gap, from_months, to_months_, from_gaps, to_gaps) as
  if(coalesce(gap, 0) <= 90,
    last_order_on < months_before(from_months) and last_order_on >= months_before(to_months_),
    days > from_gaps * gap and days <= to_gaps * gap);

create table top_value as
with ranked_values as (
  select if(median_margin_rate is null, revenue_365d, margin_365d) as value from features cross join shop
  where orders_365d >= 1 and not coalesce(is_business, false))
select list_sort(list(value), 'desc')[ceil(count(*) * 0.01)::bigint] as edge from ranked_values where value is not null;

create table verdicts as
with own as (
  select
    f.*,
    s.median_gap_days as gap,
    last_activity_on > months_before(12) as active_12m,
    email_delivered_lifetime >= 10
      and coalesce(last_open_on <= days_before(180), true)
      and coalesce(last_click_on <= days_before(180), true)
      and coalesce(last_visit_on <= days_before(180), true)
      and coalesce(last_order_on <= days_before(180), true)
      and (email_masked_opens_365d = 0
        or coalesce(last_click_on <= days_before(365), true)
          and coalesce(last_visit_on <= days_before(365), true)
          and coalesce(last_order_on <= days_before(365), true)) as disengaged_180d,
    coalesce(last_open_on, last_click_on, last_visit_on, last_order_on) is null as is_untouched,
    orders_lifetime >= 2 and not is_gap_imputed
      and mean_gap_days > 2 * coalesce(s.median_gap_days, mean_gap_days) as infrequent,
    orders_lifetime >= 4 and gap_cv < 0.5 and days_since_last_order <= 2 * mean_gap_days as vip_stable,
    orders_365d >= 1 and not coalesce(is_business, false)
      and if(median_margin_rate is null, revenue_365d, margin_365d) >= edge as vip_value,
    not coalesce(is_business, false) and orders_365d >= 1
      and revenue_365d > coalesce(mean_spend_365d, 0) as high_spender,
    coalesce(days_since_last_order > 180, false) as high_churn_risk
  from features f cross join shop s cross join top_value),
loyal as (
  select *, orders_lifetime >= 4 and not infrequent and not is_gap_imputed
    and days_since_last_order <= 2 * mean_gap_days as loyal
  from own)
select
  customer,
  active_12m,
  disengaged_180d,
  disengaged_180d and is_untouched as disengaged_never_engaged,
  disengaged_180d and not is_untouched as disengaged_formerly_engaged,
  orders_lifetime = 1 and days_since_first_order >= 30 as first_order_30d,
  high_churn_risk,
  high_churn_risk and high_spender as high_risk_high_value,
  high_spender,
  infrequent,
  lapsed(last_order_on, days_since_last_order, gap, 3, 6, 1, 2) as lapsed_3_months,
  lapsed(last_order_on, days_since_last_order, gap, 6, 9, 2, 3) as lapsed_6_months,
  lapsed(last_order_on, days_since_last_order, gap, 9, 1200, 3, 10000) as lapsed_9_months,
  loyal,
  orders_lifetime = 1 and days_since_last_order <= 90 as new_customer,
  active_12m and not disengaged_180d and (orders_lifetime = 0 or days_since_last_order > 14) as newsletter_audience,
  orders_lifetime = 1 and days_since_last_order > 90 as one_timer,
  orders_lifetime = 0 as prospect,
  order_days >= 4 and mean_gap_days <= 90 and gap_cv < 1 and days_since_last_order >= 180 as regular_silent_180d,
  orders_lifetime >= 2 and not infrequent and not loyal as returning,
  rfm_group = 'champions' as rfm_champions,
  rfm_group = 'loyal' as rfm_loyal,
  rfm_group = 'recent' as rfm_recent,
  rfm_group = 'needs_attention' as rfm_needs_attention,
  rfm_group = 'at_risk' as rfm_at_risk,
  rfm_group = 'inactive' as rfm_inactive,
  orders_lifetime >= 3 and top_category_share >= 0.8 as single_category_mostly,
  orders_lifetime >= 2 and top_category_share >= 1 as single_category_only,
  vip_value and vip_stable as vip,
  vip_stable,
  vip_value
from loyal;

create table members as
select segment_id, customer from (unpivot verdicts on columns(* exclude (customer)) into name segment_id value is_in)
where is_in;
