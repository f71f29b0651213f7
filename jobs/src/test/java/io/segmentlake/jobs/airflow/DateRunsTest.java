package io.segmentlake.jobs.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmentlake.jobs.Schedule;
import io.segmentlake.jobs.airflow.DateRuns.Start;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class DateRunsTest {
  private static final LocalDate DATE = LocalDate.parse("2026-06-30");
  private static final AirflowSchedule DAILY =
      new AirflowSchedule(Schedule.DAILY, "day", LocalTime.of(3, 0));

  @Test
  void triggersADateThatHasNoRun() {
    FakeAirflow airflow = new FakeAirflow();

    assertThat(runs(airflow, "demo").start(DATE).start()).isEqualTo(Start.TRIGGERED);
    assertThat(airflow.done()).containsExactly("trigger daily 2026-07-01T01:00:00Z");
  }

  @Test
  void clearsTheRunOfADateThatHasEnded() {
    FakeAirflow airflow = new FakeAirflow().seen("failed");

    assertThat(runs(airflow, "demo").start(DATE).start()).isEqualTo(Start.CLEARED);
    assertThat(airflow.done())
        .containsExactly("trigger daily 2026-07-01T01:00:00Z", "clear daily run");
  }

  @Test
  void leavesARunThatIsNotOver() {
    FakeAirflow airflow = new FakeAirflow().seen("running");

    assertThat(runs(airflow, "demo").start(DATE).start()).isEqualTo(Start.RUNNING);
    assertThat(airflow.done()).containsExactly("trigger daily 2026-07-01T01:00:00Z");
  }

  @Test
  void refusesAnAirflowOfAnotherShop() {
    FakeAirflow airflow = new FakeAirflow();

    assertThatThrownBy(() -> runs(airflow, "tea").start(DATE))
        .hasMessageContaining("it is not for shop tea (its tags are demo)");
    assertThat(airflow.done()).isEmpty();
  }

  private static DateRuns runs(Airflow airflow, String shop) {
    return new DateRuns(airflow, DAILY, shop, ZoneId.of("Europe/Prague"));
  }
}
