package io.segmentlake.pipelines.silver;

import io.segmentlake.models.shops.Shop;
import io.segmentlake.models.streams.Stream;
import io.segmentlake.models.streams.Streams;
import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.AtOnce;
import io.segmentlake.pipelines.Compilation;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.Written;
import io.segmentlake.pipelines.bronze.BronzeTables;
import io.segmentlake.pipelines.bronze.Ingest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Brings all silver tables up to an ingest run, independent ones side by side. */
public final class Silver {
  private final Lakehouse lakehouse;
  private final Shop shop;

  /**
   * Silver of one shop.
   *
   * @param shop in whose zone business dates are told and in whose currency amounts
   */
  public Silver(Lakehouse lakehouse, Shop shop) {
    this.lakehouse = lakehouse;
    this.shop = shop;
  }

  /** All tables that are kept. */
  public static List<Table> tables() {
    List<Table> tables = new ArrayList<>();
    Streams.all().forEach(s -> tables.add(SilverTables.of(s)));
    tables.addAll(
        List.of(
            SilverTables.CONTACTS,
            SilverTables.IDENTITIES,
            SilverTables.FIRST_EVENTS,
            SilverTables.PERSONS));
    return tables;
  }

  /** Applies one ingest run to all tables; runs must be applied in their order. */
  public List<Written> apply(long seq) {
    long records = Ingest.records(lakehouse, seq);
    return Compilation.forRows(lakehouse.spark(), records, () -> applyAll(seq));
  }

  private List<Written> applyAll(long seq) {
    List<Written> written = new ArrayList<>();
    List<Callable<Written>> first = new ArrayList<>();
    List<Callable<Written>> second = new ArrayList<>();
    for (Stream stream : Streams.all()) {
      if (!lakehouse.exists(stream.bronze())) {
        continue;
      }
      SilverStream table = SilverStream.of(lakehouse, stream, shop);
      switch (stream.name()) {
          // Amounts are converted by them.
        case "rates" -> written.add(table.apply(seq));
          // They are added up from their lines.
        case "orders" -> second.add(() -> table.apply(seq));
        default -> first.add(() -> table.apply(seq));
      }
    }
    if (lakehouse.exists(BronzeTables.CONTACTS)) {
      first.add(() -> SilverStream.contacts(lakehouse).apply(seq));
      first.add(() -> new SilverIdentities(lakehouse).apply(seq));
    }
    written.addAll(AtOnce.run(first));
    written.addAll(AtOnce.run(second));
    if (lakehouse.exists(BronzeTables.CONTACTS)) {
      // Orders are among the events, and who represents a person follows from these.
      written.add(new SilverFirstEvents(lakehouse).apply(seq));
      written.add(new SilverPersons(lakehouse).apply(seq));
    }
    return written;
  }
}
