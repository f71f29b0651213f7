package io.segmentlake.pipelines.silver;

import io.segmentlake.models.streams.Stream;
import io.segmentlake.models.streams.Streams;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.bronze.BronzeTables;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Brings all silver tables up to an ingest run, independent ones side by side. */
public final class Silver {
  /**
   * Tables are small for a day's run: most of the time goes into planning and committing, not into
   * cores.
   */
  private static final int SIDE_BY_SIDE = 4;

  private final Lakehouse lakehouse;
  private final ZoneId zone;

  public Silver(Lakehouse lakehouse, ZoneId zone) {
    this.lakehouse = lakehouse;
    this.zone = zone;
  }

  /** All tables that are kept. */
  public static List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    Streams.all().forEach(s -> tables.add(SilverTables.of(s)));
    tables.addAll(List.of(SilverTables.CONTACTS, SilverTables.IDENTITIES, SilverTables.PERSONS));
    return tables;
  }

  /** Applies one ingest run to all tables; runs must be applied in their order. */
  public List<Written> apply(long seq) {
    List<Callable<Written>> first = new ArrayList<>();
    for (Stream stream : Streams.all()) {
      if (!stream.name().equals("orders") && lakehouse.exists(stream.bronze())) {
        first.add(() -> SilverStream.of(lakehouse, stream, zone).apply(seq));
      }
    }
    List<Callable<Written>> second = new ArrayList<>();
    if (lakehouse.exists(Streams.named("orders").bronze())) {
      // Orders are added up from their lines.
      second.add(() -> SilverStream.of(lakehouse, Streams.named("orders"), zone).apply(seq));
    }
    if (lakehouse.exists(BronzeTables.CONTACTS)) {
      first.add(() -> SilverStream.contacts(lakehouse).apply(seq));
      first.add(() -> new SilverIdentities(lakehouse).apply(seq));
      second.add(() -> new SilverPersons(lakehouse).apply(seq));
    }
    List<Written> written = new ArrayList<>(sideBySide(first));
    written.addAll(sideBySide(second));
    return written;
  }

  private static List<Written> sideBySide(List<Callable<Written>> writes) {
    ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE);
    try {
      List<Written> written = new ArrayList<>();
      for (Future<Written> write : threads.invokeAll(writes)) {
        written.add(write.get());
      }
      return written;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while silver tables were written", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("Cannot write a silver table", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
