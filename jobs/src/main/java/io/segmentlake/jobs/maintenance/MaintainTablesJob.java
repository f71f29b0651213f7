package io.segmentlake.jobs.maintenance;

import io.segmentlake.jobs.Job;
import io.segmentlake.jobs.Outcome;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.TextTable;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Compaction;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.ops.RecordedTable;
import io.segmentlake.pipelines.ops.Runs;
import io.segmentlake.pipelines.ops.TableFiles;
import io.segmentlake.pipelines.ops.Vacuum;
import io.segmentlake.pipelines.sql.LakehouseTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Puts the small files of all tables together and removes what no reader needs any more. Rows stay
 * what they are, so that the next daily run finds nothing to do for it.
 */
public final class MaintainTablesJob implements Job {
  private static final double MIB = 1 << 20;

  @Override
  public String name() {
    return "maintain-tables";
  }

  @Override
  public List<Table> reads() {
    return List.of();
  }

  @Override
  public List<Table> writes() {
    return LakehouseTables.stored();
  }

  @Override
  public List<Table> news() {
    return List.of();
  }

  @Override
  public Outcome run(RunContext context) {
    Lakehouse lakehouse = context.lakehouse();
    Map<String, RecordedTable> recorded = new Runs(lakehouse).tables();
    List<Maintained> all = new ArrayList<>();
    List<Table> left = new ArrayList<>();
    for (Table table : writes()) {
      if (isWholly(recorded.get(table.fullName()), lakehouse, table)) {
        all.add(maintain(context, table));
      } else {
        left.add(table);
      }
    }
    List<Maintained> changed = all.stream().filter(m -> !m.written().isEmpty()).toList();
    // A table that no run records, such as the record itself, would from then on always differ.
    List<Written> written =
        changed.stream()
            .filter(m -> recorded.containsKey(m.table().fullName()))
            .flatMap(m -> m.written().stream())
            .toList();
    return Outcome.of(written).saying(text(changed, left));
  }

  /**
   * Whether all of its commits are on record. Those of a killed run must stay in sight of the next
   * daily run, which puts the table right; to record them here would hide them.
   */
  private static boolean isWholly(RecordedTable known, Lakehouse lakehouse, Table table) {
    return known == null || known.isUntouched(TableFiles.of(lakehouse, table));
  }

  private static Maintained maintain(RunContext context, Table table) {
    Lakehouse lakehouse = context.lakehouse();
    // First, for what a compaction replaces has to stay a week in any case.
    Vacuum.Result vacuum = new Vacuum(lakehouse, Vacuum.LEAST, context.startedAt()).vacuum(table);
    Compaction.Result compaction = new Compaction(lakehouse).compact(table);
    Maintained done = new Maintained(table, compaction, vacuum);
    if (!done.written().isEmpty()) {
      context.progress().note(table + ": " + done.files() + ", " + done.freed());
    }
    return done;
  }

  /** What became of one table. */
  private record Maintained(Table table, Compaction.Result compaction, Vacuum.Result vacuum) {
    /** One entry where its files are others than before. */
    List<Written> written() {
      return Stream.of(compaction.written(), vacuum.written())
          .filter(w -> w.status() == Written.Status.WRITTEN)
          .limit(1)
          .toList();
    }

    String files() {
      return compaction.before() + " → " + compaction.after() + " files";
    }

    String freed() {
      return String.format(
          Locale.ROOT, "%d old ones removed (%.1f MiB)", vacuum.files(), vacuum.bytes() / MIB);
    }
  }

  private static String text(List<Maintained> changed, List<Table> left) {
    int before = changed.stream().mapToInt(m -> m.compaction().before()).sum();
    int after = changed.stream().mapToInt(m -> m.compaction().after()).sum();
    int removed = changed.stream().mapToInt(m -> m.vacuum().files()).sum();
    long bytes = changed.stream().mapToLong(m -> m.vacuum().bytes()).sum();
    TextTable table = new TextTable("tables", "files before", "after", "old removed", "MiB freed");
    table.row(changed.size(), before, after, removed, bytes / MIB);
    String waiting =
        left.isEmpty()
            ? ""
            : "left as they are until a daily run has looked at them: " + left + "\n";
    return changed.isEmpty() ? waiting : table + waiting;
  }
}
