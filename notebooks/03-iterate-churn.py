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
# # Iterate a churn model, and propose a challenger
#
# The model that speaks (the champion) was fitted by `segmentlake run training`. Here you try others on the same snapshots, see
# how they do on customers that neither has learned from, and register one as a challenger. It waits for `models promote`: **nothing
# that is registered here speaks by itself.**

# %%
from datetime import timedelta

import segmentlake
from charts import ACCENT, GREY, chart, intervals, label_end, percent
from pyspark.ml.evaluation import BinaryClassificationEvaluator
from pyspark.sql import functions as f

lake = segmentlake.open()
lake.needs("training.snapshots", "segmentlake run training")
print(lake.models())

# %% [markdown]
# ## What models learn from
#
# `training.snapshots`: customers at past dates, as both were known on that day, with what came after as labels. A customer
# churns within 30 days who does not order in them.

# %%
churn = lake.churn()
DAYS = 30
snapshots = lake.table("training.snapshots").where("order_days > 0")
by_date = (
    snapshots.where(f.col(f"orders_next_{DAYS}d").isNotNull())
    .groupBy("as_of")
    .agg(f.count("*").alias("buyers"), f.avg((f.col(f"orders_next_{DAYS}d") == 0).cast("double")).alias("churned"))
    .orderBy("as_of")
)
by_date.toPandas()

# %% [markdown]
# ## A baseline: BG/NBD
#
# Our MLlib estimator, from Python: how often and until when somebody orders, from three numbers a customer. It is fitted to what was
# known on the held-out date, and ranks those customers by the probability of no order.

# %%
held_out = churn.trained_on - timedelta(days=DAYS)
histories = snapshots.where(f.col("as_of") == f.lit(held_out)).select(
    "customer_id",
    (f.col("order_days") - 1).alias("frequency"),
    f.datediff("last_order_on", "first_order_on").alias("recency"),
    f.datediff("as_of", "first_order_on").alias("age"),
    (f.col(f"orders_next_{DAYS}d") == 0).cast("double").alias("label"),
)
model = segmentlake.BgNbd(horizon=float(DAYS)).fit(histories)
ranked = model.transform(histories)
auc = BinaryClassificationEvaluator(rawPredictionCol="p_no_order", labelCol="label")
bgnbd = auc.evaluate(ranked)
print(f"BG/NBD: AUC {bgnbd:.3f} on {ranked.count():,} buyers of {held_out}")

# %% [markdown]
# ## Two trials
#
# One where only a logistic regression may be used, one where only boosted trees may, at one horizon. Each is calibrated, measured on
# the held-out window, and held against the champion there. Change what you like: `fit(algorithms=…, horizons=…, seed=…)`.
#
# The better one is chosen on the same customers whose figure it then shows, which flatters it: hardly with two trials, clearly with
# twenty. What came after both tells more: `segmentlake models compare churn 1 2`, some weeks later.

# %%
trials = {
    "logistic regression": churn.fit(["logistic regression"], horizons=[DAYS]),
    "boosted trees": churn.fit(["boosted trees"], horizons=[DAYS]),
}
for name, trial in trials.items():
    value = trial.figures().query("predictor == 'model' and metric == 'roc_auc'").iloc[0]
    print(f"{name}: AUC {value.value:.3f} ({value.low:.3f} to {value.high:.3f}) on {value.customers:,} buyers")

# %%
def figure(trial, metric, predictor="model"):
    """Value and interval at the horizon looked at."""
    rows = trial.figures().query("horizon_days == @DAYS and predictor == @predictor and metric == @metric")
    return rows.iloc[0]


any_trial = trials["logistic regression"]
champion = next((p for p in any_trial.figures()["predictor"] if p.startswith("version ")), None)
lines = [("days since the last order", figure(any_trial, "roc_auc", "recency"))]
lines += [("Pareto/NBD", figure(any_trial, "roc_auc", "btyd"))]
if champion:
    lines += [(f"champion, {champion}", figure(any_trial, "roc_auc", champion))]
lines += [(f"trial: {name}", figure(trial, "roc_auc")) for name, trial in trials.items()]
best = max(trials, key=lambda name: figure(trials[name], "roc_auc").value)

reference = figure(trials[best], "model_above_in_roc_auc", champion or "recency")
against = f"the champion by {reference.value:+.3f} ({reference.low:+.3f} to {reference.high:+.3f})" if champion else "days since the last order"
if reference.low == reference.high == 0:
    finding = f"{best.capitalize()} order customers just as the champion does"
elif reference.low > 0:
    finding = f"{best.capitalize()} beat {against} in AUC"
elif reference.high < 0:
    finding = f"No trial beats the champion: {best} differ from {against} in AUC"
else:
    finding = f"No trial can be told from the champion: {best} differ from {against} in AUC"
axes = chart(finding, f"AUC of no order within {DAYS} days, with its 95 % interval; .5 is chance")
names = [name for name, _ in lines]
intervals(axes, names, [r.value for _, r in lines], [r.low for _, r in lines], [r.high for _, r in lines], {f"trial: {best}"})
axes.axvline(bgnbd, color=GREY, linestyle=":")
axes.annotate(f"BG/NBD {bgnbd:.3f}", (bgnbd, -0.62), (4, 0), textcoords="offset points", color="#6b7280", va="center")

# %% [markdown]
# ## Does it promise what comes?
#
# Customers in tenths by what was promised: of those to whom 60 % was promised, 60 % should not order.

# %%
rows = trials[best].figures().query("horizon_days == @DAYS and predictor == 'model'").set_index("metric")["value"]
tenths = [i for i in range(1, 11) if f"promised_rate_{i}" in rows]
promised = [rows[f"promised_rate_{i}"] for i in tenths]
observed = [rows[f"observed_rate_{i}"] for i in tenths]
error = rows["calibration_error"]

axes = chart(
    f"Promised and observed differ by {error * 100:.1f} points on average",
    f"promised probability of no order within {DAYS} days",
    "observed",
    size=(6.4, 5.6),
)
axes.plot([0, 1], [0, 1], color=GREY, linewidth=1.5)
axes.annotate("as promised", (0.06, 0.06), (4, 8), textcoords="offset points", color="#6b7280", rotation=42)
axes.plot(promised, observed, "o", color=ACCENT, markersize=8)
axes.annotate(best, (promised[0], observed[0]), (12, -4), textcoords="offset points", color=ACCENT, fontweight="bold")
axes.xaxis.set_major_formatter(percent)
axes.yaxis.set_major_formatter(percent)
axes.set_xlim(0, 1.02)
axes.set_ylim(0, 1.02)

# %% [markdown]
# ## Propose it
#
# The better of the two, fitted for all horizons, is saved with its figures, as `models card churn --of VERSION` shows them. What spoke
# before goes on speaking. Each time this cell runs, it registers one version more.

# %%
proposal = churn.fit([best])
print(f"{proposal.algorithm}: {proposal.verdict}")
version = churn.register(proposal, by="from a notebook")
print(f"churn version {version} is a challenger")
print(lake.models())

# %% [markdown]
# Somebody else may look at it, and let it speak:
#
# ```sh
# segmentlake models card churn --of VERSION
# segmentlake models promote churn VERSION
# ```

# %%
lake.close()
