package io.segmentlake.models.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.segmentlake.models.SparkExtension;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SpreadsTest {
  @RegisterExtension static final SparkExtension SPARK = new SparkExtension();

  private static final String SCHEMA = "days int, is_business boolean, spent decimal(9,2)";

  /** Days 1 to 20; half of them buy for a company; nobody's spending is known. */
  private static final Dataset<Row> BEFORE =
      SPARK.table(
          SCHEMA,
          IntStream.rangeClosed(1, 20)
              .mapToObj(i -> RowFactory.create(i, i % 2 == 0, null))
              .toArray(Row[]::new));

  @Test
  void countsBetweenTenthsAndTellsUnknownApart() {
    // The 19 counts as 19, 17.1 and 15.2, the 20 as 20, 18 and 16: two thirds above 18, rounded.
    assertThat(Spreads.of(BEFORE, List.of("days", "is_business", "spent")))
        .containsExactly(
            new Spread(
                "days",
                List.of(2., 4., 6., 8., 10., 12., 14., 16., 18.),
                List.of(2L, 2L, 2L, 2L, 2L, 2L, 2L, 2L, 2L, 1L, 0L)),
            new Spread("is_business", List.of(0.), List.of(10L, 10L, 0L)),
            new Spread("spent", List.of(), List.of(0L, 20L)));
  }

  @Test
  void countsLaterRowsBetweenTheSameEdges() {
    List<Spread> before = Spreads.of(BEFORE, List.of("days", "is_business", "spent"));
    Dataset<Row> now =
        SPARK.table(
            SCHEMA,
            RowFactory.create(0, true, null),
            RowFactory.create(2, true, new BigDecimal("5.00")),
            RowFactory.create(3, null, null),
            RowFactory.create(99, true, null));

    List<Spread> after = Spreads.between(now, before);

    assertThat(after)
        .extracting(Spread::counts)
        .containsExactly(
            List.of(2L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 1L, 0L),
            List.of(0L, 3L, 1L),
            List.of(1L, 3L));
    // (.25 − 0) ln (.25 / .0001) + (.75 − 1) ln .75
    assertThat(after.get(2).movedFrom(before.get(2)))
        .isCloseTo(.2499 * Math.log(2500) - .25 * Math.log(.75), within(1e-12));
  }

  @Test
  void oneNewsletterMoreForEverybodyIsNotAnotherShop() {
    List<Spread> before = Spreads.of(newsletters(0, 1), List.of("days"));

    double oneMore = Spreads.between(newsletters(1, 1), before).get(0).movedFrom(before.get(0));
    double half = Spreads.between(newsletters(0, .5), before).get(0).movedFrom(before.get(0));

    assertThat(oneMore).isLessThan(.1);
    assertThat(half).isGreaterThan(.25);
  }

  /** Of a hundred customers sixty got all thirteen, ten none, and the others came in between. */
  private static Dataset<Row> newsletters(int more, double share) {
    return SPARK.table(
        SCHEMA,
        IntStream.range(0, 100)
            .map(i -> i < 10 ? 0 : Math.min(13, (i - 10) / 2 + 1) + more)
            .mapToObj(sent -> RowFactory.create((int) (sent * share), true, null))
            .toArray(Row[]::new));
  }

  @Test
  void moveIsNoneAgainstItself() {
    Spreads.of(BEFORE, List.of("days", "is_business", "spent"))
        .forEach(spread -> assertThat(spread.movedFrom(spread)).isZero());
  }

  @Test
  void refusesCountsThatDoNotFitTheEdges() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Spread("days", List.of(1.), List.of(1L, 2L)))
        .withMessage(
            "Cannot tell how days is spread: it has 1 edges and 2 counts. There must be two more.");
  }
}
