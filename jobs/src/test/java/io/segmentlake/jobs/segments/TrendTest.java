package io.segmentlake.jobs.segments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TrendTest {
  private static final LocalDate FIRST = LocalDate.parse("2025-01-01");

  @Test
  void showsEachOfAFewDates() {
    assertThat(Trend.over(days(3)).dates()).containsExactlyElementsOf(days(3));
  }

  @Test
  void choosesFourteenEvenlySpacedDatesOfALongRange() {
    assertThat(Trend.over(days(27)).dates())
        .containsExactlyElementsOf(
            IntStream.range(0, 14).mapToObj(i -> FIRST.plusDays(2 * i)).toList());
  }

  @Property
  void takesTheFirstAndTheLastAndNoneTwice(@ForAll @IntRange(min = 1, max = 400) int count) {
    List<LocalDate> dates = Trend.over(days(count)).dates();

    assertThat(dates).hasSize(Math.min(14, count)).doesNotHaveDuplicates().isSorted();
    assertThat(dates.get(0)).isEqualTo(FIRST);
    assertThat(dates.get(dates.size() - 1)).isEqualTo(FIRST.plusDays(count - 1L));
  }

  @Test
  void reachesFromTheSmallestToTheLargest() {
    Map<LocalDate, Long> sizes = Map.of(FIRST, 10L, FIRST.plusDays(1), 24L, FIRST.plusDays(2), 17L);

    assertThat(Trend.over(days(3)).line(sizes)).isEqualTo("▁█▄");
  }

  @Test
  void marksADateWithoutTheSegment() {
    assertThat(Trend.over(days(2)).line(Map.of(FIRST.plusDays(1), 5L))).isEqualTo("·▄");
  }

  private static List<LocalDate> days(int count) {
    return FIRST.datesUntil(FIRST.plusDays(count)).toList();
  }
}
