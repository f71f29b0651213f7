package io.segmentlake.jobs;

import io.segmentlake.models.tables.Column;
import io.segmentlake.models.tables.Table;
import java.util.List;
import java.util.function.Supplier;

/** A job that does what the test says. */
public record FakeJob(String name, List<Table> reads, List<Table> writes, Supplier<Outcome> work)
    implements Job {

  public static FakeJob named(String name) {
    return new FakeJob(name, List.of(), List.of(), () -> Outcome.of().counting(1));
  }

  public FakeJob reading(String... tables) {
    return new FakeJob(name, tables(tables), writes, work);
  }

  public FakeJob writing(String... tables) {
    return new FakeJob(name, reads, tables(tables), work);
  }

  public FakeJob doing(Supplier<Outcome> does) {
    return new FakeJob(name, reads, writes, does);
  }

  static Table table(String name) {
    return Table.of(name, "One row per test.", Column.of("number", "bigint", "A number"));
  }

  @Override
  public Outcome run(RunContext context) {
    return work.get();
  }

  private static List<Table> tables(String... names) {
    return List.of(names).stream().map(FakeJob::table).toList();
  }
}
