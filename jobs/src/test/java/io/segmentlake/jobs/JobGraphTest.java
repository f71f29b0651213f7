package io.segmentlake.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class JobGraphTest {

  @Test
  void putsAJobAfterAllThatWriteWhatItReads() {
    Job segments = FakeJob.named("segments").reading("features.customer", "silver.orders");
    Job features = FakeJob.named("features").reading("silver.orders").writing("features.customer");
    Job silver = FakeJob.named("silver").reading("bronze.orders").writing("silver.orders");
    Job ingest = FakeJob.named("ingest").writing("bronze.orders");

    assertThat(JobGraph.of(List.of(segments, features, silver, ingest)).ordered())
        .extracting(Job::name)
        .containsExactly("ingest", "silver", "features", "segments");
  }

  @Test
  void keepsTheOrderOfTheListWhereNothingElseDecides() {
    assertThat(
            JobGraph.of(List.of(FakeJob.named("b"), FakeJob.named("a"), FakeJob.named("c")))
                .ordered())
        .extracting(Job::name)
        .containsExactly("b", "a", "c");
  }

  @Test
  void letsAJobReadItsOwnTablesAndTablesOfNobody() {
    Job silver =
        FakeJob.named("silver").reading("silver.orders", "bronze.orders").writing("silver.orders");

    assertThat(JobGraph.of(List.of(silver)).ordered()).containsExactly(silver);
  }

  @Test
  void namesTheJobsAndTablesOfACircle() {
    Job a = FakeJob.named("a").reading("silver.c").writing("silver.a");
    Job b = FakeJob.named("b").reading("silver.a").writing("silver.b");
    Job c = FakeJob.named("c").reading("silver.b").writing("silver.c");

    assertThatThrownBy(() -> JobGraph.of(List.of(a, b, c)))
        .hasMessage(
            "Cannot order the jobs: they wait for each other in a circle "
                + "(a reads silver.c of c; c reads silver.b of b; b reads silver.a of a).");
  }

  @Test
  void refusesTwoJobsOfOneName() {
    assertThatThrownBy(() -> JobGraph.of(List.of(FakeJob.named("a"), FakeJob.named("a"))))
        .hasMessage("Cannot order the jobs: two are named 'a'. A name is given once.");
  }

  @Test
  void ordersEverySchedule() {
    for (Schedule schedule : Schedule.values()) {
      assertThat(schedule.jobs().ordered()).doesNotHaveDuplicates();
    }
  }
}
