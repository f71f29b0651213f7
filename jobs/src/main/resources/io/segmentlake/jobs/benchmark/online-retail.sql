-- The raw files of Online Retail become the tables that features.sql reads. One line of a file is a line of an invoice;
-- orders, customers and products follow from the lines.
--
-- Variables: landing, the folder of raw files.

create table raw_lines as
from read_csv(getvariable('landing') || '/*.csv', header = true, auto_detect = false, delim = ',', quote = '"',
  escape = '"', columns = {
    'InvoiceNo': 'varchar', 'StockCode': 'varchar', 'Description': 'varchar', 'Quantity': 'decimal(14, 4)',
    'InvoiceDate': 'timestamp', 'UnitPrice': 'decimal(14, 4)', 'CustomerID': 'varchar', 'Country': 'varchar'})
select *, regexp_replace(CustomerID, '\.0+$', '') as customer_no;

create table order_lines as
select
  InvoiceNo as order_id,
  customer_no as customer,
  InvoiceDate::date as event_on,
  null::varchar as category,
  (Quantity * UnitPrice)::decimal(28, 4) as line_amount,
  InvoiceNo not like 'C%' and InvoiceNo not like 'A%' and Quantity > 0 and UnitPrice > 0 as is_sale
from raw_lines;

-- An invoice whose lines tell different minutes is one order, of the last of them.
create table orders as
with invoices as (
  select InvoiceNo as order_id, customer_no as customer, max(InvoiceDate) as ordered_at from raw_lines
  group by InvoiceNo, customer_no
  qualify row_number() over (partition by InvoiceNo order by max(InvoiceDate) desc) = 1),
sums as (
  select order_id, coalesce(sum(line_amount) filter (where is_sale), 0) as sale_amount, sum(line_amount) as all_amount
  from order_lines group by order_id)
select
  order_id,
  customer,
  ordered_at::date as event_on,
  if(order_id like 'C%' or order_id like 'A%', all_amount, sale_amount)::decimal(28, 4) as gross_amount,
  null::decimal(28, 4) as margin_amount,
  order_id not like 'C%' and order_id not like 'A%' and sale_amount > 0 as is_counted,
  order_id like 'C%' as is_cancellation
from invoices join sums using (order_id);

create table profiles as
select distinct customer_no as customer, null::date as registered_on, null::date as confirmed_on, false as is_business
from raw_lines where customer_no is not null;

-- The shop exports none of these.
create table refunds (customer varchar, event_on date, amount decimal(18, 4), cost_amount decimal(18, 4));
create table web_events (customer varchar, event_on date, type varchar, is_bot boolean);
create table email_events (customer varchar, event_on date, type varchar, reaction varchar);
