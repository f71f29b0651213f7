package io.segmentlake.pipelines.segments;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmentlake.pipelines.LakehouseExtension;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChangedDefinitionTest {
  @RegisterExtension final LakehouseExtension lake = new LakehouseExtension();

  private SmallShop shop;

  @BeforeEach
  void twoBuyTwiceAndOneOnce() throws IOException {
    shop = new SmallShop(lake);
    shop.orders(1, "2025-03-01", "2025-03-02");
    shop.orders(2, "2025-03-01");
    shop.orders(3, "2025-03-04", "2025-03-05");
    shop.define("buyers", 1, "orders_lifetime >= 1");
    shop.define("early", 1, "orders_lifetime >= 1");
    shop.evaluate("2025-03-03", "2025-03-05");
    shop.define("buyers", 2, "orders_lifetime >= 2");
    shop.remove("early");
    shop.evaluate("2025-03-06", "2025-03-06");
  }

  @Test
  void endsTheOldVersionWhereTheNewOneBegins() throws IOException {
    assertThat(membership())
        .containsExactly(
            "buyers 1 customer 1 from 2025-03-03 to 2025-03-06 because definition changed",
            "buyers 1 customer 2 from 2025-03-03 to 2025-03-06 because definition changed",
            "buyers 1 customer 3 from 2025-03-04 to 2025-03-06 because definition changed",
            "buyers 2 customer 1 from 2025-03-06",
            "buyers 2 customer 3 from 2025-03-06",
            "early 1 customer 1 from 2025-03-03 to 2025-03-06 because definition removed",
            "early 1 customer 2 from 2025-03-03 to 2025-03-06 because definition removed",
            "early 1 customer 3 from 2025-03-04 to 2025-03-06 because definition removed");
    assertThat(
            shop.rows(
                SegmentTables.CHANGES,
                "as_of = '2025-03-06' and segment_id = 'buyers'",
                "concat_ws(' ', version, customer_id, change, reason)"))
        .containsExactly(
            "1 1 left definition changed",
            "1 2 left definition changed",
            "1 3 left definition changed",
            "2 1 entered orders_lifetime is 2 (>= 2)",
            "2 3 entered orders_lifetime is 2 (>= 2)");
    assertThat(sizes("2025-03-06")).containsExactly("buyers 2 members 2 entered 2 left 0");
    changesNothingTheSecondTime();
    letsASegmentComeBack();
  }

  private void changesNothingTheSecondTime() {
    List<String> before = membership();
    long version = lake.lakehouse().version(SegmentTables.MEMBERSHIP);

    shop.evaluate("2025-03-06", "2025-03-06");

    assertThat(membership()).isEqualTo(before);
    assertThat(lake.lakehouse().version(SegmentTables.MEMBERSHIP)).isEqualTo(version);
  }

  private void letsASegmentComeBack() throws IOException {
    List<String> before = membership();

    shop.define("early", 1, "orders_lifetime >= 1");
    shop.evaluate("2025-03-07", "2025-03-07");

    assertThat(membership())
        .containsAll(before)
        .hasSize(before.size() + 3)
        .contains("early 1 customer 1 from 2025-03-07");
  }

  @Test
  void endsTheOldVersionWhereItsLastAnswerThatStandsIsFollowedByAnother() {
    shop.evaluate("2025-03-03", "2025-03-03");

    // Its answers of the 4th and 5th stand, so the old version stays as it was.
    assertThat(membership())
        .startsWith(
            "buyers 1 customer 1 from 2025-03-03 to 2025-03-06 because definition changed",
            "buyers 1 customer 2 from 2025-03-03 to 2025-03-06 because definition changed",
            "buyers 1 customer 3 from 2025-03-04 to 2025-03-06 because definition changed",
            "buyers 2 customer 1 from 2025-03-03",
            "buyers 2 customer 3 from 2025-03-06",
            "early 1 customer 1 from 2025-03-03 to 2025-03-06 because definition removed");
    assertThat(sizes("2025-03-06")).containsExactly("buyers 2 members 2 entered 1 left 0");

    shop.evaluate("2025-03-05", "2025-03-05");

    // Its answers of the 5th are replaced: it ended on that day.
    assertThat(membership())
        .startsWith(
            "buyers 1 customer 1 from 2025-03-03 to 2025-03-05 because definition changed",
            "buyers 1 customer 2 from 2025-03-03 to 2025-03-05 because definition changed",
            "buyers 1 customer 3 from 2025-03-04 to 2025-03-05 because definition changed",
            "buyers 2 customer 1 from 2025-03-03",
            "buyers 2 customer 3 from 2025-03-05",
            "early 1 customer 1 from 2025-03-03 to 2025-03-05 because definition removed");
    assertThat(sizes("2025-03-05")).containsExactly("buyers 2 members 2 entered 1 left 0");
    assertThat(sizes("2025-03-06")).containsExactly("buyers 2 members 2 entered 0 left 0");
    assertThat(shop.rows(SegmentTables.CHANGES, "as_of = '2025-03-06'", "change")).isEmpty();
  }

  private List<String> membership() {
    String day = "date_sub(to_date(%s), 1)";
    return shop.rows(
        SegmentTables.MEMBERSHIP,
        "known_to is null",
        "concat_ws(' ', segment_id, version, 'customer', customer_id, 'from', "
            + day.formatted("valid_from")
            + ", 'to ' || "
            + day.formatted("valid_to")
            + ", 'because ' || reason_out)");
  }

  private List<String> sizes(String date) {
    return shop.rows(
        SegmentTables.SIZES,
        "as_of = '" + date + "'",
        "concat_ws(' ', segment_id, version, 'members', members, 'entered', entered, 'left', left)");
  }
}
