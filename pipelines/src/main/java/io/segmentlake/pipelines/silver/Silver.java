package io.segmentlake.pipelines.silver;

import io.segmentlake.models.streams.Stream;
import io.segmentlake.models.streams.Streams;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.AtOnce;
import io.segmentlake.pipelines.Compilation;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.bronze.BronzeTables;
import io.segmentlake.pipelines.bronze.Ingest;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Brings all silver tables up to an ingest run, independent ones side by side. */
public final class Silver {
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
    long records = Ingest.records(lakehouse, seq);
    return Compilation.forRows(lakehouse.spark(), records, () -> applyAll(seq));
  }

  private List<Written> applyAll(long seq) {
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
    List<Written> written = new ArrayList<>(AtOnce.run(first));
    written.addAll(AtOnce.run(second));
    return written;
  }
}
