package io.segmentlake.pipelines.silver;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.BronzeRows;
import io.segmentlake.pipelines.Lakehouse;
import io.segmentlake.pipelines.LakehouseExtension;
import io.segmentlake.pipelines.Written;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SilverPersonsTest {
  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  @Test
  void letsTheCustomerHeardOfFirstRepresentThePersonAlsoWhereThatIsLearntLate() {
    addresses(address(1, "a", 1, null), address(2, "a", 1, null));
    registrations(registration(1, "2025-01-05"), registration(2, "2025-01-06"));
    visits(visit(2, "2025-01-04", 1, null));
    apply(1);
    assertThat(persons()).containsExactly("1 is 2 from 1");

    visits(visit(2, "2025-01-04", 1, null), visit(1, "2025-01-03", 2, null));
    apply(2);
    assertThat(persons()).containsExactly("1 is 2 from 1 to 2", "2 is 1 from 2");

    // The late visit is taken back: the registration is the first event again.
    visits(visit(2, "2025-01-04", 1, null), visit(1, "2025-01-03", 2, 3L));
    apply(3);
    assertThat(persons())
        .containsExactly("1 is 2 from 1 to 2", "1 is 2 from 3", "2 is 1 from 2 to 3");
    assertThat(firstEvents())
        .containsExactly(
            "1 2025-01-03 from 2 to 3",
            "1 2025-01-05 from 1 to 3",
            "1 2025-01-05 from 3",
            "2 2025-01-04 from 1");
    assertThat(apply(3)).extracting(Written::status).doesNotContain(Written.Status.WRITTEN);
  }

  @Test
  void staysWithTheFirstEventWhereARecordOfItIsReplacedByAnotherOfTheSameInstant() {
    addresses(address(1, "a", 1, null));
    visits(visit(1, "2025-01-03", 1, null));
    apply(1);
    visits(visit(1, "2025-01-03", 1, 2L), visit(1, "2025-01-03", 2, null));
    apply(2);

    assertThat(firstEvents()).containsExactly("1 2025-01-03 from 1");
  }

  @Test
  void letsTheSmallestIdRepresentThoseHeardOfAtOnceOrNever() {
    addresses(
        address(8, "a", 1, null),
        address(7, "a", 1, null),
        address(4, "a", 1, null),
        address(6, "b", 1, null),
        address(5, "b", 1, null));
    registrations(registration(8, "2025-01-05"), registration(7, "2025-01-05"));
    apply(1);

    assertThat(persons()).containsExactly("4 is 7 from 1", "6 is 5 from 1", "8 is 7 from 1");
  }

  @Test
  void partsCustomersWhoseAddressesDifferNow() {
    addresses(address(1, "a", 1, null), address(2, "a", 1, null), address(3, "a", 1, null));
    registrations(
        registration(1, "2025-01-01"),
        registration(2, "2025-01-02"),
        registration(3, "2025-01-03"));
    apply(1);
    addresses(
        address(1, "a", 1, 2L),
        address(1, "b", 2, null),
        address(2, "a", 1, null),
        address(3, "a", 1, null));
    apply(2);

    assertThat(persons())
        .containsExactly("2 is 1 from 1 to 2", "3 is 1 from 1 to 2", "3 is 2 from 2");
  }

  @Test
  void tellsFirstEventsFromAllHistoryWhereAnOlderLakehouseHasNone() {
    visits(
        visit(1, "2025-01-03", 1, 2L),
        visit(1, "2025-01-04", 1, null),
        visit(2, "2025-01-05", 2, null));
    new SilverFirstEvents(lake.lakehouse()).apply(2);

    assertThat(firstEvents()).containsExactly("1 2025-01-04 from 2", "2 2025-01-05 from 2");
  }

  private List<Written> apply(long seq) {
    Lakehouse lakehouse = lake.lakehouse();
    return List.of(
        new SilverFirstEvents(lakehouse).apply(seq), new SilverPersons(lakehouse).apply(seq));
  }

  private void addresses(Row... rows) {
    lay(SilverTables.CONTACTS, rows);
  }

  private void registrations(Row... rows) {
    lay(SilverTables.CUSTOMERS, rows);
  }

  private void visits(Row... rows) {
    lay(SilverTables.WEB_EVENTS, rows);
  }

  private void lay(Table table, Row... rows) {
    lake.lakehouse()
        .replace(
            table,
            lake.lakehouse().spark().createDataFrame(Arrays.asList(rows), table.structType()));
  }

  private static Row address(long customer, String mailbox, long arrived, Long superseded) {
    return row(
        SilverTables.CONTACTS,
        "customer_id",
        customer,
        "email_normalised",
        mailbox + "@shop.example",
        "is_email_valid",
        true,
        "arrived_seq",
        arrived,
        "superseded_seq",
        superseded);
  }

  private static Row registration(long customer, String on) {
    return row(
        SilverTables.CUSTOMERS,
        "customer_id",
        customer,
        "registered_at",
        BronzeRows.instant(on),
        "arrived_seq",
        1L);
  }

  private static Row visit(long customer, String on, long arrived, Long superseded) {
    return row(
        SilverTables.WEB_EVENTS,
        "customer_id",
        customer,
        "occurred_at",
        BronzeRows.instant(on),
        "event_month",
        on.substring(0, 7),
        "arrived_seq",
        arrived,
        "superseded_seq",
        superseded);
  }

  /** Columns and their values, by turns; others are null. */
  private static Row row(Table table, Object... pairs) {
    Object[] values = new Object[table.columns().size()];
    for (int i = 0; i < pairs.length; i += 2) {
      values[table.structType().fieldIndex((String) pairs[i])] = pairs[i + 1];
    }
    return RowFactory.create(values);
  }

  private List<String> persons() {
    return texts(
        SilverTables.PERSONS,
        "concat_ws(' ', customer_id, 'is', person_id, 'from', known_from, 'to ' || known_to)");
  }

  private List<String> firstEvents() {
    return texts(
        SilverTables.FIRST_EVENTS,
        "concat_ws(' ', customer_id, to_date(first_at), 'from', arrived_seq, 'to ' ||"
            + " superseded_seq)");
  }

  private List<String> texts(Table table, String text) {
    return lake.lakehouse().read(table).selectExpr(text).collectAsList().stream()
        .map(row -> row.getString(0))
        .sorted()
        .toList();
  }
}
