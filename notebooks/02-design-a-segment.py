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
# # Design a segment, and try it on the past
#
# A segment is a rule. Before it goes live, see who would have been in it in each of the last weeks, and whether they then did what
# the segment is for. Nothing here writes anything.

# %%
import numpy as np
import segmentlake
from charts import ACCENT, GREY, chart, label_end, percent, whole

lake = segmentlake.open()

# %% [markdown]
# ## The draft
#
# The same YAML as in `conf/segments`. The idea: who has bought before, has paused for a month and is now looking around in the shop
# again will soon buy, perhaps with a little help. Mistakes are told with line and column when it is tried.

# %%
draft = """
id: looking_again
version: 1
owner: notebook
purpose: Bought before, paused for a month, and is back in the shop to look around.
goals: [{kind: engagement, metric: visits_30d}, {kind: purchase, metric: orders_28d}]
channels: [email]
when: days_since_last_order > 30 and days_since_last_visit <= 7
"""

# %% [markdown]
# ## The past twelve weeks
#
# Each week's members and all other buyers of that day, with their orders in the four weeks after. The last weeks have no outcome yet.

# %%
weeks, days = 12, 28
tried = lake.backtest(draft, weeks, days).toPandas()
tried["ordered"] = tried[f"orders_next_{days}d"].gt(0).astype(float).where(tried[f"orders_next_{days}d"].notna())
by_week = tried.groupby(["as_of", "is_member"])["ordered"].agg(persons="size", rate="mean").unstack()
by_week

# %%
persons = by_week["persons"].reindex(columns=[True, False]).fillna(0)
members = persons[True]
axes = chart(
    f"The draft would have had {members.min():.0f} to {members.max():.0f} members a week, {members.sum() / persons.sum().sum():.0%} of all buyers",
    "week that ends on",
    "members",
)
names = [f"{d:%-d %b}" for d in members.index]
drawn = axes.bar(names, members, color=[GREY] * (len(members) - 1) + [ACCENT])
axes.bar_label(drawn, [f"{v:,.0f}" for v in members], padding=3)
axes.yaxis.set_major_formatter(whole)

# %% [markdown]
# ## Did they buy?
#
# Weeks are not independent: the same persons are in several of them. So the interval is had by drawing persons, not rows, again and
# again (bootstrap, 2,000 times).

# %%
known = tried.dropna(subset=["ordered"])
if known.empty or not known["is_member"].any():
    raise segmentlake.Refused("Nobody would have been in the draft in a week whose outcome is known: loosen the rule.")

sums = (
    known.assign(m=known["is_member"].astype(float))
    .assign(mo=lambda k: k["m"] * k["ordered"], o=lambda k: (1 - k["m"]) * k["ordered"], r=lambda k: 1 - k["m"])
    .groupby("customer_id")[["m", "mo", "r", "o"]]
    .sum()
    .to_numpy()
)


def lift(totals):
    """Share of members who ordered, over that of the rest."""
    m, mo, r, o = totals.T
    return (mo / m) / (o / r)


random = np.random.default_rng(1)
draws = np.array([sums[random.integers(0, len(sums), len(sums))].sum(axis=0) for _ in range(2000)])
value = lift(sums.sum(axis=0)[None, :])[0]
low, high = np.nanpercentile(lift(draws), [2.5, 97.5])
print(f"lift {value:.2f} ({low:.2f} to {high:.2f})")

# %%
rates = by_week["rate"].dropna(how="all")
x = [f"{d:%-d %b}" for d in rates.index]
if low > 1:
    finding = f"Members are {value:.1f} times as likely to order within four weeks as other buyers ({low:.1f} to {high:.1f})"
elif high < 1:
    finding = f"Members order less often than other buyers: {value:.1f} times ({low:.1f} to {high:.1f})"
else:
    finding = f"Members cannot be told from other buyers: {value:.1f} times as likely to order ({low:.1f} to {high:.1f})"
axes = chart(finding, "week that ends on", f"ordered within {days} days")
axes.plot(x, rates[False], color="#6b7280", linewidth=2.5, marker="o")
axes.plot(x, rates[True], color=ACCENT, linewidth=2.5, marker="o")
label_end(axes, x, list(rates[False]), "other buyers", "#6b7280")
label_end(axes, x, list(rates[True]), "members", ACCENT)
axes.yaxis.set_major_formatter(percent)
axes.set_ylim(0)
axes.margins(x=0.14)

# %% [markdown]
# That they buy more often does not mean that an e-mail makes them: they might buy anyway. Only a campaign with a control group can
# tell (`04-read-an-experiment`).
#
# ## Who is in it today
#
# In which of today's segments they are already:

# %%
today = tried[(tried["as_of"] == tried["as_of"].max()) & tried["is_member"]]
lake.spark.createDataFrame(today[["customer_id"]]).createOrReplaceTempView("drafted")
lake.sql("""
    select segment_id, count(*) as persons from segments.membership join drafted using (customer_id)
    where is_open group by segment_id order by persons desc, segment_id limit 8
""").toPandas()

# %% [markdown]
# ## Make it real
#
# Write the draft to `conf/segments/looking-again.yaml`, then:
#
# ```sh
# segmentlake segments check                                    # mistakes, all at once
# segmentlake segments diff conf/segments/looking-again.yaml    # who enters, and why
# ```
#
# The next `segmentlake run daily` evaluates it.

# %%
lake.close()
