# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     name: python3
# ---

# %% [markdown]
# # Explore the lakehouse
#
# What there is, how the shop does, how large the segments are. Nothing here writes anything. `segmentlake notebook` has
# started Spark's settings and jars for you; `open()` starts Spark itself, which takes some seconds.

# %%
from datetime import date

import segmentlake
from charts import ACCENT, GREY, bars, chart, label_end, percent, whole

lake = segmentlake.open()
print(f"Shop {lake.shop}, as of {lake.as_of}")

# %% [markdown]
# ## What tables there are
#
# A schema a layer. `mart` is made for people: start there. `features.customer` has one row per person with some 150 columns;
# `silver` has what happened; `segments`, `predictions` and `training` what was made of it. Persons are numbers: names and addresses
# are in no table that can be read here.

# %%
schemas = [row[0] for row in lake.sql("show schemas").collect() if row[0] != "default"]
for schema in schemas:
    names = sorted(row.tableName for row in lake.sql(f"show tables in {schema}").collect())
    print(f"{schema:12} {', '.join(names)}")

# %% [markdown]
# Each table says what a row is, each column what it holds:

# %%
lake.sql("describe table mart.customers").limit(12).toPandas()

# %% [markdown]
# ## How the shop does

# %%
sales = lake.sql("""
    select month, sum(revenue) as revenue, sum(orders) as orders, count(*) as days
    from mart.daily_sales group by month order by month
""").toPandas()
sales["revenue"] = sales["revenue"].astype(float)
# A month that has just begun says nothing yet.
full = sales[sales["days"] >= 28]
best = full.loc[full["revenue"].idxmax()]

names = [f"{date.fromisoformat(m + '-01'):%b %y}" for m in full["month"]]
axes = chart(
    f"{date.fromisoformat(best.month + '-01'):%B %Y} was the best month, with {best.revenue / full.revenue.mean():.1f} times the average revenue",
    y=f"revenue, thousand {lake.currency}",
)
drawn = axes.bar(names, full["revenue"] / 1000, color=[ACCENT if m == best.month else GREY for m in full["month"]])
axes.bar_label(drawn, [f"{v / 1000:,.0f}" for v in full["revenue"]], padding=3, fontsize=9)
axes.yaxis.set_major_formatter(whole)

# %% [markdown]
# ## When a second order comes
#
# From the orders themselves. Who ordered for the first time only lately has not had the time to come back, so only customers whose
# first order lies at least half a year back are counted.

# %%
second = lake.sql(f"""
    with days as (
      select customer_id, to_date(ordered_at) as day from silver.orders
      where superseded_seq is null and customer_id is not null group by all
    ), numbered as (
      select customer_id, day, row_number() over (partition by customer_id order by day) as number from days
    )
    select datediff(second, first) as days_to_second
    from numbered pivot (max(day) for number in (1 as first, 2 as second))
    where first <= date_sub(date'{lake.as_of}', 180)
""").toPandas()["days_to_second"]

days = range(0, 181)
came_back = [float((second <= d).mean()) for d in days]
half = next(d for d in days if came_back[d] >= came_back[180] / 2)

axes = chart(
    f"{came_back[180]:.0%} of new customers order again within half a year, half of them within {half} days",
    "days since the first order",
    "customers who ordered again",
)
axes.plot(days, came_back, color=GREY, linewidth=2.5)
axes.plot(days[: half + 1], came_back[: half + 1], color=ACCENT, linewidth=2.5)
axes.annotate(f"{half} days: {came_back[half]:.0%}", (half, came_back[half]), (10, -14), textcoords="offset points", color=ACCENT, fontweight="bold")
label_end(axes, list(days), came_back, f"{came_back[180]:.0%}", "#6b7280")
axes.yaxis.set_major_formatter(percent)
axes.set_ylim(0)
axes.set_xlim(0, 195)
print(f"{len(second):,} customers")

# %% [markdown]
# ## The segments
#
# The same figures as `segmentlake segments list` shows.

# %%
sizes = lake.sql(f"""
    select segment_id, members, share from mart.segment_sizes
    where as_of = date'{lake.as_of}' order by members desc, segment_id
""").toPandas()
for row in sizes.itertuples():
    print(f"segment {row.segment_id} {row.members}")

# %%
top = sizes.head(12)
first = top.iloc[0]
axes = chart(
    f"{first.segment_id} is the largest of {len(sizes)} segments: {float(first.share):.0%} of all persons",
    "persons",
    size=(9, 5.4),
)
bars(axes, top["segment_id"], top["members"], {first.segment_id})
axes.xaxis.set_major_formatter(whole)

# %% [markdown]
# Persons are in several segments at once. Those of two segments together:

# %%
lake.sql("""
    select a.segment_id, b.segment_id as also_in, count(*) as persons
    from mart.segment_members a join mart.segment_members b on a.customer_id = b.customer_id and a.segment_id < b.segment_id
    group by all order by persons desc, a.segment_id, also_in limit 10
""").toPandas()

# %%
lake.close()
