package io.segmentlake.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class ContentHashTest {
  private static final StructType SCHEMA =
      StructType.fromDDL(
          "id bigint, name string, other string, amount decimal(18,4), on date, at timestamp,"
              + " flag boolean, list array<string>, pair struct<a: int, b: int>");

  private static final Object[] TEA = {
    1L,
    "tea",
    null,
    new BigDecimal("1.5000"),
    Date.valueOf("2024-05-01"),
    Timestamp.valueOf("2024-05-01 12:00:00"),
    true,
    List.of("a", "b"),
    RowFactory.create(1, null)
  };
  private static final Object[] MILK = {
    2L, null, "milk", null, null, null, null, List.of(), RowFactory.create(null, 1)
  };

  @Test
  void isTheSameInAnyOrder() {
    assertThat(hash(List.of(TEA, MILK))).isEqualTo(hash(List.of(MILK, TEA)));
    assertThat(hash(List.<Object[]>of())).isEqualTo(ContentHash.EMPTY);
  }

  @Test
  void changesWithEachCellEachNullAndEachDoubledOrLostRow() {
    List<List<Object[]>> contents = new ArrayList<>();
    contents.add(List.of(TEA, MILK));
    contents.add(List.of(TEA, TEA, MILK));
    contents.add(List.of(TEA, MILK, MILK));
    contents.add(List.<Object[]>of(TEA));
    contents.add(List.of(with(1, null, 2, "tea"), MILK));
    contents.add(List.of(with(0, 3L), MILK));
    contents.add(List.of(with(0, null), MILK));
    contents.add(List.of(with(1, "Tea"), MILK));
    contents.add(List.of(with(1, "tea "), MILK));
    contents.add(List.of(with(2, ""), MILK));
    contents.add(List.of(with(3, new BigDecimal("1.5001")), MILK));
    contents.add(List.of(with(3, null), MILK));
    contents.add(List.of(with(4, Date.valueOf("2024-05-02")), MILK));
    contents.add(List.of(with(5, Timestamp.valueOf("2024-05-01 12:00:00.000001")), MILK));
    contents.add(List.of(with(6, false), MILK));
    contents.add(List.of(with(6, null), MILK));
    contents.add(List.of(with(7, List.of("b", "a")), MILK));
    contents.add(List.of(with(7, List.of("ab")), MILK));
    contents.add(List.of(with(7, Arrays.asList("a", null, "b")), MILK));
    contents.add(List.of(with(7, null), MILK));
    contents.add(List.of(with(8, RowFactory.create(null, 1)), MILK));
    contents.add(List.of(with(8, null), MILK));

    Set<ContentHash> hashes = new HashSet<>();
    contents.forEach(rows -> hashes.add(hash(rows)));

    assertThat(hashes).hasSameSizeAs(contents);
  }

  @Test
  void doesNotOverflowOverManyEqualRows() {
    ContentHash once = hash(List.<Object[]>of(TEA));
    ContentHash often = hash(Collections.nCopies(1000, TEA));

    assertThat(often.rows()).isEqualTo(1000);
    assertThat(often.hash()).isEqualByComparingTo(once.hash().multiply(BigDecimal.valueOf(1000)));
  }

  private static Object[] with(Object... placesAndValues) {
    Object[] row = TEA.clone();
    for (int i = 0; i < placesAndValues.length; i += 2) {
      row[(int) placesAndValues[i]] = placesAndValues[i + 1];
    }
    return row;
  }

  private static ContentHash hash(List<Object[]> rows) {
    List<Row> all = rows.stream().map(RowFactory::create).toList();
    return ContentHash.of(LakehouseExtension.session().createDataFrame(all, SCHEMA));
  }
}
