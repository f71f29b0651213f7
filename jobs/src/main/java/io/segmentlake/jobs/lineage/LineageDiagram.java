package io.segmentlake.jobs.lineage;

import io.segmentlake.jobs.lineage.Lineage.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Lineage as a drawing: a box for each job, from left to right as they follow, and a line where one
 * reads what another makes. A line that others imply is left out. A layered drawing after Sugiyama,
 * Tagawa and Toda (1981): long lines get a place in each column that they cross, and columns are
 * sorted by the mean height of what leads to them.
 *
 * @param width in units of the drawing, as all lengths
 * @param lines paths as SVG writes them
 */
public record LineageDiagram(int width, int height, List<Box> boxes, List<String> lines) {
  private static final int BOX_WIDTH = 138;
  private static final int BOX_HEIGHT = 40;
  private static final int COLUMN = 170;
  private static final int ROW = 52;

  /** Half of it on each side, for the borders of boxes. */
  private static final int FRAME = 2;

  /**
   * One job.
   *
   * @param makes what it makes, in few words
   * @param about all tables that it reads and makes
   */
  public record Box(int x, int y, String job, String makes, String about) {
    public int width() {
      return BOX_WIDTH;
    }

    public int height() {
      return BOX_HEIGHT;
    }

    public int middle() {
      return x + BOX_WIDTH / 2;
    }

    public int firstLine() {
      return y + 17;
    }

    public int secondLine() {
      return y + 32;
    }
  }

  /** Where a job stands, or where a long line passes. */
  private static final class Place {
    private final int column;
    private final List<Place> before = new ArrayList<>();
    private double row;

    Place(int column) {
      this.column = column;
    }

    int left() {
      return column * COLUMN;
    }

    int right() {
      return left() + BOX_WIDTH;
    }

    double middle() {
      return row * ROW + BOX_HEIGHT / 2.0;
    }

    /** The mean height of what leads here. */
    double wanted() {
      return before.stream().mapToDouble(p -> p.row).average().orElse(0);
    }
  }

  /** The drawing of all jobs. */
  public static LineageDiagram of(Lineage lineage) {
    List<Step> steps = lineage.steps();
    Map<Step, Set<Step>> next = next(steps);
    Map<Step, Place> places = new HashMap<>();
    List<List<Place>> columns = new ArrayList<>();
    List<List<Place>> ways = new ArrayList<>();
    for (Step step : steps) {
      List<Step> before = steps.stream().filter(s -> next.get(s).contains(step)).toList();
      Place place =
          new Place(1 + before.stream().mapToInt(s -> places.get(s).column).max().orElse(-1));
      places.put(step, place);
      before.forEach(s -> ways.add(way(places.get(s), place, columns)));
      column(columns, place.column).add(place);
    }
    int rows = columns.stream().mapToInt(List::size).max().orElse(0);
    columns.forEach(column -> arrange(column, rows));
    return new LineageDiagram(
        columns.size() * COLUMN - (COLUMN - BOX_WIDTH) + FRAME,
        rows * ROW - (ROW - BOX_HEIGHT) + FRAME,
        steps.stream().map(s -> box(s, places.get(s))).toList(),
        ways.stream().map(LineageDiagram::line).toList());
  }

  /** What follows each job at once, and not by way of another that follows, too. */
  private static Map<Step, Set<Step>> next(List<Step> steps) {
    Map<Step, Set<Step>> next = new HashMap<>();
    Map<Step, Set<Step>> all = new HashMap<>();
    for (int i = steps.size() - 1; i >= 0; i--) {
      Step step = steps.get(i);
      Set<Step> direct = new LinkedHashSet<>();
      Set<Step> later = new LinkedHashSet<>();
      for (Step other : steps.subList(i + 1, steps.size())) {
        if (!Collections.disjoint(step.writes(), other.reads())) {
          direct.add(other);
          later.addAll(all.get(other));
        }
      }
      direct.removeAll(later);
      next.put(step, direct);
      later.addAll(direct);
      all.put(step, later);
    }
    return next;
  }

  private static List<Place> way(Place from, Place to, List<List<Place>> columns) {
    List<Place> way = new ArrayList<>(List.of(from));
    for (int i = from.column + 1; i < to.column; i++) {
      Place passing = new Place(i);
      passing.before.add(way.get(way.size() - 1));
      column(columns, i).add(passing);
      way.add(passing);
    }
    to.before.add(way.get(way.size() - 1));
    way.add(to);
    return way;
  }

  private static List<Place> column(List<List<Place>> columns, int index) {
    while (columns.size() <= index) {
      columns.add(new ArrayList<>());
    }
    return columns.get(index);
  }

  private static void arrange(List<Place> column, int rows) {
    column.sort(Comparator.comparingDouble(Place::wanted));
    for (int i = 0; i < column.size(); i++) {
      column.get(i).row = i + (rows - column.size()) / 2.0;
    }
  }

  private static Box box(Step step, Place place) {
    List<String> makes = step.writes();
    String first = makes.get(0);
    return new Box(
        place.left(),
        (int) (place.row * ROW),
        step.job(),
        makes.size() == 1 ? first.substring(first.indexOf('.') + 1) : makes.size() + " tables",
        "%s makes %s from %s".formatted(step.job(), listed(makes), listed(step.reads())));
  }

  private static String listed(Collection<String> tables) {
    return tables.isEmpty() ? "raw files" : String.join(", ", tables);
  }

  private static String line(List<Place> way) {
    int bend = (COLUMN - BOX_WIDTH) / 2;
    Place from = way.get(0);
    StringBuilder path = new StringBuilder(text("M%d,%.1f", from.right(), from.middle()));
    for (Place to : way.subList(1, way.size())) {
      path.append(text(" C%d,%.1f", from.right() + bend, from.middle()))
          .append(text(" %d,%.1f", to.left() - bend, to.middle()))
          .append(text(" %d,%.1f", to.left(), to.middle()));
      if (to != way.get(way.size() - 1)) {
        path.append(" H").append(to.right());
      }
      from = to;
    }
    return path.toString();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
