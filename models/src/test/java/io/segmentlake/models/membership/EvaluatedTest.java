package io.segmentlake.models.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EvaluatedTest {

  @Test
  void opensAnIntervalForAFirstMember() {
    assertThat(at(List.of(10L), List.of(true)).into(List.of())).containsExactly(Interval.open(10));
  }

  @Test
  void endsTheIntervalOfSomeoneWhoLeft() {
    assertThat(at(List.of(20L), List.of(false)).into(List.of(Interval.open(10))))
        .containsExactly(Interval.of(10, 20));
  }

  @Test
  void leavesTheIntervalOfSomeoneWhoStays() {
    assertThat(at(List.of(20L, 30L), List.of(true, true)).into(List.of(Interval.open(10))))
        .containsExactly(Interval.open(10));
  }

  @Test
  void splitsAnIntervalByABackfilledDate() {
    Evaluated backfill = new Evaluated(List.of(20L), List.of(false), Optional.of(30L));

    assertThat(backfill.into(List.of(Interval.open(10))))
        .containsExactly(Interval.of(10, 20), Interval.open(30));
  }

  @Test
  void joinsTwoIntervalsByABackfilledDate() {
    Evaluated backfill = new Evaluated(List.of(20L), List.of(true), Optional.of(30L));

    assertThat(backfill.into(List.of(Interval.of(10, 20), Interval.of(30, 40))))
        .containsExactly(Interval.of(10, 40));
  }

  /**
   * The oracle is a map of evaluated instants to answers, asked by looking up the latest at or
   * before.
   */
  @Property(tries = 2000)
  void saysOfEachInstantWhatTheLatestEvaluationBeforeItSaid(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(max = 9) Integer> starts,
      @ForAll @Size(min = 12, max = 12) List<@IntRange(min = 1, max = 4) Integer> lengths,
      @ForAll @Size(min = 48, max = 48) List<Boolean> answers) {
    TreeMap<Long, Boolean> truth = new TreeMap<>();
    List<Interval> intervals = List.of();
    int answer = 0;
    for (int run = 0; run < starts.size(); run++) {
      long from = starts.get(run);
      long to = from + lengths.get(run) - 1;
      List<Long> instants = java.util.stream.LongStream.rangeClosed(from, to).boxed().toList();
      List<Boolean> isIn = answers.subList(answer, answer + instants.size());
      answer += instants.size();
      Optional<Long> next = Optional.ofNullable(truth.higherKey(to));
      intervals = new Evaluated(instants, isIn, next).into(intervals);
      for (int i = 0; i < instants.size(); i++) {
        truth.put(instants.get(i), isIn.get(i));
      }
    }
    for (long instant = -1; instant < 20; instant++) {
      boolean expected = truth.floorEntry(instant) != null && truth.floorEntry(instant).getValue();
      long at = instant;
      assertThat(intervals.stream().filter(i -> i.holds(at)).count()).isEqualTo(expected ? 1 : 0);
    }
    for (int i = 1; i < intervals.size(); i++) {
      assertThat(intervals.get(i - 1).to().orElseThrow()).isLessThan(intervals.get(i).from());
    }
  }

  private static Evaluated at(List<Long> instants, List<Boolean> isIn) {
    return new Evaluated(instants, isIn, Optional.empty());
  }
}
