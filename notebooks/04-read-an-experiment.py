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
# # Read an experiment
#
# The newest campaign for which lots were drawn: some customers got it, a control group got nothing. As the lot decided, whatever
# differs between them beyond chance is the campaign's doing. Nothing here writes anything.

# %%
from math import ceil, sqrt

import pandas as pd
import segmentlake
from charts import ACCENT, GREY, bars, chart, intervals, whole

lake = segmentlake.open()
lake.needs("training.experiments", "segmentlake run training")
people = lake.sql("""
    select campaign_id, arm, as_of, order_days, int(orders_after > 0) as ordered, double(revenue_after) as revenue
    from training.experiments
""").toPandas()
print(f"Campaign {people['campaign_id'].iloc[0]}, lots drawn on the day after {people['as_of'].iloc[0]}: {len(people):,} persons")

# %% [markdown]
# ## What came within two weeks

# %%
arms = people.groupby("arm").agg(persons=("ordered", "size"), ordered=("ordered", "sum"), rate=("ordered", "mean"), revenue=("revenue", "mean"))
arms

# %% [markdown]
# ## Lift
#
# The difference of two shares with Newcombe's interval (1998, his method 10: Wilson's intervals of both, combined), which keeps
# its promise also where few order.

# %%
Z = 1.959964


def wilson(successes, n):
    """A share's 95 % interval."""
    p, z2 = successes / n, Z * Z
    middle, half = p + z2 / (2 * n), Z * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
    return (middle - half) / (1 + z2 / n), (middle + half) / (1 + z2 / n)


def lift(treated, control):
    """Share of those treated who ordered less that of the control, with its 95 % interval."""
    p1, p0 = treated.mean(), control.mean()
    low1, high1 = wilson(treated.sum(), len(treated))
    low0, high0 = wilson(control.sum(), len(control))
    return p1 - p0, p1 - p0 - sqrt((p1 - low1) ** 2 + (high0 - p0) ** 2), p1 - p0 + sqrt((high1 - p1) ** 2 + (p0 - low0) ** 2)


# Newcombe's own example: 56 of 70 against 48 of 80 has .0524 to .3339.
check = lift(pd.Series([1] * 56 + [0] * 14), pd.Series([1] * 48 + [0] * 32))
assert [round(v, 4) for v in check[1:]] == [0.0524, 0.3339], check

control = people[people["arm"] == "control"]
treated_arms = sorted(set(people["arm"]) - {"control"})
lifts = {arm: lift(people[people["arm"] == arm]["ordered"], control["ordered"]) for arm in treated_arms}
for arm, (value, low, high) in lifts.items():
    print(f"{arm}: {value * 100:+.2f} points ({low * 100:+.2f} to {high * 100:+.2f})")

# %%
arm, (value, low, high) = max(lifts.items(), key=lambda item: item[1][0])
points = f"{value * 100:+.1f} points ({low * 100:+.1f} to {high * 100:+.1f})"
if low > 0:
    finding = f"{arm} makes more people order: {points}"
elif high < 0:
    finding = f"{arm} keeps people from ordering: {points}"
else:
    finding = f"What {arm} changes cannot be told from chance: {points}"


def is_group(people, low, high):
    return people[people["order_days"].between(low, high)]


groups = {f"{name}, all": lift(people[people["arm"] == name]["ordered"], control["ordered"]) for name in treated_arms}
treated = people[people["arm"] == arm]
for name, fewest, most in (("1 order before", 1, 1), ("2 or 3 before", 2, 3), ("4 or more before", 4, 10**6)):
    if min(len(is_group(treated, fewest, most)), len(is_group(control, fewest, most))) >= 20:
        groups[name] = lift(is_group(treated, fewest, most)["ordered"], is_group(control, fewest, most)["ordered"])

axes = chart(finding, "change in the share who order within two weeks, in percentage points, with its 95 % interval")
values, lows, highs = zip(*[[figure * 100 for figure in group] for group in groups.values()])
axes.axvline(0, color=GREY, linewidth=1.5)
intervals(axes, list(groups), values, lows, highs, {f"{arm}, all"}, text="{:+.1f}")

# %% [markdown]
# Groups are there to look at, not to choose from: of several intervals, one misses zero by chance sooner or later.
#
# ## How many would it take?
#
# Persons in each arm that show an effect four times out of five (two-sided, 5 %), by the size of the effect.

# %%
base = control["ordered"].mean()


def persons_needed(effect):
    p1 = min(base + effect, 1)
    return ceil((Z + 0.841621) ** 2 * (base * (1 - base) + p1 * (1 - p1)) / effect**2)


effects = [0.01, 0.02, 0.03, 0.05, 0.08]
needed = [persons_needed(e) for e in effects]
smallest_arm = arms["persons"].min()
seen = next((e for e, n in zip(effects, needed) if n <= smallest_arm), None)
axes = chart(
    f"With {smallest_arm:,} persons an arm, only effects of {seen * 100:.0f} points or more show reliably"
    if seen
    else f"{smallest_arm:,} persons an arm are too few even for an effect of {effects[-1] * 100:.0f} points",
    "persons needed in each arm",
)
names = [f"+{e * 100:.0f} point{'s' if e > 0.011 else ''}" for e in effects]
bars(axes, names, needed, {n for n, e in zip(names, effects) if seen and e >= seen})
axes.xaxis.set_major_formatter(whole)
axes.axvline(smallest_arm, color=ACCENT, linestyle=":")
axes.annotate(
    f"there were {smallest_arm:,}", (smallest_arm, len(names) - 0.42), (6, 0), textcoords="offset points", color=ACCENT, fontweight="bold", va="center"
);

# %% [markdown]
# ## Whom it moves
#
# `run training` fits uplift to the same rows. Where customers were not seen to differ more than a model of who orders anyway tells,
# all have one uplift and no quadrant.

# %%
quadrants = lake.sql("""
    select uplift_quadrant as quadrant, count(*) as persons, avg(uplift_order_probability) as uplift
    from predictions.uplift where uplift_order_probability is not null group by all
""").toPandas()
if quadrants.empty:
    print("Nothing is predicted yet. Run: segmentlake run training, then segmentlake run daily")
elif quadrants["quadrant"].isna().all():
    print(f"Customers were not seen to differ: all have an uplift of {float(quadrants['uplift'].iloc[0]) * 100:+.2f} points.")
else:
    quadrants = quadrants.dropna().sort_values("persons", ascending=False)
    share = quadrants.set_index("quadrant")["persons"] / quadrants["persons"].sum()
    axes = chart(f"{share.get('persuadable', 0):.0%} of buyers are worth the offer: persuadables", "buyers")
    bars(axes, list(quadrants["quadrant"].str.replace("_", " ")), quadrants["persons"], {"persuadable"})

# %%
lake.close()
