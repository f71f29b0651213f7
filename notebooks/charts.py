"""Charts for a slide: the title says the finding, axes have units, lines and bars their own labels, one accent colour."""
import matplotlib.pyplot as plt
from matplotlib.ticker import FuncFormatter, PercentFormatter

ACCENT, GREY, INK = "#c2410c", "#b6bcc6", "#1f2937"
SIZE = (9, 4.8)

plt.rcParams.update(
    {
        "figure.dpi": 120,
        "font.size": 11,
        "text.color": INK,
        "axes.labelcolor": INK,
        "axes.edgecolor": GREY,
        "xtick.color": INK,
        "ytick.color": INK,
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
)

percent = PercentFormatter(1, decimals=0)
whole = FuncFormatter(lambda value, _: f"{value:,.0f}")


def chart(finding, x="", y="", size=SIZE):
    """Axes under a finding."""
    figure, axes = plt.subplots(figsize=size, layout="constrained")
    figure.suptitle(_wrapped(finding, size[0]), x=0.01, ha="left", fontsize=14, fontweight="bold", color=INK)
    axes.set_xlabel(x)
    axes.set_ylabel(y)
    return axes


def bars(axes, names, values, highlight=(), text="{:,.0f}"):
    """Horizontal bars, the first on top, each with its number."""
    colours = [ACCENT if name in highlight else GREY for name in names]
    drawn = axes.barh(names, values, color=colours)
    axes.bar_label(drawn, [text.format(v) for v in values], padding=4)
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.margins(x=0.12)


def intervals(axes, names, values, lows, highs, highlight=(), text="{:.3f}"):
    """A point and its 95 % interval for each name, the first on top."""
    for place, (name, value, low, high) in enumerate(zip(names, values, lows, highs)):
        colour = ACCENT if name in highlight else "#6b7280"
        axes.plot([low, high], [place, place], color=colour, linewidth=2, solid_capstyle="round")
        axes.plot(value, place, "o", color=colour, markersize=8)
        axes.annotate(
            text.format(value),
            (value, place),
            (0, 12),
            textcoords="offset points",
            ha="center",
            color=colour,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.7)
    axes.tick_params(axis="y", length=0)


def label_end(axes, xs, ys, text, colour):
    """Names a line at its end, in place of a legend."""
    axes.annotate(text, (xs[-1], ys[-1]), (8, 0), textcoords="offset points", color=colour, va="center", fontweight="bold")


def _wrapped(text, inches):
    import textwrap

    return "\n".join(textwrap.wrap(text, int(inches * 8.6)))
